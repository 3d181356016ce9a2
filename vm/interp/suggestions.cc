#include "vm/interp/suggestions.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/interp/code.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/layout.h"
#include "vm/objects/names.h"
#include "vm/objects/operators.h"

namespace midge::vm {
namespace {

// As CPython: what an edit costs, and what is too long or too much to search.
constexpr int kMoveCost = 2;
constexpr int kCaseCost = 1;
constexpr size_t kMaxWordBytes = 40;
constexpr size_t kMaxCandidates = 750;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

int SubstitutionCost(char a, char b) {
  if (a == b) return 0;
  return Lower(a) == Lower(b) ? kCaseCost : kMoveCost;
}

void TrimCommonEnds(std::string_view* a, std::string_view* b) {
  while (!a->empty() && !b->empty() && a->front() == b->front()) {
    a->remove_prefix(1);
    b->remove_prefix(1);
  }
  while (!a->empty() && !b->empty() && a->back() == b->back()) {
    a->remove_suffix(1);
    b->remove_suffix(1);
  }
}

// The edit distance, or anything above `max_cost` if it is above that.
int Distance(std::string_view a, std::string_view b, int max_cost) {
  TrimCommonEnds(&a, &b);
  if (a.empty() || b.empty()) {
    return static_cast<int>(a.size() + b.size()) * kMoveCost;
  }
  if (a.size() > kMaxWordBytes || b.size() > kMaxWordBytes) {
    return max_cost + 1;
  }
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j)
    row[j] = static_cast<int>(j) * kMoveCost;
  for (size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] += kMoveCost;
    for (size_t j = 0; j < b.size(); ++j) {
      const int substitute = diagonal + SubstitutionCost(a[i], b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min(substitute, std::min(diagonal, row[j]) + kMoveCost);
    }
  }
  return row.back();
}

// The nearest candidate, or "". No more than a third may need changing.
std::string Nearest(std::string_view name,
                    const std::vector<std::string>& candidates) {
  if (candidates.size() >= kMaxCandidates) return "";
  std::string best;
  int best_cost = std::numeric_limits<int>::max();
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    int max_cost =
        static_cast<int>(name.size() + candidate.size() + 3) * kMoveCost / 6;
    max_cost = std::min(max_cost, best_cost - 1);
    const int cost = Distance(name, candidate, max_cost);
    if (cost > max_cost) continue;
    best = candidate;
    best_cost = cost;
  }
  return best;
}

void AddKeys(Context& context, Dict* dict, std::vector<std::string>* names) {
  dict = context.Resolve(dict);
  int64_t position = 0;
  Value key, value;
  while (DictNext(dict, &position, &key, &value)) {
    if (!IsKind(key, Kind::kStr)) continue;
    names->push_back(ToUtf8(static_cast<Str*>(key.as_object())));
  }
}

void AddClassNames(Context& context, Class* cls,
                   std::vector<std::string>* names) {
  const Tuple* mro = context.Resolve(cls)->mro.get();
  for (uint32_t i = 0; i < mro->length; ++i) {
    Value base = (*const_cast<Tuple*>(mro))[i];
    Class* resolved = context.Resolve(static_cast<Class*>(base.as_object()));
    AddKeys(context, resolved->dict.get(), names);
  }
}

void AddInstanceNames(Context& context, Instance* instance,
                      std::vector<std::string>* names) {
  instance = context.Resolve(instance);
  if (instance->layout() == kDictLayout) {
    AddKeys(context, static_cast<Dict*>(instance->overflow.as_object()), names);
    return;
  }
  for (const Str* name : Layouts::SlotNames(instance->layout())) {
    if (name != nullptr) names->push_back(ToUtf8(name));
  }
}

// dir(value), unless a user's __dir__ would have to be asked.
std::vector<std::string> AttributeNames(Context& context, Value value) {
  std::vector<std::string> names;
  if (IsKind(value, Kind::kModule)) {
    AddKeys(context, static_cast<Module*>(value.as_object())->dict.get(),
            &names);
  } else if (IsKind(value, Kind::kClass)) {
    AddClassNames(context, static_cast<Class*>(value.as_object()), &names);
  } else {
    AddClassNames(context, ClassOf(context, value), &names);
    if (IsKind(value, Kind::kInstance)) {
      AddInstanceNames(context, static_cast<Instance*>(value.as_object()),
                       &names);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string NearestVariable(Context& context, std::string_view name,
                            const Traceback* last) {
  std::vector<std::string> locals, globals, builtins;
  const CodeData& code = *last->frame->function->code->data;
  for (const auto* list :
       {&code.local_names, &code.cell_names, &code.free_names}) {
    for (const Str* local : *list) locals.push_back(ToUtf8(local));
  }
  AddKeys(context, last->frame->function->globals.get(), &globals);
  AddKeys(context, core().builtins, &builtins);
  for (const auto* names : {&locals, &globals, &builtins}) {
    const std::string nearest = Nearest(name, *names);
    if (!nearest.empty()) return nearest;
  }
  return "";
}

}  // namespace

std::string SuggestionFor(Context& context, Instance* exception,
                          const Traceback* last) {
  const Value self = Value::Of(exception);
  const bool attribute = IsInstance(context, self, core().AttributeError);
  if (!attribute && !IsInstance(context, self, core().NameError)) return "";
  const Value name = attribute ? FieldOf(exception, kAttributeErrorName)
                               : FieldOf(exception, kNameErrorName);
  if (!IsKind(name, Kind::kStr)) return "";
  const std::string word = ToUtf8(static_cast<Str*>(name.as_object()));
  std::string nearest;
  if (attribute) {
    const Value object = exception->slots()[kAttributeErrorObject];
    if (object.is_unbound()) return "";
    nearest = Nearest(word, AttributeNames(context, object));
  } else if (last != nullptr) {
    nearest = NearestVariable(context, word, last);
  }
  if (nearest.empty()) return "";
  return absl::StrCat(". Did you mean: '", nearest, "'?");
}

}  // namespace midge::vm

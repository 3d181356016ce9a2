// remade_code(): what code.replace() makes, once vm/prelude/library/_code.py
// has looked at what is asked for.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "vm/interp/code_store.h"
#include "vm/interp/code_views.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;
using Renamed = absl::flat_hash_map<std::string, std::string>;

// Of a str, or of an instance of a class derived from it.
std::string TextOf(Context& context, Value v) {
  return ToUtf8(static_cast<Str*>(Payload(context, v).as_object()));
}

std::span<const Value> ItemsAt(NativeCall& call, int i) {
  const Value tuple = Payload(call.context, call.args[i]);
  return static_cast<Tuple*>(tuple.as_object())->span();
}

// The tuple in `to` stands for `from`, as long as that.
Renamed Renaming(Context& context, std::span<const Value> from,
                 std::span<const Value> to) {
  Renamed names;
  for (size_t i = 0; i < from.size(); ++i) {
    names[TextOf(context, from[i])] = TextOf(context, to[i]);
  }
  return names;
}

void Rename(const Renamed& names, std::vector<std::string>* texts) {
  for (std::string& text : *texts) {
    const auto found = names.find(text);
    if (found != names.end()) text = found->second;
  }
}

void MoveLines(CodeUnit* unit, int first_line) {
  const int by = first_line - unit->first_line;
  unit->first_line = first_line;
  for (SourceSpan& span : unit->spans) {
    span.line += by;
    span.end_line += by;
  }
}

// The tuple of names of a call's keywords or of a class pattern: what an
// instruction reads of it must not change.
bool IsOfNames(const Constant& constant) {
  return constant.kind == Constant::Kind::kTuple &&
         std::all_of(constant.items.begin(), constant.items.end(),
                     [](const Constant& item) {
                       return item.kind == Constant::Kind::kName;
                     });
}

const CodeData* CodeIn(Value v) {
  return IsKind(v, Kind::kCode) ? static_cast<Code*>(v.as_object())->data
                                : nullptr;
}

// Puts `value` into the place of `*constant`, whose value is `*old`.  False if
// the instructions count on what is there.
bool PutConstant(Value value, Constant* constant, Value* old) {
  if (value == *old) return true;
  if (IsOfNames(*constant)) return false;
  const CodeData* before = CodeIn(*old);
  const CodeData* after = CodeIn(value);
  if (before != nullptr &&
      (after == nullptr ||
       after->free_names.size() != before->free_names.size())) {
    return false;
  }
  *constant = Constant();
  if (after != nullptr) {
    constant->kind = Constant::Kind::kCode;
    constant->code = after->unit;
  }
  *old = value;
  return true;
}

// The constants as co_consts has them; false if one cannot be put.
bool PutConstants(const CodeData& code, std::span<const Value> shown,
                  CodeUnit* unit, std::vector<Value>* constants) {
  size_t next = 0;
  const int doc = unit->docstring;
  if (!code.is(kCodeNamespace)) {
    const Value value = shown[next++];
    if (doc >= 0) {
      (*constants)[static_cast<size_t>(doc)] = value;
      unit->constants[static_cast<size_t>(doc)] = Constant();
    } else if (!value.is_none()) {
      unit->docstring = static_cast<int32_t>(constants->size());
      constants->push_back(value);
      unit->constants.emplace_back();
    }
  }
  const size_t count = code.constant_count;
  for (size_t i = 0; i < count; ++i) {
    if (!IsShownConstant(code, i)) continue;
    if (!PutConstant(shown[next++], &unit->constants[i], &(*constants)[i])) {
      return false;
    }
  }
  return true;
}

void PutNames(const Renamed& names, CodeUnit* unit,
              std::vector<Value>* constants) {
  for (size_t i = 0; i < unit->constants.size(); ++i) {
    Constant& constant = unit->constants[i];
    if (constant.kind != Constant::Kind::kName) continue;
    const auto found = names.find(constant.text);
    if (found == names.end()) continue;
    constant.text = found->second;
    Str* name = Names::InternComputed(constant.text);
    if (name != nullptr) (*constants)[i] = Value::Of(name);
  }
}

// remade_code(code, name, qualified_name, file_name, first_line, iterable,
// consts, names, varnames), each tuple as long as the code's own.
Result RemadeCode(NativeCall& call) {
  Context& context = call.context;
  const CodeData& code = *CodeIn(call.args[0]);
  context.Charge(static_cast<size_t>(code.instruction_count));
  auto unit = std::make_shared<CodeUnit>(*code.unit);
  unit->name = TextOf(context, call.args[1]);
  unit->qualified_name = TextOf(context, call.args[2]);
  unit->file_name = TextOf(context, call.args[3]);
  MoveLines(unit.get(), static_cast<int>(call.args[4].as_int()));
  unit->flags &= ~uint32_t{kCodeIterableCoroutine};
  if (call.args[5].is_true()) unit->flags |= kCodeIterableCoroutine;
  std::vector<Value> constants(code.constant_span().begin(),
                               code.constant_span().end());
  if (!PutConstants(code, ItemsAt(call, 6), unit.get(), &constants)) {
    return Raise(context, core().NotImplementedError,
                 "code.replace() cannot change the keywords of calls, or code "
                 "for what is no code of as many free variables");
  }
  PutNames(Renaming(context, GlobalNames(code), ItemsAt(call, 7)), unit.get(),
           &constants);
  const Renamed variables =
      Renaming(context, VariableNames(code), ItemsAt(call, 8));
  Rename(variables, &unit->local_names);
  Rename(variables, &unit->cell_names);
  Code* made = CodeStore::Of(context).Remake(std::move(unit), code.module_name,
                                             constants);
  return made == nullptr ? Result::kRaise : call.Return(Value::Of(made));
}

// self.replace(**changes)
Result Replace(NativeCall& call) {
  return call.Prelude("code_replace", {call.args[0], call.args[1]});
}

constexpr NativeSpec kIntrinsics[] = {
    {"remade_code",
     "code, name, qualified_name, file_name, first_line, iterable, consts, "
     "names, varnames, /",
     &RemadeCode},
};

constexpr NativeSpec kMethods[] = {{"replace", "self, /, **changes", &Replace}};

}  // namespace

void RegisterCodeReplace() {
  AddFunctions("_prelude", kIntrinsics);
  AddMethods(core().code, kMethods);
}

}  // namespace midge::vm

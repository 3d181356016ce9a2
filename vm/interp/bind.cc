// Laying out arguments as the parameters of functions in Python, and what goes
// wrong in it, in CPython's words.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"

namespace midge::vm {
namespace {

using Arguments = absl::InlinedVector<Value, 16>;

bool Refuse(Machine& m, std::string_view message) {
  RaiseTypeError(m.context, message);
  return false;
}

std::string NameOf(const Function* function) {
  return ToUtf8(static_cast<Str*>(function->qualified_name.as_object()));
}

const char* Plural(size_t count) { return count == 1 ? "" : "s"; }

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
std::string ListNames(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) {
    quoted.push_back(absl::StrCat("'", name, "'"));
  }
  if (quoted.size() <= 2) return absl::StrJoin(quoted, " and ");
  const std::string last = quoted.back();
  quoted.pop_back();
  return absl::StrCat(absl::StrJoin(quoted, ", "), ", and ", last);
}

bool RaiseMissing(Machine& m, const Function* function,
                  const std::vector<std::string>& names, const char* what) {
  return Refuse(m, absl::StrCat(NameOf(function), "() missing ", names.size(),
                                " required ", what, " argument",
                                Plural(names.size()), ": ", ListNames(names)));
}

bool RaiseTooMany(Machine& m, Function* function, Value* args, int given) {
  const CodeData& code = *function->code->data;
  const int defaults = function->defaults ? function->defaults->length : 0;
  int keyword_only = 0;
  for (int i = 0; i < code.keyword_only_count; ++i) {
    keyword_only += !args[code.positional_count + i].is_unbound();
  }
  const int takes = code.positional_count;
  const bool plural = defaults != 0 ? takes != 1 || defaults != 0 : takes != 1;
  std::string range = absl::StrCat(takes);
  if (defaults != 0) {
    range = absl::StrCat("from ", takes - defaults, " to ", takes);
  }
  std::string extra;
  if (keyword_only != 0) {
    extra = absl::StrCat(" positional argument", Plural(given), " (and ",
                         keyword_only, " keyword-only argument",
                         Plural(keyword_only), ")");
  }
  return Refuse(
      m,
      absl::StrCat(NameOf(function), "() takes ", range, " positional argument",
                   plural ? "s" : "", " but ", given, extra, " ",
                   given == 1 && keyword_only == 0 ? "was" : "were", " given"));
}

// The parameter that a keyword may fill, or -1.
int FindParameter(const CodeData& code, const Str* name, int from) {
  const int end = code.positional_count + code.keyword_only_count;
  for (int i = from; i < end; ++i) {
    if (SameName(code.local_names[i], name)) return i;
  }
  return -1;
}

// A keyword that no parameter takes.
bool RaiseUnexpected(Machine& m, const Function* function, Tuple* names,
                     Str* name) {
  const CodeData& code = *function->code->data;
  std::vector<std::string> wrong;
  for (int i = 0; i < code.positional_only_count; ++i) {
    for (Value given : names->span()) {
      Str* text = static_cast<Str*>(given.as_object());
      if (SameName(text, code.local_names[i])) wrong.push_back(ToUtf8(text));
    }
  }
  if (!wrong.empty()) {
    return Refuse(m, absl::StrCat(NameOf(function),
                                  "() got some positional-only arguments "
                                  "passed as keyword arguments: '",
                                  absl::StrJoin(wrong, ", "), "'"));
  }
  return Refuse(m, absl::StrCat(NameOf(function),
                                "() got an unexpected keyword argument '",
                                ToUtf8(name), "'"));
}

bool BindKeywords(Machine& m, Function* function, Tuple* names,
                  const Value* values, Value* args, Dict* rest) {
  const CodeData& code = *function->code->data;
  for (uint32_t i = 0; i < names->length; ++i) {
    Str* name = static_cast<Str*>((*names)[i].as_object());
    const int at = FindParameter(code, name, code.positional_only_count);
    if (at >= 0) {
      if (!args[at].is_unbound()) {
        return Refuse(m, absl::StrCat(NameOf(function),
                                      "() got multiple values for argument '",
                                      ToUtf8(name), "'"));
      }
      args[at] = values[i];
    } else if (rest != nullptr) {
      DictSet(m.context, rest, name, values[i]);
    } else {
      return RaiseUnexpected(m, function, names, name);
    }
  }
  return true;
}

// Fills what is unbound with defaults, or says what is missing.
bool FillDefaults(Machine& m, Function* function, Value* args) {
  const CodeData& code = *function->code->data;
  Tuple* defaults = function->defaults;
  const int default_count = defaults ? static_cast<int>(defaults->length) : 0;
  const int first_default = code.positional_count - default_count;
  std::vector<std::string> missing;
  for (int i = 0; i < code.positional_count; ++i) {
    if (!args[i].is_unbound()) continue;
    if (i >= first_default) {
      args[i] = (*defaults)[i - first_default];
    } else {
      missing.push_back(ToUtf8(code.local_names[i]));
    }
  }
  if (!missing.empty()) {
    return RaiseMissing(m, function, missing, "positional");
  }
  Dict* keyword_defaults = function->keyword_defaults;
  if (keyword_defaults) keyword_defaults = m.context.Resolve(keyword_defaults);
  for (int i = 0; i < code.keyword_only_count; ++i) {
    Value& arg = args[code.positional_count + i];
    if (!arg.is_unbound()) continue;
    Str* name = code.local_names[code.positional_count + i];
    if (keyword_defaults) arg = DictGet(keyword_defaults, name);
    if (arg.is_unbound()) missing.push_back(ToUtf8(name));
  }
  if (missing.empty()) return true;
  return RaiseMissing(m, function, missing, "keyword-only");
}

// Binding with keywords, or with parameters other than positional ones.
bool BindGeneral(Machine& m, Function* function, CallSite& site) {
  const CodeData& code = *function->code->data;
  Value* args = site.args();
  const Arguments given(args, args + site.argc);
  const int named = site.names ? static_cast<int>(site.names->length) : 0;
  const int positional = site.argc - named;
  const int taken = std::min(positional, code.positional_count);
  std::fill(args + taken, args + code.register_count, Value());

  Value* extra = args + code.positional_count + code.keyword_only_count;
  if (code.is(kCodeVarArgs)) {
    const size_t rest = static_cast<size_t>(positional - taken);
    *extra++ = Value::Of(NewTuple(m.context, {given.data() + taken, rest}));
  }
  Dict* keywords = nullptr;
  if (code.is(kCodeVarKeywords)) {
    keywords = NewDict(m.context);
    *extra = Value::Of(keywords);
  }
  if (named != 0 && !BindKeywords(m, function, site.names,
                                  given.data() + positional, args, keywords)) {
    return false;
  }
  if (positional > taken && !code.is(kCodeVarArgs)) {
    return RaiseTooMany(m, function, args, positional);
  }
  return FillDefaults(m, function, args);
}

}  // namespace

bool BindArguments(Machine& m, Function* function, CallSite& site) {
  const CodeData& code = *function->code->data;
  const int room = std::max(code.register_count, site.argc);
  if (!EnsureStack(m, site.window,
                   static_cast<size_t>(kFrameHeaderSlots + room))) {
    return false;
  }
  constexpr uint32_t kVariadic = kCodeVarArgs | kCodeVarKeywords;
  if (site.names != nullptr || site.argc > code.positional_count ||
      code.keyword_only_count != 0 || (code.flags & kVariadic)) {
    return BindGeneral(m, function, site);
  }
  Value* args = site.args();
  std::fill(args + site.argc, args + code.register_count, Value());
  if (site.argc == code.positional_count) return true;
  return FillDefaults(m, function, args);
}

}  // namespace midge::vm

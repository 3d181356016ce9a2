// Laying out arguments as parameters, and what goes wrong in it, in CPython's
// words.
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

bool SameName(const Str* a, const Str* b) {
  return a == b || (!(a->is_interned() && b->is_interned()) && StrEqual(a, b));
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

namespace {

std::string NativeName(const NativeData& data) {
  return ToUtf8(data.qualified_name);
}

// The wrong number of positional arguments, as the many ways in which CPython's
// builtins say it have it.
bool RaiseNativeCount(Machine& m, const NativeData& data, int given) {
  const int self = data.is_method ? 1 : 0;
  const int most = data.positional_count - self;
  int least = 0;
  for (int i = self; i < data.positional_count; ++i) {
    least += data.parameters[i].required;
  }
  given -= self;
  if (given < 0) {
    return Refuse(m, absl::StrCat("unbound method ", NativeName(data),
                                  "() needs an argument"));
  }
  std::string name = NativeName(data);
  const bool variadic = data.var_args;
  // Functions of one argument or none are told with their modules.
  if (data.module != nullptr && most <= 1 && most == least &&
      data.positional_only_count == data.positional_count) {
    const std::string module = ToUtf8(data.module);
    if (module != "builtins" && module[0] != '_') {
      name = absl::StrCat(module, ".", name);
    }
  }
  if (most == 0 && !variadic) {
    return Refuse(
        m, absl::StrCat(name, "() takes no arguments (", given, " given)"));
  }
  if (most == 1 && least == 1 && !variadic) {
    return Refuse(m, absl::StrCat(name, "() takes exactly one argument (",
                                  given, " given)"));
  }
  const bool too_few = given < least;
  const int bound = too_few ? least : most;
  if (data.positional_only_count == data.positional_count) {
    const char* which = least == most && !variadic ? ""
                        : too_few                  ? "at least "
                                                   : "at most ";
    return Refuse(
        m, absl::StrCat(ToUtf8(data.called_as), " expected ", which, bound,
                        " argument", Plural(bound), ", got ", given));
  }
  if (too_few) {
    const std::string missing = ToUtf8(data.parameters[given + self].name);
    return Refuse(m, absl::StrCat(ToUtf8(data.called_as),
                                  "() missing required argument '", missing,
                                  "' (pos ", given + 1, ")"));
  }
  return Refuse(
      m, absl::StrCat(ToUtf8(data.called_as), "() takes at most ", bound,
                      " argument", Plural(bound), " (", given, " given)"));
}

// The parameter that keyword `name` may fill, or -1.
int FindNativeParameter(const NativeData& data, const Str* name) {
  for (size_t i = data.positional_only_count; i < data.parameters.size(); ++i) {
    if (SameName(data.parameters[i].name, name)) return static_cast<int>(i);
  }
  return -1;
}

bool BindNativeKeywords(Machine& m, const NativeData& data, Tuple* names,
                        const Value* values, Value* args, Dict* rest) {
  for (uint32_t i = 0; i < names->length; ++i) {
    Str* name = static_cast<Str*>((*names)[i].as_object());
    const int at = FindNativeParameter(data, name);
    if (at >= 0) {
      if (!args[at].is_unbound()) {
        return Refuse(m, absl::StrCat("argument for ", ToUtf8(data.called_as),
                                      "() given by name ('", ToUtf8(name),
                                      "') and position (", at + 1, ")"));
      }
      args[at] = values[i];
    } else if (rest != nullptr) {
      DictSet(m.context, rest, name, values[i]);
    } else if (data.positional_only_count ==
               static_cast<int>(data.parameters.size())) {
      const bool makes =
          data.name == core().n_new || data.name == core().n_init;
      return Refuse(
          m, absl::StrCat(makes ? ToUtf8(data.called_as) : NativeName(data),
                          "() takes no keyword arguments"));
    } else {
      return Refuse(m, absl::StrCat("'", ToUtf8(name),
                                    "' is an invalid keyword argument for ",
                                    ToUtf8(data.called_as), "()"));
    }
  }
  return true;
}

bool BindNativeGeneral(Machine& m, const NativeData& data, CallSite& site) {
  Value* args = site.args();
  const Arguments given(args, args + site.argc);
  const int named = site.names ? static_cast<int>(site.names->length) : 0;
  const int positional = site.argc - named;
  const int taken = std::min(positional, data.positional_count);
  std::fill(args + taken, args + data.argument_count(), Value());
  Value* extra = args + data.parameters.size();
  if (data.var_args) {
    const size_t rest = static_cast<size_t>(positional - taken);
    *extra++ = Value::Of(NewTuple(m.context, {given.data() + taken, rest}));
  } else if (positional > taken) {
    return RaiseNativeCount(m, data, positional);
  }
  Dict* keywords = nullptr;
  if (data.var_keywords) {
    keywords = NewDict(m.context);
    *extra = Value::Of(keywords);
  }
  if (named != 0 &&
      !BindNativeKeywords(m, data, site.names, given.data() + positional, args,
                          keywords)) {
    return false;
  }
  for (size_t i = 0; i < data.parameters.size(); ++i) {
    if (!data.parameters[i].required || !args[i].is_unbound()) continue;
    if (static_cast<int>(i) < data.positional_count) {
      return RaiseNativeCount(m, data, positional);
    }
    return Refuse(m, absl::StrCat(ToUtf8(data.called_as),
                                  "() missing required argument '",
                                  ToUtf8(data.parameters[i].name), "'"));
  }
  return true;
}

// The methods with names like these that CPython keeps as plain methods.
bool IsPlainMethod(const Str* name) {
  static constexpr std::string_view kPlain[] = {
      "__ceil__",       "__class_getitem__", "__contains__",
      "__copy__",       "__deepcopy__",      "__dir__",
      "__enter__",      "__exit__",          "__floor__",
      "__format__",     "__getitem__",       "__getnewargs__",
      "__getstate__",   "__instancecheck__", "__length_hint__",
      "__missing__",    "__prepare__",       "__reduce__",
      "__reduce_ex__",  "__reversed__",      "__round__",
      "__setstate__",   "__sizeof__",        "__subclasscheck__",
      "__subclasses__", "__trunc__"};
  const std::string text = ToUtf8(name);
  return text.substr(0, 2) != "__" ||
         std::find(std::begin(kPlain), std::end(kPlain), text) !=
             std::end(kPlain);
}

// `cls` is what a __new__ got first.
bool RefuseNewClass(Machine& m, const NativeData& data, Value cls) {
  if (!IsKind(cls, Kind::kClass)) {
    return Refuse(
        m, absl::StrCat(NativeName(data), "(X): X is not a type object (",
                        std::string(TypeName(m.context, cls)), ")"));
  }
  const std::string name =
      ToUtf8(m.context.Resolve(static_cast<Class*>(cls.as_object()))->name);
  return Refuse(
      m, absl::StrCat(NativeName(data), "(", name, "): ", name,
                      " is not a subtype of ", ToUtf8(data.owner->name)));
}

bool RefuseReceiver(Machine& m, const NativeData& data, Value first) {
  if (data.name == core().n_new) return RefuseNewClass(m, data, first);
  const std::string name = ToUtf8(data.name);
  const std::string owner = ToUtf8(data.owner->name);
  const std::string given(TypeName(m.context, first));
  if (IsPlainMethod(data.name)) {
    return Refuse(
        m, absl::StrCat("descriptor '", name, "' for '", owner,
                        "' objects doesn't apply to a '", given, "' object"));
  }
  return Refuse(m, absl::StrCat("descriptor '", name, "' requires a '", owner,
                                "' object but received a '", given, "'"));
}

// Whether the method may be called on what it is called on; raises if not.
bool CheckReceiver(Machine& m, const NativeData& data, Value first) {
  Class* cls;
  if (!data.takes_class) {
    cls = m.context.Resolve(ClassOf(m.context, first));
  } else if (IsKind(first, Kind::kClass)) {
    cls = m.context.Resolve(static_cast<Class*>(first.as_object()));
  } else {
    return RefuseReceiver(m, data, first);
  }
  if (cls == data.owner || IsSubclass(m.context, cls, data.owner)) return true;
  // Objects of one shape may be of several classes, and be wrapped.
  const Value plain = Payload(m.context, first);
  return (plain.is_object() && !data.takes_class &&
          core().class_of_kind[static_cast<int>(plain.as_object()->kind())] ==
              data.owner) ||
         RefuseReceiver(m, data, first);
}

bool BindPlaces(Machine& m, const NativeData& data, CallSite& site) {
  const int room = std::max(data.argument_count(), site.argc);
  if (!EnsureStack(m, site.window,
                   static_cast<size_t>(kFrameHeaderSlots + room))) {
    return false;
  }
  if (site.names != nullptr || data.var_args || data.var_keywords ||
      data.keyword_only_count != 0 || site.argc > data.positional_count) {
    return BindNativeGeneral(m, data, site);
  }
  Value* args = site.args();
  for (int i = site.argc; i < data.positional_count; ++i) {
    if (data.parameters[i].required) {
      return RaiseNativeCount(m, data, site.argc);
    }
    args[i] = Value();
  }
  return true;
}

}  // namespace

bool BindNative(Machine& m, const NativeData& data, CallSite& site) {
  return BindPlaces(m, data, site) &&
         (data.owner == nullptr || CheckReceiver(m, data, site.args()[0]));
}

}  // namespace midge::vm

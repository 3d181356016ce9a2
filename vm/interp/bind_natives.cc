// Laying out arguments as the parameters of natives, and what goes wrong in it,
// in CPython's words: its functions in C say it in as many ways as they have of
// taking arguments (CallStyle).
#include <algorithm>
#include <string>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"

namespace midge::vm {
namespace {

using Arguments = absl::InlinedVector<Value, 16>;

bool Refuse(Machine& m, std::string_view message) {
  RaiseTypeError(m.context, message);
  return false;
}

const char* Plural(int count) { return count == 1 ? "" : "s"; }

// "list.append", "math.sin", "len"
std::string FullName(const NativeData& data) {
  const std::string name = ToUtf8(data.qualified_name);
  if (data.module == nullptr) return name;
  const std::string module = ToUtf8(data.module);
  if (module == "builtins" || module[0] == '_') return name;
  return absl::StrCat(module, ".", name);
}

// --- What a method is called on
// -----------------------------------------------

// `cls` is what a __new__ got first.
bool RefuseNewClass(Machine& m, const NativeData& data, Value cls) {
  if (!IsKind(cls, Kind::kClass)) {
    return Refuse(m,
                  absl::StrCat(FullName(data), "(X): X is not a type object (",
                               std::string(TypeName(m.context, cls)), ")"));
  }
  const std::string name =
      ToUtf8(m.context.Resolve(static_cast<Class*>(cls.as_object()))->name);
  return Refuse(
      m, absl::StrCat(FullName(data), "(", name, "): ", name,
                      " is not a subtype of ", ToUtf8(data.owner->name)));
}

bool RefuseReceiver(Machine& m, const NativeData& data, Value first) {
  if (data.name == core().n_new) return RefuseNewClass(m, data, first);
  const std::string name = ToUtf8(data.name);
  const std::string owner = ToUtf8(data.owner->name);
  const std::string given(TypeName(m.context, first));
  if (!data.is_slot) {
    return Refuse(
        m, absl::StrCat("descriptor '", name, "' for '", owner,
                        "' objects doesn't apply to a '", given, "' object"));
  }
  return Refuse(m, absl::StrCat("descriptor '", name, "' requires a '", owner,
                                "' object but received a '", given, "'"));
}

bool RefuseNoReceiver(Machine& m, const NativeData& data) {
  if (data.name == core().n_new) {
    return Refuse(m, absl::StrCat(FullName(data), "(): not enough arguments"));
  }
  // The methods of a class in Python know its name alone.
  if (!data.is_slot || data.owner == nullptr) {
    return Refuse(m, absl::StrCat("unbound method ", FullName(data),
                                  "() needs an argument"));
  }
  return Refuse(
      m, absl::StrCat("descriptor '", ToUtf8(data.name), "' of '",
                      ToUtf8(data.owner->name), "' object needs an argument"));
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

// --- Keywords
// ---------------------------------------------------------------------

// The parameter that keyword `name` may fill, or -1.
int FindNativeParameter(const NativeData& data, const Str* name) {
  const int first = std::max<int>(data.positional_only_count, data.is_method);
  for (size_t i = static_cast<size_t>(first); i < data.parameters.size(); ++i) {
    if (SameName(data.parameters[i].name, name)) return static_cast<int>(i);
  }
  return -1;
}

// --- What is wrong with the arguments
// -------------------------------------------

// A call that does not fit, without what it is called on.
struct Misfit {
  const NativeData& data;
  const std::string name;  // as arguments are told: "append", "list"
  int self;                // 1: the first parameter is what it is called on
  int given;               // positional arguments
  Tuple* names;            // of the others; or null

  int least() const {
    int count = 0;
    for (int i = self; i < data.positional_count; ++i) {
      count += data.parameters[i].required;
    }
    return count;
  }
  int most() const { return data.positional_count - self; }
  int named() const {
    return names == nullptr ? 0 : static_cast<int>(names->length);
  }
  bool IsNamed(const Str* parameter) const {
    for (int i = 0; i < named(); ++i) {
      const Value name = (*names)[static_cast<uint32_t>(i)];
      if (SameName(static_cast<Str*>(name.as_object()), parameter)) return true;
    }
    return false;
  }
};

// "exactly", "at least", "at most"
const char* Bound(const Misfit& call) {
  const int least = call.least();
  if (least == call.most() && !call.data.var_args) return "exactly";
  return call.given < least ? "at least" : "at most";
}

// "pop expected at most 1 argument, got 2"
bool RefuseNamed(Machine& m, const Misfit& call, const std::string& name) {
  const int bound = call.given < call.least() ? call.least() : call.most();
  const std::string how = Bound(call);
  return Refuse(
      m, absl::StrCat(name, " expected ", how == "exactly" ? "" : how + " ",
                      bound, " argument", Plural(bound), ", got ", call.given));
}

// "list.append() takes exactly one argument (2 given)"
bool RefuseCounted(Machine& m, const Misfit& call) {
  return Refuse(m, absl::StrCat(FullName(call.data), "() takes ",
                                call.most() == 0 ? "no arguments"
                                                 : "exactly one argument",
                                " (", call.given, " given)"));
}

// "find() takes at least 1 argument (0 given)"
bool RefuseParsed(Machine& m, const Misfit& call) {
  const int bound = call.given < call.least() ? call.least() : call.most();
  return Refuse(
      m, absl::StrCat(call.name, "() takes ", Bound(call), " ", bound,
                      " argument", Plural(bound), " (", call.given, " given)"));
}

// "expected 1 argument, got 0".  Those of several arguments, and a sequence's
// repetition, are told with a name that is empty.
bool RefuseSlot(Machine& m, const Misfit& call) {
  if (call.named() != 0) {
    return Refuse(m, absl::StrCat("wrapper ", ToUtf8(call.data.name),
                                  "() takes no keyword arguments"));
  }
  const Core& c = core();
  const Class* owner = call.data.owner;
  const bool repeats = ToUtf8(call.data.name).ends_with("mul__") &&
                       owner != c.int_ && owner != c.float_ &&
                       owner != c.complex;
  if (call.most() > 1 || call.least() != call.most() || repeats) {
    return RefuseNamed(m, call, "");
  }
  return Refuse(m, absl::StrCat("expected ", call.most(), " argument",
                                Plural(call.most()), ", got ", call.given));
}

bool RefuseTooMany(Machine& m, const Misfit& call) {
  const int all = static_cast<int>(call.data.parameters.size()) - call.self;
  const int most = call.most();
  if (call.given + call.named() > all) {
    return Refuse(m, absl::StrCat(call.name, "() takes at most ", all, " ",
                                  call.given == 0 ? "keyword " : "", "argument",
                                  Plural(all), " (", call.given + call.named(),
                                  " given)"));
  }
  if (most == 0) {
    return Refuse(m,
                  absl::StrCat(call.name, "() takes no positional arguments"));
  }
  return Refuse(m, absl::StrCat(call.name, "() takes ", Bound(call), " ", most,
                                " positional argument", Plural(most), " (",
                                call.given, " given)"));
}

// The first parameter that is required and has nothing, or -1.
int FindMissing(const Misfit& call) {
  const auto& parameters = call.data.parameters;
  const int count = static_cast<int>(parameters.size());
  for (int i = call.self + std::min(call.given, call.most()); i < count; ++i) {
    if (!parameters[i].required) continue;
    if (i < call.data.positional_only_count ||
        !call.IsNamed(parameters[i].name)) {
      return i;
    }
  }
  return -1;
}

// "round() missing required argument 'number' (pos 1)"
bool RefuseMissing(Machine& m, const Misfit& call, int at) {
  const NativeData& data = call.data;
  if (at < data.positional_only_count) {
    const int least =
        std::min(call.least(), data.positional_only_count - call.self);
    return Refuse(m, absl::StrCat(call.name, "() takes ",
                                  least < call.most() ? "at least" : "exactly",
                                  " ", least, " positional argument",
                                  Plural(least), " (", call.given, " given)"));
  }
  return Refuse(m, absl::StrCat(call.name, "() missing required argument '",
                                ToUtf8(data.parameters[at].name), "' (pos ",
                                at - call.self + 1, ")"));
}

bool RefuseKeywords(Machine& m, const Misfit& call) {
  const NativeData& data = call.data;
  const int all = static_cast<int>(data.parameters.size()) - call.self;
  const bool open = data.var_args || data.var_keywords;
  if (!open && (call.given > call.most() || call.given + call.named() > all)) {
    return RefuseTooMany(m, call);
  }
  const bool few = call.given < call.least();
  if (open && (few || (!data.var_args && call.given > call.most()))) {
    return RefuseNamed(m, call, call.name);
  }
  const int missing = FindMissing(call);
  if (missing >= 0) return RefuseMissing(m, call, missing);
  const int taken = std::min(call.given, call.most());
  for (int i = std::max(data.positional_only_count, call.self);
       i < taken + call.self; ++i) {
    const Str* parameter = data.parameters[i].name;
    if (!call.IsNamed(parameter)) continue;
    return Refuse(m, absl::StrCat("argument for ", call.name,
                                  "() given by name ('", ToUtf8(parameter),
                                  "') and position (", i - call.self + 1, ")"));
  }
  for (Value given : call.names->span()) {
    Str* name = static_cast<Str*>(given.as_object());
    if (FindNativeParameter(data, name) >= 0) continue;
    return Refuse(m, absl::StrCat("'", ToUtf8(name),
                                  "' is an invalid keyword argument for ",
                                  call.name, "()"));
  }
  MIDGE_CHECK(false, "a native's arguments fit after all");
}

// Says what is wrong: `first` and `positional - 1` more arguments do not fit,
// or those by the names of `names` do not.
bool RefuseArguments(Machine& m, const NativeData& data, Value first,
                     int positional, Tuple* names) {
  const int self = data.is_method ? 1 : 0;
  if (positional < self) return RefuseNoReceiver(m, data);
  if (data.owner != nullptr && !CheckReceiver(m, data, first)) return false;
  const Misfit call{data, ToUtf8(data.called_as), self, positional - self,
                    names};
  if (data.style == CallStyle::kKeywords) return RefuseKeywords(m, call);
  if (data.style == CallStyle::kSlot) return RefuseSlot(m, call);
  if (call.named() != 0 && !data.takes_names()) {
    const bool by_class = data.called_as != data.name;
    return Refuse(m, absl::StrCat(by_class ? call.name : FullName(data),
                                  "() takes no keyword arguments"));
  }
  switch (data.style) {
    case CallStyle::kCounted:
      return RefuseCounted(m, call);
    case CallStyle::kParsed:
      return RefuseParsed(m, call);
    default:
      return call.given < call.least() || call.given > call.most()
                 ? RefuseNamed(m, call, call.name)
                 : RefuseKeywords(m, call);
  }
}

// --- Laying out
// -------------------------------------------------------------------

// Lays out keywords; false: one does not fit, and nothing is raised yet.
bool PlaceKeywords(Machine& m, const NativeData& data, Tuple* names,
                   const Value* values, Value* args, Dict* rest) {
  for (uint32_t i = 0; i < names->length; ++i) {
    Str* name = static_cast<Str*>((*names)[i].as_object());
    const int at = FindNativeParameter(data, name);
    if (at >= 0) {
      if (!args[at].is_unbound()) return false;
      args[at] = values[i];
    } else if (rest != nullptr) {
      DictSet(m.context, rest, name, values[i]);
    } else {
      return false;
    }
  }
  return true;
}

bool BindGeneral(Machine& m, const NativeData& data, CallSite& site) {
  Value* args = site.args();
  const Arguments given(args, args + site.argc);
  const int named = site.names ? static_cast<int>(site.names->length) : 0;
  const int positional = site.argc - named;
  const int taken = std::min(positional, data.positional_count);
  std::fill(args + taken, args + data.argument_count(), Value());
  const auto refuse = [&] {
    return RefuseArguments(m, data, positional > 0 ? given[0] : Value(),
                           positional, named != 0 ? site.names : nullptr);
  };
  Value* extra = args + data.parameters.size();
  if (data.var_args) {
    const size_t rest = static_cast<size_t>(positional - taken);
    *extra++ = Value::Of(NewTuple(m.context, {given.data() + taken, rest}));
  } else if (positional > taken) {
    return refuse();
  }
  Dict* keywords = nullptr;
  if (data.var_keywords) {
    keywords = NewDict(m.context);
    *extra = Value::Of(keywords);
  }
  if (named != 0 && !PlaceKeywords(m, data, site.names,
                                   given.data() + positional, args, keywords)) {
    return refuse();
  }
  for (size_t i = 0; i < data.parameters.size(); ++i) {
    if (data.parameters[i].required && args[i].is_unbound()) return refuse();
  }
  return true;
}

bool BindPlaces(Machine& m, const NativeData& data, CallSite& site) {
  const int room = std::max(data.argument_count(), site.argc);
  if (!EnsureStack(m, site.window,
                   static_cast<size_t>(kFrameHeaderSlots + room))) {
    return false;
  }
  if (site.names != nullptr || data.var_args || data.var_keywords ||
      data.keyword_only_count != 0 || site.argc > data.positional_count) {
    return BindGeneral(m, data, site);
  }
  Value* args = site.args();
  for (int i = site.argc; i < data.positional_count; ++i) {
    if (data.parameters[i].required) {
      return RefuseArguments(m, data, site.argc > 0 ? args[0] : Value(),
                             site.argc, nullptr);
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

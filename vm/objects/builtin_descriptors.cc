// What the attributes of builtin types show as, when a program looks at them
// themselves: slot wrappers, method descriptors, getset descriptors and so on.
//
// They are Natives, BoundMethods of them, and the Properties and ClassMethods
// that core.h's Add...() make; which of CPython's types one belongs to follows
// from its name, so it costs nothing until somebody asks.
#include "vm/objects/builtin_descriptors.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// Constant after start-up.
Class* g_wrapper = nullptr;         // int.__add__
Class* g_method_wrapper = nullptr;  // (1).__add__
Class* g_method = nullptr;          // str.join
Class* g_class_method = nullptr;    // dict.__dict__["fromkeys"]
Class* g_getter = nullptr;          // int.real

using NameSet = absl::flat_hash_set<std::string_view>;

// The attributes that are plain fields in CPython.
bool IsFieldName(std::string_view name) {
  static const NameSet* const kNames =
      new NameSet{"BaseException.__suppress_context__",
                  "classmethod.__func__",
                  "classmethod.__wrapped__",
                  "staticmethod.__func__",
                  "staticmethod.__wrapped__",
                  "complex.imag",
                  "complex.real",
                  "function.__builtins__",
                  "function.__closure__",
                  "function.__doc__",
                  "function.__globals__",
                  "function.__module__",
                  "method.__func__",
                  "method.__self__",
                  "module.__dict__",
                  "property.__doc__",
                  "property.fdel",
                  "property.fget",
                  "property.fset",
                  "range.start",
                  "range.step",
                  "range.stop",
                  "slice.start",
                  "slice.step",
                  "slice.stop",
                  "super.__self__",
                  "super.__self_class__",
                  "super.__thisclass__",
                  "type.__base__",
                  "type.__basicsize__",
                  "type.__dictoffset__",
                  "type.__flags__",
                  "type.__itemsize__",
                  "type.__mro__",
                  "type.__weakrefoffset__",
                  "generator.gi_code",
                  "coroutine.cr_code",
                  "async_generator.ag_code"};
  return kNames->contains(name) || name.starts_with("code.co_");
}

std::string NameOf(const NativeData& data) {
  return ToUtf8(data.qualified_name);
}

const NativeData* NativeIn(Value v) {
  return IsKind(v, Kind::kNative) ? static_cast<Native*>(v.as_object())->data
                                  : nullptr;
}

// The native behind any of them.
const NativeData& DataOf(Value v) {
  switch (v.as_object()->kind()) {
    case Kind::kBoundMethod:
      v = static_cast<BoundMethod*>(v.as_object())->function;
      break;
    case Kind::kClassMethod:
      v = static_cast<ClassMethod*>(v.as_object())->function;
      break;
    case Kind::kProperty:
      v = static_cast<Property*>(v.as_object())->getter;
      break;
    default:
      break;
  }
  const NativeData* data = NativeIn(v);
  MIDGE_CHECK(data != nullptr, "a builtin descriptor without a native");
  return *data;
}

// The class that has it.  The accessors of an instance's __dict__ are many
// classes', so their descriptors name theirs: see instance_dict.cc.
Class* OwnerOf(Value v) {
  Class* owner = DataOf(v).owner;
  if (owner != nullptr || !IsKind(v, Kind::kProperty)) return owner;
  const Value named = static_cast<Property*>(v.as_object())->doc;
  return IsKind(named, Kind::kClass) ? static_cast<Class*>(named.as_object())
                                     : nullptr;
}

Result Name(NativeCall& call) {
  return call.Return(Value::Of(DataOf(call.args[0]).name));
}

Result QualifiedName(NativeCall& call) {
  const NativeData& data = DataOf(call.args[0]);
  Class* cls = nullptr;
  if (IsKind(call.args[0], Kind::kBoundMethod)) {
    // Named after the class of what it is bound to, or that class.
    const Value self =
        static_cast<BoundMethod*>(call.args[0].as_object())->self;
    cls = IsKind(self, Kind::kClass) ? static_cast<Class*>(self.as_object())
                                     : ClassOf(call.context, self);
  } else if (data.owner == nullptr) {
    cls = OwnerOf(call.args[0]);
  }
  if (cls == nullptr) return call.Return(Value::Of(data.qualified_name));
  cls = call.context.Resolve(cls);
  return call.Return(Value::Of(NewStr(
      call.context,
      absl::StrCat(ToUtf8(static_cast<Str*>(cls->qualified_name.as_object())),
                   ".", ToUtf8(data.name)))));
}

Result Module(NativeCall& call) {
  Str* module = DataOf(call.args[0]).module;
  return call.Return(module ? Value::Of(module) : Value::None());
}

Result TextSignature(NativeCall& call) {
  return call.Return(
      Value::Of(NewStr(call.context, TextSignatureOf(DataOf(call.args[0])))));
}

Result NoDoc(NativeCall& call) { return call.Return(Value::None()); }

Result Owner(NativeCall& call) {
  Class* owner = OwnerOf(call.args[0]);
  return call.Return(owner ? Value::Of(owner) : Value::None());
}

// Of a bound one that; of a __new__ its class; of a function its module.
Result Self(NativeCall& call) {
  const Value v = call.args[0];
  if (IsKind(v, Kind::kBoundMethod)) {
    return call.Return(static_cast<BoundMethod*>(v.as_object())->self);
  }
  const NativeData& data = DataOf(v);
  if (data.owner) return call.Return(Value::Of(data.owner));
  const auto& modules = core().modules;
  const auto found = data.module ? modules.find(data.module) : modules.end();
  return call.Return(found == modules.end() ? Value::None()
                                            : Value::Of(found->second));
}

Result Call(NativeCall& call) {
  Value v = call.args[0];
  // A class method takes the class as it is given.
  if (IsKind(v, Kind::kClassMethod)) {
    v = static_cast<ClassMethod*>(v.as_object())->function;
  }
  return call.Prelude("call_spread", {v, call.args[1], call.args[2]});
}

Result RaiseDoesNotApply(NativeCall& call) {
  const Value v = call.args[0];
  return RaiseTypeError(
      call.context,
      absl::StrCat("descriptor '", ToUtf8(DataOf(v).name), "' for '",
                   ToUtf8(OwnerOf(v)->name), "' objects doesn't apply to a '",
                   TypeName(call.context, call.args[1]), "' object"));
}

bool Applies(NativeCall& call) {
  Class* owner = OwnerOf(call.args[0]);
  return owner != nullptr && IsInstance(call.context, call.args[1], owner);
}

Result GetMethod(NativeCall& call) {
  const Value instance = call.args[1];
  if (instance.is_none() && call.args[2].is_unbound()) {
    return RaiseTypeError(call.context, "__get__(None, None) is invalid");
  }
  const NativeData& data = DataOf(call.args[0]);
  const bool of_none = data.owner == core().none_type;
  if (instance.is_none() && !of_none) return call.Return(call.args[0]);
  if (!Applies(call)) return RaiseDoesNotApply(call);
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function = call.args[0];
  method->self = instance;
  return call.Return(Value::Of(method));
}

Result GetClassMethod(NativeCall& call) {
  const Value owner = call.args[2];
  Class* cls = IsKind(owner, Kind::kClass)
                   ? static_cast<Class*>(owner.as_object())
                   : ClassOf(call.context, call.args[1]);
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function =
      static_cast<ClassMethod*>(call.args[0].as_object())->function;
  method->self = Value::Of(call.context.Resolve(cls));
  return call.Return(Value::Of(method));
}

// The Property in args[0]; null and TypeError if it is not of args[1]'s class.
Property* Getter(NativeCall& call) {
  if (Applies(call)) return static_cast<Property*>(call.args[0].as_object());
  RaiseDoesNotApply(call);
  return nullptr;
}

template <int count>
Result Accessor(NativeCall& call, Property* property, Value function) {
  if (function.is_none()) {
    RaiseNoAccessor(call.context, *property, "", call.args[1]);
    return Result::kRaise;
  }
  if (count == 2) return call.Call(function, {call.args[1], call.args[2]});
  return call.Call(function, {call.args[1]});
}

constexpr NativeSpec kCall = {"__call__", "self, /, *args, **kwargs", &Call};
constexpr NativeSpec kGetMethod = {"__get__", "self, instance, owner=None, /",
                                   &GetMethod};
constexpr NativeSpec kGetClassMethod = {
    "__get__", "self, instance, owner=None, /", &GetClassMethod};
constexpr NativeSpec kGetterMethods[] = {
    {"__get__", "self, instance, owner=None, /", &GetField},
    {"__set__", "self, instance, value, /", &SetField},
    {"__delete__", "self, instance, /", &DeleteField},
};
constexpr NativeSpec kNames[] = {
    {"__name__", "self", &Name},
    {"__qualname__", "self", &QualifiedName},
    {"__doc__", "self", &NoDoc},
};
constexpr NativeSpec kTextSignature = {"__text_signature__", "self",
                                       &TextSignature};
constexpr NativeSpec kOwner = {"__objclass__", "self", &Owner};
constexpr NativeSpec kSelf = {"__self__", "self", &Self};
constexpr NativeSpec kModule = {"__module__", "self", &Module};

}  // namespace

std::string TextSignatureOf(const NativeData& data) {
  // Slots of CPython's that take what the type makes of it.
  if (data.name == core().n_new) return "($type, *args, **kwargs)";
  if (data.is_slot &&
      (data.name == core().n_init || data.name == core().n_call)) {
    return "($self, /, *args, **kwargs)";
  }
  std::string text = absl::StrReplaceAll(
      data.signature, {{"9223372036854775807", "sys.maxsize"}});
  const char* const open = data.positional_only_count == 0 ? "/, " : "";
  if (data.is_method) {
    const size_t receiver = std::min(text.find(','), text.size());
    const std::string rest = text.substr(receiver);
    text = absl::StrCat(data.takes_class ? "$type" : "$self",
                        *open != 0 ? ", /" : "", rest);
  } else if (data.module != nullptr) {  // Else it is a static method.
    text = data.argument_count() == 0 ? "$module, /"
                                      : absl::StrCat("$module, ", open, text);
  }
  return absl::StrCat("(", text, ")");
}

Result BuiltinDescriptorField(NativeCall& call, const Str* name) {
  if (name == core().n_name) return Name(call);
  if (name == core().n_qualname) return QualifiedName(call);
  return name == core().n_doc ? NoDoc(call) : Owner(call);
}

Result GetField(NativeCall& call) {
  if (call.args[1].is_none()) return call.Return(call.args[0]);
  Property* property = Getter(call);
  if (property == nullptr) return Result::kRaise;
  return Accessor<1>(call, property, property->getter);
}

Result SetField(NativeCall& call) {
  Property* property = Getter(call);
  if (property == nullptr) return Result::kRaise;
  return Accessor<2>(call, property, property->setter);
}

Result DeleteField(NativeCall& call) {
  Property* property = Getter(call);
  if (property == nullptr) return Result::kRaise;
  return Accessor<1>(call, property, property->deleter);
}

bool IsField(const Property& property) {
  return IsBuiltinGetter(property) &&
         IsFieldName(NameOf(*NativeIn(property.getter)));
}

Class* ClassOfNative(const NativeData& data) {
  if (data.owner == nullptr || data.takes_class) return core().native;
  return data.is_slot ? g_wrapper : g_method;
}

Class* ClassOfMethod(const BoundMethod& method) {
  const NativeData* data = NativeIn(method.function);
  if (data == nullptr || data->owner == nullptr) return core().method;
  const bool slot = !data->takes_class && data->is_slot;
  return slot ? g_method_wrapper : core().native;
}

Class* ClassOfClassMethod(const ClassMethod& method) {
  const NativeData* data = NativeIn(method.function);
  return data && data->owner ? g_class_method : core().classmethod;
}

Class* ClassOfProperty(const Property& property) {
  if (!IsBuiltinGetter(property)) return core().property;
  return IsField(property) ? MemberClass() : g_getter;
}

std::string BuiltinDescriptorText(Context& context, Value v) {
  const NativeData& data = DataOf(v);
  const std::string name = ToUtf8(data.name);
  const Class* owner = OwnerOf(v);
  const std::string of =
      absl::StrCat("'", name, "' of '",
                   owner ? ToUtf8(owner->name) : NameOf(data), "' objects>");
  Class* cls = ClassOf(context, v);
  if (cls == g_wrapper) return absl::StrCat("<slot wrapper ", of);
  if (cls == g_getter) return absl::StrCat("<attribute ", of);
  if (cls == MemberClass()) return absl::StrCat("<member ", of);
  if (cls != core().native) return absl::StrCat("<method ", of);
  if (data.owner == nullptr) {
    return absl::StrCat("<built-in function ", name, ">");
  }
  const Value self = Value::Of(data.owner);
  return absl::StrFormat("<built-in method %s of type object at 0x%012x>", name,
                         IdOf(context, self));
}

void RegisterBuiltinDescriptors() {
  g_wrapper = AddHiddenClass("wrapper_descriptor");
  g_method_wrapper = AddHiddenClass("method-wrapper");
  g_method = AddHiddenClass("method_descriptor");
  g_class_method = AddHiddenClass("classmethod_descriptor");
  g_getter = AddHiddenClass("getset_descriptor");
  Class* native = core().native;
  for (Class* cls : {g_wrapper, g_method_wrapper, g_method, g_class_method,
                     g_getter, native}) {
    AddGetters(cls, kNames);
  }
  for (Class* cls :
       {g_wrapper, g_method_wrapper, g_method, g_class_method, g_getter}) {
    AddGetter(cls, kOwner);
  }
  for (Class* cls :
       {g_wrapper, g_method_wrapper, g_method, g_class_method, native}) {
    AddMethods(cls, {&kCall, 1});
    AddGetter(cls, kTextSignature);
  }
  AddGetter(native, kSelf);
  AddGetter(native, kModule);
  AddGetter(g_method_wrapper, kSelf);
  AddMethods(g_wrapper, {&kGetMethod, 1});
  AddMethods(g_method, {&kGetMethod, 1});
  AddMethods(g_class_method, {&kGetClassMethod, 1});
  AddMethods(g_getter, kGetterMethods);
}

}  // namespace midge::vm

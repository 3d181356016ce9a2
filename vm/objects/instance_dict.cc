#include "vm/objects/instance_dict.h"

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// Its accessors, which the descriptors of all classes have in common: constant
// after start-up.
struct Accessors {
  Native* getter;
  Native* setter;
  Native* deleter;
};
Accessors g_dict, g_weak_ref;

// The Instance in args[0], or null and AttributeError.
Instance* Self(NativeCall& call) {
  const Value v = call.args[0];
  if (IsKind(v, Kind::kInstance)) {
    const Class* cls = call.context.Resolve(ClassOf(call.context, v));
    if (InstancesHaveDict(cls)) {
      return Writable(call.context, static_cast<Instance*>(v.as_object()));
    }
  }
  Raise(call.context, core().AttributeError,
        absl::StrCat("'", TypeName(call.context, v),
                     "' object has no attribute '__dict__'"));
  return nullptr;
}

// Through a mixin of a metaclass or of a module's class, its object's own.
Result GetDict(NativeCall& call) {
  if (IsKind(call.args[0], Kind::kClass)) {
    return call.Prelude("mappingproxy",
                        {As<Class>(call, call.args[0])->dict.value()});
  }
  if (IsKind(call.args[0], Kind::kModule)) {
    return call.Return(As<Module>(call, call.args[0])->dict.value());
  }
  Instance* self = Self(call);
  if (self == nullptr) return Result::kRaise;
  return call.Return(Value::Of(InstanceDict(call.context, self)));
}

// instance.__dict__ = dict; without a value, as for del, an empty one.
template <bool is_delete>
Result SetDict(NativeCall& call) {
  if (IsKind(call.args[0], Kind::kClass)) {
    return Raise(call.context, core().AttributeError,
                 "attribute '__dict__' of 'type' objects is not writable");
  }
  if (IsKind(call.args[0], Kind::kModule)) {
    return Raise(call.context, core().AttributeError, "readonly attribute");
  }
  Instance* self = Self(call);
  if (self == nullptr) return Result::kRaise;
  if (is_delete && (self->cls->flags & kClassException)) {
    return RaiseTypeError(call.context, "cannot delete __dict__");
  }
  const Value given = is_delete ? Value::Of(NewDict(call.context))
                                : Payload(call.context, call.args[1]);
  if (!IsKind(given, Kind::kDict)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__dict__ must be set to a dictionary, not a '",
                     TypeName(call.context, call.args[1]), "'"));
  }
  InstanceDict(call.context, self);
  self->overflow = given;
  return call.Return(Value::None());
}

Result ModuleDict(NativeCall& call) {
  return call.Return(As<Module>(call, call.args[0])->dict.value());
}

Result FunctionDict(NativeCall& call) {
  Function* function =
      Writable(call.context, static_cast<Function*>(call.args[0].as_object()));
  if (!function->attributes) function->attributes = NewDict(call.context);
  return call.Return(function->attributes.value());
}

Result DictOfWrapper(NativeCall& call) {
  const Value wrapper = Payload(call.context, call.args[0]);
  return call.Return(Value::Of(WrapperDict(call.context, wrapper)));
}

// The newest reference to it, or None.
Result GetWeakRef(NativeCall& call) {
  if (!call.args[0].is_object()) return call.Return(Value::None());
  WeakRef* newest = call.context.heap().NewestWeakRef(call.args[0].as_object());
  return call.Return(newest ? newest->self() : Value::None());
}

constexpr NativeSpec kGetDict = {"__dict__", "self", &GetDict};
constexpr NativeSpec kSetDict = {"__dict__", "self, value, /", &SetDict<false>};
constexpr NativeSpec kDeleteDict = {"__dict__", "self", &SetDict<true>};
constexpr NativeSpec kGetWeakRef = {"__weakref__", "self", &GetWeakRef};

Native* MakeGetter(const NativeSpec& spec) {
  Native* native = MakeNative(spec, "", "", true);
  const_cast<NativeData*>(native->data)->is_getter = true;
  return native;
}

Value OrNone(Native* native) {
  return native ? Value::Of(native) : Value::None();
}

void AddAttribute(Context& context, Class* cls, Str* name,
                  const Accessors& accessors) {
  if (!DictGet(cls->dict, name).is_unbound()) return;
  Property* property = context.heap().New<Property>();
  property->getter = Value::Of(accessors.getter);
  property->setter = OrNone(accessors.setter);
  property->deleter = OrNone(accessors.deleter);
  property->doc = Value::Of(cls);
  property->doc_is_getters = Value::False();
  property->name = Value::Of(name);
  DictSet(context, cls->dict, name, Value::Of(property));
}

}  // namespace

void AddDictAttribute(Context& context, Class* cls) {
  AddAttribute(context, cls, core().n_dict, g_dict);
}

void AddWeakRefAttribute(Context& context, Class* cls) {
  AddAttribute(context, cls, core().n_weakref, g_weak_ref);
  cls->flags |= kClassWeakRefs;
}

bool InstancesHaveDict(const Class* cls) {
  switch (static_cast<Kind>(cls->instance_kind)) {
    case Kind::kFunction:
    case Kind::kClass:
    case Kind::kModule:
    case Kind::kStaticMethod:
    case Kind::kClassMethod:
      return true;
    default:
      break;
  }
  return (cls->flags & (kClassInstances | kClassException)) &&
         !(cls->flags & kClassSlotsOnly) && cls != core().object;
}

bool InstancesTakeWeakRefs(const Class* cls) {
  switch (static_cast<Kind>(cls->instance_kind)) {
    case Kind::kFunction:
    case Kind::kNative:
    case Kind::kBoundMethod:
    case Kind::kClass:
    case Kind::kModule:
    case Kind::kCode:
    case Kind::kGenerator:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kThread:
    case Kind::kRegexPattern:
      return true;
    default:
      break;
  }
  return cls->flags & kClassWeakRefs;
}

void RegisterInstanceDicts() {
  g_dict = {MakeGetter(kGetDict), MakeNative(kSetDict, "", "", true),
            MakeNative(kDeleteDict, "", "", true)};
  g_weak_ref = {MakeGetter(kGetWeakRef), nullptr, nullptr};
  Core& builtin = core();
  AddDictAttribute(builtin.context, builtin.BaseException);
  AddGetter(builtin.module, {"__dict__", "self", &ModuleDict});
  AddGetter(builtin.function, {"__dict__", "self", &FunctionDict});
  for (Class* cls : {builtin.staticmethod, builtin.classmethod}) {
    AddGetter(cls, {"__dict__", "self", &DictOfWrapper});
  }
}

}  // namespace midge::vm

// property, staticmethod, classmethod and super: methods and attributes.
//
// The builtin ones are bound without a call (BindAttribute); __get__ and its
// kin are for their subclasses, whose instances are descriptors as any user's,
// and for who calls them by name.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// Self, or null and TypeError.
template <typename T>
T* Self(NativeCall& call, bool writable = false) {
  const Value self = SelfOf(call, T::kKind, writable);
  return self.is_unbound() ? nullptr : static_cast<T*>(self.as_object());
}

// --- property
// ------------------------------------------------------------------

Value TextOfFunction(Context& context, Value function) {
  return OrNone(
      context.Resolve(static_cast<Function*>(function.as_object()))->doc);
}

// Fills the Property `self`, or the one inside an instance of a subclass, and
// gives `result`.  The text of one that was given none is its getter's.
Result Fill(NativeCall& call, Value self, Property* property, Value result) {
  property->getter = OrNone(call.args[1]);
  property->setter = OrNone(call.args[2]);
  property->deleter = OrNone(call.args[3]);
  property->doc = OrNone(call.args[4]);
  property->doc_is_getters = Value::False();
  property->name = Value::None();
  call.result = result;
  if (!property->doc.is_none() || property->getter.is_none()) {
    return Result::kReturn;
  }
  const bool plain = IsKind(self, Kind::kProperty);
  if (plain && IsKind(property->getter, Kind::kFunction)) {
    property->doc = TextOfFunction(call.context, property->getter);
    property->doc_is_getters = Value::True();
    return Result::kReturn;
  }
  return call.Prelude("property_takes_doc", {self, property->getter, result});
}

Result PropertyNew(NativeCall& call) {
  Property* property = call.context.heap().New<Property>();
  const Value self =
      AsInstanceOf(call.context, static_cast<Class*>(call.args[0].as_object()),
                   core().property, Value::Of(property));
  return Fill(call, self, property, self);
}

Result PropertyInit(NativeCall& call) {
  Property* property = Self<Property>(call, true);
  if (property == nullptr) return Result::kRaise;
  return Fill(call, call.args[0], property, Value::None());
}

// property_doc_is_getters(property, doc): doc None if it has a place of its own
Result PropertyDocIsGetters(NativeCall& call) {
  Property* property = Self<Property>(call, true);
  if (property == nullptr) return Result::kRaise;
  property->doc_is_getters = Value::True();
  property->doc = call.args[1];
  return call.Return(Value::None());
}

Result PropertySetName(NativeCall& call) {
  const Value args = call.args[1];
  const uint32_t count = IsKind(args, Kind::kTuple)
                             ? static_cast<Tuple*>(args.as_object())->length
                             : 0;
  if (count != 2) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__set_name__() takes 2 positional arguments but ", count,
                     " were given"));
  }
  Property* property = Self<Property>(call, true);
  if (property == nullptr) return Result::kRaise;
  property->name = (*static_cast<Tuple*>(args.as_object()))[1];
  return call.Return(Value::None());
}

// getter(), setter(), deleter(): the same property with one function more.
template <Value Property::*field>
Result PropertyWith(NativeCall& call) {
  Property* from = Self<Property>(call);
  if (from == nullptr) return Result::kRaise;
  Property* property = call.context.heap().New<Property>();
  property->getter = from->getter;
  property->setter = from->setter;
  property->deleter = from->deleter;
  property->doc = from->doc;
  property->doc_is_getters = from->doc_is_getters;
  property->name = from->name;
  if (!call.args[1].is_none()) property->*field = call.args[1];
  const bool takes_doc =
      from->doc_is_getters.is_true() && !property->getter.is_none();
  const bool plain = IsKind(call.args[0], Kind::kProperty);
  if (takes_doc) {
    property->doc = Value::None();
    if (plain && IsKind(property->getter, Kind::kFunction)) {
      property->doc = TextOfFunction(call.context, property->getter);
    }
  }
  if (plain && (!takes_doc || !property->doc.is_none())) {
    return call.Return(Value::Of(property));
  }
  const Value accessors[] = {property->getter, property->setter,
                             property->deleter, property->doc};
  return call.Prelude(
      "property_copy",
      {Value::Of(ClassOf(call.context, call.args[0])),
       Value::Of(NewTuple(call.context, accessors)), property->name});
}

template <Value Property::*field>
Result PropertyField(NativeCall& call) {
  Property* property = Self<Property>(call);
  if (property == nullptr) return Result::kRaise;
  return call.Return(property->*field);
}

Result PropertySetDoc(NativeCall& call) {
  Property* property = Self<Property>(call, true);
  if (property == nullptr) return Result::kRaise;
  property->doc = call.args[1];
  return call.Return(Value::None());
}

Result RaiseNo(NativeCall& call, const char* accessor) {
  RaiseNoAccessor(call.context, *Self<Property>(call), accessor, call.args[1]);
  return Result::kRaise;
}

Result PropertyGet(NativeCall& call) {
  Property* property = Self<Property>(call);
  if (property == nullptr) return Result::kRaise;
  if (call.args[1].is_none()) return call.Return(call.args[0]);
  if (property->getter.is_none()) return RaiseNo(call, "getter");
  return call.Call(property->getter, {call.args[1]});
}

Result PropertySet(NativeCall& call) {
  Property* property = Self<Property>(call);
  if (property == nullptr) return Result::kRaise;
  if (property->setter.is_none()) return RaiseNo(call, "setter");
  return call.Call(property->setter, {call.args[1], call.args[2]});
}

Result PropertyDelete(NativeCall& call) {
  Property* property = Self<Property>(call);
  if (property == nullptr) return Result::kRaise;
  if (property->deleter.is_none()) return RaiseNo(call, "deleter");
  return call.Call(property->deleter, {call.args[1]});
}

Result PropertyIsAbstract(NativeCall& call) {
  Property* property = Self<Property>(call);
  if (property == nullptr) return Result::kRaise;
  return call.Prelude("any_abstract",
                      {property->getter, property->setter, property->deleter});
}

// --- staticmethod and classmethod
// ----------------------------------------------

template <typename T>
Result WrapperNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  Class* builtin = core().class_of_kind[static_cast<int>(T::kKind)];
  if (call.args[1].is_unbound() && cls == builtin) {
    return RaiseTypeError(
        call.context,
        absl::StrCat(ToUtf8(cls->name), " expected 1 argument, got 0"));
  }
  T* wrapper = call.context.heap().New<T>();
  wrapper->function = OrNone(call.args[1]);
  wrapper->attributes = Value::None();
  return call.Return(
      AsInstanceOf(call.context, cls, builtin, Value::Of(wrapper)));
}

template <typename T>
Result WrapperInit(NativeCall& call) {
  T* wrapper = Self<T>(call, true);
  if (wrapper == nullptr) return Result::kRaise;
  wrapper->function = call.args[1];
  wrapper->attributes = Value::None();
  return call.Return(Value::None());
}

template <typename T>
Result WrapperFunction(NativeCall& call) {
  T* wrapper = Self<T>(call);
  if (wrapper == nullptr) return Result::kRaise;
  return call.Return(wrapper->function);
}

// What a wrapper has not itself it takes from its function.
template <typename T, Str* Core::*name>
Result WrapperForward(NativeCall& call) {
  T* wrapper = Self<T>(call);
  if (wrapper == nullptr) return Result::kRaise;
  PythonCall python;
  const OpResult outcome = GetAttribute(call.context, wrapper->function,
                                        core().*name, &call.result, &python);
  return call.End(outcome, python);
}

template <typename T>
Result WrapperIsAbstract(NativeCall& call) {
  T* wrapper = Self<T>(call);
  if (wrapper == nullptr) return Result::kRaise;
  return call.Prelude("any_abstract", {wrapper->function});
}

Result ClassMethodGet(NativeCall& call) {
  ClassMethod* wrapper = Self<ClassMethod>(call);
  if (wrapper == nullptr) return Result::kRaise;
  const Value owner = OrNone(call.args[2]);
  if (owner.is_none() && call.args[1].is_none()) {
    return RaiseTypeError(call.context, "__get__(None, None) is invalid");
  }
  if (!owner.is_none() && !IsKind(owner, Kind::kClass)) {
    BoundMethod* method = call.context.heap().New<BoundMethod>();
    method->function = wrapper->function;
    method->self = owner;
    return call.Return(Value::Of(method));
  }
  Class* cls = owner.is_none() ? ClassOf(call.context, call.args[1])
                               : static_cast<Class*>(owner.as_object());
  PythonCall python;
  const OpResult outcome =
      BindAttribute(call.context, Value::Of(wrapper), Value(),
                    call.context.Resolve(cls), &call.result, &python);
  return call.End(outcome, python);
}

Result StaticMethodCall(NativeCall& call) {
  StaticMethod* wrapper = Self<StaticMethod>(call);
  if (wrapper == nullptr) return Result::kRaise;
  return call.Prelude("thread_main",
                      {wrapper->function, call.args[1], call.args[2]});
}

// --- super

Super* SelfSuper(NativeCall& call) {
  return call.context.Resolve(static_cast<Super*>(call.args[0].as_object()));
}

Result SuperGet(NativeCall& call) {
  Super* super = SelfSuper(call);
  if (super->self_class || call.args[1].is_none()) {
    return call.Return(call.args[0]);
  }
  PythonCall python;
  const OpResult outcome =
      BindSuper(call.context, call.context.Resolve(super->from.get()),
                call.args[1], &super, &python);
  call.result = Value::Of(super);
  return call.End(outcome, python);
}

Result SuperThisClass(NativeCall& call) {
  return call.Return(SelfSuper(call)->from.value());
}

Result SuperSelf(NativeCall& call) {
  return call.Return(SelfSuper(call)->self);
}

Result SuperSelfClass(NativeCall& call) {
  return call.Return(OrNone(SelfSuper(call)->self_class.value()));
}

// new_super(from, self_class, self)
Result MakeSuper(NativeCall& call) {
  Super* super =
      NewSuper(call.context, static_cast<Class*>(call.args[0].as_object()),
               static_cast<Class*>(call.args[1].as_object()), call.args[2]);
  return call.Return(Value::Of(super));
}

// --- tables
// ----------------------------------------------------------------------

constexpr NativeSpec kPropertyMethods[] = {
    {"__new__", "cls, fget=None, fset=None, fdel=None, doc=None", &PropertyNew},
    {"__init__", "self, fget=None, fset=None, fdel=None, doc=None",
     &PropertyInit},
    {"getter", "self, function, /", &PropertyWith<&Property::getter>},
    {"setter", "self, function, /", &PropertyWith<&Property::setter>},
    {"deleter", "self, function, /", &PropertyWith<&Property::deleter>},
    {"__get__", "self, instance, owner=None, /", &PropertyGet},
    {"__set__", "self, instance, value, /", &PropertySet},
    {"__delete__", "self, instance, /", &PropertyDelete},
    {"__set_name__", "self, /, *args", &PropertySetName},
};

constexpr NativeSpec kPropertyGetters[] = {
    {"fget", "self", &PropertyField<&Property::getter>},
    {"fset", "self", &PropertyField<&Property::setter>},
    {"fdel", "self", &PropertyField<&Property::deleter>},
    {"__doc__", "self", &PropertyField<&Property::doc>},
    {"__isabstractmethod__", "self", &PropertyIsAbstract},
};

constexpr NativeSpec kStaticMethodMethods[] = {
    {"__new__", "cls, function=None, /", &WrapperNew<StaticMethod>},
    {"__init__", "self, function, /", &WrapperInit<StaticMethod>},
    {"__get__", "self, instance, owner=None, /",
     &WrapperFunction<StaticMethod>},
    {"__call__", "self, /, *args, **kwargs", &StaticMethodCall},
};

constexpr NativeSpec kClassMethodMethods[] = {
    {"__new__", "cls, function=None, /", &WrapperNew<ClassMethod>},
    {"__init__", "self, function, /", &WrapperInit<ClassMethod>},
    {"__get__", "self, instance, owner=None, /", &ClassMethodGet},
};

constexpr NativeSpec kSuperMethods[] = {
    {"__get__", "self, instance, owner=None, /", &SuperGet},
};

constexpr NativeSpec kSuperGetters[] = {
    {"__thisclass__", "self", &SuperThisClass},
    {"__self__", "self", &SuperSelf},
    {"__self_class__", "self", &SuperSelfClass},
};

constexpr NativeSpec kIntrinsics[] = {
    {"property_doc_is_getters", "property, doc, /", &PropertyDocIsGetters},
    {"new_super", "from, self_class, self, /", &MakeSuper},
};

template <typename T>
void AddWrapperGetters(Class* cls) {
  AddGetter(cls, {"__func__", "self", &WrapperFunction<T>});
  AddGetter(cls, {"__wrapped__", "self", &WrapperFunction<T>});
  AddGetter(cls, {"__isabstractmethod__", "self", &WrapperIsAbstract<T>});
  AddGetter(cls, {"__name__", "self", &WrapperForward<T, &Core::n_name>});
  AddGetter(cls,
            {"__qualname__", "self", &WrapperForward<T, &Core::n_qualname>});
  AddGetter(cls, {"__module__", "self", &WrapperForward<T, &Core::n_module>});
  AddGetter(cls, {"__doc__", "self", &WrapperForward<T, &Core::n_doc>});
  AddGetter(cls, {"__annotations__", "self",
                  &WrapperForward<T, &Core::n_annotations>});
}

}  // namespace

void RegisterDescriptorMethods() {
  Core& builtin = core();
  AddMethods(builtin.property, kPropertyMethods);
  AddGetters(builtin.property, kPropertyGetters);
  AddSetter(builtin.property, {"__doc__", "self, value, /", &PropertySetDoc});
  AddMethods(builtin.staticmethod, kStaticMethodMethods);
  AddWrapperGetters<StaticMethod>(builtin.staticmethod);
  AddMethods(builtin.classmethod, kClassMethodMethods);
  AddWrapperGetters<ClassMethod>(builtin.classmethod);
  AddMethods(builtin.super_, kSuperMethods);
  AddGetters(builtin.super_, kSuperGetters);
  AddFunctions("_prelude", kIntrinsics);
}

}  // namespace midge::vm

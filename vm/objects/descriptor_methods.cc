// property, staticmethod and classmethod: methods and attributes.
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

Value OrNone(Value v) { return v.is_unbound() ? Value::None() : v; }

// Self, or null and TypeError.
template <typename T>
T* Self(NativeCall& call, bool writable = false) {
  const Value self = SelfOf(call, T::kKind, writable);
  return self.is_unbound() ? nullptr : static_cast<T*>(self.as_object());
}

// --- property
// ------------------------------------------------------------------

// The text a property has when it was given none: its getter's.
Value GetterDoc(NativeCall& call, Value getter) {
  if (!IsKind(getter, Kind::kFunction)) return Value::None();
  return OrNone(
      call.context.Resolve(static_cast<Function*>(getter.as_object()))->doc);
}

void Fill(NativeCall& call, Property* property) {
  property->getter = OrNone(call.args[1]);
  property->setter = OrNone(call.args[2]);
  property->deleter = OrNone(call.args[3]);
  property->doc = OrNone(call.args[4]);
  if (property->doc.is_none()) {
    property->doc = GetterDoc(call, property->getter);
  }
}

Result PropertyNew(NativeCall& call) {
  Property* property = call.context.heap().New<Property>();
  Fill(call, property);
  return call.Return(AsInstanceOf(call.context,
                                  static_cast<Class*>(call.args[0].as_object()),
                                  core().property, Value::Of(property)));
}

Result PropertyInit(NativeCall& call) {
  Property* property = Self<Property>(call, true);
  if (property == nullptr) return Result::kRaise;
  Fill(call, property);
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
  property->*field = call.args[1];
  if (IsKind(call.args[0], Kind::kProperty)) {
    return call.Return(Value::Of(property));
  }
  return call.Call(
      Value::Of(ClassOf(call.context, call.args[0])),
      {property->getter, property->setter, property->deleter, property->doc});
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
  return Raise(
      call.context, core().AttributeError,
      absl::StrCat("property of '", TypeName(call.context, call.args[1]),
                   "' object has no ", accessor));
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
  return call.Return(
      AsInstanceOf(call.context, cls, builtin, Value::Of(wrapper)));
}

template <typename T>
Result WrapperInit(NativeCall& call) {
  T* wrapper = Self<T>(call, true);
  if (wrapper == nullptr) return Result::kRaise;
  wrapper->function = call.args[1];
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
  const OpResult outcome = GetAttribute(
      call.context, wrapper->function, core().*name, &call.result, &python);
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
  BoundMethod* method = call.context.heap().New<BoundMethod>();
  method->function = wrapper->function;
  method->self = OrNone(call.args[2]);
  if (method->self.is_none()) {
    method->self = Value::Of(ClassOf(call.context, call.args[1]));
  }
  return call.Return(Value::Of(method));
}

Result StaticMethodCall(NativeCall& call) {
  StaticMethod* wrapper = Self<StaticMethod>(call);
  if (wrapper == nullptr) return Result::kRaise;
  return call.Prelude("thread_main",
                      {wrapper->function, call.args[1], call.args[2]});
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
}

}  // namespace

void RegisterDescriptorMethods() {
  Core& builtin = core();
  AddMethods(builtin.property, kPropertyMethods);
  for (const NativeSpec& spec : kPropertyGetters) {
    AddGetter(builtin.property, spec);
  }
  AddSetter(builtin.property, {"__doc__", "self, value, /", &PropertySetDoc});
  AddMethods(builtin.staticmethod, kStaticMethodMethods);
  AddWrapperGetters<StaticMethod>(builtin.staticmethod);
  AddMethods(builtin.classmethod, kClassMethodMethods);
  AddWrapperGetters<ClassMethod>(builtin.classmethod);
}

}  // namespace midge::vm

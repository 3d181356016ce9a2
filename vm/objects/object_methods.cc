// object: methods and attributes.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_attributes.h"
#include "vm/objects/class_layout.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/instance_dict.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/slices.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// --- object ------------------------------------------------------------------

bool HasArguments(NativeCall& call) {
  const Value args = call.args[1], kwargs = call.args[2];
  return (IsKind(args, Kind::kTuple) && As<Tuple>(call, args)->length != 0) ||
         (IsKind(kwargs, Kind::kDict) &&
          As<Dict>(call, kwargs)->live_count != 0);
}

bool IsNative(Value v, NativeFunction function) {
  return IsKind(v, Kind::kNative) &&
         static_cast<Native*>(v.as_object())->data->function == function;
}

// type(None)() and its like.
Result SingletonNew(NativeCall& call) {
  Class* cls = As<Class>(call, call.args[0]);
  if (As<Tuple>(call, call.args[1])->length != 0 ||
      As<Dict>(call, call.args[2])->live_count != 0) {
    const std::string name = ToUtf8(cls->name);
    return RaiseTypeError(
        call.context, absl::StrCat(name == "ellipsis" ? "EllipsisType" : name,
                                   " takes no arguments"));
  }
  if (cls == core().none_type) return call.Return(Value::None());
  return call.Return(cls == core().ellipsis_type ? Value::Ellipsis()
                                                 : Value::NotImplemented());
}

Result ObjectInit(NativeCall& call);

Result ObjectNew(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("object.__new__(X): X is not a type object (",
                     TypeName(call.context, call.args[0]), ")"));
  }
  Class* cls = As<Class>(call, call.args[0]);
  if (!(cls->flags & (kClassInstances | kClassException)) ||
      (cls->flags & kClassPayload)) {
    const std::string name = ToUtf8(cls->name);
    const Value make = FindInClass(call.context, cls, core().n_new);
    if (IsNative(make, &ObjectNew)) {
      return RaiseTypeError(
          call.context, absl::StrCat("cannot create '", name, "' instances"));
    }
    Class* builtin = cls;
    for (Value at : cls->mro->span()) {
      builtin = As<Class>(call, at);
      if (builtin->flags & kClassBuiltin) break;
    }
    return RaiseTypeError(
        call.context,
        absl::StrCat("object.__new__(", name, ") is not safe, use ",
                     ToUtf8(builtin->name), ".__new__()"));
  }
  if (cls->flags & kClassAbstract) return RaiseAbstract(call.context, cls);
  if (HasArguments(call)) {
    if (!IsNative(FindInClass(call.context, cls, core().n_new), &ObjectNew)) {
      return RaiseTypeError(call.context,
                            "object.__new__() takes exactly one argument (the "
                            "type to instantiate)");
    }
    if (IsNative(FindInClass(call.context, cls, core().n_init), &ObjectInit)) {
      return RaiseTypeError(
          call.context,
          absl::StrCat(ToUtf8(cls->name), "() takes no arguments"));
    }
  }
  return call.Return(Value::Of(NewInstance(call.context, cls)));
}

Result ObjectReduce(NativeCall& call) {
  return call.Prelude("object_reduce", {call.args[0], Value::Int(0)});
}

// No class is another's subclass for any but the usual reason.
Result SubclassHook(NativeCall& call) {
  return call.Return(Value::NotImplemented());
}

// Arguments are for a class that has the other of __new__ and __init__, and
// then not for object's.
Result ObjectInit(NativeCall& call) {
  if (!HasArguments(call)) return call.Return(Value::None());
  Class* cls = call.context.Resolve(ClassOf(call.context, call.args[0]));
  if (!IsNative(FindInClass(call.context, cls, core().n_init), &ObjectInit)) {
    return RaiseTypeError(call.context,
                          "object.__init__() takes exactly one argument (the "
                          "instance to initialize)");
  }
  if (IsNative(FindInClass(call.context, cls, core().n_new), &ObjectNew)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat(ToUtf8(cls->name),
                     ".__init__() takes exactly one argument (the instance to "
                     "initialize)"));
  }
  return call.Return(Value::None());
}

Result ObjectRepr(NativeCall& call) {
  const OpResult result = Repr(call.context, call.args[0], &call.result);
  if (result != OpResult::kPython) return Finish(result);
  Class* cls = call.context.Resolve(ClassOf(call.context, call.args[0]));
  return call.Prelude("object_repr", {call.args[0], Value::Of(cls)});
}

// str(x) is repr(x) unless the class says otherwise.
Result ObjectStr(NativeCall& call) {
  const Value repr = FindSpecial(call.context, call.args[0], core().n_repr);
  if (IsNative(repr, &ObjectStr)) {
    return Raise(call.context, core().RecursionError,
                 "maximum recursion depth exceeded while getting the repr of "
                 "an object");
  }
  if (!IsKind(repr, Kind::kNative)) {
    return call.Prelude("call_special",
                        {Value::Of(core().n_repr), call.args[0]});
  }
  const OpResult result = Repr(call.context, call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("repr_of", {Payload(call.context, call.args[0])});
  }
  return Finish(result);
}

Result ObjectEq(NativeCall& call) {
  const bool same = Identical(call.context, call.args[0], call.args[1]);
  return call.Return(same ? Value::True() : Value::NotImplemented());
}

// Of the order of things that their classes know nothing.
Result ObjectOrder(NativeCall& call) {
  return call.Return(Value::NotImplemented());
}

Result ObjectHash(NativeCall& call) {
  call.result = NewInt(call.context, IdentityHash(call.context, call.args[0]));
  return Result::kReturn;
}

Result ObjectGetAttribute(NativeCall& call) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  PythonCall python;
  const OpResult result = GetAttributePlain(call.context, call.args[0], name,
                                            &call.result, &python);
  return call.End(result, python);
}

template <bool is_delete>
Result ObjectSetAttribute(NativeCall& call) {
  // A class has attributes by type.__setattr__, which object's cannot evade.
  if (IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("can't apply this ",
                     is_delete ? "__delattr__" : "__setattr__", " to ",
                     TypeName(call.context, call.args[0]), " object"));
  }
  return SetAttributeBy(call, &SetAttributePlain, is_delete);
}

Result ObjectFormat(NativeCall& call) {
  const Value given = Payload(call.context, call.args[1]);
  if (!IsKind(given, Kind::kStr)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__format__() argument must be str, not ",
                     ArgumentTypeName(call.context, call.args[1])));
  }
  if (As<Str>(call, given)->length != 0) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("unsupported format string passed to ",
                     TypeName(call.context, call.args[0]), ".__format__"));
  }
  return call.Prelude("to_str", {call.args[0]});
}

Result ObjectClass(NativeCall& call) {
  return call.Return(
      Value::Of(call.context.Resolve(ClassOf(call.context, call.args[0]))));
}

bool LookAlike(Context& context, Class* a, Class* b) {
  constexpr uint32_t kShape =
      kClassInstances | kClassPayload | kClassException | kClassSlotsOnly;
  if (((a->flags ^ b->flags) & kShape) != 0) return false;
  return a->instance_kind == b->instance_kind &&
         a->root_layout == b->root_layout &&
         InstancesTakeWeakRefs(a) == InstancesTakeWeakRefs(b) &&
         MembersOf(context, a) == MembersOf(context, b);
}

// Only between classes whose instances look alike.
Result ObjectSetClass(NativeCall& call) {
  const Value v = call.args[0];
  if (!IsKind(call.args[1], Kind::kClass)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__class__ must be set to a class, not '",
                     TypeName(call.context, call.args[1]), "' object"));
  }
  Class* to = As<Class>(call, call.args[1]);
  Class* from = call.context.Resolve(ClassOf(call.context, v));
  const bool is_module =
      IsKind(v, Kind::kModule) && IsSubclass(call.context, to, core().module);
  if (!is_module && ((to->flags | from->flags) & kClassBuiltin)) {
    return RaiseTypeError(call.context,
                          "__class__ assignment only supported for mutable "
                          "types or ModuleType subclasses");
  }
  if (!LookAlike(call.context, from, to)) {
    return RaiseTypeError(
        call.context, absl::StrCat("__class__ assignment: '", ToUtf8(to->name),
                                   "' object layout differs from '",
                                   ToUtf8(from->name), "'"));
  }
  if (is_module) {
    Module* module =
        Writable(call.context, static_cast<Module*>(v.as_object()));
    module->cls = to == core().module ? nullptr : to;
    // What inline caches know of it may be behind a property of `to` now.
    Dict* dict = Writable(call.context, module->dict.get());
    dict->version = Names::NextVersion();
  } else if (IsKind(v, Kind::kClass)) {
    Class* cls = Writable(call.context, static_cast<Class*>(v.as_object()));
    cls->metaclass = to;
    cls->flags &= ~uint32_t{kClassMeta};
    if (to != core().type) cls->flags |= kClassMeta;
    ClassChanged(call.context, cls);
  } else if (IsKind(v, Kind::kInstance)) {
    Writable(call.context, static_cast<Instance*>(v.as_object()))->cls = to;
  }
  return call.Return(Value::None());
}

Result ObjectDeleteClass(NativeCall& call) {
  return RaiseTypeError(call.context, "can't delete __class__ attribute");
}

Result ObjectInitSubclass(NativeCall& call) {
  const Value kwargs = call.args[1];
  if (IsKind(kwargs, Kind::kDict) && As<Dict>(call, kwargs)->live_count > 0) {
    const Value name = As<Class>(call, call.args[0])->qualified_name;
    return RaiseTypeError(
        call.context, absl::StrCat(ToUtf8(static_cast<Str*>(name.as_object())),
                                   ".__init_subclass__() takes no keyword "
                                   "arguments"));
  }
  return call.Return(Value::None());
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, /, *args, **kwargs", &ObjectNew},
    {"__init__", "self, /, *args, **kwargs", &ObjectInit},
    {"__repr__", "self, /", &ObjectRepr},
    {"__str__", "self, /", &ObjectStr},
    {"__eq__", "self, value, /", &ObjectEq},
    {"__ne__", "self, value, /", &InPrelude<"object_ne", 2>},
    {"__lt__", "self, value, /", &ObjectOrder},
    {"__le__", "self, value, /", &ObjectOrder},
    {"__gt__", "self, value, /", &ObjectOrder},
    {"__ge__", "self, value, /", &ObjectOrder},
    {"__hash__", "self, /", &ObjectHash},
    {"__getattribute__", "self, name, /", &ObjectGetAttribute},
    {"__setattr__", "self, name, value, /", &ObjectSetAttribute<false>},
    {"__delattr__", "self, name, /", &ObjectSetAttribute<true>},
    {"__format__", "self, format_spec, /", &ObjectFormat},
    {"__dir__", "self, /", &InPrelude<"object_dir">},
    {"__reduce__", "self, /", &ObjectReduce},
    {"__reduce_ex__", "self, protocol, /", &InPrelude<"object_reduce_ex", 2>},
    {"__getstate__", "self, /", &InPrelude<"object_getstate">},
};

constexpr NativeSpec kInitSubclass = {"__init_subclass__", "cls, /, **kwargs",
                                      &ObjectInitSubclass};

constexpr NativeSpec kSingletonNew[] = {
    {"__new__", "cls, /, *args, **kwargs", &SingletonNew}};

}  // namespace

void RegisterObjectMethods() {
  Class* object = core().object;
  AddMethods(object, kMethods);
  AddGetter(object, {"__class__", "self", &ObjectClass});
  AddSetter(object, {"__class__", "self, value, /", &ObjectSetClass});
  AddDeleter(object, {"__class__", "self", &ObjectDeleteClass});
  AddClassMethod(object, kInitSubclass);
  AddClassMethod(object, {"__subclasshook__", "cls, other, /", &SubclassHook});
  for (Class* cls :
       {core().none_type, core().ellipsis_type, core().not_implemented_type}) {
    AddMethods(cls, kSingletonNew);
  }
  // Of builtin types, which have no texts of their own.
  AddConstantTo(object, "__doc__", Value::None());
}

}  // namespace midge::vm

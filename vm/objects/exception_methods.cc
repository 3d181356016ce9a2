// Exceptions: construction and attributes.
#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/str_methods.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Instance* Self(NativeCall& call, bool writable = false) {
  Instance* instance = static_cast<Instance*>(call.args[0].as_object());
  return writable ? Writable(call.context, instance)
                  : call.context.Resolve(instance);
}

Result ExceptionNew(NativeCall& call);

Class* ClassAt(Context& context, Class* cls, uint32_t mro_index) {
  return context.Resolve(static_cast<Class*>(
      (*context.Resolve(cls->mro.get()))[mro_index].as_object()));
}

// `cls`, or its first base without a __new__ of the user's own, if it does not
// make its instances as BaseException does; else null.
const Class* OtherMaker(Context& context, Class* cls) {
  const uint32_t count = context.Resolve(cls->mro.get())->length;
  for (uint32_t i = 0; i < count; ++i) {
    Class* base = ClassAt(context, cls, i);
    ClassLocation where;
    const Value make = FindInClass(context, base, core().n_new, &where);
    if (IsKind(make, Kind::kNative)) {
      const Native* native = static_cast<Native*>(make.as_object());
      return native->data->function == &ExceptionNew ? nullptr : base;
    }
    if (HasGroupFields(context, ClassAt(context, base, where.mro_index)))
      return base;
  }
  return nullptr;
}

Result ExceptionNew(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(call.context,
                          "BaseException.__new__(X): X is not a type object");
  }
  Class* cls =
      call.context.Resolve(static_cast<Class*>(call.args[0].as_object()));
  if (const Class* safe = OtherMaker(call.context, cls)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("BaseException.__new__(", ToUtf8(cls->name),
                     ") is not safe, use ", ToUtf8(safe->name), ".__new__()"));
  }
  Instance* exception = NewInstance(call.context, cls);
  exception->slots()[kExceptionArgs] = call.args[1];
  return call.Return(Value::Of(exception));
}

Result ExceptionInit(NativeCall& call) {
  Instance* self = Self(call, true);
  self->slots()[kExceptionArgs] = call.args[1];
  return call.Return(Value::None());
}

template <ExceptionSlot slot>
Result GetSlot(NativeCall& call) {
  const Value value = Self(call)->slots()[slot];
  return call.Return(value.is_unbound() ? Value::None() : value);
}

template <ExceptionSlot slot>
Result SetSlot(NativeCall& call) {
  Self(call, true)->slots()[slot] = call.args[1];
  return call.Return(Value::None());
}

bool IsExceptionOrNone(Context& context, Value v) {
  return v.is_none() || IsInstance(context, v, core().BaseException);
}

template <ExceptionSlot slot>
Result SetChained(NativeCall& call) {
  if (!IsExceptionOrNone(call.context, call.args[1])) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("exception ",
                     slot == kExceptionCause ? "cause" : "context",
                     " must be None or derive from BaseException"));
  }
  Instance* self = Self(call, true);
  self->slots()[slot] = call.args[1];
  if (slot == kExceptionCause) {
    self->slots()[kExceptionSuppressContext] = Value::True();
  }
  return call.Return(Value::None());
}

Result SetArgs(NativeCall& call) {
  if (!IsKind(call.args[1], Kind::kTuple)) {
    return call.Prelude("set_exception_args", {call.args[0], call.args[1]});
  }
  return SetSlot<kExceptionArgs>(call);
}

Result WithTraceback(NativeCall& call) {
  if (!call.args[1].is_none() && !IsKind(call.args[1], Kind::kTraceback)) {
    return RaiseTypeError(call.context,
                          "__traceback__ must be a traceback or None");
  }
  Self(call, true)->slots()[kExceptionTraceback] = call.args[1];
  return call.Return(call.args[0]);
}

Result AddNote(NativeCall& call) {
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context, absl::StrCat("note must be a str, not '",
                                   TypeName(call.context, call.args[1]), "'"));
  }
  // An attribute like any other, which a class may have, too.
  Value notes = InstanceGet(call.context, Self(call), core().n_notes);
  if (notes.is_unbound()) {
    notes = FindSpecial(call.context, call.args[0], core().n_notes);
  }
  if (notes.is_unbound()) {
    notes = Value::Of(NewList(call.context));
    InstanceSet(call.context, Self(call, true), core().n_notes, notes);
  }
  if (!IsKind(notes, Kind::kList)) {
    return RaiseTypeError(call.context,
                          "Cannot add note: __notes__ is not a list");
  }
  ListPush(call.context,
           Writable(call.context, static_cast<List*>(notes.as_object())),
           call.args[1]);
  return call.Return(Value::None());
}

Result ExceptionStr(NativeCall& call) {
  const OpResult result = ToStr(call.context, call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("exception_text", {call.args[0]});
  }
  return Finish(result);
}

Result ExceptionRepr(NativeCall& call) {
  const OpResult result = Repr(call.context, call.args[0], &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude(
        "object_repr",
        {call.args[0], Value::Of(ClassOf(call.context, call.args[0]))});
  }
  return Finish(result);
}

constexpr NativeSpec kMethods[] = {
    {"__str__", "self, /", &ExceptionStr},
    {"__repr__", "self, /", &ExceptionRepr},
    {"__new__", "cls, /, *args, **kwargs", &ExceptionNew},
    {"__init__", "self, /, *args", &ExceptionInit},
    {"with_traceback", "self, tb, /", &WithTraceback},
    {"add_note", "self, note, /", &AddNote},
};

struct Accessor {
  NativeSpec getter;
  NativeSpec setter;
};

Result SetSuppressContext(NativeCall& call) {
  if (!call.args[1].is_bool()) {
    return RaiseTypeError(call.context, "attribute value type must be bool");
  }
  return SetSlot<kExceptionSuppressContext>(call);
}

// Attributes that an exception always has.
constexpr const char* kLasting[] = {"args", "__traceback__", "__cause__",
                                    "__context__"};

template <size_t kIndex>
Result RefuseDelete(NativeCall& call) {
  return RaiseTypeError(call.context,
                        absl::StrCat(kLasting[kIndex], " may not be deleted"));
}

Result RefuseDeleteFlag(NativeCall& call) {
  return RaiseTypeError(call.context, "can't delete numeric/char attribute");
}

constexpr NativeSpec kRefusals[] = {
    {kLasting[0], "self", &RefuseDelete<0>},
    {kLasting[1], "self", &RefuseDelete<1>},
    {kLasting[2], "self", &RefuseDelete<2>},
    {kLasting[3], "self", &RefuseDelete<3>},
    {"__suppress_context__", "self", &RefuseDeleteFlag},
};

constexpr Accessor kAccessors[] = {
    {{"args", "self", &GetSlot<kExceptionArgs>},
     {"args", "self, value, /", &SetArgs}},
    {{"__traceback__", "self", &GetSlot<kExceptionTraceback>},
     {"__traceback__", "self, value, /", &WithTraceback}},
    {{"__cause__", "self", &GetSlot<kExceptionCause>},
     {"__cause__", "self, value, /", &SetChained<kExceptionCause>}},
    {{"__context__", "self", &GetSlot<kExceptionContext>},
     {"__context__", "self, value, /", &SetChained<kExceptionContext>}},
    {{"__suppress_context__", "self", &GetSlot<kExceptionSuppressContext>},
     {"__suppress_context__", "self, value, /", &SetSuppressContext}},
};

}  // namespace

void RegisterExceptionMethods() {
  Core& builtin = core();
  AddMethods(builtin.BaseException, kMethods);
  for (const Accessor& accessor : kAccessors) {
    AddGetter(builtin.BaseException, accessor.getter);
    AddSetter(builtin.BaseException, accessor.setter);
  }
  AddDeleters(builtin.BaseException, kRefusals);
}

}  // namespace midge::vm

// Exceptions: construction and attributes.
#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
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

// The UnicodeErrors that name an encoding take five arguments, and
// UnicodeTranslateError four.
bool CheckArguments(NativeCall& call, Class* cls) {
  Tuple* args = static_cast<Tuple*>(call.args[1].as_object());
  const uint32_t given = args->length;
  const bool decodes = IsSubclass(call.context, cls, core().UnicodeDecodeError);
  uint32_t wanted;
  if (IsSubclass(call.context, cls, core().UnicodeTranslateError)) {
    wanted = 4;
  } else if (decodes ||
             IsSubclass(call.context, cls, core().UnicodeEncodeError)) {
    wanted = 5;
  } else {
    return true;
  }
  if (wanted == given) {
    return CheckUnicodeError(call.context, wanted == 5, decodes, args->span());
  }
  RaiseTypeError(call.context, absl::StrCat("function takes exactly ", wanted,
                                            " arguments (", given, " given)"));
  return false;
}

Result ExceptionNew(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(call.context,
                          "BaseException.__new__(X): X is not a type object");
  }
  Class* cls =
      call.context.Resolve(static_cast<Class*>(call.args[0].as_object()));
  const Value init = FindInClass(call.context, cls, core().n_init);
  if (!IsKind(init, Kind::kFunction) && !CheckArguments(call, cls)) {
    return Result::kRaise;
  }
  Instance* exception = NewInstance(call.context, cls);
  exception->slots()[kExceptionArgs] = call.args[1];
  return call.Return(Value::Of(exception));
}

Result ExceptionInit(NativeCall& call) {
  Instance* self = Self(call, true);
  if (!CheckArguments(call, ClassOf(call.context, call.args[0]))) {
    return Result::kRaise;
  }
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
  Instance* self = Self(call, true);
  Value& notes = self->slots()[kExceptionNotes];
  if (notes.is_unbound()) notes = Value::Of(NewList(call.context));
  if (!IsKind(notes, Kind::kList)) {
    return RaiseTypeError(call.context,
                          "Cannot add note: __notes__ is not a list");
  }
  ListPush(call.context,
           Writable(call.context, static_cast<List*>(notes.as_object())),
           call.args[1]);
  return call.Return(Value::None());
}

Result GetNotes(NativeCall& call) {
  const Value notes = Self(call)->slots()[kExceptionNotes];
  if (!notes.is_unbound()) return call.Return(notes);
  return Raise(call.context, core().AttributeError,
               absl::StrCat("'", TypeName(call.context, call.args[0]),
                            "' object has no attribute '__notes__'"));
}

Result DeleteNotes(NativeCall& call) {
  const Result found = GetNotes(call);
  if (found != Result::kReturn) return found;
  Self(call, true)->slots()[kExceptionNotes] = Value();
  return call.Return(Value::None());
}

// The argument that is an attribute of some types: StopIteration.value,
// SystemExit.code.  What was stored wins over args.
template <bool all_args>
Result FirstArgument(NativeCall& call) {
  Instance* self = Self(call);
  const Value stored = self->slots()[kExceptionExtra];
  if (!stored.is_unbound()) return call.Return(stored);
  Tuple* args = call.context.Resolve(
      static_cast<Tuple*>(self->slots()[kExceptionArgs].as_object()));
  if (args->length == 0) return call.Return(Value::None());
  if (all_args && args->length > 1) return call.Return(Value::Of(args));
  return call.Return((*args)[0]);
}

Result ImportErrorName(NativeCall& call) {
  const Value stored = Self(call)->slots()[kExceptionExtra];
  return call.Return(stored.is_unbound() ? Value::None() : stored);
}

// What was set; else the argument, if it is the only one.
Result ImportErrorMessage(NativeCall& call) {
  const Value stored =
      InstanceGet(call.context, Self(call), Names::Intern("msg"));
  if (!stored.is_unbound()) return call.Return(stored);
  Tuple* args = call.context.Resolve(
      static_cast<Tuple*>(Self(call)->slots()[kExceptionArgs].as_object()));
  return call.Return(args->length == 1 ? (*args)[0] : Value::None());
}

Result SetImportErrorMessage(NativeCall& call) {
  InstanceSet(call.context, Self(call, true), Names::Intern("msg"),
              call.args[1]);
  return call.Return(Value::None());
}

Result ImportErrorInit(NativeCall& call) {
  Instance* self = Self(call, true);
  // *args comes after the named parameters.
  self->slots()[kExceptionArgs] = call.args[3];
  self->slots()[kExceptionExtra] = call.args[1];
  Str* const path = Names::Intern("path");
  if (!call.args[2].is_unbound()) {
    InstanceSet(call.context, self, path, call.args[2]);
  } else if (!InstanceGet(call.context, self, path).is_unbound()) {
    InstanceSet(call.context, self, path, Value::None());
  }
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

// What a SyntaxError says of its place, in the order of its second argument.
constexpr const char* kSyntaxFields[] = {
    "filename", "lineno", "offset", "text", "end_lineno", "end_offset"};

// SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset]))
Result SyntaxErrorInit(NativeCall& call) {
  Instance* self = Self(call, true);
  self->slots()[kExceptionArgs] = call.args[1];
  Tuple* args = static_cast<Tuple*>(call.args[1].as_object());
  if (args->length == 0) return call.Return(Value::None());
  InstanceSet(call.context, self, Names::Intern("msg"), (*args)[0]);
  if (args->length != 2) return call.Return(Value::None());
  if (!IsKind((*args)[1], Kind::kTuple)) {
    return call.Prelude("syntax_error_init",
                        {call.args[0], (*args)[0], (*args)[1]});
  }
  Tuple* where = static_cast<Tuple*>((*args)[1].as_object());
  if (where->length < 4 || where->length > 6) {
    return RaiseTypeError(
        call.context, absl::StrCat("function takes at ",
                                   where->length < 4 ? "least 4" : "most 6",
                                   " arguments (", where->length, " given)"));
  }
  if (where->length == 5) {
    return RaiseTypeError(
        call.context,
        "end_offset must be provided when end_lineno is provided");
  }
  for (uint32_t i = 0; i < where->length; ++i) {
    InstanceSet(call.context, self, Names::Intern(kSyntaxFields[i]),
                (*where)[i]);
  }
  return call.Return(Value::None());
}

// NameError(*args, name=None), and AttributeError(*args, name=None, obj=None).
template <bool has_object>
Result NamedErrorInit(NativeCall& call) {
  Instance* self = Self(call, true);
  self->slots()[kExceptionArgs] = call.args[has_object ? 3 : 2];
  Str* const names[] = {core().n_attribute_name, core().n_attribute_object};
  for (int i = 0; i < (has_object ? 2 : 1); ++i) {
    if (call.args[1 + i].is_unbound()) continue;
    InstanceSet(call.context, self, names[i], call.args[1 + i]);
  }
  return call.Return(Value::None());
}

// An attribute that instances may have of their own, and else is None.
void AddNone(Class* cls, Str* name) {
  DictSet(core().context, cls->dict, name, Value::None());
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
    {{"__notes__", "self", &GetNotes},
     {"__notes__", "self, value, /", &SetSlot<kExceptionNotes>}},
};

}  // namespace

void RegisterExceptionMethods() {
  Core& builtin = core();
  AddMethods(builtin.BaseException, kMethods);
  for (const Accessor& accessor : kAccessors) {
    AddGetter(builtin.BaseException, accessor.getter);
    AddSetter(builtin.BaseException, accessor.setter);
  }
  AddDeleter(builtin.BaseException, {"__notes__", "self", &DeleteNotes});
  AddDeleters(builtin.BaseException, kRefusals);
  AddGetter(builtin.StopIteration, {"value", "self", &FirstArgument<false>});
  AddSetter(builtin.StopIteration,
            {"value", "self, value, /", &SetSlot<kExceptionExtra>});
  AddGetter(builtin.SystemExit, {"code", "self", &FirstArgument<true>});
  AddSetter(builtin.SystemExit,
            {"code", "self, value, /", &SetSlot<kExceptionExtra>});
  constexpr NativeSpec kImportInit[] = {
      {"__init__", "self, /, *args, name=None, path=None", &ImportErrorInit}};
  AddMethods(builtin.ImportError, kImportInit);
  AddGetter(builtin.ImportError, {"name", "self", &ImportErrorName});
  AddGetter(builtin.ImportError, {"msg", "self", &ImportErrorMessage});
  AddSetter(builtin.ImportError,
            {"msg", "self, value, /", &SetImportErrorMessage});
  AddSetter(builtin.ImportError,
            {"name", "self, value, /", &SetSlot<kExceptionExtra>});
  AddNone(builtin.ImportError, Names::Intern("path"));
  constexpr NativeSpec kSyntaxErrorMethods[] = {
      {"__init__", "self, /, *args", &SyntaxErrorInit}};
  AddMethods(builtin.SyntaxError, kSyntaxErrorMethods);
  for (const char* name : kSyntaxFields) {
    AddNone(builtin.SyntaxError, Names::Intern(name));
  }
  AddNone(builtin.SyntaxError, Names::Intern("msg"));
  AddNone(builtin.SyntaxError, Names::Intern("print_file_and_line"));
  constexpr NativeSpec kNameErrorMethods[] = {
      {"__init__", "self, /, *args, name=None", &NamedErrorInit<false>}};
  AddMethods(builtin.NameError, kNameErrorMethods);
  AddNone(builtin.NameError, builtin.n_attribute_name);
  constexpr NativeSpec kAttributeErrorMethods[] = {
      {"__init__", "self, /, *args, name=None, obj=None",
       &NamedErrorInit<true>}};
  AddMethods(builtin.AttributeError, kAttributeErrorMethods);
  AddNone(builtin.AttributeError, builtin.n_attribute_name);
  AddNone(builtin.AttributeError, builtin.n_attribute_object);
}

}  // namespace midge::vm

#include "vm/objects/os_error.h"

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// OSError(2, "...") is a FileNotFoundError.
Class* OsErrorClass(Tuple* args) {
  if (args->length < 2 || args->length > 5 || !(*args)[0].is_int()) {
    return core().OSError;
  }
  switch ((*args)[0].as_int()) {
    case ENOENT:
      return core().FileNotFoundError;
    case EPERM:
    case EACCES:
      return core().PermissionError;
    case ETIMEDOUT:
      return core().TimeoutError;
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return core().BlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
      return core().BrokenPipeError;
    case ECHILD:
      return core().ChildProcessError;
    case ECONNABORTED:
      return core().ConnectionAbortedError;
    case ECONNREFUSED:
      return core().ConnectionRefusedError;
    case ECONNRESET:
      return core().ConnectionResetError;
    case EEXIST:
      return core().FileExistsError;
    case EINTR:
      return core().InterruptedError;
    case EISDIR:
      return core().IsADirectoryError;
    case ENOTDIR:
      return core().NotADirectoryError;
    case ESRCH:
      return core().ProcessLookupError;
    default:
      return core().OSError;
  }
}

// A class with an __init__ of its own, and OSError's __new__, gives its
// arguments to OSError.__init__; all others are filled by __new__.
bool IsFilledByInit(Context& context, Class* cls) {
  return !IsKind(FindInClass(context, cls, core().n_init), Kind::kNative) &&
         IsKind(FindInClass(context, cls, core().n_new), Kind::kNative);
}

bool RefuseKeywords(NativeCall& call, Class* cls, Value keywords) {
  if (static_cast<Dict*>(keywords.as_object())->live_count == 0) return false;
  RaiseTypeError(call.context, absl::StrCat(ToUtf8(cls->name),
                                            "() takes no keyword arguments"));
  return true;
}

// The fields are attributes of their own; file names are no part of `args`.
void TakeArguments(Context& context, Instance* exception, Value given) {
  Tuple* args = static_cast<Tuple*>(given.as_object());
  const uint32_t count = args->length <= 5 ? args->length : 0;
  const auto at = [&](uint32_t i) {
    return i < count ? (*args)[i] : Value::None();
  };
  Value* slots = exception->slots();
  if (count >= 2) {
    slots[kOsErrorNumber] = at(0);
    slots[kOsErrorText] = at(1);
  }
  const bool counts_written =
      ClassOf(context, Value::Of(exception)) == core().BlockingIOError &&
      at(2).is_int();
  if (counts_written) {
    slots[kOsErrorWritten] = at(2);
  } else if (!at(2).is_none()) {
    slots[kOsErrorFile] = at(2);
    if (!at(4).is_none()) slots[kOsErrorOtherFile] = at(4);
    given = Value::Of(NewTuple(context, args->span().first(2)));
  }
  slots[kExceptionArgs] = given;
}

Result OsErrorNew(NativeCall& call) {
  Context& context = call.context;
  if (!IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(context,
                          "OSError.__new__(X): X is not a type object");
  }
  Class* cls = context.Resolve(static_cast<Class*>(call.args[0].as_object()));
  const bool later = IsFilledByInit(context, cls);
  if (!later && RefuseKeywords(call, cls, call.args[2])) return Result::kRaise;
  if (cls == core().OSError) {
    cls = OsErrorClass(static_cast<Tuple*>(call.args[1].as_object()));
  }
  Instance* exception = NewInstance(context, cls);
  TakeArguments(context, exception,
                later ? Value::Of(core().empty_tuple) : call.args[1]);
  return call.Return(Value::Of(exception));
}

Result OsErrorInit(NativeCall& call) {
  Class* cls = call.context.Resolve(ClassOf(call.context, call.args[0]));
  if (!IsFilledByInit(call.context, cls)) return call.Return(Value::None());
  if (RefuseKeywords(call, cls, call.args[2])) return Result::kRaise;
  TakeArguments(
      call.context,
      Writable(call.context, static_cast<Instance*>(call.args[0].as_object())),
      call.args[1]);
  return call.Return(Value::None());
}

Result RaiseNothingWritten(NativeCall& call) {
  return Raise(call.context, core().AttributeError, "characters_written");
}

Result GetWritten(NativeCall& call) {
  const Value written =
      call.context.Resolve(static_cast<Instance*>(call.args[0].as_object()))
          ->slots()[kOsErrorWritten];
  return written.is_unbound() ? RaiseNothingWritten(call)
                              : call.Return(written);
}

Result SetWritten(NativeCall& call) {
  int64_t written;
  if (!IntArgument(call.context, call.args[1], &written)) {
    return Result::kRaise;
  }
  Writable(call.context, static_cast<Instance*>(call.args[0].as_object()))
      ->slots()[kOsErrorWritten] = NewInt(call.context, written);
  return call.Return(Value::None());
}

Result DeleteWritten(NativeCall& call) {
  Value& written =
      Writable(call.context, static_cast<Instance*>(call.args[0].as_object()))
          ->slots()[kOsErrorWritten];
  if (written.is_unbound()) return RaiseNothingWritten(call);
  written = Value();
  return call.Return(Value::None());
}

}  // namespace

void RegisterOsError() {
  constexpr NativeSpec kMethods[] = {
      {"__new__", "cls, /, *args, **kwargs", &OsErrorNew},
      {"__init__", "self, /, *args, **kwargs", &OsErrorInit}};
  AddMethods(core().OSError, kMethods);
  AddGetter(core().OSError, {"characters_written", "self", &GetWritten});
  AddSetter(core().OSError,
            {"characters_written", "self, value, /", &SetWritten});
  AddDeleter(core().OSError, {"characters_written", "self", &DeleteWritten});
}

}  // namespace midge::vm

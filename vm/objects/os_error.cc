// OSError: which subclass an error number makes, and what its arguments are.
#include "vm/objects/os_error.h"

#include <algorithm>
#include <cerrno>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
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

// The parts are attributes of their own; file names are no part of `args`.
void TakeArguments(Context& context, Instance* exception, Value given) {
  Tuple* args = static_cast<Tuple*>(given.as_object());
  const uint32_t count = args->length <= 5 ? args->length : 0;
  const auto at = [&](uint32_t i) {
    return i < count ? (*args)[i] : Value::None();
  };
  Value parts[kOsErrorParts];
  std::fill(std::begin(parts), std::end(parts), Value::None());
  if (count >= 2) {
    parts[kOsErrorNumber] = at(0);
    parts[kOsErrorText] = at(1);
  }
  const bool counts_written =
      ClassOf(context, Value::Of(exception)) == core().BlockingIOError &&
      at(2).is_int();
  if (counts_written) {
    parts[kOsErrorWritten] = at(2);
  } else if (!at(2).is_none()) {
    parts[kOsErrorFile] = at(2);
    parts[kOsErrorOtherFile] = at(4);
    given = Value::Of(NewTuple(context, args->span().first(2)));
  }
  exception->slots()[kExceptionArgs] = given;
  exception->slots()[kExceptionExtra] = Value::Of(NewTuple(context, parts));
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

// The tuple of parts, or null of an exception that was never filled.
Tuple* PartsOf(NativeCall& call) {
  Instance* self =
      call.context.Resolve(static_cast<Instance*>(call.args[0].as_object()));
  const Value parts = self->slots()[kExceptionExtra];
  if (!IsKind(parts, Kind::kTuple)) return nullptr;
  return call.context.Resolve(static_cast<Tuple*>(parts.as_object()));
}

template <OsErrorPart part>
Result GetPart(NativeCall& call) {
  Tuple* parts = PartsOf(call);
  const Value value = parts == nullptr ? Value::None() : (*parts)[part];
  if (part == kOsErrorWritten && value.is_none()) {
    return Raise(call.context, core().AttributeError, "characters_written");
  }
  return call.Return(value);
}

Result SetPartTo(NativeCall& call, OsErrorPart part, Value value) {
  Value parts[kOsErrorParts];
  std::fill(std::begin(parts), std::end(parts), Value::None());
  if (Tuple* old = PartsOf(call)) {
    std::copy(old->span().begin(), old->span().end(), parts);
  }
  parts[part] = value;
  Writable(call.context, static_cast<Instance*>(call.args[0].as_object()))
      ->slots()[kExceptionExtra] = Value::Of(NewTuple(call.context, parts));
  return call.Return(Value::None());
}

template <OsErrorPart part>
Result SetPart(NativeCall& call) {
  int64_t written;
  if (part == kOsErrorWritten &&
      !IntArgument(call.context, call.args[1], &written)) {
    return Result::kRaise;
  }
  return SetPartTo(call, part, call.args[1]);
}

Result DeleteWritten(NativeCall& call) {
  Tuple* parts = PartsOf(call);
  if (parts == nullptr || (*parts)[kOsErrorWritten].is_none()) {
    return Raise(call.context, core().AttributeError, "characters_written");
  }
  return SetPartTo(call, kOsErrorWritten, Value::None());
}

template <OsErrorPart part>
void AddPart(const char* name) {
  AddGetter(core().OSError, {name, "self", &GetPart<part>});
  AddSetter(core().OSError, {name, "self, value, /", &SetPart<part>});
}

}  // namespace

void RegisterOsError() {
  constexpr NativeSpec kMethods[] = {
      {"__new__", "cls, /, *args, **kwargs", &OsErrorNew},
      {"__init__", "self, /, *args, **kwargs", &OsErrorInit}};
  AddMethods(core().OSError, kMethods);
  AddPart<kOsErrorNumber>("errno");
  AddPart<kOsErrorText>("strerror");
  AddPart<kOsErrorFile>("filename");
  AddPart<kOsErrorOtherFile>("filename2");
  AddPart<kOsErrorWritten>("characters_written");
  AddDeleter(core().OSError, {"characters_written", "self", &DeleteWritten});
}

}  // namespace midge::vm

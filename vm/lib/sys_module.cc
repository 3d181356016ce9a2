// Module sys: what a program reads of its interpreter.
//
// sys.argv is set for each swarm's root (vm/sched/); stdout and stderr are
// made by the prelude (vm/prelude/sys.py).
#include <limits>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// Frames of a few dozen registers must fit in a heap, with room to spare.
constexpr int64_t kMaxRecursionLimit = 1000000;

Result Exit(NativeCall& call) {
  const Value code = call.args[0];
  Tuple* args = NewTuple(call.context, {&code, 1});
  if (code.is_unbound() || code.is_none()) args = core().empty_tuple;
  if (IsKind(code, Kind::kTuple)) args = static_cast<Tuple*>(code.as_object());
  Instance* exit = NewExceptionWith(call.context, core().SystemExit, args);
  if (args->length != 0) {
    exit->slots()[kExitCode] = args->length == 1 ? (*args)[0] : Value::Of(args);
  }
  call.context.raised = Value::Of(exit);
  return Result::kRaise;
}

Result GetRecursionLimit(NativeCall& call) {
  return call.Return(Value::Int(call.context.recursion_limit));
}

Result SetRecursionLimit(NativeCall& call) {
  int64_t limit;
  if (!ToInt64(call.args[0], &limit)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("'", TypeName(call.context, call.args[0]),
                     "' object cannot be interpreted as an integer"));
  }
  if (limit < 1) {
    return RaiseValueError(call.context,
                           "recursion limit must be greater or equal than 1");
  }
  if (limit > kMaxRecursionLimit) {
    return RaiseOverflowError(
        call.context,
        absl::StrCat("recursion limit above ", kMaxRecursionLimit));
  }
  call.context.recursion_limit = static_cast<int32_t>(limit);
  return call.Return(Value::None());
}

Result GetIntMaxStrDigits(NativeCall& call) {
  return call.Return(Value::Int(call.context.int_digits_max));
}

Result SetIntMaxStrDigits(NativeCall& call) {
  int64_t digits;
  if (!ClampedArgument(call.context, call.args[0], &digits)) {
    return Result::kRaise;
  }
  if (digits != static_cast<int32_t>(digits)) {
    return RaiseOverflowError(call.context,
                              "Python int too large to convert to C int");
  }
  if (digits != 0 && digits < text::kIntTextDigitsLowest) {
    return RaiseValueError(call.context,
                           absl::StrCat("maxdigits must be 0 or larger than ",
                                        text::kIntTextDigitsLowest));
  }
  call.context.int_digits_max = static_cast<int32_t>(digits);
  return call.Return(Value::None());
}

Result InternFunction(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kStr)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("intern() argument must be str, not ",
                     ArgumentTypeName(call.context, call.args[0])));
  }
  Str* name = Names::Intern(static_cast<Str*>(call.args[0].as_object()));
  return call.Return(name ? Value::Of(name) : call.args[0]);
}

Result ExcInfo(NativeCall& call) {
  const Value handling = call.thread->handling;
  Value info[3] = {Value::None(), Value::None(), Value::None()};
  if (IsKind(handling, Kind::kInstance)) {
    info[0] = Value::Of(ClassOf(call.context, handling));
    info[1] = handling;
    info[2] = static_cast<Instance*>(handling.as_object())
                  ->slots()[kExceptionTraceback];
  }
  return call.Return(Value::Of(NewTuple(call.context, info)));
}

Str* SizeOfName() {
  static Str* const name = Names::Intern("__sizeof__");
  return name;
}

// Adding nothing for the collector, unlike CPython's.
Result GetSizeOf(NativeCall& call) {
  const Value absent = call.args[1];
  const Value method = FindSpecial(call.context, call.args[0], SizeOfName());
  if (absent.is_unbound() && IsKind(method, Kind::kNative)) {
    return call.Call(method, {call.args[0]});
  }
  return call.Prelude(
      "size_of",
      {call.args[0], Value::Bool(absent.is_unbound()), OrNone(absent)});
}

constexpr NativeSpec kFunctions[] = {
    {"exit", "status=None, /", &Exit},
    {"getrecursionlimit", "", &GetRecursionLimit},
    {"setrecursionlimit", "limit, /", &SetRecursionLimit},
    {"intern", "string, /", &InternFunction},
    {"exc_info", "", &ExcInfo},
    {"get_int_max_str_digits", "", &GetIntMaxStrDigits},
    {"set_int_max_str_digits", "maxdigits", &SetIntMaxStrDigits},
    {"getsizeof", "object, default=None", &GetSizeOf},
};

}  // namespace

void RegisterSys() {
  Context& context = core().context;
  const auto text = [&](std::string_view s) {
    return Value::Of(NewStr(context, s));
  };
  AddFunctions("sys", kFunctions);
  AddConstant("sys", "argv", Value::Of(NewList(context)));
  AddConstant("sys", "path", Value::Of(NewList(context)));
  AddConstant("sys", "warnoptions", Value::Of(NewList(context)));
  AddConstant("sys", "path_hooks", Value::Of(NewList(context)));
  AddConstant("sys", "orig_argv", Value::Of(NewList(context)));
  AddConstant("sys", "path_importer_cache", Value::Of(NewDict(context)));
  for (const char* name :
       {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"}) {
    AddConstant("sys", name, text("/usr"));
  }
  AddConstant("sys", "abiflags", text(""));
  AddConstant("sys", "api_version", Value::Int(1013));
  AddConstant("sys", "float_repr_style", text("short"));
  AddConstant("sys", "platlibdir", text("lib"));
  AddConstant("sys", "pycache_prefix", Value::None());
  AddConstant("sys", "dont_write_bytecode", Value::True());
  AddConstant("sys", "maxsize",
              NewInt(context, std::numeric_limits<int64_t>::max()));
  AddConstant("sys", "maxunicode", Value::Int(0x10FFFF));
  AddConstant("sys", "byteorder", text("little"));
  AddConstant("sys", "platform", text("linux"));
  AddConstant("sys", "executable", text(""));
  AddConstant("sys", "version", text("3.11.2 (midge) [C++]"));
  AddConstant("sys", "hexversion", Value::Int(0x030B02F0));
}

}  // namespace midge::vm

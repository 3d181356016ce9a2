// compile(), eval(), exec(), globals() and locals(): programs that look at the
// frame they are called from, and run what they put together.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "vm/interp/code_store.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/interp/thread.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/operators.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/str_methods.h"
#include "vm/objects/text_value.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// --- The calling frame -------------------------------------------------------

Value GlobalsOfCaller(NativeCall& call) {
  const Place caller = Innermost(call);
  if (caller.base != nullptr) return caller.function()->globals.value();
  // A thread whose function is eval or exec itself.
  Context& context = call.context;
  const Value main =
      DictGet(context.Resolve(context.modules.get()), core().n_main);
  if (!IsKind(main, Kind::kModule)) return Value::Of(NewDict(context));
  return context.Resolve(static_cast<Module*>(main.as_object()))->dict.value();
}

Value LocalsOfCaller(NativeCall& call) {
  const Place caller = Innermost(call);
  if (caller.base == nullptr) return GlobalsOfCaller(call);
  return LocalsAt(call.context, call.thread, caller);
}

Result Globals(NativeCall& call) { return call.Return(GlobalsOfCaller(call)); }
Result Locals(NativeCall& call) { return call.Return(LocalsOfCaller(call)); }

// --- compile -----------------------------------------------------------------

// The bytes of a source argument; nothing if it is none, or raised.
std::optional<std::string> SourceBytes(NativeCall& call, Value v) {
  v = Payload(call.context, v);
  if (IsKind(v, Kind::kBytes)) {
    const std::span<const uint8_t> bytes =
        static_cast<Bytes*>(v.as_object())->span();
    return std::string(reinterpret_cast<const char*>(bytes.data()),
                       bytes.size());
  }
  if (IsKind(v, Kind::kByteArray)) {
    ByteArray* array =
        call.context.Resolve(static_cast<ByteArray*>(v.as_object()));
    if (array->size == 0) return std::string();
    return std::string(reinterpret_cast<const char*>(array->buffer->data()),
                       array->size);
  }
  if (!IsKind(v, Kind::kStr)) return std::nullopt;
  Str* text = static_cast<Str*>(v.as_object());
  if (text->width() == 1) return ToUtf8(text);
  // A lone surrogate is an error of its own.
  Text whole;
  GetStr(call.context, v, &whole);
  const Result encoded = EncodeText(call, whole, Value(), Value());
  if (encoded != Result::kReturn) return std::nullopt;
  return SourceBytes(call, call.result);
}

// Code, or null if an exception was raised; and the WarningTuple of what the
// compiler has to say, which the prelude passes through the filters first.
struct Compiled {
  Code* code = nullptr;
  Value warnings;
};

// Compiles a source argument of compile(), eval() or exec(), called
// `function`.
Compiled CompileValue(NativeCall& call, Value source, const char* refusal,
                      std::string_view file_name, SourceOptions options,
                      bool strip_indent = false) {
  const std::optional<std::string> bytes = SourceBytes(call, source);
  if (!bytes.has_value()) {
    if (call.context.raised.is_unbound()) RaiseTypeError(call.context, refusal);
    return {};
  }
  if (bytes->find('\0') != std::string::npos) {
    RaiseValueError(call.context,
                    "source code string cannot contain null bytes");
    return {};
  }
  options.at_run_time = true;
  options.is_text = IsKind(Payload(call.context, source), Kind::kStr);
  options.int_digits_max = call.context.int_digits_max;
  std::string_view text = *bytes;
  if (strip_indent) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  }
  std::vector<CompiledSource> warnings;
  Compiled made;
  made.code =
      CodeStore::Of(call.context).Compile(text, file_name, options, &warnings);
  const Value raised = std::exchange(call.context.raised, Value());
  made.warnings = WarningTuple(call.context, warnings);
  call.context.raised = raised;
  return made;
}

// There is no code; what was warned of before is shown first.
Result FailToCompile(NativeCall& call, const Compiled& made) {
  if (made.warnings.is_unbound()) return Result::kRaise;
  const Value error = std::exchange(call.context.raised, Value());
  return call.Prelude("warned_error", {made.warnings, error});
}

// Flags of compile(): those of CPython that mean something here.
constexpr int64_t kFlagAnnotations = 0x1000000;
constexpr int64_t kFlagOnlyAst = 0x400;
constexpr int64_t kFlagTopLevelAwait = 0x2000;
constexpr int64_t kFlagTypeComments = 0x1000;
// Futures that are always on, and hints that change nothing.
constexpr int64_t kFlagsWithoutEffect = 0x10 | 0x200 | 0x4000 | 0x20000 |
                                        0x40000 | 0x80000 | 0x100000 |
                                        0x200000 | 0x800000;

bool ParseFlags(NativeCall& call, Value given, SourceOptions* options,
                bool* only_tree) {
  int64_t flags = 0;
  if (!given.is_unbound() && !ToInt64(given, &flags)) {
    RaiseTypeError(call.context,
                   absl::StrCat("'", TypeName(call.context, given),
                                "' object cannot be interpreted as an "
                                "integer"));
    return false;
  }
  if (flags & ~(kFlagAnnotations | kFlagOnlyAst | kFlagTopLevelAwait |
                kFlagTypeComments | kFlagsWithoutEffect)) {
    RaiseValueError(call.context, "compile(): unrecognised flags");
    return false;
  }
  if (flags & kFlagAnnotations) options->future_annotations = true;
  options->top_level_await = (flags & kFlagTopLevelAwait) != 0;
  options->type_comments = (flags & kFlagTypeComments) != 0;
  *only_tree = (flags & kFlagOnlyAst) != 0;
  return true;
}

bool ParseMode(NativeCall& call, Value given, bool only_tree,
               SourceOptions* options) {
  const std::string mode = IsKind(given, Kind::kStr)
                               ? ToUtf8(static_cast<Str*>(given.as_object()))
                               : "";
  if (mode == "exec") {
    options->mode = SourceOptions::Mode::kExec;
  } else if (mode == "eval") {
    options->mode = SourceOptions::Mode::kEval;
  } else if (mode == "single") {
    options->mode = SourceOptions::Mode::kSingle;
  } else if (mode == "func_type" && only_tree) {
    options->mode = SourceOptions::Mode::kEval;
  } else if (mode == "func_type") {
    RaiseValueError(call.context,
                    "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    return false;
  } else if (!IsKind(given, Kind::kStr)) {
    RaiseTypeError(call.context,
                   absl::StrCat("compile() argument 'mode' must be str, not ",
                                ArgumentTypeName(call.context, given)));
    return false;
  } else {
    RaiseValueError(
        call.context,
        only_tree
            ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
            : "compile() mode must be 'exec', 'eval' or 'single'");
    return false;
  }
  return true;
}

bool ParseOptimize(NativeCall& call, Value given, SourceOptions* options) {
  int64_t level = -1;
  if (!given.is_unbound() && !ToInt64(given, &level)) {
    RaiseTypeError(call.context,
                   absl::StrCat("'", TypeName(call.context, given),
                                "' object cannot be interpreted as an "
                                "integer"));
    return false;
  }
  if (level < -1 || level > 2) {
    RaiseValueError(call.context, "compile(): invalid optimize value");
    return false;
  }
  options->optimize = static_cast<int>(std::max<int64_t>(level, 0));
  return true;
}

// What the calling code has of `from __future__ import`.
bool CallerHasFutureAnnotations(NativeCall& call) {
  const Place caller = Innermost(call);
  return caller.base != nullptr && caller.code().is(kCodeFutureAnnotations);
}

bool IsSource(Context& context, Value v) {
  v = Payload(context, v);
  return IsKind(v, Kind::kStr) || IsKind(v, Kind::kBytes) ||
         IsKind(v, Kind::kByteArray);
}

// As flags of compile().
Value FlagsOf(const SourceOptions& options) {
  return Value::Int((options.future_annotations ? kFlagAnnotations : 0) |
                    (options.top_level_await ? kFlagTopLevelAwait : 0) |
                    (options.type_comments ? kFlagTypeComments : 0));
}

// compile_written(text, file_name, mode, flags, optimize): code of the text of
// a tree; see vm/syntax/tree_reader.h.
Result CompileWritten(NativeCall& call) {
  SourceOptions options;
  options.at_run_time = options.is_tree = true;
  bool only_tree = false;
  if (!ParseMode(call, call.args[2], false, &options) ||
      !ParseFlags(call, call.args[3], &options, &only_tree)) {
    return Result::kRaise;
  }
  options.optimize = static_cast<int>(call.args[4].as_int());
  Code* code = CodeStore::Of(call.context)
                   .Compile(*SourceBytes(call, call.args[0]),
                            *SourceBytes(call, call.args[1]), options);
  return code == nullptr ? Result::kRaise : call.Return(Value::Of(code));
}

Result Compile(NativeCall& call) {
  const Value source = call.args[0], file_name = call.args[1];
  const Value dont_inherit = call.args[4];
  Value name = Payload(call.context, file_name);
  if (!IsKind(name, Kind::kStr) && !IsKind(name, Kind::kBytes)) {
    const auto given = [&](int i, int otherwise) {
      return call.args[i].is_unbound() ? Value::Int(otherwise) : call.args[i];
    };
    return call.Prelude("compile_path",
                        {source, file_name, call.args[2], given(3, 0),
                         given(4, 0), given(5, -1)});
  }
  SourceOptions options;
  bool inherit = true;
  if (!dont_inherit.is_unbound()) {
    bool truth = false;
    if (Truth(call.context, dont_inherit, &truth) != OpResult::kDone) {
      return call.context.raised.is_unbound()
                 ? RaiseTypeError(call.context,
                                  "compile(): dont_inherit must be an int")
                 : Result::kRaise;
    }
    inherit = !truth;
  }
  options.future_annotations = inherit && CallerHasFutureAnnotations(call);
  bool only_tree = false;
  if (!ParseFlags(call, call.args[3], &options, &only_tree) ||
      !ParseMode(call, call.args[2], only_tree, &options) ||
      !ParseOptimize(call, call.args[5], &options)) {
    return Result::kRaise;
  }
  if (!IsSource(call.context, source)) {
    return call.Prelude("compile_other",
                        {source, name, call.args[2], Value::Bool(only_tree),
                         FlagsOf(options), Value::Int(options.optimize)});
  }
  if (only_tree) {
    return call.Prelude("compile_tree", {source, name, call.args[2],
                                         Value::Bool(options.type_comments)});
  }
  const std::string path = *SourceBytes(call, name);
  const Compiled made = CompileValue(
      call, source, "compile() arg 1 must be a string, bytes or AST object",
      path, options);
  if (made.code == nullptr) return FailToCompile(call, made);
  if (made.warnings.is_unbound()) return call.Return(Value::Of(made.code));
  return call.Prelude("warned_code", {made.warnings, Value::Of(made.code)});
}

// --- eval and exec -----------------------------------------------------------

bool IsMapping(Context& context, Value v) {
  return IsKind(v, Kind::kDict) ||
         !FindSpecial(context, v, core().n_getitem).is_unbound();
}

// Where code runs.
struct Scopes {
  Value globals;  // a Dict
  Value locals;   // any mapping
};

// The arguments of eval() and exec(), or of the caller where they are not
// given.  False: raised.
bool TakeScopes(NativeCall& call, bool is_eval, Scopes* scopes) {
  const auto given = [&](int i) {
    return !call.args[i].is_unbound() && !call.args[i].is_none();
  };
  const Value globals = Payload(call.context, call.args[1]);
  if (given(1) && !IsKind(globals, Kind::kDict)) {
    RaiseTypeError(
        call.context,
        !is_eval ? absl::StrCat("exec() globals must be a dict, not ",
                                TypeName(call.context, call.args[1]))
        : IsMapping(call.context, globals)
            ? "globals must be a real dict; try eval(code, {}, mapping)"
            : "globals must be a dict");
    return false;
  }
  if (given(2) && !IsMapping(call.context, call.args[2])) {
    RaiseTypeError(call.context,
                   is_eval
                       ? "locals must be a mapping"
                       : absl::StrCat("locals must be a mapping or None, not ",
                                      TypeName(call.context, call.args[2])));
    return false;
  }
  scopes->globals = given(1) ? globals : GlobalsOfCaller(call);
  scopes->locals = given(2)   ? call.args[2]
                   : given(1) ? call.args[1]
                              : LocalsOfCaller(call);
  Dict* dict = static_cast<Dict*>(scopes->globals.as_object());
  if (DictGet(call.context.Resolve(dict), core().n_dunder_builtins)
          .is_unbound()) {
    DictSet(call.context, Writable(call.context, dict),
            core().n_dunder_builtins, Value::Of(core().builtins));
  }
  return true;
}

// The code that a first argument is or is compiled to.
Compiled TakeCode(NativeCall& call, bool is_eval) {
  const Value source = call.args[0];
  if (IsKind(source, Kind::kCode)) {
    return {static_cast<Code*>(source.as_object()), Value()};
  }
  SourceOptions options;
  options.future_annotations = CallerHasFutureAnnotations(call);
  if (!is_eval) {
    return CompileValue(call, source,
                        "exec() arg 1 must be a string, bytes or code object",
                        "<string>", options);
  }
  options.mode = SourceOptions::Mode::kEval;
  return CompileValue(call, source,
                      "eval() arg 1 must be a string, bytes or code object",
                      "<string>", options, true);
}

// The closure that exec() was given fits the code.  False: raised.
bool CheckClosure(NativeCall& call, const CodeData& code, bool is_code) {
  const Value closure = call.args[3];
  const size_t needed = code.free_names.size();
  const bool given = !closure.is_unbound() && !closure.is_none();
  if (given && !is_code) {
    RaiseTypeError(call.context,
                   "closure can only be used when source is a code object");
    return false;
  }
  if (needed == 0 && !given) return true;
  if (needed == 0) {
    RaiseTypeError(call.context, "cannot use a closure with this code object");
    return false;
  }
  bool fits = IsKind(closure, Kind::kTuple);
  if (fits) {
    Tuple* cells = static_cast<Tuple*>(closure.as_object());
    fits = cells->length == needed;
    for (const Value cell : cells->span()) {
      fits = fits && IsKind(cell, Kind::kCell);
    }
  }
  if (!fits) {
    RaiseTypeError(call.context,
                   absl::StrCat("code object requires a closure of exactly "
                                "length ",
                                needed));
  }
  return fits;
}

// Runs `code` in `scopes`; its value is the native's.
Result RunCode(NativeCall& call, const Compiled& made, const Scopes& scopes,
               Value closure, bool wants_value) {
  const Code* code = made.code;
  Function* function = NewModuleFunction(
      call.context, code->data, static_cast<Dict*>(scopes.globals.as_object()));
  if (IsKind(closure, Kind::kTuple)) {
    function->closure = static_cast<Tuple*>(closure.as_object());
  }
  const bool has_value = !code->data->is(kCodeNamespace) ||
                         code->data->is(kCodeExpression) ||
                         code->data->is(kCodeCoroutine);
  if (!made.warnings.is_unbound()) {
    return call.Prelude("run_warned",
                        {made.warnings, Value::Of(function), scopes.locals});
  }
  if (!wants_value && has_value) {
    return call.Prelude("run_for_nothing",
                        {Value::Of(function), scopes.locals});
  }
  call.callee = Value::Of(function);
  call.call_count = 0;
  if (!code->data->is(kCodeNamespace)) return Result::kCall;
  call.call_namespace = scopes.locals;
  return Result::kCallIn;
}

Result Eval(NativeCall& call) {
  Scopes scopes;
  if (!TakeScopes(call, true, &scopes)) return Result::kRaise;
  const Compiled made = TakeCode(call, true);
  if (made.code == nullptr) return FailToCompile(call, made);
  if (!made.code->data->free_names.empty()) {
    return RaiseTypeError(
        call.context,
        "code object passed to eval() may not contain free variables");
  }
  return RunCode(call, made, scopes, Value(), true);
}

Result Exec(NativeCall& call) {
  Scopes scopes;
  if (!TakeScopes(call, false, &scopes)) return Result::kRaise;
  const Compiled made = TakeCode(call, false);
  if (made.code == nullptr) return FailToCompile(call, made);
  const bool is_code = IsKind(call.args[0], Kind::kCode);
  if (!CheckClosure(call, *made.code->data, is_code)) return Result::kRaise;
  return RunCode(call, made, scopes, call.args[3], false);
}

// --- For the prelude ---------------------------------------------------------

Str* NameOf(NativeCall& call, int i) {
  return Names::Intern(static_cast<Str*>(call.args[i].as_object()));
}

Result RaiseNotDefined(NativeCall& call, Str* name) {
  RaiseNameError(call.context, name);
  return Result::kRaise;
}

// global_of(globals, name)
Result GlobalOf(NativeCall& call) {
  Dict* globals =
      call.context.Resolve(static_cast<Dict*>(call.args[0].as_object()));
  const Value found = FindGlobal(call.context, globals, NameOf(call, 1));
  if (found.is_unbound()) return RaiseNotDefined(call, NameOf(call, 1));
  return call.Return(found);
}

// cell_content(cell, name)
Result CellContent(NativeCall& call) {
  Cell* cell = static_cast<Cell*>(call.args[0].as_object());
  const Value found = call.context.Resolve(cell)->content;
  if (!found.is_unbound()) return call.Return(found);
  return Raise(
      call.context, core().NameError,
      absl::StrCat("cannot access free variable '", ToUtf8(NameOf(call, 1)),
                   "' where it is not associated with a value in "
                   "enclosing scope"));
}

// raise_not_defined(name)
Result RaiseNotDefinedFunction(NativeCall& call) {
  return RaiseNotDefined(call, NameOf(call, 0));
}

constexpr NativeSpec kIntrinsics[] = {
    {"compile_written", "text, file_name, mode, flags, optimize, /",
     &CompileWritten},
    {"global_of", "globals, name, /", &GlobalOf},
    {"cell_content", "cell, name, /", &CellContent},
    {"raise_not_defined", "name, /", &RaiseNotDefinedFunction},
};

constexpr NativeSpec kBuiltins[] = {
    {"globals", "", &Globals},
    {"locals", "", &Locals},
    {"compile",
     "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
     "_feature_version=-1",
     &Compile},
    {"eval", "source, globals=None, locals=None, /", &Eval},
    {"exec", "source, globals=None, locals=None, /, *, closure=None", &Exec},
};

}  // namespace

void RegisterEvaluation() {
  AddFunctions("builtins", kBuiltins);
  AddFunctions("_prelude", kIntrinsics);
}

}  // namespace midge::vm

#include "vm/interp/intrinsics.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "vm/interp/code.h"
#include "vm/interp/frame.h"
#include "vm/interp/library_names.h"
#include "vm/interp/loader.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

template <typename T>
T* As(NativeCall& call, int i) {
  return call.context.Resolve(static_cast<T*>(call.args[i].as_object()));
}

Result Finish(OpResult result) {
  return result == OpResult::kDone ? Result::kReturn : Result::kRaise;
}

// --- Operators ---------------------------------------------------------------

// Whether a None in a class means that its instances are not what the method is
// for; of other methods it is called, and that fails.
bool MayBeNone(Str* name) {
  const Core& known = core();
  return name == known.n_hash || name == known.n_iter ||
         name == known.n_contains || name == known.n_reversed;
}

// method_of(obj, name): type(obj)'s special method bound to obj, or None.
Result MethodOf(NativeCall& call) {
  const Value self = call.args[0];
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  Class* cls = call.context.Resolve(ClassOf(call.context, self));
  const Value raw = FindInClass(call.context, cls, name);
  if (raw.is_unbound()) return call.Return(Value::None());
  if (raw.is_none() && !MayBeNone(name)) {
    return RaiseTypeError(call.context, "'NoneType' object is not callable");
  }
  PythonCall python;
  const OpResult outcome =
      BindAttribute(call.context, raw, self, cls, &call.result, &python);
  return call.End(outcome, python);
}

// special(obj, name): what method_of() would bind, as it is in the class.
Result Special(NativeCall& call) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  const Value raw = FindSpecial(call.context, call.args[0], name);
  return call.Return(raw.is_unbound() ? Value::None() : raw);
}

// binary_name(op, form): "__add__", "__radd__", "__iadd__".
Result BinaryNameOf(NativeCall& call) {
  return call.Return(
      Value::Of(BinaryName(static_cast<BinaryOperator>(call.args[0].as_int()),
                           static_cast<BinaryForm>(call.args[1].as_int()))));
}

Result CompareNameOf(NativeCall& call) {
  return call.Return(Value::Of(
      CompareName(static_cast<CompareOperator>(call.args[0].as_int()))));
}

constexpr const char* kBinarySymbols[] = {"+", "-",  "*",  "/", "//", "%", "**",
                                          "@", "<<", ">>", "&", "|",  "^"};
constexpr const char* kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};

bool IsSequence(Value v) {
  return IsKind(v, Kind::kStr) || IsKind(v, Kind::kBytes) ||
         IsKind(v, Kind::kByteArray) || IsKind(v, Kind::kList) ||
         IsKind(v, Kind::kTuple);
}

// refuse_binary(op, in_place, a, b): the TypeError of operands that know
// nothing of each other.
Result RefuseBinary(NativeCall& call) {
  const int op = static_cast<int>(call.args[0].as_int());
  const bool in_place = call.args[1].is_true();
  // A sequence says in its own words what it cannot be followed by.
  const Value sequence = Payload(call.context, call.args[2]);
  if (static_cast<BinaryOperator>(op) == BinaryOperator::kAdd &&
      IsSequence(sequence) && !(in_place && IsKind(sequence, Kind::kList))) {
    bool supported = true;
    const OpResult result =
        TypeBinary(call.context, BinaryOperator::kAdd, false, sequence,
                   call.args[3], &call.result, &supported);
    if (supported && result == OpResult::kRaise) return Result::kRaise;
  }
  std::string symbol = kBinarySymbols[op];
  if (in_place) {
    symbol += "=";
  } else if (op == static_cast<int>(BinaryOperator::kPower)) {
    symbol = "** or pow()";
  }
  return RaiseTypeError(
      call.context,
      absl::StrCat("unsupported operand type(s) for ", symbol, ": '",
                   std::string(TypeName(call.context, call.args[2])), "' and '",
                   std::string(TypeName(call.context, call.args[3])), "'",
                   in_place ? ""
                            : OldPrintHint(static_cast<BinaryOperator>(op),
                                           call.args[2])));
}

// Whether what is raised is a TypeError whose text begins with `text`.
bool RaisedBegins(Context& context, std::string_view text) {
  if (!IsInstance(context, context.raised, core().TypeError)) return false;
  auto* error = static_cast<Instance*>(context.raised.as_object());
  Tuple* args = context.Resolve(
      static_cast<Tuple*>(error->slots()[kExceptionArgs].as_object()));
  if (args->length != 1 || !IsKind((*args)[0], Kind::kStr)) return false;
  return ToUtf8(static_cast<Str*>((*args)[0].as_object())).starts_with(text);
}

// builtin_binary(op, in_place, a, b): with the builtin values inside, or a
// TypeError.
Result BuiltinBinary(NativeCall& call) {
  const int op = static_cast<int>(call.args[0].as_int());
  const bool in_place = call.args[1].is_true();
  const Value a = call.args[2], b = call.args[3];
  const Value x = Payload(call.context, a), y = Payload(call.context, b);
  if (x != a || y != b) {
    const OpResult result =
        Binary(call.context, static_cast<BinaryOperator>(op), in_place, x, y,
               &call.result);
    // What the types do not have is refused in words that name the subclass.
    const bool refused =
        result == OpResult::kRaise &&
        (RaisedBegins(call.context, "unsupported operand type(s) for ") ||
         RaisedBegins(call.context, "can only concatenate ") ||
         RaisedBegins(call.context, "can't concat "));
    if (result != OpResult::kPython && !refused) return Finish(result);
    call.context.raised = Value();
  }
  return RefuseBinary(call);
}

// builtin_compare(op, a, b): the same; == and != fall back on identity.
Result BuiltinCompare(NativeCall& call) {
  const auto op = static_cast<CompareOperator>(call.args[0].as_int());
  const Value a = call.args[1], b = call.args[2];
  const Value x = Payload(call.context, a), y = Payload(call.context, b);
  if (x != a || y != b) {
    const OpResult result = Compare(call.context, op, x, y, &call.result);
    // Of two lists or tuples it is the items that do not compare.
    const bool items = (IsKind(x, Kind::kList) && IsKind(y, Kind::kList)) ||
                       (IsKind(x, Kind::kTuple) && IsKind(y, Kind::kTuple));
    if (result == OpResult::kDone || (result == OpResult::kRaise && items)) {
      return Finish(result);
    }
    call.context.raised = Value();
  }
  if (op == CompareOperator::kEqual || op == CompareOperator::kNotEqual) {
    const bool same = Identical(call.context, a, b);
    return call.Return(Value::Bool(same == (op == CompareOperator::kEqual)));
  }
  return RaiseTypeError(
      call.context,
      absl::StrCat("'", kCompareSymbols[static_cast<int>(op)],
                   "' not supported between instances of '",
                   std::string(TypeName(call.context, a)), "' and '",
                   std::string(TypeName(call.context, b)), "'"));
}

// payload(x): the builtin value inside an instance of a subclass, or x.
Result PayloadOf(NativeCall& call) {
  return call.Return(Payload(call.context, call.args[0]));
}

// is_plain_instance(x): whether a class statement's class made it.
Result IsPlainInstance(NativeCall& call) {
  return call.Return(Value::Bool(IsKind(call.args[0], Kind::kInstance)));
}

// --- Classes -----------------------------------------------------------------

// run_body(function, namespace): runs a class body, whose names go there.
Result RunBody(NativeCall& call) {
  call.call_namespace = call.args[1];
  call.callee = call.args[0];
  call.call_count = 0;
  return Result::kCallIn;
}

// new_class(metaclass, name, bases, namespace, slots)
Result MakeNewClass(NativeCall& call) {
  Str* name = NameArgument(call.context, call.args[1]);
  if (name == nullptr) return Result::kRaise;
  return Finish(NewClass(call.context, As<Class>(call, 0), name,
                         As<Tuple>(call, 2), As<Dict>(call, 3),
                         As<Tuple>(call, 4), &call.result));
}

// --- Iteration and frames ----------------------------------------------------

// next(iterator[, default])
Result Next(NativeCall& call) {
  const Value iterator = call.args[0], absent = call.args[1];
  if (!IsIterator(call.context, iterator)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("'", std::string(TypeName(call.context, iterator)),
                     "' object is not an iterator"));
  }
  if (IsGenerator(iterator)) {
    if (!absent.is_unbound()) {
      return call.Prelude("next_or", {iterator, absent});
    }
    call.callee = iterator;
    call.call_args[0] = Value::None();
    return Result::kSend;
  }
  Value item;
  switch (IteratorNext(call.context, iterator, &item)) {
    case OpResult::kDone:
      if (!item.is_unbound()) return call.Return(item);
      if (!absent.is_unbound()) return call.Return(absent);
      return RaiseStopIteration(call.context, Value());
    case OpResult::kRaise:
      return Result::kRaise;
    case OpResult::kPython:
      break;
  }
  if (!absent.is_unbound()) return call.Prelude("next_or", {iterator, absent});
  return call.Prelude("next_of", {iterator});
}

// --- Frames ------------------------------------------------------------------

// handling(): the exception being handled, or None.
Result Handling(NativeCall& call) {
  const Value handling = call.thread->handling;
  return call.Return(handling.is_unbound() ? Value::None() : handling);
}

// callee_name(f)
Result CalleeNameOf(NativeCall& call) {
  return call.Return(
      Value::Of(NewStr(call.context, CalleeName(call.context, call.args[0]))));
}

// --- Imports -----------------------------------------------------------------

Dict* Modules(NativeCall& call) {
  Context& context = call.context;
  if (context.modules.get() == nullptr) context.modules = NewDict(context);
  return Writable(context, context.modules.get());
}

// modules(): sys.modules.
Result AllModules(NativeCall& call) {
  return call.Return(Value::Of(Modules(call)));
}

// What is hidden is the VM's own, or a folder without an __init__.py.
Value LoaderOf(Context& context, const SourceFile& file) {
  const auto& prelude = core().prelude;
  if (!file.is_hidden) return prelude.at(Names::Intern("loader"));
  if (!file.is_package) return prelude.at(Names::Intern("BuiltinImporter"));
  const Value cls = prelude.at(Names::Intern("NamespaceLoader"));
  return Value::Of(NewInstance(context, static_cast<Class*>(cls.as_object())));
}

Value NewModuleObject(NativeCall& call, Str* name, const SourceFile& file) {
  Context& context = call.context;
  Module* module = context.heap().New<Module>();
  module->name = name;
  module->dict = NewVersionedDict(context);
  const auto set = [&](Str* key, Value value) {
    DictSet(context, module->dict, key, value);
  };
  set(core().n_name, Value::Of(name));
  set(core().n_doc, Value::None());
  set(core().n_dunder_builtins, Value::Of(core().builtins));
  if (!file.is_hidden) {
    set(core().n_file, Value::Of(NewStr(context, file.file_name)));
  } else if (file.is_package) {
    set(core().n_file, Value::None());
  }
  set(Names::Intern("__loader__"), LoaderOf(context, file));
  const std::string full = ToUtf8(name);
  const size_t dot = full.rfind('.');
  const std::string parent =
      dot == std::string::npos ? "" : full.substr(0, dot);
  set(core().n_package,
      Value::Of(file.is_package ? name : NewStr(context, parent)));
  if (file.is_package) {
    List* path = NewList(context);
    const size_t folder = file.file_name.rfind('/');
    if (folder != std::string::npos) {
      ListPush(context, path,
               Value::Of(NewStr(context, file.file_name.substr(0, folder))));
    }
    set(core().n_path, Value::Of(path));
  }
  return Value::Of(module);
}

}  // namespace

void ShowWarnings(Context& context, const CompiledSource& source) {
  for (const CompiledSource& warning : source.warnings) {
    // As by CPython's filters, for files.
    if (warning.error_class != "SyntaxWarning") continue;
    std::string text = absl::StrCat(warning.file_name, ":", warning.line,
                                    ": SyntaxWarning: ", warning.message, "\n");
    const absl::string_view line = absl::StripAsciiWhitespace(warning.text);
    if (!line.empty()) absl::StrAppend(&text, "  ", line, "\n");
    context.services().Write(context, 2, text);
  }
}

Value WarningTuple(Context& context,
                   const std::vector<CompiledSource>& warnings) {
  if (warnings.empty()) return Value();
  std::vector<Value> items;
  for (const CompiledSource& warning : warnings) {
    RaiseSyntaxError(context, warning);
    const Value pair[] = {
        Value::Bool(warning.error_class == "DeprecationWarning"),
        std::exchange(context.raised, Value())};
    items.push_back(Value::Of(NewTuple(context, pair)));
  }
  return Value::Of(NewTuple(context, items));
}

void RaiseSyntaxError(Context& context, const CompiledSource& error) {
  if (error.error_class == "MemoryError") {
    Raise(context, core().MemoryError, error.message);
    return;
  }
  if (error.error_class == "RecursionError") {
    Raise(context, core().RecursionError, error.message);
    return;
  }
  // Of a tree that is none.
  if (error.error_class == "ValueError") {
    RaiseValueError(context, error.message);
    return;
  }
  if (error.error_class == "TypeError") {
    RaiseTypeError(context, error.message);
    return;
  }
  Class* cls = core().SyntaxError;
  if (error.error_class == "IndentationError") cls = core().IndentationError;
  if (error.error_class == "TabError") cls = core().TabError;
  const Value place[] = {
      Value::Of(NewStr(context, error.file_name)),
      Value::Int(error.line),
      Value::Int(error.column),
      error.has_text ? Value::Of(NewStr(context, error.text)) : Value::None(),
      Value::Int(error.end_line),
      error.has_end_column ? Value::Int(error.end_column) : Value::None()};
  const Value args[] = {Value::Of(NewStr(context, error.message)),
                        Value::Of(NewTuple(context, place))};
  // Text that could not be decoded has no lines.
  const bool has_place = error.line > 0 || error.has_text;
  const bool tells_place = has_place && !error.has_message_only;
  Instance* exception = NewExceptionWith(
      context, cls, NewTuple(context, {args, tells_place ? 2u : 1u}));
  exception->slots()[kSyntaxMessage] = args[0];
  context.raised = Value::Of(exception);
  if (!has_place) return;
  std::copy(std::begin(place), std::end(place),
            &exception->slots()[kSyntaxFile]);
}

namespace {

// source_module(name): (module, the function that is its body) for a module of
// the program, or None.
Result SourceModule(NativeCall& call) {
  Context& context = call.context;
  Str* name = NameArgument(call.context, call.args[0]);
  if (name == nullptr) return Result::kRaise;
  if (context.program == nullptr) return call.Return(Value::None());
  const std::string text = ToUtf8(name);
  const SourceFile* file = context.program->File(text);
  if (file == nullptr) return call.Return(Value::None());
  CompiledSource error;
  const CodeData* code = context.program->Module(text, &error);
  ShowWarnings(context, error);
  if (code == nullptr) {
    RaiseSyntaxError(context, error);
    return Result::kRaise;
  }
  const Value module = NewModuleObject(call, name, *file);
  const Value body = Value::Of(NewModuleFunction(
      context, code, static_cast<Module*>(module.as_object())->dict));
  const Value pair[] = {module, body};
  return call.Return(Value::Of(NewTuple(context, pair)));
}

// native_module(name): a module written in C++, or None.
Result NativeModule(NativeCall& call) {
  Str* name = Names::Find(As<Str>(call, 0));
  auto found = core().modules.find(name);
  // The prelude's own module is for the prelude, while it is loaded.
  const bool hidden =
      name == Names::Intern("_prelude") && &call.context != &core().context;
  if (found == core().modules.end() || hidden) {
    return call.Return(Value::None());
  }
  return call.Return(Value::Of(found->second));
}

// native_modules(): those.
Result NativeModules(NativeCall& call) {
  List* list = NewList(call.context);
  for (const auto& [name, module] : core().modules) {
    ListPush(call.context, list, Value::Of(module));
  }
  return call.Return(Value::Of(list));
}

// module_source(name): the text of a module of the program, or None.
Result ModuleSource(NativeCall& call) {
  const Program* program = call.context.program;
  const SourceFile* file =
      program == nullptr || !IsKind(call.args[0], Kind::kStr)
          ? nullptr
          : program->File(ToUtf8(As<Str>(call, 0)));
  if (file == nullptr) return call.Return(Value::None());
  return call.Return(Value::Of(NewStr(call.context, file->text)));
}

// why_missing(name): what to say of a module of the standard library.
Result WhyMissing(NativeCall& call) {
  return call.Return(Value::Of(NewStr(
      call.context, WhyLibraryModuleIsMissing(ToUtf8(As<Str>(call, 0))))));
}

constexpr NativeSpec kIntrinsics[] = {
    {"method_of", "obj, name, /", &MethodOf},
    {"special", "obj, name, /", &Special},
    {"binary_name", "op, form, /", &BinaryNameOf},
    {"compare_name", "op, /", &CompareNameOf},
    {"builtin_binary", "op, in_place, a, b, /", &BuiltinBinary},
    {"refuse_binary", "op, in_place, a, b, /", &RefuseBinary},
    {"builtin_compare", "op, a, b, /", &BuiltinCompare},
    {"payload", "x, /", &PayloadOf},
    {"is_plain_instance", "x, /", &IsPlainInstance},
    {"run_body", "function, namespace, /", &RunBody},
    {"new_class", "metaclass, name, bases, namespace, slots, /", &MakeNewClass},
    {"handling", "", &Handling},
    {"callee_name", "callee, /", &CalleeNameOf},
    {"modules", "", &AllModules},
    {"source_module", "name, /", &SourceModule},
    {"native_module", "name, /", &NativeModule},
    {"native_modules", "", &NativeModules},
    {"why_missing", "name, /", &WhyMissing},
    {"module_source", "name, /", &ModuleSource},
};

// A class called as type.__call__(cls, ...): by a metaclass's own __call__.
Result TypeCall(NativeCall& call) {
  return call.Prelude("type_call", {call.args[0], call.args[1], call.args[2]});
}

constexpr NativeSpec kTypeMethods[] = {
    {"__call__", "self, /, *args, **kwargs", &TypeCall},
};

constexpr NativeSpec kBuiltins[] = {
    {"next", "iterator, default=None, /", &Next},
};

}  // namespace

std::string CalleeName(Context& context, Value callee) {
  const auto text = [](Value v) {
    return ToUtf8(static_cast<Str*>(v.as_object()));
  };
  // As CPython names a callable in errors: with the module, but for builtins.
  const auto in_module = [&](Value module, const std::string& name) {
    const std::string prefix = IsKind(module, Kind::kStr) ? text(module) : "";
    return prefix.empty() || prefix == "builtins"
               ? absl::StrCat(name, "()")
               : absl::StrCat(prefix, ".", name, "()");
  };
  if (IsKind(callee, Kind::kFunction)) {
    auto* function =
        context.Resolve(static_cast<Function*>(callee.as_object()));
    return in_module(function->module, text(function->qualified_name));
  }
  if (IsKind(callee, Kind::kBoundMethod)) {
    return CalleeName(context,
                      static_cast<BoundMethod*>(callee.as_object())->function);
  }
  if (IsKind(callee, Kind::kNative)) {
    const NativeData& data = *static_cast<Native*>(callee.as_object())->data;
    return in_module(data.module ? Value::Of(data.module) : Value::None(),
                     ToUtf8(data.qualified_name));
  }
  if (IsKind(callee, Kind::kClass)) {
    Class* cls = context.Resolve(static_cast<Class*>(callee.as_object()));
    return in_module(cls->module, text(cls->qualified_name));
  }
  Value shown;
  if (ToStr(context, callee, &shown) == OpResult::kDone) return text(shown);
  context.raised = Value();
  return absl::StrCat(TypeName(context, callee), " object");
}

Function* NewModuleFunction(Context& context, const CodeData* code,
                            Dict* globals) {
  Function* function = context.heap().New<Function>();
  function->code = code->object;
  function->globals = globals;
  function->name = Value::Of(code->name);
  function->qualified_name = Value::Of(code->qualified_name);
  function->module = DictGet(globals, core().n_name);
  function->doc = Value::None();
  return function;
}

void RegisterInterpreter() {
  AddFunctions("_prelude", kIntrinsics);
  AddFunctions("builtins", kBuiltins);
  RegisterEvaluation();
  AddMethods(core().type, kTypeMethods);
  RegisterCodeAttributes();
  RegisterCodeReplace();
  RegisterGeneratorMethods();
  RegisterFinalizers();
  RegisterFrameAttributes();
}

}  // namespace midge::vm

// What programs may read of code objects.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/code_views.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

// Whether the operands of `op` name an attribute, a global or an import.
bool NamesSomething(Opcode op) {
  const char letter =
      FormatOf(op) == OpcodeFormat::kABCW ? OperandsOf(op)[3] : '-';
  if (letter != 'n' && letter != 'N') return false;
  switch (op) {
    case Opcode::kCheckBound:
    case Opcode::kLoadCell:
    case Opcode::kDeleteCell:
    case Opcode::kLoadFree:
    case Opcode::kDeleteFree:
    case Opcode::kLoadClassFree:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::vector<Value> VariableNames(const CodeData& code) {
  std::vector<Value> names;
  if (code.is(kCodeNamespace)) return names;
  const size_t parameters = static_cast<size_t>(code.parameter_count());
  for (size_t i = 0; i < code.local_names.size(); ++i) {
    const bool is_cell =
        std::find(code.cell_names.begin(), code.cell_names.end(),
                  code.local_names[i]) != code.cell_names.end();
    if (i < parameters || !is_cell) {
      names.push_back(Value::Of(code.local_names[i]));
    }
  }
  return names;
}

std::vector<Value> GlobalNames(const CodeData& code) {
  std::vector<Value> names;
  for (int32_t i = 0; i < code.instruction_count;) {
    const Opcode op = code.instructions[i].op();
    if (NamesSomething(op)) {
      const Value name = code.constants[code.instructions[i + 1].lo()];
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
    i += WordCount(op);
  }
  return names;
}

bool IsShownConstant(const CodeData& code, size_t i) {
  return code.unit->constants[i].kind != Constant::Kind::kName &&
         static_cast<int>(i) != code.unit->docstring;
}

namespace {

using Result = NativeResult;

const CodeData& CodeOf(NativeCall& call) {
  return *static_cast<Code*>(call.args[0].as_object())->data;
}

template <Str* CodeData::*field>
Result CodeText(NativeCall& call) {
  return call.Return(Value::Of(CodeOf(call).*field));
}

template <int32_t CodeData::*field>
Result CodeNumber(NativeCall& call) {
  return call.Return(Value::Int(CodeOf(call).*field));
}

template <std::vector<Str*> CodeData::*field>
Result CodeNames(NativeCall& call) {
  std::vector<Value> names;
  for (const Str* name : CodeOf(call).*field) names.push_back(Value::Of(name));
  return call.Return(Value::Of(NewTuple(call.context, names)));
}

Result CodeVariableNames(NativeCall& call) {
  return call.Return(
      Value::Of(NewTuple(call.context, VariableNames(CodeOf(call)))));
}

Result CodeVariableCount(NativeCall& call) {
  return call.Return(
      Value::Int(static_cast<int64_t>(VariableNames(CodeOf(call)).size())));
}

// The bits of co_flags.
constexpr int64_t kOptimized = 0x1, kNewLocals = 0x2, kVarArgs = 0x4,
                  kVarKeywords = 0x8, kNested = 0x10, kIsGenerator = 0x20,
                  kIsCoroutine = 0x80, kIsIterableCoroutine = 0x100,
                  kIsAsyncGenerator = 0x200;

Result CodeFlagsOf(NativeCall& call) {
  const CodeData& code = CodeOf(call);
  int64_t flags = 0;
  const auto add = [&](CodeFlags ours, int64_t theirs) {
    if (code.is(ours)) flags |= theirs;
  };
  if (!code.is(kCodeNamespace)) {
    flags = kOptimized | kNewLocals;
    const std::string& name = code.unit->qualified_name;
    if (name.find("<locals>") != std::string::npos) flags |= kNested;
  }
  add(kCodeVarArgs, kVarArgs);
  add(kCodeVarKeywords, kVarKeywords);
  add(kCodeGenerator, kIsGenerator);
  add(kCodeCoroutine, kIsCoroutine);
  add(kCodeIterableCoroutine, kIsIterableCoroutine);
  add(kCodeAsyncGenerator, kIsAsyncGenerator);
  return call.Return(Value::Int(flags));
}

Result CodeGlobalNames(NativeCall& call) {
  return call.Return(
      Value::Of(NewTuple(call.context, GlobalNames(CodeOf(call)))));
}

// Its constants but for the names; a function's docstring comes first.
Result CodeConstants(NativeCall& call) {
  const CodeData& code = CodeOf(call);
  const CodeUnit& unit = *code.unit;
  std::vector<Value> constants;
  if (!code.is(kCodeNamespace)) {
    constants.push_back(unit.docstring < 0 ? Value::None()
                                           : code.constants[unit.docstring]);
  }
  for (size_t i = 0; i < unit.constants.size(); ++i) {
    if (IsShownConstant(code, i)) constants.push_back(code.constants[i]);
  }
  return call.Return(Value::Of(NewTuple(call.context, constants)));
}

// The instructions as bytes: not CPython's, but as long as there is code.
Result CodeBytes(NativeCall& call) {
  const CodeData& code = CodeOf(call);
  const auto* words = reinterpret_cast<const char*>(code.instructions);
  return call.Return(Value::Of(NewBytes(
      call.context, {words, sizeof(Instruction) *
                                static_cast<size_t>(code.instruction_count)})));
}

Value NumberOrNone(int64_t number) {
  return number < 0 ? Value::None() : Value::Int(number);
}

// code_positions(code): of each instruction word (line, end line, column, end
// column).
Result CodePositions(NativeCall& call) {
  const std::vector<SourceSpan>& spans = CodeOf(call).unit->spans;
  call.context.Charge(spans.size());
  std::vector<Value> places;
  for (const SourceSpan& span : spans) {
    const Value place[] = {Value::Int(span.line), Value::Int(span.end_line),
                           NumberOrNone(span.column),
                           NumberOrNone(span.end_column)};
    places.push_back(Value::Of(NewTuple(call.context, place)));
  }
  return call.Return(Value::Of(NewList(call.context, places)));
}

// Makes the frames on `thread`'s stack that run `from` run `to`.
void MoveFrames(const Thread* thread, const Function* from, Function* to) {
  if (!thread->stack) return;
  Place at{thread->stack->items() + thread->base};
  for (; at.base != nullptr; at = at.Caller()) {
    if (at.function() == from) FrameCallee(at.base) = Value::Of(to);
  }
}

// What runs `function` now, or will go on with it, gets one of its own that
// stays as it is.
void LeaveToItsFrames(Context& context, const Function* function) {
  Function* kept = context.heap().New<Function>();
  std::copy_n(reinterpret_cast<const Value*>(function) + 1,
              sizeof(Function) / sizeof(Value) - 1,
              reinterpret_cast<Value*>(kept) + 1);
  size_t objects = 0;
  context.heap().ForEachObject([&](Object* object) {
    ++objects;
    if (object->is(Kind::kThread)) {
      MoveFrames(static_cast<Thread*>(object), function, kept);
    } else if (object->is(Kind::kGenerator)) {
      auto* generator = static_cast<Generator*>(object);
      if (generator->function.get() == function) generator->function = kept;
    } else if (object->is(Kind::kFrame)) {
      auto* frame = static_cast<Frame*>(object);
      if (frame->function.get() == function) frame->function = kept;
    }
  });
  context.Charge(objects);
}

Result FunctionSetCode(NativeCall& call) {
  auto* function =
      Writable(call.context, static_cast<Function*>(call.args[0].as_object()));
  if (!IsKind(call.args[1], Kind::kCode)) {
    return RaiseTypeError(call.context,
                          "__code__ must be set to a code object");
  }
  Code* code = static_cast<Code*>(call.args[1].as_object());
  const size_t cells = function->closure ? function->closure->length : 0;
  if (code->data->free_names.size() != cells) {
    return RaiseValueError(
        call.context,
        absl::StrCat(ToUtf8(static_cast<Str*>(function->name.as_object())),
                     "() requires a code object with ", cells,
                     " free vars, not ", code->data->free_names.size()));
  }
  if (code->data->is(kCodeNamespace)) {
    return RaiseValueError(call.context,
                           "__code__ must be the code of a function");
  }
  LeaveToItsFrames(call.context, function);
  function->code = code;
  return call.Return(Value::None());
}

// The closure of a new function of `code`; false: raised.
bool TakeClosure(NativeCall& call, const CodeData& code, Value given,
                 Tuple** closure) {
  const size_t wanted = code.free_names.size();
  const bool is_tuple = IsKind(given, Kind::kTuple);
  if (!is_tuple && (wanted > 0 || !given.is_none())) {
    RaiseTypeError(call.context, given.is_none() && wanted > 0
                                     ? "arg 5 (closure) must be tuple"
                                     : "arg 5 (closure) must be None or tuple");
    return false;
  }
  Tuple* cells = is_tuple ? static_cast<Tuple*>(given.as_object()) : nullptr;
  const size_t count = is_tuple ? cells->length : 0;
  if (count != wanted) {
    RaiseValueError(call.context, absl::StrCat(ToUtf8(code.name),
                                               " requires closure of "
                                               "length ",
                                               wanted, ", not ", count));
    return false;
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (IsKind((*cells)[i], Kind::kCell)) continue;
    RaiseTypeError(call.context,
                   absl::StrCat("arg 5 (closure) expected cell, found ",
                                TypeName(call.context, (*cells)[i])));
    return false;
  }
  *closure = count == 0 ? nullptr : cells;
  return true;
}

// function(code, globals, name=None, argdefs=None, closure=None)
Result FunctionNew(NativeCall& call) {
  const auto given = [&](int i) {
    return call.args[i].is_unbound() ? Value::None() : call.args[i];
  };
  const auto refuse = [&](const char* message) {
    return RaiseTypeError(call.context, message);
  };
  const Value globals = Payload(call.context, call.args[2]);
  if (!IsKind(call.args[1], Kind::kCode) || !IsKind(globals, Kind::kDict)) {
    const bool is_code = IsKind(call.args[1], Kind::kCode);
    return RaiseTypeError(
        call.context,
        absl::StrCat("function() argument ",
                     is_code ? "'globals' must be dict, not "
                             : "'code' must be code, not ",
                     TypeName(call.context, call.args[is_code ? 2 : 1])));
  }
  const Value name = given(3), defaults = given(4);
  if (!name.is_none() && !IsKind(name, Kind::kStr)) {
    return refuse("arg 3 (name) must be None or string");
  }
  if (!defaults.is_none() && !IsKind(defaults, Kind::kTuple)) {
    return refuse("arg 4 (defaults) must be None or tuple");
  }
  Code* code = static_cast<Code*>(call.args[1].as_object());
  const CodeData& data = *code->data;
  Tuple* closure = nullptr;
  if (!TakeClosure(call, data, given(5), &closure)) return Result::kRaise;
  Function* function = call.context.heap().New<Function>();
  function->code = code;
  function->globals = static_cast<Dict*>(globals.as_object());
  function->name = name.is_none() ? Value::Of(data.name) : name;
  function->qualified_name = Value::Of(data.qualified_name);
  const Value module =
      DictGet(call.context.Resolve(function->globals.get()), core().n_name);
  function->module = module.is_unbound() ? Value::None() : module;
  function->doc = data.unit->docstring < 0
                      ? Value::None()
                      : data.constants[data.unit->docstring];
  if (!defaults.is_none()) {
    function->defaults = static_cast<Tuple*>(defaults.as_object());
  }
  function->closure = closure;
  return call.Return(Value::Of(function));
}

// The namespace that a function finds builtins in.
Result FunctionBuiltins(NativeCall& call) {
  auto* function =
      call.context.Resolve(static_cast<Function*>(call.args[0].as_object()));
  Dict* globals = call.context.Resolve(function->globals.get());
  return call.Return(Value::Of(BuiltinsOf(call.context, globals)));
}

constexpr NativeSpec kFunctionNew[] = {
    {"__new__", "cls, code, globals, name=None, argdefs=None, closure=None",
     &FunctionNew},
};

constexpr NativeSpec kFunctionSetCode = {"__code__", "self, value, /",
                                         &FunctionSetCode};

Result FunctionDeleteCode(NativeCall& call) {
  return RaiseTypeError(call.context, "__code__ must be set to a code object");
}
constexpr NativeSpec kFunctionDeleteCode = {"__code__", "self, /",
                                            &FunctionDeleteCode};

constexpr NativeSpec kCodeAttributes[] = {
    {"co_name", "self", &CodeText<&CodeData::name>},
    {"co_qualname", "self", &CodeText<&CodeData::qualified_name>},
    {"co_filename", "self", &CodeText<&CodeData::file_name>},
    {"co_firstlineno", "self", &CodeNumber<&CodeData::first_line>},
    {"co_argcount", "self", &CodeNumber<&CodeData::positional_count>},
    {"co_posonlyargcount", "self",
     &CodeNumber<&CodeData::positional_only_count>},
    {"co_kwonlyargcount", "self", &CodeNumber<&CodeData::keyword_only_count>},
    {"co_stacksize", "self", &CodeNumber<&CodeData::register_count>},
    {"co_nlocals", "self", &CodeVariableCount},
    {"co_varnames", "self", &CodeVariableNames},
    {"co_cellvars", "self", &CodeNames<&CodeData::cell_names>},
    {"co_freevars", "self", &CodeNames<&CodeData::free_names>},
    {"co_names", "self", &CodeGlobalNames},
    {"co_consts", "self", &CodeConstants},
    {"co_flags", "self", &CodeFlagsOf},
    {"co_code", "self", &CodeBytes},
};

constexpr NativeSpec kCodeMethods[] = {
    {"co_positions", "self, /", &InPrelude<"code_position_iterator">},
    {"co_lines", "self, /", &InPrelude<"code_lines">},
    {"__repr__", "self, /", &InPrelude<"code_repr">},
};

constexpr NativeSpec kIntrinsics[] = {
    {"code_positions", "code, /", &CodePositions},
};

}  // namespace

void RegisterCodeAttributes() {
  AddGetters(core().code, kCodeAttributes);
  AddMethods(core().code, kCodeMethods);
  AddFunctions("_prelude", kIntrinsics);
  AddSetter(core().function, kFunctionSetCode);
  AddDeleter(core().function, kFunctionDeleteCode);
  AddMethods(core().function, kFunctionNew);
  AddGetter(core().function, {"__builtins__", "self", &FunctionBuiltins});
}

}  // namespace midge::vm

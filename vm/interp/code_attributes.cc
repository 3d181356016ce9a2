// What programs may read of code objects and tracebacks.
#include "vm/interp/code.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"

namespace midge::vm {
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

Traceback* TracebackOf(NativeCall& call) {
  return static_cast<Traceback*>(call.args[0].as_object());
}

Value LineOf(const Traceback* at) {
  const CodeUnit& unit = *at->code->data->unit;
  return Value::Int(unit.spans[static_cast<size_t>(at->ip)].line);
}

Result TracebackLine(NativeCall& call) {
  return call.Return(LineOf(TracebackOf(call)));
}

Result TracebackLastInstruction(NativeCall& call) {
  return call.Return(Value::Int(TracebackOf(call)->ip));
}

Result TracebackNext(NativeCall& call) {
  const Traceback* next = TracebackOf(call)->next;
  return call.Return(next ? Value::Of(next) : Value::None());
}

Result TracebackFrame(NativeCall& call) {
  const Traceback* at = TracebackOf(call);
  return call.Prelude("Frame",
                      {at->code.value(), at->globals.value(), LineOf(at)});
}

Result FunctionCode(NativeCall& call) {
  return call.Return(
      static_cast<Function*>(call.args[0].as_object())->code.value());
}

constexpr NativeSpec kCodeAttributes[] = {
    {"co_name", "self", &CodeText<&CodeData::name>},
    {"co_qualname", "self", &CodeText<&CodeData::qualified_name>},
    {"co_filename", "self", &CodeText<&CodeData::file_name>},
    {"co_firstlineno", "self", &CodeNumber<&CodeData::first_line>},
    {"co_argcount", "self", &CodeNumber<&CodeData::positional_count>},
    {"co_posonlyargcount", "self",
     &CodeNumber<&CodeData::positional_only_count>},
    {"co_kwonlyargcount", "self", &CodeNumber<&CodeData::keyword_only_count>},
    {"co_varnames", "self", &CodeNames<&CodeData::local_names>},
    {"co_cellvars", "self", &CodeNames<&CodeData::cell_names>},
    {"co_freevars", "self", &CodeNames<&CodeData::free_names>},
};

constexpr NativeSpec kTracebackAttributes[] = {
    {"tb_lineno", "self", &TracebackLine},
    {"tb_lasti", "self", &TracebackLastInstruction},
    {"tb_next", "self", &TracebackNext},
    {"tb_frame", "self", &TracebackFrame},
};

constexpr NativeSpec kFunctionCode = {"__code__", "self", &FunctionCode};

}  // namespace

void RegisterCodeAttributes() {
  for (const NativeSpec& spec : kCodeAttributes) AddGetter(core().code, spec);
  for (const NativeSpec& spec : kTracebackAttributes) {
    AddGetter(core().traceback, spec);
  }
  AddGetter(core().function, kFunctionCode);
}

}  // namespace midge::vm

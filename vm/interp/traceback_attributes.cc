// What a program can ask of exception.__traceback__.
#include "vm/interp/code.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Traceback* Self(NativeCall& call) {
  return call.context.Resolve(
      static_cast<Traceback*>(call.args[0].as_object()));
}

Result LineNumber(NativeCall& call) {
  const Traceback* self = Self(call);
  const CodeUnit& unit = *self->code->data->unit;
  return call.Return(
      Value::Int(unit.spans[static_cast<size_t>(self->ip)].line));
}

Result LastInstruction(NativeCall& call) {
  return call.Return(Value::Int(Self(call)->ip));
}

Result Next(NativeCall& call) {
  Traceback* next = Self(call)->next.get();
  return call.Return(next == nullptr ? Value::None() : Value::Of(next));
}

constexpr NativeSpec kAttributes[] = {
    {"tb_lineno", "self", &LineNumber},
    {"tb_lasti", "self", &LastInstruction},
    {"tb_next", "self", &Next},
};

}  // namespace

void RegisterTracebackAttributes() {
  for (const NativeSpec& spec : kAttributes) {
    AddGetter(core().traceback, spec);
  }
}

}  // namespace midge::vm

// What the prelude's class frame reads of frames.
//
// A frame on the running thread's stack is named by its position, the index of
// its R[0] in the stack; a suspended one by its generator.  A position may be
// stale: whoever asks gives the code that is to run there.
#include "vm/interp/code.h"
#include "vm/interp/frame.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// One frame on the stack, or none.
struct Place {
  Value* base = nullptr;

  Function* function() const {
    return static_cast<Function*>(FrameCallee(base).as_object());
  }
  const CodeData& code() const { return *function()->code->data; }
  int64_t ip() const { return SavedIp::Unpack(FrameIp(base)).ip; }
  Place Caller() const {
    const FrameLink link = FrameLink::Unpack(FrameLinkWord(base));
    if (link.action == ReturnAction::kThreadExit) return {};
    return {base - link.caller_distance};
  }
  // This frame or the next one outward that is not the prelude's.
  Place Visible() const {
    Place at = *this;
    while (at.base != nullptr && at.code().is(kCodeHidden)) at = at.Caller();
    return at;
  }
};

Place Innermost(NativeCall& call) {
  return Place{call.thread->stack->items() + call.thread->base}.Visible();
}

Value PositionOf(NativeCall& call, Place at) {
  if (at.base == nullptr) return Value::None();
  return Value::Int(at.base - call.thread->stack->items());
}

// The frame at the position in args[0] if it runs the code in args[1].
Place PlaceIn(NativeCall& call) {
  if (!call.args[0].is_int()) return {};
  Value* base = call.thread->stack->items() + call.args[0].as_int();
  for (Place at = Innermost(call); at.base != nullptr;
       at = at.Caller().Visible()) {
    if (at.base != base) continue;
    return at.function()->code.value() == call.args[1] ? at : Place{};
  }
  return {};
}

// (line, index of the last instruction), as f_lineno and f_lasti have them.
Result WhereIs(NativeCall& call, const CodeData& code, int64_t ip) {
  const int64_t last = ip > 0 ? ip - 1 : 0;
  const Value pair[] = {
      Value::Int(ip == 0 ? code.first_line
                         : code.unit->spans[static_cast<size_t>(last)].line),
      Value::Int(2 * last)};
  return call.Return(Value::Of(NewTuple(call.context, pair)));
}

Value ContentOf(Context& context, Value cell) {
  return context.Resolve(static_cast<Cell*>(cell.as_object()))->content;
}

Value LocalsOf(Context& context, Function* function, Value* registers) {
  const CodeData& code = *function->code->data;
  Dict* dict = NewDict(context);
  const auto add = [&](Str* name, Value value) {
    if (!value.is_unbound()) DictSet(context, dict, name, value);
  };
  for (size_t i = 0; i < code.local_names.size(); ++i) {
    add(code.local_names[i], LocalIn(context, code, registers, i));
  }
  for (size_t i = 0; i < code.free_names.size(); ++i) {
    const Value cell = (*function->closure)[static_cast<uint32_t>(i)];
    add(code.free_names[i], ContentOf(context, cell));
  }
  return Value::Of(dict);
}

Generator* GeneratorIn(NativeCall& call) {
  return call.context.Resolve(
      static_cast<Generator*>(call.args[0].as_object()));
}

// visible_frame(depth): the position of the depth-th frame of the program,
// counted from the innermost; None past the outermost.
Result VisibleFrame(NativeCall& call) {
  Place at = Innermost(call);
  for (int64_t i = call.args[0].as_int(); i > 0 && at.base != nullptr; --i) {
    at = at.Caller().Visible();
  }
  return call.Return(PositionOf(call, at));
}

// frame_of_code(code): the innermost frame that runs it, or None.
Result FrameOfCode(NativeCall& call) {
  Place at = Innermost(call);
  while (at.base != nullptr && at.function()->code.value() != call.args[0]) {
    at = at.Caller().Visible();
  }
  return call.Return(PositionOf(call, at));
}

// frame_of_generator(generator): where it runs, or None.
Result FrameOfGenerator(NativeCall& call) {
  Place at = Innermost(call);
  const Value generator = Value::Of(GeneratorIn(call));
  while (at.base != nullptr && !(FrameExtra(at.base) == generator)) {
    at = at.Caller().Visible();
  }
  return call.Return(PositionOf(call, at));
}

// frame_function(position): the code and the globals of the frame there, which
// visible_frame() has just given.
Result FrameFunction(NativeCall& call) {
  Value* base = call.thread->stack->items() + call.args[0].as_int();
  Function* function = Place{base}.function();
  const Value pair[] = {function->code.value(), function->globals.value()};
  return call.Return(Value::Of(NewTuple(call.context, pair)));
}

// frame_caller(position, code)
Result FrameCaller(NativeCall& call) {
  const Place at = PlaceIn(call);
  if (at.base == nullptr) return call.Return(Value::None());
  return call.Return(PositionOf(call, at.Caller().Visible()));
}

// frame_where(position, code): see WhereIs; None if the frame is gone.
Result FrameWhere(NativeCall& call) {
  const Place at = PlaceIn(call);
  if (at.base == nullptr) return call.Return(Value::None());
  return WhereIs(call, at.code(), at.ip());
}

// frame_locals(position, code): None if the frame is gone.
Result FrameLocals(NativeCall& call) {
  const Place at = PlaceIn(call);
  if (at.base == nullptr) return call.Return(Value::None());
  if (at.code().is(kCodeNamespace)) {
    const Value extra = FrameExtra(at.base);
    return call.Return(extra.is_unbound() ? at.function()->globals.value()
                                          : extra);
  }
  return call.Return(LocalsOf(call.context, at.function(), at.base));
}

Result GeneratorGlobals(NativeCall& call) {
  return call.Return(GeneratorIn(call)->function->globals.value());
}

Result GeneratorWhere(NativeCall& call) {
  const Generator* self = GeneratorIn(call);
  return WhereIs(call, *self->function->code->data, self->saved_ip);
}

Result GeneratorLocals(NativeCall& call) {
  Generator* self = GeneratorIn(call);
  return call.Return(LocalsOf(call.context, self->function, self->registers()));
}

constexpr NativeSpec kIntrinsics[] = {
    {"visible_frame", "depth, /", &VisibleFrame},
    {"frame_of_code", "code, /", &FrameOfCode},
    {"frame_of_generator", "generator, /", &FrameOfGenerator},
    {"frame_function", "position, /", &FrameFunction},
    {"frame_caller", "position, code, /", &FrameCaller},
    {"frame_where", "position, code, /", &FrameWhere},
    {"frame_locals", "position, code, /", &FrameLocals},
    {"generator_globals", "generator, /", &GeneratorGlobals},
    {"generator_where", "generator, /", &GeneratorWhere},
    {"generator_locals", "generator, /", &GeneratorLocals},
};

}  // namespace

void RegisterFrameAttributes() { AddFunctions("_prelude", kIntrinsics); }

}  // namespace midge::vm

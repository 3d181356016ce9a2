// The attributes of frame objects and of tracebacks.
#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/interpreter.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/arguments.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// --- Frames ------------------------------------------------------------------

Frame* FrameIn(NativeCall& call) {
  return call.context.Resolve(static_cast<Frame*>(call.args[0].as_object()));
}

Result FrameBack(NativeCall& call) {
  Frame* frame = FrameIn(call);
  const Place place = PlaceOf(frame);
  if (place.base == nullptr) return ReturnFrame(call, frame->outer);
  const Place caller = place.Caller().Visible();
  if (caller.base == nullptr) return call.Return(Value::None());
  auto* thread = static_cast<Thread*>(frame->owner.as_object());
  return ReturnFrame(call, FrameObjectAt(call.context, thread, caller, frame));
}

Result FrameCode(NativeCall& call) {
  return call.Return(FrameIn(call)->function->code.value());
}

Result FrameGlobals(NativeCall& call) {
  return call.Return(FrameIn(call)->function->globals.value());
}

Result FrameBuiltins(NativeCall& call) {
  Dict* globals = FrameIn(call)->function->globals;
  return call.Return(Value::Of(BuiltinsOf(call.context, globals)));
}

Result FrameLocals(NativeCall& call) {
  return call.Return(LocalsOf(call.context, FrameIn(call)));
}

int FrameLineOf(const Frame* frame) {
  const CodeData& code = *frame->function->code->data;
  const int64_t at = InstructionOf(frame);
  return at < 0 ? code.first_line
                : code.unit->spans[static_cast<size_t>(at)].line;
}

Result FrameLine(NativeCall& call) {
  return call.Return(Value::Int(FrameLineOf(FrameIn(call))));
}

Result FrameSetLine(NativeCall& call) {
  return RaiseValueError(call.context,
                         "f_lineno can only be set by a trace function");
}

Result FrameLast(NativeCall& call) {
  const int64_t at = InstructionOf(FrameIn(call));
  return call.Return(Value::Int(at < 0 ? 0 : 2 * at));
}

// Nothing is traced, see sys.settrace().
Result FrameTrace(NativeCall& call) { return call.Return(Value::None()); }
Result FrameTraceLines(NativeCall& call) { return call.Return(Value::True()); }
Result FrameTraceOpcodes(NativeCall& call) {
  return call.Return(Value::False());
}

// frame.clear()
Result FrameClear(NativeCall& call) {
  Frame* frame = FrameIn(call);
  if (PlaceOf(frame).base != nullptr) {
    return Raise(call.context, core().RuntimeError,
                 "cannot clear an executing frame");
  }
  if (IsKind(frame->owner, Kind::kGenerator)) {
    return call.Prelude("clear_frame", {frame->owner});
  }
  frame = Writable(call.context, frame);
  std::fill_n(frame->registers(), frame->length, Value());
  frame->set_flag(Frame::kCleared);
  return call.Return(Value::None());
}

Result FrameRepr(NativeCall& call) {
  const Frame* frame = FrameIn(call);
  const CodeData& code = *frame->function->code->data;
  return call.Prelude("frame_repr",
                      {call.args[0], Value::Of(code.file_name),
                       Value::Int(FrameLineOf(frame)), Value::Of(code.name)});
}

// sys._getframe(depth=0)
Result GetFrame(NativeCall& call) {
  int64_t depth = 0;
  if (!IntArgumentOr(call.context, call.args[0], 0, &depth)) {
    return Result::kRaise;
  }
  Place at = Innermost(call);
  for (; depth > 0 && at.base != nullptr; --depth) at = at.Caller().Visible();
  if (at.base == nullptr) {
    return RaiseValueError(call.context, "call stack is not deep enough");
  }
  return ReturnFrame(call, FrameObjectAt(call.context, call.thread, at));
}

constexpr NativeSpec kFrameAttributes[] = {
    {"f_back", "self", &FrameBack},
    {"f_code", "self", &FrameCode},
    {"f_globals", "self", &FrameGlobals},
    {"f_builtins", "self", &FrameBuiltins},
    {"f_locals", "self", &FrameLocals},
    {"f_lineno", "self", &FrameLine},
    {"f_lasti", "self", &FrameLast},
    {"f_trace", "self", &FrameTrace},
    {"f_trace_lines", "self", &FrameTraceLines},
    {"f_trace_opcodes", "self", &FrameTraceOpcodes},
};

constexpr NativeSpec kFrameSetLine = {"f_lineno", "self, value, /",
                                      &FrameSetLine};

constexpr NativeSpec kFrameMethods[] = {
    {"clear", "self, /", &FrameClear},
    {"__repr__", "self, /", &FrameRepr},
};

constexpr NativeSpec kFunctions[] = {
    {"_getframe", "depth=0, /", &GetFrame},
};

// --- Tracebacks --------------------------------------------------------------

Traceback* TracebackIn(NativeCall& call) {
  return call.context.Resolve(
      static_cast<Traceback*>(call.args[0].as_object()));
}

Result TracebackLine(NativeCall& call) {
  const int line = LineOf(*TracebackIn(call));
  return call.Return(line == -1 ? Value::None() : Value::Int(line));
}

Result TracebackLast(NativeCall& call) {
  return call.Return(Value::Int(TracebackIn(call)->last));
}

Result TracebackFrame(NativeCall& call) {
  return ReturnFrame(call, TracebackIn(call)->frame);
}

Result TracebackNext(NativeCall& call) {
  const Traceback* next = TracebackIn(call)->next;
  return call.Return(next ? Value::Of(next) : Value::None());
}

Result TracebackSetNext(NativeCall& call) {
  const Value value = call.args[1];
  if (!value.is_none() && !IsKind(value, Kind::kTraceback)) {
    return RaiseTypeError(call.context,
                          absl::StrCat("expected traceback object, got '",
                                       TypeName(call.context, value), "'"));
  }
  Traceback* self = Writable(call.context, TracebackIn(call));
  Traceback* next =
      value.is_none() ? nullptr : static_cast<Traceback*>(value.as_object());
  for (Traceback* at = next; at != nullptr; at = at->next) {
    call.context.Charge(1);
    at = call.context.Resolve(at);
    if (at == self) {
      return RaiseValueError(call.context, "traceback loop detected");
    }
  }
  self->next = next;
  return call.Return(Value::None());
}

Result TracebackDeleteNext(NativeCall& call) {
  return RaiseTypeError(call.context, "can't delete tb_next attribute");
}

// An argument that is a C int.
bool SmallIntArgument(Context& context, Value v, int32_t* out) {
  int64_t number = 0;
  if (!IntArgument(context, v, &number)) return false;
  if (number < std::numeric_limits<int32_t>::min() ||
      number > std::numeric_limits<int32_t>::max()) {
    RaiseOverflowError(context, "Python int too large to convert to C int");
    return false;
  }
  *out = static_cast<int32_t>(number);
  return true;
}

// TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)
Result TracebackNew(NativeCall& call) {
  const Value next = call.args[1], frame = call.args[2];
  if (!IsKind(frame, Kind::kFrame)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("TracebackType() argument 'tb_frame' must be frame, not ",
                     ArgumentTypeName(call.context, frame)));
  }
  int32_t last = 0, line = 0;
  if (!SmallIntArgument(call.context, call.args[3], &last) ||
      !SmallIntArgument(call.context, call.args[4], &line)) {
    return Result::kRaise;
  }
  if (!next.is_none() && !IsKind(next, Kind::kTraceback)) {
    return RaiseTypeError(
        call.context, absl::StrCat("expected traceback object or None, got '",
                                   TypeName(call.context, next), "'"));
  }
  Traceback* self = call.context.heap().New<Traceback>();
  if (!next.is_none()) self->next = static_cast<Traceback*>(next.as_object());
  self->frame = static_cast<Frame*>(frame.as_object());
  self->last = last;
  self->line = line;
  return call.Return(Value::Of(self));
}

constexpr NativeSpec kTracebackAttributes[] = {
    {"tb_lineno", "self", &TracebackLine},
    {"tb_lasti", "self", &TracebackLast},
    {"tb_next", "self", &TracebackNext},
    {"tb_frame", "self", &TracebackFrame},
};

constexpr NativeSpec kTracebackSetNext = {"tb_next", "self, value, /",
                                          &TracebackSetNext};
constexpr NativeSpec kTracebackDeleteNext = {"tb_next", "self, /",
                                             &TracebackDeleteNext};

// The names that are worth listing.
Result TracebackDir(NativeCall& call) {
  List* names = NewList(call.context);
  for (const char* name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"}) {
    ListPush(call.context, names, Value::Of(Names::Intern(name)));
  }
  return call.Return(Value::Of(names));
}

constexpr NativeSpec kTracebackMethods[] = {
    {"__dir__", "self, /", &TracebackDir},
    {"__new__", "cls, tb_next, tb_frame, tb_lasti, tb_lineno", &TracebackNew},
};

}  // namespace

void RegisterFrameAttributes() {
  AddGetters(core().frame, kFrameAttributes);
  AddSetter(core().frame, kFrameSetLine);
  AddMethods(core().frame, kFrameMethods);
  AddFunctions("sys", kFunctions);
  AddGetters(core().traceback, kTracebackAttributes);
  AddSetter(core().traceback, kTracebackSetNext);
  AddDeleter(core().traceback, kTracebackDeleteNext);
  AddMethods(core().traceback, kTracebackMethods);
}

}  // namespace midge::vm

#include "vm/interp/frame_objects.h"

#include <algorithm>

#include "vm/interp/thread.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

// How many of a frame's registers hold its locals.
size_t KeptRegisters(const CodeData& code) {
  if (code.is(kCodeNamespace)) return 0;
  const size_t locals = code.local_names.size();
  return locals <= size_t{kNearLocals}
             ? locals
             : static_cast<size_t>(code.register_count);
}

// An object for a frame of `function`, with room for its locals if the heap
// has any.
Frame* NewFrame(Context& context, Function* function) {
  const size_t locals = KeptRegisters(*function->code->data);
  const bool has_room = context.heap().HasRoomFor(locals * 8);
  Frame* frame = context.heap().New<Frame>(has_room ? locals : 0);
  frame->function = function;
  frame->position = frame->ip = 0;
  return frame;
}

uint32_t PositionOf(const Thread* thread, Place place) {
  return static_cast<uint32_t>(place.base - thread->stack->items());
}

// Takes over what is to be known of the frame once it is gone.
void KeepEnd(Frame* frame, Value* base, uint32_t ip) {
  std::copy_n(base, frame->length, frame->registers());
  const CodeData& code = *frame->function->code->data;
  const FrameLink link = FrameLink::Unpack(FrameLinkWord(base));
  if (code.is(kCodeNamespace)) {
    frame->names = OwnNamespace(code, base);
  } else if (!link.generator && IsKind(FrameExtra(base), Kind::kDict)) {
    frame->names = FrameExtra(base);
  }
  frame->owner = Value();
  frame->ip = ip;
}

void SetWatched(Value* base, bool watched) {
  FrameLink link = FrameLink::Unpack(FrameLinkWord(base));
  link.watched = watched;
  FrameLinkWord(base) = link.Pack();
}

Value ContentOf(Context& context, Value cell) {
  return context.Resolve(static_cast<Cell*>(cell.as_object()))->content;
}

// Puts the locals that `registers` hold, and the free variables of `function`
// if it is given, into `dict`.
void FillLocals(Context& context, const CodeData& code, Value* registers,
                Function* function, Dict* dict) {
  const auto set = [&](Str* name, Value value) {
    if (value.is_unbound()) {
      DictDelete(dict, name);
    } else {
      DictSet(context, dict, name, value);
    }
  };
  for (size_t i = 0; registers != nullptr && i < code.local_names.size(); ++i) {
    set(code.local_names[i], LocalIn(context, code, registers, i));
  }
  for (size_t i = 0; i < code.free_names.size(); ++i) {
    if (function == nullptr) {
      DictDelete(dict, code.free_names[i]);
      continue;
    }
    const Value cell = (*function->closure)[static_cast<uint32_t>(i)];
    set(code.free_names[i], ContentOf(context, cell));
  }
}

// The dict that an attribute or a slot of a frame keeps, made if there is none.
Dict* DictIn(Context& context, Value& slot) {
  if (!IsKind(slot, Kind::kDict)) slot = Value::Of(NewDict(context));
  return Writable(context, static_cast<Dict*>(slot.as_object()));
}

// Of the prelude, whose names no program may reach: it has no frame objects.
bool IsHidden(const Generator* generator) {
  return generator->function->code->data->is(kCodeHidden);
}

}  // namespace

Place Place::Caller() const {
  const FrameLink up = link();
  if (up.action == ReturnAction::kThreadExit) return {};
  return {base - up.caller_distance};
}

Place Place::Visible() const {
  Place at = *this;
  while (at.base != nullptr && at.code().is(kCodeHidden)) at = at.Caller();
  return at;
}

Place Innermost(NativeCall& call) {
  return Place{call.thread->stack->items() + call.thread->base}.Visible();
}

Frame* FrameObjectAt(Context& context, Thread* thread, Place place,
                     Frame* inner) {
  const uint32_t position = PositionOf(thread, place);
  Frame* before = inner;
  Frame* next = inner == nullptr ? thread->frames : inner->outer;
  while (next != nullptr && next->position > position) {
    before = next;
    next = next->outer;
  }
  if (next != nullptr && next->position == position) return next;
  Frame* frame = NewFrame(context, place.function());
  frame->owner = Value::Of(thread);
  frame->position = position;
  frame->outer = next;
  (before == nullptr ? thread->frames : before->outer) = frame;
  SetWatched(place.base, true);
  return frame;
}

Frame* FrameObjectOf(Context& context, Generator* generator) {
  if (generator->state() == Generator::kClosed || IsHidden(generator)) {
    return nullptr;
  }
  if (generator->has_flag(Generator::kFramed)) {
    return static_cast<Frame*>(generator->reserved.as_object());
  }
  generator = Writable(context, generator);
  Frame* frame = NewFrame(context, generator->function);
  frame->owner = Value::Of(generator);
  generator->reserved = Value::Of(frame);
  generator->set_flag(Generator::kFramed, true);
  return frame;
}

Frame* FrameOfGenerator(NativeCall& call, Generator* generator) {
  if (IsHidden(generator)) return nullptr;
  if (generator->state() != Generator::kRunning) {
    return FrameObjectOf(call.context, generator);
  }
  Place at = Innermost(call);
  while (at.base != nullptr && FrameExtra(at.base) != Value::Of(generator)) {
    at = at.Caller().Visible();
  }
  if (at.base == nullptr) return nullptr;
  return FrameObjectAt(call.context, call.thread, at);
}

NativeResult ReturnFrame(NativeCall& call, Frame* frame) {
  if (frame == nullptr) return call.Return(Value::None());
  if (!frame->shared()) frame->set_flag(Frame::kAsked);
  return call.Return(Value::Of(frame));
}

Frame* EndFrameObject(Machine& m) {
  Frame* frame = m.thread->frames;
  m.thread->frames = frame->outer;
  KeepEnd(frame, m.base, m.ip_index());
  SetWatched(m.base, false);
  frame->outer = nullptr;
  const Place caller = Place{m.base}.Caller().Visible();
  if (caller.base == nullptr) return frame;
  if (!frame->has_flag(Frame::kAsked) && !caller.link().watched) return frame;
  frame->outer = FrameObjectAt(m.context, m.thread, caller);
  if (frame->has_flag(Frame::kAsked)) frame->outer->set_flag(Frame::kAsked);
  return frame;
}

Frame* MakeEndedFrame(Machine& m) {
  Frame* frame = NewFrame(m.context, m.function());
  KeepEnd(frame, m.base, m.ip_index());
  return frame;
}

void SuspendFrameObject(Machine& m, Generator* generator) {
  Frame* frame = m.thread->frames;
  m.thread->frames = frame->outer;
  frame->outer = nullptr;
  frame->owner = Value::Of(generator);
  generator->reserved = Value::Of(frame);
  generator->set_flag(Generator::kFramed, true);
}

void ResumeFrameObject(Machine& m, Generator* generator) {
  Frame* frame =
      Writable(m.context, static_cast<Frame*>(generator->reserved.as_object()));
  generator->set_flag(Generator::kFramed, false);
  generator->reserved = Value();
  frame->owner = Value::Of(m.thread);
  frame->position = PositionOf(m.thread, {m.base});
  frame->outer = m.thread->frames;
  m.thread->frames = frame;
  SetWatched(m.base, true);
}

Place PlaceOf(const Frame* frame) {
  if (!IsKind(frame->owner, Kind::kThread)) return {};
  const auto* thread = static_cast<Thread*>(frame->owner.as_object());
  // Of one that was killed the stack is gone, and of the image's nothing runs.
  if (!thread->stack || thread->shared()) return {};
  return {thread->stack->items() + frame->position};
}

Value LocalsAt(Context& context, Thread* thread, Place place) {
  Function* function = place.function();
  const FrameLink link = place.link();
  const CodeData& code = *function->code->data;
  if (code.is(kCodeNamespace)) {
    const Value own = OwnNamespace(code, place.base);
    return own.is_unbound() ? function->globals.value() : own;
  }
  // The same dict at each call, where the frame has a place to keep it.
  Value* kept = &FrameExtra(place.base);
  Value none;
  if (link.generator || link.action == ReturnAction::kInitialized) {
    kept = link.watched ? &FrameObjectAt(context, thread, place)->names : &none;
  }
  Dict* dict = DictIn(context, *kept);
  FillLocals(context, code, place.base, function, dict);
  return Value::Of(dict);
}

Value LocalsOf(Context& context, Frame* frame) {
  const Place place = PlaceOf(frame);
  if (place.base != nullptr) {
    return LocalsAt(context, static_cast<Thread*>(frame->owner.as_object()),
                    place);
  }
  Function* function = frame->function;
  const CodeData& code = *function->code->data;
  Value* registers = frame->length == 0 ? nullptr : frame->registers();
  const bool suspended = IsKind(frame->owner, Kind::kGenerator);
  if (suspended) {
    auto* generator = static_cast<Generator*>(frame->owner.as_object());
    registers = context.Resolve(generator)->registers();
  }
  if (code.is(kCodeNamespace)) {
    const Value own = suspended ? registers[kNamespaceRegister] : frame->names;
    return own.is_unbound() ? function->globals.value() : own;
  }
  Dict* dict = DictIn(context, Writable(context, frame)->names);
  if (frame->has_flag(Frame::kCleared)) function = nullptr;
  FillLocals(context, code, registers, function, dict);
  return Value::Of(dict);
}

int64_t InstructionOf(const Frame* frame) {
  int64_t behind = frame->ip;
  if (const Place place = PlaceOf(frame); place.base != nullptr) {
    behind = SavedIp::Unpack(FrameIp(place.base)).ip;
  } else if (IsKind(frame->owner, Kind::kGenerator)) {
    behind = static_cast<Generator*>(frame->owner.as_object())->saved_ip;
  }
  return behind - 1;
}

}  // namespace midge::vm

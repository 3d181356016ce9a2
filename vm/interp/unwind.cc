// Raising, and finding who handles it.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/interpreter.h"
#include "vm/interp/machine.h"
#include "vm/interp/thread.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

Instance* AsException(Context& context, Value v) {
  return context.Resolve(static_cast<Instance*>(v.as_object()));
}

// One line more in front of the exception's traceback: where the running frame
// stands, which the exception is about to leave if it `leaves`.  The frame's
// object, or null if it is hidden.
Frame* AddTraceback(Machine& m, bool leaves) {
  if (m.code->is(kCodeHidden)) return nullptr;
  const bool watched = Place{m.base}.link().watched;
  Frame* frame = nullptr;
  if (!leaves) {
    frame = FrameObjectAt(m.context, m.thread, {m.base});
  } else {
    frame = watched ? EndFrameObject(m) : MakeEndedFrame(m);
  }
  AddTraceback(m, frame, 2 * static_cast<int32_t>(m.ip_index() - 1), -1);
  return frame;
}

// The instruction that m.ip is behind, if it is one of two words; else a word
// of zeros.
Instruction LastWideInstruction(Machine& m) {
  const int32_t end = static_cast<int32_t>(m.ip_index());
  for (int32_t at = 0; at < end;) {
    const Instruction found = m.code->instructions[at];
    const int words = WordCount(found.op());
    at += words;
    if (at == end && words == 2) return found;
  }
  return {};
}

// An AttributeError that comes out of a __getattr__ or of a property is told
// what was looked up of what, if it does not say so itself.
void NameAttribute(Machine& m) {
  const Instruction* ip = m.ip;
  if (m.ip_index() < 2 || (ip[-2].op() != Opcode::kLoadAttr &&
                           ip[-2].op() != Opcode::kLoadMethod)) {
    return;
  }
  const Value raised = m.context.raised;
  if (!IsInstance(m.context, raised, core().AttributeError) ||
      LastWideInstruction(m).word != ip[-2].word) {
    return;
  }
  Instance* error = AsException(m.context, raised);
  if (!FieldOf(error, kAttributeErrorName).is_none() ||
      !FieldOf(error, kAttributeErrorObject).is_none()) {
    return;
  }
  Value* slots = WritableException(m.context, raised)->slots();
  slots[kAttributeErrorName] = m.code->constants[ip[-1].lo()];
  slots[kAttributeErrorObject] = m.base[ip[-2].b()];
}

// Makes what is being handled the new exception's __context__, and breaks the
// chain where it would become a circle.  It may be one already, by a program's
// doing: `slow`, which goes half as fast, is met then.
void SetContext(Machine& m) {
  const Value handling = m.thread->handling;
  const Value raised = m.context.raised;
  if (!IsException(handling) || handling == raised) return;
  Value slow = handling;
  bool slow_moves = false;
  for (Value at = handling;;) {
    const Value next = GetExceptionSlot(m.context, at, kExceptionContext);
    if (!IsException(next)) break;
    if (next == raised) {
      *WritableException(m.context, at)->slot(kExceptionContext) =
          Value::None();
      break;
    }
    at = next;
    if (at == slow) break;
    if (slow_moves) {
      slow = GetExceptionSlot(m.context, slow, kExceptionContext);
    }
    slow_moves = !slow_moves;
  }
  *WritableException(m.context, raised)->slot(kExceptionContext) = handling;
}

const HandlerRange* FindHandler(const CodeData& code, int32_t at) {
  for (const HandlerRange& range : code.unit->handlers) {
    if (at >= range.start && at < range.end) return &range;
  }
  return nullptr;
}

// Whether FormatException() can say the notes of `exception` by itself.
bool HasPlainNotes(Context& context, Instance* exception) {
  const Value notes = InstanceGet(context, exception, core().n_notes);
  if (notes.is_unbound()) return true;
  if (!IsKind(notes, Kind::kList)) return false;
  List* list = context.Resolve(static_cast<List*>(notes.as_object()));
  return std::all_of(list->items(), list->items() + list->size,
                     [](Value note) { return IsKind(note, Kind::kStr); });
}

// Whether a text that FormatException() needs is the program's to make: a
// __str__ of the exception, a __repr__ of its argument.
bool NeedsText(Machine& m, Value exception) {
  for (size_t i = 0; i < kMaxExceptionChain && IsException(exception); ++i) {
    Instance* instance = AsException(m.context, exception);
    if (!InstanceGet(m.context, instance, Names::Intern(kKeptText))
             .is_unbound()) {
      return false;
    }
    Value text;
    const OpResult result = ToStr(m.context, exception, &text);
    if (result != OpResult::kDone) return true;
    if (!HasPlainNotes(m.context, instance)) return true;
    const Value cause = GetExceptionSlot(m.context, exception, kExceptionCause);
    exception = IsException(cause)
                    ? cause
                    : GetExceptionSlot(m.context, exception, kExceptionContext);
  }
  return false;
}

// Whether the program has put an excepthook of its own into sys, and its main
// thread fails.
bool HasExceptHook(Machine& m, Value exception) {
  if (m.thread->serial != kMainThreadSerial ||
      (m.thread->flags & kThreadHooked) != 0 ||
      m.context.modules.get() == nullptr ||
      IsInstance(m.context, exception, core().SystemExit)) {
    return false;
  }
  Dict* modules = m.context.Resolve(m.context.modules.get());
  const Value sys = DictGet(modules, Names::Intern("sys"));
  if (DictGet(modules, core().n_main).is_unbound() ||
      !IsKind(sys, Kind::kModule)) {
    return false;
  }
  Module* module = m.context.Resolve(static_cast<Module*>(sys.as_object()));
  Str* name = Names::Intern("excepthook");
  const Value hook = DictGet(m.context.Resolve(module->dict.get()), name);
  return !hook.is_unbound() && hook != core().prelude.at(name);
}

// Nothing caught the exception.  What only the program can say of it is asked
// while the thread can still run.
Flow NothingCaught(Machine& m) {
  const Value exception = m.context.raised;
  const bool has_hook = HasExceptHook(m, exception);
  const bool needs_text = NeedsText(m, exception);
  m.context.raised = exception;
  if (!has_hook && !needs_text) return ThreadFailed(m);
  m.context.raised = Value();
  // Should the prelude fail too, this is not tried again.
  InstanceSet(m.context, WritableException(m.context, exception),
              Names::Intern(kKeptText),
              Value::Of(NewStr(m.context, "<exception str() failed>")));
  if (has_hook) m.thread->flags |= kThreadHooked;
  return CallPrelude(m, has_hook ? "call_excepthook" : "say_exception",
                     {exception}, ReturnAction::kThreadFailed, 0);
}

}  // namespace

Flow ThreadFailed(Machine& m) {
  m.thread->state = static_cast<uint32_t>(ThreadState::kFailed);
  m.thread->value = m.context.raised;
  m.context.raised = Value();
  m.stop = StopReason::kFailed;
  return Flow::kStop;
}

bool IsException(Value v) {
  if (!IsKind(v, Kind::kInstance)) return false;
  return static_cast<Instance*>(v.as_object())->cls->flags & kClassException;
}

Value GetExceptionSlot(Context& context, Value exception, ExceptionSlot slot) {
  return *AsException(context, exception)->slot(slot);
}

Instance* WritableException(Context& context, Value exception) {
  return Writable(context, AsException(context, exception));
}

namespace {

// The frame has ended because none of its handlers took what was raised in it:
// it shows where that was.
void EndWhereRaised(Machine& m, Frame* frame) {
  const Value chain =
      GetExceptionSlot(m.context, m.context.raised, kExceptionTraceback);
  if (!IsKind(chain, Kind::kTraceback)) return;
  const auto* line = static_cast<Traceback*>(chain.as_object());
  if (line->frame.get() != frame || line->last < 0) return;
  frame->ip = static_cast<uint32_t>(line->last / 2 + 1);
}

// The exception in context.raised passes through the running frame, or is
// handled there, unless it `leaves`.  `inner` is the object of the frame that
// it has left just before, or null.  Gives that of this one.
Frame* PassFrame(Machine& m, Frame* inner, bool leaves, bool fresh) {
  Frame* frame = nullptr;
  if (fresh) {
    frame = AddTraceback(m, leaves);
  } else if (leaves && Place{m.base}.link().watched) {
    const bool on_its_own = m.ip[-1].op() == Opcode::kReraise;
    frame = EndFrameObject(m);
    if (on_its_own) EndWhereRaised(m, frame);
  }
  if (frame == nullptr) return inner;
  if (inner != nullptr && !inner->outer) inner->outer = frame;
  return frame;
}

}  // namespace

Flow Unwind(Machine& m, bool fresh) {
  if (fresh) SetContext(m);
  Frame* left = nullptr;  // The last frame that was left.
  for (;;) {
    const HandlerRange* handler =
        FindHandler(*m.code, static_cast<int32_t>(m.ip_index()) - 1);
    left = PassFrame(m, left, handler == nullptr, fresh);
    fresh = true;
    if (handler != nullptr) {
      m.base[handler->target_register] = m.context.raised;
      m.context.raised = Value();
      m.ip = m.code->instructions + handler->target;
      return Flow::kNext;
    }
    const FrameLink link = FrameLink::Unpack(FrameLinkWord(m.base));
    if (link.action == ReturnAction::kThreadExit) return NothingCaught(m);
    if (link.generator) GeneratorRaised(m);
    PopFrame(m, link);
    const Flow flow = CallRaised(m, link.action, link.target);
    if (flow != Flow::kRaise) return flow;
    NameAttribute(m);
  }
}

void AddTraceback(Machine& m, Frame* frame, int32_t last, int32_t number) {
  Instance* exception = WritableException(m.context, m.context.raised);
  Value& chain = *exception->slot(kExceptionTraceback);
  Traceback* line = m.heap().New<Traceback>();
  if (IsKind(chain, Kind::kTraceback)) {
    line->next = static_cast<Traceback*>(chain.as_object());
  }
  line->frame = frame;
  line->last = last;
  line->line = number;
  chain = Value::Of(line);
}

Flow RaiseAsItIs(Machine& m, Value exception) {
  m.context.raised = exception;
  AddTraceback(m, false);
  return Flow::kReraise;
}

Flow RaiseDelivered(Machine& m, Value v) {
  if (!IsException(v)) {
    RaiseTypeError(m.context, "exceptions must derive from BaseException");
    return Flow::kRaise;
  }
  m.context.raised = v;
  return Flow::kRaise;
}

Flow RaiseStatement(Machine& m, Value v) {
  if (IsKind(v, Kind::kClass) &&
      (static_cast<Class*>(v.as_object())->flags & kClassException)) {
    return CallWith(m, v, {}, ReturnAction::kRaise, 0);
  }
  return RaiseDelivered(m, v);
}

Flow RaiseFrom(Machine& m, Value v, Value cause) {
  const bool plain = IsException(v) && (IsException(cause) || cause.is_none());
  if (!plain) {
    return CallPrelude(m, "raise_from", {v, cause}, ReturnAction::kRaise, 0);
  }
  Instance* exception = WritableException(m.context, v);
  *exception->slot(kExceptionCause) = cause;
  *exception->slot(kExceptionSuppressContext) = Value::True();
  return RaiseDelivered(m, v);
}

Flow RaiseAgain(Machine& m) {
  if (!IsException(m.thread->handling)) {
    Raise(m.context, core().RuntimeError, "No active exception to reraise");
    return Flow::kRaise;
  }
  m.context.raised = m.thread->handling;
  return Flow::kReraise;
}

namespace {

bool IsExceptionClass(Value v) {
  return IsKind(v, Kind::kClass) &&
         (static_cast<Class*>(v.as_object())->flags & kClassException);
}

Flow RaiseBadFilter(Machine& m) {
  RaiseTypeError(m.context,
                 "catching classes that do not inherit from BaseException is "
                 "not allowed");
  return Flow::kRaise;
}

}  // namespace

Flow MatchException(Machine& m, int a, Value exception, Value filter) {
  std::span<Value> filters(&filter, 1);
  if (IsKind(filter, Kind::kTuple)) {
    filters = static_cast<Tuple*>(filter.as_object())->span();
  }
  bool matches = false;
  for (Value one : filters) {
    if (!IsExceptionClass(one)) return RaiseBadFilter(m);
  }
  for (Value one : filters) {
    Class* cls = static_cast<Class*>(one.as_object());
    matches = matches || IsInstance(m.context, exception, cls);
  }
  m.base[a] = Value::Bool(matches);
  return Flow::kNext;
}

void ExceptionInfo(Machine& m, int a, Value exception) {
  const Value traceback =
      GetExceptionSlot(m.context, exception, kExceptionTraceback);
  m.base[a] = Value::Of(ClassOf(m.context, exception));
  m.base[a + 1] = exception;
  m.base[a + 2] = traceback.is_unbound() ? Value::None() : traceback;
}

}  // namespace midge::vm

// Generators, coroutines and asynchronous generators: a suspended frame is the
// Generator's tail, a running one is on the thread's stack with the Generator
// as its `extra`.
//
// The saved ip is behind the Yield or YieldFrom that suspended it.  While it is
// suspended in a YieldFrom, `delegate` is the iterator that it drives.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/frame_objects.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/errors.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

Flow RaiseState(Machine& m, Class* cls, std::string_view message) {
  Raise(m.context, cls, message);
  return Flow::kRaise;
}

Generator* RunningGenerator(Machine& m) {
  return static_cast<Generator*>(FrameExtra(m.base).as_object());
}

// While a generator runs, `reserved` is what its resumer is handling: with no
// exception of its own, it handles that.  Its own is in `handling` while it is
// suspended.
void EnterHandling(Machine& m, Generator* generator) {
  generator->reserved = m.thread->handling;
  if (generator->has_flag(Generator::kHandles)) {
    m.thread->handling = generator->handling;
    generator->handling = Value();
  }
}

void LeaveHandling(Machine& m, Generator* generator, bool suspends) {
  if (suspends && generator->has_flag(Generator::kHandles)) {
    generator->handling = m.thread->handling;
  }
  m.thread->handling = generator->reserved;
  generator->reserved = Value();
}

// Copies the generator's frame to the top of the stack and makes it the running
// one.  Null: raised.
Generator* Enter(Machine& m, Generator* generator, ReturnAction action,
                 int target) {
  if (m.thread->depth >= m.context.recursion_limit) {
    Raise(m.context, core().RecursionError, "maximum recursion depth exceeded");
    return nullptr;
  }
  const CodeData* code = generator->function->code->data;
  Value* window = m.top();
  if (!EnsureStack(
          m, window,
          static_cast<size_t>(kFrameHeaderSlots + code->register_count))) {
    return nullptr;
  }
  Value* base = window + kFrameHeaderSlots;
  std::copy_n(generator->registers(), code->register_count, base);
  FrameIp(m.base) = Value::Int(m.ip_index());
  FrameCallee(base) = generator->function.value();
  FrameExtra(base) = Value::Of(generator);
  FrameLinkWord(base) =
      FrameLink{static_cast<int>(base - m.base), target, action, true}.Pack();
  m.base = base;
  m.code = code;
  m.ip = code->instructions + generator->saved_ip;
  ++m.thread->depth;
  m.context.Charge(static_cast<size_t>(code->instruction_count));
  generator->set_state(Generator::kRunning);
  if (generator->has_flag(Generator::kFramed)) ResumeFrameObject(m, generator);
  EnterHandling(m, generator);
  return generator;
}

// As error texts name it.
const char* NameOfType(const Generator* generator) {
  switch (generator->type()) {
    case Generator::kCoroutine:
      return "coroutine";
    case Generator::kAsync:
      return "async generator";
    default:
      return "generator";
  }
}

// The generator as it may be changed, and what keeps it from running.
Flow CheckCanRun(Machine& m, Generator*& generator) {
  generator = Writable(m.context, m.context.Resolve(generator));
  if (generator->state() == Generator::kRunning) {
    return RaiseState(
        m, core().ValueError,
        absl::StrCat(NameOfType(generator), " already executing"));
  }
  if (generator->state() == Generator::kClosed &&
      generator->type() == Generator::kCoroutine) {
    return RaiseState(m, core().RuntimeError,
                      "cannot reuse already awaited coroutine");
  }
  return Flow::kNext;
}

// How a generator's end shows to whoever resumed it.
Flow RaiseEnd(Machine& m, const Generator* generator, Value value) {
  if (generator->type() == Generator::kAsync) {
    m.context.raised = Value::Of(NewExceptionWith(
        m.context, core().StopAsyncIteration, core().empty_tuple));
  } else {
    RaiseStopIteration(m.context, value.is_none() ? Value() : value);
  }
  return Flow::kRaise;
}

// The running frame is about to go for good.
void End(Machine& m, Generator* generator) {
  generator->set_state(Generator::kClosed);
  if (!generator->is_iterator()) return;
  RestartGenerator(generator,
                   {m.base, static_cast<size_t>(m.code->positional_count)});
}

// The register that a Yield or YieldFrom before `ip` answers to.
int YieldTarget(const Instruction* ip) { return ip[-1].a(); }

}  // namespace

void RestartGenerator(Generator* generator, std::span<const Value> arguments) {
  const CodeData* code = generator->function->code->data;
  Value* rest =
      std::copy(arguments.begin(), arguments.end(), generator->registers());
  std::fill(rest, generator->registers() + code->register_count, Value());
  generator->saved_ip = 0;
  generator->delegate = Value();
  generator->set_state(Generator::kNew);
}

// What was being handled before is unbound for the first of a generator's own
// exceptions: it may be resumed while something else is handled.
void BeginHandlingInGenerator(Machine& m, int a) {
  Generator* generator = RunningGenerator(m);
  const bool is_first = !generator->has_flag(Generator::kHandles);
  m.base[a + 1] = is_first ? Value() : m.thread->handling;
  m.thread->handling = m.base[a];
  generator->set_flag(Generator::kHandles, true);
}

void EndHandlingInGenerator(Machine& m, int a) {
  Generator* generator = RunningGenerator(m);
  const Value before = m.base[a + 1];
  if (before.is_unbound()) generator->set_flag(Generator::kHandles, false);
  m.thread->handling = before.is_unbound() ? generator->reserved : before;
}

Flow MakeGenerator(Machine& m, const CallSite& site) {
  Function* function = static_cast<Function*>(site.window[0].as_object());
  const CodeData& code = *function->code->data;
  Generator* generator =
      m.heap().New<Generator>(static_cast<size_t>(code.register_count));
  generator->function = function;
  generator->name = function->name;
  generator->qualified_name = function->qualified_name;
  generator->saved_ip = 0;
  generator->set_state(Generator::kNew);
  if (code.is(kCodeCoroutine)) generator->set_type(Generator::kCoroutine);
  if (code.is(kCodeAsyncGenerator)) generator->set_type(Generator::kAsync);
  std::copy_n(site.window + kFrameHeaderSlots, code.register_count,
              generator->registers());
  if (code.is(kCodeNamespace)) {
    generator->registers()[kNamespaceRegister] = site.extra;
  }
  // One that dies while suspended in a try or with is closed; of the death of
  // an asynchronous one a hook may be told, and of a coroutine's the user.
  if (!code.unit->handlers.empty() || code.is(kCodeAsyncGenerator) ||
      code.is(kCodeCoroutine)) {
    m.heap().AddFinalizable(generator);
  }
  return Deliver(m, site.action, site.target, Value::Of(generator));
}

Flow ResumeGenerator(Machine& m, Generator* generator, Value sent,
                     ReturnAction action, int target) {
  const Flow flow = CheckCanRun(m, generator);
  if (flow != Flow::kNext) return flow;
  const Generator::State state = generator->state();
  if (state == Generator::kClosed) {
    if (action == ReturnAction::kNext) return EndLoop(m);
    if (action == ReturnAction::kYieldFrom) {
      return DelegateEnded(m, target, Value::None());
    }
    return RaiseEnd(m, generator, Value::None());
  }
  if (state == Generator::kNew && !sent.is_none()) {
    return RaiseState(m, core().TypeError,
                      absl::StrCat("can't send non-None value to a "
                                   "just-started ",
                                   NameOfType(generator)));
  }
  if (Enter(m, generator, action, target) == nullptr) return Flow::kRaise;
  if (state == Generator::kNew) return Flow::kNext;
  m.base[YieldTarget(m.ip)] = sent;
  if (!generator->delegate.is_unbound()) {
    generator->delegate = Value();
    --m.ip;  // The YieldFrom runs again and passes `sent` on.
  }
  return Flow::kNext;
}

namespace {

// A StopIteration that comes out of a generator is a RuntimeError.
void ConvertStop(Machine& m, Generator* generator) {
  const Value exception = m.context.raised;
  if (generator->is_iterator()) return;  // No generator to see.
  const Class* end = core().StopIteration;
  if (!IsInstance(m.context, exception, core().StopIteration)) {
    end = core().StopAsyncIteration;
    if (generator->type() != Generator::kAsync ||
        !IsInstance(m.context, exception, core().StopAsyncIteration)) {
      return;
    }
  }
  Raise(m.context, core().RuntimeError,
        absl::StrCat(NameOfType(generator), " raised ", ToUtf8(end->name)));
  Instance* error = WritableException(m.context, m.context.raised);
  *error->slot(kExceptionCause) = exception;
  *error->slot(kExceptionContext) = exception;
  *error->slot(kExceptionSuppressContext) = Value::True();
}

// context.raised ends a generator that has not begun.
void RaiseAtStart(Machine& m, Generator* generator) {
  const CodeData& code = *generator->function->code->data;
  if (!code.is(kCodeHidden)) {
    Frame* frame = Writable(m.context, FrameObjectOf(m.context, generator));
    frame->owner = Value();
    AddTraceback(m, frame, 0, code.first_line);
  }
  generator->set_state(Generator::kClosed);
  ConvertStop(m, generator);
}

}  // namespace

Flow ThrowIntoGenerator(Machine& m, Generator* generator, Value exception,
                        ReturnAction action, int target) {
  const Flow flow = CheckCanRun(m, generator);
  if (flow != Flow::kNext) return flow;
  const bool is_new = generator->state() == Generator::kNew;
  if (is_new || generator->state() == Generator::kClosed) {
    m.context.raised = exception;
    if (is_new) RaiseAtStart(m, generator);
    return RaiseAsItIs(m, m.context.raised);
  }
  // What whoever throws is handling is no context of what is thrown.
  const bool handles = generator->has_flag(Generator::kHandles);
  if (Enter(m, generator, action, target) == nullptr) return Flow::kRaise;
  generator->delegate = Value();
  if (!handles) return RaiseAsItIs(m, exception);
  m.context.raised = exception;
  return Flow::kRaise;
}

Flow YieldValue(Machine& m, Value value) {
  Generator* generator = RunningGenerator(m);
  const FrameLink link = FrameLink::Unpack(FrameLinkWord(m.base));
  std::copy_n(m.base, m.code->register_count, generator->registers());
  generator->saved_ip = m.ip_index();
  generator->set_state(Generator::kSuspended);
  if (m.ip[-1].op() == Opcode::kYieldFrom) {
    generator->delegate = m.base[m.ip[-1].b()];
  }
  LeaveHandling(m, generator, true);
  if (link.watched) SuspendFrameObject(m, generator);
  PopFrame(m, link);
  return Deliver(m, link.action, link.target, value);
}

Flow GeneratorReturned(Machine& m, Value value) {
  Generator* generator = RunningGenerator(m);
  const FrameLink link = FrameLink::Unpack(FrameLinkWord(m.base));
  End(m, generator);
  LeaveHandling(m, generator, false);
  PopFrame(m, link);
  if (link.action == ReturnAction::kNext) return EndLoop(m);
  if (link.action == ReturnAction::kYieldFrom) {
    return DelegateEnded(m, link.target, value);
  }
  return RaiseEnd(m, generator, value);
}

void GeneratorRaised(Machine& m) {
  Generator* generator = RunningGenerator(m);
  End(m, generator);
  LeaveHandling(m, generator, false);
  ConvertStop(m, generator);
}

Flow DelegateEnded(Machine& m, int target, Value value) {
  m.base[target] = value;
  return Flow::kNext;
}

namespace {

bool IsCoroutine(Value v) {
  return IsKind(v, Kind::kGenerator) &&
         static_cast<Generator*>(v.as_object())->type() ==
             Generator::kCoroutine;
}

// Where an `await` stands, as GetAwaitable's C says.
enum AwaitedBy { kAwait, kAsyncEnter, kAsyncExit };

Flow RaiseNotAwaitable(Machine& m, Value v, int by) {
  const std::string name = TypeName(m.context, v);
  if (by == kAwait) {
    return RaiseState(
        m, core().TypeError,
        absl::StrCat("object ", name, " can't be used in 'await' expression"));
  }
  return RaiseState(m, core().TypeError,
                    absl::StrCat("'async with' received an object from ",
                                 by == kAsyncEnter ? "__aenter__" : "__aexit__",
                                 " that does not implement __await__: ", name));
}

}  // namespace

Flow GetAwaitable(Machine& m, int a, Value of, int by) {
  if (IsKind(of, Kind::kGenerator)) {
    const Generator* generator =
        m.context.Resolve(static_cast<Generator*>(of.as_object()));
    const bool is_coroutine = generator->type() == Generator::kCoroutine;
    if (is_coroutine && !generator->delegate.is_unbound()) {
      return RaiseState(m, core().RuntimeError,
                        "coroutine is being awaited already");
    }
    if (is_coroutine ||
        generator->function->code->data->is(kCodeIterableCoroutine)) {
      m.base[a] = of;
      return Flow::kNext;
    }
  }
  if (FindSpecial(m.context, of, core().n_await).is_unbound()) {
    return RaiseNotAwaitable(m, of, by);
  }
  return CallPrelude(m, "awaitable", {of}, ReturnAction::kStore, a);
}

Flow GetAsyncIter(Machine& m, int a, Value of) {
  if (IsKind(of, Kind::kGenerator) &&
      static_cast<Generator*>(of.as_object())->type() == Generator::kAsync) {
    m.base[a] = of;
    return Flow::kNext;
  }
  return CallPrelude(m, "async_iter", {of}, ReturnAction::kStore, a);
}

Flow GetAsyncNext(Machine& m, int a, Value of) {
  if (IsKind(of, Kind::kGenerator)) {
    return CallPrelude(m, "async_generator_asend", {of, Value::None()},
                       ReturnAction::kStore, a);
  }
  return CallPrelude(m, "async_next", {of}, ReturnAction::kStore, a);
}

Flow EndAsyncFor(Machine& m, Value exception) {
  if (IsInstance(m.context, exception, core().StopAsyncIteration)) {
    return Flow::kNext;
  }
  m.context.raised = exception;
  return Flow::kReraise;
}

Flow GetYieldFromIter(Machine& m, int a, Value from) {
  if (IsCoroutine(from) && !m.code->is(kCodeCoroutine) &&
      !m.code->is(kCodeIterableCoroutine)) {
    return RaiseState(m, core().TypeError,
                      "cannot 'yield from' a coroutine object in a "
                      "non-coroutine generator");
  }
  if (IsGenerator(from) || IsCoroutine(from)) {
    m.base[a] = from;
    return Flow::kNext;
  }
  return GetIter(m, a, from);
}

Flow YieldFrom(Machine& m, int a, int b) {
  const Value iterator = m.base[b];
  const Value sent = m.base[a];
  if (IsKind(iterator, Kind::kGenerator)) {
    return ResumeGenerator(m, static_cast<Generator*>(iterator.as_object()),
                           sent, ReturnAction::kYieldFrom, a);
  }
  if (!sent.is_none()) {
    return CallPrelude(m, "send", {iterator, sent}, ReturnAction::kYieldFrom,
                       a);
  }
  Value value;
  switch (IteratorNext(m.context, iterator, &value)) {
    case OpResult::kDone:
      if (value.is_unbound()) return DelegateEnded(m, a, Value::None());
      return YieldValue(m, value);
    case OpResult::kRaise:
      return CallRaised(m, ReturnAction::kYieldFrom, a);
    case OpResult::kPython:
      break;
  }
  const Value next = FindSpecial(m.context, iterator, core().n_next);
  if (IsKind(next, Kind::kFunction)) {
    return CallWith(m, next, {&iterator, 1}, ReturnAction::kYieldFrom, a);
  }
  return CallPrelude(m, "next_of", {iterator}, ReturnAction::kYieldFrom, a);
}

}  // namespace midge::vm

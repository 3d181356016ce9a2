// Generators: a suspended frame is the Generator's tail, a running one is on
// the thread's stack with the Generator as its `extra`.
//
// The saved ip is behind the Yield or YieldFrom that suspended it.  While it is
// suspended in a YieldFrom, `delegate` is the iterator that it drives.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/machine.h"
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

// While a generator runs, `reserved` is what its resumer was handling; what it
// was handling itself when it was suspended is in `handling`.
void EnterHandling(Machine& m, Generator* generator) {
  generator->reserved = m.thread->handling;
  if (!generator->handling.is_unbound()) {
    m.thread->handling = generator->handling;
    generator->handling = Value();
  }
}

void LeaveHandling(Machine& m, Generator* generator, bool suspends) {
  if (suspends && m.thread->handling != generator->reserved) {
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
  EnterHandling(m, generator);
  return generator;
}

// The generator as it may be changed, and what keeps it from running.
Flow CheckCanRun(Machine& m, Generator*& generator) {
  generator = Writable(m.context, m.context.Resolve(generator));
  if (generator->state() == Generator::kRunning) {
    return RaiseState(m, core().ValueError, "generator already executing");
  }
  return Flow::kNext;
}

// The register that a Yield or YieldFrom before `ip` answers to.
int YieldTarget(const Instruction* ip) { return ip[-1].a(); }

}  // namespace

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
  std::copy_n(site.window + kFrameHeaderSlots, code.register_count,
              generator->registers());
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
    RaiseStopIteration(m.context, Value());
    return Flow::kRaise;
  }
  if (state == Generator::kNew && !sent.is_none()) {
    return RaiseState(m, core().TypeError,
                      "can't send non-None value to a just-started generator");
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

Flow ThrowIntoGenerator(Machine& m, Generator* generator, Value exception,
                        ReturnAction action, int target) {
  const Flow flow = CheckCanRun(m, generator);
  if (flow != Flow::kNext) return flow;
  if (generator->state() == Generator::kNew) {
    generator->set_state(Generator::kClosed);
  }
  if (generator->state() == Generator::kClosed) {
    m.context.raised = exception;
    return Flow::kRaise;
  }
  if (Enter(m, generator, action, target) == nullptr) return Flow::kRaise;
  generator->delegate = Value();
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
  PopFrame(m, link);
  return Deliver(m, link.action, link.target, value);
}

Flow GeneratorReturned(Machine& m, Value value) {
  Generator* generator = RunningGenerator(m);
  const FrameLink link = FrameLink::Unpack(FrameLinkWord(m.base));
  generator->set_state(Generator::kClosed);
  LeaveHandling(m, generator, false);
  PopFrame(m, link);
  if (link.action == ReturnAction::kNext) return EndLoop(m);
  if (link.action == ReturnAction::kYieldFrom) {
    return DelegateEnded(m, link.target, value);
  }
  RaiseStopIteration(m.context, value.is_none() ? Value() : value);
  return Flow::kRaise;
}

void GeneratorRaised(Machine& m, Generator* generator) {
  generator->set_state(Generator::kClosed);
  LeaveHandling(m, generator, false);
  const Value exception = m.context.raised;
  if (!IsInstance(m.context, exception, core().StopIteration)) return;
  Raise(m.context, core().RuntimeError, "generator raised StopIteration");
  Instance* error = WritableException(m.context, m.context.raised);
  *error->slot(kExceptionCause) = exception;
  *error->slot(kExceptionContext) = exception;
  *error->slot(kExceptionSuppressContext) = Value::True();
}

Flow DelegateEnded(Machine& m, int target, Value value) {
  m.base[target] = value;
  return Flow::kNext;
}

Flow GetYieldFromIter(Machine& m, int a, Value from) {
  if (IsKind(from, Kind::kGenerator)) {
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

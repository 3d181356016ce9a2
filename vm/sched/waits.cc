#include "vm/sched/waits.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "vm/image/codec.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/sched/limits.h"
#include "vm/sched/local_semaphore.h"
#include "vm/sched/swarm.h"

namespace midge::vm {

namespace {

OpResult Raised(NativeResult) { return OpResult::kRaise; }

Waiter WaiterOf(const Agent& agent, const Thread* thread) {
  return {agent.id(), thread->serial, thread->wait};
}

// "mailbox 0.3": what a thread that waits so waits for.
std::string NameOfTarget(WaitKind kind, ObjectId id) {
  const char* what = "object ";
  if (kind == WaitKind::kMailboxReceive || kind == WaitKind::kMailboxSend) {
    what = "mailbox ";
  } else if (kind == WaitKind::kSemaphoreAcquire) {
    what = "semaphore ";
  } else if (kind == WaitKind::kAgentJoin) {
    what = "agent ";
  }
  return absl::StrCat(what, id.ToString());
}

OpResult RaiseTimeout(Agent* agent) {
  return Raised(Raise(*agent, core().TimeoutError, "timed out"));
}

OpResult RaiseNodeLost(Agent* agent, WaitKind kind, ObjectId id) {
  return Raised(
      Raise(*agent, core().NodeLost,
            absl::StrCat("the node of ", NameOfTarget(kind, id), " is lost")));
}

// AgentError with the remote traceback in its text and as an attribute.
OpResult RaiseAgentError(Agent* agent, ObjectId id, const std::string& text) {
  Instance* error =
      NewException(*agent, core().AgentError,
                   absl::StrCat("agent ", id.ToString(), " died:\n\n", text));
  InstanceSet(*agent, error, Names::Intern("traceback"),
              Value::Of(NewStr(*agent, text)));
  agent->raised = Value::Of(error);
  return OpResult::kRaise;
}

std::string Quoted(Value name) {
  return IsKind(name, Kind::kStr)
             ? absl::StrCat("'", ToUtf8(static_cast<Str*>(name.as_object())),
                            "'")
             : "?";
}

OpResult TakeResult(Agent* agent, WaitKind kind, ObjectId id, Value wait_value,
                    Event* answer, Value* out) {
  if (kind == WaitKind::kSemaphoreAcquire && answer->hold) {
    agent->EntangleWith(id);
  }
  if (kind == WaitKind::kLinkRoom) {
    *out = wait_value;
    return OpResult::kDone;
  }
  if (kind == WaitKind::kReply && answer->kind != HomedKind::kNone) {
    *out = NewHandle(*agent, answer->kind, answer->object);
    return OpResult::kDone;
  }
  return Unpack(agent, answer->payload, out);
}

}  // namespace

bool ParseTimeout(Context& context, Value value, int64_t* nanos) {
  *nanos = kNoTimeout;
  if (value.is_unbound() || value.is_none()) return true;
  double seconds;
  int64_t whole;
  if (value.is_float()) {
    seconds = value.as_float();
  } else if (ToInt64(value, &whole)) {
    seconds = static_cast<double>(whole);
  } else {
    RaiseTypeError(context,
                   absl::StrCat("timeout must be a number or None, not '",
                                std::string(TypeName(context, value)), "'"));
    return false;
  }
  if (std::isnan(seconds)) {
    RaiseValueError(context, "Invalid value NaN (not a number)");
    return false;
  }
  seconds = std::clamp(seconds, 0.0, static_cast<double>(kWaitNanosMax) / 1e9);
  *nanos = static_cast<int64_t>(std::ceil(seconds * 1e9));
  return true;
}

Value NewHandle(Context& context, HomedKind kind, ObjectId id) {
  Kind object_kind = Kind::kAgentHandle;
  if (kind == HomedKind::kMailbox) object_kind = Kind::kMailboxHandle;
  if (kind == HomedKind::kSemaphore) object_kind = Kind::kSemaphoreHandle;
  Object* handle = context.heap().Allocate(object_kind);
  static_cast<AgentHandle*>(handle)->id = id.bits;
  return Value::Of(handle);
}

OpResult Pack(Agent* agent, Value value, Parcel* payload) {
  if (IsWord(value)) {
    payload->word = value;
    return OpResult::kDone;
  }
  return Encode(*agent, agent->swarm().codec(), value, &payload->bytes);
}

OpResult Unpack(Agent* agent, const Parcel& payload, Value* out) {
  if (payload.bytes.empty()) {
    *out = payload.word;
    return OpResult::kDone;
  }
  const absl::Status status =
      Decode(*agent, agent->swarm().codec(), payload.bytes, out);
  if (status.ok()) return OpResult::kDone;
  RaiseUndecoded(agent, status);
  return OpResult::kRaise;
}

bool RaiseUndecoded(Agent* agent, const absl::Status& status) {
  if (absl::IsResourceExhausted(status)) {
    RaiseMemoryError(*agent);
  } else {
    Raise(*agent, core().RuntimeError,
          absl::StrCat("a message cannot be received: ", status.message()));
  }
  return false;
}

OpResult TakeAnswer(Agent* agent, WaitKind kind, ObjectId id, Value wait_value,
                    Event* answer, Value* out) {
  *out = Value::None();
  switch (answer->outcome) {
    case Outcome::kDone:
      return TakeResult(agent, kind, id, wait_value, answer, out);
    case Outcome::kTimedOut:
      return RaiseTimeout(agent);
    case Outcome::kTaken:
      return Raised(RaiseValueError(
          *agent, absl::StrCat("the name ", Quoted(wait_value), " is taken")));
    case Outcome::kNotFound:
      return Raised(
          Raise(*agent, core().LookupError,
                absl::StrCat("no agent, mailbox or semaphore is called ",
                             Quoted(wait_value))));
    case Outcome::kClosed:
      return Raised(RaiseValueError(
          *agent, absl::StrCat(NameOfTarget(kind, id), " is closed")));
    case Outcome::kRaised:
      return RaiseAgentError(agent, id, answer->payload.bytes);
    case Outcome::kKilled:
      return Raised(
          Raise(*agent, core().AgentError,
                absl::StrCat("agent ", id.ToString(), " was killed")));
    case Outcome::kNodeLost:
      return RaiseNodeLost(agent, kind, id);
    case Outcome::kDropped:
      return Raised(Raise(*agent, core().AgentError,
                          absl::StrCat("agent ", id.ToString(),
                                       " ended long ago: its result is no "
                                       "longer kept")));
    case Outcome::kException: {
      if (Unpack(agent, answer->payload, out) == OpResult::kDone) {
        agent->raised = *out;
      }
      return OpResult::kRaise;
    }
    case Outcome::kDeadlock:
      return Raised(Raise(*agent, core().Deadlock, answer->payload.bytes));
  }
  return OpResult::kRaise;
}

NativeResult Park(NativeCall& call, WaitKind kind, ObjectId id, Value value,
                  int64_t timeout_nanos) {
  Thread* thread = call.thread;
  Agent& agent = AgentOf(call);
  ++thread->wait;
  thread->wait_kind = static_cast<uint32_t>(kind);
  thread->wait_id = id.bits;
  thread->value = value;
  thread->timer = 0;
  if (timeout_nanos != kNoTimeout) {
    agent.swarm().ArmTimer(
        &agent, thread, agent.swarm().MonotonicNanoseconds() + timeout_nanos);
  }
  agent.swarm().counters().Add(Counter::kParks, 1);
  return NativeResult::kPark;
}

NativeResult Ask(NativeCall& call, Request&& request, const WaitFor& wait) {
  Agent& agent = AgentOf(call);
  Swarm& swarm = agent.swarm();
  const ObjectId id = request.target;
  // The number that Park() will give this wait.
  Waiter waiter = WaiterOf(agent, call.thread);
  ++waiter.wait;
  request.from = waiter;
  const auto finish = [&](Event* answer) {
    // An answer that came at once used up the number too.
    ++call.thread->wait;
    Value out;
    const OpResult taken =
        TakeAnswer(&agent, wait.kind, id, wait.value, answer, &out);
    return taken == OpResult::kDone ? call.Return(out) : NativeResult::kRaise;
  };
  Event answer;
  bool answered;
  if (swarm.Send(std::move(request), swarm.LaneOf(agent.id()), &waiter, &answer,
                 &answered) == Swarm::Sent::kLost) {
    answer.outcome = Outcome::kNodeLost;
    return finish(&answer);
  }
  if (answered) return finish(&answer);
  if (wait.timeout_nanos == 0 && swarm.router().IsLocal(id.shard())) {
    // Not there now: no reason to park.
    Request cancel;
    cancel.operation = Operation::kCancel;
    cancel.target = id;
    cancel.from = waiter;
    swarm.Send(std::move(cancel), swarm.LaneOf(agent.id()), &waiter, &answer,
               &answered);
    if (answered) return finish(&answer);
    // The answer crossed us: it is in our inbox.
  }
  if (wait.kind == WaitKind::kSemaphoreAcquire) {
    swarm.counters().Add(Counter::kSemaphoreWaits, 1);
  }
  return Park(call, wait.kind, id, wait.value, wait.timeout_nanos);
}

NativeResult Tell(NativeCall& call, Request&& request, Value result) {
  Agent& agent = AgentOf(call);
  Swarm& swarm = agent.swarm();
  const ObjectId id = request.target;
  Waiter waiter = WaiterOf(agent, call.thread);
  ++waiter.wait;
  request.from.agent = agent.id();
  Event answer;
  bool answered;
  switch (swarm.Send(std::move(request), swarm.LaneOf(agent.id()), &waiter,
                     &answer, &answered)) {
    case Swarm::Sent::kDone:
      return call.Return(result);
    case Swarm::Sent::kQueued:
      return Park(call, WaitKind::kLinkRoom, id, result, kNoTimeout);
    case Swarm::Sent::kLost:
      break;
  }
  RaiseNodeLost(&agent, WaitKind::kAgentJoin, id);
  return NativeResult::kRaise;
}

// --- The inbox ---------------------------------------------------------------

namespace {

// Exit(agent, reason, error): what monitor() brings.
OpResult MakeExit(Agent* agent, Event* event, Value* out) {
  const char* reason = "returned";
  if (event->outcome == Outcome::kRaised) reason = "raised";
  if (event->outcome == Outcome::kKilled) reason = "killed";
  if (event->outcome == Outcome::kNodeLost) reason = "node lost";
  Module* module = FindModule(*agent, ModuleNames(), "midge");
  const Value cls =
      module == nullptr ? Value() : FindQualified(*agent, module, "Exit");
  if (!IsKind(cls, Kind::kClass)) {
    return Raised(Raise(*agent, core().RuntimeError,
                        "the module midge has no class Exit"));
  }
  Instance* exit = NewInstance(*agent, static_cast<Class*>(cls.as_object()));
  InstanceSet(*agent, exit, Names::Intern("agent"),
              NewHandle(*agent, HomedKind::kAgent, event->object));
  InstanceSet(*agent, exit, Names::Intern("reason"),
              Value::Of(NewStr(*agent, reason)));
  InstanceSet(*agent, exit, Names::Intern("error"),
              event->payload.bytes.empty()
                  ? Value::None()
                  : Value::Of(NewStr(*agent, event->payload.bytes)));
  *out = Value::Of(exit);
  return OpResult::kDone;
}

// The oldest message.  REQUIRES: there is one.
OpResult TakeMessage(Agent* agent, Value* out) {
  const std::unique_ptr<Event> event = agent->messages.Pop();
  if (event->type == Event::Type::kExited) {
    return MakeExit(agent, event.get(), out);
  }
  return Unpack(agent, event->payload, out);
}

OpResult RaiseRefused(Agent* agent) {
  const uint32_t refused = agent->refused;
  agent->refused = 0;
  return Raised(Raise(
      *agent, core().MemoryError,
      absl::StrCat(refused, " messages were refused: the inbox was full")));
}

}  // namespace

NativeResult Receive(NativeCall& call, int64_t timeout_nanos) {
  Agent& agent = AgentOf(call);
  if (agent.refused > 0 && RaiseRefused(&agent) == OpResult::kRaise) {
    return NativeResult::kRaise;
  }
  if (agent.messages.count > 0 && agent.receivers.empty()) {
    Value out;
    return TakeMessage(&agent, &out) == OpResult::kDone ? call.Return(out)
                                                        : NativeResult::kRaise;
  }
  if (timeout_nanos == 0) {
    // What was sent to us since the turn began counts as here.
    if (agent.record().inbox_empty()) {
      RaiseTimeout(&agent);
      return NativeResult::kRaise;
    }
  }
  agent.receivers.Push(call.thread);
  return Park(call, WaitKind::kReceive, ObjectId(), Value(), timeout_nanos);
}

void FeedReceivers(Agent* agent) {
  while (!agent->receivers.empty() &&
         (agent->messages.count > 0 || agent->refused > 0)) {
    Thread* thread = agent->receivers.Pop();
    Value out;
    const OpResult taken =
        agent->refused > 0 ? RaiseRefused(agent) : TakeMessage(agent, &out);
    if (taken == OpResult::kDone) {
      agent->Unpark(thread, out);
    } else {
      out = agent->raised;
      agent->raised = Value();
      agent->UnparkRaising(thread, out);
    }
  }
}

// --- Time-outs ---------------------------------------------------------------

namespace {

void LeaveThreadJoin(Thread* thread) {
  if (!IsKind(thread->value, Kind::kThread)) return;
  Thread* joined = static_cast<Thread*>(thread->value.as_object());
  const Value list = GetThreadExtra(joined, kThreadJoiners);
  if (!IsKind(list, Kind::kList)) return;
  List* joiners = static_cast<List*>(list.as_object());
  Value* end = joiners->items() + joiners->size;
  joiners->size = static_cast<uint64_t>(
      std::remove(joiners->items(), end, Value::Of(thread)) - joiners->items());
}

// Where the agent waits by itself; false: at a shard.
bool LeaveLocal(Agent* agent, Thread* thread) {
  switch (static_cast<WaitKind>(thread->wait_kind)) {
    case WaitKind::kReceive:
      agent->receivers.Remove(thread);
      return true;
    case WaitKind::kLocalSemaphore:
      LeaveLocalSemaphore(agent, thread);
      return true;
    case WaitKind::kThreadJoin:
      LeaveThreadJoin(thread);
      return true;
    case WaitKind::kSleep:
    case WaitKind::kImage:
    case WaitKind::kLinkRoom:
      return true;
    default:
      return false;
  }
}

void WakeWithRaised(Agent* agent, Thread* thread) {
  const Value exception = agent->raised;
  agent->raised = Value();
  agent->UnparkRaising(thread, exception);
}

bool SendCancel(Agent* agent, Thread* thread) {
  Swarm& swarm = agent->swarm();
  const Waiter waiter = WaiterOf(*agent, thread);
  Request cancel;
  cancel.operation = Operation::kCancel;
  cancel.target = ObjectId{thread->wait_id};
  cancel.from = waiter;
  Event answer;
  bool answered;
  swarm.Send(std::move(cancel), swarm.LaneOf(agent->id()), &waiter, &answer,
             &answered);
  return answered;
}

}  // namespace

void TimeOut(Agent* agent, Thread* thread) {
  const WaitKind kind = static_cast<WaitKind>(thread->wait_kind);
  if (LeaveLocal(agent, thread)) {
    if (kind == WaitKind::kSleep) {
      agent->Unpark(thread, Value::None());
    } else if (kind == WaitKind::kLocalSemaphore) {
      agent->Unpark(thread, Value::False());
    } else {
      RaiseTimeout(agent);
      WakeWithRaised(agent, thread);
    }
    return;
  }
  // The home decides whether we still wait: what it granted before is on its
  // way, and nothing is lost.  It answers, unless it has answered already.
  if (SendCancel(agent, thread)) {
    RaiseTimeout(agent);
    WakeWithRaised(agent, thread);
  }
}

void Abandon(Agent* agent, Thread* thread) {
  if (!LeaveLocal(agent, thread)) SendCancel(agent, thread);
}

}  // namespace midge::vm

#include "vm/sched/turn.h"

#include "absl/strings/str_cat.h"
#include "vm/interp/interpreter.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"
#include "vm/sched/limits.h"
#include "vm/sched/reports.h"
#include "vm/sched/start.h"
#include "vm/sched/swarm.h"
#include "vm/sched/waits.h"

namespace midge::vm {

namespace {

// The exit status of a program that was killed, as a shell reports it.
constexpr int kKilledStatus = 137;

bool IsParkedAt(const Thread* thread, uint64_t wait) {
  return thread != nullptr && thread->wait == wait &&
         thread->state == static_cast<uint32_t>(ThreadState::kParked);
}

// --- Events ------------------------------------------------------------------

void TakeReply(Agent* agent, Event* event) {
  Thread* thread = agent->FindThread(event->thread);
  if (!IsParkedAt(thread, event->wait)) {
    // It waits no longer; what the answer brought goes back.
    Request back;
    if (GiveBack(event, agent->id(), &back)) {
      agent->swarm().Send(std::move(back));
    }
    return;
  }
  const WaitKind kind = static_cast<WaitKind>(thread->wait_kind);
  const ObjectId id{thread->wait_id};
  agent->swarm().router().Answered(id.shard(),
                                   {agent->id(), thread->serial, thread->wait});
  Value out;
  if (TakeAnswer(agent, kind, id, thread->value, event, &out) ==
      OpResult::kDone) {
    agent->Unpark(thread, out);
    return;
  }
  out = agent->raised;
  agent->raised = Value();
  agent->UnparkRaising(thread, out);
}

void TakeTimer(Agent* agent, const Event* event) {
  Thread* thread = agent->FindThread(event->thread);
  if (!IsParkedAt(thread, event->wait)) return;
  thread->timer = 0;
  TimeOut(agent, thread);
}

// Wakes main, or if it does not wait the first that does, with a Deadlock.
void TakeDeadlock(Agent* agent, const Event* event) {
  if (!agent->ready.empty()) return;
  Thread* victim = nullptr;
  agent->ForEachThread([&](Thread* thread) {
    if (!IsParkedAt(thread, thread->wait)) return;
    if (victim == nullptr || thread == agent->main.get()) victim = thread;
  });
  if (victim == nullptr) return;
  Abandon(agent, victim);
  Raise(*agent, core().Deadlock, event->payload.bytes);
  const Value exception = agent->raised;
  agent->raised = Value();
  agent->UnparkRaising(victim, exception);
}

void TakeMessage(Agent* agent, std::unique_ptr<Event> event) {
  if (event->type == Event::Type::kExited) {
    agent->swarm().router().Unwatch(event->object, agent->id());
  }
  agent->swarm().counters().Add(Counter::kReceivedLocal, 1);
  if (agent->messages.count >= kInboxMessagesMax) {
    ++agent->refused;
  } else {
    agent->messages.Push(std::move(event));
  }
}

void TakeEvents(Agent* agent) {
  EventList events;
  agent->record().TakeInbox(&events);
  while (std::unique_ptr<Event> event = events.Pop()) {
    switch (event->type) {
      case Event::Type::kMessage:
      case Event::Type::kExited:
        TakeMessage(agent, std::move(event));
        break;
      case Event::Type::kReply:
        TakeReply(agent, event.get());
        break;
      case Event::Type::kTimer:
        TakeTimer(agent, event.get());
        break;
      case Event::Type::kKill:
        agent->killed = true;
        break;
      case Event::Type::kDeadlock:
        TakeDeadlock(agent, event.get());
        break;
      case Event::Type::kInspect:
        Inspect(agent, event.get());
        break;
    }
  }
  FeedReceivers(agent);
}

// --- Ends --------------------------------------------------------------------

bool IsSystemExit(Context& context, Value exception) {
  return IsInstance(context, exception, core().SystemExit);
}

// What sys.exit() was given; None if nothing.
Value ExitCode(Value exception) {
  Instance* instance = static_cast<Instance*>(exception.as_object());
  return FieldOf(instance, kExitCode);
}

// The exit status of the program, and what python3 would print.
int RootStatus(Agent* root, std::string* error) {
  if (!root->outcome_raised) return 0;
  if (!IsSystemExit(*root, root->outcome)) {
    *error = FormatException(*root, root->outcome);
    return 1;
  }
  const Value code = ExitCode(root->outcome);
  int64_t status;
  if (code.is_none()) return 0;
  if (ToInt64(code, &status)) return static_cast<int>(status & 0xFF);
  Value text;
  if (ToStr(*root, code, &text) == OpResult::kDone) {
    root->services().Write(
        *root, 2,
        absl::StrCat(ToUtf8(static_cast<Str*>(text.as_object())), "\n"));
  }
  return 1;
}

Exit ChildExit(Agent* agent) {
  Exit exit;
  if (agent->outcome_raised) {
    if (IsSystemExit(*agent, agent->outcome)) return exit;
    exit.outcome = Outcome::kRaised;
    exit.payload.bytes = FormatException(*agent, agent->outcome);
    return exit;
  }
  if (Pack(agent, agent->outcome, &exit.payload) == OpResult::kDone) {
    return exit;
  }
  // What it returned cannot be sent: that is its error.
  exit.outcome = Outcome::kRaised;
  exit.payload.bytes = FormatException(*agent, agent->raised);
  return exit;
}

Exit BuilderExit(Agent* builder) {
  Exit exit;
  if (!builder->outcome_raised) return exit;
  exit.outcome = Outcome::kRaised;
  if (Pack(builder, builder->outcome, &exit.payload) == OpResult::kDone) {
    return exit;
  }
  Raise(*builder, core().RuntimeError,
        FormatException(*builder, builder->outcome));
  const Value error = builder->raised;
  if (Pack(builder, error, &exit.payload) != OpResult::kDone) {
    exit.payload = {Value::None(), {}};
  }
  return exit;
}

void EndAgent(Agent* agent) {
  Swarm& swarm = agent->swarm();
  Exit exit;
  if (agent->role() == Agent::Role::kImageBuilder) {
    exit = BuilderExit(agent);
    if (agent->killed) exit.outcome = Outcome::kKilled;
    return swarm.ImageMade(agent, exit);
  }
  if (agent->killed) {
    exit.outcome = Outcome::kKilled;
  } else if (agent->role() == Agent::Role::kChild) {
    exit = ChildExit(agent);
  }
  if (agent->role() == Agent::Role::kRoot) {
    std::string error;
    const int status =
        agent->killed ? kKilledStatus : RootStatus(agent, &error);
    swarm.RootEnded(status, error, agent->killed);
  }
  swarm.EndAgent(agent, std::move(exit));
}

void WakeJoiners(Agent* agent, Thread* ended, bool raised) {
  const Value list = GetThreadExtra(ended, kThreadJoiners);
  if (!IsKind(list, Kind::kList)) return;
  List* joiners = static_cast<List*>(list.as_object());
  for (uint64_t i = 0; i < joiners->size; ++i) {
    Thread* joiner = static_cast<Thread*>(joiners->items()[i].as_object());
    if (raised) {
      agent->UnparkRaising(joiner, ended->value);
    } else {
      agent->Unpark(joiner, ended->value);
    }
  }
  ended->extra = nullptr;
}

void ReportUncaught(Agent* agent, Thread* thread, bool is_main) {
  std::string text;
  if (!is_main) {
    text =
        absl::StrCat("Exception in thread Thread-", thread->serial - 1, ":\n");
  }
  absl::StrAppend(&text, FormatException(*agent, thread->value));
  agent->services().Write(*agent, 2, text);
}

Value NameIn(Context& context, Value module, Str* name) {
  if (!IsKind(module, Kind::kModule)) return Value();
  Module* resolved = context.Resolve(static_cast<Module*>(module.as_object()));
  return DictGet(context.Resolve(resolved->dict.get()), name);
}

// Whether the list `name` of `module`, if the program has imported that, has
// anything in it.
bool HasAnyIn(Agent* agent, Str* module, Str* name) {
  if (agent->modules.get() == nullptr) return false;
  const Value found = DictGet(agent->Resolve(agent->modules.get()), module);
  const Value list = NameIn(*agent, found, name);
  return IsKind(list, Kind::kList) &&
         agent->Resolve(static_cast<List*>(list.as_object()))->size > 0;
}

// Whether something tells other threads to end, such as those of an executor.
bool HasThreadingExits(Agent* agent) {
  static Str* const kModule = Names::Intern("threading");
  static Str* const kList = Names::Intern("_threading_atexits");
  return HasAnyIn(agent, kModule, kList);
}

bool HasExitFunctions(Agent* agent) {
  static Str* const kModule = Names::Intern("atexit");
  static Str* const kList = Names::Intern("_functions");
  return HasAnyIn(agent, kModule, kList);
}

void StartPrelude(Agent* agent, std::string_view function) {
  agent->AddThread(NewThread(*agent, core().PreludeFunction(function),
                             core().empty_tuple, nullptr),
                   false);
}

void ThreadEnded(Agent* agent, Thread* thread, bool raised) {
  const bool is_main = thread == agent->main.get();
  if (raised && !IsSystemExit(*agent, thread->value)) {
    ReportUncaught(agent, thread, is_main);
  }
  WakeJoiners(agent, thread, raised);
  agent->RemoveThread(thread);
  thread->stack = nullptr;
  if (!is_main) return;
  agent->main_done = true;
  agent->outcome = thread->value;
  agent->outcome_raised = raised;
  if (agent->role() != Agent::Role::kImageBuilder && HasThreadingExits(agent)) {
    StartPrelude(agent, "end_threading");
  }
}

// Whether all threads but daemons wait for other threads of the agent, and for
// no time.
bool AllWaitForOthers(const Agent* agent) {
  if (!agent->ready.empty()) return false;
  bool all = true;
  const_cast<Agent*>(agent)->ForEachThread([&all](const Thread* thread) {
    const auto kind = static_cast<WaitKind>(thread->wait_kind);
    const bool local =
        kind == WaitKind::kLocalSemaphore || kind == WaitKind::kThreadJoin;
    all = all &&
          ((thread->flags & kThreadDaemon) || (local && thread->timer == 0));
  });
  return all;
}

// An agent ends when its main thread and all others that are no daemons have;
// the one that the image is made in, already when these have nothing to do, as
// an executor's.
bool IsOver(const Agent* agent) {
  if (agent->killed) return true;
  if (!agent->main_done) return false;
  return agent->foreground_count() == 0 ||
         (agent->role() == Agent::Role::kImageBuilder &&
          AllWaitForOthers(agent));
}

bool HasUnawaited(Agent* agent) {
  const std::span<Object* const> objects = agent->heap().finalizable();
  return std::any_of(objects.begin(), objects.end(), [](const Object* object) {
    return object->is(Kind::kGenerator) &&
           static_cast<const Generator*>(object)->is_unawaited();
  });
}

// The root agent is over: gives it a thread that runs what the program has
// registered with module atexit, and warns of coroutines that nobody awaited.
// False if there is nothing, or it has run.
bool StartExitFunctions(Agent* agent) {
  if (agent->role() != Agent::Role::kRoot || agent->killed || agent->exiting) {
    return false;
  }
  agent->exiting = true;
  if (!HasExitFunctions(agent) && !HasUnawaited(agent)) {
    return false;
  }
  StartPrelude(agent, "run_at_exit");
  return true;
}

// --- The turn ----------------------------------------------------------------

void Begin(Agent* agent) {
  agent->record().started = true;
  if (StartAgent(agent)) return;
  agent->main_done = true;
  agent->outcome_raised = true;
  agent->outcome = agent->raised;
  agent->raised = Value();
  agent->services().Write(*agent, 2, FormatException(*agent, agent->outcome));
}

void RunThreads(Agent* agent) {
  Swarm& swarm = agent->swarm();
  Counters& counters = swarm.counters();
  int64_t left = swarm.slice();
  uint64_t slices = 0, opcodes = 0;
  const auto count = [&] {
    counters.Add(Counter::kSlices, slices);
    counters.Add(Counter::kOpcodes, opcodes);
  };
  while (left > 0 && !agent->ready.empty() && !IsOver(agent)) {
    agent->turn = agent->ready.Pop();
    agent->budget = left;
    const StopReason reason = Run(*agent, agent->turn);
    // A collection may have moved it.
    Thread* thread = agent->turn;
    agent->turn = nullptr;
    ++slices;
    opcodes +=
        static_cast<uint64_t>(std::max<int64_t>(left - agent->budget, 0));
    left = agent->budget;
    switch (reason) {
      case StopReason::kBudgetSpent:
        agent->ready.Push(thread);
        counters.Add(Counter::kPreemptions, 1);
        return count();
      case StopReason::kParked:
        break;
      case StopReason::kFinished:
      case StopReason::kFailed:
        ThreadEnded(agent, thread, reason == StopReason::kFailed);
        break;
    }
  }
  count();
}

void Publish(Agent* agent) {
  AgentRecord& record = agent->record();
  const size_t words = agent->heap().used_bytes() / 8;
  record.seen_heap_words.store(
      static_cast<uint32_t>(std::min<size_t>(words, UINT32_MAX)),
      std::memory_order_relaxed);
  record.seen_messages.store(static_cast<uint32_t>(agent->messages.count),
                             std::memory_order_relaxed);
  record.is_receiving.store(!agent->receivers.empty(),
                            std::memory_order_relaxed);
  record.in_turn.store(false, std::memory_order_relaxed);
}

// How long it was queued, if that is measured.
void NoteLatency(AgentRecord* record) {
  if (record->queued_micros == 0) return;
  Swarm& swarm = record->swarm();
  const uint32_t micros =
      ToMicros(swarm.MonotonicNanoseconds()) - record->queued_micros;
  swarm.counters().AddLatency(int64_t{micros} * 1000);
  record->queued_micros = 0;
}

}  // namespace

bool RunTurn(AgentRecord* record) {
  Swarm& swarm = record->swarm();
  Swarm::TurnOf(&swarm);
  record->in_turn.store(true, std::memory_order_relaxed);
  NoteLatency(record);
  Agent* agent = &record->Unfold();
  if (record->doomed.load(std::memory_order_relaxed)) agent->killed = true;
  if (!record->started && !agent->killed) Begin(agent);
  TakeEvents(agent);
  if (!IsOver(agent)) RunThreads(agent);
  if (IsOver(agent) && !StartExitFunctions(agent)) {
    EndAgent(agent);
    return false;
  }
  if (!agent->ready.empty()) {
    Publish(agent);
    record->queued_micros = ToMicros(swarm.MonotonicNanoseconds());
    return true;
  }
  if (agent->heap().is_loose()) agent->heap().Compact(*agent);
  Publish(agent);
  record->Fold();
  // From a success on another worker may run it, and even delete it.
  if (!record->GoIdle()) return true;
  swarm.AgentIdle();
  return false;
}

}  // namespace midge::vm

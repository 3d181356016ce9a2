// Module midge: agents, mailboxes, semaphores, threads.
//
// What parks in the middle of something is Python (vm/prelude/agents.py), made
// of the natives here; the usual cases are natives to their end.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "vm/image/call.h"
#include "vm/lib/modules.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/sched/limits.h"
#include "vm/sched/swarm.h"
#include "vm/sched/waits.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// Modules are made into the image once per node, so what they would spawn or
// create there would be there once per node too.
bool RefuseInImage(NativeCall& call, const char* what) {
  if (AgentOf(call).role() != Agent::Role::kImageBuilder) return false;
  Raise(call.context, core().RuntimeError,
        absl::StrCat(what,
                     " while the program's modules are imported for other "
                     "agents: put it in a function that runs under if "
                     "__name__ == '__main__'"));
  return true;
}

ObjectId IdOf(Value handle) {
  return ObjectId{static_cast<AgentHandle*>(handle.as_object())->id};
}

bool IsAgent(Value v) { return IsKind(v, Kind::kAgentHandle); }

// SelfOf(), which knows wrapped objects too, of which there are few.
Value Handle(NativeCall& call, Kind kind) {
  const Value self = call.args[0];
  return IsKind(self, kind) ? self : SelfOf(call, kind);
}

bool CheckKind(NativeCall& call, Value v, Kind kind, const char* what) {
  if (IsKind(v, kind)) return true;
  RaiseTypeError(call.context,
                 absl::StrCat("expected ", what, ", not ",
                              std::string(TypeName(call.context, v))));
  return false;
}

Request RequestTo(Operation operation, ObjectId target) {
  Request request;
  request.operation = operation;
  request.target = target;
  return request;
}

// The shard of an id that came in a message may be none of ours.
bool CheckTarget(NativeCall& call, ObjectId id) {
  if (!id.is_none() && AgentOf(call).swarm().router().IsValid(id.shard())) {
    return true;
  }
  RaiseValueError(call.context,
                  absl::StrCat(id.ToString(), " is not of this swarm"));
  return false;
}

// --- Agents ------------------------------------------------------------------

// agent.send(value)
Result AgentSend(NativeCall& call) {
  const Value self = Handle(call, Kind::kAgentHandle);
  if (self.is_unbound() || !CheckTarget(call, IdOf(self))) {
    return Result::kRaise;
  }
  Agent& agent = AgentOf(call);
  auto message = std::make_unique<Event>();
  if (Pack(&agent, call.args[1], &message->payload) != OpResult::kDone) {
    return Result::kRaise;
  }
  if (agent.swarm().SendHere(IdOf(self), &message)) {
    return call.Return(Value::None());
  }
  Request request = RequestTo(Operation::kSend, IdOf(self));
  request.payload = std::move(message->payload);
  return Tell(call, std::move(request));
}

Result AskObject(NativeCall& call, Kind kind, Operation operation,
                 WaitKind wait, Value timeout) {
  const Value self = Handle(call, kind);
  WaitFor options{wait};
  if (self.is_unbound() || !CheckTarget(call, IdOf(self)) ||
      !ParseTimeout(call.context, timeout, &options.timeout_nanos)) {
    return Result::kRaise;
  }
  return Ask(call, RequestTo(operation, IdOf(self)), options);
}

Result AgentJoin(NativeCall& call) {
  return AskObject(call, Kind::kAgentHandle, Operation::kJoin,
                   WaitKind::kAgentJoin, call.args[1]);
}

Result AgentAlive(NativeCall& call) {
  const Router& router = AgentOf(call).swarm().router();
  const ShardId home = IdOf(call.args[0]).shard();
  if (router.IsValid(home) && router.IsLost(home)) {
    return call.Return(Value::False());
  }
  return AskObject(call, Kind::kAgentHandle, Operation::kAlive,
                   WaitKind::kReply, Value());
}

Result AgentKill(NativeCall& call) {
  const Value self = Handle(call, Kind::kAgentHandle);
  if (self.is_unbound() || !CheckTarget(call, IdOf(self))) {
    return Result::kRaise;
  }
  // Nobody comes back from the call that kills itself.
  if (IdOf(self) == AgentOf(call).id()) call.context.budget = 0;
  return Tell(call, RequestTo(Operation::kKill, IdOf(self)));
}

Result HandleId(NativeCall& call) {
  return call.Return(
      Value::Of(NewStr(call.context, IdOf(call.args[0]).ToString())));
}

Result Me(NativeCall& call) {
  return call.Return(
      NewHandle(call.context, HomedKind::kAgent, AgentOf(call).id()));
}

Result ReceiveOwn(NativeCall& call) {
  int64_t timeout;
  if (!ParseTimeout(call.context, call.args[0], &timeout)) {
    return Result::kRaise;
  }
  return Receive(call, timeout);
}

Result Monitor(NativeCall& call) {
  if (!CheckKind(call, call.args[0], Kind::kAgentHandle, "an Agent") ||
      !CheckTarget(call, IdOf(call.args[0]))) {
    return Result::kRaise;
  }
  Agent& agent = AgentOf(call);
  const ObjectId target = IdOf(call.args[0]);
  Router& router = agent.swarm().router();
  if (!router.IsLocal(target.shard()) && !router.Watch(target, agent.id())) {
    Raise(call.context, core().NodeLost,
          absl::StrCat("the node of agent ", target.ToString(), " is lost"));
    return Result::kRaise;
  }
  Request request = RequestTo(Operation::kMonitor, target);
  request.from.agent = agent.id();
  return Tell(call, std::move(request));
}

Result RangeLength(NativeCall& call) {
  return call.Return(Value::Int(static_cast<int64_t>(
      static_cast<AgentRange*>(call.args[0].as_object())->count)));
}

// --- Spawning ----------------------------------------------------------------

std::string NameOfFunction(NativeCall& call, Value function) {
  Value name;
  if (IsKind(function, Kind::kFunction)) {
    name = static_cast<Function*>(function.as_object())->qualified_name;
  } else if (IsKind(function, Kind::kNative)) {
    name = Value::Of(
        static_cast<Native*>(function.as_object())->data->qualified_name);
  } else if (IsKind(function, Kind::kClass)) {
    name = static_cast<Class*>(function.as_object())->qualified_name;
  } else if (IsKind(function, Kind::kBoundMethod)) {
    return NameOfFunction(
        call, static_cast<BoundMethod*>(function.as_object())->function);
  }
  std::string text = IsKind(name, Kind::kStr)
                         ? ToUtf8(static_cast<Str*>(name.as_object()))
                         : std::string(TypeName(call.context, function));
  if (text.size() > kNameBytesMax) text.resize(kNameBytesMax);
  return text;
}

// The shard that near= and on= ask for.
bool FindPlace(NativeCall& call, Value near, Value on, ShardId* shard) {
  Swarm& swarm = AgentOf(call).swarm();
  *shard = swarm.NextPlacement();
  if (!near.is_unbound() && !near.is_none()) {
    if (!CheckKind(call, near, Kind::kAgentHandle, "an Agent for near") ||
        !CheckTarget(call, IdOf(near))) {
      return false;
    }
    *shard = IdOf(near).shard();
    return true;
  }
  if (on.is_unbound() || on.is_none()) return true;
  if (!CheckKind(call, on, Kind::kStr, "a node's name for on")) return false;
  const std::string name = ToUtf8(static_cast<Str*>(on.as_object()));
  if (swarm.FindShardOn(name, shard)) return true;
  RaiseValueError(call.context,
                  absl::StrCat("no node of this swarm is called '", name, "'"));
  return false;
}

bool PackStart(NativeCall& call, Value function, Value args, Value kwargs,
               Request* request) {
  request->text = NameOfFunction(call, function);
  return EncodeCall(call.context, AgentOf(call).swarm().codec(), function, args,
                    kwargs, &request->payload.bytes) == OpResult::kDone;
}

bool CheckRoom(NativeCall& call, uint64_t count) {
  if (AgentOf(call).swarm().HasRoomForAgents(count)) return true;
  Raise(call.context, core().RuntimeError, "the node runs its limit of agents");
  return false;
}

Result SendSpawn(NativeCall& call, Request&& request) {
  Agent& agent = AgentOf(call);
  const Value handle =
      NewHandle(call.context, HomedKind::kAgent, request.target);
  if (agent.swarm().router().IsLocal(request.target.shard()) &&
      !CheckRoom(call, 1)) {
    return Result::kRaise;
  }
  return Tell(call, std::move(request), handle);
}

// spawn(fn, /, *args, near=None, on=None, name=None, **kwargs)
Result Spawn(NativeCall& call) {
  const Value fn = call.args[0], near = call.args[1], on = call.args[2],
              name = call.args[3], args = call.args[4], kwargs = call.args[5];
  Agent& agent = AgentOf(call);
  if (RefuseInImage(call, "midge.spawn()")) return Result::kRaise;
  const auto or_none = [](Value v) {
    return v.is_unbound() ? Value::None() : v;
  };
  if (!agent.swarm().image_ready() || !or_none(name).is_none()) {
    return call.Prelude("spawn_slowly", {fn, args, kwargs, or_none(near),
                                         or_none(on), or_none(name)});
  }
  ShardId shard;
  Request request;
  if (!FindPlace(call, near, on, &shard) ||
      !PackStart(call, fn, args, kwargs, &request)) {
    return Result::kRaise;
  }
  request.operation = Operation::kSpawn;
  request.count = 1;
  request.target = agent.swarm().NewAgentId(agent, shard);
  return SendSpawn(call, std::move(request));
}

// new_agent(near, on): a handle to an agent that is not spawned yet.
Result NewAgent(NativeCall& call) {
  ShardId shard;
  if (!FindPlace(call, call.args[0], call.args[1], &shard)) {
    return Result::kRaise;
  }
  Agent& agent = AgentOf(call);
  return call.Return(NewHandle(call.context, HomedKind::kAgent,
                               agent.swarm().NewAgentId(agent, shard)));
}

// spawn_as(agent, fn, args, kwargs, name)
Result SpawnAs(NativeCall& call) {
  Request request = RequestTo(Operation::kSpawn, IdOf(call.args[0]));
  request.count = 1;
  if (IsKind(call.args[4], Kind::kStr)) {
    request.name = ToUtf8(static_cast<Str*>(call.args[4].as_object()));
  }
  if (!PackStart(call, call.args[1], call.args[2], call.args[3], &request)) {
    return Result::kRaise;
  }
  return SendSpawn(call, std::move(request));
}

// spawn_range(fn, n, args): an AgentRange, or None if a node is lost and the
// agents cannot be dealt out evenly.
Result SpawnRange(NativeCall& call) {
  Agent& agent = AgentOf(call);
  Swarm& swarm = agent.swarm();
  int64_t n;
  if (!ToInt64(call.args[1], &n)) {
    return RaiseTypeError(call.context, "spawn_many() needs an int");
  }
  if (n < 0 || static_cast<uint64_t>(n) > kSpawnCountMax) {
    return RaiseValueError(
        call.context, absl::StrCat("spawn_many() takes 0 to ", kSpawnCountMax,
                                   " agents, not ", n));
  }
  const uint64_t count = static_cast<uint64_t>(n);
  const size_t shards = swarm.router().shard_count();
  for (size_t i = 0; i < shards; ++i) {
    if (swarm.router().IsLost(ShardId(static_cast<uint16_t>(i)))) {
      return call.Return(Value::None());
    }
  }
  Request request;
  request.operation = Operation::kSpawn;
  if (!CheckRoom(call, (count + shards - 1) / shards) ||
      !PackStart(call, call.args[0], call.args[2], Value(), &request)) {
    return Result::kRaise;
  }
  AgentRange* range = call.context.heap().New<AgentRange>();
  range->first_id = swarm.DealOut(std::move(request), agent.id(), count).bits;
  range->count = count;
  range->spread = shards;
  call.context.Charge(count);
  return call.Return(Value::Of(range));
}

// wait_for_image(): parks until agents can be spawned.
Result WaitForImage(NativeCall& call) {
  Agent& agent = AgentOf(call);
  const Waiter waiter{agent.id(), call.thread->serial, call.thread->wait + 1};
  Parcel error;
  if (agent.swarm().WaitForImage(waiter, &error)) {
    return Park(call, WaitKind::kImage, ObjectId(), Value(), kNoTimeout);
  }
  if (error.bytes.empty()) return call.Return(Value::None());
  Value exception;
  if (Unpack(&agent, error, &exception) == OpResult::kDone) {
    call.context.raised = exception;
  }
  return Result::kRaise;
}

// --- Names -------------------------------------------------------------------

bool CheckName(NativeCall& call, Value name, std::string* text) {
  if (!CheckKind(call, name, Kind::kStr, "a name")) return false;
  *text = ToUtf8(static_cast<Str*>(name.as_object()));
  if (!text->empty() && text->size() <= kNameBytesMax) return true;
  RaiseValueError(call.context,
                  absl::StrCat("a name has 1 to ", kNameBytesMax, " bytes"));
  return false;
}

Result AskName(NativeCall& call, Operation operation, Value name,
               Value object) {
  Request request;
  if (!CheckName(call, name, &request.name)) return Result::kRaise;
  request.operation = operation;
  request.target = ObjectId::Make(
      ShardOfName(request.name, AgentOf(call).swarm().router().shard_count()),
      1);
  if (object.is_object()) {
    request.object = IdOf(object);
    request.kind = IsAgent(object) ? HomedKind::kAgent
                   : IsKind(object, Kind::kMailboxHandle)
                       ? HomedKind::kMailbox
                       : HomedKind::kSemaphore;
  }
  if (operation == Operation::kUnregister) {
    return Tell(call, std::move(request));
  }
  return Ask(call, std::move(request), {WaitKind::kReply, name});
}

Result LookUp(NativeCall& call) {
  return AskName(call, Operation::kLookUp, call.args[0], Value());
}
Result RegisterName(NativeCall& call) {
  return AskName(call, Operation::kRegister, call.args[0], call.args[1]);
}
Result UnregisterName(NativeCall& call) {
  return AskName(call, Operation::kUnregister, call.args[0], call.args[1]);
}

// --- Mailboxes ---------------------------------------------------------------

Shard* HomeOf(Agent& agent) { return agent.swarm().shard(agent.id().shard()); }

// Mailbox(name=None, capacity=None)
Result MailboxNew(NativeCall& call) {
  const Value name = call.args[1], capacity = call.args[2];
  if (RefuseInImage(call, "midge.Mailbox()")) return Result::kRaise;
  int64_t count = 0;
  if (!capacity.is_unbound() && !capacity.is_none()) {
    if (!ToInt64(capacity, &count)) {
      return RaiseTypeError(call.context, "capacity must be an int or None");
    }
    if (count < 1 || static_cast<uint64_t>(count) > kMailboxMessagesMax) {
      return RaiseValueError(
          call.context,
          absl::StrCat("capacity must be 1 to ", kMailboxMessagesMax));
    }
  }
  std::string text;
  const bool named = !name.is_unbound() && !name.is_none();
  if (named && !CheckName(call, name, &text)) return Result::kRaise;
  Agent& agent = AgentOf(call);
  const ObjectId id = HomeOf(agent)->MakeMailbox(
      agent.id(), static_cast<uint64_t>(count), text);
  const Value handle = NewHandle(call.context, HomedKind::kMailbox, id);
  if (named) return call.Prelude("register_or_close", {name, handle});
  return call.Return(handle);
}

Result MailboxSend(NativeCall& call) {
  const Value self = Handle(call, Kind::kMailboxHandle);
  if (self.is_unbound() || !CheckTarget(call, IdOf(self))) {
    return Result::kRaise;
  }
  Request request = RequestTo(Operation::kMailboxSend, IdOf(self));
  if (Pack(&AgentOf(call), call.args[1], &request.payload) != OpResult::kDone) {
    return Result::kRaise;
  }
  return Ask(call, std::move(request), {WaitKind::kMailboxSend});
}

Result MailboxReceive(NativeCall& call) {
  return AskObject(call, Kind::kMailboxHandle, Operation::kMailboxReceive,
                   WaitKind::kMailboxReceive, call.args[1]);
}

Result Close(NativeCall& call) {
  const ObjectId id = IdOf(call.args[0]);
  if (!CheckTarget(call, id)) return Result::kRaise;
  return Tell(call, RequestTo(Operation::kClose, id));
}

// --- Semaphores --------------------------------------------------------------

// Semaphore(value=1, name=None)
Result SemaphoreNew(NativeCall& call) {
  const Value value = call.args[1], name = call.args[2];
  if (RefuseInImage(call, "midge.Semaphore()")) return Result::kRaise;
  int64_t count = 1;
  if (!value.is_unbound() && !ToInt64(value, &count)) {
    return RaiseTypeError(call.context, "value must be an int");
  }
  if (count < 0 || !Value::FitsSmallInt(count)) {
    return RaiseValueError(call.context,
                           "semaphore initial value must be >= 0");
  }
  std::string text;
  const bool named = !name.is_unbound() && !name.is_none();
  if (named && !CheckName(call, name, &text)) return Result::kRaise;
  Agent& agent = AgentOf(call);
  const ObjectId id = HomeOf(agent)->MakeSemaphore(agent.id(), count, text);
  const Value handle = NewHandle(call.context, HomedKind::kSemaphore, id);
  if (named) return call.Prelude("register_or_close", {name, handle});
  return call.Return(handle);
}

Result AcquirePermits(NativeCall& call, Value timeout, bool hold) {
  const Value self = Handle(call, Kind::kSemaphoreHandle);
  WaitFor options{WaitKind::kSemaphoreAcquire};
  if (self.is_unbound() || !CheckTarget(call, IdOf(self)) ||
      !ParseTimeout(call.context, timeout, &options.timeout_nanos)) {
    return Result::kRaise;
  }
  Request request = RequestTo(Operation::kAcquire, IdOf(self));
  request.count = 1;
  request.hold = hold;
  return Ask(call, std::move(request), options);
}

Result ReleasePermits(NativeCall& call, int64_t count, bool hold) {
  const Value self = Handle(call, Kind::kSemaphoreHandle);
  if (self.is_unbound() || !CheckTarget(call, IdOf(self))) {
    return Result::kRaise;
  }
  Request request = RequestTo(Operation::kRelease, IdOf(self));
  request.count = static_cast<uint64_t>(count);
  request.hold = hold;
  return Tell(call, std::move(request));
}

Result SemaphoreAcquire(NativeCall& call) {
  return AcquirePermits(call, call.args[1], false);
}

Result SemaphoreRelease(NativeCall& call) {
  int64_t count = 1;
  if (!call.args[1].is_unbound() && !ToInt64(call.args[1], &count)) {
    return RaiseTypeError(call.context, "n must be an int");
  }
  if (count < 1 || !Value::FitsSmallInt(count)) {
    return RaiseValueError(call.context, "n must be one or more");
  }
  return ReleasePermits(call, count, false);
}

// with semaphore: what dies inside gives the permit back.
Result SemaphoreEnter(NativeCall& call) {
  return AcquirePermits(call, Value(), true);
}
Result SemaphoreExit(NativeCall& call) { return ReleasePermits(call, 1, true); }

// --- Threads -----------------------------------------------------------------

// start_thread(fn, args, kwargs, daemon) -> Thread
Result StartThread(NativeCall& call) {
  if (!CheckKind(call, call.args[1], Kind::kTuple, "a tuple") ||
      !CheckKind(call, call.args[2], Kind::kDict, "a dict")) {
    return Result::kRaise;
  }
  Thread* thread = NewThread(call.context, call.args[0],
                             static_cast<Tuple*>(call.args[1].as_object()),
                             static_cast<Dict*>(call.args[2].as_object()));
  AgentOf(call).AddThread(thread, call.args[3].is_true());
  return call.Return(Value::Of(thread));
}

// thread(fn, /, *args, **kwargs)
Result NewMicrothread(NativeCall& call) {
  Thread* thread = NewThread(call.context, call.args[0],
                             static_cast<Tuple*>(call.args[1].as_object()),
                             static_cast<Dict*>(call.args[2].as_object()));
  AgentOf(call).AddThread(thread, false);
  return call.Return(Value::Of(thread));
}

// A thread of the image ended with the agent that the image was made in.
bool HasEnded(const Thread* thread) {
  return thread->shared() ||
         thread->state == static_cast<uint32_t>(ThreadState::kFinished) ||
         thread->state == static_cast<uint32_t>(ThreadState::kFailed);
}

Result ThreadJoin(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kThread);
  int64_t timeout;
  if (self.is_unbound() ||
      !ParseTimeout(call.context, call.args[1], &timeout)) {
    return Result::kRaise;
  }
  Thread* thread = static_cast<Thread*>(self.as_object());
  if (thread == call.thread) {
    return Raise(call.context, core().RuntimeError,
                 "cannot join current thread");
  }
  if (thread->state == static_cast<uint32_t>(ThreadState::kFinished)) {
    return call.Return(thread->value);
  }
  if (thread->state == static_cast<uint32_t>(ThreadState::kFailed)) {
    call.context.raised = thread->value;
    return Result::kRaise;
  }
  if (HasEnded(thread)) return call.Return(Value::None());
  Value& joiners = ThreadExtraSlot(call.context, thread, kThreadJoiners);
  if (joiners.is_unbound()) joiners = Value::Of(NewList(call.context));
  ListPush(call.context, static_cast<List*>(joiners.as_object()),
           Value::Of(call.thread));
  return Park(call, WaitKind::kThreadJoin, ObjectId(), self, timeout);
}

Result ThreadAlive(NativeCall& call) {
  return call.Return(
      Value::Bool(!HasEnded(static_cast<Thread*>(call.args[0].as_object()))));
}

Result CurrentThread(NativeCall& call) {
  return call.Return(Value::Of(call.thread));
}

Result ThreadSerial(NativeCall& call) {
  if (!CheckKind(call, call.args[0], Kind::kThread, "a Thread")) {
    return Result::kRaise;
  }
  return call.Return(NewUnsigned(
      call.context, static_cast<Thread*>(call.args[0].as_object())->serial));
}

// An agent's first thread begins with what modules, while the image was made,
// left in that agent's first thread: its objects have numbers for keys there.
Dict* FirstLocals(NativeCall& call) {
  Dict* locals = NewDict(call.context);
  const Agent& agent = AgentOf(call);
  if (agent.role() != Agent::Role::kChild ||
      call.thread->serial != kMainThreadSerial) {
    return locals;
  }
  const Agent* image = agent.swarm().image();
  const Value left = GetThreadExtra(image->main.get(), kThreadLocals);
  if (left.is_unbound()) return locals;
  Value key, value;
  Dict* from = static_cast<Dict*>(left.as_object());
  for (int64_t at = 0; DictNext(from, &at, &key, &value);) {
    if (IsKind(key, Kind::kStr)) continue;  // The Thread, say, that it was.
    DictStore(call.context, locals, key, value);
  }
  return locals;
}

// thread_locals(): the running thread's own dict.
Result ThreadLocals(NativeCall& call) {
  Value& locals = ThreadExtraSlot(call.context, call.thread, kThreadLocals);
  if (locals.is_unbound()) locals = Value::Of(FirstLocals(call));
  return call.Return(locals);
}

Result ActiveThreads(NativeCall& call) {
  return call.Return(
      Value::Int(static_cast<int64_t>(AgentOf(call).thread_count())));
}

// format_exception(exception): the text of its traceback.
Result ExceptionText(NativeCall& call) {
  if (!IsInstance(call.context, call.args[0], core().BaseException)) {
    return RaiseTypeError(call.context, "expected an exception");
  }
  return call.Return(Value::Of(
      NewStr(call.context, FormatException(call.context, call.args[0]))));
}

// CPython counts nanoseconds in 63 bits.
constexpr double kSleepSecondsMax = 9223372036.854775807;

// time.sleep(seconds).  What is not plainly a number is for the prelude to
// read.
Result SleepFor(NativeCall& call) {
  const Value seconds = call.args[0];
  if (!seconds.is_int() && !seconds.is_float()) {
    return call.Prelude("sleep_for", {seconds});
  }
  int64_t nanos;
  if (!ParseTimeout(call.context, seconds, &nanos)) return Result::kRaise;
  const double length = seconds.is_int() ? static_cast<double>(seconds.as_int())
                                         : seconds.as_float();
  if (std::abs(length) >= kSleepSecondsMax) {
    return RaiseOverflowError(call.context,
                              "timestamp too large to convert to C _PyTime_t");
  }
  if (length < 0) {
    return RaiseValueError(call.context, "sleep length must be non-negative");
  }
  if (nanos == 0) {
    // Gives the rest of the slice to the others.
    call.context.budget = 0;
    return call.Return(Value::None());
  }
  return Park(call, WaitKind::kSleep, ObjectId(), Value(), nanos);
}

// data_file(name): the bytes of a file that came with the program, or None.
Result DataFile(NativeCall& call) {
  if (!CheckKind(call, call.args[0], Kind::kStr, "a name")) {
    return Result::kRaise;
  }
  const auto& files = AgentOf(call).swarm().spec().data_files;
  const auto found =
      files.find(ToUtf8(static_cast<Str*>(call.args[0].as_object())));
  if (found == files.end()) return call.Return(Value::None());
  if (!call.context.heap().HasRoomFor(found->second.size())) {
    return RaiseMemoryError(call.context);
  }
  call.context.Charge(found->second.size() / 16);
  return call.Return(Value::Of(NewBytes(call.context, found->second)));
}

// --- Tables ------------------------------------------------------------------

constexpr NativeSpec kFunctions[] = {
    {"spawn", "fn, /, *args, near=None, on=None, name=None, **kwargs", &Spawn},
    {"me", "", &Me},
    {"receive", "timeout=None", &ReceiveOwn},
    {"monitor", "agent, /", &Monitor},
    {"lookup", "name, /", &LookUp},
    {"thread", "fn, /, *args, **kwargs", &NewMicrothread},
};

constexpr NativeSpec kTimeFunctions[] = {
    {"sleep", "seconds, /", &SleepFor},
};

constexpr NativeSpec kPreludeFunctions[] = {
    {"new_agent", "near, on, /", &NewAgent},
    {"spawn_as", "agent, fn, args, kwargs, name, /", &SpawnAs},
    {"spawn_range", "fn, n, args, /", &SpawnRange},
    {"wait_for_image", "", &WaitForImage},
    {"register_name", "name, object, /", &RegisterName},
    {"unregister_name", "name, object, /", &UnregisterName},
    {"data_file", "name, /", &DataFile},
    {"start_thread", "fn, args, kwargs, daemon, /", &StartThread},
    {"current_thread", "", &CurrentThread},
    {"thread_serial", "thread, /", &ThreadSerial},
    {"thread_locals", "", &ThreadLocals},
    {"active_threads", "", &ActiveThreads},
    {"format_exception", "exception, /", &ExceptionText},
};

constexpr NativeSpec kAgentMethods[] = {
    {"send", "self, value, /", &AgentSend},
    {"join", "self, timeout=None", &AgentJoin},
    {"kill", "self, /", &AgentKill},
};
constexpr NativeSpec kAgentAlive = {"alive", "self, /", &AgentAlive};
constexpr NativeSpec kId = {"id", "self, /", &HandleId};

constexpr NativeSpec kRangeMethods[] = {
    {"__len__", "self, /", &RangeLength},
};

constexpr NativeSpec kMailboxMethods[] = {
    {"__new__", "cls, name=None, capacity=None", &MailboxNew},
    {"send", "self, value, /", &MailboxSend},
    {"receive", "self, timeout=None", &MailboxReceive},
    {"close", "self, /", &Close},
};

constexpr NativeSpec kSemaphoreMethods[] = {
    {"__new__", "cls, value=1, name=None", &SemaphoreNew},
    {"acquire", "self, timeout=None", &SemaphoreAcquire},
    {"release", "self, n=1", &SemaphoreRelease},
    {"close", "self, /", &Close},
    {"__enter__", "self, /", &SemaphoreEnter},
    {"__exit__", "self, type, value, traceback, /", &SemaphoreExit},
};

constexpr NativeSpec kThreadMethods[] = {
    {"join", "self, timeout=None", &ThreadJoin},
};
constexpr NativeSpec kThreadAlive = {"alive", "self, /", &ThreadAlive};

}  // namespace

void RegisterMidge() {
  Core& c = core();
  AddFunctions("midge", kFunctions);
  AddFunctions("time", kTimeFunctions);
  AddFunctions("_prelude", kTimeFunctions);
  AddFunctions("_prelude", kPreludeFunctions);
  AddMethods(c.agent, kAgentMethods);
  AddGetter(c.agent, kAgentAlive);
  AddMethods(c.agent_range, kRangeMethods);
  AddMethods(c.mailbox, kMailboxMethods);
  AddMethods(c.semaphore, kSemaphoreMethods);
  AddMethods(c.thread, kThreadMethods);
  AddGetter(c.thread, kThreadAlive);
  for (Class* cls : {c.agent, c.mailbox, c.semaphore}) AddGetter(cls, kId);
  for (Class* cls : {c.agent, c.agent_range, c.mailbox, c.semaphore, c.thread,
                     c.AgentError, c.NodeLost, c.Deadlock, c.TimeoutError}) {
    AddConstant("midge", ToUtf8(cls->name), Value::Of(cls));
  }
}

}  // namespace midge::vm

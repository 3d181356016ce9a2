#include "vm/sched/shard.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/sched/agent_record.h"
#include "vm/sched/limits.h"
#include "vm/text/hash.h"

namespace midge::vm {

namespace {

// How a serial says who gave it out: 0 the shard itself, else the shard whose
// number is one less.  SYNC: serial-layout (base/ids.h).
constexpr int kOriginShift = 32;
constexpr uint64_t kForAll = uint64_t{1} << 31;

uint64_t OriginOf(uint64_t serial) { return serial >> kOriginShift; }

std::unique_ptr<Event> NewEvent(Event::Type type) {
  auto event = std::make_unique<Event>();
  event->type = type;
  return event;
}

Request ExitMessage(ObjectId watcher, ObjectId ended, Outcome outcome,
                    const Parcel& payload) {
  Request request;
  request.operation = Operation::kExited;
  request.target = watcher;
  request.object = ended;
  request.outcome = outcome;
  // A result is for join(); a watcher learns of a failure.
  if (outcome != Outcome::kDone) request.payload = payload;
  return request;
}

}  // namespace

ShardId ShardOfName(const std::string& name, size_t shard_count) {
  return ShardId(static_cast<uint16_t>(
      static_cast<uint64_t>(text::HashBytes(name)) % shard_count));
}

Request ReplyTo(const Waiter& waiter, Outcome outcome, Parcel payload) {
  Request request;
  request.operation = Operation::kReply;
  request.outcome = outcome;
  request.target = waiter.agent;
  request.from = waiter;
  request.payload = std::move(payload);
  return request;
}

bool GiveBack(Event* reply, ObjectId agent, Request* request) {
  if (reply->type != Event::Type::kReply || reply->outcome != Outcome::kDone ||
      reply->count == 0) {
    return false;
  }
  request->target = reply->object;
  request->from.agent = agent;
  request->count = reply->count;
  if (reply->kind == HomedKind::kMailbox) {
    request->operation = Operation::kMailboxGiveBack;
    request->payload = std::move(reply->payload);
    return true;
  }
  // What is held comes back with kAgentGone.
  request->operation = Operation::kRelease;
  return reply->kind == HomedKind::kSemaphore && !reply->hold;
}

// --- Serials -----------------------------------------------------------------

uint64_t Shard::TakeSerials(uint64_t count) {
  SpinLockHolder lock(&mutex_);
  const uint64_t first = next_serial_;
  next_serial_ += count;
  MIDGE_CHECK(OriginOf(next_serial_) == 0, "a shard is out of serials");
  return first;
}

uint64_t Shard::TakeSerialsFor(ShardId there, uint64_t count) {
  SpinLockHolder lock(&mutex_);
  uint64_t& next = next_for_[there.value()];
  if (next == 0) next = 1;
  const uint64_t first = next;
  next += count;
  MIDGE_CHECK(next < kForAll, "a shard is out of serials");
  return (uint64_t{id_.value()} + 1) << kOriginShift | first;
}

uint64_t Shard::TakeSerialsForAll(uint64_t count) {
  SpinLockHolder lock(&mutex_);
  const uint64_t first = next_for_all_;
  next_for_all_ += count;
  MIDGE_CHECK(next_for_all_ < kForAll, "a shard is out of serials");
  return (uint64_t{id_.value()} + 1) << kOriginShift | kForAll | first;
}

// --- Agents ------------------------------------------------------------------

Shard::Life Shard::LifeOf(uint64_t serial) const {
  if (agents_.Find(serial) != nullptr) return Life::kAlive;
  if (births_.Contains(serial)) return Life::kEnded;
  // Our own serials are born as they are given out, or never.
  const bool ours = OriginOf(serial) == 0;
  return ours && serial < next_serial_ ? Life::kEnded : Life::kUnborn;
}

Shard::Ties& Shard::TiesOf(uint64_t serial) {
  std::unique_ptr<Ties>& ties = ties_[serial];
  if (ties == nullptr) ties = std::make_unique<Ties>();
  return *ties;
}

bool Shard::WasBorn(uint64_t first, uint64_t count) {
  SpinLockHolder lock(&mutex_);
  return births_.Overlaps(first, count);
}

void Shard::Bear(const std::vector<AgentRecord*>& agents,
                 const std::string& name) {
  if (agents.empty()) return;
  SpinLockHolder lock(&mutex_);
  births_.Add(agents.front()->id().serial(), agents.size());
  for (AgentRecord* agent : agents) {
    const uint64_t serial = agent->id().serial();
    agents_.Add(serial, agent);
    const auto ties = ties_.find(serial);
    if (ties == ties_.end()) continue;
    while (auto event = ties->second->early.Pop()) {
      agent->Deliver(std::move(event));
    }
  }
  if (!name.empty()) TiesOf(agents.front()->id().serial()).name = name;
}

void Shard::DeliverTo(uint64_t serial, std::unique_ptr<Event> event,
                      Requests* out) {
  switch (LifeOf(serial)) {
    case Life::kAlive:
      agents_.Find(serial)->Deliver(std::move(event));
      return;
    case Life::kUnborn:
      TiesOf(serial).early.Push(std::move(event));
      return;
    case Life::kEnded: {
      Request back;
      if (GiveBack(event.get(), ObjectId::Make(id_, serial), &back)) {
        out->push_back(std::move(back));
      }
      return;
    }
  }
}

bool Shard::Deliver(uint64_t serial, std::unique_ptr<Event>* event) {
  SpinLockHolder lock(&mutex_);
  AgentRecord* agent = agents_.Find(serial);
  if (agent == nullptr) return false;
  agent->Deliver(std::move(*event));
  return true;
}

void Shard::Join(const Request& request, Requests* out) {
  const uint64_t serial = request.target.serial();
  if (LifeOf(serial) != Life::kEnded) {
    TiesOf(serial).joiners.push_back(request.from);
    return;
  }
  const auto kept = exits_.find(serial);
  if (kept == exits_.end()) {
    out->push_back(ReplyTo(request.from, Outcome::kDropped));
  } else if (kept->second == nullptr) {
    out->push_back(ReplyTo(request.from, Outcome::kDone));
  } else {
    out->push_back(
        ReplyTo(request.from, kept->second->outcome, kept->second->payload));
  }
}

void Shard::Monitor(const Request& request, Requests* out) {
  const uint64_t serial = request.target.serial();
  if (LifeOf(serial) != Life::kEnded) {
    TiesOf(serial).watchers.push_back(request.from.agent);
    return;
  }
  const auto kept = exits_.find(serial);
  const bool failed = kept != exits_.end() && kept->second != nullptr;
  out->push_back(ExitMessage(request.from.agent, request.target,
                             failed ? kept->second->outcome : Outcome::kDone,
                             failed ? kept->second->payload : Parcel()));
}

void Shard::CancelJoin(const Request& request, Requests* out) {
  const auto ties = ties_.find(request.target.serial());
  if (ties == ties_.end()) return;
  if (std::erase(ties->second->joiners, request.from) > 0) {
    out->push_back(ReplyTo(request.from, Outcome::kTimedOut));
  }
}

void Shard::ApplyToAgent(Request&& request, Requests* out) {
  const uint64_t serial = request.target.serial();
  std::unique_ptr<Event> event;
  switch (request.operation) {
    case Operation::kSend:
      event = NewEvent(Event::Type::kMessage);
      event->payload = std::move(request.payload);
      break;
    case Operation::kExited:
      event = NewEvent(Event::Type::kExited);
      event->object = request.object;
      event->outcome = request.outcome;
      event->payload = std::move(request.payload);
      break;
    case Operation::kKill:
      event = NewEvent(Event::Type::kKill);
      break;
    case Operation::kReply:
      event = NewEvent(Event::Type::kReply);
      event->outcome = request.outcome;
      event->kind = request.kind;
      event->hold = request.hold;
      event->thread = request.from.thread;
      event->wait = request.from.wait;
      event->object = request.object;
      event->count = request.count;
      event->payload = std::move(request.payload);
      break;
    case Operation::kJoin:
      return Join(request, out);
    case Operation::kMonitor:
      return Monitor(request, out);
    case Operation::kAlive: {
      const bool alive = LifeOf(serial) != Life::kEnded;
      out->push_back(
          ReplyTo(request.from, Outcome::kDone, {Value::Bool(alive), {}}));
      return;
    }
    default:
      return;
  }
  DeliverTo(serial, std::move(event), out);
}

void Shard::KeepExit(uint64_t serial, Exit exit) {
  const bool plain = exit.outcome == Outcome::kDone &&
                     exit.payload.bytes.empty() && exit.payload.word.is_none();
  exits_[serial] = plain ? nullptr : std::make_unique<Exit>(std::move(exit));
  exit_order_.Push(serial);
  if (exit_order_.size() > kKeptExitsMax) exits_.erase(exit_order_.Pop());
}

void Shard::TellTies(ObjectId id, Ties* ties, const Exit& exit, Requests* out) {
  for (const Waiter& joiner : ties->joiners) {
    out->push_back(ReplyTo(joiner, exit.outcome, exit.payload));
  }
  for (const ObjectId watcher : ties->watchers) {
    out->push_back(ExitMessage(watcher, id, exit.outcome, exit.payload));
  }
  for (const ObjectId object : ties->owned) {
    CloseMailbox(object, out);
    CloseSemaphore(object, out);
  }
  if (!ties->name.empty()) Unregister(ties->name, id, out);
}

void Shard::End(AgentRecord* agent, Exit exit, bool ends_swarm,
                EventList* unread, Requests* out) {
  const ObjectId id = agent->id();
  SpinLockHolder lock(&mutex_);
  agents_.Remove(id.serial());
  // From here on nobody delivers to it: what came until now is all there is.
  agent->TakeInbox(unread);
  const auto found = ties_.find(id.serial());
  if (found != ties_.end()) {
    const std::unique_ptr<Ties> ties = std::move(found->second);
    ties_.erase(found);
    // With the last of a program its mailboxes go quietly: to close them would
    // only make those who wait there die aloud.
    if (ends_swarm) ties->owned.clear();
    TellTies(id, ties.get(), exit, out);
  }
  KeepExit(id.serial(), std::move(exit));
}

// --- Mailboxes ---------------------------------------------------------------

ObjectId Shard::MakeMailbox(ObjectId owner, uint64_t capacity,
                            const std::string& name) {
  SpinLockHolder lock(&mutex_);
  const ObjectId id = ObjectId::Make(id_, next_serial_++);
  auto mailbox = std::make_unique<Mailbox>();
  mailbox->capacity = capacity;
  mailbox->name = name;
  mailboxes_[id.serial()] = std::move(mailbox);
  TiesOf(owner.serial()).owned.push_back(id);
  return id;
}

// Lets in the messages of parked senders for which there is room.
void Shard::AdmitSenders(Mailbox* mailbox, Requests* out) {
  const uint64_t capacity =
      mailbox->capacity == 0 ? kMailboxMessagesMax : mailbox->capacity;
  while (!mailbox->senders.empty() && mailbox->messages.size() < capacity) {
    ParkedMessage parked = mailbox->senders.Pop();
    mailbox->messages.Push(std::move(parked.payload));
    out->push_back(ReplyTo(parked.from, Outcome::kDone));
  }
}

void Shard::SendToMailbox(Mailbox* mailbox, Request&& request, Requests* out) {
  const bool asked = request.from.thread != 0;
  const uint64_t capacity =
      mailbox->capacity == 0 ? kMailboxMessagesMax : mailbox->capacity;
  if (!mailbox->receivers.empty()) {
    Request reply = ReplyTo(mailbox->receivers.Pop(), Outcome::kDone,
                            std::move(request.payload));
    reply.kind = HomedKind::kMailbox;
    reply.object = request.target;
    reply.count = 1;
    out->push_back(std::move(reply));
  } else if (asked && (mailbox->messages.size() >= capacity ||
                       !mailbox->senders.empty())) {
    mailbox->senders.Push({request.from, std::move(request.payload)});
    return;
  } else {
    mailbox->messages.Push(std::move(request.payload));
  }
  if (asked) out->push_back(ReplyTo(request.from, Outcome::kDone));
}

void Shard::ReceiveFromMailbox(Mailbox* mailbox, const Request& request,
                               Requests* out) {
  if (mailbox->messages.empty()) {
    mailbox->receivers.Push(request.from);
    return;
  }
  Request reply =
      ReplyTo(request.from, Outcome::kDone, mailbox->messages.Pop());
  reply.kind = HomedKind::kMailbox;
  reply.object = request.target;
  reply.count = 1;
  out->push_back(std::move(reply));
  AdmitSenders(mailbox, out);
}

void Shard::ApplyToMailbox(Mailbox* mailbox, Request&& request, Requests* out) {
  const auto is_from = [&request](const Waiter& waiter) {
    return waiter == request.from;
  };
  switch (request.operation) {
    case Operation::kMailboxSend:
      return SendToMailbox(mailbox, std::move(request), out);
    case Operation::kMailboxReceive:
      return ReceiveFromMailbox(mailbox, request, out);
    case Operation::kMailboxGiveBack:
      if (!mailbox->receivers.empty()) {
        return SendToMailbox(mailbox, std::move(request), out);
      }
      mailbox->messages.PushFront(std::move(request.payload));
      return;
    case Operation::kClose:
      return CloseMailbox(request.target, out);
    case Operation::kCancel: {
      const size_t removed =
          mailbox->receivers.RemoveIf(is_from) +
          mailbox->senders.RemoveIf(
              [&](const ParkedMessage& m) { return is_from(m.from); });
      if (removed > 0) {
        out->push_back(ReplyTo(request.from, Outcome::kTimedOut));
      }
      return;
    }
    case Operation::kAgentGone: {
      const ObjectId gone = request.from.agent;
      mailbox->receivers.RemoveIf(
          [gone](const Waiter& waiter) { return waiter.agent == gone; });
      mailbox->senders.RemoveIf(
          [gone](const ParkedMessage& m) { return m.from.agent == gone; });
      return;
    }
    default:
      return;
  }
}

void Shard::CloseMailbox(ObjectId id, Requests* out) {
  const auto found = mailboxes_.find(id.serial());
  if (found == mailboxes_.end()) return;
  const std::unique_ptr<Mailbox> mailbox = std::move(found->second);
  mailboxes_.erase(found);
  mailbox->receivers.ForEach([out](const Waiter& waiter) {
    out->push_back(ReplyTo(waiter, Outcome::kClosed));
  });
  mailbox->senders.ForEach([out](const ParkedMessage& parked) {
    out->push_back(ReplyTo(parked.from, Outcome::kClosed));
  });
  if (!mailbox->name.empty()) Unregister(mailbox->name, id, out);
}

// --- Semaphores --------------------------------------------------------------

ObjectId Shard::MakeSemaphore(ObjectId owner, int64_t value,
                              const std::string& name) {
  SpinLockHolder lock(&mutex_);
  const ObjectId id = ObjectId::Make(id_, next_serial_++);
  auto semaphore = std::make_unique<Semaphore>();
  semaphore->value = static_cast<uint64_t>(value);
  semaphore->name = name;
  semaphores_[id.serial()] = std::move(semaphore);
  TiesOf(owner.serial()).owned.push_back(id);
  return id;
}

// First come, first served: one who wants many is not overtaken by one who
// wants few.
void Shard::Grant(ObjectId id, Semaphore* semaphore, Requests* out) {
  while (!semaphore->waiters.empty() &&
         semaphore->waiters.front().count <= semaphore->value) {
    const Acquirer acquirer = semaphore->waiters.Pop();
    semaphore->value -= acquirer.count;
    if (acquirer.hold) {
      auto& held = semaphore->held;
      const auto holder =
          std::find_if(held.begin(), held.end(), [&](const auto& entry) {
            return entry.first == acquirer.from.agent;
          });
      if (holder == held.end()) {
        held.push_back({acquirer.from.agent, acquirer.count});
      } else {
        holder->second += acquirer.count;
      }
    }
    Request reply = ReplyTo(acquirer.from, Outcome::kDone, {Value::True(), {}});
    reply.kind = HomedKind::kSemaphore;
    reply.object = id;
    reply.count = acquirer.count;
    reply.hold = acquirer.hold;
    out->push_back(std::move(reply));
  }
}

void Shard::TakeBack(ObjectId id, Semaphore* semaphore,
                     const std::function<bool(ObjectId)>& gone, Requests* out) {
  semaphore->waiters.RemoveIf(
      [&](const Acquirer& waiting) { return gone(waiting.from.agent); });
  std::erase_if(semaphore->held, [&](const auto& holder) {
    if (!gone(holder.first)) return false;
    semaphore->value += holder.second;
    return true;
  });
  Grant(id, semaphore, out);
}

void Shard::ApplyToSemaphore(Semaphore* semaphore, Request&& request,
                             Requests* out) {
  const ObjectId id = request.target;
  const ObjectId from = request.from.agent;
  switch (request.operation) {
    case Operation::kAcquire:
      semaphore->waiters.Push({request.from, request.count, request.hold});
      return Grant(id, semaphore, out);
    case Operation::kRelease:
      if (request.hold) {
        // Twice the same release, or after a kAgentGone: only what is held.
        uint64_t held = 0;
        for (auto& holder : semaphore->held) {
          if (holder.first != from) continue;
          held = std::min(holder.second, request.count);
          holder.second -= held;
        }
        request.count = held;
        std::erase_if(semaphore->held,
                      [](const auto& holder) { return holder.second == 0; });
      }
      semaphore->value += request.count;
      return Grant(id, semaphore, out);
    case Operation::kClose:
      return CloseSemaphore(id, out);
    case Operation::kCancel: {
      const size_t removed =
          semaphore->waiters.RemoveIf([&](const Acquirer& waiting) {
            return waiting.from == request.from;
          });
      if (removed > 0) {
        out->push_back(ReplyTo(request.from, Outcome::kTimedOut));
      }
      // The one who left may have stood before others who want fewer.
      return Grant(id, semaphore, out);
    }
    case Operation::kAgentGone:
      return TakeBack(
          id, semaphore, [from](ObjectId agent) { return agent == from; }, out);
    default:
      return;
  }
}

void Shard::CloseSemaphore(ObjectId id, Requests* out) {
  const auto found = semaphores_.find(id.serial());
  if (found == semaphores_.end()) return;
  const std::unique_ptr<Semaphore> semaphore = std::move(found->second);
  semaphores_.erase(found);
  semaphore->waiters.ForEach([out](const Acquirer& waiting) {
    out->push_back(ReplyTo(waiting.from, Outcome::kClosed));
  });
  if (!semaphore->name.empty()) Unregister(semaphore->name, id, out);
}

// --- Names -------------------------------------------------------------------

void Shard::Unregister(const std::string& name, ObjectId object,
                       Requests* out) {
  Request request;
  request.operation = Operation::kUnregister;
  // Any id of the name's shard: the shard is all that is looked at.
  request.target = ObjectId::Make(ShardOfName(name, shard_count_), 1);
  request.name = name;
  request.object = object;
  out->push_back(std::move(request));
}

void Shard::ApplyToName(Request&& request, Requests* out) {
  const auto found = names_.find(request.name);
  switch (request.operation) {
    case Operation::kRegister:
      if (found != names_.end()) {
        out->push_back(ReplyTo(request.from, Outcome::kTaken));
        return;
      }
      names_[request.name] = {request.kind, request.object};
      out->push_back(ReplyTo(request.from, Outcome::kDone));
      return;
    case Operation::kUnregister:
      if (found != names_.end() && found->second.object == request.object) {
        names_.erase(found);
      }
      return;
    case Operation::kSendNamed:
      if (found == names_.end()) return;
      request.target = found->second.object;
      request.operation = found->second.kind == HomedKind::kMailbox
                              ? Operation::kMailboxSend
                              : Operation::kSend;
      if (found->second.kind != HomedKind::kSemaphore) {
        out->push_back(std::move(request));
      }
      return;
    default: {
      Request reply =
          ReplyTo(request.from,
                  found == names_.end() ? Outcome::kNotFound : Outcome::kDone);
      if (found != names_.end()) {
        reply.kind = found->second.kind;
        reply.object = found->second.object;
      }
      out->push_back(std::move(reply));
    }
  }
}

// --- All ---------------------------------------------------------------------

void Shard::Apply(Request&& request, Requests* out) {
  SpinLockHolder lock(&mutex_);
  const uint64_t serial = request.target.serial();
  switch (request.operation) {
    case Operation::kSend:
    case Operation::kJoin:
    case Operation::kMonitor:
    case Operation::kKill:
    case Operation::kAlive:
    case Operation::kReply:
    case Operation::kExited:
      return ApplyToAgent(std::move(request), out);
    case Operation::kRegister:
    case Operation::kUnregister:
    case Operation::kLookUp:
    case Operation::kSendNamed:
      return ApplyToName(std::move(request), out);
    case Operation::kMailboxSend:
    case Operation::kMailboxReceive:
    case Operation::kMailboxGiveBack:
    case Operation::kAcquire:
    case Operation::kRelease:
    case Operation::kClose:
    case Operation::kCancel:
    case Operation::kAgentGone:
      break;
    default:
      return;
  }
  if (const auto m = mailboxes_.find(serial); m != mailboxes_.end()) {
    return ApplyToMailbox(m->second.get(), std::move(request), out);
  }
  if (const auto s = semaphores_.find(serial); s != semaphores_.end()) {
    return ApplyToSemaphore(s->second.get(), std::move(request), out);
  }
  if (request.operation == Operation::kCancel) {
    return CancelJoin(request, out);
  }
  if (request.from.thread != 0) {
    out->push_back(ReplyTo(request.from, Outcome::kClosed));
  }
}

void Shard::NodeLost(const IsLost& is_lost, Requests* out) {
  SpinLockHolder lock(&mutex_);
  const auto gone = [&is_lost](ObjectId agent) {
    return is_lost(agent.shard());
  };
  for (auto& [serial, mailbox] : mailboxes_) {
    mailbox->receivers.RemoveIf(
        [&](const Waiter& waiter) { return gone(waiter.agent); });
    mailbox->senders.RemoveIf(
        [&](const ParkedMessage& m) { return gone(m.from.agent); });
  }
  for (auto& [serial, semaphore] : semaphores_) {
    TakeBack(ObjectId::Make(id_, serial), semaphore.get(), gone, out);
  }
  std::vector<uint64_t> orphans;
  for (auto& [serial, ties] : ties_) {
    std::erase_if(ties->joiners,
                  [&](const Waiter& waiter) { return gone(waiter.agent); });
    std::erase_if(ties->watchers, gone);
    const uint64_t origin = OriginOf(serial);
    if (origin != 0 && LifeOf(serial) == Life::kUnborn &&
        is_lost(ShardId(static_cast<uint16_t>(origin - 1)))) {
      orphans.push_back(serial);
    }
  }
  // Their spawner died before it could spawn them: they end before they began.
  for (const uint64_t serial : orphans) {
    const std::unique_ptr<Ties> ties = std::move(ties_[serial]);
    ties_.erase(serial);
    births_.Add(serial, 1);
    const Exit exit{Outcome::kNodeLost, {}};
    TellTies(ObjectId::Make(id_, serial), ties.get(), exit, out);
    KeepExit(serial, exit);
  }
}

}  // namespace midge::vm

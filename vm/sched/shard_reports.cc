// What a shard tells of itself.
#include <algorithm>

#include "vm/sched/agent_record.h"
#include "vm/sched/shard.h"

namespace midge::vm {

bool Shard::NamedIsAwaited() {
  SpinLockHolder lock(&mutex_);
  for (const auto& [serial, mailbox] : mailboxes_) {
    if (!mailbox->name.empty() && !mailbox->receivers.empty()) return true;
  }
  for (const auto& [serial, ties] : ties_) {
    if (ties->name.empty()) continue;
    const AgentRecord* agent = agents_.Find(serial);
    if (agent != nullptr && agent->is_receiving.load(std::memory_order_relaxed))
      return true;
  }
  return false;
}

void Shard::ForEachAgent(uint64_t after,
                         const std::function<bool(AgentRecord*)>& visit) {
  SpinLockHolder lock(&mutex_);
  agents_.ForEach(after, visit);
}

std::string Shard::AgentName(uint64_t serial) {
  SpinLockHolder lock(&mutex_);
  const auto ties = ties_.find(serial);
  return ties == ties_.end() ? "" : ties->second->name;
}

bool Shard::HasName(const std::string& name) {
  SpinLockHolder lock(&mutex_);
  return names_.contains(name);
}

void Shard::ListMailboxes(std::vector<MailboxReport>* out) {
  SpinLockHolder lock(&mutex_);
  for (auto& [serial, mailbox] : mailboxes_) {
    MailboxReport report;
    report.id = ObjectId::Make(id_, serial);
    report.name = mailbox->name;
    report.messages = mailbox->messages.size();
    report.capacity = mailbox->capacity;
    report.receivers = mailbox->receivers.size();
    report.senders = mailbox->senders.size();
    out->push_back(std::move(report));
  }
}

void Shard::ListSemaphores(std::vector<SemaphoreReport>* out) {
  SpinLockHolder lock(&mutex_);
  for (auto& [serial, semaphore] : semaphores_) {
    SemaphoreReport report;
    report.id = ObjectId::Make(id_, serial);
    report.name = semaphore->name;
    report.value = static_cast<int64_t>(semaphore->value);
    report.waiters = semaphore->waiters.size();
    report.holders = semaphore->held.size();
    out->push_back(std::move(report));
  }
}

void Shard::AddTo(VmStats* stats) {
  SpinLockHolder lock(&mutex_);
  stats->mailboxes += mailboxes_.size();
  stats->semaphores += semaphores_.size();
  for (auto& [serial, mailbox] : mailboxes_) {
    stats->mailbox_messages += mailbox->messages.size();
  }
  agents_.ForEach(0, [stats](AgentRecord* agent) {
    ++stats->agents;
    ++(agent->is_idle() ? stats->agents_parked : stats->agents_ready);
    stats->heap_bytes +=
        uint64_t{agent->seen_heap_words.load(std::memory_order_relaxed)} * 8;
    return true;
  });
}

}  // namespace midge::vm

// An agent as everybody else sees it: its id and its inbox.
//
// An agent is idle (all its threads are parked), queued (a worker will take it)
// or running (a worker has it).  Whoever delivers an event to an idle agent
// queues it, so exactly one worker runs an agent at a time and an event is
// never forgotten.  One word says both what has come and whether the agent is
// idle, so that neither side can miss the other:
//
//   inbox_      nothing has come   Idle(): nor does it run   else: what came
//   Deliver():  puts the event there; if it was Idle(), queues the agent
//   worker:     makes nothing Idle(); if something has come, stays queued
//
// A swarm is mostly agents that wait.  Of one that does nothing unusual, this
// record and one chunk of its heap are all there is: it is folded.  Its turn
// begins with an Agent for it, from those that the worker has to spare.
//
// Ownership: the swarm owns the records; End() in the shard makes one
//            unreachable, then the worker that ran the agent deletes it.
// Threads:   Deliver(), Wake(), Hold() and the relaxed values from any thread;
//            everything else only from the worker that runs the agent.
#ifndef MIDGE_VM_SCHED_AGENT_RECORD_H_
#define MIDGE_VM_SCHED_AGENT_RECORD_H_

#include <atomic>
#include <memory>
#include <string>

#include "base/ids.h"
#include "vm/heap/heap.h"
#include "vm/sched/event.h"

namespace midge::vm {

class Agent;
class Swarm;

// What a number of agents were spawned with.
struct BirthCertificate {
  std::string function;  // for people
  // The bytes of the call (vm/image/call.h).  If they are for one agent alone,
  // it drops them at its start.
  std::string payload;
  Value called;  // the image's function, if that was found by its name
  bool for_one = false;
  // The agents of a spawn_many() get the number of the first, and so much more
  // for each serial after it, as an argument; stride 0: no number.
  uint64_t first_serial = 0;
  uint64_t first_index = 0;
  uint64_t stride = 0;
};

// The time in AgentRecord::queued_micros: never 0.
inline uint32_t ToMicros(int64_t nanos) {
  return static_cast<uint32_t>(nanos / 1000) | 1;
}

class AgentRecord {
 public:
  enum class Role : uint8_t { kRoot, kChild, kImageBuilder };

  AgentRecord(Swarm* swarm, ObjectId id, Role role)
      : wake_count(static_cast<uint8_t>(id.serial() - 1)),
        role_(role),
        id_(id),
        swarm_(swarm) {}
  ~AgentRecord();
  AgentRecord(const AgentRecord&) = delete;
  AgentRecord& operator=(const AgentRecord&) = delete;

  ObjectId id() const { return id_; }
  Swarm& swarm() const { return *swarm_; }
  Role role() const { return role_; }

  // Any thread; the caller makes sure that the record is not deleted meanwhile
  // (it holds the shard's lock).  Queues the agent if it is idle.
  void Deliver(std::unique_ptr<Event> event);
  // Queues the agent if it is idle.
  void Wake();
  // Makes an idle agent as if a worker had it, so that nobody queues it; false
  // if it is not idle.
  bool Hold();
  // REQUIRES: held, or running.  False: something has come meanwhile; the
  // caller has to queue it, or run it.
  bool GoIdle();
  bool is_idle() const {
    return inbox_.load(std::memory_order_relaxed) == Idle();
  }
  // Appends what has come to `*events`, in order.  By the running worker, or
  // once nobody can deliver any more.
  void TakeInbox(EventList* events);
  bool inbox_empty() const {
    return inbox_.load(std::memory_order_relaxed) == nullptr;
  }

  // REQUIRES, both: held, or running.
  Agent& Unfold();
  // Folds the agent, if nothing is unusual about it.
  void Fold();

  std::shared_ptr<BirthCertificate> birth;
  int64_t born_nanos = 0;
  // What reports tell of it between its turns.
  std::atomic<uint32_t> seen_heap_words{0};  // 8 bytes each
  std::atomic<uint32_t> seen_messages{0};
  std::atomic<bool> in_turn{false};
  std::atomic<bool> is_receiving{false};  // a thread is in receive()
  std::atomic<bool> doomed{false};  // the swarm stops: end at the next turn
  bool started = false;
  // When it was queued, for the latency histogram; 0: not measured.
  uint32_t queued_micros = 0;
  // Begins at another number for each, so that one in 64 is measured of many
  // that are woken once, too.
  uint8_t wake_count;

 private:
  bool is_folded_ = true;
  const Role role_;
  // Where the inbox of an idle agent points to; no event is there.
  static Event* Idle() { return reinterpret_cast<Event*>(1); }

  std::atomic<Event*> inbox_{Idle()};  // newest first
  const ObjectId id_;
  Swarm* const swarm_;
  union {
    Agent* agent_;
    HeapChunk* heap_ = nullptr;  // if is_folded_; null: nothing yet
  };
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_AGENT_RECORD_H_

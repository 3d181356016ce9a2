// An agent: an isolated heap, an inbox, and the microthreads that share them.
//
// An agent is idle (all its threads are parked), queued (a worker will take it)
// or running (a worker has it).  Whoever delivers an event to an idle agent
// queues it, so exactly one worker runs an agent at a time and an event is
// never forgotten.  One word says both what has come and whether the agent is
// idle, so that neither side can miss the other:
//
//   inbox_      nothing has come   kIdle: nor does it run   else: what has come
//   Deliver():  puts the event there; if it was kIdle, queues the agent
//   worker:     makes nothing kIdle; if something has come, stays queued
//
//
// Ownership: the swarm owns its agents; End() in the shard makes an agent
//            unreachable, then the worker that ran it deletes it.
// Threads:   Deliver() and the relaxed counters from any thread; everything
//            else only from the worker that runs the agent.
#ifndef MIDGE_VM_SCHED_AGENT_H_
#define MIDGE_VM_SCHED_AGENT_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "vm/interp/thread.h"
#include "vm/objects/context.h"
#include "vm/sched/event.h"

namespace midge::vm {

class Swarm;

// What a number of agents were spawned with; shared by all of a spawn_many().
struct BirthCertificate {
  std::string function;  // for people
  std::string payload;   // the codec's bytes of (function, args, kwargs)
};

// A queue of threads, linked by Thread::next.
struct ThreadQueue {
  Ref<Thread> first, last;

  bool empty() const { return !first; }
  void Push(Thread* thread);
  Thread* Pop();
  // False if it is not in the queue.
  bool Remove(Thread* thread);
  void Visit(RootVisitor& visitor) {
    visitor.Visit(&first);
    visitor.Visit(&last);
  }
};

class Agent final : public Context {
 public:
  enum class Role : uint8_t { kRoot, kChild, kImageBuilder };

  Agent(Services* services, Swarm* swarm, ObjectId id, Role role);
  ~Agent() override;

  ObjectId id() const { return id_; }
  Swarm& swarm() const { return *swarm_; }
  Role role() const { return role_; }

  // Any thread; the caller makes sure that the agent is not deleted meanwhile
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

  // --- Threads ---
  // Takes in a new thread, ready to run.
  void AddThread(Thread* thread, bool daemon);
  void RemoveThread(Thread* thread);
  // Null if it is no more.
  Thread* FindThread(uint64_t serial);
  size_t thread_count() const { return live_threads_; }
  // Those the agent's end waits for.
  size_t foreground_count() const { return foreground_threads_; }
  template <typename Visit>
  void ForEachThread(Visit visit) {
    for (const Entry& entry : threads_) {
      if (entry.thread) visit(entry.thread.get());
    }
  }
  // Ends `thread`'s wait: its call returns `value` or raises it.
  void Unpark(Thread* thread, Value value);
  void UnparkRaising(Thread* thread, Value exception);

  // Counted, and its time with it.
  void CollectHeap() override;
  void VisitRoots(RootVisitor& visitor) override;

  // --- What the turn keeps (vm/sched/turn.cc) ---
  std::atomic<bool> in_turn{false};  // for reports
  std::atomic<bool> doomed{false};   // the swarm stops: end at the next turn
  std::atomic<uint32_t> seen_heap_kilobytes{0};  // for reports
  std::atomic<uint32_t> seen_messages{0};
  std::atomic<uint32_t> receiving{0};  // threads in receive()
  bool is_receiving() const {
    return receiving.load(std::memory_order_relaxed) > 0;
  }
  bool killed = false;
  bool main_done = false;
  bool started = false;
  // When it was queued, for the latency histogram; 0: not measured.
  int64_t queued_nanos = 0;
  uint32_t wake_count = 0;
  int64_t born_nanos = 0;

  ThreadQueue ready;
  ThreadQueue receivers;  // in receive(), first come first
  Ref<Thread> turn;       // the thread that has its slice
  Ref<Thread> main;       // the first thread
  Value outcome;          // what main returned or raised
  bool outcome_raised = false;

  EventList messages;    // received by nobody yet
  uint32_t refused = 0;  // messages past kInboxMessagesMax

  std::shared_ptr<const BirthCertificate> birth;
  uint64_t birth_index = 0;
  bool birth_indexed = false;

  // Mailboxes, semaphores, agents elsewhere that must know when we end: we may
  // wait at them or hold permits of them.
  std::unique_ptr<std::vector<ObjectId>> entangled;
  void EntangleWith(ObjectId id);

 private:
  struct Entry {
    uint64_t serial;
    Ref<Thread> thread;  // nothing once it has ended
  };
  std::vector<Entry>::iterator EntryOf(uint64_t serial);
  // Where the inbox of an idle agent points to; no event is there.
  static Event* Idle() { return reinterpret_cast<Event*>(1); }

  const ObjectId id_;
  Swarm* const swarm_;
  const Role role_;
  std::atomic<Event*> inbox_{Idle()};  // newest first
  uint64_t next_thread_ = 1;
  std::vector<Entry> threads_;  // by serial
  size_t live_threads_ = 0;
  size_t foreground_threads_ = 0;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_AGENT_H_

// An agent while it is at work: an isolated heap and the microthreads that
// share it.  Between its turns it may be folded, see agent_record.h.
//
// Ownership: its record owns it.
// Threads:   only the worker that runs the agent.
#ifndef MIDGE_VM_SCHED_AGENT_H_
#define MIDGE_VM_SCHED_AGENT_H_

#include <memory>
#include <vector>

#include "vm/interp/thread.h"
#include "vm/objects/context.h"
#include "vm/sched/agent_record.h"
#include "vm/sched/event.h"

namespace midge::vm {

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
  using Role = AgentRecord::Role;

  // Nobody's yet.
  Agent() : Context(nullptr) {}

  // Becomes the agent of `record`, with what was folded of it; null: nothing.
  // REQUIRES: as new.
  void Enter(AgentRecord* record, HeapChunk* heap);
  // Whether it can be folded: one thread, parked, and nothing that most agents
  // do not have.
  bool is_plain() const;
  // Leaves the record with what is left of it, and is as new.
  // REQUIRES: is_plain().
  HeapChunk* Leave();
  // Is as new; false if it had better be deleted.
  bool Reset();

  AgentRecord& record() const { return *record_; }
  ObjectId id() const { return record_->id(); }
  Swarm& swarm() const { return record_->swarm(); }
  Role role() const { return record_->role(); }

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
  bool killed = false;
  bool main_done = false;
  bool exiting = false;  // what atexit knows was started

  ThreadQueue ready;
  ThreadQueue receivers;  // in receive(), first come first
  Ref<Thread> turn;       // the thread that has its slice
  Ref<Thread> main;       // the first thread
  Value outcome;          // what main returned or raised
  bool outcome_raised = false;

  EventList messages;    // received by nobody yet
  uint32_t refused = 0;  // messages past kInboxMessagesMax

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

  AgentRecord* record_ = nullptr;
  uint64_t next_thread_ = 1;
  std::vector<Entry> threads_;  // by serial
  size_t live_threads_ = 0;
  size_t foreground_threads_ = 0;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_AGENT_H_

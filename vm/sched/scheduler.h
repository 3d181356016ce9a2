// Worker threads and what each runs next.
//
// One worker per core.  Each has a queue of agents, a slot for an agent that
// was woken while nobody waited in the queue, and a timer wheel.  A worker
// takes, in this order: its slot, its queue, and half of some other worker's
// queue.  With nothing to do it sleeps until its next timer or until somebody
// has work, so an idle process uses no CPU.
//
// First come, first served: an agent that many send to finds all their messages
// at its turn, and no pair that plays ping-pong starves the others.  The slot
// is out of reach of other workers, which would only tear such a pair apart.
//
// Waking: at most one worker at a time is woken to search.  When it finds work
// and there may be more, it wakes the next.  Whoever enqueues looks for
// sleepers after he has pushed; whoever goes to sleep looks at the queues after
// he has said so; with sequential consistency one of the two sees the other.
//
// Slices, fairness and what an agent is are not known here: see turn.h.
#ifndef MIDGE_VM_SCHED_SCHEDULER_H_
#define MIDGE_VM_SCHED_SCHEDULER_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

#include "base/mutex.h"
#include "base/spin_lock.h"
#include "vm/sched/timer_wheel.h"

namespace midge::vm {

class AgentRecord;

// What the scheduler runs.  Threads: called by the workers.
class SchedulerClient {
 public:
  virtual ~SchedulerClient() = default;
  // Gives the agent a turn.  True: it has more to do.
  virtual bool RunTurn(AgentRecord* agent) = 0;
  // The calling worker has no agent to run, for now; this may queue one.
  virtual void OutOfWork() = 0;
  virtual void TimerDue(const TimerTarget& target) = 0;
  virtual int64_t MonotonicNanoseconds() = 0;
};

class Scheduler {
 public:
  // `workers` 0: one per core.
  Scheduler(int workers, SchedulerClient* client);
  ~Scheduler();

  void Start();
  // Workers stop after the turn they are in.
  void Stop();

  enum class Place { kNext, kLast };
  // Any thread.  kNext: the caller's own worker, if it is one where nobody
  // waits, runs it next.
  void Enqueue(AgentRecord* agent, Place place);

  // On the calling worker's wheel; any thread.
  uint64_t ArmTimer(int64_t deadline_nanos, const TimerTarget& target);
  // False if it has fired.
  bool CancelTimer(uint64_t id);
  // The clock jumped: look at the timers now.
  void ClockMoved();

  int worker_count() const { return static_cast<int>(workers_.size()); }
  // The number of the worker that calls, or -1.
  static int CurrentWorker() { return current_worker_; }
  // Whether the caller is a worker with an agent to run next, unless another
  // worker takes that.
  bool HasMoreHere() const {
    if (current_worker_ < 0) return false;
    const Worker& worker = *workers_[static_cast<size_t>(current_worker_)];
    return worker.slot != nullptr ||
           worker.queued.load(std::memory_order_relaxed) > 0;
  }
  uint64_t queue_length() const;

 private:
  struct Worker {
    int number = 0;
    std::thread thread;
    TimerWheel timers;
    uint64_t random = 0;          // whom to steal from; only its own thread
    AgentRecord* slot = nullptr;  // runs next; only its own thread
    SpinLock mutex;
    std::deque<AgentRecord*> queue ABSL_GUARDED_BY(mutex);
    // queue.size(), for others to look at.
    std::atomic<size_t> queued{0};
  };

  void Loop(Worker* worker);
  void RunTimers(Worker* worker);
  AgentRecord* Next(Worker* worker);
  AgentRecord* TakeOwn(Worker* worker);
  AgentRecord* Steal(Worker* thief);
  void Push(Worker* worker, AgentRecord* agent);
  bool AnyQueued() const;
  // Wakes one sleeper unless one is searching already.
  void WakeOne();
  void Sleep(Worker* worker);

  static inline thread_local constinit int current_worker_ = -1;

  SchedulerClient* const client_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::atomic<bool> stopping_{false};
  std::atomic<uint32_t> next_worker_{0};  // for agents from outside

  std::atomic<int> sleepers_{0};
  std::atomic<bool> searching_{false};
  Mutex idle_mutex_;
  CondVar idle_;
  uint64_t wakes_ ABSL_GUARDED_BY(idle_mutex_) = 0;
  uint64_t clock_moves_ ABSL_GUARDED_BY(idle_mutex_) = 0;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_SCHEDULER_H_

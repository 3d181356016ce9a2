// What people are told about an agent: `get`, `inspect`, and a Deadlock.
#ifndef MIDGE_VM_SCHED_REPORTS_H_
#define MIDGE_VM_SCHED_REPORTS_H_

#include <string>

#include "base/mutex.h"
#include "vm/sched/agent.h"
#include "vm/sched/shard.h"
#include "vm/vm.h"

namespace midge::vm {

// Somebody outside waits for a look at an agent, which the worker that runs the
// agent takes at a safepoint.
//
// Threads: Answer() by a worker, Wait() by who asks; both once.
struct InspectRequest {
  AgentReport report;
  bool found = false;

  void Answer(bool was_found) ABSL_LOCKS_EXCLUDED(mutex) {
    MutexLock lock(&mutex);
    found = was_found;
    answered = true;
    changed.SignalAll();
  }
  void Wait() ABSL_LOCKS_EXCLUDED(mutex) {
    MutexLock lock(&mutex);
    while (!answered) changed.Wait(&mutex);
  }

  Mutex mutex;
  CondVar changed;
  bool answered ABSL_GUARDED_BY(mutex) = false;
};

// Without stacks; any thread that holds the shard's lock.
AgentReport ReportOf(const AgentRecord& agent, int64_t now_nanos);
// With stacks; by the worker that runs it, at a safepoint.
void Inspect(Agent* agent, Event* event);
// The agent ended before it could be looked at.
void AnswerInspect(Event* event);

// "semaphore 0.3", "receive", "sleep": what a parked thread waits for.
std::string WaitsFor(const Thread& thread);
// "agent 0.2 (walk) waits for mailbox 0.3".  By who has the agent to himself.
std::string DescribeWaits(Agent* agent);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_REPORTS_H_

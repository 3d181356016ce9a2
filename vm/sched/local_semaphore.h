// Locks inside one agent: what threading and queue stand on.
//
// A local semaphore is a Python object (a _Waitable of the threading module,
// as its Lock and Semaphore are) with three attributes: _value, and _first and
// _last, the queue of threads that wait, linked by Thread::next.  Natives run
// to their end, so no thread ever sees one half changed.
//
// Threads: the worker that runs the agent.
#ifndef MIDGE_VM_SCHED_LOCAL_SEMAPHORE_H_
#define MIDGE_VM_SCHED_LOCAL_SEMAPHORE_H_

#include "vm/objects/native.h"
#include "vm/sched/agent.h"

namespace midge::vm {

// Whether it has those attributes.
bool IsWaitable(Context& context, Instance* semaphore);
// How many permits there are.
int64_t LocalValue(Context& context, Instance* semaphore);
// True at once, or parks; the wake-up brings True, or False after the timeout.
NativeResult LocalAcquire(NativeCall& call, Instance* semaphore,
                          int64_t timeout_nanos);
NativeResult LocalRelease(NativeCall& call, Instance* semaphore, int64_t count);
// Takes a waiting thread out of the queue it is in.
void LeaveLocalSemaphore(Agent* agent, Thread* thread);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_LOCAL_SEMAPHORE_H_

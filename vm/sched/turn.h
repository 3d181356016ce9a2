// One turn of an agent: its events are dealt with, then its threads run until
// the slice is used up or all are parked.
#ifndef MIDGE_VM_SCHED_TURN_H_
#define MIDGE_VM_SCHED_TURN_H_

#include "vm/sched/agent_record.h"

namespace midge::vm {

// True: the agent has more to do and is queued again by the caller.  False: it
// is idle, or was deleted.
// REQUIRES: the agent is queued, and the caller took it out of its queue.
bool RunTurn(AgentRecord* record);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_TURN_H_

// How an agent begins: the root and the image with the program's entry, every
// other with the function that it was spawned with.
//
// Threads: the worker that runs the agent, in its first turn.
#ifndef MIDGE_VM_SCHED_START_H_
#define MIDGE_VM_SCHED_START_H_

#include "vm/sched/agent.h"

namespace midge::vm {

// Makes the agent's first thread; false: agent->raised says why not.
bool StartAgent(Agent* agent);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_START_H_

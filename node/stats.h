// Sums of the VM's plain figures, and the process's own.
//
// Threads: safe from any thread.
#ifndef MIDGE_NODE_STATS_H_
#define MIDGE_NODE_STATS_H_

#include <cstdint>

#include "vm/vm.h"

namespace midge::node {

// Adds every field of `one` to `sum`.
void AddStats(const vm::VmStats& one, vm::VmStats* sum);

// Memory of this process that is in RAM.
uint64_t ResidentBytes();

}  // namespace midge::node

#endif  // MIDGE_NODE_STATS_H_

// Sums of the VM's plain figures.
//
// Threads: pure functions.
#ifndef MIDGE_NODE_STATS_H_
#define MIDGE_NODE_STATS_H_

#include "vm/vm.h"

namespace midge::node {

// Adds every field of `one` to `sum`.
void AddStats(const vm::VmStats& one, vm::VmStats* sum);

}  // namespace midge::node

#endif  // MIDGE_NODE_STATS_H_

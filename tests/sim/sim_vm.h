// A VM for simulations: no thread, no Python. It defines vm::Vm, so a program
// links this or midge_vm.
//
// The root of a swarm asks shards of other nodes, each ask numbered, and waits
// for the answers; what the other end is lost with ends its asks. The root
// returns when all its asks ended. Everything happens in Step().
#ifndef MIDGE_TESTS_SIM_SIM_VM_H_
#define MIDGE_TESTS_SIM_SIM_VM_H_

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/ids.h"

namespace midge::sim {

// What went against the rules, and how much was done, over all VMs.
struct Tally {
  std::vector<std::string> violations;
  int64_t asked = 0;
  int64_t answered = 0;
  int64_t lost = 0;  // Asks that ended in NodeLost.
};

// How many asks a root has in flight, and in all.
inline constexpr size_t kAsksInFlight = 40;
inline constexpr int kAsksOfRoot = 3000;

// Lets the VM of `node` run; nothing when there is none.
void StepVm(NodeId node, std::mt19937_64* random);
// The nodes that the VM of `node` was told are lost.
std::set<NodeId> LostAt(NodeId node);

Tally& TheTally();

}  // namespace midge::sim

#endif  // MIDGE_TESTS_SIM_SIM_VM_H_

// Where the shards of a new swarm go.
//
// Threads: pure functions.
#ifndef MIDGE_COORDINATOR_PLACEMENT_H_
#define MIDGE_COORDINATOR_PLACEMENT_H_

#include <cstdint>
#include <vector>

#include "base/ids.h"

namespace midge::coordinator {

// A node as placement sees it.
struct Candidate {
  NodeId id;
  uint32_t cores = 1;  // Weight; at least 1.
  uint32_t roots = 0;  // Running swarms whose root is there.
};

struct Placement {
  std::vector<NodeId> node_of_shard;
  // Shard 0 is the root's; its node is the one with the fewest roots for its
  // cores, the lowest id on a tie, so that roots do not all meet on node 1.
  NodeId root_node;
};

// How many shards a swarm over so many nodes gets.
int ShardCount(int nodes);

// Shares `shards` among the candidates by their cores, each within one shard
// of its fair part, neighbours on different nodes. The same input gives the
// same answer. REQUIRES: candidates is not empty, shards >= 1.
Placement Place(std::vector<Candidate> candidates, int shards);

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_PLACEMENT_H_

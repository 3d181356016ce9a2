#include "coordinator/placement.h"

#include <algorithm>

#include "base/check.h"
#include "coordinator/limits.h"

namespace midge::coordinator {

int ShardCount(int nodes) {
  int shards = kShardsMin;
  while (shards < nodes * kShardsPerNode && shards < kShardsMax) shards *= 2;
  return shards;
}

Placement Place(std::vector<Candidate> candidates, int shards) {
  MIDGE_CHECK(!candidates.empty() && shards >= 1);
  // roots/cores ascending, without the division.
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) {
              const uint64_t left = uint64_t{a.roots} * b.cores;
              const uint64_t right = uint64_t{b.roots} * a.cores;
              return left != right ? left < right : a.id < b.id;
            });
  Placement placement;
  placement.root_node = candidates.front().id;
  std::vector<uint64_t> held(candidates.size(), 0);
  for (int shard = 0; shard < shards; ++shard) {
    // The next shard goes where one more leaves the least load per core.
    size_t best = 0;
    for (size_t i = 1; i < candidates.size(); ++i) {
      const uint64_t mine = (held[i] + 1) * candidates[best].cores;
      const uint64_t theirs = (held[best] + 1) * candidates[i].cores;
      if (mine < theirs) best = i;
    }
    // The root's node is first in order, but a bigger one could still win the
    // first shard: that one is the root's whatever the weights.
    if (shard == 0) best = 0;
    ++held[best];
    placement.node_of_shard.push_back(candidates[best].id);
  }
  return placement;
}

}  // namespace midge::coordinator

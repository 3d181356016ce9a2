#include "coordinator/placement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

std::map<NodeId, int> Held(const Placement& placement) {
  std::map<NodeId, int> held;
  for (NodeId node : placement.node_of_shard) ++held[node];
  return held;
}

TEST(PlacementTest, OneNodeHoldsAll) {
  const Placement placement = Place({{NodeId(5), 4, 0}}, 64);
  EXPECT_EQ(placement.root_node, NodeId(5));
  EXPECT_EQ(Held(placement)[NodeId(5)], 64);
}

TEST(PlacementTest, EqualNodesHoldEqualParts) {
  const Placement placement =
      Place({{NodeId(1), 4, 0}, {NodeId(2), 4, 0}, {NodeId(3), 4, 0}}, 64);
  for (const auto& [node, count] : Held(placement)) {
    EXPECT_TRUE(count == 21 || count == 22) << node.value() << " " << count;
  }
  EXPECT_EQ(placement.node_of_shard.size(), 64u);
}

// Method: over many mixes of core counts, every node is within one shard of
// its fair part, one more for the root's node, which takes shard 0 anyway.
TEST(PlacementTest, PartsFollowCores) {
  for (uint32_t a = 1; a <= 16; a += 3) {
    for (uint32_t b = 1; b <= 64; b += 7) {
      for (uint32_t c = 1; c <= 8; ++c) {
        const Placement placement = Place(
            {{NodeId(1), a, 0}, {NodeId(2), b, 0}, {NodeId(3), c, 0}}, 256);
        auto held = Held(placement);
        const double total = a + b + c;
        const double fair[] = {256 * a / total, 256 * b / total,
                               256 * c / total};
        for (uint32_t i = 0; i < 3; ++i) {
          EXPECT_LT(std::abs(held[NodeId(i + 1)] - fair[i]), 2.0)
              << a << " " << b << " " << c << " node " << i + 1;
        }
      }
    }
  }
}

TEST(PlacementTest, RootGoesWhereFewestRootsAreAndOwnsShardZero) {
  const Placement placement =
      Place({{NodeId(1), 4, 2}, {NodeId(2), 4, 1}, {NodeId(3), 4, 1}}, 64);
  EXPECT_EQ(placement.root_node, NodeId(2));
  EXPECT_EQ(placement.node_of_shard[0], NodeId(2));
}

TEST(PlacementTest, RootOwnsShardZeroBesideABiggerNode) {
  const Placement placement = Place({{NodeId(1), 1, 0}, {NodeId(2), 64, 1}}, 8);
  EXPECT_EQ(placement.root_node, NodeId(1));
  EXPECT_EQ(placement.node_of_shard[0], NodeId(1));
}

TEST(PlacementTest, SameInputSameAnswer) {
  const std::vector<Candidate> one = {{NodeId(1), 4, 0}, {NodeId(2), 8, 0}};
  const std::vector<Candidate> two = {{NodeId(2), 8, 0}, {NodeId(1), 4, 0}};
  EXPECT_EQ(Place(one, 64).node_of_shard, Place(two, 64).node_of_shard);
}

TEST(ShardCountTest, StaysWithinItsLimits) {
  EXPECT_EQ(ShardCount(1), kShardsMin);
  EXPECT_EQ(ShardCount(kShardsMin / kShardsPerNode), kShardsMin);
  EXPECT_EQ(ShardCount(kShardsMin / kShardsPerNode + 1), 2 * kShardsMin);
  EXPECT_EQ(ShardCount(kMembersLiveMax), kShardsMax);
  EXPECT_EQ(ShardCount(1'000'000), kShardsMax);
}

}  // namespace
}  // namespace midge::coordinator

#include "base/ids.h"

#include <optional>
#include <string>
#include <type_traits>

#include "absl/container/flat_hash_set.h"
#include "gtest/gtest.h"

namespace midge {
namespace {

static_assert(!std::is_convertible_v<ShardId, NodeId>);
static_assert(!std::is_convertible_v<int, ShardId>);

TEST(ObjectIdTest, HoldsShardAndSerial) {
  const ObjectId id = ObjectId::Make(ShardId(65535), ObjectId::kSerialMax);
  EXPECT_EQ(id.shard(), ShardId(65535));
  EXPECT_EQ(id.serial(), ObjectId::kSerialMax);
  EXPECT_EQ(id.bits, ~uint64_t{0});
  EXPECT_TRUE(ObjectId().is_none());
  EXPECT_FALSE(ObjectId::Make(ShardId(0), 1).is_none());
}

TEST(ObjectIdTest, ReadsItsOwnText) {
  const ObjectId id = ObjectId::Make(ShardId(12), 345);
  EXPECT_EQ(id.ToString(), "12.345");
  EXPECT_EQ(ObjectId::Parse("12.345"), id);
  EXPECT_EQ(ObjectId::Parse("0.1"), ObjectId::Make(ShardId(0), 1));
}

TEST(ObjectIdTest, RefusesOtherText) {
  for (const char* text :
       {"", ".", "12", "12.", ".345", "1.2.3", "65536.1", "1.281474976710656",
        "1.0", "-1.2", "+1.2", "1. 2", "01.2", "1.02", "1.2x", "a.b",
        "1.99999999999999999999999"}) {
    EXPECT_EQ(ObjectId::Parse(text), std::nullopt) << text;
  }
}

TEST(ObjectIdDeathTest, MakeRefusesASerialOutOfRange) {
  EXPECT_DEATH(ObjectId::Make(ShardId(1), 0), "serial out of range");
  EXPECT_DEATH(ObjectId::Make(ShardId(1), ObjectId::kSerialMax + 1),
               "serial out of range");
}

TEST(StrongIdTest, ComparesAndHashes) {
  EXPECT_LT(NodeId(1), NodeId(2));
  EXPECT_EQ(NodeId(), NodeId(0));
  absl::flat_hash_set<NodeId> nodes = {NodeId(1), NodeId(2), NodeId(1)};
  EXPECT_EQ(nodes.size(), 2u);
  absl::flat_hash_set<ObjectId> objects = {ObjectId::Make(ShardId(1), 1),
                                           ObjectId::Make(ShardId(2), 1)};
  EXPECT_EQ(objects.size(), 2u);
}

}  // namespace
}  // namespace midge

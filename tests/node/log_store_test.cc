#include "node/log_store.h"

#include <atomic>
#include <string>
#include <thread>

#include "gtest/gtest.h"
#include "node/limits.h"

namespace midge::node {
namespace {

constexpr SwarmId kSwarm{5};

class LogStoreTest : public testing::Test {
 protected:
  void Append(const std::string& text) {
    store_.Append(kSwarm, ObjectId::Make(ShardId(1), 2), 1, text);
  }
  LogStore::Chunk Read(uint64_t cursor) {
    auto chunk = store_.Read(kSwarm, cursor, 0);
    EXPECT_TRUE(chunk.ok());
    return *chunk;
  }

  ManualClock clock_{int64_t{1'700'000'000} * kNanosPerSecond};
  LogStore store_{&clock_};
};

TEST_F(LogStoreTest, GivesWhatWasWrittenInOrder) {
  store_.Begin(kSwarm);
  Append("a");
  Append("b");
  const LogStore::Chunk chunk = Read(0);
  ASSERT_EQ(chunk.entries.size(), 2u);
  EXPECT_EQ(chunk.entries[0].text, "a");
  EXPECT_EQ(chunk.entries[1].text, "b");
  EXPECT_EQ(chunk.entries[0].unix_ms, 1'700'000'000'000);
  EXPECT_EQ(chunk.dropped, 0u);
  EXPECT_FALSE(chunk.ended);
}

TEST_F(LogStoreTest, DropsTheOldestAndSaysHowMany) {
  store_.Begin(kSwarm);
  const std::string megabyte(1 << 20, 'x');
  for (int i = 0; i < 12; ++i) Append(megabyte);
  const LogStore::Chunk chunk = Read(0);
  EXPECT_EQ(chunk.dropped, 5u);
  EXPECT_EQ(chunk.entries.size(), 1u) << "about a chunk at a time";
}

TEST_F(LogStoreTest, ATextOverTheLimitLosesItsBeginning) {
  store_.Begin(kSwarm);
  Append("begin" + std::string(kLogBytesMax, 'x') + "end");
  const std::string text = Read(0).entries.at(0).text;
  EXPECT_EQ(text.size(), static_cast<size_t>(kLogBytesMax));
  EXPECT_EQ(text.substr(text.size() - 4), "xend");
}

TEST_F(LogStoreTest, TailsTheLastLines) {
  store_.Begin(kSwarm);
  for (char c = 'a'; c <= 'e'; ++c) Append(std::string(1, c));
  EXPECT_EQ(*store_.Tail(kSwarm, 2), 3u);
  EXPECT_EQ(*store_.Tail(kSwarm, 0), 0u);
  EXPECT_EQ(*store_.Tail(kSwarm, 100), 0u);
}

TEST_F(LogStoreTest, AFollowerWakesAndReachesTheEnd) {
  store_.Begin(kSwarm);
  std::string read;
  std::thread follower([&] {
    uint64_t cursor = 0;
    while (true) {
      auto chunk = store_.Read(kSwarm, cursor, 60 * kNanosPerSecond);
      ASSERT_TRUE(chunk.ok());
      for (const LogEntry& entry : chunk->entries) read += entry.text;
      cursor = chunk->next;
      if (chunk->ended) return;
    }
  });
  Append("a");
  Append("b");
  store_.End(kSwarm);
  follower.join();
  EXPECT_EQ(read, "ab");
}

TEST_F(LogStoreTest, KeepsTheNewestOfTheEndedSwarms) {
  for (uint64_t i = 1; i <= kLogSwarmsEndedMax + 1; ++i) {
    store_.Begin(SwarmId(i));
    store_.End(SwarmId(i));
  }
  EXPECT_TRUE(absl::IsNotFound(store_.Tail(SwarmId(1), 0).status()));
  EXPECT_TRUE(store_.Tail(SwarmId(2), 0).ok());
}

TEST_F(LogStoreTest, AnUnknownSwarmIsNamed) {
  Append("nobody reads this");
  EXPECT_EQ(store_.Read(kSwarm, 0, 0).status().message(),
            "swarm 5 has no log on this node");
}

}  // namespace
}  // namespace midge::node

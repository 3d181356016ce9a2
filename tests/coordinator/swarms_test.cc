#include "coordinator/swarms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "base/utf8.h"
#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

using ::testing::HasSubstr;

constexpr Now kNow{kNanosPerSecond, 1'700'000'000'000};

Now After(int64_t ms) {
  return {kNow.monotonic_nanos + ms * kNanosPerMilli, kNow.unix_ms + ms};
}

SwarmStats Stats(uint64_t live, uint64_t sent = 0, uint64_t received = 0) {
  SwarmStats stats;
  stats.agents_live = live;
  stats.agents_spawned = 10;
  stats.envelopes_sent = sent;
  stats.envelopes_received = received;
  return stats;
}

std::string NameOf(NodeId node) {
  return absl::StrCat("node-", node.ToString());
}

class SwarmsTest : public ::testing::Test {
 protected:
  SwarmsTest() {
    swarm_.id = SwarmId(1);
    swarm_.pending_since_nanos = kNow.monotonic_nanos;
    ApplyPlacement(swarm_, Place({{a_, 4, 0}, {b_, 4, 0}}, 8));
  }
  void Run() {
    ShareStarted(swarm_, a_);
    ShareStarted(swarm_, b_);
    Begun(swarm_);
    ASSERT_EQ(swarm_.state, SwarmState::kRunning);
  }

  const NodeId a_{1};
  const NodeId b_{2};
  Swarm swarm_;
};

TEST_F(SwarmsTest, BeginsOnceEveryShareHasStarted) {
  EXPECT_EQ(swarm_.root_node, a_);
  EXPECT_FALSE(ReadyToBegin(swarm_));
  ShareStarted(swarm_, a_);
  EXPECT_FALSE(ReadyToBegin(swarm_));
  ShareStarted(swarm_, b_);
  EXPECT_TRUE(ReadyToBegin(swarm_));
  Begun(swarm_);
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  EXPECT_FALSE(ReadyToBegin(swarm_));
}

TEST_F(SwarmsTest, RootsStatusDecidesTheEnd) {
  Run();
  Swarm other = swarm_;
  RootFinished(swarm_, 0, "", After(5));
  EXPECT_EQ(swarm_.state, SwarmState::kSucceeded);
  EXPECT_EQ(swarm_.ended_unix_ms, kNow.unix_ms + 5);
  RootFinished(other, 3, "ValueError: x", kNow);
  EXPECT_EQ(other.state, SwarmState::kFailed);
  EXPECT_EQ(other.exit_status, 3);
  EXPECT_EQ(other.reason, "ValueError: x");
}

TEST_F(SwarmsTest, AnEndIsFinal) {
  Run();
  RootFinished(swarm_, 0, "", kNow);
  const uint64_t version = swarm_.version;
  RootFinished(swarm_, 1, "late", After(1));
  Kill(swarm_, "late", After(1));
  ShareRefused(swarm_, "node-2", "late", After(1));
  CheckStartTimeout(swarm_, NameOf, After(kStartTimeoutMs * 2));
  Begun(swarm_);
  EXPECT_EQ(swarm_.state, SwarmState::kSucceeded);
  EXPECT_EQ(swarm_.exit_status, 0);
  EXPECT_EQ(swarm_.reason, "");
  EXPECT_EQ(swarm_.ended_unix_ms, kNow.unix_ms);
  EXPECT_EQ(swarm_.version, version);
}

TEST_F(SwarmsTest, LosingTheRootsNodeFailsIt) {
  Run();
  NodeLost(swarm_, a_, "node-1", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kFailed);
  EXPECT_THAT(swarm_.reason, HasSubstr("node-1 was lost"));
  EXPECT_THAT(swarm_.reason, HasSubstr("root"));
}

TEST_F(SwarmsTest, LosingAnotherNodeDoesNot) {
  Run();
  ShareReported(swarm_, b_, Stats(4), kNow);
  NodeLost(swarm_, b_, "node-2", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  EXPECT_EQ(Total(swarm_).agents_live, 0u);
  EXPECT_EQ(Total(swarm_).agents_failed, 4u);
  NodeLost(swarm_, NodeId(77), "stranger", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
}

TEST_F(SwarmsTest, LosingANodeChangesNothingThatHasEnded) {
  Run();
  ShareReported(swarm_, b_, Stats(4), kNow);
  Kill(swarm_, "enough", kNow);
  NodeLost(swarm_, b_, "node-2", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kKilled);
  EXPECT_EQ(Total(swarm_).agents_failed, 0u);
}

TEST_F(SwarmsTest, BeginsWithoutALostShare) {
  ShareStarted(swarm_, a_);
  NodeLost(swarm_, b_, "node-2", kNow);
  EXPECT_TRUE(ReadyToBegin(swarm_));
}

TEST_F(SwarmsTest, StartThatTakesTooLongFailsAndNamesTheNode) {
  ShareStarted(swarm_, a_);
  CheckStartTimeout(swarm_, NameOf, After(kStartTimeoutMs - 1));
  EXPECT_EQ(swarm_.state, SwarmState::kPending);
  CheckStartTimeout(swarm_, NameOf, After(kStartTimeoutMs));
  EXPECT_EQ(swarm_.state, SwarmState::kFailed);
  EXPECT_THAT(swarm_.reason, HasSubstr("by node node-2"));
}

TEST_F(SwarmsTest, RefusalFailsIt) {
  ShareRefused(swarm_, "node-2", "bundle: too new", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kFailed);
  EXPECT_THAT(swarm_.reason,
              HasSubstr("node node-2 could not start it: bundle: too new"));
}

TEST_F(SwarmsTest, KillKeepsItsReason) {
  Run();
  Kill(swarm_, "", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kKilled);
  EXPECT_EQ(swarm_.reason, "killed by a client");
}

TEST_F(SwarmsTest, LongReasonLosesItsMiddle) {
  Run();
  const std::string traceback =
      "Traceback" + std::string(2 * kReasonBytesMax, '.') + "ValueError";
  RootFinished(swarm_, 1, traceback, kNow);
  EXPECT_LE(swarm_.reason.size(), kReasonBytesMax + 8);
  EXPECT_THAT(swarm_.reason, ::testing::StartsWith("Traceback"));
  EXPECT_THAT(swarm_.reason, ::testing::EndsWith("ValueError"));
}

TEST_F(SwarmsTest, LongReasonIsNotCutInsideACharacter) {
  Run();
  std::string traceback = "x";
  while (traceback.size() < 2 * kReasonBytesMax) traceback += "\u20ac";
  RootFinished(swarm_, 1, traceback, kNow);
  EXPECT_LE(swarm_.reason.size(), kReasonBytesMax + 8);
  EXPECT_TRUE(IsUtf8(swarm_.reason));
}

TEST_F(SwarmsTest, ShareThatANodeNoLongerHasFailsIt) {
  Run();
  for (int i = 1; i < kMissedReportsMax; ++i)
    ShareMissing(swarm_, b_, "node-2", kNow);
  ShareReported(swarm_, b_, Stats(1), kNow);
  for (int i = 1; i < kMissedReportsMax; ++i)
    ShareMissing(swarm_, b_, "node-2", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  ShareMissing(swarm_, b_, "node-2", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kFailed);
}

TEST_F(SwarmsTest, PendingShareMayBeMissing) {
  for (int i = 0; i <= kMissedReportsMax; ++i)
    ShareMissing(swarm_, b_, "node-2", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kPending);
}

TEST_F(SwarmsTest, EmptyAnswerToAStopKeepsTheFigures) {
  Run();
  ShareReported(swarm_, b_, Stats(4), kNow);
  Kill(swarm_, "", kNow);
  ShareStopped(swarm_, b_, {});
  EXPECT_TRUE(swarm_.shares[b_].stopped);
  EXPECT_EQ(Total(swarm_).agents_spawned, 10u);
}

class WaitingSwarmTest : public SwarmsTest {
 protected:
  WaitingSwarmTest() { swarm_.wait = true; }
  void Report(const SwarmStats& a, const SwarmStats& b) {
    ShareReported(swarm_, a_, a, kNow);
    ShareReported(swarm_, b_, b, kNow);
  }
};

TEST_F(WaitingSwarmTest, GoesOnAfterItsRoot) {
  Run();
  RootFinished(swarm_, 0, "", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  for (int i = 0; i < 5; ++i) Report(Stats(0), Stats(1));
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  for (int i = 0; i < 3; ++i) Report(Stats(0), Stats(0));
  EXPECT_EQ(swarm_.state, SwarmState::kSucceeded);
}

TEST_F(WaitingSwarmTest, DoesNotEndBeforeItsRoot) {
  Run();
  for (int i = 0; i < 5; ++i) Report(Stats(0), Stats(0));
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
}

// A spawn is on its way from a to b: nobody is alive, yet it is not over.
TEST_F(WaitingSwarmTest, WaitsForWhatIsInFlight) {
  Run();
  RootFinished(swarm_, 0, "", kNow);
  for (int i = 0; i < 5; ++i) Report(Stats(0, 7, 3), Stats(0, 3, 6));
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  Report(Stats(0, 7, 3), Stats(0, 3, 7));
  EXPECT_EQ(swarm_.state, SwarmState::kRunning) << "b has just changed";
  Report(Stats(0, 7, 3), Stats(0, 3, 7));
  Report(Stats(0, 7, 3), Stats(0, 3, 7));
  EXPECT_EQ(swarm_.state, SwarmState::kSucceeded);
}

TEST_F(WaitingSwarmTest, RootsStatusIsKeptForTheEnd) {
  Run();
  RootFinished(swarm_, 2, "SystemExit: 2", kNow);
  for (int i = 0; i < 3; ++i) Report(Stats(0), Stats(0));
  EXPECT_EQ(swarm_.state, SwarmState::kFailed);
  EXPECT_EQ(swarm_.exit_status, 2);
  EXPECT_EQ(swarm_.reason, "SystemExit: 2");
}

TEST_F(WaitingSwarmTest, LostNodeIsNotWaitedFor) {
  Run();
  ShareReported(swarm_, b_, Stats(5, 3, 0), kNow);
  NodeLost(swarm_, b_, "node-2", kNow);
  RootFinished(swarm_, 0, "", kNow);
  for (int i = 0; i < 3; ++i) ShareReported(swarm_, a_, Stats(0, 9, 1), kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kSucceeded);
}

TEST_F(WaitingSwarmTest, EndsWhenAllItsNodesAreLostAfterTheRoot) {
  Run();
  RootFinished(swarm_, 0, "", kNow);
  NodeLost(swarm_, a_, "node-1", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kRunning);
  NodeLost(swarm_, b_, "node-2", kNow);
  EXPECT_EQ(swarm_.state, SwarmState::kFailed);
}

TEST_F(SwarmsTest, TotalSumsEveryShare) {
  Run();
  SwarmStats stats;
  stats.agents_live = 1;
  stats.messages_sent = 20;
  stats.heap_bytes = 300;
  ShareReported(swarm_, a_, stats, kNow);
  ShareReported(swarm_, b_, stats, kNow);
  EXPECT_EQ(Total(swarm_).agents_live, 2u);
  EXPECT_EQ(Total(swarm_).messages_sent, 40u);
  EXPECT_EQ(Total(swarm_).heap_bytes, 600u);
}

}  // namespace
}  // namespace midge::coordinator

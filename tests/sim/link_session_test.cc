#include "node/link_session.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "node/limits.h"

namespace midge::node {
namespace {

using ::testing::HasSubstr;

Envelope Make(uint64_t lane, size_t bytes, char fill = 'x') {
  Envelope envelope;
  envelope.swarm = SwarmId(9);
  envelope.shard = ShardId(3);
  envelope.lane = lane;
  envelope.payload = std::string(bytes, fill);
  return envelope;
}

// Two sessions over a transport that loses nothing; time stands still unless
// the test moves it.
class LinkSessionTest : public testing::Test {
 protected:
  void Connect() {
    a_.Connected(now_nanos_);
    b_.Connected(now_nanos_);
  }

  void Send(LinkSession* session, Envelope envelope) {
    ASSERT_EQ(session->TrySend(std::move(envelope), false), SendResult::kSent);
  }

  // Moves one frame; false when there is none.
  bool Move(LinkSession* from, LinkSession* to,
            std::vector<Envelope>* delivered) {
    std::optional<LinkFrame> frame = from->NextFrame(now_nanos_);
    if (!frame.has_value()) return false;
    const absl::Status status = to->Receive(now_nanos_, *frame, delivered);
    EXPECT_TRUE(status.ok()) << status.ToString();
    return true;
  }

  void MoveAll() {
    bool moved = true;
    while (moved) {
      moved = Move(&a_, &b_, &at_b_);
      moved = Move(&b_, &a_, &at_a_) || moved;
    }
  }

  int64_t now_nanos_ = 0;
  LinkSession a_{NodeId(1), NodeId(2)};
  LinkSession b_{NodeId(2), NodeId(1)};
  std::vector<Envelope> at_a_;
  std::vector<Envelope> at_b_;
};

TEST_F(LinkSessionTest, ALoneEnvelopeLeavesAtOnce) {
  Connect();
  MoveAll();
  Send(&a_, Make(1, 10));
  EXPECT_TRUE(Move(&a_, &b_, &at_b_));
  ASSERT_EQ(at_b_.size(), 1u);
  EXPECT_EQ(at_b_[0].payload, std::string(10, 'x'));
}

TEST_F(LinkSessionTest, AFloodLeavesInBigBatches) {
  Connect();
  MoveAll();
  for (int i = 0; i < 10'000; ++i) Send(&a_, Make(1, 100));
  MoveAll();
  EXPECT_EQ(at_b_.size(), 10'000u);
  EXPECT_LE(a_.counters().batches_sent, 6);
}

TEST_F(LinkSessionTest, ABigEnvelopeBlocksNoSmallOne) {
  Connect();
  MoveAll();
  Send(&a_, Make(1, 40 * kFragmentBytes));
  Move(&a_, &b_, &at_b_);
  Send(&a_, Make(2, 10));
  Move(&a_, &b_, &at_b_);
  ASSERT_EQ(at_b_.size(), 1u);
  EXPECT_EQ(at_b_[0].payload.size(), 10u);
  MoveAll();
  EXPECT_EQ(at_b_.size(), 2u);
}

TEST_F(LinkSessionTest, ALaneKeepsItsOrderAroundABigEnvelope) {
  Connect();
  MoveAll();
  Send(&a_, Make(1, 1, 'a'));
  Send(&a_, Make(1, 5 * kFragmentBytes, 'b'));
  Send(&a_, Make(1, 1, 'c'));
  Send(&a_, Make(1, 3 * kFragmentBytes, 'd'));
  Send(&a_, Make(1, 1, 'e'));
  MoveAll();
  std::string order;
  for (const Envelope& envelope : at_b_) order += envelope.payload[0];
  EXPECT_EQ(order, "abcde");
}

TEST_F(LinkSessionTest, AFloodOfSmallEnvelopesStarvesNoBigOne) {
  Connect();
  MoveAll();
  Send(&a_, Make(1, 4 * kFragmentBytes));
  for (int batch = 0; batch < 4; ++batch) {
    for (int i = 0; i < 4000; ++i) Send(&a_, Make(2, 100));
    Move(&a_, &b_, &at_b_);
    now_nanos_ += kAckDelayNanos;
    Move(&b_, &a_, &at_a_);
  }
  bool arrived = false;
  for (const Envelope& envelope : at_b_) {
    arrived |= envelope.payload.size() > 100;
  }
  EXPECT_TRUE(arrived);
  EXPECT_GT(a_.counters().queued_bytes, 0);
}

TEST_F(LinkSessionTest, RefusesAtTheHighWaterMarkAndCallsBackBelowTheLow) {
  while (a_.TrySend(Make(1, 32'000), false) == SendResult::kSent) {
  }
  EXPECT_GE(a_.counters().queued_bytes, kOutboxHighBytes);
  EXPECT_LT(a_.counters().queued_bytes, kOutboxHighBytes + kFragmentBytes);
  Envelope refused = Make(1, 5, 'r');
  EXPECT_EQ(a_.TrySend(std::move(refused), false), SendResult::kFull);
  EXPECT_EQ(refused.payload, "rrrrr") << "nothing was taken";
  EXPECT_EQ(a_.TrySend(Make(1, 1), true), SendResult::kSent);
  EXPECT_FALSE(a_.TakeWritable());
  Connect();
  while (!a_.TakeWritable()) {
    Move(&a_, &b_, &at_b_);
    Move(&b_, &a_, &at_a_);
    const LinkCounters counters = a_.counters();
    ASSERT_GT(counters.queued_bytes + counters.unacked_bytes, 0);
  }
  EXPECT_LE(a_.counters().queued_bytes, kOutboxLowBytes);
  EXPECT_FALSE(a_.TakeWritable()) << "once for each refusal";
  EXPECT_EQ(a_.TrySend(Make(1, 1), false), SendResult::kSent);
}

TEST_F(LinkSessionTest, RefusesAnEnvelopeOverTheLimit) {
  EXPECT_EQ(a_.TrySend(Make(1, kEnvelopeBytesMax + 1), true),
            SendResult::kTooBig);
  EXPECT_EQ(a_.TrySend(Make(1, kEnvelopeBytesMax), false), SendResult::kSent);
}

TEST_F(LinkSessionTest, StopsAtTheWindowUntilAcknowledged) {
  Connect();
  MoveAll();
  for (int i = 0; i < 400; ++i) Send(&a_, Make(1, 32'000));
  while (Move(&a_, &b_, &at_b_)) {
  }
  EXPECT_GE(a_.counters().unacked_bytes, kWindowBytes);
  EXPECT_LT(a_.counters().unacked_bytes, kWindowBytes + kBatchBytes);
  MoveAll();
  now_nanos_ += kAckDelayNanos;
  MoveAll();
  EXPECT_EQ(a_.counters().unacked_bytes, 0);
  EXPECT_EQ(at_b_.size(), 400u);
}

TEST_F(LinkSessionTest, AcknowledgesALoneEnvelopeAfterTheDelay) {
  Connect();
  MoveAll();
  Send(&a_, Make(1, 10));
  MoveAll();
  EXPECT_GT(a_.counters().unacked_bytes, 0);
  EXPECT_EQ(b_.NextDeadline(), now_nanos_ + kAckDelayNanos);
  now_nanos_ += kAckDelayNanos;
  MoveAll();
  EXPECT_EQ(a_.counters().unacked_bytes, 0);
}

TEST_F(LinkSessionTest, ResumesWhereTheOtherEndStopped) {
  Connect();
  MoveAll();
  Send(&a_, Make(1, 1, 'a'));
  Move(&a_, &b_, &at_b_);
  Send(&a_, Make(1, 1, 'b'));
  ASSERT_TRUE(a_.NextFrame(now_nanos_).has_value()) << "and it is lost";
  a_.Disconnected();
  b_.Disconnected();
  Connect();
  MoveAll();
  ASSERT_EQ(at_b_.size(), 2u);
  EXPECT_EQ(at_b_[1].payload, "b");
  EXPECT_EQ(a_.counters().batches_resent, 1);
  EXPECT_EQ(b_.counters().duplicates_dropped, 0);
}

TEST_F(LinkSessionTest, MeasuresTheRoundTrip) {
  Connect();
  MoveAll();
  now_nanos_ += kPingNanos;
  Move(&a_, &b_, &at_b_);
  now_nanos_ += 5 * kNanosPerMilli;
  MoveAll();
  EXPECT_EQ(a_.counters().rtt_nanos, 5 * kNanosPerMilli);
}

TEST_F(LinkSessionTest, NoticesASilentPeer) {
  Connect();
  MoveAll();
  EXPECT_TRUE(a_.CheckAlive(now_nanos_ + kSilenceNanosMax - 1).ok());
  const absl::Status status = a_.CheckAlive(now_nanos_ + kSilenceNanosMax);
  EXPECT_TRUE(absl::IsUnavailable(status));
  EXPECT_THAT(status.ToString(), HasSubstr("node 2: silent for 3000 ms"));
}

TEST_F(LinkSessionTest, RefusesAnotherNode) {
  LinkSession other(NodeId(3), NodeId(1));
  a_.Connected(now_nanos_);
  other.Connected(now_nanos_);
  const absl::Status status =
      a_.Receive(now_nanos_, *other.NextFrame(now_nanos_), &at_a_);
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status.ToString();
}

TEST_F(LinkSessionTest, RefusesAnotherVersion) {
  Connect();
  LinkFrame frame = *b_.NextFrame(now_nanos_);
  frame.hello->version = kLinkVersion + 1;
  const absl::Status status = a_.Receive(now_nanos_, frame, &at_a_);
  EXPECT_TRUE(absl::IsFailedPrecondition(status));
  EXPECT_THAT(status.ToString(), HasSubstr("link version 2"));
}

// What a hostile peer may send, each on a session of its own.
TEST_F(LinkSessionTest, RefusesFramesThatMakeNoSense) {
  LinkFrame ack;
  ack.ack = 1;
  LinkFrame gap;
  gap.seq = 2;
  gap.batch = std::make_shared<std::string>("x");
  LinkFrame empty;
  empty.seq = 1;
  LinkFrame huge;
  huge.seq = 1;
  huge.batch = std::make_shared<std::string>(kBatchBytes + 1, 'x');
  LinkFrame garbage;
  garbage.seq = 1;
  garbage.batch = std::make_shared<std::string>("garbage");
  for (const LinkFrame& frame : {ack, gap, empty, huge, garbage}) {
    LinkSession a(NodeId(1), NodeId(2));
    LinkSession b(NodeId(2), NodeId(1));
    a.Connected(0);
    b.Connected(0);
    EXPECT_TRUE(absl::IsInvalidArgument(a.Receive(0, frame, &at_a_)))
        << "before the hello";
    ASSERT_TRUE(a.Receive(0, *b.NextFrame(0), &at_a_).ok());
    EXPECT_FALSE(a.Receive(0, frame, &at_a_).ok());
    EXPECT_TRUE(at_a_.empty());
  }
}

TEST_F(LinkSessionTest, ABatchThatMakesNoSenseEndsTheSessionForGood) {
  Connect();
  MoveAll();
  LinkFrame frame;
  frame.seq = 1;
  auto batch = std::make_shared<std::string>();
  AppendWhole(Make(1, 1), batch.get());
  batch->push_back('\x7f');
  frame.batch = batch;
  EXPECT_TRUE(absl::IsInvalidArgument(a_.Receive(0, frame, &at_a_)));
  EXPECT_TRUE(at_a_.empty()) << "no half of a batch is delivered";
  a_.Disconnected();
  b_.Disconnected();
  Connect();
  EXPECT_TRUE(absl::IsInvalidArgument(a_.Receive(0, *b_.NextFrame(0), &at_a_)));
}

absl::Status ReadBatch(const std::string& batch) {
  std::vector<Envelope> delivered;
  return BatchReader().Read(batch, &delivered);
}

TEST(BatchReaderTest, RefusesEveryTruncation) {
  std::string batch;
  AppendWhole(Make(1, 20), &batch);
  ASSERT_TRUE(ReadBatch(batch).ok());
  for (size_t size = 1; size < batch.size(); ++size) {
    EXPECT_FALSE(ReadBatch(batch.substr(0, size)).ok()) << size;
  }
}

TEST(BatchReaderTest, RefusesStreamsThatBreakTheRules) {
  const Envelope big = Make(1, 100);
  std::string unknown;
  AppendNext(3, "x", &unknown);
  EXPECT_THAT(ReadBatch(unknown).ToString(), HasSubstr("was not begun"));
  std::string twice;
  AppendFirst(big, 3, 10, &twice);
  AppendFirst(big, 3, 10, &twice);
  EXPECT_THAT(ReadBatch(twice).ToString(), HasSubstr("already in use"));
  std::string longer;
  AppendFirst(big, 3, 99, &longer);
  AppendNext(3, "xy", &longer);
  EXPECT_THAT(ReadBatch(longer).ToString(), HasSubstr("longer than"));
  std::string beyond;
  AppendFirst(big, kStreamsMax, 10, &beyond);
  EXPECT_THAT(ReadBatch(beyond).ToString(), HasSubstr("over a limit"));
  std::string nothing;
  AppendFirst(big, 3, 0, &nothing);
  EXPECT_THAT(ReadBatch(nothing).ToString(), HasSubstr("empty fragment"));
}

TEST(BatchReaderTest, BoundsWhatUnfinishedEnvelopesMayTake) {
  const Envelope big = Make(1, static_cast<size_t>(kEnvelopeBytesMax));
  std::string batch;
  for (int stream = 0; stream < 3; ++stream) {
    AppendFirst(big, stream, 10, &batch);
  }
  EXPECT_THAT(ReadBatch(batch).ToString(), HasSubstr("too many bytes"));
}

}  // namespace
}  // namespace midge::node

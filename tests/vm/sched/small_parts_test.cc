// Births, EarlyMail, Fifo and the bytes of a Request.
#include <deque>
#include <random>
#include <set>

#include "gtest/gtest.h"
#include "vm/sched/births.h"
#include "vm/sched/early_mail.h"
#include "vm/sched/fifo.h"
#include "vm/sched/limits.h"
#include "vm/sched/request.h"

namespace midge::vm {
namespace {

TEST(BirthsTest, AgreesWithASet) {
  std::mt19937 random(3);
  Births births;
  std::set<uint64_t> model;
  for (int round = 0; round < 2000; ++round) {
    const uint64_t first = random() % 5000, count = 1 + random() % 5;
    bool overlaps = false;
    for (uint64_t i = 0; i < count; ++i) {
      overlaps = overlaps || model.contains(first + i);
    }
    ASSERT_EQ(births.Overlaps(first, count), overlaps);
    births.Add(first, count);
    for (uint64_t i = 0; i < count; ++i) model.insert(first + i);
    const uint64_t probe = random() % 5000;
    ASSERT_EQ(births.Contains(probe), model.contains(probe));
  }
}

TEST(BirthsTest, RunsAreOneInterval) {
  Births births;
  for (uint64_t i = 1; i <= 100000; ++i) births.Add(i, 1);
  EXPECT_EQ(births.interval_count(), 1u);
}

Envelope Mail(SwarmId swarm, size_t bytes) {
  Envelope envelope;
  envelope.swarm = swarm;
  envelope.payload.assign(bytes, 'x');
  return envelope;
}

TEST(EarlyMailTest, IsKeptInOrderForTheSwarmThatStarts) {
  EarlyMail early;
  EXPECT_TRUE(early.Keep(Mail(SwarmId(1), 10)).ok());
  EXPECT_TRUE(early.Keep(Mail(SwarmId(2), 20)).ok());
  EXPECT_TRUE(early.Keep(Mail(SwarmId(1), 30)).ok());
  const std::vector<Envelope> taken = early.Take(SwarmId(1));
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[0].payload.size(), 10u);
  EXPECT_EQ(taken[1].payload.size(), 30u);
  EXPECT_TRUE(early.Take(SwarmId(1)).empty());
}

TEST(EarlyMailTest, RefusesWhatIsTooMuch) {
  EarlyMail early;
  constexpr size_t kBig = kEarlyBytesMax / 2 + 1;
  EXPECT_TRUE(early.Keep(Mail(SwarmId(1), kBig)).ok());
  EXPECT_TRUE(absl::IsResourceExhausted(early.Keep(Mail(SwarmId(2), kBig))));
}

// Mail that is thrown away leaves its room to others.
TEST(EarlyMailTest, StoppingASwarmFreesItsRoom) {
  EarlyMail early;
  for (uint64_t id = 1; id <= 5; ++id) {
    EXPECT_TRUE(early.Keep(Mail(SwarmId(id), kEarlyBytesMax / 2)).ok());
    early.Stop(SwarmId(id));
    EXPECT_TRUE(absl::IsNotFound(early.Keep(Mail(SwarmId(id), 1))));
  }
}

// The second half of the ids is stopped before the first, as when old swarms
// outlive newer ones.
TEST(EarlyMailTest, RemembersEveryStopInBoundedMemory) {
  EarlyMail early;
  constexpr uint64_t kHalf = kStoppedSwarmsMax;
  for (uint64_t id = kHalf + 1; id <= 2 * kHalf; ++id) {
    early.Stop(SwarmId(id));
    EXPECT_FALSE(early.WasStopped(SwarmId(id - kHalf)));
  }
  for (uint64_t id = 1; id <= kHalf; ++id) early.Stop(SwarmId(id));
  for (uint64_t id = 1; id <= 2 * kHalf; ++id) {
    EXPECT_TRUE(early.WasStopped(SwarmId(id))) << id;
  }
  EXPECT_FALSE(early.WasStopped(SwarmId(2 * kHalf + 1)));
}

TEST(FifoTest, AgreesWithADeque) {
  std::mt19937 random(5);
  Fifo<int> fifo;
  std::deque<int> model;
  for (int round = 0; round < 20000; ++round) {
    switch (random() % 5) {
      case 0:
      case 1:
        fifo.Push(round);
        model.push_back(round);
        break;
      case 2:
        fifo.PushFront(round);
        model.push_front(round);
        break;
      case 3:
        if (model.empty()) break;
        ASSERT_EQ(fifo.Pop(), model.front());
        model.pop_front();
        break;
      case 4: {
        if (random() % 50 != 0) break;
        const auto odd = [](int i) { return i % 2 != 0; };
        ASSERT_EQ(fifo.RemoveIf(odd), std::erase_if(model, odd));
        break;
      }
    }
    ASSERT_EQ(fifo.size(), model.size());
    ASSERT_EQ(fifo.empty(), model.empty());
    if (!model.empty()) {
      ASSERT_EQ(fifo.front(), model.front());
    }
  }
}

Request Everything() {
  Request request;
  request.operation = Operation::kMailboxSend;
  request.outcome = Outcome::kRaised;
  request.kind = HomedKind::kSemaphore;
  request.hold = true;
  request.target = ObjectId::Make(ShardId(3), 17);
  request.object = ObjectId::Make(ShardId(65535), ObjectId::kSerialMax);
  request.from = {ObjectId::Make(ShardId(1), 2), 3, 4};
  request.count = 5;
  request.index = 6;
  request.stride = 7;
  request.name = "a name";
  request.text = "a text";
  request.payload.bytes = std::string("\x01\x00\xff", 3);
  return request;
}

TEST(RequestTest, ComesBackWhole) {
  const Request sent = Everything();
  const absl::StatusOr<Request> got = DecodeRequest(EncodeRequest(sent), 100);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->operation, sent.operation);
  EXPECT_EQ(got->outcome, sent.outcome);
  EXPECT_EQ(got->kind, sent.kind);
  EXPECT_EQ(got->hold, sent.hold);
  EXPECT_EQ(got->target, sent.target);
  EXPECT_EQ(got->object, sent.object);
  EXPECT_TRUE(got->from == sent.from);
  EXPECT_EQ(got->count, sent.count);
  EXPECT_EQ(got->index, sent.index);
  EXPECT_EQ(got->stride, sent.stride);
  EXPECT_EQ(got->name, sent.name);
  EXPECT_EQ(got->text, sent.text);
  EXPECT_EQ(got->payload.bytes, sent.payload.bytes);
  for (const Value word :
       {Value::None(), Value::True(), Value::False(), Value::Int(-5),
        Value::Float(2.5), Value::Ellipsis(), Value::NotImplemented()}) {
    Request request;
    request.payload.word = word;
    EXPECT_EQ(DecodeRequest(EncodeRequest(request), 0)->payload.word, word);
  }
}

TEST(RequestTest, BytesFromOutsideAreBounded) {
  const std::string bytes = EncodeRequest(Everything());
  EXPECT_FALSE(DecodeRequest(bytes, 2).ok());  // Three bytes of payload.
  for (size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(DecodeRequest(bytes.substr(0, i), 100).ok());
    for (int change = 1; change < 256; ++change) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ change);
      DecodeRequest(changed, 100).status().IgnoreError();
    }
  }
}

}  // namespace
}  // namespace midge::vm

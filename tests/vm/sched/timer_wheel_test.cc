#include "vm/sched/timer_wheel.h"

#include <algorithm>
#include <map>
#include <random>

#include "gtest/gtest.h"

namespace midge::vm {
namespace {

constexpr int64_t kTick = int64_t{1} << kTimerTickShift;

std::vector<uint64_t> Due(TimerWheel& wheel, int64_t now) {
  std::vector<TimerTarget> due;
  wheel.Advance(now, &due);
  std::vector<uint64_t> threads;
  for (const TimerTarget& target : due) threads.push_back(target.thread);
  std::sort(threads.begin(), threads.end());
  return threads;
}

TimerTarget Target(uint64_t thread) { return {1, 2, thread, 3}; }

TEST(TimerWheelTest, FiresNeverEarlyAndAtMostATickLate) {
  TimerWheel wheel;
  wheel.Arm(10 * kTick + 1, Target(1));
  EXPECT_TRUE(Due(wheel, 10 * kTick).empty());
  EXPECT_EQ(Due(wheel, 11 * kTick + 1), std::vector<uint64_t>{1});
  EXPECT_TRUE(Due(wheel, 100 * kTick).empty());
}

TEST(TimerWheelTest, ACancelledTimerDoesNotFire) {
  TimerWheel wheel;
  const uint64_t id = wheel.Arm(5 * kTick, Target(1));
  wheel.Arm(5 * kTick, Target(2));
  EXPECT_TRUE(wheel.Cancel(id));
  EXPECT_FALSE(wheel.Cancel(id));
  EXPECT_EQ(Due(wheel, 6 * kTick), std::vector<uint64_t>{2});
  // The slot is used again; the old id stays dead.
  const uint64_t again = wheel.Arm(9 * kTick, Target(3));
  EXPECT_NE(again, id);
  EXPECT_FALSE(wheel.Cancel(id));
  EXPECT_EQ(Due(wheel, 20 * kTick), std::vector<uint64_t>{3});
}

TEST(TimerWheelTest, ADeadlineInThePastIsDueAtOnce) {
  TimerWheel wheel;
  EXPECT_TRUE(Due(wheel, 1000 * kTick).empty());
  wheel.Arm(3 * kTick, Target(1));
  EXPECT_EQ(Due(wheel, 1001 * kTick), std::vector<uint64_t>{1});
}

TEST(TimerWheelTest, NextDeadlineIsNeverLate) {
  TimerWheel wheel;
  EXPECT_EQ(wheel.NextDeadline(), kNoDeadline);
  wheel.Arm(123456 * kTick, Target(1));
  int64_t now = 0;
  int steps = 0;
  while (Due(wheel, now).empty()) {
    const int64_t next = wheel.NextDeadline();
    ASSERT_LE(next, 123456 * kTick);
    ASSERT_GT(next, now);
    now = next;
    ASSERT_LT(++steps, 100);
  }
  EXPECT_EQ(now, 123456 * kTick);
}

// Against a multimap, over all levels, with jumps of every size.
TEST(TimerWheelTest, AgreesWithASortedMap) {
  std::mt19937_64 random(7);
  TimerWheel wheel;
  std::multimap<int64_t, uint64_t> model;                // tick -> thread
  std::map<uint64_t, std::pair<uint64_t, int64_t>> ids;  // thread -> id, tick
  int64_t now = 0;
  uint64_t next_thread = 1;
  for (int round = 0; round < 20000; ++round) {
    const int kind = static_cast<int>(random() % 8);
    if (kind < 4) {
      const int64_t ahead =
          static_cast<int64_t>(random() >> (24 + random() % 40)) % (1ll << 37);
      const int64_t tick = now + 1 + ahead;
      const uint64_t thread = next_thread++;
      ids[thread] = {wheel.Arm(tick * kTick, Target(thread)), tick};
      model.insert({tick, thread});
    } else if (kind < 5 && !ids.empty()) {
      const auto victim = ids.begin();
      EXPECT_TRUE(wheel.Cancel(victim->second.first));
      const auto [first, last] = model.equal_range(victim->second.second);
      for (auto at = first; at != last; ++at) {
        if (at->second != victim->first) continue;
        model.erase(at);
        break;
      }
      ids.erase(victim);
    } else {
      now +=
          static_cast<int64_t>(random() >> (26 + random() % 38)) % (1ll << 36);
      std::vector<uint64_t> expected;
      while (!model.empty() && model.begin()->first <= now) {
        expected.push_back(model.begin()->second);
        ids.erase(model.begin()->second);
        model.erase(model.begin());
      }
      std::sort(expected.begin(), expected.end());
      ASSERT_EQ(Due(wheel, now * kTick), expected) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace midge::vm

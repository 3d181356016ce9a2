#include "base/clock.h"

#include "gtest/gtest.h"

namespace midge {
namespace {

TEST(ManualClockTest, MovesOnlyWhenTold) {
  ManualClock clock(100);
  EXPECT_EQ(clock.MonotonicNanos(), 0);
  EXPECT_EQ(clock.WallNanos(), 100);
  clock.Advance(3 * kNanosPerSecond);
  EXPECT_EQ(clock.MonotonicNanos(), 3 * kNanosPerSecond);
  EXPECT_EQ(clock.WallNanos(), 3 * kNanosPerSecond + 100);
}

TEST(ManualClockDeathTest, NeverGoesBack) {
  ManualClock clock;
  EXPECT_DEATH(clock.Advance(-1), "never goes back");
}

TEST(RealClockTest, NeverGoesBack) {
  const RealClock clock;
  int64_t last = clock.MonotonicNanos();
  for (int i = 0; i < 1000; ++i) {
    const int64_t now = clock.MonotonicNanos();
    ASSERT_GE(now, last);
    last = now;
  }
}

TEST(RealClockTest, WallTimeIsThisCentury) {
  constexpr int64_t kYear2020Nanos = 1'577'836'800 * kNanosPerSecond;
  EXPECT_GT(RealClock().WallNanos(), kYear2020Nanos);
}

}  // namespace
}  // namespace midge

#include "base/clock.h"

#include <time.h>

#include <chrono>

#include "base/check.h"

namespace midge {
namespace {

template <typename ChronoClock>
int64_t NanosOf() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             ChronoClock::now().time_since_epoch())
      .count();
}

}  // namespace

int64_t RealClock::MonotonicNanos() const {
  return NanosOf<std::chrono::steady_clock>();
}

int64_t RealClock::WallNanos() const {
  return NanosOf<std::chrono::system_clock>();
}

int64_t RealClock::ProcessorNanos() const {
  timespec now;
  MIDGE_CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0,
              "this clock is always there");
  return now.tv_sec * kNanosPerSecond + now.tv_nsec;
}

// Sequentially consistent throughout: a test that has advanced the clock
// expects every thread it then wakes to see the new time.
int64_t ManualClock::MonotonicNanos() const { return now_nanos_.load(); }

int64_t ManualClock::WallNanos() const {
  return wall_nanos_at_zero_ + now_nanos_.load();
}

void ManualClock::Advance(int64_t nanos) {
  MIDGE_CHECK(nanos >= 0, "a clock never goes back");
  now_nanos_.fetch_add(nanos);
}

}  // namespace midge

// Time as an interface, so that the VM and the control plane run the same on
// real time, on a test's time and on a simulation's.
#ifndef MIDGE_BASE_CLOCK_H_
#define MIDGE_BASE_CLOCK_H_

#include <atomic>
#include <cstdint>

namespace midge {

constexpr int64_t kNanosPerMicro = 1'000;
constexpr int64_t kNanosPerMilli = 1'000'000;
constexpr int64_t kNanosPerSecond = 1'000'000'000;

// Threads: both readings are safe from any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  // Nanoseconds since some fixed moment; never goes back. For deadlines,
  // leases and durations.
  virtual int64_t MonotonicNanos() const = 0;

  // Nanoseconds since 1970-01-01 UTC; may jump. For people.
  virtual int64_t WallNanos() const = 0;

  // Processor time of this process; where time is not real, that.
  virtual int64_t ProcessorNanos() const { return MonotonicNanos(); }
};

// The machine's clocks.
class RealClock final : public Clock {
 public:
  int64_t MonotonicNanos() const override;
  int64_t WallNanos() const override;
  int64_t ProcessorNanos() const override;
};

// A clock that moves only when told to.
//
// Threads: Advance() is safe from any thread too.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(int64_t wall_nanos_at_zero = 0)
      : wall_nanos_at_zero_(wall_nanos_at_zero) {}

  int64_t MonotonicNanos() const override;
  int64_t WallNanos() const override;

  // REQUIRES: nanos >= 0.
  void Advance(int64_t nanos);

 private:
  const int64_t wall_nanos_at_zero_;
  std::atomic<int64_t> now_nanos_{0};
};

}  // namespace midge

#endif  // MIDGE_BASE_CLOCK_H_

// Timers of one worker: what to wake when.
//
// A hierarchy of wheels: level 0 has one slot per tick, each level above has
// slots 64 times as wide.  Arming and cancelling are constant time; a timer far
// away moves down a level a few times before it fires.  It never fires early,
// and at most a tick late.
//
// Threads: any; takes its own lock.
#ifndef MIDGE_VM_SCHED_TIMER_WHEEL_H_
#define MIDGE_VM_SCHED_TIMER_WHEEL_H_

#include <atomic>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/mutex.h"

namespace midge::vm {

// 131 microseconds.
inline constexpr int kTimerTickShift = 17;
inline constexpr int64_t kNoDeadline = std::numeric_limits<int64_t>::max();

// What a timer wakes: opaque here.
struct TimerTarget {
  uint64_t swarm = 0, agent = 0, thread = 0, wait = 0;
};

class TimerWheel {
 public:
  // Returns an id for Cancel(), good until the timer fires: never 0, and below
  // 2^56.
  uint64_t Arm(int64_t deadline_nanos, const TimerTarget& target)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // False if it has fired.
  bool Cancel(uint64_t id) ABSL_LOCKS_EXCLUDED(mutex_);
  // Appends the targets that are due at `now_nanos` to `*due`.
  void Advance(int64_t now_nanos, std::vector<TimerTarget>* due)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Whether there are timers; a look without the lock.
  bool any() const { return any_.load(std::memory_order_relaxed); }
  // When to call Advance() next: no later than the next timer is due, perhaps
  // earlier; kNoDeadline if there are none.
  int64_t NextDeadline() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  static constexpr int kLevelBits = 6;
  static constexpr int kSlots = 1 << kLevelBits;
  static constexpr int kLevels = 7;
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  struct Timer {
    TimerTarget target;
    int64_t tick = 0;
    uint32_t next = kNone, previous = kNone;
    uint32_t generation = 0;
    int32_t slot = -1;  // level * kSlots + slot; -1: free
  };

  void Link(uint32_t index) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Unlink(uint32_t index) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Free(uint32_t index) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // The next tick at which a slot must be looked at.
  int64_t NextTick() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TakeSlot(int slot, std::vector<TimerTarget>* due)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  std::atomic<bool> any_{false};  // count_ > 0
  Mutex mutex_;
  int64_t now_ ABSL_GUARDED_BY(mutex_) = 0;  // ticks done
  size_t count_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<Timer> timers_ ABSL_GUARDED_BY(mutex_);
  uint32_t free_ ABSL_GUARDED_BY(mutex_) = kNone;
  std::vector<uint32_t> heads_ ABSL_GUARDED_BY(mutex_) =
      std::vector<uint32_t>(kLevels * kSlots, kNone);
  uint64_t occupied_[kLevels] ABSL_GUARDED_BY(mutex_) = {};
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_TIMER_WHEEL_H_

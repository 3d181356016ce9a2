#include "vm/sched/timer_wheel.h"

#include <algorithm>
#include <bit>

namespace midge::vm {

namespace {

constexpr int64_t kTickNanos = int64_t{1} << kTimerTickShift;

// Ids leave the top eight bits to the scheduler.
constexpr uint32_t kGenerationMask = 0xFFFFFF;

}  // namespace

// A timer lies at the lowest level whose wheel, from now on, reaches it.  Its
// slot there is given by its own tick, so that the slot comes up when the wheel
// has turned to it.
void TimerWheel::Link(uint32_t index) {
  Timer& timer = timers_[index];
  const int64_t tick = std::max(timer.tick, now_ + 1);
  int level = 0;
  while (level + 1 < kLevels &&
         (tick >> (kLevelBits * level)) - (now_ >> (kLevelBits * level)) >=
             kSlots) {
    ++level;
  }
  int64_t turn = tick >> (kLevelBits * level);
  // Beyond the widest wheel: the slot behind us, to be looked at once more.
  turn = std::min(turn, (now_ >> (kLevelBits * level)) + kSlots - 1);
  const int slot = static_cast<int>(turn & (kSlots - 1));
  timer.slot = level * kSlots + slot;
  timer.previous = kNone;
  timer.next = heads_[static_cast<size_t>(timer.slot)];
  if (timer.next != kNone) timers_[timer.next].previous = index;
  heads_[static_cast<size_t>(timer.slot)] = index;
  occupied_[level] |= uint64_t{1} << slot;
}

void TimerWheel::Unlink(uint32_t index) {
  Timer& timer = timers_[index];
  if (timer.previous != kNone) {
    timers_[timer.previous].next = timer.next;
  } else {
    heads_[static_cast<size_t>(timer.slot)] = timer.next;
    if (timer.next == kNone) {
      occupied_[timer.slot / kSlots] &= ~(uint64_t{1} << (timer.slot % kSlots));
    }
  }
  if (timer.next != kNone) timers_[timer.next].previous = timer.previous;
}

void TimerWheel::Free(uint32_t index) {
  Timer& timer = timers_[index];
  timer.slot = -1;
  ++timer.generation;
  timer.next = free_;
  free_ = index;
  --count_;
  any_.store(count_ > 0, std::memory_order_relaxed);
}

uint64_t TimerWheel::Arm(int64_t deadline_nanos, const TimerTarget& target) {
  MutexLock lock(&mutex_);
  uint32_t index = free_;
  if (index == kNone) {
    index = static_cast<uint32_t>(timers_.size());
    timers_.emplace_back();
  } else {
    free_ = timers_[index].next;
  }
  Timer& timer = timers_[index];
  timer.target = target;
  timer.tick = (std::max<int64_t>(deadline_nanos, 0) + kTickNanos - 1) >>
               kTimerTickShift;
  ++count_;
  any_.store(true, std::memory_order_relaxed);
  Link(index);
  return uint64_t{timer.generation & kGenerationMask} << 32 |
         (uint64_t{index} + 1);
}

bool TimerWheel::Cancel(uint64_t id) {
  MutexLock lock(&mutex_);
  const uint32_t index = static_cast<uint32_t>(id) - 1;
  if (index >= timers_.size()) return false;
  Timer& timer = timers_[index];
  if (timer.slot < 0 || (timer.generation & kGenerationMask) != id >> 32) {
    return false;
  }
  Unlink(index);
  Free(index);
  return true;
}

int64_t TimerWheel::NextTick() {
  int64_t next = kNoDeadline;
  for (int level = 0; level < kLevels; ++level) {
    if (occupied_[level] == 0) continue;
    const int shift = kLevelBits * level;
    const int64_t turn = now_ >> shift;
    // The first occupied slot after the one we stand in.
    const int here = static_cast<int>((turn + 1) & (kSlots - 1));
    const int ahead = std::countr_zero(std::rotr(occupied_[level], here));
    next = std::min(next, (turn + 1 + ahead) << shift);
  }
  return next;
}

void TimerWheel::TakeSlot(int slot, std::vector<TimerTarget>* due) {
  uint32_t index = heads_[static_cast<size_t>(slot)];
  heads_[static_cast<size_t>(slot)] = kNone;
  occupied_[slot / kSlots] &= ~(uint64_t{1} << (slot % kSlots));
  while (index != kNone) {
    const uint32_t next = timers_[index].next;
    if (timers_[index].tick <= now_) {
      due->push_back(timers_[index].target);
      Free(index);
    } else {
      Link(index);
    }
    index = next;
  }
}

void TimerWheel::Advance(int64_t now_nanos, std::vector<TimerTarget>* due) {
  MutexLock lock(&mutex_);
  const int64_t now = now_nanos >> kTimerTickShift;
  while (count_ > 0) {
    const int64_t next = NextTick();
    if (next > now) break;
    now_ = next;
    // Higher levels first: what they hold may be due in this very tick.
    for (int level = kLevels - 1; level >= 0; --level) {
      const int shift = kLevelBits * level;
      if (now_ & ((int64_t{1} << shift) - 1)) continue;
      TakeSlot(
          level * kSlots + static_cast<int>((now_ >> shift) & (kSlots - 1)),
          due);
    }
  }
  now_ = std::max(now_, now);
}

int64_t TimerWheel::NextDeadline() {
  MutexLock lock(&mutex_);
  return count_ == 0 ? kNoDeadline : NextTick() << kTimerTickShift;
}

}  // namespace midge::vm

// A lock for short sections that are rarely contended: it is released by a
// store, where a Mutex needs a second locked instruction, and on the way of a
// message each of these costs as much as thirty others.
//
// Who finds it taken spins, then yields, then sleeps in between: what holds it
// long, such as a report, costs the others time and no processor.  Not fair,
// and no condition can be waited for under it: that is a Mutex's.
#ifndef MIDGE_BASE_SPIN_LOCK_H_
#define MIDGE_BASE_SPIN_LOCK_H_

#include <atomic>

#include "absl/base/thread_annotations.h"

namespace midge {

class ABSL_LOCKABLE SpinLock {
 public:
  SpinLock() = default;
  SpinLock(const SpinLock&) = delete;
  SpinLock& operator=(const SpinLock&) = delete;

  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() {
    if (taken_.exchange(true, std::memory_order_acquire)) LockSlowly();
  }
  void Unlock() ABSL_UNLOCK_FUNCTION() {
    // Pairs with the exchanges.
    taken_.store(false, std::memory_order_release);
  }

 private:
  void LockSlowly();

  std::atomic<bool> taken_{false};
};

class ABSL_SCOPED_LOCKABLE SpinLockHolder {
 public:
  explicit SpinLockHolder(SpinLock* lock) ABSL_EXCLUSIVE_LOCK_FUNCTION(lock)
      : lock_(lock) {
    lock_->Lock();
  }
  ~SpinLockHolder() ABSL_UNLOCK_FUNCTION() { lock_->Unlock(); }
  SpinLockHolder(const SpinLockHolder&) = delete;
  SpinLockHolder& operator=(const SpinLockHolder&) = delete;

 private:
  SpinLock* const lock_;
};

}  // namespace midge

#endif  // MIDGE_BASE_SPIN_LOCK_H_

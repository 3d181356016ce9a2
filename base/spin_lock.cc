#include "base/spin_lock.h"

#include <chrono>
#include <thread>

namespace midge {

namespace {

// A section that is not interrupted is over after some hundred looks; one whose
// thread was, when that runs again.
constexpr int kSpins = 200;
constexpr int kYields = 20;
constexpr std::chrono::microseconds kPause(50);

}  // namespace

void SpinLock::LockSlowly() {
  for (int look = 0;; ++look) {
    if (!taken_.load(std::memory_order_relaxed) &&
        !taken_.exchange(true, std::memory_order_acquire)) {
      return;
    }
    if (look >= kSpins + kYields) {
      std::this_thread::sleep_for(kPause);
    } else if (look >= kSpins) {
      std::this_thread::yield();
    }
  }
}

}  // namespace midge

// Goal: one at a time, and nobody waits for ever, however long it is held.
#include "base/spin_lock.h"

#include <atomic>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace midge {
namespace {

TEST(SpinLockTest, OneAtATime) {
  constexpr int kThreads = 4, kRounds = 20'000;
  SpinLock lock;
  int64_t count = 0;  // no atomic: a lost update would show
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) {
        SpinLockHolder holder(&lock);
        count = count + 1;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count, kThreads * kRounds);
}

// The holder waits until another has begun to look, so that it finds the lock
// taken and goes through all ways of waiting.
TEST(SpinLockTest, WhoFindsItTakenGetsItLater) {
  SpinLock lock;
  std::atomic<bool> looking{false};
  bool first_is_done = false;
  std::thread second;
  {
    SpinLockHolder holder(&lock);
    second = std::thread([&] {
      looking.store(true);
      SpinLockHolder second_holder(&lock);
      EXPECT_TRUE(first_is_done);
    });
    while (!looking.load()) std::this_thread::yield();
    for (int i = 0; i < 1000; ++i) std::this_thread::yield();
    first_is_done = true;
  }
  second.join();
}

}  // namespace
}  // namespace midge

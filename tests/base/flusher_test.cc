#include "base/flusher.h"

#include <atomic>

#include "gtest/gtest.h"

namespace midge {
namespace {

TEST(FlusherTest, FlushesWhileTheWriterGoesOn) {
  Mutex mutex;
  CondVar changed;
  int flushed = 0;
  Flusher flusher(
      [&] {
        MutexLock lock(&mutex);
        ++flushed;
        changed.Signal();
      },
      std::chrono::milliseconds(1));
  for (int i = 1; i <= 3; ++i) {
    flusher.Written();
    MutexLock lock(&mutex);
    while (flushed < i) changed.Wait(&mutex);
  }
}

TEST(FlusherTest, FlushesOnceForManyWrites) {
  std::atomic<int> flushed = 0;
  {
    Flusher flusher([&] { ++flushed; }, std::chrono::hours(1));
    for (int i = 0; i < 1000; ++i) flusher.Written();
    EXPECT_EQ(flushed, 0);
  }
  EXPECT_EQ(flushed, 1);
}

TEST(FlusherTest, FlushesNothingThatWasNotWritten) {
  std::atomic<int> flushed = 0;
  {
    Flusher flusher([&] { ++flushed; }, std::chrono::nanoseconds(1));
  }
  EXPECT_EQ(flushed, 0);
}

}  // namespace
}  // namespace midge

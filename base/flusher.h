// Flushes a buffered stream a moment after it was written to.  So many small
// writes make few system calls, and of a process that is killed or crashes only
// what it wrote in its last moment is lost.
#ifndef MIDGE_BASE_FLUSHER_H_
#define MIDGE_BASE_FLUSHER_H_

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "base/mutex.h"

namespace midge {

inline constexpr std::chrono::milliseconds kFlushDelay{20};

// Threads: Written() is safe from any thread; `flush` is called on one of the
// flusher's own, and by the destructor.
class Flusher {
 public:
  explicit Flusher(std::function<void()> flush,
                   std::chrono::nanoseconds delay = kFlushDelay);
  // Flushes what is left.
  ~Flusher();
  Flusher(const Flusher&) = delete;
  Flusher& operator=(const Flusher&) = delete;

  // The stream was written to.
  void Written() {
    if (!due_.exchange(true)) Wake();
  }

 private:
  void Wake();
  void Run();

  const std::function<void()> flush_;
  const std::chrono::nanoseconds delay_;
  std::atomic<bool> due_{false};
  Mutex mutex_;
  CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace midge

#endif  // MIDGE_BASE_FLUSHER_H_

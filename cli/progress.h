// One line at the bottom of a terminal that says how far a swarm is. Off a
// terminal it shows nothing.
//
// Threads: safe from any thread.
#ifndef MIDGE_CLI_PROGRESS_H_
#define MIDGE_CLI_PROGRESS_H_

#include <chrono>
#include <string>

#include "base/mutex.h"
#include "cli/context.h"
#include "midge/v1/coordinator.pb.h"

namespace midge::cli {

// "ants-1 running [########········] 52.0k/100k agents ended, 12s": the bar
// fills with the part of the agents spawned so far that has ended.
std::string ProgressLine(const v1::Swarm& swarm, int64_t elapsed_ms);

class Progress {
 public:
  explicit Progress(Context& context);
  // Clears.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(const v1::Swarm& swarm);
  // Takes the line away, so that other output may follow.
  void Clear();
  // Takes the line away, runs `write`, puts the line back.
  template <typename Write>
  void Around(Write write) {
    MutexLock lock(&mutex_);
    Erase();
    write();
    Draw();
  }

 private:
  void Erase() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Draw() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  Context& context_;
  const std::chrono::steady_clock::time_point begun_;
  Mutex mutex_;
  std::string line_ ABSL_GUARDED_BY(mutex_);
  bool drawn_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace midge::cli

#endif  // MIDGE_CLI_PROGRESS_H_

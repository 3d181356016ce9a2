// What the agents of this node printed: a bounded ring for each swarm, which
// readers follow.
#ifndef MIDGE_NODE_LOG_STORE_H_
#define MIDGE_NODE_LOG_STORE_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/mutex.h"

namespace midge::node {

struct LogEntry {
  int64_t unix_ms = 0;
  ObjectId agent;
  int stream = 1;  // 1 stdout, 2 stderr.
  std::string text;
};

// Threads:   everything from any thread.
// Invariant: a swarm keeps at most kLogBytesMax, its newest; the store at most
//            kLogSwarmsEndedMax ended swarms, the newest.
class LogStore {
 public:
  explicit LogStore(const Clock* clock) : clock_(clock) {}

  // From here on the swarm has a log. Beginning one that is there changes
  // nothing.
  void Begin(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);
  // Dropped without a Begin().
  void Append(SwarmId swarm, ObjectId agent, int stream, absl::string_view text)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Nothing more will come: followers reach the end.
  void End(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);
  // Every reader that waits returns, now and later.
  void Shutdown() ABSL_LOCKS_EXCLUDED(mutex_);

  struct Chunk {
    std::vector<LogEntry> entries;
    uint64_t next = 0;     // The cursor to go on from.
    uint64_t dropped = 0;  // Entries before these that are no longer kept.
    bool ended = false;    // And there is nothing after these.
  };

  // A cursor `lines` entries before the end; 0 lines mean all that is kept.
  absl::StatusOr<uint64_t> Tail(SwarmId swarm, uint64_t lines) const
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Entries from `cursor` on, up to about a kLogChunkBytes. When there are
  // none yet it waits for `wait_nanos`, and may return none.
  absl::StatusOr<Chunk> Read(SwarmId swarm, uint64_t cursor, int64_t wait_nanos)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Log {
    std::deque<LogEntry> entries;
    uint64_t first = 0;  // The cursor of the first entry kept.
    int64_t bytes = 0;
    bool ended = false;
  };

  static absl::Status NotHere(SwarmId swarm);

  const Clock* const clock_;
  mutable Mutex mutex_;
  CondVar changed_;
  std::map<SwarmId, Log> logs_ ABSL_GUARDED_BY(mutex_);
  std::deque<SwarmId> ended_ ABSL_GUARDED_BY(mutex_);  // Oldest first.
  bool shut_down_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_LOG_STORE_H_

#include "node/log_store.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "node/limits.h"

namespace midge::node {
namespace {

// What an entry costs beside its text.
constexpr int64_t kEntryBytes = 64;

int64_t Cost(const LogEntry& entry) {
  return static_cast<int64_t>(entry.text.size()) + kEntryBytes;
}

}  // namespace

absl::Status LogStore::NotHere(SwarmId swarm) {
  return absl::NotFoundError(
      absl::StrCat("swarm ", swarm.value(), " has no log on this node"));
}

void LogStore::Begin(SwarmId swarm) {
  MutexLock lock(&mutex_);
  logs_.try_emplace(swarm);
}

void LogStore::Append(SwarmId swarm, ObjectId agent, int stream,
                      absl::string_view text) {
  const int64_t unix_ms = clock_->WallNanos() / kNanosPerMilli;
  MutexLock lock(&mutex_);
  auto found = logs_.find(swarm);
  if (found == logs_.end()) return;
  Log& log = found->second;
  // A text that is longer than all a log keeps loses its beginning.
  if (text.size() > static_cast<size_t>(kLogBytesMax)) {
    text.remove_prefix(text.size() - static_cast<size_t>(kLogBytesMax));
  }
  log.entries.push_back({unix_ms, agent, stream, std::string(text)});
  log.bytes += Cost(log.entries.back());
  while (log.bytes > kLogBytesMax && log.entries.size() > 1) {
    log.bytes -= Cost(log.entries.front());
    log.entries.pop_front();
    ++log.first;
  }
  changed_.SignalAll();
}

void LogStore::End(SwarmId swarm) {
  MutexLock lock(&mutex_);
  auto found = logs_.find(swarm);
  if (found == logs_.end() || found->second.ended) return;
  found->second.ended = true;
  ended_.push_back(swarm);
  while (ended_.size() > static_cast<size_t>(kLogSwarmsEndedMax)) {
    logs_.erase(ended_.front());
    ended_.pop_front();
  }
  changed_.SignalAll();
}

void LogStore::Shutdown() {
  MutexLock lock(&mutex_);
  shut_down_ = true;
  changed_.SignalAll();
}

absl::StatusOr<uint64_t> LogStore::Tail(SwarmId swarm, uint64_t lines) const {
  MutexLock lock(&mutex_);
  auto found = logs_.find(swarm);
  if (found == logs_.end()) return NotHere(swarm);
  const Log& log = found->second;
  const uint64_t kept = log.entries.size();
  return log.first + (lines == 0 ? 0 : kept - std::min(lines, kept));
}

absl::StatusOr<LogStore::Chunk> LogStore::Read(SwarmId swarm, uint64_t cursor,
                                               int64_t wait_nanos) {
  MutexLock lock(&mutex_);
  auto found = logs_.find(swarm);
  if (found != logs_.end() && !found->second.ended && !shut_down_ &&
      cursor >= found->second.first + found->second.entries.size()) {
    changed_.WaitFor(&mutex_, std::chrono::nanoseconds(wait_nanos));
    found = logs_.find(swarm);
  }
  if (found == logs_.end()) return NotHere(swarm);
  const Log& log = found->second;
  Chunk chunk;
  chunk.dropped = log.first > cursor ? log.first - cursor : 0;
  chunk.next = std::max(cursor, log.first);
  int64_t bytes = 0;
  while (chunk.next < log.first + log.entries.size() &&
         bytes < kLogChunkBytes) {
    const LogEntry& entry = log.entries[chunk.next - log.first];
    bytes += Cost(entry);
    chunk.entries.push_back(entry);
    ++chunk.next;
  }
  chunk.ended =
      (log.ended || shut_down_) && chunk.next >= log.first + log.entries.size();
  return chunk;
}

}  // namespace midge::node

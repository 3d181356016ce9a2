#include "vm/sched/counters.h"

#include <algorithm>
#include <bit>

namespace midge::vm {

size_t Counters::Bucket(int64_t nanos) {
  const auto micros_below =
      static_cast<uint64_t>(std::max<int64_t>(nanos - 1, 0)) / 1000;
  return std::min<size_t>(std::bit_width(micros_below), kBuckets - 1);
}

void Counters::AddTo(VmStats* stats) const {
  const auto sum = [this](Counter counter) {
    uint64_t total = 0;
    for (size_t i = 0; i < set_count_; ++i) {
      total += sets_[i].values[static_cast<size_t>(counter)].load(
          std::memory_order_relaxed);
    }
    return total;
  };
  stats->opcodes += sum(Counter::kOpcodes);
  stats->slices += sum(Counter::kSlices);
  stats->preemptions += sum(Counter::kPreemptions);
  stats->spawned += sum(Counter::kSpawned);
  stats->exited_returned += sum(Counter::kExitedReturned);
  stats->exited_raised += sum(Counter::kExitedRaised);
  stats->exited_killed += sum(Counter::kExitedKilled);
  const uint64_t ended = sum(Counter::kThreadsEnded);
  const uint64_t threads = sum(Counter::kThreadsStarted) - ended;
  const uint64_t unparks = sum(Counter::kUnparks);
  const uint64_t parks = sum(Counter::kParks);
  const uint64_t parked = parks > unparks ? parks - unparks : 0;
  stats->threads += threads;
  stats->threads_parked += parked;
  stats->threads_ready += threads > parked ? threads - parked : 0;
  stats->semaphore_waits += sum(Counter::kSemaphoreWaits);
  stats->semaphore_wait_nanoseconds += sum(Counter::kSemaphoreWaitNanos);
  stats->sent_local += sum(Counter::kSentLocal);
  stats->sent_remote += sum(Counter::kSentRemote);
  stats->received_local += sum(Counter::kReceivedLocal);
  stats->received_remote += sum(Counter::kReceivedRemote);
  stats->collections += sum(Counter::kCollections);
  stats->collection_nanoseconds += sum(Counter::kCollectionNanos);
  for (size_t i = 0; i < set_count_; ++i) {
    const Set& set = sets_[i];
    for (size_t b = 0; b < kBuckets; ++b) {
      stats->schedule_latency[b] +=
          set.latency[b].load(std::memory_order_relaxed);
      stats->collection_pause[b] +=
          set.pause[b].load(std::memory_order_relaxed);
    }
    stats->schedule_latency_sum +=
        set.latency_sum.load(std::memory_order_relaxed);
    stats->collection_pause_sum +=
        set.pause_sum.load(std::memory_order_relaxed);
  }
}

}  // namespace midge::vm

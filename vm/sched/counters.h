// Counters of one swarm on this node, one set per worker so that no two workers
// write the same cache line.
//
// Threads: any; sums are not a snapshot, each counter alone is exact.
#ifndef MIDGE_VM_SCHED_COUNTERS_H_
#define MIDGE_VM_SCHED_COUNTERS_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

#include "vm/sched/scheduler.h"
#include "vm/vm.h"

namespace midge::vm {

enum class Counter {
  kOpcodes,
  kSlices,
  kPreemptions,
  kSpawned,
  kExitedReturned,
  kExitedRaised,
  kExitedKilled,
  kThreadsStarted,
  kThreadsEnded,
  kParks,
  kUnparks,
  kSemaphoreWaits,
  kSemaphoreWaitNanos,
  kSentLocal,
  kSentRemote,
  kReceivedLocal,
  kReceivedRemote,
  kCollections,
  kCollectionNanos,
  kCount,
};

class Counters {
 public:
  // `workers` sets, and one for all other threads.
  explicit Counters(int workers)
      : sets_(std::make_unique<Set[]>(static_cast<size_t>(workers) + 1)),
        set_count_(static_cast<size_t>(workers) + 1) {}

  void Add(Counter counter, uint64_t n) {
    const Mine mine = FindMine();
    Bump(mine, mine.set->values[static_cast<size_t>(counter)], n);
  }
  void AddLatency(int64_t nanos) {
    const Mine mine = FindMine();
    Bump(mine, mine.set->latency[Bucket(nanos)], 1);
    Bump(mine, mine.set->latency_sum, static_cast<uint64_t>(nanos));
  }
  void AddPause(int64_t nanos) {
    const Mine mine = FindMine();
    Bump(mine, mine.set->pause[Bucket(nanos)], 1);
    Bump(mine, mine.set->pause_sum, static_cast<uint64_t>(nanos));
  }
  void AddTo(VmStats* stats) const;

 private:
  static constexpr size_t kBuckets = 24;
  struct alignas(64) Set {
    std::array<std::atomic<uint64_t>, static_cast<size_t>(Counter::kCount)>
        values = {};
    std::array<std::atomic<uint64_t>, kBuckets> latency = {}, pause = {};
    std::atomic<uint64_t> latency_sum{0}, pause_sum{0};
  };
  // The bucket of values up to 2^i microseconds; the last takes the rest.
  static size_t Bucket(int64_t nanos);
  struct Mine {
    Set* set;
    bool alone;  // nobody else writes this set
  };
  Mine FindMine() {
    const int worker = Scheduler::CurrentWorker();
    if (worker < 0) return {&sets_[set_count_ - 1], false};
    return {&sets_[static_cast<size_t>(worker)], true};
  }
  // A worker's own counters need no locked instruction.
  static void Bump(const Mine& mine, std::atomic<uint64_t>& value, uint64_t n) {
    if (mine.alone) {
      value.store(value.load(std::memory_order_relaxed) + n,
                  std::memory_order_relaxed);
    } else {
      value.fetch_add(n, std::memory_order_relaxed);
    }
  }

  const std::unique_ptr<Set[]> sets_;
  const size_t set_count_;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_COUNTERS_H_

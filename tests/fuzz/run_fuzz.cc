// Whatever compiles runs, for a bounded time and in a bounded heap: it ends,
// or is stopped, and breaks nothing. Its length decides how: with a collection
// at every safepoint, with a slice of one opcode, or plain.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/check.h"
#include "base/clock.h"
#include "base/mutex.h"
#include "vm/vm.h"

namespace {

using midge::CondVar;
using midge::Mutex;
using midge::MutexLock;
using midge::NodeId;
using midge::SwarmId;

constexpr std::chrono::milliseconds kRunTime(50);

// Nobody reads what is printed.
class Silence final : public midge::vm::Host {
 public:
  midge::vm::SendResult Send(midge::vm::Envelope&&) override {
    return midge::vm::SendResult::kNodeLost;
  }
  void Log(const midge::vm::LogLine&) override {}
  void SwarmFinished(SwarmId swarm, const midge::vm::SwarmExit&) override {
    MutexLock lock(&mutex_);
    ended_ = swarm.value();
    changed_.SignalAll();
  }
  int64_t MonotonicNanoseconds() override { return clock_.MonotonicNanos(); }
  int64_t WallNanoseconds() override { return clock_.WallNanos(); }
  void FillRandom(std::span<char> bytes) override {
    std::fill(bytes.begin(), bytes.end(), 'r');
  }

  // False when the swarm has not ended in time.
  bool WaitFor(SwarmId swarm) {
    const auto end = std::chrono::steady_clock::now() + kRunTime;
    MutexLock lock(&mutex_);
    while (ended_ != swarm.value()) {
      const auto left = end - std::chrono::steady_clock::now();
      if (left.count() <= 0 || !changed_.WaitFor(&mutex_, left)) break;
    }
    return ended_ == swarm.value();
  }

 private:
  midge::RealClock clock_;
  Mutex mutex_;
  CondVar changed_;
  uint64_t ended_ ABSL_GUARDED_BY(mutex_) = 0;
};

struct World {
  World() : vm({NodeId(1), 1}, &host) { vm.Start(); }
  Silence host;
  midge::vm::Vm vm;
  uint64_t swarms = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static World* const world = new World;
  midge::vm::SwarmSpec spec;
  spec.id = SwarmId(++world->swarms);
  spec.name = "fuzz";
  spec.entry = "/fuzz.py";
  spec.sources.push_back(
      {"fuzz.py", std::string(reinterpret_cast<const char*>(data), size)});
  spec.shards.node_of.assign(4, NodeId(1));
  spec.shards.node_names[NodeId(1)] = "node-1";
  spec.options.heap_limit_bytes = size_t{8} << 20;
  spec.options.max_agents = 64;
  spec.options.gc_stress = size % 4 == 1;
  if (size % 4 == 2) spec.options.slice = 1;
  const absl::Status started = world->vm.StartSwarm(spec);
  MIDGE_CHECK(started.ok(), started.ToString());
  world->host.WaitFor(spec.id);
  world->vm.StopSwarm(spec.id);
  return 0;
}

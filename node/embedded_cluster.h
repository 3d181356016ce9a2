// A whole cluster in this process: N nodes, no port, no coordinator. What
// `midge run` runs a program on.
#ifndef MIDGE_NODE_EMBEDDED_CLUSTER_H_
#define MIDGE_NODE_EMBEDDED_CLUSTER_H_

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "base/mutex.h"
#include "node/in_process_network.h"
#include "node/runtime.h"
#include "vm/vm.h"

namespace midge::node {

struct EmbeddedOptions {
  int nodes = 1;    // 1 to kEmbeddedNodesMax.
  int workers = 0;  // Of each node; 0 shares the cores out among them.
  size_t heap_limit_bytes = 0;
};

// Ownership: owns the nodes.
// Threads:   Run() from one thread, once; Kill() and Stats() from any.
class EmbeddedCluster final : public RuntimeEvents {
 public:
  // `log` gets what agents print, on the workers' threads, maybe several at
  // once.
  EmbeddedCluster(const EmbeddedOptions& options,
                  std::function<void(const vm::LogLine&)> log);
  ~EmbeddedCluster() override;

  // Runs a program to its end: of its root, or with options.wait_for_all of
  // its last agent. The spec's id, shards and root are filled in here.
  absl::StatusOr<vm::SwarmExit> Run(vm::SwarmSpec spec);

  // Makes Run() end soon.
  void Kill();

  // Summed over the nodes.
  vm::VmStats Stats() const;

 private:
  void OnLog(const vm::LogLine& line) override;
  void OnSwarmFinished(SwarmId swarm, const vm::SwarmExit& exit) override;

  vm::ShardMap SpreadShards() const;
  absl::Status StartSwarm(const vm::SwarmSpec& spec);
  vm::SwarmExit WaitForRoot() ABSL_LOCKS_EXCLUDED(mutex_);
  // Until no agent lives anywhere and nothing is in flight.
  void WaitForAll() ABSL_LOCKS_EXCLUDED(mutex_);

  const std::function<void(const vm::LogLine&)> log_;
  RealClock clock_;
  InProcessNetwork network_;
  std::vector<std::unique_ptr<Runtime>> nodes_;

  Mutex mutex_;
  CondVar finished_;
  std::optional<vm::SwarmExit> exit_ ABSL_GUARDED_BY(mutex_);
  bool killed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_EMBEDDED_CLUSTER_H_

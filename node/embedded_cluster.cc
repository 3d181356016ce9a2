#include "node/embedded_cluster.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "node/limits.h"
#include "node/stats.h"

namespace midge::node {
namespace {

constexpr SwarmId kTheSwarm{1};

// How often an ending swarm is looked at until its last agent is gone.
constexpr std::chrono::milliseconds kLookInterval(2);

int WorkersOfEach(const EmbeddedOptions& options) {
  if (options.workers > 0 || options.nodes == 1) return options.workers;
  const int cores = static_cast<int>(std::thread::hardware_concurrency());
  return std::max(1, cores / options.nodes);
}

}  // namespace

EmbeddedCluster::EmbeddedCluster(const EmbeddedOptions& options,
                                 std::function<void(const vm::LogLine&)> log)
    : log_(std::move(log)) {
  MIDGE_CHECK(1 <= options.nodes && options.nodes <= kEmbeddedNodesMax);
  for (int i = 1; i <= options.nodes; ++i) {
    RuntimeOptions one;
    one.node = NodeId(static_cast<uint32_t>(i));
    one.workers = WorkersOfEach(options);
    one.heap_limit_bytes = options.heap_limit_bytes;
    one.gives_input = true;
    nodes_.push_back(std::make_unique<Runtime>(one, &clock_, &network_, this));
    network_.AddHub(&nodes_.back()->hub());
  }
  for (auto& node : nodes_) {
    for (auto& peer : nodes_) node->AddPeer(peer->node(), "");
    node->Start();
  }
}

EmbeddedCluster::~EmbeddedCluster() {
  for (auto& node : nodes_) network_.RemoveHub(&node->hub());
  for (auto& node : nodes_) node->Stop();
}

absl::StatusOr<vm::SwarmExit> EmbeddedCluster::Run(vm::SwarmSpec spec) {
  const bool wait_for_all = spec.options.wait_for_all;
  spec.id = kTheSwarm;
  spec.shards = SpreadShards();
  spec.root_shard = ShardId(0);
  // One VM cannot know whether agents live in another.
  if (nodes_.size() > 1) spec.options.wait_for_all = false;
  MIDGE_RETURN_IF_ERROR(StartSwarm(spec));
  vm::SwarmExit exit = WaitForRoot();
  if (wait_for_all && nodes_.size() > 1) WaitForAll();
  for (auto& node : nodes_) node->StopSwarm(kTheSwarm);
  return exit;
}

vm::ShardMap EmbeddedCluster::SpreadShards() const {
  vm::ShardMap shards;
  for (size_t i = 0; i < kEmbeddedShardsPerNode * nodes_.size(); ++i) {
    shards.node_of.push_back(nodes_[i % nodes_.size()]->node());
  }
  for (auto& node : nodes_) {
    shards.node_names[node->node()] =
        absl::StrCat("node-", node->node().value());
  }
  return shards;
}

absl::Status EmbeddedCluster::StartSwarm(const vm::SwarmSpec& spec) {
  for (auto& node : nodes_) {
    MIDGE_RETURN_IF_ERROR(node->StartSwarm(spec).status());
  }
  return nodes_[0]->BeginSwarm(spec.id);
}

vm::SwarmExit EmbeddedCluster::WaitForRoot() {
  MutexLock lock(&mutex_);
  while (!exit_.has_value()) finished_.Wait(&mutex_);
  return *exit_;
}

void EmbeddedCluster::WaitForAll() {
  uint64_t sent_before = 0;
  int quiet = 0;
  while (quiet < 2) {
    uint64_t agents = 0;
    EnvelopeCounts envelopes;
    for (auto& node : nodes_) {
      for (const ShareFigures& share : node->Shares()) {
        agents += share.stats.agents;
        envelopes.sent += share.envelopes.sent;
        envelopes.received += share.envelopes.received;
      }
    }
    // The nodes are not read at one moment: only a second look without any
    // envelope in between is proof.
    const bool still = agents == 0 && envelopes.sent == envelopes.received &&
                       envelopes.sent == sent_before;
    quiet = still ? quiet + 1 : 0;
    sent_before = envelopes.sent;
    MutexLock lock(&mutex_);
    if (killed_) return;
    finished_.WaitFor(&mutex_, kLookInterval);
  }
}

void EmbeddedCluster::Kill() {
  {
    MutexLock lock(&mutex_);
    killed_ = true;
    finished_.SignalAll();
  }
  nodes_[0]->vm().KillSwarm(kTheSwarm);
}

vm::VmStats EmbeddedCluster::Stats() const {
  vm::VmStats sum;
  for (const auto& node : nodes_) AddStats(node->vm().Stats(), &sum);
  return sum;
}

void EmbeddedCluster::OnLog(const vm::LogLine& line) { log_(line); }

void EmbeddedCluster::OnSwarmFinished(SwarmId, const vm::SwarmExit& exit) {
  MutexLock lock(&mutex_);
  exit_ = exit;
  finished_.SignalAll();
}

}  // namespace midge::node

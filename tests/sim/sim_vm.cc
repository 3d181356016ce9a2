#include "tests/sim/sim_vm.h"

#include <deque>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "node/limits.h"
#include "vm/vm.h"

namespace midge::vm {
namespace {

using sim::TheTally;

void Violation(const std::string& what) {
  TheTally().violations.push_back(what);
}

// What the simulation sees of a VM.
class Stepped {
 public:
  virtual ~Stepped() = default;
  virtual void Step(std::mt19937_64* random) = 0;
  virtual const std::set<NodeId>& lost() const = 0;
};

// Every VM of the simulation, by the node it was made for.
std::map<NodeId, Stepped*>& Vms() {
  static auto* const kVms = new std::map<NodeId, Stepped*>;
  return *kVms;
}

}  // namespace

class Vm::Impl final : public Stepped {
 public:
  Impl(const VmOptions& options, Host* host) : options_(options), host_(host) {
    Vms()[options.node] = this;
  }
  ~Impl() override { Vms().erase(options_.node); }

  absl::Status StartSwarm(const SwarmSpec& spec) {
    if (shares_.contains(spec.id)) Violation("a swarm was started twice");
    Share& share = shares_[spec.id];
    share.spec = spec;
    share.is_root =
        spec.shards.node_of[spec.root_shard.value()] == options_.node;
    return absl::OkStatus();
  }

  // Also of a swarm that never ran here: a VM may keep mail of it.
  void StopSwarm(SwarmId swarm) { shares_.erase(swarm); }

  absl::Status Deliver(Envelope&& envelope) {
    auto found = shares_.find(envelope.swarm);
    if (found == shares_.end()) return absl::NotFoundError("no such swarm");
    found->second.inbox.push_back(std::move(envelope.payload));
    return absl::OkStatus();
  }

  void NodeLost(NodeId node) {
    lost_.insert(node);
    for (auto& [id, share] : shares_) EndAsks(node, &share);
  }

  absl::StatusOr<VmStats> SwarmStats(SwarmId swarm) const {
    auto found = shares_.find(swarm);
    if (found == shares_.end()) return absl::NotFoundError("no such swarm");
    VmStats stats;
    stats.agents = found->second.is_root && !found->second.finished;
    return stats;
  }

  void Step(std::mt19937_64* random) override {
    for (auto& [id, share] : shares_) {
      ReadInbox(&share);
      Retry(&share);
      if (share.is_root && !share.finished) Ask(&share, random);
    }
  }

  const std::set<NodeId>& lost() const override { return lost_; }

 private:
  struct Outgoing {
    ShardId shard;
    std::string payload;
  };
  struct Share {
    SwarmSpec spec;
    bool is_root = false;
    bool finished = false;
    std::deque<std::string> inbox;
    std::deque<Outgoing> refused;  // By a full link.
    int asked = 0;
    std::map<ShardId, std::deque<int>> waiting;  // The root's, by shard.
    std::map<ShardId, int> last_ask;             // Seen of the root, by shard.
  };

  static size_t Waiting(const Share& share) {
    size_t count = 0;
    for (const auto& [shard, asks] : share.waiting) count += asks.size();
    return count;
  }

  NodeId NodeOf(const Share& share, ShardId shard) const {
    return share.spec.shards.node_of[shard.value()];
  }

  SendResult Send(const Share& share, ShardId shard, std::string payload) {
    const SendResult result =
        host_->Send({share.spec.id, shard, shard.value(), std::move(payload)});
    if (result == SendResult::kAccepted &&
        lost_.contains(NodeOf(share, shard))) {
      Violation("a lost node was sent to");
    }
    return result;
  }

  void ReadInbox(Share* share) {
    for (; !share->inbox.empty(); share->inbox.pop_front()) {
      std::istringstream words(share->inbox.front());
      std::string kind;
      uint16_t shard;
      int number;
      words >> kind >> shard >> number;
      if (kind == "ask") {
        int& last = share->last_ask[ShardId(shard)];
        if (number <= last) Violation("asks out of order, or one twice");
        last = number;
        Answer(share, shard, number);
      } else {
        TakeAnswer(share, ShardId(shard), number);
      }
    }
  }

  void Answer(Share* share, uint16_t shard, int number) {
    const std::string payload = absl::StrCat("answer ", shard, " ", number);
    const ShardId root = share->spec.root_shard;
    if (!share->refused.empty() ||
        Send(*share, root, payload) == SendResult::kFull) {
      share->refused.push_back({root, payload});
    }
  }

  void Retry(Share* share) {
    while (!share->refused.empty()) {
      const Outgoing& next = share->refused.front();
      if (Send(*share, next.shard, next.payload) == SendResult::kFull) return;
      share->refused.pop_front();
    }
  }

  void TakeAnswer(Share* share, ShardId shard, int number) {
    std::deque<int>& asks = share->waiting[shard];
    if (asks.empty() || asks.front() != number) {
      Violation(absl::StrCat("answer ", number, " of shard ", shard.value(),
                             " is out of order, twice, or of the dead"));
      return;
    }
    asks.pop_front();
    ++TheTally().answered;
  }

  void EndAsks(NodeId node, Share* share) {
    for (auto& [shard, asks] : share->waiting) {
      if (NodeOf(*share, shard) != node) continue;
      TheTally().lost += static_cast<int64_t>(asks.size());
      asks.clear();
    }
  }

  void Ask(Share* share, std::mt19937_64* random) {
    while (share->asked < sim::kAsksOfRoot &&
           Waiting(*share) < sim::kAsksInFlight) {
      const ShardId shard(static_cast<uint16_t>(
          (*random)() % share->spec.shards.node_of.size()));
      if (NodeOf(*share, shard) == options_.node) continue;
      std::string payload =
          absl::StrCat("ask ", shard.value(), " ", share->asked + 1, " ");
      if ((*random)() % 50 == 0) payload.append(3 * node::kFragmentBytes, 'x');
      const SendResult result = Send(*share, shard, std::move(payload));
      if (result == SendResult::kFull) return;
      ++share->asked;
      ++TheTally().asked;
      if (result == SendResult::kNodeLost) {
        ++TheTally().lost;
      } else {
        share->waiting[shard].push_back(share->asked);
      }
    }
    if (share->asked < sim::kAsksOfRoot || Waiting(*share) > 0) return;
    share->finished = true;
    host_->SwarmFinished(share->spec.id, {});
  }

  const VmOptions options_;
  Host* const host_;
  std::map<SwarmId, Share> shares_;
  std::set<NodeId> lost_;
};

Vm::Vm(const VmOptions& options, Host* host)
    : impl_(std::make_unique<Impl>(options, host)) {}
Vm::~Vm() = default;
void Vm::Start() {}
void Vm::Stop() {}
absl::Status Vm::StartSwarm(const SwarmSpec& spec) {
  return impl_->StartSwarm(spec);
}
void Vm::StopSwarm(SwarmId swarm) { impl_->StopSwarm(swarm); }
void Vm::KillSwarm(SwarmId) {}
absl::Status Vm::Deliver(Envelope&& envelope) {
  return impl_->Deliver(std::move(envelope));
}
void Vm::LinkWritable(NodeId) {}
void Vm::NodeLost(NodeId node) { impl_->NodeLost(node); }
VmStats Vm::Stats() const { return {}; }
absl::StatusOr<VmStats> Vm::SwarmStats(SwarmId swarm) const {
  return impl_->SwarmStats(swarm);
}

}  // namespace midge::vm

namespace midge::sim {

void StepVm(NodeId node, std::mt19937_64* random) {
  auto found = vm::Vms().find(node);
  if (found != vm::Vms().end()) found->second->Step(random);
}

std::set<NodeId> LostAt(NodeId node) {
  auto found = vm::Vms().find(node);
  return found == vm::Vms().end() ? std::set<NodeId>() : found->second->lost();
}

Tally& TheTally() {
  static auto* const kTally = new Tally;
  return *kTally;
}

}  // namespace midge::sim

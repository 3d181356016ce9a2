// A VM that runs a script of a few commands in place of Python, so that the
// node around it is tested by itself. It defines vm::Vm: a test links this or
// midge_vm, never both.
//
// The entry file has one command on each line; the root's node runs them:
//   print TEXT          writes a line to the log
//   send SHARD TEXT     an envelope to that shard
//   flood SHARD COUNT   many: "0", "1", …
//   expect COUNT        waits until so many envelopes came here
//   lost NODE           waits until the node is lost
//   sleep MILLISECONDS
//   exit STATUS         the root ends
// Whatever comes as "echo SHARD TEXT" is answered with TEXT to that shard. The
// texts of a flood must come in order; one that does not is printed.
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "base/mutex.h"
#include "vm/vm.h"

namespace midge::vm {

class Vm::Impl {
 public:
  Impl(const VmOptions& options, Host* host) : options_(options), host_(host) {}
  ~Impl() { Stop(); }

  void Stop() {
    {
      MutexLock lock(&mutex_);
      stopping_ = true;
      changed_.SignalAll();
    }
    std::map<SwarmId, std::unique_ptr<Share>> shares;
    {
      MutexLock lock(&mutex_);
      shares.swap(shares_);
    }
    for (auto& [swarm, share] : shares) {
      if (share->root.joinable()) share->root.join();
    }
  }

  absl::Status StartSwarm(const SwarmSpec& spec) {
    MutexLock lock(&mutex_);
    auto share = std::make_unique<Share>();
    share->spec = spec;
    Share* raw = share.get();
    shares_[spec.id] = std::move(share);
    if (spec.shards.node_of[spec.root_shard.value()] == options_.node) {
      raw->stats.agents = raw->stats.spawned = 1;
      raw->root = std::thread([this, raw] { RunRoot(raw); });
    }
    return absl::OkStatus();
  }

  void StopSwarm(SwarmId swarm) {
    std::unique_ptr<Share> share;
    {
      MutexLock lock(&mutex_);
      auto found = shares_.find(swarm);
      if (found == shares_.end()) return;
      share = std::move(found->second);
      shares_.erase(found);
      share->killed = true;
      changed_.SignalAll();
    }
    if (share->root.joinable()) share->root.join();
  }

  void KillSwarm(SwarmId swarm) {
    MutexLock lock(&mutex_);
    auto found = shares_.find(swarm);
    if (found == shares_.end()) return;
    found->second->killed = true;
    changed_.SignalAll();
  }

  absl::Status Deliver(Envelope&& envelope) {
    SwarmId swarm = envelope.swarm;
    {
      MutexLock lock(&mutex_);
      auto found = shares_.find(swarm);
      if (found == shares_.end()) return absl::NotFoundError("no such swarm");
      ++found->second->delivered;
      ++found->second->stats.received_remote;
      changed_.SignalAll();
    }
    std::istringstream words(envelope.payload);
    std::string word;
    words >> word;
    if (word == "echo") {
      unsigned shard;
      std::string text;
      words >> shard;
      std::getline(words >> std::ws, text);
      host_->Send({swarm, ShardId(static_cast<uint16_t>(shard)), 1, text});
    } else if (word == "flood") {
      uint64_t place;
      words >> place;
      MutexLock lock(&mutex_);
      if (place != next_[swarm]++) {
        host_->Log({swarm, ObjectId::Make(ShardId(0), 1), 1, "out of order\n"});
      }
    }
    return absl::OkStatus();
  }

  void LinkWritable() {
    MutexLock lock(&mutex_);
    changed_.SignalAll();
  }

  void NodeLost(NodeId node) {
    MutexLock lock(&mutex_);
    lost_.insert(node);
    changed_.SignalAll();
  }

  absl::StatusOr<VmStats> SwarmStats(SwarmId swarm) {
    MutexLock lock(&mutex_);
    auto found = shares_.find(swarm);
    if (found == shares_.end()) return absl::NotFoundError("no such swarm");
    return found->second->stats;
  }

  VmStats Stats() {
    MutexLock lock(&mutex_);
    VmStats sum;
    for (auto& [swarm, share] : shares_) sum.agents += share->stats.agents;
    return sum;
  }

 private:
  struct Share {
    SwarmSpec spec;
    VmStats stats;
    int64_t delivered = 0;
    bool killed = false;
    std::thread root;
  };

  bool Over(const Share& share) { return stopping_ || share.killed; }

  void Print(Share* share, const std::string& text) {
    host_->Log({share->spec.id, ObjectId::Make(ShardId(0), 1), 1, text + "\n"});
  }

  void Send(Share* share, unsigned shard, const std::string& text) {
    Envelope envelope{share->spec.id, ShardId(static_cast<uint16_t>(shard)), 1,
                      text};
    while (true) {
      // A refused envelope is not taken: the same one is sent again.
      const SendResult result = host_->Send(std::move(envelope));
      if (result == SendResult::kNodeLost) Print(share, "NodeLost");
      if (result != SendResult::kFull) return;
      MutexLock lock(&mutex_);
      if (Over(*share)) return;
      changed_.WaitFor(&mutex_, std::chrono::milliseconds(50));
    }
  }

  template <typename Condition>
  void Wait(Share* share, Condition condition) {
    MutexLock lock(&mutex_);
    while (!Over(*share) && !condition()) {
      changed_.WaitFor(&mutex_, std::chrono::milliseconds(50));
    }
  }

  void Sleep(Share* share, unsigned ms) {
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    Wait(share, [end] { return std::chrono::steady_clock::now() >= end; });
  }

  void RunRoot(Share* share) {
    std::istringstream lines(share->spec.sources[0].text);
    std::string line;
    SwarmExit exit;
    while (std::getline(lines, line)) {
      std::istringstream words(line);
      std::string command;
      std::string text;
      unsigned number = 0;
      words >> command;
      if (command != "print") words >> number;
      std::getline(words >> std::ws, text);
      if (command == "print") Print(share, text);
      if (command == "send") Send(share, number, text);
      if (command == "flood") {
        for (int i = 0; i < std::atoi(text.c_str()); ++i) {
          Send(share, number, "flood " + std::to_string(i));
        }
      }
      if (command == "expect") {
        Wait(share, [&] { return share->delivered >= number; });
      }
      if (command == "lost") {
        Wait(share, [&] { return lost_.contains(NodeId(number)); });
        Print(share, "lost " + std::to_string(number));
      }
      if (command == "sleep") Sleep(share, number);
      if (command == "exit") exit.status = static_cast<int>(number);
    }
    {
      MutexLock lock(&mutex_);
      exit.killed = share->killed;
      share->stats.agents = 0;
      share->stats.exited_returned = 1;
      if (stopping_) return;
    }
    host_->SwarmFinished(share->spec.id, exit);
  }

  const VmOptions options_;
  Host* const host_;
  Mutex mutex_;
  CondVar changed_;
  bool stopping_ = false;
  std::map<SwarmId, std::unique_ptr<Share>> shares_;
  std::map<SwarmId, uint64_t> next_;
  std::set<NodeId> lost_;
};

Vm::Vm(const VmOptions& options, Host* host)
    : impl_(std::make_unique<Impl>(options, host)) {}
Vm::~Vm() = default;
void Vm::Start() {}
void Vm::Stop() { impl_->Stop(); }
absl::Status Vm::StartSwarm(const SwarmSpec& spec) {
  return impl_->StartSwarm(spec);
}
void Vm::StopSwarm(SwarmId swarm) { impl_->StopSwarm(swarm); }
void Vm::KillSwarm(SwarmId swarm) { impl_->KillSwarm(swarm); }
absl::Status Vm::Deliver(Envelope&& envelope) {
  return impl_->Deliver(std::move(envelope));
}
void Vm::LinkWritable(NodeId) { impl_->LinkWritable(); }
void Vm::NodeLost(NodeId node) { impl_->NodeLost(node); }
absl::Status Vm::SendNamed(SwarmId, std::string_view, std::string_view) {
  return absl::NotFoundError("nothing has a name here");
}
VmStats Vm::Stats() const { return impl_->Stats(); }
absl::StatusOr<VmStats> Vm::SwarmStats(SwarmId swarm) const {
  return impl_->SwarmStats(swarm);
}
absl::StatusOr<std::vector<AgentReport>> Vm::ListAgents(SwarmId swarm,
                                                        ObjectId after,
                                                        size_t) const {
  absl::StatusOr<VmStats> stats = impl_->SwarmStats(swarm);
  if (!stats.ok()) return stats.status();
  std::vector<AgentReport> agents;
  if (stats->agents > 0 && after.is_none()) {
    agents.emplace_back();
    agents[0].id = ObjectId::Make(ShardId(0), 1);
    agents[0].function = "__main__";
    agents[0].state = "parked";
    agents[0].threads.emplace_back();
    agents[0].threads[0].waits_for = "expect";
  }
  return agents;
}
absl::StatusOr<AgentReport> Vm::InspectAgent(SwarmId, ObjectId agent) {
  return absl::NotFoundError("agent " + agent.ToString());
}
absl::StatusOr<std::vector<MailboxReport>> Vm::ListMailboxes(SwarmId) const {
  return std::vector<MailboxReport>();
}
absl::StatusOr<std::vector<SemaphoreReport>> Vm::ListSemaphores(SwarmId) const {
  return std::vector<SemaphoreReport>();
}

}  // namespace midge::vm

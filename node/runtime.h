// A node's VM and its links, put together: what the VM sends to other nodes
// goes through the router to a link, what links bring goes to the VM.
//
// It is the same in midge-node, in `midge run` and in a test: the dialer and
// the clock are given.
#ifndef MIDGE_NODE_RUNTIME_H_
#define MIDGE_NODE_RUNTIME_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "node/link_hub.h"
#include "node/router.h"
#include "vm/vm.h"

namespace midge::node {

struct RuntimeOptions {
  NodeId node;
  int workers = 0;              // 0: one for each core.
  size_t heap_limit_bytes = 0;  // For swarms that say none; 0: the VM's.
  bool stepped = false;         // A simulation calls hub().Step() itself.
  bool gives_input = false;     // Programs read the process's standard input.
};

// What a runtime tells whoever owns it.
// Threads: called on workers; must return soon and not call back.
class RuntimeEvents {
 public:
  virtual ~RuntimeEvents() = default;
  virtual void OnLog(const vm::LogLine& line) = 0;
  virtual void OnSwarmFinished(SwarmId swarm, const vm::SwarmExit& exit) = 0;
};

// One swarm's share as it stands.
struct ShareFigures {
  SwarmId swarm;
  uint64_t shard_map_epoch = 0;
  int shards = 0;
  vm::VmStats stats;
  EnvelopeCounts envelopes;
};

// Ownership: owns VM, router and hub; clock, dialer and events are borrowed.
// Threads:   everything from any thread but the VM's workers; Start() and
//            Stop() from one.
class Runtime final : private vm::Host, private LinkEvents {
 public:
  Runtime(const RuntimeOptions& options, const Clock* clock, LinkDialer* dialer,
          RuntimeEvents* events);
  ~Runtime() override;  // Stops.

  void Start();
  // No event comes after.
  void Stop();

  NodeId node() const { return options_.node; }
  vm::Vm& vm() { return vm_; }
  LinkHub& hub() { return hub_; }

  void AddPeer(NodeId peer, const std::string& address);
  // The peer is lost: nothing of it is delivered after, and whatever waits on
  // it learns so. Repeating it changes nothing.
  void NodeLost(NodeId peer) ABSL_LOCKS_EXCLUDED(mutex_);

  // Starts this node's share; the root, if it is here, waits for
  // BeginSwarm(). Returns true when the share was there already.
  absl::StatusOr<bool> StartSwarm(vm::SwarmSpec spec)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Every node has its share: the root may run. Repeating it changes nothing.
  absl::Status BeginSwarm(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);
  // Returns its last figures. Stopping one that is not here, or is being
  // stopped, changes nothing.
  ShareFigures StopSwarm(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);

  // The share of every swarm that is here, in order of id.
  std::vector<ShareFigures> Shares() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // vm::Host.
  vm::SendResult Send(vm::Envelope&& envelope) override;
  void Log(const vm::LogLine& line) override;
  void SwarmFinished(SwarmId swarm, const vm::SwarmExit& exit) override;
  int64_t MonotonicNanoseconds() override;
  int64_t WallNanoseconds() override;
  int64_t ProcessorNanoseconds() override;
  void FillRandom(std::span<char> bytes) override;
  std::optional<std::string> TakeInput() override;
  // LinkEvents.
  void OnEnvelopes(NodeId peer, std::vector<Envelope> envelopes) override;
  void OnWritable(NodeId peer) override;

  enum class ShareState {
    kHeld,      // The root is here and waits for BeginSwarm().
    kStarting,  // The VM is being told; others wait for the outcome.
    kRunning,
    kStopping,  // Its agents are being ended, which may take a while.
  };
  struct Share {
    ShareState state = ShareState::kStarting;
    vm::SwarmSpec spec;  // While kHeld.
  };

  ShareFigures Figures(SwarmId swarm) const;
  // Gives a share that is kStarting to the VM; forgets it on an error.
  absl::Status GiveToVm(const vm::SwarmSpec& spec) ABSL_LOCKS_EXCLUDED(mutex_);
  void TellLost(const vm::ShardMap& shards) ABSL_LOCKS_EXCLUDED(mutex_);
  // The share when no other call is starting it, or null.
  Share* FindSettled(SwarmId swarm) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const RuntimeOptions options_;
  const Clock* const clock_;
  RuntimeEvents* const events_;
  LinkHub hub_;
  Router router_;
  vm::Vm vm_;

  // Never held while the VM is called: a heartbeat must not wait for the end
  // of a million agents.
  mutable Mutex mutex_;
  CondVar settled_;
  std::map<SwarmId, Share> shares_ ABSL_GUARDED_BY(mutex_);
  std::set<NodeId> lost_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::node

#endif  // MIDGE_NODE_RUNTIME_H_

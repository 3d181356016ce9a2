// The way of one swarm's requests to other nodes: which node has a shard, what
// waits for room on a link, and who waits for an answer from where.
//
// A request that a full link refuses stays here, in order, and goes out when
// the link is writable again; the thread that sent it is parked until then, so
// each thread has at most one request here.
//
// Ownership: part of a Swarm.
// Threads:   any; one lock per node.
#ifndef MIDGE_VM_SCHED_ROUTER_H_
#define MIDGE_VM_SCHED_ROUTER_H_

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/mutex.h"
#include "vm/sched/request.h"
#include "vm/vm.h"

namespace midge::vm {

class Router {
 public:
  Router(const SwarmSpec& spec, NodeId self, Host* host);

  bool IsLocal(ShardId shard) const;
  bool IsValid(ShardId shard) const { return shard.value() < nodes_of_.size(); }
  bool single_node() const { return peers_.empty(); }
  size_t shard_count() const { return nodes_of_.size(); }
  NodeId NodeOf(ShardId shard) const { return nodes_of_[shard.value()]; }
  bool IsLost(ShardId shard) const;
  bool AnyLost() const;

  // A shard of each other node that is not lost.
  std::vector<ShardId> OneShardPerPeer() const;

  enum class Sent {
    kSent,
    kQueued,  // it will be; `wake` gets a kDone when it has been
    kLost,    // the node is gone
  };
  // REQUIRES: the target's shard is valid and not local.
  // `wake`: who shall be answered kDone if the request has to wait; may be
  // null.
  Sent Send(const Request& request, uint32_t lane, const Waiter* wake);

  // Remembers that `waiter` waits for an answer from `shard`'s node.  False if
  // the node is lost.
  bool Expect(ShardId shard, const Waiter& waiter);
  void Answered(ShardId shard, const Waiter& waiter);
  // The same for a watcher of an agent there.
  bool Watch(ObjectId target, ObjectId watcher);
  void Unwatch(ObjectId target, ObjectId watcher);

  // Sends what waited; returns whose requests went out.
  std::vector<Waiter> LinkWritable(NodeId node);

  // What a lost node ends.
  struct Losses {
    std::vector<Waiter> waiters;
    std::vector<std::pair<ObjectId, ObjectId>> watched;  // (target, watcher)
  };
  // Nothing the second time.
  Losses NodeLost(NodeId node);

 private:
  struct Waiting {
    Envelope envelope;
    std::optional<Waiter> wake;
  };
  struct Peer {
    NodeId node;
    std::atomic<bool> lost{false};
    std::atomic<size_t> backlog_size{0};
    Mutex mutex;
    std::deque<Waiting> backlog ABSL_GUARDED_BY(mutex);
    // (agent, thread) -> wait
    absl::flat_hash_map<std::pair<uint64_t, uint64_t>, uint64_t> expected
        ABSL_GUARDED_BY(mutex);
    std::vector<std::pair<ObjectId, ObjectId>> watched ABSL_GUARDED_BY(mutex);
  };
  Peer* PeerOf(ShardId shard) const { return peer_of_[shard.value()]; }

  const SwarmId swarm_;
  const NodeId self_;
  Host* const host_;
  const std::vector<NodeId> nodes_of_;
  std::map<NodeId, std::unique_ptr<Peer>> peers_;  // constant once made
  std::vector<Peer*> peer_of_;                     // by shard; null: local
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_ROUTER_H_

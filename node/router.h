// From a swarm's shard to the link of the node that has it.
#ifndef MIDGE_NODE_ROUTER_H_
#define MIDGE_NODE_ROUTER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "node/envelope.h"
#include "node/link_hub.h"

namespace midge::node {

// A swarm's envelopes over all links since it started. Summed over its nodes,
// sent equals received exactly when nothing is in flight.
struct EnvelopeCounts {
  uint64_t sent = 0;
  uint64_t received = 0;
};

// Ownership: borrows the hub.
// Threads:   everything from any thread.
class Router {
 public:
  explicit Router(LinkHub* hub) : hub_(hub) {}

  // Where the swarm's shards are; of two maps the one with the higher epoch
  // counts.
  void SetMap(SwarmId swarm, uint64_t epoch, std::vector<NodeId> node_of)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Remove(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes the envelope when it returns kSent, and else leaves it as it is.
  // kLost also when the swarm is not known, or has no such shard.
  SendResult Send(Envelope&& envelope) ABSL_LOCKS_EXCLUDED(mutex_);

  // Counts an envelope that came, if its swarm is known.
  void CountReceived(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);

  EnvelopeCounts Counts(SwarmId swarm) const ABSL_LOCKS_EXCLUDED(mutex_);
  uint64_t Epoch(SwarmId swarm) const ABSL_LOCKS_EXCLUDED(mutex_);
  // How many of the swarm's shards `node` has.
  int ShardsOf(SwarmId swarm, NodeId node) const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Counters {
    std::atomic<uint64_t> sent{0};      // Relaxed: figures.
    std::atomic<uint64_t> received{0};  // Relaxed: figures.
  };
  struct Route {
    uint64_t epoch = 0;
    std::vector<NodeId> node_of;
    std::shared_ptr<Counters> counters;
  };

  LinkHub* const hub_;
  mutable Mutex mutex_;
  absl::flat_hash_map<SwarmId, std::shared_ptr<const Route>> routes_
      ABSL_GUARDED_BY(mutex_);

  std::shared_ptr<const Route> Find(SwarmId swarm) const
      ABSL_LOCKS_EXCLUDED(mutex_);
};

}  // namespace midge::node

#endif  // MIDGE_NODE_ROUTER_H_

// The plain structs that decisions are made over. No protos here: the service
// converts (convert.h), so that a simulation links neither them nor gRPC.
#ifndef MIDGE_COORDINATOR_TYPES_H_
#define MIDGE_COORDINATOR_TYPES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace midge::coordinator {

// One moment on both clocks: the monotonic one decides, the other is shown.
struct Now {
  int64_t monotonic_nanos = 0;
  int64_t unix_ms = 0;

  static Now Of(const Clock& clock) {
    return {clock.MonotonicNanos(), clock.WallNanos() / kNanosPerMilli};
  }
};

// Values are in the store; append only.
enum class NodeState : uint8_t { kLive = 1, kLost = 2 };

// Values are in the store; append only.
enum class SwarmState : uint8_t {
  kPending = 1,
  kRunning = 2,
  kSucceeded = 3,
  kFailed = 4,
  kKilled = 5,
};

// What a node says of itself.
struct Registration {
  std::string name;
  std::string address;
  std::string metrics_address;
  uint32_t cores = 0;
  std::map<std::string, std::string> labels;
  std::string version;
};

struct Member {
  NodeId id;
  Registration node;
  NodeState state = NodeState::kLive;
  int64_t registered_unix_ms = 0;
  int64_t heartbeat_unix_ms = 0;
  // Members epoch this one was lost at; 0 while it lives.
  uint64_t lost_epoch = 0;

  // Not stored.
  int64_t lease_end_nanos = 0;
  // Members epoch that the node is known to have heard of.
  uint64_t told_epoch = 0;
};

struct ShardMap {
  uint64_t epoch = 0;
  std::vector<NodeId> node_of_shard;
};

// Figures of one swarm, on a node or in sum; proto/midge/v1/common.proto says
// what each means.
struct SwarmStats {
  uint64_t agents_live = 0;
  uint64_t agents_spawned = 0;
  uint64_t agents_finished = 0;
  uint64_t agents_failed = 0;
  uint64_t threads = 0;
  uint64_t threads_runnable = 0;
  uint64_t heap_bytes = 0;
  uint64_t mailboxes = 0;
  uint64_t messages_queued = 0;
  uint64_t semaphores = 0;
  uint64_t messages_sent = 0;
  uint64_t messages_received = 0;
  uint64_t envelopes_sent = 0;
  uint64_t envelopes_received = 0;
  uint64_t opcodes = 0;

  bool operator==(const SwarmStats&) const = default;
};

// One node's part in a swarm. Not stored: a restarted coordinator asks again.
struct Share {
  bool started = false;    // The node runs it, or has run it.
  bool lost = false;       // The node is lost.
  bool stopped = false;    // The swarm has ended and the node knows.
  int quiet_reports = 0;   // In a row, with no agent and no change.
  int missed_reports = 0;  // In a row, without this swarm.
  SwarmStats stats;
};

struct Swarm {
  SwarmId id;
  std::string name;
  // A serialized SwarmSpec without what is here: opaque to every decision.
  std::string spec;
  bool wait = false;  // Ends with its last agent, not with its root.
  ShardMap shards;
  ShardId root_shard;
  NodeId root_node;
  SwarmState state = SwarmState::kPending;
  // The root ended with `exit_status`; a `wait` swarm may go on after.
  bool root_finished = false;
  int32_t exit_status = 0;
  std::string reason;
  int64_t created_unix_ms = 0;
  int64_t ended_unix_ms = 0;

  // Not stored.
  std::map<NodeId, Share> shares;
  int64_t pending_since_nanos = 0;
  // Grows with every change a watcher may want to see.
  uint64_t version = 1;

  bool ended() const { return state >= SwarmState::kSucceeded; }
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_TYPES_H_

// The life of one swarm:
//
//   pending ──every share started, root begun──▶ running ──root ended 0──▶
//      │                                            │            succeeded
//      └── a share refused or late, root's node ────┴─▶ failed
//          lost, root ended otherwise          kill ──▶ killed
//
// With `wait`, the root's end is only noted, and the swarm ends when its last
// agent has.
//
// Threads:   pure functions over a Swarm.
// Invariant: an ended swarm never changes its state, status or reason; every
//            function here leaves such a swarm's end alone.
#ifndef MIDGE_COORDINATOR_SWARMS_H_
#define MIDGE_COORDINATOR_SWARMS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "coordinator/placement.h"
#include "coordinator/types.h"

namespace midge::coordinator {

// "pending", "running", "succeeded", "failed" or "killed".
absl::string_view StateName(SwarmState state);

// Gives a new swarm its shards and an unstarted share on each of their nodes.
void ApplyPlacement(Swarm& swarm, const Placement& placement);

// Rebuilds the shares of a swarm that came from the store. What a share of a
// running swarm once did is taken for done: it had begun.
void RestoreShares(Swarm& swarm, Now now);

// The node has its share.
void ShareStarted(Swarm& swarm, NodeId node);
// A node refuses its share for good; `name` is for the reason.
void ShareRefused(Swarm& swarm, absl::string_view name, absl::string_view why,
                  Now now);
// True when every share is started or lost: the root may begin.
bool ReadyToBegin(const Swarm& swarm);
// The root runs.
void Begun(Swarm& swarm);
// Fails a swarm that has been pending for kStartTimeoutMs; `name_of` names the
// nodes that are late.
void CheckStartTimeout(Swarm& swarm,
                       const std::function<std::string(NodeId)>& name_of,
                       Now now);

// A heartbeat of `node` told of this swarm.
void ShareReported(Swarm& swarm, NodeId node, const SwarmStats& stats, Now now);
// A heartbeat of `node` did not, though it should run it. A node that keeps
// silent about a share it once had has lost it, and the swarm fails.
void ShareMissing(Swarm& swarm, NodeId node, absl::string_view name, Now now);

// The node has stopped its share of an ended swarm, whose last figures these
// are: a short swarm ends before a heartbeat has told of it.
void ShareStopped(Swarm& swarm, NodeId node, const SwarmStats& last);

// The root ended. Of no effect when it had already.
void RootFinished(Swarm& swarm, int32_t exit_status, absl::string_view error,
                  Now now);
// A node of the cluster is lost; `name` is for the reason.
void NodeLost(Swarm& swarm, NodeId node, absl::string_view name, Now now);
// Someone wants it ended.
void Kill(Swarm& swarm, absl::string_view reason, Now now);

// Sum over the shares; gauges of lost ones (what is alive) count no more.
SwarmStats Total(const Swarm& swarm);
// Adds field by field.
void Add(SwarmStats& sum, const SwarmStats& stats);

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_SWARMS_H_

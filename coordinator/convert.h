// Between midge/v1 messages and the plain structs. Nothing else knows both.
//
// Threads: pure functions.
#ifndef MIDGE_COORDINATOR_CONVERT_H_
#define MIDGE_COORDINATOR_CONVERT_H_

#include "absl/status/statusor.h"
#include "coordinator/cluster.h"
#include "midge/v1/coordinator.pb.h"
#include "midge/v1/node.pb.h"

namespace midge::coordinator {

// From outside: sizes are bounded here, contents by the decisions.
Registration FromProto(const v1::RegisterRequest& request);
SwarmStats FromProto(const v1::SwarmStats& stats);
SwarmRef FromProto(const v1::SwarmRef& ref);
absl::StatusOr<std::vector<SwarmReport>> FromProto(
    const v1::HeartbeatRequest& request);

// Opens the bundle to see that a node will be able to, and checks the rest
// against the limits. Gives the swarm a seed when it has none.
absl::StatusOr<LaunchPlan> FromProto(const v1::LaunchRequest& request);

void ToProto(const SwarmStats& stats, v1::SwarmStats* out);
void ToProto(const Member& member, v1::Member* out);
void ToProto(const MembersView& view, v1::Members* out);
void ToProto(const Swarm& swarm, v1::Swarm* out);
void ToProto(const NodeSummary& node, v1::NodeInfo* out);

// What a node is sent to start its share.
v1::StartSwarmRequest MakeStartRequest(const NodeCall& call,
                                       const StartPlan& plan,
                                       const std::string& bundle);

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_CONVERT_H_

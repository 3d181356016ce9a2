#include "coordinator/service.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/version.h"
#include "coordinator/cluster.h"
#include "coordinator/convert.h"
#include "coordinator/metrics.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "proto/rpc.h"

namespace midge::coordinator {
namespace {

// Takes one of kWatchersMax places while it lives.
class WatcherPlace {
 public:
  explicit WatcherPlace(std::atomic<int>* taken) : taken_(taken) {
    got_ = taken_->fetch_add(1, std::memory_order_relaxed) < kWatchersMax;
  }
  ~WatcherPlace() { taken_->fetch_sub(1, std::memory_order_relaxed); }
  bool got() const { return got_; }

 private:
  std::atomic<int>* const taken_;
  bool got_;
};

class Service final : public v1::Coordinator::Service {
 public:
  Service(Cluster* cluster, Metrics* metrics, const Clock* clock)
      : cluster_(cluster),
        metrics_(metrics),
        clock_(clock),
        started_unix_ms_(Now::Of(*clock).unix_ms) {}

  grpc::Status Register(grpc::ServerContext*, const v1::RegisterRequest* in,
                        v1::RegisterResponse* out) override {
    return Answer("Register", [&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(Welcome welcome,
                             cluster_->Register(FromProto(*in)));
      out->set_node_id(welcome.id.value());
      SetLease(out);
      ToProto(welcome.members, out->mutable_members());
      return absl::OkStatus();
    });
  }

  grpc::Status Heartbeat(grpc::ServerContext*, const v1::HeartbeatRequest* in,
                         v1::HeartbeatResponse* out) override {
    return Answer("Heartbeat", [&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(std::vector<SwarmReport> reports, FromProto(*in));
      MIDGE_ASSIGN_OR_RETURN(HeartbeatAnswer answer,
                             cluster_->Heartbeat(NodeId(in->node_id()),
                                                 in->members_epoch(), reports));
      SetLease(out);
      if (answer.members.has_value()) {
        ToProto(*answer.members, out->mutable_members());
      }
      for (const Assignment& assignment : answer.swarms) {
        v1::SwarmAssignment* swarm = out->add_swarms();
        swarm->set_swarm_id(assignment.id.value());
        swarm->set_shard_map_epoch(assignment.shards_epoch);
      }
      return absl::OkStatus();
    });
  }

  grpc::Status SwarmFinished(grpc::ServerContext*,
                             const v1::SwarmFinishedRequest* in,
                             v1::SwarmFinishedResponse*) override {
    return Answer("SwarmFinished", [&] {
      std::optional<SwarmStats> stats;
      if (in->has_stats()) stats = FromProto(in->stats());
      return cluster_->SwarmFinished(NodeId(in->node_id()),
                                     SwarmId(in->swarm_id()), in->exit_status(),
                                     in->error(), stats);
    });
  }

  grpc::Status Leave(grpc::ServerContext*, const v1::LeaveRequest* in,
                     v1::LeaveResponse*) override {
    return Answer("Leave",
                  [&] { return cluster_->Leave(NodeId(in->node_id())); });
  }

  grpc::Status Launch(grpc::ServerContext*, const v1::LaunchRequest* in,
                      v1::LaunchResponse* out) override {
    return Answer("Launch", [&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(LaunchPlan plan, FromProto(*in));
      MIDGE_ASSIGN_OR_RETURN(Swarm swarm, cluster_->Launch(std::move(plan)));
      ToProto(swarm, out->mutable_swarm());
      return absl::OkStatus();
    });
  }

  grpc::Status ListSwarms(grpc::ServerContext*, const v1::ListSwarmsRequest* in,
                          v1::ListSwarmsResponse* out) override {
    return Answer("ListSwarms", [&] {
      size_t limit = kSwarmsRunningMax + kSwarmsEndedMax;
      if (in->limit() > 0) limit = std::min<size_t>(limit, in->limit());
      for (const Swarm& swarm : cluster_->List(limit)) {
        ToProto(swarm, out->add_swarms());
      }
      return absl::OkStatus();
    });
  }

  grpc::Status GetSwarm(grpc::ServerContext*, const v1::GetSwarmRequest* in,
                        v1::GetSwarmResponse* out) override {
    return Answer("GetSwarm", [&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(Swarm swarm,
                             cluster_->Get(FromProto(in->swarm())));
      ToProto(swarm, out->mutable_swarm());
      return absl::OkStatus();
    });
  }

  grpc::Status KillSwarm(grpc::ServerContext*, const v1::KillSwarmRequest* in,
                         v1::KillSwarmResponse* out) override {
    return Answer("KillSwarm", [&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(
          Swarm swarm, cluster_->Kill(FromProto(in->swarm()), in->reason()));
      ToProto(swarm, out->mutable_swarm());
      return absl::OkStatus();
    });
  }

  grpc::Status WaitSwarm(
      grpc::ServerContext* context, const v1::WaitSwarmRequest* in,
      grpc::ServerWriter<v1::WaitSwarmResponse>* writer) override {
    return Answer("WaitSwarm", [&]() -> absl::Status {
      WatcherPlace place(&watchers_);
      if (!place.got()) {
        return absl::ResourceExhaustedError(
            absl::StrCat(kWatchersMax, " clients watch swarms already"));
      }
      return Watch(FromProto(in->swarm()), context, writer);
    });
  }

  grpc::Status ListNodes(grpc::ServerContext*, const v1::ListNodesRequest* in,
                         v1::ListNodesResponse* out) override {
    return Answer("ListNodes", [&] {
      for (const NodeSummary& node : cluster_->Nodes(in->include_lost())) {
        ToProto(node, out->add_nodes());
      }
      return absl::OkStatus();
    });
  }

  grpc::Status GetCluster(grpc::ServerContext*, const v1::GetClusterRequest*,
                          v1::GetClusterResponse* out) override {
    return Answer("GetCluster", [&] {
      const Census census = cluster_->Count();
      out->set_version(kVersion);
      out->set_started_unix_ms(started_unix_ms_);
      out->set_lease_ms(static_cast<uint32_t>(cluster_->lease_ms()));
      out->set_nodes_live(census.members_live);
      out->set_nodes_lost(census.members_lost);
      uint32_t running = 0;
      for (const auto& [state, count] : census.swarms) {
        if (state < SwarmState::kSucceeded) running += count;
      }
      out->set_swarms_running(running);
      return absl::OkStatus();
    });
  }

 private:
  // Runs a handler, counts it, and turns its Status into gRPC's.
  template <typename Handler>
  grpc::Status Answer(const char* method, Handler handler) {
    const int64_t begun = clock_->MonotonicNanos();
    const absl::Status status = handler();
    metrics_->CountRpc(method, status, clock_->MonotonicNanos() - begun);
    return ToGrpc(status);
  }

  template <typename Response>
  void SetLease(Response* out) {
    out->set_lease_ms(static_cast<uint32_t>(cluster_->lease_ms()));
    out->set_heartbeat_interval_ms(
        static_cast<uint32_t>(cluster_->lease_ms() / kHeartbeatsPerLease));
  }

  absl::Status Watch(const SwarmRef& ref, grpc::ServerContext* context,
                     grpc::ServerWriter<v1::WaitSwarmResponse>* writer) {
    MIDGE_ASSIGN_OR_RETURN(Swarm swarm, cluster_->Get(ref));
    int64_t sent_at = 0;
    uint64_t sent_version = 0;
    SwarmState sent_state{};
    while (true) {
      // A state is told at once, figures at the watchers' pace.
      const bool due =
          swarm.state != sent_state || (swarm.version != sent_version &&
                                        clock_->MonotonicNanos() - sent_at >=
                                            kWatchIntervalMs * kNanosPerMilli);
      if (due) {
        v1::WaitSwarmResponse response;
        ToProto(swarm, response.mutable_swarm());
        if (!writer->Write(response)) return absl::CancelledError("gone");
        sent_at = clock_->MonotonicNanos();
        sent_version = swarm.version;
        sent_state = swarm.state;
      }
      if (swarm.ended()) return absl::OkStatus();
      if (context->IsCancelled()) return absl::CancelledError("gone");
      if (cluster_->is_shut_down()) {
        return absl::UnavailableError("the coordinator is stopping");
      }
      MIDGE_ASSIGN_OR_RETURN(
          swarm,
          cluster_->WaitForChange(swarm.id, swarm.version, kWatchIntervalMs));
    }
  }

  Cluster* const cluster_;
  Metrics* const metrics_;
  const Clock* const clock_;
  const int64_t started_unix_ms_;
  std::atomic<int> watchers_{0};
};

}  // namespace

std::unique_ptr<grpc::Service> MakeService(Cluster* cluster, Metrics* metrics,
                                           const Clock* clock) {
  return std::make_unique<Service>(cluster, metrics, clock);
}

}  // namespace midge::coordinator

#include "node/coordinator_client.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/mutex.h"
#include "base/utf8.h"
#include "base/version.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "node/convert.h"
#include "node/limits.h"
#include "proto/rpc.h"

namespace midge::node {

class CoordinatorClient::Impl {
 public:
  Impl(std::shared_ptr<grpc::Channel> channel, Registration registration,
       Node* node)
      : stub_(v1::Coordinator::NewStub(channel)),
        registration_(std::move(registration)),
        node_(node) {}

  void Start() {
    node_->OnNews([this] { Wake(); });
    thread_ = std::thread([this] { Run(); });
  }

  void Stop() {
    if (!thread_.joinable()) return;
    {
      MutexLock lock(&mutex_);
      stopping_ = true;
      if (call_ != nullptr) call_->TryCancel();
      changed_.SignalAll();
    }
    thread_.join();
    node_->OnNews(nullptr);
    Leave();
  }

  bool connected() const { return connected_.load(std::memory_order_relaxed); }
  int64_t heartbeats_failed() const {
    return heartbeats_failed_.load(std::memory_order_relaxed);
  }

 private:
  void Run() {
    while (!stopping()) {
      if (!id_.has_value() && !Register()) {
        Sleep(kRegisterRetryMs);
        continue;
      }
      ReportFinished();
      Heartbeat();
      if (id_.has_value()) Sleep(interval_ms_);
    }
  }

  // Runs `call` with a context that Stop() can cancel.
  template <typename Call>
  absl::Status WithContext(int64_t timeout_ms, Call call) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::milliseconds(timeout_ms));
    {
      MutexLock lock(&mutex_);
      if (stopping_) return absl::CancelledError("stopping");
      call_ = &context;
    }
    const grpc::Status status = call(&context);
    MutexLock lock(&mutex_);
    call_ = nullptr;
    return FromGrpc(status);
  }

  bool Register() {
    v1::RegisterRequest request;
    request.set_name(registration_.name);
    request.set_address(registration_.address);
    request.set_metrics_address(registration_.metrics_address);
    request.set_cores(registration_.cores);
    request.set_version(kVersion);
    for (const auto& [key, value] : registration_.labels) {
      (*request.mutable_labels())[key] = value;
    }
    v1::RegisterResponse response;
    const absl::Status status =
        WithContext(kCoordinatorCallMs, [&](grpc::ClientContext* context) {
          return stub_->Register(context, request, &response);
        });
    LogChange(status);
    if (!status.ok()) return false;
    id_ = NodeId(response.node_id());
    interval_ms_ = Interval(response.heartbeat_interval_ms());
    node_->Join(*id_, FromProto(response.members()));
    MIDGE_LOG(kInfo, "joined as node ", id_->value(), ", ", registration_.name);
    return true;
  }

  void Heartbeat() {
    v1::HeartbeatRequest request;
    request.set_node_id(id_->value());
    request.set_members_epoch(node_->peers_epoch());
    std::vector<SwarmId> reported;
    const std::vector<ShareFigures> shares = node_->Report();
    for (const ShareFigures& share : shares) {
      v1::SwarmReport* report = request.add_swarms();
      report->set_swarm_id(share.swarm.value());
      report->set_shard_map_epoch(share.shard_map_epoch);
      ToProto(share, report->mutable_stats());
      reported.push_back(share.swarm);
    }
    v1::HeartbeatResponse response;
    // No longer than an interval: a heartbeat that hangs renews no lease.
    const absl::Status status =
        WithContext(std::max<int64_t>(interval_ms_, kHeartbeatCallMsMin),
                    [&](grpc::ClientContext* context) {
                      return stub_->Heartbeat(context, request, &response);
                    });
    LogChange(status);
    if (absl::IsNotFound(status)) return Rejoin(status);
    if (!status.ok()) {
      heartbeats_failed_.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    node_->Reported(shares);
    interval_ms_ = Interval(response.heartbeat_interval_ms());
    if (response.has_members()) {
      node_->UpdatePeers(FromProto(response.members()));
    }
    std::vector<SwarmId> assigned;
    for (const v1::SwarmAssignment& swarm : response.swarms()) {
      assigned.push_back(SwarmId(swarm.swarm_id()));
    }
    node_->Reconcile(reported, assigned);
  }

  void Rejoin(const absl::Status& why) {
    MIDGE_LOG(kWarning, "node ", id_->value(),
              " is held for lost, its swarms end: ", why.ToString());
    id_.reset();
    node_->Forget();
  }

  void ReportFinished() {
    FinishedSwarm finished;
    while (node_->NextFinished(&finished)) {
      v1::SwarmFinishedRequest request;
      request.set_node_id(finished.node.value());
      request.set_swarm_id(finished.swarm.value());
      request.set_exit_status(finished.exit.status);
      request.set_error(ToUtf8(finished.exit.error));
      ToProto(finished.figures, request.mutable_stats());
      v1::SwarmFinishedResponse response;
      const absl::Status status =
          WithContext(kCoordinatorCallMs, [&](grpc::ClientContext* context) {
            return stub_->SwarmFinished(context, request, &response);
          });
      // Only a coordinator that is away makes it worth saying again.
      if (!status.ok() && (IsRetriable(status) || absl::IsCancelled(status))) {
        return;
      }
      if (!status.ok()) {
        MIDGE_LOG(kWarning, "the end of swarm ", finished.swarm.value(),
                  " was not taken: ", status.ToString());
      }
      node_->PopFinished();
    }
  }

  void Leave() {
    if (!id_.has_value()) return;
    v1::LeaveRequest request;
    request.set_node_id(id_->value());
    v1::LeaveResponse response;
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::milliseconds(kHeartbeatCallMsMin));
    const absl::Status status =
        FromGrpc(stub_->Leave(&context, request, &response));
    if (!status.ok()) {
      MIDGE_LOG(kInfo, "could not say good-bye: ", status.ToString());
    }
    id_.reset();
  }

  // Says once that the coordinator is away, and once that it is back.
  void LogChange(const absl::Status& status) {
    if (absl::IsCancelled(status)) return;  // By Stop().
    const bool was = connected_.exchange(status.ok());
    if (was && !status.ok()) {
      MIDGE_LOG(kWarning, "coordinator: ", status.ToString());
    } else if (!was && status.ok() && id_.has_value()) {
      MIDGE_LOG(kInfo, "coordinator: is back");
    } else if (!status.ok() && !id_.has_value() && !told_.exchange(true)) {
      MIDGE_LOG(kWarning, "cannot register yet: ", status.ToString());
    }
  }

  // What the coordinator asks for, within reason.
  static int64_t Interval(uint32_t asked_ms) {
    return std::clamp<int64_t>(asked_ms, kHeartbeatMsMin, kHeartbeatMsMax);
  }

  bool stopping() {
    MutexLock lock(&mutex_);
    return stopping_;
  }

  void Wake() {
    MutexLock lock(&mutex_);
    woken_ = true;
    changed_.SignalAll();
  }

  void Sleep(int64_t ms) {
    MutexLock lock(&mutex_);
    if (!stopping_ && !woken_) {
      changed_.WaitFor(&mutex_, std::chrono::milliseconds(ms));
    }
    woken_ = false;
  }

  const std::unique_ptr<v1::Coordinator::Stub> stub_;
  const Registration registration_;
  Node* const node_;
  std::thread thread_;

  // Of the thread alone.
  std::optional<NodeId> id_;
  int64_t interval_ms_ = kHeartbeatMsMin;

  // Relaxed: figures.
  std::atomic<bool> connected_{false};
  std::atomic<bool> told_{false};
  std::atomic<int64_t> heartbeats_failed_{0};

  Mutex mutex_;
  CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

CoordinatorClient::CoordinatorClient(std::shared_ptr<grpc::Channel> channel,
                                     Registration registration, Node* node)
    : impl_(std::make_unique<Impl>(std::move(channel), std::move(registration),
                                   node)) {}
CoordinatorClient::~CoordinatorClient() { Stop(); }
void CoordinatorClient::Start() { impl_->Start(); }
void CoordinatorClient::Stop() { impl_->Stop(); }
bool CoordinatorClient::connected() const { return impl_->connected(); }
int64_t CoordinatorClient::heartbeats_failed() const {
  return impl_->heartbeats_failed();
}

}  // namespace midge::node

#include "coordinator/node_caller.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "base/mutex.h"
#include "coordinator/convert.h"
#include "coordinator/limits.h"
#include "midge/v1/node.grpc.pb.h"
#include "proto/channel.h"
#include "proto/rpc.h"

namespace midge::coordinator {
namespace {

// Everything a call in flight needs; gRPC's callback owns it.
template <typename Request, typename Response>
struct InFlight {
  grpc::ClientContext context;
  Request request;
  Response response;
};

// The figures in the answer to a StopSwarm; no other answer has any.
SwarmStats LastOf(const v1::StopSwarmResponse& response) {
  return FromProto(response.stats());
}
template <typename Response>
SwarmStats LastOf(const Response&) {
  return {};
}

}  // namespace

// gRPC joins its callback threads when the last channel that they served goes,
// and a context holds its channel. So the channels outlive the calls here: none
// is ever the last on one of those threads.
class GrpcNodeCaller::Impl {
 public:
  Impl(std::shared_ptr<grpc::ChannelCredentials> credentials, Metrics* metrics)
      : credentials_(std::move(credentials)), metrics_(metrics) {}

  ~Impl() {
    CancelAll();
    MutexLock lock(&mutex_);
    while (calls_ > 0) ended_.Wait(&mutex_);
  }

  // `start` is the stub's asynchronous method.
  template <typename Request, typename Response>
  void Send(const char* method, const NodeCall& call, Request request,
            void (v1::Node::StubInterface::async_interface::*start)(
                grpc::ClientContext*, const Request*, Response*,
                std::function<void(grpc::Status)>),
            NodeCaller::Done done) {
    auto flight = std::make_shared<InFlight<Request, Response>>();
    flight->request = std::move(request);
    flight->context.set_deadline(std::chrono::system_clock::now() +
                                 std::chrono::milliseconds(kNodeCallTimeoutMs));
    Callee* const callee = Begin(call, &flight->context);
    const auto begun = std::chrono::steady_clock::now();
    (callee->stub->async()->*start)(
        &flight->context, &flight->request, &flight->response,
        [this, method, callee, begun, flight,
         done = std::move(done)](grpc::Status status) mutable {
          Forget(&flight->context);
          const absl::Status answer = FromGrpc(status);
          metrics_->CountNodeCall(
              method, answer,
              std::chrono::nanoseconds(std::chrono::steady_clock::now() - begun)
                  .count());
          done(answer, LastOf(flight->response));
          flight.reset();
          End(callee);
        });
  }

  void CancelAll() {
    MutexLock lock(&mutex_);
    for (grpc::ClientContext* context : contexts_) context->TryCancel();
  }

 private:
  struct Callee {
    std::unique_ptr<v1::Node::Stub> stub;
    int calls = 0;
  };

  // One channel for each node; a node that comes back under a new id is a new
  // node, so a stale one is only memory, and bounded.
  Callee* Begin(const NodeCall& call, grpc::ClientContext* context) {
    MutexLock lock(&mutex_);
    if (callees_.size() > 2 * kMembersLiveMax) {
      std::erase_if(callees_, [](const auto& callee) {
        return callee.second.calls == 0;
      });
    }
    Callee& callee = callees_[{call.node, call.address}];
    if (callee.stub == nullptr) {
      callee.stub = v1::Node::NewStub(MakeChannel(call.address, credentials_));
    }
    ++callee.calls;
    ++calls_;
    contexts_.insert(context);
    return &callee;
  }

  // It is not to be cancelled any more.
  void Forget(grpc::ClientContext* context) {
    MutexLock lock(&mutex_);
    contexts_.erase(context);
  }

  // The last that a call does.
  void End(Callee* callee) {
    MutexLock lock(&mutex_);
    --callee->calls;
    if (--calls_ == 0) ended_.SignalAll();
  }

  const std::shared_ptr<grpc::ChannelCredentials> credentials_;
  Metrics* const metrics_;
  Mutex mutex_;
  CondVar ended_;
  // A map, because callees are pointed to.
  std::map<std::pair<NodeId, std::string>, Callee> callees_
      ABSL_GUARDED_BY(mutex_);
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  std::set<grpc::ClientContext*> contexts_ ABSL_GUARDED_BY(mutex_);
};

GrpcNodeCaller::GrpcNodeCaller(
    std::shared_ptr<grpc::ChannelCredentials> credentials, Metrics* metrics)
    : impl_(std::make_unique<Impl>(std::move(credentials), metrics)) {}
GrpcNodeCaller::~GrpcNodeCaller() = default;

void GrpcNodeCaller::Call(const NodeCall& call, const StartPlan& plan,
                          const std::string& bundle, Done done) {
  using Async = v1::Node::StubInterface::async_interface;
  switch (call.kind) {
    case NodeCall::Kind::kStart:
      return impl_->Send<v1::StartSwarmRequest, v1::StartSwarmResponse>(
          "StartSwarm", call, MakeStartRequest(call, plan, bundle),
          &Async::StartSwarm, std::move(done));
    case NodeCall::Kind::kBegin: {
      v1::BeginSwarmRequest request;
      request.set_swarm_id(call.swarm.value());
      return impl_->Send<v1::BeginSwarmRequest, v1::BeginSwarmResponse>(
          "BeginSwarm", call, std::move(request), &Async::BeginSwarm,
          std::move(done));
    }
    case NodeCall::Kind::kStop: {
      v1::StopSwarmRequest request;
      request.set_swarm_id(call.swarm.value());
      request.set_reason(call.reason);
      return impl_->Send<v1::StopSwarmRequest, v1::StopSwarmResponse>(
          "StopSwarm", call, std::move(request), &Async::StopSwarm,
          std::move(done));
    }
    case NodeCall::Kind::kNodesLost: {
      v1::NodesLostRequest request;
      for (NodeId node : call.lost) request.add_node_ids(node.value());
      return impl_->Send<v1::NodesLostRequest, v1::NodesLostResponse>(
          "NodesLost", call, std::move(request), &Async::NodesLost,
          std::move(done));
    }
  }
}

void GrpcNodeCaller::CancelAll() { impl_->CancelAll(); }

}  // namespace midge::coordinator

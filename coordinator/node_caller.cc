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

// Everything a call in flight needs; it owns itself until it is answered.
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

class GrpcNodeCaller::Impl {
 public:
  Impl(std::shared_ptr<grpc::ChannelCredentials> credentials, Metrics* metrics)
      : credentials_(std::move(credentials)), metrics_(metrics) {}

  // One channel for each node; a node that comes back under a new id is a new
  // node, so a stale one is only memory, and bounded.
  std::shared_ptr<v1::Node::Stub> StubFor(const NodeCall& call) {
    MutexLock lock(&mutex_);
    if (stubs_.size() > 2 * kMembersLiveMax) stubs_.clear();
    auto& stub = stubs_[{call.node, call.address}];
    if (stub == nullptr) {
      stub = v1::Node::NewStub(MakeChannel(call.address, credentials_));
    }
    return stub;
  }

  // `start` is the stub's asynchronous method.
  template <typename Request, typename Response>
  void Send(const char* method, std::shared_ptr<v1::Node::Stub> stub,
            Request request,
            void (v1::Node::StubInterface::async_interface::*start)(
                grpc::ClientContext*, const Request*, Response*,
                std::function<void(grpc::Status)>),
            NodeCaller::Done done) {
    auto flight = std::make_shared<InFlight<Request, Response>>();
    flight->request = std::move(request);
    flight->context.set_deadline(std::chrono::system_clock::now() +
                                 std::chrono::milliseconds(kNodeCallTimeoutMs));
    {
      MutexLock lock(&mutex_);
      contexts_.insert(&flight->context);
    }
    const auto begun = std::chrono::steady_clock::now();
    (stub->async()->*start)(
        &flight->context, &flight->request, &flight->response,
        [this, method, stub, flight, begun,
         done = std::move(done)](grpc::Status status) {
          {
            MutexLock lock(&mutex_);
            contexts_.erase(&flight->context);
          }
          const absl::Status answer = FromGrpc(status);
          metrics_->CountNodeCall(
              method, answer,
              std::chrono::nanoseconds(std::chrono::steady_clock::now() - begun)
                  .count());
          done(answer, LastOf(flight->response));
        });
  }

  void CancelAll() {
    MutexLock lock(&mutex_);
    for (grpc::ClientContext* context : contexts_) context->TryCancel();
  }

 private:
  const std::shared_ptr<grpc::ChannelCredentials> credentials_;
  Metrics* const metrics_;
  Mutex mutex_;
  std::map<std::pair<NodeId, std::string>, std::shared_ptr<v1::Node::Stub>>
      stubs_ ABSL_GUARDED_BY(mutex_);
  std::set<grpc::ClientContext*> contexts_ ABSL_GUARDED_BY(mutex_);
};

GrpcNodeCaller::GrpcNodeCaller(
    std::shared_ptr<grpc::ChannelCredentials> credentials, Metrics* metrics)
    : impl_(std::make_unique<Impl>(std::move(credentials), metrics)) {}
GrpcNodeCaller::~GrpcNodeCaller() = default;

void GrpcNodeCaller::Call(const NodeCall& call, const StartPlan& plan,
                          const std::string& bundle, Done done) {
  using Async = v1::Node::StubInterface::async_interface;
  std::shared_ptr<v1::Node::Stub> stub = impl_->StubFor(call);
  switch (call.kind) {
    case NodeCall::Kind::kStart:
      return impl_->Send<v1::StartSwarmRequest, v1::StartSwarmResponse>(
          "StartSwarm", std::move(stub), MakeStartRequest(call, plan, bundle),
          &Async::StartSwarm, std::move(done));
    case NodeCall::Kind::kBegin: {
      v1::BeginSwarmRequest request;
      request.set_swarm_id(call.swarm.value());
      return impl_->Send<v1::BeginSwarmRequest, v1::BeginSwarmResponse>(
          "BeginSwarm", std::move(stub), std::move(request), &Async::BeginSwarm,
          std::move(done));
    }
    case NodeCall::Kind::kStop: {
      v1::StopSwarmRequest request;
      request.set_swarm_id(call.swarm.value());
      request.set_reason(call.reason);
      return impl_->Send<v1::StopSwarmRequest, v1::StopSwarmResponse>(
          "StopSwarm", std::move(stub), std::move(request), &Async::StopSwarm,
          std::move(done));
    }
    case NodeCall::Kind::kNodesLost: {
      v1::NodesLostRequest request;
      for (NodeId node : call.lost) request.add_node_ids(node.value());
      return impl_->Send<v1::NodesLostRequest, v1::NodesLostResponse>(
          "NodesLost", std::move(stub), std::move(request), &Async::NodesLost,
          std::move(done));
    }
  }
}

void GrpcNodeCaller::CancelAll() { impl_->CancelAll(); }

}  // namespace midge::coordinator

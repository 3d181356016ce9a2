// Calls to nodes over gRPC.
//
// Threads: safe from any thread; answers come on gRPC's own threads. The
//          destructor cancels what is in flight and waits for its answers.
#ifndef MIDGE_COORDINATOR_NODE_CALLER_H_
#define MIDGE_COORDINATOR_NODE_CALLER_H_

#include <functional>
#include <memory>
#include <string>

#include "coordinator/metrics.h"
#include "coordinator/reconciler.h"

namespace grpc {
class ChannelCredentials;
}  // namespace grpc

namespace midge::coordinator {

class GrpcNodeCaller final : public NodeCaller {
 public:
  // `metrics` is borrowed.
  GrpcNodeCaller(std::shared_ptr<grpc::ChannelCredentials> credentials,
                 Metrics* metrics);
  ~GrpcNodeCaller() override;

  void Call(const NodeCall& call, const StartPlan& plan,
            const std::string& bundle, Done done) override;
  void CancelAll() override;

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_NODE_CALLER_H_

// Links over gRPC: dials peers, and serves those that dial us.
#ifndef MIDGE_NODE_GRPC_LINK_H_
#define MIDGE_NODE_GRPC_LINK_H_

#include <functional>
#include <memory>
#include <string>

#include "node/link_hub.h"

namespace grpc {
class Channel;
class Service;
}  // namespace grpc

namespace midge::node {

// Makes a new channel to an address each time, so that the link's own back-off
// is the only one.
using ChannelMaker =
    std::function<std::shared_ptr<grpc::Channel>(const std::string& address)>;

// Threads: made and destroyed on a thread that is not gRPC's. The destructor
//          waits for the last connection's end; every link is closed before.
class GrpcLinkDialer final : public LinkDialer {
 public:
  class Channels;

  explicit GrpcLinkDialer(ChannelMaker maker);
  ~GrpcLinkDialer() override;

  void Dial(const std::string& address, std::shared_ptr<Link> link) override;

 private:
  const ChannelMaker maker_;
  const std::unique_ptr<Channels> channels_;
};

// Serves midge.v1.Link.
//
// Ownership: the clock is borrowed. The server that service() is registered
//            with must be shut down before this is destroyed.
// Invariant: at most kUnknownConnectionsMax connections have not said who
//            they are; one more closes those that are silent for longer than
//            kHelloNanosMax, or is refused.
class GrpcLinkService {
 public:
  // `find` gives the link with a peer, or null; it is called on any thread.
  GrpcLinkService(std::function<std::shared_ptr<Link>(NodeId)> find,
                  const Clock* clock);
  ~GrpcLinkService();

  grpc::Service* service();

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_GRPC_LINK_H_

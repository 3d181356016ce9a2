// Keeps a node a member of its cluster: registers it, renews its lease, brings
// it the news, and reports the roots that ended.
//
// A coordinator that cannot be reached is tried again for ever; the node's
// swarms go on meanwhile.
#ifndef MIDGE_NODE_COORDINATOR_CLIENT_H_
#define MIDGE_NODE_COORDINATOR_CLIENT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "node/node.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace midge::node {

// What the node says of itself.
struct Registration {
  std::string name;
  std::string address;
  std::string metrics_address;
  uint32_t cores = 0;
  std::map<std::string, std::string> labels;
};

// Ownership: borrows the node.
// Threads:   one of its own between Start() and Stop().
class CoordinatorClient {
 public:
  CoordinatorClient(std::shared_ptr<grpc::Channel> channel,
                    Registration registration, Node* node);
  ~CoordinatorClient();  // Stops.

  void Start();
  // Tells the coordinator that the node leaves, and joins.
  void Stop();

  // A heartbeat was answered not long ago: for health checks and figures.
  bool connected() const;
  int64_t heartbeats_failed() const;

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_COORDINATOR_CLIENT_H_

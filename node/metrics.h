// A node's figures for Prometheus. All are read at the scrape from plain
// structs that the VM and the links give; nothing is counted here.
//
// Labels are bounded: a swarm that runs here, a peer that is a member.
#ifndef MIDGE_NODE_METRICS_H_
#define MIDGE_NODE_METRICS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "node/link_hub.h"
#include "node/runtime.h"
#include "vm/vm.h"

namespace prometheus {
class Collectable;
}  // namespace prometheus

namespace midge::node {

// The node at the moment of a scrape.
struct NodeFigures {
  bool coordinator_connected = false;
  int64_t heartbeats_failed = 0;
  uint64_t resident_bytes = 0;
  vm::VmStats vm;
  std::vector<ShareFigures> shares;
  std::vector<LinkFigures> links;
};

// `read` is called at each scrape, on the metrics port's threads.
std::shared_ptr<prometheus::Collectable> MakeCollector(
    std::function<NodeFigures()> read);

}  // namespace midge::node

#endif  // MIDGE_NODE_METRICS_H_

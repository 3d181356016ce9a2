// Links between the nodes of one process: frames are handed over as they are,
// no port is opened. For `midge run --nodes N`, and for tests, which can cut
// the connections.
#ifndef MIDGE_NODE_IN_PROCESS_NETWORK_H_
#define MIDGE_NODE_IN_PROCESS_NETWORK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "node/link_hub.h"

namespace midge::node {

// Ownership: the hubs are borrowed; the network outlives their Stop().
// Threads:   everything from any thread. Each end of a connection has a thread
//            that hands over what the other end wrote.
class InProcessNetwork final : public LinkDialer {
 public:
  InProcessNetwork();
  ~InProcessNetwork() override;  // REQUIRES: every hub was removed.

  void AddHub(LinkHub* hub) ABSL_LOCKS_EXCLUDED(mutex_);
  // Nobody reaches it from now on.
  void RemoveHub(LinkHub* hub) ABSL_LOCKS_EXCLUDED(mutex_);

  // Finds the hub by the link's peer; `address` is not used.
  void Dial(const std::string& address, std::shared_ptr<Link> link) override
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Cuts every connection; the hubs dial again.
  void CutAll() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  class End;
  struct Connection {
    std::shared_ptr<End> dialled;
    std::shared_ptr<End> accepted;
  };

  // Joins the threads of connections that have ended.
  void Sweep() ABSL_LOCKS_EXCLUDED(mutex_);

  Mutex mutex_;
  absl::flat_hash_map<NodeId, LinkHub*> hubs_ ABSL_GUARDED_BY(mutex_);
  std::vector<Connection> connections_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::node

#endif  // MIDGE_NODE_IN_PROCESS_NETWORK_H_

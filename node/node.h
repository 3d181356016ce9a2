// A node between the coordinator and its runtime: who it is, who its peers
// are, which swarms it runs, what it has to report.
//
// The coordinator client drives it and the service asks it; it makes no call
// itself, so that a simulation can drive it too.
#ifndef MIDGE_NODE_NODE_H_
#define MIDGE_NODE_NODE_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "node/link_hub.h"
#include "node/log_store.h"
#include "node/runtime.h"
#include "vm/vm.h"

namespace midge::node {

struct Peer {
  NodeId node;
  std::string address;
  bool lost = false;
};

struct Peers {
  uint64_t epoch = 0;
  std::vector<Peer> peers;
};

// A root that ended, and that the coordinator must hear of.
struct FinishedSwarm {
  NodeId node;  // Who reports it.
  SwarmId swarm;
  vm::SwarmExit exit;
  ShareFigures figures;
};

struct NodeOptions {
  int workers = 0;
  size_t heap_limit_bytes = 0;
  bool stepped = false;  // See RuntimeOptions.
};

// Ownership: clock and dialer are borrowed. A runtime lives from one
//            Register to the next and is shared with calls under way.
// Threads:   everything from any thread; Join(), Forget() and UpdatePeers()
//            from one, the coordinator client's.
class Node final : public RuntimeEvents {
 public:
  Node(const NodeOptions& options, const Clock* clock, LinkDialer* dialer);
  ~Node() override;

  // The coordinator took us in as `node`.
  void Join(NodeId node, const Peers& peers) ABSL_LOCKS_EXCLUDED(mutex_);
  // It holds us for lost, or we leave: every swarm ends here.
  void Forget() ABSL_LOCKS_EXCLUDED(mutex_);
  // Members came or were lost. A peer that is in the list no more is lost.
  void UpdatePeers(const Peers& peers) ABSL_LOCKS_EXCLUDED(mutex_);
  // Ends the shares that were reported but are not assigned (any more). What
  // was started since the report is not in either.
  void Reconcile(const std::vector<SwarmId>& reported,
                 const std::vector<SwarmId>& assigned)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Every share that is here, and the last figures of those that were stopped
  // since the coordinator heard of them.
  std::vector<ShareFigures> Report() const ABSL_LOCKS_EXCLUDED(mutex_);
  // The coordinator has these figures.
  void Reported(const std::vector<ShareFigures>& report)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // For the service.
  absl::StatusOr<bool> StartSwarm(NodeId meant, const Peers& peers,
                                  vm::SwarmSpec spec)
      ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status BeginSwarm(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);
  ShareFigures StopSwarm(SwarmId swarm) ABSL_LOCKS_EXCLUDED(mutex_);
  void NodesLost(const std::vector<NodeId>& nodes) ABSL_LOCKS_EXCLUDED(mutex_);

  // Null while it is no member.
  std::shared_ptr<Runtime> runtime() const ABSL_LOCKS_EXCLUDED(mutex_);
  // The link that a peer's Hello asks for, or null.
  std::shared_ptr<Link> FindLink(NodeId peer) const ABSL_LOCKS_EXCLUDED(mutex_);
  LogStore& logs() { return logs_; }
  uint64_t peers_epoch() const ABSL_LOCKS_EXCLUDED(mutex_);

  // Called, from any thread, when there is something to report at once.
  void OnNews(std::function<void()> callback) ABSL_LOCKS_EXCLUDED(mutex_);
  // The oldest that is not reported; stays until PopFinished().
  bool NextFinished(FinishedSwarm* finished) ABSL_LOCKS_EXCLUDED(mutex_);
  void PopFinished() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void OnLog(const vm::LogLine& line) override;
  void OnSwarmFinished(SwarmId swarm, const vm::SwarmExit& exit) override;

  const NodeOptions options_;
  const Clock* const clock_;
  LinkDialer* const dialer_;
  LogStore logs_;

  mutable Mutex mutex_;  // Never held while the runtime is called.
  std::shared_ptr<Runtime> runtime_ ABSL_GUARDED_BY(mutex_);
  Peers peers_ ABSL_GUARDED_BY(mutex_);
  std::deque<FinishedSwarm> finished_ ABSL_GUARDED_BY(mutex_);
  std::map<SwarmId, ShareFigures> stopped_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_news_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::node

#endif  // MIDGE_NODE_NODE_H_

// Tells the nodes what the cluster's state says they must be told.
//
// Ownership: borrows the cluster, the caller and the clock.
// Threads:   one of its own between Start() and Stop(); Step() may be called
//            instead by a test or a simulation that never calls Start().
// Invariant: at most kNodeCallsMax calls in flight, kStartCallsMax of them
//            with a bundle, and one for each thing to tell; a failed call is
//            tried again after kNodeCallRetryMs while it is still due.
#ifndef MIDGE_COORDINATOR_RECONCILER_H_
#define MIDGE_COORDINATOR_RECONCILER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <tuple>

#include "absl/status/status.h"
#include "base/clock.h"
#include "base/mutex.h"
#include "coordinator/cluster.h"

namespace midge::coordinator {

// The way to a node: gRPC in the program, something lossy in a simulation.
class NodeCaller {
 public:
  virtual ~NodeCaller() = default;

  // How a call ended; for a kStop that went well, with the last figures.
  using Done = std::function<void(absl::Status, const SwarmStats& last)>;

  // Makes the call and answers through `done`, once, from any thread, within
  // kNodeCallTimeoutMs; maybe before this returns. `plan` and `bundle` are for
  // kStart alone.
  virtual void Call(const NodeCall& call, const StartPlan& plan,
                    const std::string& bundle, Done done) = 0;

  // Makes calls in flight end soon.
  virtual void CancelAll() = 0;
};

class Reconciler {
 public:
  Reconciler(Cluster* cluster, NodeCaller* caller, const Clock* clock)
      : cluster_(cluster), caller_(caller), clock_(clock) {}
  // REQUIRES: stopped, or never started and no call in flight.
  ~Reconciler();

  void Start();
  // Cancels what is in flight and joins. The cluster must be shut down.
  void Stop();

  // One round: ends what is due to end, and issues the calls that are due.
  void Step();

 private:
  using Key = std::tuple<NodeCall::Kind, NodeId, SwarmId>;
  struct Attempt {
    bool in_flight = false;
    int64_t retry_at_nanos = 0;
  };

  void Run();
  // Claims a place for the call; false when it is not its turn.
  bool Claim(const NodeCall& call) ABSL_LOCKS_EXCLUDED(mutex_);
  void Issue(const NodeCall& call);
  void Ended(const NodeCall& call, const absl::Status& status,
             const SwarmStats& last);

  Cluster* const cluster_;
  NodeCaller* const caller_;
  const Clock* const clock_;
  std::thread thread_;

  Mutex mutex_;
  CondVar idle_;
  std::map<Key, Attempt> attempts_ ABSL_GUARDED_BY(mutex_);
  int in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
  int starts_in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_RECONCILER_H_

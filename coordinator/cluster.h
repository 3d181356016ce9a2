// The control plane's whole state behind one lock: members and swarms, each
// change decided by the pure functions of members.h, placement.h and swarms.h
// and written to the store.
//
// What nodes must be told is not queued anywhere: CallsDue() derives it from
// the state each time, so nothing is forgotten over errors and restarts.
//
// Ownership: borrows the store and the clock, which outlive it.
// Threads:   safe from any thread.
// Invariant: an answered Register or Launch is in the store. A later change
//            whose write fails (a full disk) is kept in memory, counted, and
//            written again at each Tick() until it is there.
#ifndef MIDGE_COORDINATOR_CLUSTER_H_
#define MIDGE_COORDINATOR_CLUSTER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "base/mutex.h"
#include "coordinator/limits.h"
#include "coordinator/members.h"
#include "coordinator/store.h"
#include "coordinator/types.h"

namespace midge::coordinator {

struct ClusterOptions {
  int64_t lease_ms = kLeaseMsDefault;
};

// Members as a node is told of them.
struct MembersView {
  uint64_t epoch = 0;
  std::vector<Member> members;
};

struct Welcome {
  NodeId id;
  MembersView members;
};

struct SwarmReport {
  SwarmId id;
  SwarmStats stats;
};

struct Assignment {
  SwarmId id;
  uint64_t shards_epoch = 0;
};

struct HeartbeatAnswer {
  std::optional<MembersView> members;
  std::vector<Assignment> swarms;
};

struct LaunchPlan {
  // Empty: one is made of `stem`, the entry's file name without ".py".
  std::string name;
  std::string stem;
  std::string spec;
  bool wait = false;
  std::string bundle;
};

// Names one swarm: by id unless that is none, else by name.
struct SwarmRef {
  SwarmId id;
  std::string name;
};

struct NodeSummary {
  Member member;
  uint32_t swarms = 0;
  SwarmStats stats;
};

// One thing a node must be told.
struct NodeCall {
  enum class Kind : uint8_t { kStart, kBegin, kStop, kNodesLost };
  Kind kind;
  NodeId node;
  std::string address;
  SwarmId swarm;             // Not for kNodesLost.
  std::vector<NodeId> lost;  // For kNodesLost.
  uint64_t lost_epoch = 0;   // For kNodesLost.
  std::string reason;        // For kStop.
};

// What StartSwarm carries beside the bundle.
struct StartPlan {
  Swarm swarm;
  std::vector<Member> members;
};

// How much of everything there is, for metrics and GetCluster.
struct Census {
  uint32_t members_live = 0;
  uint32_t members_lost = 0;
  uint64_t members_epoch = 0;
  std::map<SwarmState, uint32_t> swarms;
  SwarmStats stats;  // Sum over swarms that have not ended.
  uint64_t heartbeats = 0;
  uint64_t nodes_lost = 0;                      // Since start.
  uint64_t swarms_launched = 0;                 // Since start.
  std::map<SwarmState, uint64_t> swarms_ended;  // Since start.
  uint64_t store_errors = 0;
  uint32_t store_unwritten = 0;
};

class Cluster {
 public:
  // Goes on from what the store holds.
  static absl::StatusOr<std::unique_ptr<Cluster>> Open(ClusterOptions options,
                                                       Store* store,
                                                       const Clock* clock);

  // ---- for nodes ----
  absl::StatusOr<Welcome> Register(Registration node);
  absl::StatusOr<HeartbeatAnswer> Heartbeat(
      NodeId node, uint64_t members_epoch,
      const std::vector<SwarmReport>& reports);
  absl::Status SwarmFinished(NodeId node, SwarmId swarm, int32_t exit_status,
                             const std::string& error,
                             const std::optional<SwarmStats>& stats);
  absl::Status Leave(NodeId node);

  // ---- for clients ----
  absl::StatusOr<Swarm> Launch(LaunchPlan plan);
  absl::StatusOr<Swarm> Get(const SwarmRef& ref) const;
  absl::StatusOr<Swarm> Kill(const SwarmRef& ref, const std::string& reason);
  // Newest first.
  std::vector<Swarm> List(size_t limit) const;
  // Waits until the swarm's version differs from `seen`, `timeout_ms` passed
  // or Shutdown(); then gives it as it is. NOT_FOUND once it is forgotten.
  absl::StatusOr<Swarm> WaitForChange(SwarmId id, uint64_t seen,
                                      int64_t timeout_ms) const;
  // Live ones first, then the newest lost, each by id.
  std::vector<NodeSummary> Nodes(bool include_lost) const;
  Census Count() const;
  int64_t lease_ms() const { return lease_ms_; }

  // ---- for the reconciler ----

  // Ends leases, start timeouts, old records; writes what could not be
  // written.
  void Tick();
  std::vector<NodeCall> CallsDue() const;
  absl::StatusOr<StartPlan> PlanStart(SwarmId id) const;
  absl::StatusOr<std::string> Bundle(SwarmId id) const;
  // How a call ended. Only an error that cannot pass fails a swarm.
  // `last` is what a kStop answered.
  void CallEnded(const NodeCall& call, const absl::Status& status,
                 const SwarmStats& last = {});
  // Waits until anything changed since `seen` or `timeout_ms` passed; returns
  // the new change count.
  uint64_t WaitForWork(uint64_t seen, int64_t timeout_ms) const;
  // Ends every wait, now and later.
  void Shutdown();
  bool is_shut_down() const;

 private:
  Cluster(ClusterOptions options, Store* store, const Clock* clock);

  Now now() const { return Now::Of(*clock_); }
  void Restore(StoredState state) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  MembersView View() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void LoseNodes(const std::vector<NodeId>& lost)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<Swarm*> Find(const SwarmRef& ref)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status CheckLaunch(const LaunchPlan& plan) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::string MakeName(const LaunchPlan& plan, SwarmId id) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Its id when it is forgotten.
  std::string NameOf(NodeId node) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  const Swarm* RunningNamed(absl::string_view name) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool IsNeeded(const Member& member) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void AppendSwarmCalls(const Swarm& swarm, std::vector<NodeCall>* calls) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void AppendLostCalls(std::vector<NodeCall>* calls) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Runs `change` over a swarm; counts an end, marks it to be written when
  // what the store keeps of it changed, and writes.
  template <typename Change>
  void Apply(Swarm& swarm, Change change) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void WriteUnwritten() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ForgetOldSwarms() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Changed() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const int64_t lease_ms_;
  Store* const store_;
  const Clock* const clock_;

  mutable Mutex mutex_;
  mutable CondVar changed_;
  uint64_t changes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool shut_down_ ABSL_GUARDED_BY(mutex_) = false;
  Members members_ ABSL_GUARDED_BY(mutex_);
  std::map<SwarmId, Swarm> swarms_ ABSL_GUARDED_BY(mutex_);
  NodeId last_node_id_ ABSL_GUARDED_BY(mutex_);
  SwarmId last_swarm_id_ ABSL_GUARDED_BY(mutex_);
  std::set<NodeId> unwritten_members_ ABSL_GUARDED_BY(mutex_);
  std::set<SwarmId> unwritten_swarms_ ABSL_GUARDED_BY(mutex_);
  Census since_start_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_CLUSTER_H_

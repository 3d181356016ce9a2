#include "coordinator/cluster.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/log.h"
#include "base/status_macros.h"
#include "coordinator/placement.h"
#include "coordinator/swarms.h"

namespace midge::coordinator {
namespace {

// What the store keeps of a swarm, to see whether a change must be written.
struct StoredPart {
  SwarmState state;
  bool root_finished;
  uint64_t shards_epoch;

  explicit StoredPart(const Swarm& swarm)
      : state(swarm.state),
        root_finished(swarm.root_finished),
        shards_epoch(swarm.shards.epoch) {}
  bool operator==(const StoredPart&) const = default;
};

// A file's name in small letters, digits, '-' and '.', others as '-'. It begins
// with a letter or digit: a command line would take "-x" for a flag.
std::string SwarmNameOf(absl::string_view stem) {
  std::string name;
  for (char c : stem) {
    const bool plain = absl::ascii_isalnum(c) || c == '-' || c == '.';
    if (name.empty() && !absl::ascii_isalnum(c)) continue;
    name += plain ? absl::ascii_tolower(c) : '-';
  }
  // Room for "-" and an id of up to 20 digits.
  if (name.size() > kNameBytesMax - 21) name.resize(kNameBytesMax - 21);
  return name.empty() ? "swarm" : name;
}

std::string Describe(const SwarmRef& ref) {
  return ref.id == SwarmId() ? ref.name : ref.id.ToString();
}

// Errors that another try cannot cure.
bool IsFinal(const absl::Status& status) {
  return absl::IsInvalidArgument(status) ||
         absl::IsFailedPrecondition(status) ||
         absl::IsResourceExhausted(status) || absl::IsUnimplemented(status);
}

}  // namespace

Cluster::Cluster(ClusterOptions options, Store* store, const Clock* clock)
    : lease_ms_(options.lease_ms),
      store_(store),
      clock_(clock),
      members_(options.lease_ms) {}

absl::StatusOr<std::unique_ptr<Cluster>> Cluster::Open(ClusterOptions options,
                                                       Store* store,
                                                       const Clock* clock) {
  if (options.lease_ms < kLeaseMsMin || options.lease_ms > kLeaseMsMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("a lease of ", options.lease_ms, " ms is not ",
                     kLeaseMsMin, " to ", kLeaseMsMax, " ms"));
  }
  MIDGE_ASSIGN_OR_RETURN(StoredState state, store->Load());
  std::unique_ptr<Cluster> cluster(new Cluster(options, store, clock));
  MutexLock lock(&cluster->mutex_);
  cluster->Restore(std::move(state));
  return cluster;
}

void Cluster::Restore(StoredState state) {
  last_node_id_ = state.last_node_id;
  last_swarm_id_ = state.last_swarm_id;
  members_.Restore(std::move(state.members), state.members_epoch, now());
  for (Swarm& swarm : state.swarms) {
    RestoreShares(swarm, now());
    for (auto& [id, share] : swarm.shares) {
      share.lost = !members_.IsLive(id);
    }
    const SwarmId id = swarm.id;
    swarms_.emplace(id, std::move(swarm));
  }
  // A node may have been lost in the store without its swarms, if the last
  // coordinator died between the two writes.
  for (auto& [id, swarm] : swarms_) {
    for (const auto& [node, share] : std::map(swarm.shares)) {
      if (share.lost && !swarm.ended()) {
        const std::string name = NameOf(node);
        Apply(swarm,
              [&, node = node](Swarm& s) { NodeLost(s, node, name, now()); });
      }
    }
  }
}

std::string Cluster::NameOf(NodeId node) const {
  const Member* member = members_.Find(node);
  return member == nullptr ? node.ToString() : member->node.name;
}

void Cluster::Changed() {
  ++changes_;
  changed_.SignalAll();
}

template <typename Change>
void Cluster::Apply(Swarm& swarm, Change change) {
  const StoredPart before(swarm);
  const uint64_t version = swarm.version;
  change(swarm);
  if (swarm.version != version) Changed();
  const StoredPart after(swarm);
  if (before == after) return;
  if (before.state != after.state) {
    MIDGE_LOG(kInfo, "swarm ", swarm.name, " (", swarm.id.ToString(), ") is ",
              std::string(StateName(swarm.state)));
    if (swarm.ended()) ++since_start_.swarms_ended[swarm.state];
  }
  unwritten_swarms_.insert(swarm.id);
  WriteUnwritten();
}

void Cluster::WriteUnwritten() {
  // Each is tried, whatever the others do: one record that does not fit may
  // not keep out another whose writing makes room.
  auto written = [&](const absl::Status& status) {
    mutex_.AssertHeld();
    if (!status.ok() && since_start_.store_errors++ == 0) {
      MIDGE_LOG(kError, status.ToString());
    }
    return status.ok();
  };
  for (auto it = unwritten_members_.begin(); it != unwritten_members_.end();) {
    const Member* member = members_.Find(*it);
    const bool done = member == nullptr ||
                      written(store_->PutMember(*member, members_.epoch()));
    it = done ? unwritten_members_.erase(it) : std::next(it);
  }
  for (auto it = unwritten_swarms_.begin(); it != unwritten_swarms_.end();) {
    auto swarm = swarms_.find(*it);
    const bool done =
        swarm == swarms_.end() || written(store_->PutSwarm(swarm->second));
    it = done ? unwritten_swarms_.erase(it) : std::next(it);
  }
}

// ---- for nodes ----

absl::StatusOr<Welcome> Cluster::Register(Registration node) {
  MIDGE_RETURN_IF_ERROR(CheckRegistration(node));
  MutexLock lock(&mutex_);
  if (std::optional<NodeId> old = members_.LiveNamed(node.name)) {
    MIDGE_LOG(kInfo, "node ", node.name, " registers anew");
    members_.Lose(*old);
    LoseNodes({*old});
  }
  if (members_.Live().size() >= kMembersLiveMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the cluster has ", kMembersLiveMax, " nodes already"));
  }
  // In the store first: an id that was answered must never be given again.
  const NodeId id(last_node_id_.value() + 1);
  Member draft;
  draft.id = id;
  draft.node = node;
  draft.registered_unix_ms = draft.heartbeat_unix_ms = now().unix_ms;
  MIDGE_RETURN_IF_ERROR(store_->PutMember(draft, members_.epoch() + 1));
  last_node_id_ = id;
  const Member& member = members_.Admit(id, std::move(node), now());
  MIDGE_LOG(kInfo, "node ", member.node.name, " is member ", id.ToString(),
            " at ", member.node.address);
  Changed();
  return Welcome{id, View()};
}

MembersView Cluster::View() const {
  MembersView view;
  view.epoch = members_.epoch();
  for (const auto& [id, member] : members_.all()) {
    if (IsNeeded(member)) view.members.push_back(member);
  }
  return view;
}

bool Cluster::IsNeeded(const Member& member) const {
  if (member.state == NodeState::kLive) return true;
  for (const auto& [id, swarm] : swarms_) {
    if (!swarm.ended() && swarm.shares.count(member.id) > 0) return true;
  }
  return false;
}

absl::StatusOr<HeartbeatAnswer> Cluster::Heartbeat(
    NodeId node, uint64_t members_epoch,
    const std::vector<SwarmReport>& reports) {
  MutexLock lock(&mutex_);
  // A heartbeat that comes after the lease ran out but before anyone looked
  // must not revive what others may soon hold for lost.
  LoseNodes(members_.ExpireLeases(now()));
  if (!members_.Renew(node, members_epoch, now())) {
    return absl::NotFoundError(absl::StrCat(
        "node ", node.ToString(), " is no live member: register again"));
  }
  ++since_start_.heartbeats;
  std::set<SwarmId> reported;
  for (const SwarmReport& report : reports) {
    reported.insert(report.id);
    auto swarm = swarms_.find(report.id);
    if (swarm == swarms_.end()) continue;
    Apply(swarm->second,
          [&](Swarm& s) { ShareReported(s, node, report.stats, now()); });
  }
  HeartbeatAnswer answer;
  for (auto& [id, swarm] : swarms_) {
    auto share = swarm.shares.find(node);
    if (share == swarm.shares.end()) continue;
    if (reported.count(id) == 0) {
      const std::string name = NameOf(node);
      Apply(swarm, [&](Swarm& s) { ShareMissing(s, node, name, now()); });
    }
    if (!swarm.ended()) answer.swarms.push_back({id, swarm.shards.epoch});
  }
  if (members_epoch != members_.epoch()) answer.members = View();
  return answer;
}

absl::Status Cluster::SwarmFinished(NodeId node, SwarmId swarm,
                                    int32_t exit_status,
                                    const std::string& error,
                                    const std::optional<SwarmStats>& stats) {
  MutexLock lock(&mutex_);
  auto found = swarms_.find(swarm);
  if (found == swarms_.end()) {
    return absl::NotFoundError(absl::StrCat("no swarm ", swarm.ToString()));
  }
  if (found->second.root_node != node) {
    return absl::FailedPreconditionError(
        absl::StrCat("node ", node.ToString(), " does not run the root of ",
                     "swarm ", swarm.ToString()));
  }
  Apply(found->second, [&](Swarm& s) {
    if (stats.has_value()) ShareReported(s, node, *stats, now());
    RootFinished(s, exit_status, error, now());
  });
  return absl::OkStatus();
}

absl::Status Cluster::Leave(NodeId node) {
  MutexLock lock(&mutex_);
  if (members_.Lose(node)) LoseNodes({node});
  return absl::OkStatus();
}

void Cluster::LoseNodes(const std::vector<NodeId>& lost) {
  for (NodeId node : lost) {
    ++since_start_.nodes_lost;
    unwritten_members_.insert(node);
    const std::string name = members_.Find(node)->node.name;
    MIDGE_LOG(kWarning, "node ", name, " (", node.ToString(), ") is lost");
    for (auto& [id, swarm] : swarms_) {
      Apply(swarm, [&](Swarm& s) { NodeLost(s, node, name, now()); });
    }
  }
  if (lost.empty()) return;
  WriteUnwritten();
  Changed();
}

// ---- for clients ----

const Swarm* Cluster::RunningNamed(absl::string_view name) const {
  for (const auto& [id, swarm] : swarms_) {
    if (!swarm.ended() && swarm.name == name) return &swarm;
  }
  return nullptr;
}

absl::Status Cluster::CheckLaunch(const LaunchPlan& plan) const {
  if (!plan.name.empty()) {
    MIDGE_RETURN_IF_ERROR(CheckName("name", plan.name));
    if (RunningNamed(plan.name) != nullptr) {
      return absl::AlreadyExistsError(
          absl::StrCat("a swarm named ", plan.name, " has not ended yet"));
    }
  }
  const auto running =
      std::count_if(swarms_.begin(), swarms_.end(),
                    [](const auto& entry) { return !entry.second.ended(); });
  if (running >= kSwarmsRunningMax) {
    return absl::ResourceExhaustedError(
        absl::StrCat(kSwarmsRunningMax, " swarms have not ended yet"));
  }
  if (members_.Live().empty()) {
    return absl::FailedPreconditionError(
        "the cluster has no live node to run on");
  }
  return absl::OkStatus();
}

std::string Cluster::MakeName(const LaunchPlan& plan, SwarmId id) const {
  if (!plan.name.empty()) return plan.name;
  std::string name = absl::StrCat(SwarmNameOf(plan.stem), "-", id.ToString());
  while (RunningNamed(name) != nullptr) name += "x";
  return name;
}

absl::StatusOr<Swarm> Cluster::Launch(LaunchPlan plan) {
  MutexLock lock(&mutex_);
  MIDGE_RETURN_IF_ERROR(CheckLaunch(plan));
  Swarm swarm;
  swarm.id = SwarmId(last_swarm_id_.value() + 1);
  swarm.name = MakeName(plan, swarm.id);
  swarm.spec = std::move(plan.spec);
  swarm.wait = plan.wait;
  swarm.created_unix_ms = now().unix_ms;
  swarm.pending_since_nanos = now().monotonic_nanos;
  std::vector<Candidate> candidates;
  for (NodeId id : members_.Live()) {
    Candidate candidate{id, members_.Find(id)->node.cores, 0};
    for (const auto& [other_id, other] : swarms_) {
      if (!other.ended() && other.root_node == id) ++candidate.roots;
    }
    candidates.push_back(candidate);
  }
  const int shards = ShardCount(static_cast<int>(candidates.size()));
  ApplyPlacement(swarm, Place(std::move(candidates), shards));
  MIDGE_RETURN_IF_ERROR(store_->AddSwarm(swarm, plan.bundle));
  last_swarm_id_ = swarm.id;
  ++since_start_.swarms_launched;
  MIDGE_LOG(kInfo, "swarm ", swarm.name, " (", swarm.id.ToString(),
            ") is pending on ", swarm.shares.size(), " nodes");
  swarms_.emplace(swarm.id, swarm);
  Changed();
  return swarm;
}

absl::StatusOr<Swarm*> Cluster::Find(const SwarmRef& ref) {
  if (ref.id != SwarmId()) {
    auto found = swarms_.find(ref.id);
    if (found != swarms_.end()) return &found->second;
  } else {
    Swarm* newest = nullptr;
    for (auto& [id, swarm] : swarms_) {
      if (swarm.name != ref.name) continue;
      if (newest == nullptr || newest->ended()) newest = &swarm;
    }
    if (newest != nullptr) return newest;
  }
  return absl::NotFoundError(absl::StrCat("no swarm ", Describe(ref)));
}

absl::StatusOr<Swarm> Cluster::Get(const SwarmRef& ref) const {
  MutexLock lock(&mutex_);
  // Find() changes nothing; it is not const for Kill()'s sake.
  MIDGE_ASSIGN_OR_RETURN(Swarm * swarm, const_cast<Cluster*>(this)->Find(ref));
  return *swarm;
}

absl::StatusOr<Swarm> Cluster::Kill(const SwarmRef& ref,
                                    const std::string& reason) {
  MutexLock lock(&mutex_);
  MIDGE_ASSIGN_OR_RETURN(Swarm * swarm, Find(ref));
  Apply(*swarm, [&](Swarm& s) { coordinator::Kill(s, reason, now()); });
  return *swarm;
}

std::vector<Swarm> Cluster::List(size_t limit) const {
  MutexLock lock(&mutex_);
  std::vector<Swarm> list;
  for (auto it = swarms_.rbegin(); it != swarms_.rend(); ++it) {
    if (list.size() == limit) break;
    list.push_back(it->second);
  }
  return list;
}

absl::StatusOr<Swarm> Cluster::WaitForChange(SwarmId id, uint64_t seen,
                                             int64_t timeout_ms) const {
  // The wait itself runs on real time: it is only how long a caller's thread
  // is lent, and decides nothing.
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  MutexLock lock(&mutex_);
  while (true) {
    auto found = swarms_.find(id);
    if (found == swarms_.end()) {
      return absl::NotFoundError(absl::StrCat("no swarm ", id.ToString()));
    }
    const auto left = deadline - std::chrono::steady_clock::now();
    if (found->second.version != seen || shut_down_ || left.count() <= 0) {
      return found->second;
    }
    changed_.WaitFor(&mutex_, left);
  }
}

std::vector<NodeSummary> Cluster::Nodes(bool include_lost) const {
  MutexLock lock(&mutex_);
  std::vector<NodeSummary> nodes;
  for (const auto& [id, member] : members_.all()) {
    if (member.state == NodeState::kLost && !include_lost) continue;
    NodeSummary summary;
    summary.member = member;
    for (const auto& [swarm_id, swarm] : swarms_) {
      auto share = swarm.shares.find(id);
      if (swarm.ended() || share == swarm.shares.end() || share->second.lost) {
        continue;
      }
      ++summary.swarms;
      Add(summary.stats, share->second.stats);
    }
    nodes.push_back(std::move(summary));
  }
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const NodeSummary& a, const NodeSummary& b) {
                     return a.member.state < b.member.state;
                   });
  return nodes;
}

Census Cluster::Count() const {
  MutexLock lock(&mutex_);
  Census census = since_start_;
  census.members_live = static_cast<uint32_t>(members_.Live().size());
  census.members_lost =
      static_cast<uint32_t>(members_.all().size()) - census.members_live;
  census.members_epoch = members_.epoch();
  census.store_unwritten = static_cast<uint32_t>(unwritten_members_.size() +
                                                 unwritten_swarms_.size());
  for (const auto& [id, swarm] : swarms_) {
    ++census.swarms[swarm.state];
    if (!swarm.ended()) Add(census.stats, Total(swarm));
  }
  return census;
}

// ---- for the reconciler ----

void Cluster::Tick() {
  MutexLock lock(&mutex_);
  LoseNodes(members_.ExpireLeases(now()));
  const auto name_of = [this](NodeId node) {
    mutex_.AssertHeld();
    return NameOf(node);
  };
  for (auto& [id, swarm] : swarms_) {
    Apply(swarm, [&](Swarm& s) { CheckStartTimeout(s, name_of, now()); });
  }
  for (NodeId id : members_.ForgetOld()) {
    // At worst the row comes back after a restart, and is forgotten again.
    store_->DeleteMember(id).IgnoreError();
  }
  ForgetOldSwarms();
  WriteUnwritten();
}

void Cluster::ForgetOldSwarms() {
  size_t ended = 0;
  for (const auto& [id, swarm] : swarms_) ended += swarm.ended();
  for (auto it = swarms_.begin();
       it != swarms_.end() && ended > kSwarmsEndedMax;) {
    if (!it->second.ended()) {
      ++it;
      continue;
    }
    store_->DeleteSwarm(it->first).IgnoreError();  // As in Tick().
    it = swarms_.erase(it);
    --ended;
  }
}

std::vector<NodeCall> Cluster::CallsDue() const {
  MutexLock lock(&mutex_);
  std::vector<NodeCall> calls;
  if (shut_down_) return calls;
  AppendLostCalls(&calls);
  for (const auto& [id, swarm] : swarms_) AppendSwarmCalls(swarm, &calls);
  return calls;
}

void Cluster::AppendLostCalls(std::vector<NodeCall>* calls) const {
  std::vector<NodeId> lost;
  uint64_t lost_epoch = 0;
  for (const auto& [id, member] : members_.all()) {
    if (member.state != NodeState::kLost || !IsNeeded(member)) continue;
    lost.push_back(id);
    lost_epoch = std::max(lost_epoch, member.lost_epoch);
  }
  for (const auto& [id, member] : members_.all()) {
    if (member.state != NodeState::kLive) continue;
    if (member.told_epoch >= lost_epoch) continue;
    NodeCall call;
    call.kind = NodeCall::Kind::kNodesLost;
    call.node = id;
    call.address = member.node.address;
    call.lost = lost;
    call.lost_epoch = lost_epoch;
    calls->push_back(std::move(call));
  }
}

void Cluster::AppendSwarmCalls(const Swarm& swarm,
                               std::vector<NodeCall>* calls) const {
  auto append = [&](NodeCall::Kind kind, NodeId node) {
    mutex_.AssertHeld();
    const Member* member = members_.Find(node);
    if (member == nullptr || member->state != NodeState::kLive) return;
    NodeCall call;
    call.kind = kind;
    call.node = node;
    call.address = member->node.address;
    call.swarm = swarm.id;
    if (kind == NodeCall::Kind::kStop) {
      call.reason = std::string(StateName(swarm.state));
    }
    calls->push_back(std::move(call));
  };
  if (swarm.state == SwarmState::kRunning) return;
  if (ReadyToBegin(swarm)) {
    append(NodeCall::Kind::kBegin, swarm.root_node);
    return;
  }
  for (const auto& [node, share] : swarm.shares) {
    if (share.lost) continue;
    if (!swarm.ended() && !share.started) {
      append(NodeCall::Kind::kStart, node);
    } else if (swarm.ended() && !share.stopped) {
      append(NodeCall::Kind::kStop, node);
    }
  }
}

absl::StatusOr<StartPlan> Cluster::PlanStart(SwarmId id) const {
  MutexLock lock(&mutex_);
  auto found = swarms_.find(id);
  if (found == swarms_.end() || found->second.ended()) {
    return absl::NotFoundError(
        absl::StrCat("swarm ", id.ToString(), " has ended"));
  }
  StartPlan plan{found->second, {}};
  for (const auto& [node, share] : found->second.shares) {
    if (const Member* member = members_.Find(node)) {
      plan.members.push_back(*member);
    }
  }
  return plan;
}

absl::StatusOr<std::string> Cluster::Bundle(SwarmId id) const {
  return store_->GetBundle(id);
}

void Cluster::CallEnded(const NodeCall& call, const absl::Status& status,
                        const SwarmStats& last) {
  MutexLock lock(&mutex_);
  if (call.kind == NodeCall::Kind::kNodesLost) {
    if (status.ok()) members_.Told(call.node, call.lost_epoch);
    Changed();
    return;
  }
  auto found = swarms_.find(call.swarm);
  if (found == swarms_.end()) return;
  const std::string name = NameOf(call.node);
  Apply(found->second, [&](Swarm& swarm) {
    switch (call.kind) {
      case NodeCall::Kind::kStart:
        if (status.ok()) ShareStarted(swarm, call.node);
        if (IsFinal(status)) {
          ShareRefused(swarm, name, status.message(), now());
        }
        break;
      case NodeCall::Kind::kBegin:
        if (status.ok()) Begun(swarm);
        if (IsFinal(status)) {
          ShareRefused(swarm, name, status.message(), now());
        }
        break;
      case NodeCall::Kind::kStop:
        // One that cannot be stopped by call stops by its next heartbeat.
        if (status.ok() || IsFinal(status)) {
          ShareStopped(swarm, call.node, last);
        }
        break;
      case NodeCall::Kind::kNodesLost:
        break;
    }
  });
  Changed();
}

uint64_t Cluster::WaitForWork(uint64_t seen, int64_t timeout_ms) const {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  MutexLock lock(&mutex_);
  while (changes_ == seen && !shut_down_) {
    const auto left = deadline - std::chrono::steady_clock::now();
    if (left.count() <= 0) break;
    changed_.WaitFor(&mutex_, left);
  }
  return changes_;
}

void Cluster::Shutdown() {
  MutexLock lock(&mutex_);
  shut_down_ = true;
  Changed();
}

bool Cluster::is_shut_down() const {
  MutexLock lock(&mutex_);
  return shut_down_;
}

}  // namespace midge::coordinator

#include "node/runtime.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/log.h"
#include "base/machine_random.h"
#include "base/standard_input.h"
#include "base/status_macros.h"
#include "node/limits.h"

namespace midge::node {
namespace {

vm::VmOptions MakeVmOptions(const RuntimeOptions& options) {
  vm::VmOptions made;
  made.node = options.node;
  made.workers = options.workers;
  return made;
}

}  // namespace

Runtime::Runtime(const RuntimeOptions& options, const Clock* clock,
                 LinkDialer* dialer, RuntimeEvents* events)
    : options_(options),
      clock_(clock),
      events_(events),
      hub_(options.node, clock, this, dialer),
      router_(&hub_),
      vm_(MakeVmOptions(options), this) {}

Runtime::~Runtime() { Stop(); }

void Runtime::Start() {
  vm_.Start();
  if (!options_.stepped) hub_.Start();
}

void Runtime::Stop() {
  // The VM first: agents must not see their peers go when it is we who go.
  vm_.Stop();
  hub_.Stop();
}

void Runtime::AddPeer(NodeId peer, const std::string& address) {
  hub_.AddPeer(peer, address);
}

void Runtime::NodeLost(NodeId peer) {
  {
    MutexLock lock(&mutex_);
    if (peer == options_.node || !lost_.insert(peer).second) return;
  }
  hub_.RemovePeer(peer);
  vm_.NodeLost(peer);
}

absl::StatusOr<bool> Runtime::StartSwarm(vm::SwarmSpec spec) {
  const size_t shards = spec.shards.node_of.size();
  if (spec.root_shard.value() >= shards) {
    return absl::InvalidArgumentError(
        absl::StrCat("swarm ", spec.id.value(), ": the root is in shard ",
                     spec.root_shard.value(), " of ", shards));
  }
  if (spec.options.heap_limit_bytes == 0) {
    spec.options.heap_limit_bytes = options_.heap_limit_bytes;
  }
  constexpr size_t kMost = kMessageBytesMax;
  size_t& message_bytes = spec.options.max_message_bytes;
  if (message_bytes == 0 || message_bytes > kMost) message_bytes = kMost;

  const SwarmId swarm = spec.id;
  const bool root_here =
      spec.shards.node_of[spec.root_shard.value()] == options_.node;
  {
    MutexLock lock(&mutex_);
    if (FindSettled(swarm) != nullptr) return true;
    router_.SetMap(swarm, spec.shards.epoch, spec.shards.node_of);
    Share& share = shares_[swarm];
    if (root_here) {
      share.state = ShareState::kHeld;
      share.spec = std::move(spec);
      return false;
    }
  }
  MIDGE_RETURN_IF_ERROR(GiveToVm(spec));
  return false;
}

absl::Status Runtime::BeginSwarm(SwarmId swarm) {
  vm::SwarmSpec spec;
  {
    MutexLock lock(&mutex_);
    Share* share = FindSettled(swarm);
    if (share == nullptr) {
      return absl::NotFoundError(
          absl::StrCat("swarm ", swarm.value(), " is not on this node"));
    }
    if (share->state != ShareState::kHeld) return absl::OkStatus();
    share->state = ShareState::kStarting;
    spec = std::exchange(share->spec, {});
  }
  return GiveToVm(spec);
}

absl::Status Runtime::GiveToVm(const vm::SwarmSpec& spec) {
  const absl::Status started = vm_.StartSwarm(spec);
  {
    MutexLock lock(&mutex_);
    if (started.ok()) {
      shares_[spec.id].state = ShareState::kRunning;
    } else {
      shares_.erase(spec.id);
      router_.Remove(spec.id);
    }
    settled_.SignalAll();
  }
  if (started.ok()) TellLost(spec.shards);
  return started;
}

Runtime::Share* Runtime::FindSettled(SwarmId swarm) {
  while (true) {
    auto found = shares_.find(swarm);
    if (found == shares_.end()) return nullptr;
    if (found->second.state != ShareState::kStarting) return &found->second;
    settled_.Wait(&mutex_);
  }
}

// A node may have been lost between the swarm's placement and its start here.
void Runtime::TellLost(const vm::ShardMap& shards) {
  std::set<NodeId> lost;
  {
    MutexLock lock(&mutex_);
    for (NodeId node : shards.node_of) {
      if (lost_.contains(node)) lost.insert(node);
    }
  }
  for (NodeId node : lost) vm_.NodeLost(node);
}

ShareFigures Runtime::StopSwarm(SwarmId swarm) {
  bool is_here = false;
  {
    MutexLock lock(&mutex_);
    Share* share = FindSettled(swarm);
    is_here = share != nullptr;
    if (is_here && share->state == ShareState::kStopping) return {};
    if (is_here) share->state = ShareState::kStopping;
  }
  const ShareFigures last = is_here ? Figures(swarm) : ShareFigures();
  // The VM may keep mail of it even where it never ran.
  vm_.StopSwarm(swarm);
  router_.Remove(swarm);
  MutexLock lock(&mutex_);
  shares_.erase(swarm);
  return last;
}

ShareFigures Runtime::Figures(SwarmId swarm) const {
  ShareFigures figures;
  figures.swarm = swarm;
  figures.shard_map_epoch = router_.Epoch(swarm);
  figures.shards = router_.ShardsOf(swarm, options_.node);
  figures.envelopes = router_.Counts(swarm);
  // Not there before BeginSwarm(), where all is zero.
  absl::StatusOr<vm::VmStats> stats = vm_.SwarmStats(swarm);
  if (stats.ok()) figures.stats = *stats;
  return figures;
}

std::vector<ShareFigures> Runtime::Shares() const {
  std::vector<SwarmId> swarms;
  {
    MutexLock lock(&mutex_);
    for (const auto& [swarm, share] : shares_) {
      if (share.state != ShareState::kStopping) swarms.push_back(swarm);
    }
  }
  std::vector<ShareFigures> shares;
  for (SwarmId swarm : swarms) shares.push_back(Figures(swarm));
  return shares;
}

vm::SendResult Runtime::Send(vm::Envelope&& envelope) {
  Envelope out;
  out.swarm = envelope.swarm;
  out.shard = envelope.to;
  out.lane = envelope.lane;
  out.payload = std::move(envelope.payload);
  switch (router_.Send(std::move(out))) {
    case SendResult::kSent:
      return vm::SendResult::kAccepted;
    case SendResult::kFull:
      envelope.payload = std::move(out.payload);  // Nothing was taken.
      return vm::SendResult::kFull;
    case SendResult::kLost:
      return vm::SendResult::kNodeLost;
    case SendResult::kTooBig:
      break;
  }
  // StartSwarm() told the VM a limit that leaves room for an envelope.
  MIDGE_CHECK(false, "the VM sent a message over its own limit");
  return vm::SendResult::kNodeLost;
}

void Runtime::Log(const vm::LogLine& line) { events_->OnLog(line); }

void Runtime::SwarmFinished(SwarmId swarm, const vm::SwarmExit& exit) {
  events_->OnSwarmFinished(swarm, exit);
}

void Runtime::FillRandom(std::span<char> bytes) { FillFromMachine(bytes); }
std::optional<std::string> Runtime::TakeInput() {
  return options_.gives_input ? TakeStandardInput() : "";
}

int64_t Runtime::MonotonicNanoseconds() { return clock_->MonotonicNanos(); }
int64_t Runtime::WallNanoseconds() { return clock_->WallNanos(); }
int64_t Runtime::ProcessorNanoseconds() { return clock_->ProcessorNanos(); }

void Runtime::OnEnvelopes(NodeId peer, std::vector<Envelope> envelopes) {
  for (Envelope& envelope : envelopes) {
    const SwarmId swarm = envelope.swarm;
    vm::Envelope in;
    in.swarm = swarm;
    in.to = envelope.shard;
    in.payload = std::move(envelope.payload);
    const absl::Status status = vm_.Deliver(std::move(in));
    // Counted after, so that nobody sees it received but nowhere.
    router_.CountReceived(swarm);
    // Late mail of a swarm that ended here is no error.
    if (!status.ok() && !absl::IsNotFound(status)) {
      MIDGE_LOG(kWarning, "an envelope from node ", peer.value(),
                " was refused: ", status.ToString());
    }
  }
}

void Runtime::OnWritable(NodeId peer) { vm_.LinkWritable(peer); }

}  // namespace midge::node

#include "node/node.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/status_macros.h"
#include "node/limits.h"

namespace midge::node {
namespace {

// It may pass: a swarm can be launched before the answer to Register has come
// here, and the coordinator then tries again.
absl::Status NoMember() {
  return absl::UnavailableError("this node is no member of a cluster now");
}

void Apply(const std::vector<Peer>& peers, Runtime* runtime) {
  for (const Peer& peer : peers) {
    if (peer.lost) {
      runtime->NodeLost(peer.node);
    } else {
      runtime->AddPeer(peer.node, peer.address);
    }
  }
}

}  // namespace

Node::Node(const NodeOptions& options, const Clock* clock, LinkDialer* dialer)
    : options_(options), clock_(clock), dialer_(dialer), logs_(clock) {}

Node::~Node() {
  Forget();
  logs_.Shutdown();
}

void Node::Join(NodeId node, const Peers& peers) {
  Forget();
  RuntimeOptions options;
  options.node = node;
  options.workers = options_.workers;
  options.heap_limit_bytes = options_.heap_limit_bytes;
  options.stepped = options_.stepped;
  auto runtime = std::make_shared<Runtime>(options, clock_, dialer_, this);
  runtime->Start();
  Apply(peers.peers, runtime.get());
  MutexLock lock(&mutex_);
  runtime_ = std::move(runtime);
  peers_ = peers;
}

void Node::Forget() {
  std::shared_ptr<Runtime> runtime;
  {
    MutexLock lock(&mutex_);
    runtime = std::exchange(runtime_, nullptr);
    peers_ = {};
    finished_.clear();
    stopped_.clear();
  }
  if (runtime == nullptr) return;
  const std::vector<ShareFigures> shares = runtime->Shares();
  runtime->Stop();
  for (const ShareFigures& share : shares) logs_.End(share.swarm);
}

void Node::UpdatePeers(const Peers& peers) {
  std::vector<Peer> changes = peers.peers;
  std::shared_ptr<Runtime> runtime;
  {
    MutexLock lock(&mutex_);
    if (runtime_ == nullptr || peers.epoch <= peers_.epoch) return;
    runtime = runtime_;
    for (const Peer& before : peers_.peers) {
      const bool still = std::any_of(
          peers.peers.begin(), peers.peers.end(),
          [&](const Peer& peer) { return peer.node == before.node; });
      if (!still) changes.push_back({before.node, "", /*lost=*/true});
    }
    peers_ = peers;
  }
  Apply(changes, runtime.get());
}

void Node::Reconcile(const std::vector<SwarmId>& reported,
                     const std::vector<SwarmId>& assigned) {
  for (SwarmId swarm : reported) {
    if (std::find(assigned.begin(), assigned.end(), swarm) == assigned.end()) {
      StopSwarm(swarm);
    }
  }
}

absl::StatusOr<bool> Node::StartSwarm(NodeId meant, const Peers& peers,
                                      vm::SwarmSpec spec) {
  std::shared_ptr<Runtime> here = runtime();
  if (here == nullptr) return NoMember();
  if (here->node() != meant) {
    return absl::FailedPreconditionError(
        absl::StrCat("node ", meant.value(), " has registered anew as node ",
                     here->node().value()));
  }
  // Only those that are new here: who is lost, the members list says.
  for (const Peer& peer : peers.peers) {
    if (!peer.lost) here->AddPeer(peer.node, peer.address);
  }
  const SwarmId swarm = spec.id;
  logs_.Begin(swarm);
  absl::StatusOr<bool> started = here->StartSwarm(std::move(spec));
  if (!started.ok()) logs_.End(swarm);
  return started;
}

absl::Status Node::BeginSwarm(SwarmId swarm) {
  std::shared_ptr<Runtime> here = runtime();
  if (here == nullptr) return NoMember();
  return here->BeginSwarm(swarm);
}

ShareFigures Node::StopSwarm(SwarmId swarm) {
  std::shared_ptr<Runtime> here = runtime();
  if (here == nullptr) return {};
  const ShareFigures last = here->StopSwarm(swarm);
  logs_.End(swarm);
  if (last.swarm != swarm) return last;  // It was not here.
  std::function<void()> callback;
  {
    MutexLock lock(&mutex_);
    if (runtime_ == here) stopped_[swarm] = last;
    if (stopped_.size() > static_cast<size_t>(kStoppedReportsMax)) {
      stopped_.erase(stopped_.begin());
    }
    callback = on_news_;
  }
  if (callback) callback();
  return last;
}

std::vector<ShareFigures> Node::Report() const {
  std::shared_ptr<Runtime> here;
  std::vector<ShareFigures> report;
  {
    MutexLock lock(&mutex_);
    here = runtime_;
    for (const auto& [swarm, figures] : stopped_) report.push_back(figures);
  }
  if (here == nullptr) return {};
  for (const ShareFigures& share : here->Shares()) report.push_back(share);
  return report;
}

void Node::Reported(const std::vector<ShareFigures>& report) {
  MutexLock lock(&mutex_);
  for (const ShareFigures& figures : report) stopped_.erase(figures.swarm);
}

void Node::NodesLost(const std::vector<NodeId>& nodes) {
  std::shared_ptr<Runtime> here = runtime();
  if (here == nullptr) return;
  for (NodeId node : nodes) here->NodeLost(node);
}

std::shared_ptr<Runtime> Node::runtime() const {
  MutexLock lock(&mutex_);
  return runtime_;
}

std::shared_ptr<Link> Node::FindLink(NodeId peer) const {
  std::shared_ptr<Runtime> here = runtime();
  return here == nullptr ? nullptr : here->hub().Find(peer);
}

uint64_t Node::peers_epoch() const {
  MutexLock lock(&mutex_);
  return peers_.epoch;
}

void Node::OnNews(std::function<void()> callback) {
  MutexLock lock(&mutex_);
  on_news_ = std::move(callback);
}

bool Node::NextFinished(FinishedSwarm* finished) {
  std::shared_ptr<Runtime> here;
  {
    MutexLock lock(&mutex_);
    if (finished_.empty() || runtime_ == nullptr) return false;
    *finished = finished_.front();
    here = runtime_;
  }
  finished->node = here->node();
  for (const ShareFigures& share : here->Shares()) {
    if (share.swarm == finished->swarm) finished->figures = share;
  }
  return true;
}

void Node::PopFinished() {
  MutexLock lock(&mutex_);
  if (!finished_.empty()) finished_.pop_front();
}

void Node::OnLog(const vm::LogLine& line) {
  // Whoever follows the log is told of each line as it comes.
  if (line.text.empty()) return;
  logs_.Append(line.swarm, line.agent, line.stream,
               absl::string_view(line.text.data(), line.text.size()));
}

void Node::OnSwarmFinished(SwarmId swarm, const vm::SwarmExit& exit) {
  std::function<void()> callback;
  {
    MutexLock lock(&mutex_);
    finished_.push_back({NodeId(), swarm, exit, {}});
    callback = on_news_;
  }
  if (callback) callback();
}

}  // namespace midge::node

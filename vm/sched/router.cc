#include "vm/sched/router.h"

#include <algorithm>

namespace midge::vm {

Router::Router(const SwarmSpec& spec, NodeId self, Host* host)
    : swarm_(spec.id),
      self_(self),
      host_(host),
      nodes_of_(spec.shards.node_of) {
  for (const NodeId node : nodes_of_) {
    if (node == self_) {
      peer_of_.push_back(nullptr);
      continue;
    }
    std::unique_ptr<Peer>& peer = peers_[node];
    if (peer == nullptr) {
      peer = std::make_unique<Peer>();
      peer->node = node;
    }
    peer_of_.push_back(peer.get());
  }
}

bool Router::IsLocal(ShardId shard) const {
  return IsValid(shard) && PeerOf(shard) == nullptr;
}

bool Router::IsLost(ShardId shard) const {
  const Peer* peer = PeerOf(shard);
  return peer != nullptr && peer->lost.load(std::memory_order_acquire);
}

bool Router::AnyLost() const {
  for (const auto& [node, peer] : peers_) {
    if (peer->lost.load(std::memory_order_acquire)) return true;
  }
  return false;
}

std::vector<ShardId> Router::OneShardPerPeer() const {
  std::map<NodeId, ShardId> first;
  for (size_t i = 0; i < nodes_of_.size(); ++i) {
    const ShardId shard(static_cast<uint16_t>(i));
    if (!IsLocal(shard) && !IsLost(shard)) first.emplace(nodes_of_[i], shard);
  }
  std::vector<ShardId> shards;
  for (const auto& [node, shard] : first) shards.push_back(shard);
  return shards;
}

Router::Sent Router::Send(const Request& request, uint32_t lane,
                          const Waiter* wake) {
  const ShardId shard = request.target.shard();
  Peer* peer = PeerOf(shard);
  if (peer->lost.load(std::memory_order_acquire)) return Sent::kLost;
  Envelope envelope{swarm_, shard, lane, EncodeRequest(request)};
  // What one thread sends, it sends one after the other: if nothing of its own
  // is in the backlog, going past the backlog of others breaks no order.
  if (peer->backlog_size.load(std::memory_order_acquire) == 0) {
    switch (host_->Send(std::move(envelope))) {
      case SendResult::kAccepted:
        return Sent::kSent;
      case SendResult::kNodeLost:
        return Sent::kLost;
      case SendResult::kFull:
        break;
    }
  }
  MutexLock lock(&peer->mutex);
  if (peer->lost.load(std::memory_order_acquire)) return Sent::kLost;
  // The link may have become writable since it refused, and LinkWritable()
  // found nothing here.  A refusal under the lock is followed by a
  // LinkWritable() that finds this one.
  if (peer->backlog.empty()) {
    switch (host_->Send(std::move(envelope))) {
      case SendResult::kAccepted:
        return Sent::kSent;
      case SendResult::kNodeLost:
        return Sent::kLost;
      case SendResult::kFull:
        break;
    }
  }
  peer->backlog.push_back(
      {std::move(envelope),
       wake == nullptr ? std::nullopt : std::optional<Waiter>(*wake)});
  peer->backlog_size.store(peer->backlog.size(), std::memory_order_release);
  return Sent::kQueued;
}

std::vector<Waiter> Router::LinkWritable(NodeId node) {
  std::vector<Waiter> sent;
  const auto found = peers_.find(node);
  if (found == peers_.end()) return sent;
  Peer* peer = found->second.get();
  MutexLock lock(&peer->mutex);
  while (!peer->backlog.empty()) {
    Waiting& waiting = peer->backlog.front();
    if (host_->Send(std::move(waiting.envelope)) == SendResult::kFull) break;
    // A lost node's backlog is NodeLost()'s to end; it comes soon.
    if (waiting.wake.has_value()) sent.push_back(*waiting.wake);
    peer->backlog.pop_front();
  }
  peer->backlog_size.store(peer->backlog.size(), std::memory_order_release);
  return sent;
}

bool Router::Expect(ShardId shard, const Waiter& waiter) {
  Peer* peer = PeerOf(shard);
  MutexLock lock(&peer->mutex);
  if (peer->lost.load(std::memory_order_acquire)) return false;
  peer->expected[{waiter.agent.bits, waiter.thread}] = waiter.wait;
  return true;
}

void Router::Answered(ShardId shard, const Waiter& waiter) {
  if (!IsValid(shard)) return;
  Peer* peer = PeerOf(shard);
  if (peer == nullptr) return;
  MutexLock lock(&peer->mutex);
  peer->expected.erase({waiter.agent.bits, waiter.thread});
}

bool Router::Watch(ObjectId target, ObjectId watcher) {
  Peer* peer = PeerOf(target.shard());
  MutexLock lock(&peer->mutex);
  if (peer->lost.load(std::memory_order_acquire)) return false;
  peer->watched.push_back({target, watcher});
  return true;
}

void Router::Unwatch(ObjectId target, ObjectId watcher) {
  if (!IsValid(target.shard())) return;
  Peer* peer = PeerOf(target.shard());
  if (peer == nullptr) return;
  MutexLock lock(&peer->mutex);
  const auto found = std::find(peer->watched.begin(), peer->watched.end(),
                               std::pair(target, watcher));
  if (found != peer->watched.end()) peer->watched.erase(found);
}

Router::Losses Router::NodeLost(NodeId node) {
  Losses losses;
  const auto found = peers_.find(node);
  if (found == peers_.end()) return losses;
  Peer* peer = found->second.get();
  MutexLock lock(&peer->mutex);
  if (peer->lost.exchange(true, std::memory_order_acq_rel)) return losses;
  for (const auto& [who, wait] : peer->expected) {
    losses.waiters.push_back({ObjectId{who.first}, who.second, wait});
  }
  for (const Waiting& waiting : peer->backlog) {
    if (waiting.wake.has_value()) losses.waiters.push_back(*waiting.wake);
  }
  losses.watched = std::move(peer->watched);
  peer->expected.clear();
  peer->backlog.clear();
  peer->watched.clear();
  peer->backlog_size.store(0, std::memory_order_release);
  return losses;
}

}  // namespace midge::vm

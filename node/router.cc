#include "node/router.h"

#include <algorithm>
#include <utility>

namespace midge::node {

void Router::SetMap(SwarmId swarm, uint64_t epoch,
                    std::vector<NodeId> node_of) {
  auto route = std::make_shared<Route>();
  route->epoch = epoch;
  route->node_of = std::move(node_of);
  MutexLock lock(&mutex_);
  std::shared_ptr<const Route>& now = routes_[swarm];
  if (now != nullptr && now->epoch >= epoch) return;
  route->counters =
      now == nullptr ? std::make_shared<Counters>() : now->counters;
  now = std::move(route);
}

void Router::Remove(SwarmId swarm) {
  MutexLock lock(&mutex_);
  routes_.erase(swarm);
}

std::shared_ptr<const Router::Route> Router::Find(SwarmId swarm) const {
  MutexLock lock(&mutex_);
  auto found = routes_.find(swarm);
  return found == routes_.end() ? nullptr : found->second;
}

SendResult Router::Send(Envelope&& envelope) {
  std::shared_ptr<const Route> route = Find(envelope.swarm);
  const size_t shard = envelope.shard.value();
  if (route == nullptr || shard >= route->node_of.size()) {
    return SendResult::kLost;
  }
  // Counted before, so that nobody sees it received but not sent.
  route->counters->sent.fetch_add(1, std::memory_order_relaxed);
  const SendResult result =
      hub_->TrySend(route->node_of[shard], std::move(envelope), false);
  if (result != SendResult::kSent) {
    route->counters->sent.fetch_sub(1, std::memory_order_relaxed);
  }
  return result;
}

void Router::CountReceived(SwarmId swarm) {
  std::shared_ptr<const Route> route = Find(swarm);
  if (route == nullptr) return;
  route->counters->received.fetch_add(1, std::memory_order_relaxed);
}

EnvelopeCounts Router::Counts(SwarmId swarm) const {
  std::shared_ptr<const Route> route = Find(swarm);
  if (route == nullptr) return {};
  return {route->counters->sent.load(std::memory_order_relaxed),
          route->counters->received.load(std::memory_order_relaxed)};
}

uint64_t Router::Epoch(SwarmId swarm) const {
  std::shared_ptr<const Route> route = Find(swarm);
  return route == nullptr ? 0 : route->epoch;
}

int Router::ShardsOf(SwarmId swarm, NodeId node) const {
  std::shared_ptr<const Route> route = Find(swarm);
  if (route == nullptr) return 0;
  return static_cast<int>(
      std::count(route->node_of.begin(), route->node_of.end(), node));
}

}  // namespace midge::node

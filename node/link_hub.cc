#include "node/link_hub.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "node/limits.h"

namespace midge::node {

LinkHub::LinkHub(NodeId local, const Clock* clock, LinkEvents* events,
                 LinkDialer* dialer)
    : local_(local),
      clock_(clock),
      events_(events),
      dialer_(dialer),
      waker_(std::make_shared<Waker>()) {}

LinkHub::~LinkHub() { Stop(); }

void LinkHub::Start() {
  thread_ = std::thread([this] {
    while (waker_->WaitUntil(Step(), *clock_)) {
    }
  });
}

void LinkHub::Stop() {
  std::vector<std::shared_ptr<Link>> links;
  {
    MutexLock lock(&mutex_);
    stopping_ = true;
    for (auto& [node, peer] : peers_) {
      if (peer.link != nullptr) links.push_back(peer.link);
    }
  }
  waker_->Stop();
  if (thread_.joinable()) thread_.join();
  for (const auto& link : links) link->Close();
}

void LinkHub::AddPeer(NodeId peer, const std::string& address) {
  {
    MutexLock lock(&mutex_);
    if (peer == local_ || stopping_ || peers_.contains(peer)) return;
    peers_[peer] = {
        address, std::make_shared<Link>(local_, peer, clock_, events_,
                                        [waker = waker_] { waker->Wake(); })};
  }
  waker_->Wake();
}

void LinkHub::RemovePeer(NodeId peer) {
  std::shared_ptr<Link> link;
  {
    MutexLock lock(&mutex_);
    link = std::exchange(peers_[peer].link, nullptr);
  }
  if (link != nullptr) link->Close();
}

SendResult LinkHub::TrySend(NodeId peer, Envelope&& envelope, bool force) {
  std::shared_ptr<Link> link = Find(peer);
  if (link == nullptr) return SendResult::kLost;
  return link->TrySend(std::move(envelope), force);
}

std::shared_ptr<Link> LinkHub::Find(NodeId peer) {
  MutexLock lock(&mutex_);
  auto found = peers_.find(peer);
  return found == peers_.end() ? nullptr : found->second.link;
}

std::vector<LinkFigures> LinkHub::Figures() const {
  std::vector<std::shared_ptr<Link>> links;
  {
    MutexLock lock(&mutex_);
    for (const auto& [node, peer] : peers_) {
      if (peer.link != nullptr) links.push_back(peer.link);
    }
  }
  std::vector<LinkFigures> figures;
  for (const auto& link : links) {
    figures.push_back({link->peer(), link->established(), link->counters()});
  }
  return figures;
}

void LinkHub::Waker::Wake() {
  MutexLock lock(&mutex_);
  woken_ = true;
  changed_.Signal();
}

void LinkHub::Waker::Stop() {
  MutexLock lock(&mutex_);
  stopped_ = true;
  changed_.Signal();
}

bool LinkHub::Waker::WaitUntil(int64_t nanos, const Clock& clock) {
  MutexLock lock(&mutex_);
  while (!woken_ && !stopped_) {
    const int64_t now_nanos = clock.MonotonicNanos();
    if (now_nanos >= nanos) break;
    // Nothing is due for longer than a day only when nothing ever is.
    constexpr int64_t kLongest = 86'400 * kNanosPerSecond;
    changed_.WaitFor(&mutex_, std::chrono::nanoseconds(
                                  std::min(nanos - now_nanos, kLongest)));
  }
  woken_ = false;
  return !stopped_;
}

int64_t LinkHub::Step() {
  struct Due {
    std::string address;
    std::shared_ptr<Link> link;
  };
  std::vector<Due> all;
  {
    MutexLock lock(&mutex_);
    for (const auto& [node, peer] : peers_) {
      if (peer.link != nullptr) all.push_back({peer.address, peer.link});
    }
  }
  int64_t next_nanos = LinkSession::kNever;
  for (const Due& due : all) {
    const bool dials = local_ < due.link->peer();
    if (dials && due.link->WantsDial()) dialer_->Dial(due.address, due.link);
    const int64_t deadline = due.link->Tick();
    // Without a stream there is nothing to do but to dial, and that is the
    // other end's business when it has the lower id.
    if (dials || due.link->has_stream()) {
      next_nanos = std::min(next_nanos, deadline);
    }
  }
  return next_nanos;
}

}  // namespace midge::node

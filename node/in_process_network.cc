#include "node/in_process_network.h"

#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "base/check.h"

namespace midge::node {

// One end of a connection. Its thread takes the one frame that the other end
// may have under way, gives it to this end's link, and tells the other's that
// it was written.
class InProcessNetwork::End final : public LinkStream {
 public:
  explicit End(std::shared_ptr<Link> link) : link_(std::move(link)) {}
  ~End() override { MIDGE_DCHECK(!thread_.joinable()); }

  static void Connect(const std::shared_ptr<End>& one,
                      const std::shared_ptr<End>& two) {
    one->other_ = two;
    two->other_ = one;
    for (const auto& end : {one, two}) {
      end->link_->Attach(end);
      end->thread_ = std::thread([end] { end->Run(); });
    }
  }

  void Write(const LinkFrame& frame) override {
    std::shared_ptr<End> other = other_.lock();
    if (other == nullptr) return;
    MutexLock lock(&other->mutex_);
    MIDGE_DCHECK(!other->incoming_.has_value());
    other->incoming_ = frame;
    other->changed_.Signal();
  }

  void Close(const absl::Status&) override {
    Shut();
    if (std::shared_ptr<End> other = other_.lock()) other->Shut();
  }

  bool ended() const { return ended_.load(std::memory_order_acquire); }
  void Join() { thread_.join(); }

 private:
  void Shut() ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(&mutex_);
    shut_ = true;
    changed_.Signal();
  }

  void Run() {
    while (std::optional<LinkFrame> frame = Take()) {
      link_->OnFrame(this, *frame);
      if (std::shared_ptr<End> other = other_.lock()) {
        other->link_->OnWritten(other.get());
      }
    }
    link_->OnClosed(this, absl::UnavailableError("the connection was cut"));
    // Pairs with the acquire in ended(): whoever sees it may join.
    ended_.store(true, std::memory_order_release);
  }

  std::optional<LinkFrame> Take() ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(&mutex_);
    while (!shut_ && !incoming_.has_value()) changed_.Wait(&mutex_);
    if (shut_) return std::nullopt;
    return std::exchange(incoming_, std::nullopt);
  }

  const std::shared_ptr<Link> link_;
  std::weak_ptr<End> other_;  // Constant once connected.
  std::thread thread_;
  std::atomic<bool> ended_{false};

  Mutex mutex_;
  CondVar changed_;
  std::optional<LinkFrame> incoming_ ABSL_GUARDED_BY(mutex_);
  bool shut_ ABSL_GUARDED_BY(mutex_) = false;
};

InProcessNetwork::InProcessNetwork() = default;

InProcessNetwork::~InProcessNetwork() {
  CutAll();
  std::vector<Connection> connections;
  {
    MutexLock lock(&mutex_);
    connections.swap(connections_);
  }
  for (const Connection& connection : connections) {
    connection.dialled->Join();
    connection.accepted->Join();
  }
}

void InProcessNetwork::AddHub(LinkHub* hub) {
  MutexLock lock(&mutex_);
  hubs_[hub->local()] = hub;
}

void InProcessNetwork::RemoveHub(LinkHub* hub) {
  MutexLock lock(&mutex_);
  hubs_.erase(hub->local());
}

void InProcessNetwork::Dial(const std::string&, std::shared_ptr<Link> link) {
  Sweep();
  MutexLock lock(&mutex_);
  auto hub = hubs_.find(link->peer());
  std::shared_ptr<Link> peer_link =
      hub == hubs_.end() ? nullptr : hub->second->Find(link->local());
  auto dialled = std::make_shared<End>(link);
  if (peer_link == nullptr) {
    link->Attach(dialled);
    link->OnClosed(dialled.get(), absl::UnavailableError("not a member"));
    return;
  }
  auto accepted = std::make_shared<End>(std::move(peer_link));
  connections_.push_back({dialled, accepted});
  End::Connect(dialled, accepted);
}

void InProcessNetwork::CutAll() {
  std::vector<Connection> connections;
  {
    MutexLock lock(&mutex_);
    connections = connections_;
  }
  for (const Connection& connection : connections) {
    connection.dialled->Close(absl::CancelledError("cut"));
  }
}

void InProcessNetwork::Sweep() {
  std::vector<Connection> ended;
  {
    MutexLock lock(&mutex_);
    for (size_t i = 0; i < connections_.size();) {
      if (connections_[i].dialled->ended() &&
          connections_[i].accepted->ended()) {
        ended.push_back(std::move(connections_[i]));
        connections_[i] = std::move(connections_.back());
        connections_.pop_back();
      } else {
        ++i;
      }
    }
  }
  for (const Connection& connection : ended) {
    connection.dialled->Join();
    connection.accepted->Join();
  }
}

}  // namespace midge::node

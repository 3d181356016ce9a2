// All links of a node: one per live peer, dialled again when cut.
//
// Of two nodes the one with the lower id dials. What is a member, and when it
// is lost, the coordinator says; a link that is cut is only made again.
#ifndef MIDGE_NODE_LINK_HUB_H_
#define MIDGE_NODE_LINK_HUB_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "node/link.h"

namespace midge::node {

// Makes connections.
// Threads: called by the hub's thread alone.
class LinkDialer {
 public:
  virtual ~LinkDialer() = default;

  // Begins a connection to `address` for `link` and attaches it at once; that
  // nobody is there is reported by Link::OnClosed().
  virtual void Dial(const std::string& address, std::shared_ptr<Link> link) = 0;
};

// One link's figures.
struct LinkFigures {
  NodeId peer;
  bool established = false;
  LinkCounters counters;
};

// Ownership: owns the links and the thread that looks after them; clock,
//            events and dialer are borrowed and outlive the hub.
// Threads:   everything from any thread; Start() and Stop() from one.
class LinkHub {
 public:
  LinkHub(NodeId local, const Clock* clock, LinkEvents* events,
          LinkDialer* dialer);
  ~LinkHub();  // Stops.
  LinkHub(const LinkHub&) = delete;
  LinkHub& operator=(const LinkHub&) = delete;

  void Start();
  // One round of what the thread does: ticks every link, dials what is due.
  // Returns when it wants to be called next. For a simulation that never
  // calls Start().
  int64_t Step() ABSL_LOCKS_EXCLUDED(mutex_);
  // Closes every link and joins the thread; no event comes after.
  void Stop() ABSL_LOCKS_EXCLUDED(mutex_);

  NodeId local() const { return local_; }

  // A member joined. Adding one that is there changes nothing; one that was
  // removed does not come back.
  void AddPeer(NodeId peer, const std::string& address)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // It is lost. When this returns no event of it is under way.
  void RemovePeer(NodeId peer) ABSL_LOCKS_EXCLUDED(mutex_);

  // kLost when there is no such peer.
  SendResult TrySend(NodeId peer, Envelope&& envelope, bool force)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // For whoever accepts connections: the link that a Hello asks for, or null.
  std::shared_ptr<Link> Find(NodeId peer) ABSL_LOCKS_EXCLUDED(mutex_);

  // In the order of the peers' ids.
  std::vector<LinkFigures> Figures() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Peer {
    std::string address;
    std::shared_ptr<Link> link;  // Null once the peer was removed.
  };

  // What links wake the thread by. Shared with them, since a stream's last
  // report may come when the hub is gone already.
  class Waker {
   public:
    void Wake() ABSL_LOCKS_EXCLUDED(mutex_);
    void Stop() ABSL_LOCKS_EXCLUDED(mutex_);
    // False once stopped.
    bool WaitUntil(int64_t nanos, const Clock& clock)
        ABSL_LOCKS_EXCLUDED(mutex_);

   private:
    Mutex mutex_;
    CondVar changed_;
    bool woken_ ABSL_GUARDED_BY(mutex_) = false;
    bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  };

  const NodeId local_;
  const Clock* const clock_;
  LinkEvents* const events_;
  LinkDialer* const dialer_;

  const std::shared_ptr<Waker> waker_;

  mutable Mutex mutex_;  // Never held while a link is called.
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // In order, so that a simulation of one seed is one run.
  std::map<NodeId, Peer> peers_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_LINK_HUB_H_

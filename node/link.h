// The link to one peer: a LinkSession made safe for threads, and the stream
// that carries it at the moment.
#ifndef MIDGE_NODE_LINK_H_
#define MIDGE_NODE_LINK_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "node/envelope.h"
#include "node/link_session.h"

namespace midge::node {

// One connection of a link: gRPC's, or a test's.
//
// Threads: both methods from any thread. What they cause is reported by the
//          link's On…() methods, never from within them.
class LinkStream {
 public:
  virtual ~LinkStream() = default;

  // Link::OnWritten() follows when the next frame may be written, or
  // Link::OnClosed(). REQUIRES: no other Write() is under way.
  virtual void Write(const LinkFrame& frame) = 0;

  // Cuts the connection; Link::OnClosed() follows. May be repeated.
  virtual void Close(const absl::Status& why) = 0;
};

// Who gets what a link receives.
//
// Threads: called on the transport's threads; for one peer, one call at a time
//          and in order. Must not close the link.
class LinkEvents {
 public:
  virtual ~LinkEvents() = default;

  virtual void OnEnvelopes(NodeId peer, std::vector<Envelope> envelopes) = 0;
  // After a kFull: the link takes envelopes again.
  virtual void OnWritable(NodeId peer) = 0;
};

// Ownership: shared by the hub and the streams that still speak of it.
// Threads:   everything from any thread.
// Invariant: at most one write is under way; events come in the order in which
//            the session accepted them, over any change of streams.
class Link {
 public:
  // `wake` is called, from any thread, when Tick() wants to be called earlier
  // than it last said. `clock` and `events` are borrowed.
  Link(NodeId local, NodeId peer, const Clock* clock, LinkEvents* events,
       std::function<void()> wake);

  NodeId local() const { return local_; }
  NodeId peer() const { return peer_; }

  // See LinkSession::TrySend(); kLost after Close().
  SendResult TrySend(Envelope&& envelope, bool force)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // `stream` carries the link from now on; the one before is cut.
  void Attach(std::shared_ptr<LinkStream> stream) ABSL_LOCKS_EXCLUDED(mutex_);

  // What streams report. Those of a stream that is no longer the link's are
  // ignored.
  void OnWritten(const LinkStream* stream) ABSL_LOCKS_EXCLUDED(mutex_);
  void OnFrame(const LinkStream* stream, const LinkFrame& frame)
      ABSL_LOCKS_EXCLUDED(delivery_mutex_, mutex_);
  void OnClosed(const LinkStream* stream, const absl::Status& why)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Does what is due: acknowledges, pings, cuts a silent stream. Returns when
  // it wants to be called next.
  int64_t Tick() ABSL_LOCKS_EXCLUDED(mutex_);

  // True when there is no stream and the back-off since the last is over.
  bool WantsDial() ABSL_LOCKS_EXCLUDED(mutex_);

  // The peer is lost: forgets everything. When it returns no event is under
  // way and none will come. REQUIRES: not called from an event.
  void Close() ABSL_LOCKS_EXCLUDED(delivery_mutex_, mutex_);

  bool has_stream() const ABSL_LOCKS_EXCLUDED(mutex_);
  // The peer has said Hello on the stream.
  bool established() const ABSL_LOCKS_EXCLUDED(mutex_);
  LinkCounters counters() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // Writes the next frame when there is one and no write is under way.
  void Pump() ABSL_LOCKS_EXCLUDED(mutex_);
  int64_t NextDeadline() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // True when the ticker must be woken; the caller wakes without the lock.
  bool MustWake() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const NodeId local_;
  const NodeId peer_;
  const Clock* const clock_;
  LinkEvents* const events_;
  const std::function<void()> wake_;

  // Held from the session's acceptance of a frame to the end of its events,
  // so that a new stream's frames do not overtake the old one's. Before
  // mutex_.
  Mutex delivery_mutex_;

  mutable Mutex mutex_;  // Guards everything below.
  LinkSession session_ ABSL_GUARDED_BY(mutex_);
  std::shared_ptr<LinkStream> stream_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t backoff_nanos_ ABSL_GUARDED_BY(mutex_);
  int64_t dial_nanos_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t told_deadline_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_LINK_H_

// The exactly-once protocol with one peer: a state machine without clock,
// thread or socket.
//
// Every batch has a number, counted up from 1, and is kept until the peer
// acknowledges it. A connection begins with a Hello from either side that
// tells who it is and the last batch it has; what comes after that is sent
// (again). A receiver takes batch n+1 after batch n, drops what it already
// has, and answers a gap with an error, on which the caller cuts the
// connection: the next one resumes. So the session outlives any number of
// connections, and ends only with one of its two nodes: a node that restarts
// is another node with another id, and gets nothing that was the old one's.
//
// A lone envelope leaves at once, a flood in big batches: the caller asks for
// the NextFrame() whenever the last one is written.
//
// Threads:   the caller sees to it that one thread at a time is inside.
// Invariant: what is held never exceeds kOutboxHighBytes plus one envelope,
//            unless envelopes are forced.
#ifndef MIDGE_NODE_LINK_SESSION_H_
#define MIDGE_NODE_LINK_SESSION_H_

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/ids.h"
#include "node/batch.h"
#include "node/envelope.h"
#include "node/outbox.h"

namespace midge::node {

// Both ends must be of the same version.
constexpr uint32_t kLinkVersion = 1;

struct LinkHello {
  uint32_t version = kLinkVersion;
  NodeId from;
  NodeId to;
  uint64_t received = 0;  // The last batch that `from` has of `to`'s.
};

// One message on a connection. Parts that are zero or absent say nothing.
struct LinkFrame {
  std::optional<LinkHello> hello;
  uint64_t seq = 0;   // The number of `batch`.
  uint64_t sent = 0;  // The last batch written on this connection before.
  uint64_t ack = 0;   // The last batch received.
  uint64_t ping = 0;  // Answered by the same number as pong.
  uint64_t pong = 0;
  std::shared_ptr<const std::string> batch;
};

// What happened since the session began; counts only go up.
struct LinkCounters {
  // Bucket i counts batches of less than 64 << 2i bytes; the last, all others.
  static constexpr int kBatchSizeBuckets = 8;

  int64_t bytes_sent = 0;
  int64_t bytes_received = 0;
  int64_t batches_sent = 0;
  int64_t batches_resent = 0;
  int64_t batches_received = 0;
  int64_t duplicates_dropped = 0;
  int64_t envelopes_sent = 0;
  int64_t envelopes_received = 0;
  int64_t refusals = 0;          // Of kFull.
  int64_t connections = 0;       // Beyond the first are reconnects.
  int64_t batch_bytes_made = 0;  // Each batch once, unlike bytes_sent.
  int64_t batch_size_counts[kBatchSizeBuckets] = {};

  // These are of now.
  int64_t queued_bytes = 0;
  int64_t unacked_bytes = 0;
  int64_t unacked_batches = 0;
  int64_t rtt_nanos = 0;  // Of the last ping that was answered; 0 before.
};

class LinkSession {
 public:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

  LinkSession(NodeId local, NodeId peer) : local_(local), peer_(peer) {}

  // Takes the envelope when it returns kSent, and else leaves it as it is.
  // Never returns kLost: a session does not know about membership. A forced
  // envelope is taken above the mark too: for the few that answer something
  // and have no sender who could wait.
  SendResult TrySend(Envelope&& envelope, bool force);

  // True once after a kFull, when the low-water mark is reached.
  bool TakeWritable();

  // A connection is there, or is gone. Nothing is lost with it.
  void Connected(int64_t now_nanos);
  void Disconnected();

  // The next frame to write, if there is one to write now.
  // REQUIRES: Connected(), and the last frame was written.
  std::optional<LinkFrame> NextFrame(int64_t now_nanos);

  // Takes a frame of the current connection and appends the envelopes that
  // are complete with it. On an error the connection is of no more use.
  //   kFailedPrecondition  not the peer that this session is with
  //   kDataLoss            a frame is missing: connect again
  //   kInvalidArgument     the peer does not speak the protocol; after a
  //                        batch that makes no sense, for ever
  absl::Status Receive(int64_t now_nanos, const LinkFrame& frame,
                       std::vector<Envelope>* delivered);

  // An error when the peer has been silent for too long: connect again.
  absl::Status CheckAlive(int64_t now_nanos) const;

  // When NextFrame() or CheckAlive() will next have something to say though
  // nothing is sent or received until then.
  int64_t NextDeadline() const;

  // True between the peer's Hello and the end of the connection.
  bool established() const { return hello_received_; }
  LinkCounters counters() const;

 private:
  struct Unacked {
    uint64_t seq;
    std::shared_ptr<const std::string> batch;
  };

  // A Status that names the peer.
  absl::Status Refuse(absl::StatusCode code, absl::string_view why) const;
  int64_t held_bytes() const { return outbox_.bytes() + unacked_bytes_; }
  LinkHello MakeHello() const;
  bool AckDue(int64_t now_nanos) const;
  bool MakeBatch();
  void AddBatch(LinkFrame* frame);

  absl::Status ReceiveHello(const LinkHello& hello);
  absl::Status ReceiveAck(uint64_t ack);
  absl::Status ReceiveBatch(int64_t now_nanos, const LinkFrame& frame,
                            std::vector<Envelope>* delivered);
  void ReceivePong(int64_t now_nanos, uint64_t pong);

  const NodeId local_;
  const NodeId peer_;

  // Sending. unacked_ is consecutive; its first `next_` were written on this
  // connection.
  Outbox outbox_;
  std::deque<Unacked> unacked_;
  size_t next_ = 0;
  uint64_t last_seq_ = 0;      // The last batch made.
  uint64_t highest_sent_ = 0;  // The last batch written on any connection.
  int64_t unacked_bytes_ = 0;
  bool refused_ = false;

  // Receiving.
  BatchReader reader_;
  absl::Status broken_;  // Set once when a batch made no sense.
  uint64_t received_ = 0;
  int64_t ack_owed_bytes_ = 0;
  int64_t ack_deadline_nanos_ = kNever;

  // The connection.
  bool connected_ = false;
  bool hello_sent_ = false;
  bool hello_received_ = false;
  int64_t heard_nanos_ = 0;
  int64_t ping_due_nanos_ = kNever;
  int64_t ping_sent_nanos_ = 0;
  uint64_t last_ping_ = 0;
  uint64_t pong_owed_ = 0;

  LinkCounters counters_;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_LINK_SESSION_H_

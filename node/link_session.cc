#include "node/link_session.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "node/limits.h"

namespace midge::node {
namespace {

int BatchSizeBucket(size_t bytes) {
  int bucket = 0;
  size_t bound = 64;
  while (bucket < LinkCounters::kBatchSizeBuckets - 1 && bytes >= bound) {
    bound <<= 2;
    ++bucket;
  }
  return bucket;
}

}  // namespace

absl::Status LinkSession::Refuse(absl::StatusCode code,
                                 absl::string_view why) const {
  return absl::Status(code, absl::StrCat("node ", peer_.value(), ": ", why));
}

SendResult LinkSession::TrySend(Envelope&& envelope, bool force) {
  if (static_cast<int64_t>(envelope.payload.size()) > kEnvelopeBytesMax) {
    return SendResult::kTooBig;
  }
  if (!force && held_bytes() >= kOutboxHighBytes) {
    refused_ = true;
    ++counters_.refusals;
    return SendResult::kFull;
  }
  outbox_.Push(std::move(envelope));
  return SendResult::kSent;
}

bool LinkSession::TakeWritable() {
  if (!refused_ || held_bytes() > kOutboxLowBytes) return false;
  refused_ = false;
  return true;
}

void LinkSession::Connected(int64_t now_nanos) {
  Disconnected();
  connected_ = true;
  heard_nanos_ = now_nanos;
  ping_due_nanos_ = now_nanos + kPingNanos;
  ++counters_.connections;
}

void LinkSession::Disconnected() {
  connected_ = false;
  hello_sent_ = false;
  hello_received_ = false;
  next_ = 0;
  // The next Hello acknowledges everything received, so nothing is owed.
  ack_owed_bytes_ = 0;
  ack_deadline_nanos_ = kNever;
  ping_due_nanos_ = kNever;
  pong_owed_ = 0;
}

LinkHello LinkSession::MakeHello() const {
  return {kLinkVersion, local_, peer_, received_};
}

std::optional<LinkFrame> LinkSession::NextFrame(int64_t now_nanos) {
  MIDGE_DCHECK(connected_);
  LinkFrame frame;
  if (!hello_sent_) {
    hello_sent_ = true;
    frame.hello = MakeHello();
    return frame;
  }
  if (!hello_received_) return std::nullopt;
  const bool ping = now_nanos >= ping_due_nanos_;
  const bool batch = next_ < unacked_.size() || MakeBatch();
  if (!ping && !batch && pong_owed_ == 0 && !AckDue(now_nanos)) {
    return std::nullopt;
  }
  // All batches before unacked_[next_] were written on this connection, or
  // the peer's Hello said that it has them.
  frame.sent = last_seq_ - (unacked_.size() - next_);
  if (batch) AddBatch(&frame);
  if (ping) {
    frame.ping = ++last_ping_;
    ping_sent_nanos_ = now_nanos;
    ping_due_nanos_ = now_nanos + kPingNanos;
  }
  frame.pong = std::exchange(pong_owed_, 0);
  frame.ack = received_;
  ack_owed_bytes_ = 0;
  ack_deadline_nanos_ = kNever;
  return frame;
}

bool LinkSession::AckDue(int64_t now_nanos) const {
  return ack_owed_bytes_ >= kAckBytes || now_nanos >= ack_deadline_nanos_;
}

bool LinkSession::MakeBatch() {
  if (outbox_.empty() || unacked_bytes_ >= kWindowBytes) return false;
  auto batch = std::make_shared<const std::string>(
      outbox_.NextBatch(&counters_.envelopes_sent));
  unacked_bytes_ += static_cast<int64_t>(batch->size());
  counters_.batch_bytes_made += static_cast<int64_t>(batch->size());
  ++counters_.batch_size_counts[BatchSizeBucket(batch->size())];
  unacked_.push_back({++last_seq_, std::move(batch)});
  return true;
}

void LinkSession::AddBatch(LinkFrame* frame) {
  const Unacked& next = unacked_[next_++];
  frame->seq = next.seq;
  frame->batch = next.batch;
  counters_.bytes_sent += static_cast<int64_t>(next.batch->size());
  ++counters_.batches_sent;
  if (next.seq <= highest_sent_) ++counters_.batches_resent;
  highest_sent_ = std::max(highest_sent_, next.seq);
}

absl::Status LinkSession::Receive(int64_t now_nanos, const LinkFrame& frame,
                                  std::vector<Envelope>* delivered) {
  MIDGE_RETURN_IF_ERROR(broken_);
  heard_nanos_ = now_nanos;
  if (frame.hello.has_value()) return ReceiveHello(*frame.hello);
  if (!hello_received_) {
    return Refuse(absl::StatusCode::kInvalidArgument,
                  "a frame before the hello");
  }
  MIDGE_RETURN_IF_ERROR(ReceiveAck(frame.ack));
  if (frame.sent > received_) {
    return Refuse(absl::StatusCode::kDataLoss,
                  absl::StrCat("batch ", received_ + 1, " is missing, ",
                               frame.sent, " were sent"));
  }
  if (frame.seq != 0) {
    MIDGE_RETURN_IF_ERROR(ReceiveBatch(now_nanos, frame, delivered));
  }
  if (frame.ping != 0) pong_owed_ = frame.ping;
  if (frame.pong != 0) ReceivePong(now_nanos, frame.pong);
  return absl::OkStatus();
}

absl::Status LinkSession::ReceiveHello(const LinkHello& hello) {
  // A transport may repeat a frame; a connection has one beginning.
  if (hello_received_) return absl::OkStatus();
  if (hello.version != kLinkVersion) {
    return Refuse(absl::StatusCode::kFailedPrecondition,
                  absl::StrCat("speaks link version ", hello.version,
                               ", this node ", kLinkVersion));
  }
  if (hello.from != peer_ || hello.to != local_) {
    return Refuse(absl::StatusCode::kFailedPrecondition,
                  absl::StrCat("a hello from node ", hello.from.value(),
                               " to node ", hello.to.value(),
                               " on the link of node ", local_.value()));
  }
  MIDGE_RETURN_IF_ERROR(ReceiveAck(hello.received));
  if (hello.received < last_seq_ - unacked_.size()) {
    return Refuse(
        absl::StatusCode::kInvalidArgument,
        absl::StrCat("has batch ", hello.received, " but acknowledged more"));
  }
  hello_received_ = true;
  return absl::OkStatus();
}

absl::Status LinkSession::ReceiveAck(uint64_t ack) {
  if (ack > highest_sent_) {
    return Refuse(
        absl::StatusCode::kInvalidArgument,
        absl::StrCat("acknowledges batch ", ack, " of ", highest_sent_));
  }
  while (!unacked_.empty() && unacked_.front().seq <= ack) {
    unacked_bytes_ -= static_cast<int64_t>(unacked_.front().batch->size());
    unacked_.pop_front();
    if (next_ > 0) --next_;
  }
  return absl::OkStatus();
}

absl::Status LinkSession::ReceiveBatch(int64_t now_nanos,
                                       const LinkFrame& frame,
                                       std::vector<Envelope>* delivered) {
  if (frame.batch == nullptr || frame.batch->empty()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "an empty batch");
  }
  if (static_cast<int64_t>(frame.batch->size()) > kBatchBytes) {
    return Refuse(absl::StatusCode::kInvalidArgument,
                  absl::StrCat("a batch of ", frame.batch->size(), " bytes"));
  }
  if (frame.seq <= received_) {
    ++counters_.duplicates_dropped;
    return absl::OkStatus();
  }
  if (frame.seq != received_ + 1) {
    return Refuse(absl::StatusCode::kDataLoss,
                  absl::StrCat("batch ", frame.seq, " after ", received_));
  }
  const size_t before = delivered->size();
  broken_ = reader_.Read(*frame.batch, delivered);
  if (!broken_.ok()) {
    // Nothing of it is delivered, and the session does not go on: the batch
    // would come again on every new connection.
    delivered->erase(delivered->begin() + static_cast<int64_t>(before),
                     delivered->end());
    return broken_;
  }
  received_ = frame.seq;
  const auto size = static_cast<int64_t>(frame.batch->size());
  ++counters_.batches_received;
  counters_.bytes_received += size;
  counters_.envelopes_received +=
      static_cast<int64_t>(delivered->size() - before);
  ack_owed_bytes_ += size;
  ack_deadline_nanos_ =
      std::min(ack_deadline_nanos_, now_nanos + kAckDelayNanos);
  return absl::OkStatus();
}

void LinkSession::ReceivePong(int64_t now_nanos, uint64_t pong) {
  if (pong == last_ping_) counters_.rtt_nanos = now_nanos - ping_sent_nanos_;
}

absl::Status LinkSession::CheckAlive(int64_t now_nanos) const {
  if (!connected_ || now_nanos - heard_nanos_ < kSilenceNanosMax) {
    return absl::OkStatus();
  }
  const int64_t silent_ms = (now_nanos - heard_nanos_) / kNanosPerMilli;
  return Refuse(absl::StatusCode::kUnavailable,
                absl::StrCat("silent for ", silent_ms, " ms"));
}

int64_t LinkSession::NextDeadline() const {
  if (!connected_) return kNever;
  const int64_t silence = heard_nanos_ + kSilenceNanosMax;
  if (!hello_received_) return silence;
  return std::min({silence, ping_due_nanos_, ack_deadline_nanos_});
}

LinkCounters LinkSession::counters() const {
  LinkCounters counters = counters_;
  counters.queued_bytes = outbox_.bytes();
  counters.unacked_bytes = unacked_bytes_;
  counters.unacked_batches = static_cast<int64_t>(unacked_.size());
  return counters;
}

}  // namespace midge::node

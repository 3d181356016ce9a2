#include "node/link.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "node/limits.h"

namespace midge::node {

Link::Link(NodeId local, NodeId peer, const Clock* clock, LinkEvents* events,
           std::function<void()> wake)
    : local_(local),
      peer_(peer),
      clock_(clock),
      events_(events),
      wake_(std::move(wake)),
      session_(local, peer),
      backoff_nanos_(kBackoffNanosMin) {}

SendResult Link::TrySend(Envelope&& envelope, bool force) {
  {
    MutexLock lock(&mutex_);
    if (closed_) return SendResult::kLost;
    const SendResult result = session_.TrySend(std::move(envelope), force);
    if (result != SendResult::kSent || writing_) return result;
  }
  Pump();
  return SendResult::kSent;
}

void Link::Attach(std::shared_ptr<LinkStream> stream) {
  std::shared_ptr<LinkStream> before;
  bool refused = false;
  bool wake = false;
  {
    MutexLock lock(&mutex_);
    refused = closed_;
    if (!closed_) {
      before = std::exchange(stream_, stream);
      writing_ = false;
      session_.Connected(clock_->MonotonicNanos());
      wake = MustWake();
    }
  }
  if (refused) {
    stream->Close(absl::CancelledError("the link is closed"));
    return;
  }
  if (before != nullptr) {
    before->Close(absl::CancelledError("another connection took over"));
  }
  if (wake) wake_();
  Pump();
}

void Link::Pump() {
  std::shared_ptr<LinkStream> stream;
  std::optional<LinkFrame> frame;
  {
    MutexLock lock(&mutex_);
    if (stream_ == nullptr || writing_) return;
    frame = session_.NextFrame(clock_->MonotonicNanos());
    if (!frame.has_value()) return;
    writing_ = true;
    stream = stream_;
  }
  stream->Write(*frame);
}

void Link::OnWritten(const LinkStream* stream) {
  {
    MutexLock lock(&mutex_);
    if (stream_.get() != stream) return;
    writing_ = false;
  }
  Pump();
}

void Link::OnFrame(const LinkStream* stream, const LinkFrame& frame) {
  std::vector<Envelope> delivered;
  absl::Status status;
  {
    MutexLock delivery(&delivery_mutex_);
    std::shared_ptr<LinkStream> current;
    bool writable = false;
    bool wake = false;
    {
      MutexLock lock(&mutex_);
      if (stream_.get() != stream) return;
      current = stream_;
      const bool was_established = session_.established();
      status = session_.Receive(clock_->MonotonicNanos(), frame, &delivered);
      writable = session_.TakeWritable();
      if (!was_established && session_.established()) {
        backoff_nanos_ = kBackoffNanosMin;
      }
      wake = MustWake();
    }
    if (!delivered.empty()) events_->OnEnvelopes(peer_, std::move(delivered));
    if (writable) events_->OnWritable(peer_);
    if (wake) wake_();
    if (!status.ok()) current->Close(status);
  }
  Pump();
}

void Link::OnClosed(const LinkStream* stream, const absl::Status& why) {
  {
    MutexLock lock(&mutex_);
    if (stream_.get() != stream) return;
    stream_.reset();
    writing_ = false;
    session_.Disconnected();
    dial_nanos_ = clock_->MonotonicNanos() + backoff_nanos_;
    backoff_nanos_ = std::min(2 * backoff_nanos_, kBackoffNanosMax);
    MIDGE_LOG(kDebug, "link to node ", peer_.value(), ": ", why.ToString());
  }
  wake_();
}

int64_t Link::Tick() {
  std::shared_ptr<LinkStream> silent;
  absl::Status alive;
  {
    MutexLock lock(&mutex_);
    alive = session_.CheckAlive(clock_->MonotonicNanos());
    if (!alive.ok()) silent = stream_;
  }
  if (silent != nullptr) silent->Close(alive);
  Pump();
  MutexLock lock(&mutex_);
  told_deadline_ = NextDeadline();
  return told_deadline_;
}

int64_t Link::NextDeadline() const {
  if (closed_) return LinkSession::kNever;
  if (stream_ == nullptr) return dial_nanos_;
  const int64_t now_nanos = clock_->MonotonicNanos();
  const int64_t deadline = session_.NextDeadline();
  // What is due already waits for a write or a close that is under way, and
  // is looked at again when that ends.
  return deadline > now_nanos ? deadline : now_nanos + kAckDelayNanos;
}

bool Link::MustWake() {
  const int64_t deadline = NextDeadline();
  if (deadline >= told_deadline_) return false;
  told_deadline_ = deadline;
  return true;
}

bool Link::WantsDial() {
  MutexLock lock(&mutex_);
  return !closed_ && stream_ == nullptr &&
         clock_->MonotonicNanos() >= dial_nanos_;
}

void Link::Close() {
  std::shared_ptr<LinkStream> stream;
  {
    MutexLock delivery(&delivery_mutex_);
    MutexLock lock(&mutex_);
    closed_ = true;
    stream = std::exchange(stream_, nullptr);
    session_.Disconnected();
  }
  if (stream != nullptr) stream->Close(absl::CancelledError("link closed"));
}

bool Link::has_stream() const {
  MutexLock lock(&mutex_);
  return stream_ != nullptr;
}

bool Link::established() const {
  MutexLock lock(&mutex_);
  return session_.established();
}

LinkCounters Link::counters() const {
  MutexLock lock(&mutex_);
  return session_.counters();
}

}  // namespace midge::node

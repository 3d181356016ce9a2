#include "node/outbox.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"
#include "base/check.h"
#include "node/batch.h"

namespace midge::node {
namespace {

int64_t PayloadBytes(const Envelope& envelope) {
  return static_cast<int64_t>(envelope.payload.size());
}

int64_t Cost(const Envelope& envelope) {
  return PayloadBytes(envelope) + kRecordOverheadBytes;
}

bool IsBig(const Envelope& envelope) {
  return PayloadBytes(envelope) > kFragmentBytes;
}

}  // namespace

void Outbox::Push(Envelope envelope) {
  bytes_ += Cost(envelope);
  auto found = lanes_.find(envelope.lane);
  if (found != lanes_.end()) {
    found->second->queue.push_back(std::move(envelope));
    return;
  }
  if (!IsBig(envelope)) {
    small_.push_back(std::move(envelope));
    return;
  }
  auto lane = std::make_unique<Lane>();
  lane->key = envelope.lane;
  lane->after_small = small_left_ + static_cast<int64_t>(small_.size());
  lane->queue.push_back(std::move(envelope));
  waiting_.push_back(lane.get());
  lanes_.emplace(lane->key, std::move(lane));
}

std::string Outbox::NextBatch(int64_t* envelopes) {
  MIDGE_DCHECK(!empty());
  std::string batch;
  batch.reserve(static_cast<size_t>(std::min(bytes_, kBatchBytes)));
  constexpr int64_t kTurnBytes = kFragmentBytes + kRecordOverheadBytes;
  // While a lane is open it gets one turn of every batch at least.
  AppendSmall(kBatchBytes - (lanes_.empty() ? 0 : kTurnBytes), &batch,
              envelopes);
  AdmitLanes();
  while (!turns_.empty() &&
         static_cast<int64_t>(batch.size()) + kTurnBytes <= kBatchBytes) {
    Lane* lane = turns_.front();
    turns_.pop_front();
    AppendTurn(lane, &batch, envelopes);
    AdmitLanes();
  }
  return batch;
}

void Outbox::AppendSmall(int64_t bytes_max, std::string* batch,
                         int64_t* envelopes) {
  while (!small_.empty() &&
         static_cast<int64_t>(batch->size()) + Cost(small_.front()) <=
             bytes_max) {
    AppendWhole(small_.front(), batch);
    bytes_ -= Cost(small_.front());
    small_.pop_front();
    ++small_left_;
    ++*envelopes;
  }
}

void Outbox::AppendTurn(Lane* lane, std::string* batch, int64_t* envelopes) {
  const Envelope& envelope = lane->queue.front();
  const int64_t total = PayloadBytes(envelope);
  if (IsBig(envelope)) {
    AppendFragment(lane, batch);
    if (lane->sent_bytes < total) {
      turns_.push_back(lane);
      return;
    }
    stream_used_[static_cast<size_t>(lane->stream)] = false;
    --streams_used_;
    announced_bytes_ -= total;
    lane->stream = kNoStream;
    lane->sent_bytes = 0;
  } else {
    AppendWhole(envelope, batch);
  }
  ++*envelopes;
  bytes_ -= Cost(envelope);
  lane->queue.pop_front();
  EndTurn(lane);
}

void Outbox::AppendFragment(Lane* lane, std::string* batch) {
  const Envelope& envelope = lane->queue.front();
  const int64_t size =
      std::min(kFragmentBytes, PayloadBytes(envelope) - lane->sent_bytes);
  if (lane->stream == kNoStream) {
    lane->stream = TakeStream();
    AppendFirst(envelope, lane->stream, size, batch);
  } else {
    AppendNext(lane->stream,
               absl::string_view(envelope.payload)
                   .substr(static_cast<size_t>(lane->sent_bytes),
                           static_cast<size_t>(size)),
               batch);
  }
  lane->sent_bytes += size;
}

void Outbox::EndTurn(Lane* lane) {
  if (lane->queue.empty()) {
    const uint64_t key = lane->key;  // Outlives the lane.
    lanes_.erase(key);
  } else if (IsBig(lane->queue.front())) {
    waiting_.push_back(lane);
  } else {
    turns_.push_back(lane);
  }
}

void Outbox::AdmitLanes() {
  while (!waiting_.empty() && MayAdmit(*waiting_.front())) {
    Lane* lane = waiting_.front();
    waiting_.pop_front();
    ++streams_used_;
    announced_bytes_ += PayloadBytes(lane->queue.front());
    turns_.push_back(lane);
  }
}

bool Outbox::MayAdmit(const Lane& lane) const {
  return lane.after_small <= small_left_ && streams_used_ < kStreamsMax &&
         (announced_bytes_ == 0 ||
          announced_bytes_ + PayloadBytes(lane.queue.front()) <=
              kReassemblyBytesMax);
}

int Outbox::TakeStream() {
  for (size_t i = 0; i < stream_used_.size(); ++i) {
    if (stream_used_[i]) continue;
    stream_used_[i] = true;
    return static_cast<int>(i);
  }
  MIDGE_CHECK(false, "more lanes admitted than there are streams");
  return kNoStream;
}

}  // namespace midge::node

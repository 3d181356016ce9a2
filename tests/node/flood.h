// A flood over links, and the model that every test of links holds it against:
// what was accepted arrives once, and each lane in its order.
#ifndef MIDGE_TESTS_NODE_FLOOD_H_
#define MIDGE_TESTS_NODE_FLOOD_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/codec.h"
#include "base/mutex.h"
#include "gtest/gtest.h"
#include "node/limits.h"
#include "node/link_hub.h"

namespace midge::node {

// The receiving end of one node.
class FloodReceiver final : public LinkEvents {
 public:
  void OnEnvelopes(NodeId peer, std::vector<Envelope> envelopes) override {
    MutexLock lock(&mutex_);
    for (const Envelope& envelope : envelopes) {
      Reader reader(envelope.payload);
      uint64_t lane = 0;
      uint64_t place = 0;
      if (!reader.Varint(&lane) || !reader.Varint(&place) ||
          place != next_[{peer, lane}]++) {
        ++wrong_;
      }
      ++received_;
      bytes_ += static_cast<int64_t>(envelope.payload.size());
    }
    changed_.SignalAll();
  }

  void OnWritable(NodeId) override {
    MutexLock lock(&mutex_);
    ++writable_;
    changed_.SignalAll();
  }

  // Waits until `count` have come; false when that takes longer than a minute.
  bool WaitFor(int64_t count) {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::minutes(1);
    MutexLock lock(&mutex_);
    while (received_ < count) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      changed_.WaitFor(&mutex_, std::chrono::milliseconds(100));
    }
    return true;
  }

  int64_t writable() {
    MutexLock lock(&mutex_);
    return writable_;
  }
  // Waits for an OnWritable() beyond `seen`.
  void WaitWritable(int64_t seen) {
    MutexLock lock(&mutex_);
    while (writable_ <= seen) {
      if (!changed_.WaitFor(&mutex_, std::chrono::seconds(60))) return;
    }
  }

  int64_t received() {
    MutexLock lock(&mutex_);
    return received_;
  }
  int64_t bytes() {
    MutexLock lock(&mutex_);
    return bytes_;
  }
  // Envelopes that were lost, doubled or out of order.
  int64_t wrong() {
    MutexLock lock(&mutex_);
    return wrong_;
  }

 private:
  Mutex mutex_;
  CondVar changed_;
  std::map<std::pair<NodeId, uint64_t>, uint64_t> next_;
  int64_t received_ = 0;
  int64_t bytes_ = 0;
  int64_t wrong_ = 0;
  int64_t writable_ = 0;
};

inline Envelope FloodEnvelope(uint64_t lane, uint64_t place, size_t padding) {
  Envelope envelope;
  envelope.swarm = SwarmId(1);
  envelope.lane = lane;
  Writer writer(&envelope.payload);
  writer.Varint(lane);
  writer.Varint(place);
  envelope.payload.append(padding, 'p');
  return envelope;
}

// Sends `count` envelopes of one lane; every `big_every`-th is fragmented.
// Waits for OnWritable() when refused.
inline void Flood(LinkHub* hub, FloodReceiver* own, NodeId peer, uint64_t lane,
                  int64_t count, int64_t big_every) {
  for (int64_t i = 0; i < count; ++i) {
    const bool big = i % big_every == big_every - 1;
    const size_t padding =
        big ? static_cast<size_t>(3 * kFragmentBytes) : size_t{40};
    while (true) {
      const int64_t seen = own->writable();
      const SendResult result = hub->TrySend(
          peer, FloodEnvelope(lane, static_cast<uint64_t>(i), padding), false);
      if (result == SendResult::kSent) break;
      ASSERT_EQ(result, SendResult::kFull);
      own->WaitWritable(seen);
    }
  }
}

}  // namespace midge::node

#endif  // MIDGE_TESTS_NODE_FLOOD_H_

// The envelopes that wait to leave for one peer, and how they become batches.
//
// Small envelopes leave in the order in which they came. A big one opens its
// lane: it goes in fragments, a few lanes taking turns, and what comes later
// in the same lane waits behind it, so that a lane keeps its order while all
// the others overtake.
//
// Threads:   the caller sees to it that one thread at a time is inside.
// Invariant: bytes() is what is queued and in no batch yet.
#ifndef MIDGE_NODE_OUTBOX_H_
#define MIDGE_NODE_OUTBOX_H_

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "node/envelope.h"
#include "node/limits.h"

namespace midge::node {

class Outbox {
 public:
  bool empty() const { return small_.empty() && lanes_.empty(); }
  int64_t bytes() const { return bytes_; }

  // REQUIRES: the payload is at most kEnvelopeBytesMax.
  void Push(Envelope envelope);

  // Takes the next batch out: about kBatchBytes, less when less is queued.
  // Adds the envelopes that are complete with it to `envelopes`.
  // REQUIRES: !empty().
  std::string NextBatch(int64_t* envelopes);

 private:
  static constexpr int kNoStream = -1;

  struct Lane {
    uint64_t key = 0;
    std::deque<Envelope> queue;
    // May begin when this many small envelopes have left: the lane's own
    // earlier ones are among them.
    int64_t after_small = 0;
    // Of the front envelope, when it is big and has begun.
    int stream = kNoStream;
    int64_t sent_bytes = 0;
  };

  void AppendSmall(int64_t bytes_max, std::string* batch, int64_t* envelopes);
  // Gives the lane one record's turn.
  void AppendTurn(Lane* lane, std::string* batch, int64_t* envelopes);
  void AppendFragment(Lane* lane, std::string* batch);
  // Lets waiting lanes take turns while streams and bytes allow it.
  void AdmitLanes();
  bool MayAdmit(const Lane& lane) const;
  // Puts the lane back into a queue, or ends it when nothing is left.
  void EndTurn(Lane* lane);
  int TakeStream();

  int64_t bytes_ = 0;
  std::deque<Envelope> small_;
  int64_t small_left_ = 0;  // How many were ever taken out of small_.
  absl::flat_hash_map<uint64_t, std::unique_ptr<Lane>> lanes_;
  // Every lane is in exactly one of the two.
  std::deque<Lane*> waiting_;
  std::deque<Lane*> turns_;
  std::array<bool, kStreamsMax> stream_used_{};
  int streams_used_ = 0;
  int64_t announced_bytes_ = 0;  // SYNC: BatchReader::announced_bytes_.
};

}  // namespace midge::node

#endif  // MIDGE_NODE_OUTBOX_H_

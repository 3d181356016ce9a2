// What a link carries: bytes that only the VMs at both ends understand, and
// just enough beside them to route and to order.
#ifndef MIDGE_NODE_ENVELOPE_H_
#define MIDGE_NODE_ENVELOPE_H_

#include <cstdint>
#include <string>

#include "base/ids.h"

namespace midge::node {

struct Envelope {
  SwarmId swarm;
  ShardId shard;  // The destination; the shard map says on which node.
  // Envelopes of one lane arrive in the order in which they were sent. Those
  // of two lanes may overtake each other when the earlier one is big. Taken
  // from the sender (its agent's id); it does not travel.
  uint64_t lane = 0;
  std::string payload;
};

// What became of an envelope given to a link.
enum class SendResult {
  kSent,    // Queued; it arrives once unless the peer is lost.
  kFull,    // Refused: over the high-water mark. OnWritable() follows.
  kTooBig,  // Refused: over kEnvelopeBytesMax.
  kLost,    // Refused: the peer is lost, or was never a member.
};

}  // namespace midge::node

#endif  // MIDGE_NODE_ENVELOPE_H_

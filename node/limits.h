// Every limit of a node's links and what happens at it.
#ifndef MIDGE_NODE_LIMITS_H_
#define MIDGE_NODE_LIMITS_H_

#include <cstdint>

#include "base/clock.h"

namespace midge::node {

// The payload of one envelope. A larger one is refused with kTooBig; a peer
// that announces a larger one is disconnected.
constexpr int64_t kEnvelopeBytesMax = int64_t{64} << 20;

// An envelope above this travels in fragments of this size, so that it never
// holds up a small one for longer than one batch.
constexpr int64_t kFragmentBytes = int64_t{32} << 10;

// What one write carries at most. A peer that sends more is disconnected.
constexpr int64_t kBatchBytes = int64_t{256} << 10;

// Fragmented envelopes in flight at a time on one link; more wait their turn.
// A peer that opens more is disconnected.
constexpr int kStreamsMax = 16;

// The sum of the announced sizes of those envelopes, which bounds what a peer
// can make this node hold; a single envelope may always pass.
constexpr int64_t kReassemblyBytesMax = int64_t{128} << 20;

// Bytes queued or unacknowledged towards one peer. At the high-water mark a
// sender is refused with kFull; it is called back below the low-water mark.
constexpr int64_t kOutboxHighBytes = int64_t{16} << 20;
constexpr int64_t kOutboxLowBytes = int64_t{8} << 20;

// Bytes sent and not acknowledged; beyond them batches wait in the queue.
constexpr int64_t kWindowBytes = int64_t{8} << 20;

// A receiver acknowledges after this many bytes or this long, whichever is
// first, or together with whatever it sends before that.
constexpr int64_t kAckBytes = int64_t{256} << 10;
constexpr int64_t kAckDelayNanos = 10 * kNanosPerMilli;

// A connected link is probed this often, and cut when nothing at all came
// from the peer for this long. It is re-made; only the coordinator's lease
// decides that a node is lost.
constexpr int64_t kPingNanos = kNanosPerSecond;
constexpr int64_t kSilenceNanosMax = 3 * kNanosPerSecond;

// The time to wait before the first dial after a cut, and the most; it
// doubles in between.
constexpr int64_t kBackoffNanosMin = 10 * kNanosPerMilli;
constexpr int64_t kBackoffNanosMax = kNanosPerSecond;

// An accepted connection that has not said who it is by now is closed, and so
// is one that comes when this many are already silent.
constexpr int64_t kHelloNanosMax = 5 * kNanosPerSecond;
constexpr int kUnknownConnectionsMax = 256;

// What a node keeps of a swarm's log, the newest; readers are told how much
// was dropped before. About so much is answered at a time.
constexpr int64_t kLogBytesMax = int64_t{8} << 20;
constexpr int64_t kLogChunkBytes = int64_t{256} << 10;
// Logs of ended swarms that are kept; the oldest go.
constexpr int kLogSwarmsEndedMax = 64;
// Clients that follow logs at once; one more gets RESOURCE_EXHAUSTED.
constexpr int kLogReadersMax = 128;

// The encoded message of an agent: the VM refuses larger ones by a Python
// error, so that no envelope is ever over kEnvelopeBytesMax.
constexpr int64_t kMessageBytesMax = kEnvelopeBytesMax / 2;

// Threads of one agent, and frames of one thread, in an inspection: the first
// threads, and as many of the outermost as of the innermost frames.
constexpr size_t kInspectThreadsMax = 100;
constexpr size_t kInspectFramesMax = 200;

// Agents, mailboxes or semaphores in one page of a list.
constexpr uint32_t kPageMax = 1000;

// Stopped shares whose last figures wait for a heartbeat; the figures of more
// are not told.
constexpr int kStoppedReportsMax = 256;

// Calls to the coordinator, and the wait before the next try to register.
constexpr int64_t kCoordinatorCallMs = 5'000;
constexpr int64_t kRegisterRetryMs = 250;
constexpr int64_t kHeartbeatCallMsMin = 500;
// What a coordinator asks for is bounded by these.
constexpr int64_t kHeartbeatMsMin = 20;
constexpr int64_t kHeartbeatMsMax = 60'000;

// `midge run --nodes N`: more is refused. Shards are few, since they never
// move there.
constexpr int kEmbeddedNodesMax = 16;
constexpr size_t kEmbeddedShardsPerNode = 4;

}  // namespace midge::node

#endif  // MIDGE_NODE_LIMITS_H_

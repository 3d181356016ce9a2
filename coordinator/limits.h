// Every limit of the coordinator, and what happens at it.
#ifndef MIDGE_COORDINATOR_LIMITS_H_
#define MIDGE_COORDINATOR_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace midge::coordinator {

// A node is lost when it is silent for so long, unless --lease-ms says else.
inline constexpr int64_t kLeaseMsDefault = 3000;
// --lease-ms outside of these is refused at start. Below the least, an
// ordinary pause of a busy machine would lose nodes that are well.
inline constexpr int64_t kLeaseMsMin = 300;
inline constexpr int64_t kLeaseMsMax = 600'000;
// Heartbeats in one lease: a node survives the loss of several.
inline constexpr int64_t kHeartbeatsPerLease = 6;

// Live members; one more Register gets RESOURCE_EXHAUSTED.
inline constexpr int kMembersLiveMax = 1024;
// Lost members remembered; the oldest are forgotten.
inline constexpr int kMembersLostMax = 256;

// Swarms that have not ended; one more Launch gets RESOURCE_EXHAUSTED.
inline constexpr int kSwarmsRunningMax = 256;
// Ended swarms remembered; the oldest are forgotten.
inline constexpr int kSwarmsEndedMax = 1000;

// Shards of a swarm: at least so many, and several for each node, so that
// load can later be moved in small pieces; never more than the last.
inline constexpr int kShardsMin = 64;
inline constexpr int kShardsPerNode = 4;
inline constexpr int kShardsMax = 4096;

// Bytes of a name of a node or swarm, and of its parts beside.
inline constexpr size_t kNameBytesMax = 63;
inline constexpr size_t kAddressBytesMax = 255;
inline constexpr size_t kVersionBytesMax = 63;
inline constexpr uint32_t kCoresMax = 4096;
inline constexpr size_t kLabelsMax = 32;
inline constexpr size_t kLabelBytesMax = 256;

// Arguments and spawn directives of a launch: INVALID_ARGUMENT past them.
inline constexpr int kArgvMax = 4096;
inline constexpr size_t kArgvBytesMax = 1 << 20;
inline constexpr int kSpawnDirectivesMax = 1024;
inline constexpr uint64_t kSpawnCountMax = uint64_t{1} << 32;

// Bytes of a swarm's reason that are kept; a longer traceback loses its
// middle.
inline constexpr size_t kReasonBytesMax = 32 << 10;

// Swarms one heartbeat may report; more gets INVALID_ARGUMENT.
inline constexpr int kReportsMax = 2 * kSwarmsRunningMax;

// A swarm whose nodes have not all started in this time has failed.
inline constexpr int64_t kStartTimeoutMs = 30'000;
// A share that a node fails to report so many times in a row is gone.
inline constexpr int kMissedReportsMax = 3;

// Calls to nodes in flight at once, and of them those that carry a bundle.
inline constexpr int kNodeCallsMax = 32;
inline constexpr int kStartCallsMax = 8;
// Deadline of one call, and the wait before a failed one is tried again.
inline constexpr int64_t kNodeCallTimeoutMs = 10'000;
inline constexpr int64_t kNodeCallRetryMs = 250;

// Clients that watch swarms at once; one more gets RESOURCE_EXHAUSTED.
inline constexpr int kWatchersMax = 256;
// A watcher gets figures at most this often; an end is told at once.
inline constexpr int64_t kWatchIntervalMs = 200;

// Bytes of the database file; at it, Launch and Register get
// RESOURCE_EXHAUSTED. A --db-bytes-max below the least is refused at start.
inline constexpr int64_t kStoreBytesMaxLeast = int64_t{64} << 10;
inline constexpr int64_t kStoreBytesMaxDefault = int64_t{16} << 30;

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_LIMITS_H_

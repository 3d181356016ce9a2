// Every limit of the CLI, and what happens at it.
#ifndef MIDGE_CLI_LIMITS_H_
#define MIDGE_CLI_LIMITS_H_

#include <cstdint>

namespace midge::cli {

// How long an ordinary rpc may take before the CLI gives up on it.
inline constexpr int64_t kRpcTimeoutMs = 10'000;
// A launch carries a bundle of up to 64 MiB.
inline constexpr int64_t kLaunchTimeoutMs = 120'000;
// How long `version` waits for a coordinator that may not be there.
inline constexpr int64_t kVersionTimeoutMs = 1'000;

// Rows that `get agents` and its kin show unless --limit says else; what is
// left out is counted on stderr.
inline constexpr uint64_t kRowsDefault = 100;
// Rows asked of a node in one rpc.
inline constexpr uint32_t kPageRows = 1000;
// Agents that `inspect swarm/S` shows the stacks of.
inline constexpr uint64_t kInspectAgentsMax = 20;

// Nodes of a local cluster; `up --nodes` past it is refused.
inline constexpr int kUpNodesMax = 64;
// How long `up` waits for all of them to be live before it takes them down.
inline constexpr int64_t kUpTimeoutMs = 30'000;
// How long `down` waits for a process to end after SIGTERM, before SIGKILL.
inline constexpr int64_t kDownTimeoutMs = 5'000;

// Bytes of one source file that is searched for imports; a larger one is
// refused.
inline constexpr int64_t kSourceBytesMax = 16 << 20;

// A suggestion is made when a name is this many edits away at most.
inline constexpr int kSuggestEditsMax = 3;

// Pause between two pictures of `top` and of the progress bar.
inline constexpr int64_t kTopIntervalMs = 2'000;
inline constexpr int64_t kProgressIntervalMs = 200;

}  // namespace midge::cli

#endif  // MIDGE_CLI_LIMITS_H_

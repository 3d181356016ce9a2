// The scheduler's limits and what happens at each.
#ifndef MIDGE_VM_SCHED_LIMITS_H_
#define MIDGE_VM_SCHED_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace midge::vm {

// Opcodes a thread runs before the next one's turn.  A turn of this length
// takes some 50 microseconds: a thousand times what a switch costs, and short
// enough that an agent behind a hundred busy ones waits five milliseconds.
inline constexpr int64_t kDefaultSlice = 4000;

// Agents of one swarm on this node; past it spawn() raises RuntimeError.
inline constexpr uint64_t kDefaultAgentsMax = 8'000'000;

// Messages in one agent's inbox.  Past it they are refused, and the agent's
// next receive() raises MemoryError that says how many.
inline constexpr uint64_t kInboxMessagesMax = 1 << 20;

// Messages in a mailbox without a capacity of its own; a full mailbox parks
// those who send to it.
inline constexpr uint64_t kMailboxMessagesMax = 1 << 20;

// Results of ended agents that a shard keeps for who may still join; past it
// the oldest go, and join() raises AgentError that says so.
inline constexpr size_t kKeptExitsMax = 1 << 20;

// Envelopes from outside that hold more are refused.
inline constexpr size_t kNameBytesMax = 1024;
inline constexpr uint64_t kSpawnCountMax = 100'000'000;

// A sleep or timeout longer than this is this.
inline constexpr int64_t kWaitNanosMax =
    int64_t{100} * 365 * 86'400 * 1'000'000'000;

// What other nodes send for swarms that have not been started here waits, up to
// so many bytes in all; more is refused.
inline constexpr size_t kEarlyBytesMax = 64 << 20;

// Ids of stopped swarms that are kept one by one; of the older ones only the
// newest is.
inline constexpr size_t kStoppedSwarmsMax = 4096;

// Between two rounds of the census; more and more while a root waits for other
// nodes.
inline constexpr int64_t kCensusNanosMin = 50'000'000;
inline constexpr int64_t kCensusNanosMax = 1'000'000'000;

// Agents without a record that a worker keeps for the next that it unfolds;
// more are freed.
inline constexpr size_t kSpareAgentsMax = 64;

// Agents that a Deadlock names.
inline constexpr size_t kDeadlockAgentsNamed = 10;

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_LIMITS_H_

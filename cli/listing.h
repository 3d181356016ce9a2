// The lists behind `get`, `ps`, `describe` and `top`: fetched from the nodes,
// merged, and laid out as tables.
//
// Threads: none of its own.
#ifndef MIDGE_CLI_LISTING_H_
#define MIDGE_CLI_LISTING_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/client.h"
#include "cli/printer.h"

namespace midge::cli {

// At most `limit` rows over all nodes of the swarm, and the total of rows
// there are.
absl::StatusOr<v1::ListAgentsResponse> FetchAgents(Client& client,
                                                   const v1::Swarm& swarm,
                                                   uint64_t limit);
absl::StatusOr<v1::ListMailboxesResponse> FetchMailboxes(Client& client,
                                                         const v1::Swarm& swarm,
                                                         uint64_t limit);
absl::StatusOr<v1::ListSemaphoresResponse> FetchSemaphores(
    Client& client, const v1::Swarm& swarm, uint64_t limit);

// Fills in what a list does not carry, because each agent must be stopped at a
// safepoint for it: its threads and what the first one waits for.
absl::Status FillFromInside(Client& client, const v1::Swarm& swarm,
                            v1::ListAgentsResponse* agents);

Table SwarmTable(const v1::ListSwarmsResponse& swarms, int64_t now_unix_ms);
Table NodeTable(const v1::ListNodesResponse& nodes, int64_t now_unix_ms);
// `nodes` gives names to node ids.
Table AgentTable(const v1::ListAgentsResponse& agents,
                 const v1::ListNodesResponse& nodes);
Table MailboxTable(const v1::ListMailboxesResponse& mailboxes,
                   const v1::ListNodesResponse& nodes);
Table SemaphoreTable(const v1::ListSemaphoresResponse& semaphores,
                     const v1::ListNodesResponse& nodes);

// The name of a node, or its id when it is not in the list.
std::string NodeName(const v1::ListNodesResponse& nodes, uint32_t node_id);
// "12.345".
std::string ObjectName(uint64_t id);
std::string AgentStateText(v1::AgentState state);
// "live" or "lost".
std::string NodeStateText(v1::NodeState state);
int64_t NowUnixMs();

}  // namespace midge::cli

#endif  // MIDGE_CLI_LISTING_H_

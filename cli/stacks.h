// Live Python stacks, found and told as a traceback tells them.
//
// Threads: none of its own.
#ifndef MIDGE_CLI_STACKS_H_
#define MIDGE_CLI_STACKS_H_

#include <string>

#include "absl/status/statusor.h"
#include "base/ids.h"
#include "cli/client.h"

namespace midge::cli {

// The agent from the inside, on whichever node of the swarm it is.
absl::StatusOr<v1::InspectAgentResponse> FindAgent(Client& client,
                                                   const v1::Swarm& swarm,
                                                   ObjectId agent);

// "agent 3.17 ants.ant on node-2: parked" and each thread with its frames:
//
//   thread 1 parked, waits for receive
//     File "ants.py", line 12, in ant
//       job = midge.receive()
std::string StackText(const v1::InspectAgentResponse& agent,
                      const std::string& node_name);

}  // namespace midge::cli

#endif  // MIDGE_CLI_STACKS_H_

// The cluster as the verbs see it: each rpc a function with a deadline, each
// error a sentence that says what to do.
//
// Threads: safe from any thread.
#ifndef MIDGE_CLI_CLIENT_H_
#define MIDGE_CLI_CLIENT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/context.h"
#include "cli/limits.h"
#include "midge/v1/coordinator.pb.h"
#include "midge/v1/node.pb.h"

namespace midge::cli {

// One node's service.
class NodeClient {
 public:
  ~NodeClient();
  const std::string& name() const;
  uint32_t id() const;

  absl::StatusOr<v1::ListAgentsResponse> ListAgents(
      const v1::ListAgentsRequest& request);
  absl::StatusOr<v1::InspectAgentResponse> InspectAgent(
      const v1::InspectAgentRequest& request);
  absl::StatusOr<v1::ListMailboxesResponse> ListMailboxes(
      const v1::ListMailboxesRequest& request);
  absl::StatusOr<v1::ListSemaphoresResponse> ListSemaphores(
      const v1::ListSemaphoresRequest& request);
  absl::StatusOr<v1::SendNamedResponse> SendNamed(
      const v1::SendNamedRequest& request);

  // Gives each piece of a log to `each`, until the node ends the stream or
  // Cancel(). No deadline: the caller follows as long as it likes.
  absl::Status Logs(const v1::LogsRequest& request,
                    const std::function<void(const v1::LogsResponse&)>& each);
  // Ends a Logs() under way, or the next one.
  void Cancel();

 private:
  friend class Client;
  class Impl;
  explicit NodeClient(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

class Client {
 public:
  // Where the coordinator is: the flag, else the environment, else the local
  // cluster of `up`, else 127.0.0.1:7070.
  static std::string FindCoordinator(const Context& context);

  // Makes the channel; whether anyone is there shows at the first call.
  static absl::StatusOr<std::unique_ptr<Client>> Connect(
      const Context& context);
  ~Client();
  const std::string& address() const;

  absl::StatusOr<v1::Swarm> Launch(const v1::LaunchRequest& request);
  absl::StatusOr<v1::ListSwarmsResponse> ListSwarms();
  absl::StatusOr<v1::ListNodesResponse> ListNodes(bool include_lost);
  absl::StatusOr<v1::GetClusterResponse> GetCluster(
      int64_t timeout_ms = kRpcTimeoutMs);
  absl::StatusOr<v1::Swarm> Kill(uint64_t swarm_id, const std::string& reason);

  // The swarm of that name or id, "swarm/" before it allowed. An unknown one
  // gets a suggestion. An empty text means the one swarm that runs.
  absl::StatusOr<v1::Swarm> FindSwarm(const std::string& text);
  // The live node of that name or id, or a suggestion.
  absl::StatusOr<v1::NodeInfo> FindNode(const std::string& text);

  // Gives `each` the swarm as it changes and returns it as it ended; or as it
  // is when `each` says false. Over a restart of the coordinator it goes on.
  absl::StatusOr<v1::Swarm> Watch(
      uint64_t swarm_id, const std::function<bool(const v1::Swarm&)>& each);

  // The service of one live node.
  std::unique_ptr<NodeClient> Node(const v1::Member& member);
  // Of every live node that has shards of the swarm.
  absl::StatusOr<std::vector<std::unique_ptr<NodeClient>>> NodesOf(
      const v1::Swarm& swarm);

 private:
  class Impl;
  explicit Client(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

// True when the swarm has ended.
bool IsEnded(const v1::Swarm& swarm);

// "pending", "running", "succeeded", "failed" or "killed".
std::string StateText(v1::SwarmState state);

// False for a swarm that runs, was killed, or failed with the node of its root:
// no program said one.
bool HasExitStatus(const v1::Swarm& swarm);

// Why it ended so, without a last newline; may be a whole traceback.
std::string Reason(const v1::Swarm& swarm);

// The status `midge` exits with for a swarm that ended so: the program's own,
// 1 when it failed without one, 137 when it was killed.
int ExitStatus(const v1::Swarm& swarm);

}  // namespace midge::cli

#endif  // MIDGE_CLI_CLIENT_H_

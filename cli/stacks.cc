#include "cli/stacks.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/listing.h"

namespace midge::cli {
namespace {

void AppendThread(const v1::ThreadInfo& thread, std::string* text) {
  absl::StrAppend(text, "  thread ", thread.thread_id(), " ", thread.state());
  if (!thread.waits_for().empty()) {
    absl::StrAppend(text, ", waits for ", thread.waits_for());
  }
  absl::StrAppend(text, "\n");
  // What was left out lies between the outer half and the inner half.
  const int half = thread.frames_size() / 2;
  for (int i = 0; i < thread.frames_size(); ++i) {
    if (i == half && thread.frames_omitted() > 0) {
      absl::StrAppend(text, "    … ", thread.frames_omitted(),
                      " frames between\n");
    }
    const v1::Frame& frame = thread.frames(i);
    absl::StrAppend(text, "    File \"", frame.file(), "\", line ",
                    frame.line(), ", in ", frame.function(), "\n");
    if (!frame.source_line().empty()) {
      absl::StrAppend(text, "      ", frame.source_line(), "\n");
    }
  }
}

}  // namespace

absl::StatusOr<v1::InspectAgentResponse> FindAgent(Client& client,
                                                   const v1::Swarm& swarm,
                                                   ObjectId agent) {
  const absl::Status nowhere = absl::NotFoundError(
      absl::StrCat("swarm ", swarm.name(), " has no agent ", agent.ToString()));
  // The id holds its shard, and the shard map says where that is.
  const int shard = agent.shard().value();
  if (shard >= swarm.shard_map().node_of_shard_size()) return nowhere;
  const uint32_t home = swarm.shard_map().node_of_shard(shard);
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse nodes, client.ListNodes(true));
  for (const v1::NodeInfo& node : nodes.nodes()) {
    if (node.member().node_id() != home) continue;
    if (node.member().state() != v1::NODE_STATE_LIVE) {
      return absl::UnavailableError(
          absl::StrCat("agent ", agent.ToString(), " was on node ",
                       node.member().name(), ", which is lost"));
    }
    v1::InspectAgentRequest request;
    request.set_swarm_id(swarm.swarm_id());
    request.set_agent_id(agent.bits);
    auto response = client.Node(node.member())->InspectAgent(request);
    if (absl::IsNotFound(response.status())) return nowhere;
    return response;
  }
  return nowhere;
}

std::string StackText(const v1::InspectAgentResponse& response,
                      const std::string& node_name) {
  const v1::AgentInfo& agent = response.agent();
  std::string text = absl::StrCat("agent ", ObjectName(agent.agent_id()));
  if (!agent.name().empty()) absl::StrAppend(&text, " \"", agent.name(), "\"");
  absl::StrAppend(&text, " ", agent.function(), " on ", node_name, ": ",
                  AgentStateText(agent.state()), "\n");
  for (const v1::ThreadInfo& thread : response.threads()) {
    AppendThread(thread, &text);
  }
  return text;
}

}  // namespace midge::cli

// midge inspect agent/A | swarm/S: where the Python code is right now.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "cli/stacks.h"
#include "cli/text.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

struct InspectOptions {
  std::string what;
  std::string swarm;
  uint64_t limit = kInspectAgentsMax;
  Format format = Format::kTable;
};

absl::Status ShowAgent(Context& context, const InspectOptions& options,
                       Client& client, const v1::Swarm& swarm, ObjectId agent) {
  MIDGE_ASSIGN_OR_RETURN(v1::InspectAgentResponse response,
                         FindAgent(client, swarm, agent));
  if (options.format == Format::kJson) {
    context.out << ToJson(response);
    return absl::OkStatus();
  }
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse nodes, client.ListNodes(true));
  context.out << StackText(response,
                           NodeName(nodes, response.agent().node_id()));
  return absl::OkStatus();
}

// Several agents of a swarm, the root among them: it is the first of its
// shard, and lists are in order of id.
absl::Status ShowSwarm(Context& context, const InspectOptions& options,
                       Client& client, const v1::Swarm& swarm) {
  MIDGE_ASSIGN_OR_RETURN(v1::ListAgentsResponse agents,
                         FetchAgents(client, swarm, options.limit));
  if (agents.agents_size() == 0) {
    context.err << "swarm " << swarm.name() << " has no agents\n";
    return absl::OkStatus();
  }
  for (const v1::AgentInfo& agent : agents.agents()) {
    const absl::Status shown =
        ShowAgent(context, options, client, swarm, ObjectId{agent.agent_id()});
    // It may have ended since it was listed.
    if (!shown.ok() && !absl::IsNotFound(shown)) return shown;
  }
  const uint64_t listed = static_cast<uint64_t>(agents.agents_size());
  if (agents.total() > listed) {
    context.err << agents.total() - listed
                << " more agents: --limit N shows more\n";
  }
  return absl::OkStatus();
}

absl::StatusOr<int> Inspect(Context& context, const InspectOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(Reference what,
                         ParseReference(options.what, {"agent", "swarm"}));
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  const bool is_swarm = what.kind == "swarm";
  MIDGE_ASSIGN_OR_RETURN(
      v1::Swarm swarm, client->FindSwarm(is_swarm ? what.name : options.swarm));
  if (is_swarm) {
    MIDGE_RETURN_IF_ERROR(ShowSwarm(context, options, *client, swarm));
  } else {
    MIDGE_ASSIGN_OR_RETURN(ObjectId agent, ParseObjectId(what.name));
    MIDGE_RETURN_IF_ERROR(ShowAgent(context, options, *client, swarm, agent));
  }
  return 0;
}

}  // namespace

void AddInspect(CLI::App& verb, Context& context) {
  auto options = std::make_shared<InspectOptions>();
  verb.add_option("what", options->what, "agent/ID or swarm/NAME")->required();
  verb.add_option("--swarm", options->swarm,
                  "the agent's swarm (the one that runs)");
  RefuseNegative(
      verb.add_option("--limit", options->limit, "agents of a swarm at most")
          ->capture_default_str());
  AddFormatFlag(verb, options->format);
  SetExample(verb, "midge inspect agent/0.1 --swarm ants-1");
  OnChosen(verb, context,
           [&context, options] { return Inspect(context, *options); });
}

}  // namespace midge::cli

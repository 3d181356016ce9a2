// midge describe swarm/S | node/N | agent/A: everything about one thing.
#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "cli/stacks.h"
#include "cli/text.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

struct DescribeOptions {
  std::string what;
  std::string swarm;
  Format format = Format::kTable;
};

std::string Moment(int64_t unix_ms) {
  if (unix_ms == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S %z", absl::FromUnixMillis(unix_ms),
                          absl::LocalTimeZone());
}

void AddStats(Sheet& sheet, const v1::SwarmStats& stats) {
  sheet.Add("Agents",
            absl::StrCat(stats.agents_live(), " live, ", stats.agents_spawned(),
                         " spawned, ", stats.agents_finished(), " finished, ",
                         stats.agents_failed(), " failed"));
  sheet.Add("Threads", absl::StrCat(stats.threads(), ", ",
                                    stats.threads_runnable(), " runnable"));
  sheet.Add("Heap", Bytes(stats.heap_bytes()));
  sheet.Add("Messages", absl::StrCat(stats.messages_sent(), " sent, ",
                                     stats.messages_received(), " received, ",
                                     stats.messages_queued(), " queued"));
  sheet.Add("Mailboxes", absl::StrCat(stats.mailboxes()));
  sheet.Add("Semaphores", absl::StrCat(stats.semaphores()));
}

void AddOptions(Sheet& sheet, const v1::SwarmOptions& options) {
  auto limit = [&](const char* key, uint64_t value) {
    sheet.Add(key, value == 0 ? "the node's default" : absl::StrCat(value));
  };
  sheet.Add("Ends with", options.wait() ? "its last agent" : "its root agent");
  limit("Slice", options.slice_opcodes());
  limit("Heap limit", options.agent_heap_bytes_limit());
  limit("Recursion limit", options.recursion_limit());
  limit("Agents limit", options.agents_limit());
  sheet.Add("Seed", absl::StrCat(options.seed()));
}

std::string SwarmSheet(const v1::Swarm& swarm,
                       const v1::ListNodesResponse& nodes) {
  Sheet sheet;
  sheet.Add("Name", swarm.name());
  sheet.Add("Id", absl::StrCat(swarm.swarm_id()));
  sheet.Add("State", StateText(swarm.state()));
  if (HasExitStatus(swarm)) {
    sheet.Add("Exit status", absl::StrCat(swarm.exit_status()));
  }
  sheet.Add("Reason", Reason(swarm));
  sheet.Add("Program",
            absl::StrCat(swarm.entry(), swarm.argv().empty() ? "" : " ",
                         absl::StrJoin(swarm.argv(), " ")));
  for (const v1::SpawnDirective& spawn : swarm.spawns()) {
    sheet.Add("Spawn", absl::StrCat(spawn.function(), "=", spawn.count()));
  }
  AddOptions(sheet, swarm.options());
  sheet.Add("Launched", Moment(swarm.created_unix_ms()));
  sheet.Add("Ended", Moment(swarm.ended_unix_ms()));
  AddStats(sheet, swarm.stats());
  std::map<uint32_t, int> shards;
  for (uint32_t node : swarm.shard_map().node_of_shard()) ++shards[node];
  std::string where;
  for (const auto& [node, count] : shards) {
    absl::StrAppend(&where, where.empty() ? "" : "\n", NodeName(nodes, node),
                    ": ", count, " shards",
                    node == swarm.root_node_id() ? ", the root agent" : "");
  }
  sheet.Add("Nodes", where);
  return sheet.ToString();
}

std::string NodeSheet(const v1::NodeInfo& node) {
  const v1::Member& member = node.member();
  Sheet sheet;
  sheet.Add("Name", member.name());
  sheet.Add("Id", absl::StrCat(member.node_id()));
  sheet.Add("State", NodeStateText(member.state()));
  sheet.Add("Address", member.address());
  sheet.Add("Metrics", member.metrics_address());
  sheet.Add("Cores", absl::StrCat(member.cores()));
  sheet.Add("Version", member.version());
  std::map<std::string, std::string> labels(member.labels().begin(),
                                            member.labels().end());
  sheet.Add("Labels", absl::StrJoin(labels, "\n", absl::PairFormatter("=")));
  sheet.Add("Registered", Moment(member.registered_unix_ms()));
  sheet.Add("Heartbeat", Moment(member.heartbeat_unix_ms()));
  sheet.Add("Swarms", absl::StrCat(node.swarms()));
  AddStats(sheet, node.stats());
  return sheet.ToString();
}

std::string AgentSheet(const v1::AgentInfo& agent, const v1::Swarm& swarm,
                       const v1::ListNodesResponse& nodes) {
  Sheet sheet;
  sheet.Add("Name", ObjectName(agent.agent_id()));
  sheet.Add("Called", agent.name());
  sheet.Add("Swarm", swarm.name());
  sheet.Add("Function", agent.function());
  sheet.Add("State", AgentStateText(agent.state()));
  sheet.Add("Waits for", agent.waits_for());
  sheet.Add("Node", NodeName(nodes, agent.node_id()));
  sheet.Add("Threads", absl::StrCat(agent.threads()));
  sheet.Add("Heap", Bytes(agent.heap_bytes()));
  sheet.Add("Inbox", absl::StrCat(agent.inbox_messages(), " messages"));
  sheet.Add("Age", Age(static_cast<int64_t>(agent.age_ms())));
  return sheet.ToString();
}

absl::StatusOr<int> Describe(Context& context, const DescribeOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(
      Reference what, ParseReference(options.what, {"swarm", "node", "agent"}));
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  const bool json = options.format == Format::kJson;
  if (what.kind == "node") {
    MIDGE_ASSIGN_OR_RETURN(v1::NodeInfo node, client->FindNode(what.name));
    context.out << (json ? ToJson(node) : NodeSheet(node));
    return 0;
  }
  const std::string& swarm_name =
      what.kind == "swarm" ? what.name : options.swarm;
  MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client->FindSwarm(swarm_name));
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse nodes, client->ListNodes(true));
  if (what.kind == "swarm") {
    context.out << (json ? ToJson(swarm) : SwarmSheet(swarm, nodes));
    return 0;
  }
  MIDGE_ASSIGN_OR_RETURN(ObjectId agent, ParseObjectId(what.name));
  MIDGE_ASSIGN_OR_RETURN(v1::InspectAgentResponse response,
                         FindAgent(*client, swarm, agent));
  context.out << (json ? ToJson(response.agent())
                       : AgentSheet(response.agent(), swarm, nodes));
  return 0;
}

}  // namespace

void AddDescribe(CLI::App& verb, Context& context) {
  auto options = std::make_shared<DescribeOptions>();
  verb.add_option("what", options->what, "swarm/NAME, node/NAME or agent/ID")
      ->required();
  verb.add_option("--swarm", options->swarm,
                  "the agent's swarm (the one that runs)");
  AddFormatFlag(verb, options->format);
  SetExample(verb, "midge describe swarm/ants-1");
  OnChosen(verb, context,
           [&context, options] { return Describe(context, *options); });
}

}  // namespace midge::cli

#include "cli/listing.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/ids.h"
#include "base/status_macros.h"
#include "cli/text.h"

namespace midge::cli {
namespace {

using Kind = Table::Kind;

// Reads the pages of one list from every node of a swarm into one response.
// `ask` is the rpc, `rows` the repeated field of a response.
template <typename Request, typename Response, typename Rows>
absl::StatusOr<Response> FetchAll(
    Client& client, const v1::Swarm& swarm, uint64_t limit,
    absl::StatusOr<Response> (NodeClient::*ask)(const Request&), Rows rows) {
  MIDGE_ASSIGN_OR_RETURN(auto nodes, client.NodesOf(swarm));
  Response all;
  for (const std::unique_ptr<NodeClient>& node : nodes) {
    uint64_t after = 0;
    bool first = true;
    do {
      // Once there are rows enough, the rest of the nodes are asked for one
      // row only: the page carries their total.
      const uint64_t have = static_cast<uint64_t>(rows(&all)->size());
      const uint64_t want = limit > have ? limit - have : 0;
      if (!first && want == 0) break;
      Request request;
      request.set_swarm_id(swarm.swarm_id());
      request.mutable_page()->set_after_id(after);
      request.mutable_page()->set_limit(
          static_cast<uint32_t>(std::clamp<uint64_t>(want, 1, kPageRows)));
      absl::StatusOr<Response> page = (node.get()->*ask)(request);
      // A node that has not started its share yet, or no longer has it, has
      // nothing to list.
      if (absl::IsNotFound(page.status())) break;
      if (!page.ok()) return page.status();
      if (first) all.set_total(all.total() + page->total());
      first = false;
      after = page->next_after_id();
      if (want > 0) rows(&all)->MergeFrom(*rows(&*page));
    } while (after != 0);
  }
  return all;
}

}  // namespace

absl::StatusOr<v1::ListAgentsResponse> FetchAgents(Client& client,
                                                   const v1::Swarm& swarm,
                                                   uint64_t limit) {
  return FetchAll(
      client, swarm, limit, &NodeClient::ListAgents,
      [](v1::ListAgentsResponse* r) { return r->mutable_agents(); });
}

absl::StatusOr<v1::ListMailboxesResponse> FetchMailboxes(Client& client,
                                                         const v1::Swarm& swarm,
                                                         uint64_t limit) {
  return FetchAll(
      client, swarm, limit, &NodeClient::ListMailboxes,
      [](v1::ListMailboxesResponse* r) { return r->mutable_mailboxes(); });
}

absl::StatusOr<v1::ListSemaphoresResponse> FetchSemaphores(
    Client& client, const v1::Swarm& swarm, uint64_t limit) {
  return FetchAll(
      client, swarm, limit, &NodeClient::ListSemaphores,
      [](v1::ListSemaphoresResponse* r) { return r->mutable_semaphores(); });
}

absl::Status FillFromInside(Client& client, const v1::Swarm& swarm,
                            v1::ListAgentsResponse* agents) {
  MIDGE_ASSIGN_OR_RETURN(auto nodes, client.NodesOf(swarm));
  for (v1::AgentInfo& agent : *agents->mutable_agents()) {
    for (const std::unique_ptr<NodeClient>& node : nodes) {
      if (node->id() != agent.node_id()) continue;
      v1::InspectAgentRequest request;
      request.set_swarm_id(swarm.swarm_id());
      request.set_agent_id(agent.agent_id());
      absl::StatusOr<v1::InspectAgentResponse> inside =
          node->InspectAgent(request);
      // It may have ended since it was listed.
      if (absl::IsNotFound(inside.status())) continue;
      if (!inside.ok()) return inside.status();
      agent = inside->agent();
    }
  }
  return absl::OkStatus();
}

std::string NodeName(const v1::ListNodesResponse& nodes, uint32_t node_id) {
  for (const v1::NodeInfo& node : nodes.nodes()) {
    if (node.member().node_id() == node_id) return node.member().name();
  }
  return absl::StrCat(node_id);
}

std::string ObjectName(uint64_t id) {
  return id == 0 ? "" : ObjectId{id}.ToString();
}

std::string AgentStateText(v1::AgentState state) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::AgentState_Name(state), "AGENT_STATE_"));
}

std::string NodeStateText(v1::NodeState state) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::NodeState_Name(state), "NODE_STATE_"));
}

int64_t NowUnixMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Table SwarmTable(const v1::ListSwarmsResponse& swarms, int64_t now_unix_ms) {
  Table table({{"NAME"},
               {"STATE", Kind::kState},
               {"NODES", Kind::kRight},
               {"AGENTS", Kind::kRight},
               {"SPAWNED", Kind::kRight},
               {"FAILED", Kind::kRight},
               {"EXIT", Kind::kRight},
               {"ID", Kind::kWideRight},
               {"ENTRY", Kind::kWide},
               {"THREADS", Kind::kWideRight},
               {"HEAP", Kind::kWideRight},
               {"SENT", Kind::kWideRight},
               {"REASON", Kind::kWide},
               {"AGE", Kind::kRight}});
  for (const v1::Swarm& swarm : swarms.swarms()) {
    const v1::SwarmStats& stats = swarm.stats();
    // The last line of a traceback says what happened.
    std::string reason = Reason(swarm);
    reason = reason.substr(reason.rfind('\n') + 1);
    table.AddRow({swarm.name(), StateText(swarm.state()),
                  absl::StrCat(swarm.node_ids_size()),
                  absl::StrCat(stats.agents_live()),
                  absl::StrCat(stats.agents_spawned()),
                  absl::StrCat(stats.agents_failed()),
                  HasExitStatus(swarm) ? absl::StrCat(swarm.exit_status()) : "",
                  absl::StrCat(swarm.swarm_id()), swarm.entry(),
                  absl::StrCat(stats.threads()), Bytes(stats.heap_bytes()),
                  Count(stats.messages_sent()), reason,
                  Age(now_unix_ms - swarm.created_unix_ms())});
  }
  return table;
}

Table NodeTable(const v1::ListNodesResponse& nodes, int64_t now_unix_ms) {
  Table table({{"NAME"},
               {"STATE", Kind::kState},
               {"ADDRESS"},
               {"CORES", Kind::kRight},
               {"SWARMS", Kind::kRight},
               {"AGENTS", Kind::kRight},
               {"ID", Kind::kWideRight},
               {"METRICS", Kind::kWide},
               {"LABELS", Kind::kWide},
               {"HEARTBEAT", Kind::kWideRight},
               {"VERSION"},
               {"AGE", Kind::kRight}});
  for (const v1::NodeInfo& node : nodes.nodes()) {
    const v1::Member& member = node.member();
    std::vector<std::string> labels;
    for (const auto& [key, value] : member.labels()) {
      labels.push_back(absl::StrCat(key, "=", value));
    }
    std::sort(labels.begin(), labels.end());
    table.AddRow(
        {member.name(), NodeStateText(member.state()), member.address(),
         absl::StrCat(member.cores()), absl::StrCat(node.swarms()),
         absl::StrCat(node.stats().agents_live()),
         absl::StrCat(member.node_id()), member.metrics_address(),
         absl::StrJoin(labels, ","),
         Age(now_unix_ms - member.heartbeat_unix_ms()) + " ago",
         member.version(), Age(now_unix_ms - member.registered_unix_ms())});
  }
  return table;
}

Table AgentTable(const v1::ListAgentsResponse& agents,
                 const v1::ListNodesResponse& nodes) {
  Table table({{"NAME"},
               {"CALLED"},
               {"FUNCTION"},
               {"STATE", Kind::kState},
               {"NODE"},
               {"INBOX", Kind::kRight},
               {"THREADS", Kind::kWideRight},
               {"HEAP", Kind::kRight},
               {"WAITS-FOR", Kind::kWide},
               {"AGE", Kind::kRight}});
  for (const v1::AgentInfo& agent : agents.agents()) {
    table.AddRow(
        {ObjectName(agent.agent_id()), agent.name(), agent.function(),
         AgentStateText(agent.state()), NodeName(nodes, agent.node_id()),
         absl::StrCat(agent.inbox_messages()), absl::StrCat(agent.threads()),
         Bytes(agent.heap_bytes()), agent.waits_for(),
         Age(static_cast<int64_t>(agent.age_ms()))});
  }
  return table;
}

Table MailboxTable(const v1::ListMailboxesResponse& mailboxes,
                   const v1::ListNodesResponse& nodes) {
  Table table({{"NAME"},
               {"CALLED"},
               {"MESSAGES", Kind::kRight},
               {"CAPACITY", Kind::kRight},
               {"RECEIVERS", Kind::kRight},
               {"SENDERS", Kind::kRight},
               {"NODE"}});
  for (const v1::MailboxInfo& mailbox : mailboxes.mailboxes()) {
    table.AddRow(
        {ObjectName(mailbox.mailbox_id()), mailbox.name(),
         absl::StrCat(mailbox.messages()),
         mailbox.capacity() == 0 ? "" : absl::StrCat(mailbox.capacity()),
         absl::StrCat(mailbox.receivers_waiting()),
         absl::StrCat(mailbox.senders_waiting()),
         NodeName(nodes, mailbox.node_id())});
  }
  return table;
}

Table SemaphoreTable(const v1::ListSemaphoresResponse& semaphores,
                     const v1::ListNodesResponse& nodes) {
  Table table({{"NAME"},
               {"CALLED"},
               {"VALUE", Kind::kRight},
               {"WAITING", Kind::kRight},
               {"NODE"}});
  for (const v1::SemaphoreInfo& semaphore : semaphores.semaphores()) {
    table.AddRow({ObjectName(semaphore.semaphore_id()), semaphore.name(),
                  absl::StrCat(semaphore.value()),
                  absl::StrCat(semaphore.waiting()),
                  NodeName(nodes, semaphore.node_id())});
  }
  return table;
}

}  // namespace midge::cli

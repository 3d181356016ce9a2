// midge get swarms|nodes|agents|mailboxes|semaphores: the lists.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "cli/text.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

struct GetOptions {
  std::string kind;
  std::string swarm;
  uint64_t limit = kRowsDefault;
  Format format = Format::kTable;
};

using Show = absl::Status (*)(Context&, Client&, const GetOptions&);

absl::Status ShowSwarms(Context& context, Client& client,
                        const GetOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(v1::ListSwarmsResponse swarms, client.ListSwarms());
  Print(context, options.format, SwarmTable(swarms, NowUnixMs()), swarms,
        "swarms");
  return absl::OkStatus();
}

absl::Status ShowNodes(Context& context, Client& client,
                       const GetOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse nodes, client.ListNodes(true));
  Print(context, options.format, NodeTable(nodes, NowUnixMs()), nodes, "nodes");
  return absl::OkStatus();
}

// The three lists that belong to a swarm differ in what is fetched and laid
// out only.
template <typename Response>
absl::Status ShowObjects(
    Context& context, Client& client, const GetOptions& options,
    absl::StatusOr<Response> (*fetch)(Client&, const v1::Swarm&, uint64_t),
    Table (*lay_out)(const Response&, const v1::ListNodesResponse&),
    const std::string& things) {
  MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client.FindSwarm(options.swarm));
  MIDGE_ASSIGN_OR_RETURN(Response list, fetch(client, swarm, options.limit));
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse nodes, client.ListNodes(true));
  const Table table = lay_out(list, nodes);
  Print(context, options.format, table, list, things);
  if (list.total() > table.size()) {
    context.err << list.total() - table.size() << " more " << things
                << ": --limit N shows more\n";
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ListAgentsResponse> FetchAgentsInside(Client& client,
                                                         const v1::Swarm& swarm,
                                                         uint64_t limit) {
  MIDGE_ASSIGN_OR_RETURN(v1::ListAgentsResponse agents,
                         FetchAgents(client, swarm, limit));
  MIDGE_RETURN_IF_ERROR(FillFromInside(client, swarm, &agents));
  return agents;
}

absl::Status ShowAgents(Context& context, Client& client,
                        const GetOptions& options) {
  auto* const fetch =
      options.format == Format::kTable ? &FetchAgents : &FetchAgentsInside;
  return ShowObjects(context, client, options, fetch, &AgentTable, "agents");
}

absl::Status ShowMailboxes(Context& context, Client& client,
                           const GetOptions& options) {
  return ShowObjects(context, client, options, &FetchMailboxes, &MailboxTable,
                     "mailboxes");
}

absl::Status ShowSemaphores(Context& context, Client& client,
                            const GetOptions& options) {
  return ShowObjects(context, client, options, &FetchSemaphores,
                     &SemaphoreTable, "semaphores");
}

struct KindOfList {
  const char* plural;
  const char* singular;
  Show show;
};

constexpr KindOfList kKinds[] = {
    {"swarms", "swarm", &ShowSwarms},
    {"nodes", "node", &ShowNodes},
    {"agents", "agent", &ShowAgents},
    {"mailboxes", "mailbox", &ShowMailboxes},
    {"semaphores", "semaphore", &ShowSemaphores},
};

absl::StatusOr<int> Get(Context& context, const GetOptions& options) {
  std::vector<std::string> names;
  for (const KindOfList& kind : kKinds) {
    if (options.kind == kind.plural || options.kind == kind.singular) {
      MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
      MIDGE_RETURN_IF_ERROR(kind.show(context, *client, options));
      return 0;
    }
    names.push_back(kind.plural);
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "nothing to get called ", options.kind, " (", absl::StrJoin(names, ", "),
      ")", DidYouMean(options.kind, names)));
}

}  // namespace

void AddGet(CLI::App& verb, Context& context) {
  auto options = std::make_shared<GetOptions>();
  verb.add_option("kind", options->kind,
                  "swarms, nodes, agents, mailboxes or semaphores")
      ->required();
  verb.add_option("--swarm", options->swarm,
                  "whose agents, mailboxes or semaphores (the one that runs)");
  RefuseNegative(verb.add_option("--limit", options->limit, "rows at most")
                     ->capture_default_str());
  AddFormatFlag(verb, options->format);
  SetExample(verb, "midge get agents --swarm ants-1 -o wide");
  OnChosen(verb, context,
           [&context, options] { return Get(context, *options); });
}

void AddPs(CLI::App& verb, Context& context) {
  auto options = std::make_shared<GetOptions>();
  options->kind = "swarms";
  AddFormatFlag(verb, options->format);
  SetExample(verb, "midge ps");
  OnChosen(verb, context,
           [&context, options] { return Get(context, *options); });
}

}  // namespace midge::cli

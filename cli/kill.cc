// midge kill SWARM…: ends swarms on every node.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

struct KillOptions {
  std::vector<std::string> swarms;
  std::string reason;
};

absl::StatusOr<int> Kill(Context& context, const KillOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  for (const std::string& name : options.swarms) {
    MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client->FindSwarm(name));
    if (IsEnded(swarm)) {
      context.err << "swarm/" << swarm.name()
                  << " had ended before: " << StateText(swarm.state()) << "\n";
      continue;
    }
    MIDGE_ASSIGN_OR_RETURN(swarm,
                           client->Kill(swarm.swarm_id(), options.reason));
    context.out << "swarm/" << swarm.name() << " " << StateText(swarm.state())
                << "\n";
  }
  return 0;
}

}  // namespace

void AddKill(CLI::App& verb, Context& context) {
  auto options = std::make_shared<KillOptions>();
  verb.add_option("swarm", options->swarms, "names or ids")->required();
  verb.add_option("--reason", options->reason,
                  "why, to be shown by `midge describe`");
  SetExample(verb, "midge kill ants-1");
  OnChosen(verb, context,
           [&context, options] { return Kill(context, *options); });
}

}  // namespace midge::cli

// midge wait SWARM…: waits for ends, and exits with the last one's status.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/progress.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

absl::StatusOr<int> Wait(Context& context,
                         const std::vector<std::string>& names) {
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  int status = 0;
  for (const std::string& name : names) {
    MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client->FindSwarm(name));
    Progress progress(context);
    MIDGE_ASSIGN_OR_RETURN(
        swarm, client->Watch(swarm.swarm_id(), [&](const v1::Swarm& now) {
          progress.Show(now);
          return true;
        }));
    progress.Clear();
    context.out << "swarm/" << swarm.name() << " " << StateText(swarm.state())
                << "\n";
    if (!swarm.reason().empty()) context.err << Reason(swarm) << "\n";
    if (ExitStatus(swarm) != 0) status = ExitStatus(swarm);
  }
  return status;
}

}  // namespace

void AddWait(CLI::App& verb, Context& context) {
  auto names = std::make_shared<std::vector<std::string>>();
  verb.add_option("swarm", *names, "names or ids")->required();
  SetExample(verb,
             "midge wait ants-1     # exits with the program's status, 137 if "
             "it was killed");
  OnChosen(verb, context, [&context, names] { return Wait(context, *names); });
}

}  // namespace midge::cli

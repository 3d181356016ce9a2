// midge down: stops what `midge up` started, by pid.
#include <CLI/CLI.hpp>

#include "base/status_macros.h"
#include "cli/limits.h"
#include "cli/local_cluster.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

absl::StatusOr<int> Down(Context& context) {
  MIDGE_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Take());
  MIDGE_ASSIGN_OR_RETURN(LocalCluster cluster, LocalCluster::Load());
  // Nodes first: they say good-bye to a coordinator that is still there.
  int stopped = 0;
  for (auto it = cluster.processes.rbegin(); it != cluster.processes.rend();
       ++it) {
    MIDGE_ASSIGN_OR_RETURN(const bool was_alive,
                           StopProcess(*it, kDownTimeoutMs));
    if (!was_alive) {
      context.err << it->name << " (pid " << it->pid << ") had ended before\n";
    }
    stopped += was_alive;
  }
  MIDGE_RETURN_IF_ERROR(LocalCluster::Remove());
  context.err << "stopped " << stopped << " processes\n";
  return 0;
}

}  // namespace

void AddDown(CLI::App& verb, Context& context) {
  SetExample(verb, "midge down");
  OnChosen(verb, context, [&context] { return Down(context); });
}

}  // namespace midge::cli

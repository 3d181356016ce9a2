// midge version: this program's, and the coordinator's if one is there.
#include "base/version.h"

#include <CLI/CLI.hpp>

#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

absl::StatusOr<int> Version(Context& context) {
  context.out << "midge " << kVersion << "\n";
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  absl::StatusOr<v1::GetClusterResponse> cluster =
      client->GetCluster(kVersionTimeoutMs);
  if (cluster.ok()) {
    context.out << "coordinator " << cluster->version() << " at "
                << client->address() << "\n";
  } else {
    context.err << "no coordinator at " << client->address() << "\n";
  }
  return 0;
}

}  // namespace

void AddVersion(CLI::App& verb, Context& context) {
  SetExample(verb, "midge version");
  OnChosen(verb, context, [&context] { return Version(context); });
}

}  // namespace midge::cli

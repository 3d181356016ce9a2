// midge send NAME VALUE: puts a Python literal into a named mailbox.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

struct SendOptions {
  std::string name;
  std::string value;
  std::string swarm;
};

absl::StatusOr<int> Send(Context& context, const SendOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client->FindSwarm(options.swarm));
  MIDGE_ASSIGN_OR_RETURN(auto nodes, client->NodesOf(swarm));
  if (IsEnded(swarm) || nodes.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("swarm ", swarm.name(), " has ended"));
  }
  v1::SendNamedRequest request;
  request.set_swarm_id(swarm.swarm_id());
  request.set_name(options.name);
  request.set_value_literal(options.value);
  // Any node of the swarm finds the mailbox, wherever it is homed.
  MIDGE_RETURN_IF_ERROR(nodes.front()->SendNamed(request).status());
  context.err << "sent to " << options.name << " in swarm/" << swarm.name()
              << "\n";
  return 0;
}

}  // namespace

void AddSend(CLI::App& verb, Context& context) {
  auto options = std::make_shared<SendOptions>();
  verb.add_option("name", options->name, "of a mailbox or an agent")
      ->required();
  verb.add_option("value", options->value, "a Python literal")->required();
  verb.add_option("--swarm", options->swarm, "whose (the one that runs)");
  SetExample(verb, "midge send jobs \"('dig', 3)\" --swarm ants-1");
  OnChosen(verb, context,
           [&context, options] { return Send(context, *options); });
}

}  // namespace midge::cli

// midge logs SWARM [-f]: what a swarm printed, and prints.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/log_stream.h"
#include "cli/printer.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

struct LogsOptions {
  std::string swarm;
  LogOptions log;
  Format format = Format::kTable;
};

absl::StatusOr<int> Logs(Context& context, LogsOptions options) {
  options.log.json = options.format == Format::kJson;
  options.log.prefix |= options.format == Format::kWide;
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client->FindSwarm(options.swarm));
  Context quiet = context;
  quiet.err_is_terminal = false;
  Progress none(quiet);
  MIDGE_RETURN_IF_ERROR(ShowLogs(context, *client, swarm, options.log, none));
  return 0;
}

}  // namespace

void AddLogs(CLI::App& verb, Context& context) {
  auto options = std::make_shared<LogsOptions>();
  verb.add_option("swarm", options->swarm, "name or id (the one that runs)");
  verb.add_flag("-f,--follow", options->log.follow,
                "go on until the swarm ends");
  verb.add_flag("--prefix", options->log.prefix,
                "say which node and agent wrote each line");
  RefuseNegative(verb.add_option("--tail", options->log.tail_lines,
                                 "begin with the last N lines of each node"));
  AddFormatFlag(verb, options->format);
  SetExample(verb, "midge logs ants-1 -f --prefix");
  OnChosen(verb, context,
           [&context, options] { return Logs(context, *options); });
}

}  // namespace midge::cli

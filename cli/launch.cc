// midge launch FILE: runs a program as a swarm on the cluster.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/log_stream.h"
#include "cli/printer.h"
#include "cli/program.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "proto/bundle.h"

namespace midge::cli {
namespace {

struct LaunchOptions {
  std::string file;
  std::vector<std::string> argv;
  std::string name;
  std::vector<std::string> spawns;
  std::vector<std::string> data;
  bool follow = false;
  bool wait = false;
  uint32_t slice = 0;
  uint64_t heap_limit = 0;
  uint32_t recursion_limit = 0;
  uint64_t agents_limit = 0;
  std::optional<uint64_t> seed;
  Format format = Format::kTable;
};

absl::Status AddSpawn(const std::string& text, v1::LaunchRequest* request) {
  const size_t equals = text.find('=');
  uint64_t count = 0;
  if (equals == std::string::npos || equals == 0 ||
      !absl::SimpleAtoi(text.substr(equals + 1), &count)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--spawn: \"", text, "\" is not FN=COUNT"));
  }
  v1::SpawnDirective* spawn = request->add_spawns();
  spawn->set_function(text.substr(0, equals));
  spawn->set_count(count);
  return absl::OkStatus();
}

absl::StatusOr<v1::LaunchRequest> MakeRequest(const LaunchOptions& options) {
  v1::LaunchRequest request;
  MIDGE_ASSIGN_OR_RETURN(v1::Program program,
                         ReadProgram(options.file, options.data));
  MIDGE_ASSIGN_OR_RETURN(*request.mutable_bundle(), PackBundle(program));
  request.set_name(options.name);
  for (const std::string& argument : options.argv) request.add_argv(argument);
  for (const std::string& spawn : options.spawns) {
    MIDGE_RETURN_IF_ERROR(AddSpawn(spawn, &request));
  }
  v1::SwarmOptions* limits = request.mutable_options();
  limits->set_wait(options.wait);
  limits->set_slice_opcodes(options.slice);
  limits->set_agent_heap_bytes_limit(options.heap_limit);
  limits->set_recursion_limit(options.recursion_limit);
  limits->set_agents_limit(options.agents_limit);
  if (options.seed.has_value()) limits->set_seed(*options.seed);
  return request;
}

// Waits until every node has its share. A swarm that fails before is told.
absl::StatusOr<v1::Swarm> AwaitStart(Client& client, const v1::Swarm& swarm,
                                     Progress& progress) {
  return client.Watch(swarm.swarm_id(), [&](const v1::Swarm& now) {
    progress.Show(now);
    return now.state() == v1::SWARM_STATE_PENDING;
  });
}

// Shows the log while the swarm runs, as a program's output; exits with its
// status.
absl::StatusOr<int> Follow(Context& context, Client& client,
                           const v1::Swarm& swarm, Progress& progress) {
  absl::StatusOr<v1::Swarm> end = swarm;
  std::thread watcher([&] {
    end = client.Watch(swarm.swarm_id(), [&](const v1::Swarm& now) {
      progress.Show(now);
      return true;
    });
  });
  LogOptions options;
  options.follow = true;
  const absl::Status logs = ShowLogs(context, client, swarm, options, progress);
  watcher.join();
  progress.Clear();
  MIDGE_RETURN_IF_ERROR(end.status());
  if (!logs.ok()) context.err << logs.message() << "\n";
  // The root's traceback is in the log already; other reasons are not.
  const bool in_log =
      end->state() == v1::SWARM_STATE_FAILED && end->exit_status() != 0;
  if (!end->reason().empty() && !in_log) {
    context.err << "swarm/" << end->name() << " " << StateText(end->state())
                << ": " << end->reason() << "\n";
  }
  return ExitStatus(*end);
}

absl::StatusOr<int> Launch(Context& context, const LaunchOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(v1::LaunchRequest request, MakeRequest(options));
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  MIDGE_ASSIGN_OR_RETURN(v1::Swarm swarm, client->Launch(request));
  Progress progress(context);
  MIDGE_ASSIGN_OR_RETURN(swarm, AwaitStart(*client, swarm, progress));
  if (options.follow) return Follow(context, *client, swarm, progress);
  progress.Clear();
  if (options.format == Format::kJson) {
    context.out << ToJson(swarm);
  } else {
    context.out << "swarm/" << swarm.name() << " " << StateText(swarm.state())
                << "\n";
  }
  if (!swarm.reason().empty()) context.err << swarm.reason() << "\n";
  return IsEnded(swarm) ? ExitStatus(swarm) : 0;
}

}  // namespace

void AddLaunch(CLI::App& verb, Context& context) {
  auto options = std::make_shared<LaunchOptions>();
  verb.positionals_at_end(false);
  verb.add_option("file", options->file, "the program")->required();
  verb.add_option("arg", options->argv, "sys.argv[1:], best after --");
  verb.add_option("--name", options->name, "of the swarm (made of the file's)");
  verb.add_option("--spawn", options->spawns,
                  "FN=COUNT: start COUNT agents that run FN(i); repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  verb.add_option("--file", options->data,
                  "PATH or NAME=PATH: attach a data file; repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  verb.add_flag("-f,--follow", options->follow,
                "show what it prints, exit with its status");
  verb.add_flag("--wait", options->wait,
                "the swarm ends with its last agent, not with its root");
  verb.add_option("--slice", options->slice, "opcodes in one slice");
  verb.add_option("--heap-limit", options->heap_limit,
                  "bytes of heap of one agent")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false));
  verb.add_option("--recursion-limit", options->recursion_limit,
                  "depth of calls");
  verb.add_option("--agents-limit", options->agents_limit,
                  "agents alive at once");
  verb.add_option("--seed", options->seed, "of the random numbers");
  AddFormatFlag(verb, options->format);
  SetExample(verb,
             "midge launch examples/pagerank.py --file packages.tsv --follow\n"
             "  midge launch ants.py --name big --spawn ant=100000 -- 5");
  OnChosen(verb, context,
           [&context, options] { return Launch(context, *options); });
}

}  // namespace midge::cli

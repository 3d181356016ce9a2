// midge launch FILE: runs a program as a swarm on the cluster.
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/log_stream.h"
#include "cli/printer.h"
#include "cli/program.h"
#include "cli/progress.h"
#include "cli/swarm_flags.h"
#include "cli/verbs.h"
#include "proto/bundle.h"

namespace midge::cli {
namespace {

struct LaunchOptions {
  SwarmFlags swarm;
  std::string name;
  bool follow = false;
  Format format = Format::kTable;
};

absl::StatusOr<v1::LaunchRequest> MakeRequest(const LaunchOptions& options) {
  const SwarmFlags& flags = options.swarm;
  v1::LaunchRequest request;
  MIDGE_ASSIGN_OR_RETURN(v1::Program program,
                         ReadProgram(flags.file, flags.data));
  MIDGE_ASSIGN_OR_RETURN(*request.mutable_bundle(), PackBundle(program));
  MIDGE_ASSIGN_OR_RETURN(auto spawns, ParseSpawns(flags.spawns));
  request.set_name(options.name);
  *request.mutable_argv() = {flags.argv.begin(), flags.argv.end()};
  *request.mutable_spawns() = {spawns.begin(), spawns.end()};
  v1::SwarmOptions* limits = request.mutable_options();
  limits->set_wait(flags.wait);
  limits->set_slice_opcodes(flags.slice);
  limits->set_agent_heap_bytes_limit(flags.heap_limit);
  limits->set_recursion_limit(static_cast<uint32_t>(flags.recursion_limit));
  limits->set_agents_limit(flags.agents_limit);
  if (flags.seed.has_value()) limits->set_seed(*flags.seed);
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

// While it lives, Ctrl-C says that the swarm goes on before it ends us.
//
// Threads: one at a time in the process, which has one handler.
class InterruptNote {
 public:
  InterruptNote(const Context& context, const v1::Swarm& swarm) {
    // The progress line is erased: the handler cannot ask for it.
    note_ = absl::StrCat(
        context.err_is_terminal ? "\r\033[K" : "", "midge: swarm/",
        swarm.name(), " goes on: `midge logs ", swarm.name(),
        " -f` follows it, `midge kill ", swarm.name(), "` ends it\n");
    struct sigaction action = {};
    action.sa_handler = &OnInterrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &before_);
  }
  ~InterruptNote() { ::sigaction(SIGINT, &before_, nullptr); }

 private:
  // Only what a handler may call; raise() takes effect when it returns.
  static void OnInterrupt(int signal) {
    if (::write(STDERR_FILENO, note_.data(), note_.size()) >= 0) {
    }
    ::raise(signal);
  }

  static std::string note_;
  struct sigaction before_ = {};
};

std::string InterruptNote::note_;

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
  const InterruptNote note(context, swarm);
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
                << ": " << Reason(*end) << "\n";
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
  if (!swarm.reason().empty()) context.err << Reason(swarm) << "\n";
  return IsEnded(swarm) ? ExitStatus(swarm) : 0;
}

}  // namespace

void AddLaunch(CLI::App& verb, Context& context) {
  auto options = std::make_shared<LaunchOptions>();
  AddSwarmFlags(verb, options->swarm);
  verb.add_option("--name", options->name, "of the swarm (made of the file's)");
  verb.add_flag("-f,--follow", options->follow,
                "show what it prints, exit with its status");
  AddFormatFlag(verb, options->format);
  SetExample(verb,
             "midge launch examples/pagerank.py --file packages.tsv --follow\n"
             "  midge launch ants.py --name big --spawn ant=100000 -- 5");
  OnChosen(verb, context,
           [&context, options] { return Launch(context, *options); });
}

}  // namespace midge::cli

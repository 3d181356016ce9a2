#include "cli/verbs.h"

#include <CLI/CLI.hpp>

#include "base/version.h"

namespace midge::cli {

const std::vector<Verb>& Verbs() {
  static const auto* const kVerbs = new std::vector<Verb>{
      {"run", "Run a program on a cluster inside this process", &AddRun},
      {"up", "Start a local cluster of real processes", &AddUp},
      {"down", "Stop the local cluster", &AddDown},
      {"launch", "Run a program as a swarm on the cluster", &AddLaunch},
      {"ps", "List swarms", &AddPs},
      {"get", "List swarms, nodes, agents, mailboxes or semaphores", &AddGet},
      {"describe", "Tell all about one swarm, node or agent", &AddDescribe},
      {"inspect", "Show live Python stacks", &AddInspect},
      {"logs", "Show what a swarm prints", &AddLogs},
      {"kill", "End swarms", &AddKill},
      {"send", "Put a value into a named mailbox", &AddSend},
      {"wait", "Wait until swarms have ended", &AddWait},
      {"top", "Watch swarms and nodes at work", &AddTop},
      {"dis", "Print a program's bytecode", &AddDis},
      {"version", "Say which version this is", &AddVersion},
      {"completion", "Print a shell's completion script", &AddCompletion},
  };
  return *kVerbs;
}

std::unique_ptr<CLI::App> MakeApp(Context& context) {
  auto app = std::make_unique<CLI::App>(
      "Runs swarms of Python agents, on this machine or on a cluster.",
      "midge");
  app->get_formatter()->label("SUBCOMMAND", "VERB");
  app->require_subcommand(1);
  app->fallthrough();
  app->set_version_flag("--version", kVersion);
  app->add_option("--coordinator", context.coordinator,
                  "HOST:PORT of the coordinator; else $MIDGE_COORDINATOR, else "
                  "the cluster of `midge up`");
  AddTlsClientFlags(*app, context.tls);
  for (const Verb& verb : Verbs()) {
    CLI::App* sub = app->add_subcommand(verb.name, verb.summary);
    sub->fallthrough();
    sub->group("Verbs");
    verb.add(*sub, context);
  }
  return app;
}

}  // namespace midge::cli

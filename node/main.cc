// midge-node: a node as a program.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "node/server.h"
#include "proto/process.h"

namespace {

// What the command line says beside the server's own options.
struct Flags {
  midge::node::ServerOptions server;
  std::vector<std::string> labels;
  midge::ProcessFlags process;
};

std::string HostName() {
  char name[256] = {};
  if (gethostname(name, sizeof(name) - 1) != 0 || name[0] == '\0') {
    return "node";
  }
  return name;
}

void AddPortFlags(CLI::App& app, Flags& flags) {
  app.add_option("--listen", flags.server.listen,
                 "HOST:PORT for peers, clients and the coordinator; port 0 "
                 "takes a free one")
      ->capture_default_str();
  app.add_option("--advertise", flags.server.advertise,
                 "HOST:PORT where they reach it, when not --listen; port 0 "
                 "means the one listened on");
  app.add_option("--metrics-listen", flags.server.metrics_listen,
                 "HOST:PORT for Prometheus (none: no metrics)");
  midge::AddTlsFlags(app, flags.server.tls);
}

void AddFlags(CLI::App& app, Flags& flags) {
  app.add_option("--coordinator", flags.server.coordinator,
                 "HOST:PORT of the coordinator")
      ->envname("MIDGE_COORDINATOR")
      ->capture_default_str();
  app.add_option("--name", flags.server.name, "the node's name in the cluster")
      ->capture_default_str();
  app.add_option("--workers", flags.server.workers,
                 "worker threads (0: one for each core)")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--heap-limit", flags.server.heap_limit_bytes,
                 "bytes of heap an agent may hold, unless its swarm says "
                 "else (0: the default)")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))
      ->capture_default_str();
  app.add_option("--label", flags.labels,
                 "KEY=VALUE, free words; may be repeated");
  AddPortFlags(app, flags);
  midge::AddProcessFlags(app, flags.process);
}

absl::Status ParseLabels(const std::vector<std::string>& given,
                         std::map<std::string, std::string>* labels) {
  for (const std::string& label : given) {
    const size_t equals = label.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return absl::InvalidArgumentError(
          absl::StrCat("--label: \"", label, "\" is not KEY=VALUE"));
    }
    (*labels)[label.substr(0, equals)] = label.substr(equals + 1);
  }
  return absl::OkStatus();
}

absl::StatusOr<midge::Serving> Start(Flags flags) {
  MIDGE_RETURN_IF_ERROR(ParseLabels(flags.labels, &flags.server.labels));
  MIDGE_ASSIGN_OR_RETURN(auto started,
                         midge::node::Server::Start(std::move(flags.server)));
  std::shared_ptr<midge::node::Server> server = std::move(started);
  return midge::Serving{server->address(), server->metrics_address(),
                        [server] { server->Stop(); }};
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  flags.server.name = HostName();
  CLI::App app("A node of a Midge cluster: it runs agents.", "midge-node");
  AddFlags(app, flags);
  return midge::RunProcess(app, argc, argv, flags.process,
                           [&] { return Start(flags); });
}

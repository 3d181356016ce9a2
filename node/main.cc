// midge-node: a node as a program.
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/port_file.h"
#include "base/status_macros.h"
#include "base/version.h"
#include "node/server.h"

namespace {

// What the command line says beside the server's own options.
struct Flags {
  midge::node::ServerOptions server;
  std::vector<std::string> labels;
  std::string port_file;
  std::string log_level = "info";
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
  app.add_option("--port-file", flags.port_file,
                 "write the bound HOST:PORT to this file");
  midge::AddTlsFlags(app, flags.server.tls);
}

void AddFlags(CLI::App& app, Flags& flags) {
  app.set_version_flag("--version", midge::kVersion);
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
  app.add_option("--log-level", flags.log_level,
                 "debug, info, warning, error, off")
      ->capture_default_str();
  AddPortFlags(app, flags);
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

absl::Status Run(Flags flags) {
  midge::LogLevel level;
  if (!midge::ParseLogLevel(flags.log_level, &level)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--log-level: no level ", flags.log_level));
  }
  midge::SetLogLevel(level);
  MIDGE_RETURN_IF_ERROR(ParseLabels(flags.labels, &flags.server.labels));

  // Blocked before any thread exists, so that all inherit it and sigwait()
  // below is the only one to see them.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

  MIDGE_ASSIGN_OR_RETURN(auto server, midge::node::Server::Start(flags.server));
  std::cerr << "listening on " << server->address() << "\n";
  if (!server->metrics_address().empty()) {
    std::cerr << "metrics on " << server->metrics_address() << "\n";
  }
  if (!flags.port_file.empty()) {
    MIDGE_RETURN_IF_ERROR(
        midge::WritePortFile(flags.port_file, server->address()));
  }
  int signal = 0;
  sigwait(&stop_signals, &signal);
  server->Stop();
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  flags.server.name = HostName();
  CLI::App app{"A node of a Midge cluster: it runs agents."};
  AddFlags(app, flags);
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Run(std::move(flags));
  if (status.ok()) return 0;
  std::cerr << "midge-node: " << status.message() << "\n";
  return 1;
}

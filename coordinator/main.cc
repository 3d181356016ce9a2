// midge-coordinator: the control plane as a program.
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/port_file.h"
#include "base/status_macros.h"
#include "base/version.h"
#include "coordinator/server.h"

namespace {

// What the command line says beside the server's own options.
struct Flags {
  midge::coordinator::ServerOptions server;
  std::string port_file;
  std::string log_level = "info";
};

void AddFlags(CLI::App& app, Flags& flags) {
  app.set_version_flag("--version", midge::kVersion);
  app.add_option("--listen", flags.server.listen,
                 "HOST:PORT for nodes and clients; port 0 takes a free one")
      ->capture_default_str();
  app.add_option("--metrics-listen", flags.server.metrics_listen,
                 "HOST:PORT for Prometheus (none: no metrics)");
  app.add_option("--db", flags.server.db_path,
                 "database file; \":memory:\" forgets at exit")
      ->capture_default_str();
  app.add_option("--db-bytes-max", flags.server.db_bytes_max,
                 "bytes the database may grow to")
      ->capture_default_str();
  app.add_option("--lease-ms", flags.server.lease_ms,
                 "a node silent for so long is lost")
      ->capture_default_str();
  app.add_option("--port-file", flags.port_file,
                 "write the bound HOST:PORT to this file");
  app.add_option("--log-level", flags.log_level,
                 "debug, info, warning, error, off")
      ->capture_default_str();
  midge::AddTlsFlags(app, flags.server.tls);
}

// Blocked before any thread exists, so that all inherit it and sigwait() is
// the only one to see them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

absl::Status Run(const Flags& flags) {
  midge::LogLevel level;
  if (!midge::ParseLogLevel(flags.log_level, &level)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--log-level: no level ", flags.log_level));
  }
  midge::SetLogLevel(level);
  const sigset_t stop_signals = BlockStopSignals();
  MIDGE_ASSIGN_OR_RETURN(auto server,
                         midge::coordinator::Server::Start(flags.server));
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
  flags.server.db_path = "midge-coordinator.db";
  CLI::App app{"The control plane of a Midge cluster."};
  AddFlags(app, flags);
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Run(flags);
  if (status.ok()) return 0;
  std::cerr << "midge-coordinator: " << status.message() << "\n";
  return 1;
}

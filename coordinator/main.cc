// midge-coordinator: the control plane as a program.
#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "base/status_macros.h"
#include "coordinator/server.h"
#include "proto/process.h"

namespace {

// What the command line says beside the server's own options.
struct Flags {
  midge::coordinator::ServerOptions server;
  midge::ProcessFlags process;
};

void AddFlags(CLI::App& app, Flags& flags) {
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
  midge::AddProcessFlags(app, flags.process);
  midge::AddTlsFlags(app, flags.server.tls);
}

absl::StatusOr<midge::Serving> Start(
    const midge::coordinator::ServerOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(auto started,
                         midge::coordinator::Server::Start(options));
  std::shared_ptr<midge::coordinator::Server> server = std::move(started);
  return midge::Serving{server->address(), server->metrics_address(),
                        [server] { server->Stop(); }};
}

}  // namespace

int main(int argc, char** argv) {
  Flags flags;
  flags.server.db_path = "midge-coordinator.db";
  CLI::App app("The control plane of a Midge cluster.", "midge-coordinator");
  AddFlags(app, flags);
  return midge::RunProcess(app, argc, argv, flags.process,
                           [&] { return Start(flags.server); });
}

// midge-coordinator: the control plane as a program.
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/version.h"
#include "coordinator/server.h"

namespace {

// Written whole and then renamed, so that whoever waits for the file never
// reads half an address.
absl::Status WritePortFile(const std::string& path,
                           const std::string& address) {
  const std::string draft = path + ".new";
  {
    std::ofstream out(draft);
    out << address << "\n";
    if (!out.flush()) {
      return absl::UnavailableError(absl::StrCat("cannot write ", draft));
    }
  }
  if (std::rename(draft.c_str(), path.c_str()) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot write ", path));
  }
  return absl::OkStatus();
}

int Fail(const absl::Status& status) {
  std::cerr << "midge-coordinator: " << status.message() << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  midge::coordinator::ServerOptions options;
  options.db_path = "midge-coordinator.db";
  std::string port_file;
  std::string log_level = "info";

  CLI::App app{"The control plane of a Midge cluster."};
  app.set_version_flag("--version", midge::kVersion);
  app.add_option("--listen", options.listen,
                 "HOST:PORT for nodes and clients; port 0 takes a free one")
      ->capture_default_str();
  app.add_option("--metrics-listen", options.metrics_listen,
                 "HOST:PORT for Prometheus (none: no metrics)");
  app.add_option("--db", options.db_path,
                 "database file; \":memory:\" forgets at exit")
      ->capture_default_str();
  app.add_option("--db-bytes-max", options.db_bytes_max,
                 "bytes the database may grow to")
      ->capture_default_str();
  app.add_option("--lease-ms", options.lease_ms,
                 "a node silent for so long is lost")
      ->capture_default_str();
  app.add_option("--port-file", port_file,
                 "write the bound HOST:PORT to this file");
  app.add_option("--log-level", log_level, "debug, info, warning, error, off")
      ->capture_default_str();
  midge::AddTlsFlags(app, options.tls);
  CLI11_PARSE(app, argc, argv);

  midge::LogLevel level;
  if (!midge::ParseLogLevel(log_level, &level)) {
    return Fail(absl::InvalidArgumentError(
        absl::StrCat("--log-level: no level ", log_level)));
  }
  midge::SetLogLevel(level);

  // Blocked before any thread exists, so that all inherit it and sigwait()
  // below is the only one to see them.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

  auto server = midge::coordinator::Server::Start(options);
  if (!server.ok()) return Fail(server.status());
  std::cerr << "listening on " << (*server)->address() << "\n";
  if (!(*server)->metrics_address().empty()) {
    std::cerr << "metrics on " << (*server)->metrics_address() << "\n";
  }
  if (!port_file.empty()) {
    absl::Status written = WritePortFile(port_file, (*server)->address());
    if (!written.ok()) return Fail(written);
  }
  int signal = 0;
  sigwait(&stop_signals, &signal);
  (*server)->Stop();
  return 0;
}

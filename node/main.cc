// midge-node: a node as a program.
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/version.h"
#include "node/server.h"

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
  std::cerr << "midge-node: " << status.message() << "\n";
  return 1;
}

std::string HostName() {
  char name[256] = {};
  if (gethostname(name, sizeof(name) - 1) != 0 || name[0] == '\0') {
    return "node";
  }
  return name;
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

}  // namespace

int main(int argc, char** argv) {
  midge::node::ServerOptions options;
  options.name = HostName();
  std::vector<std::string> labels;
  std::string port_file;
  std::string log_level = "info";

  CLI::App app{"A node of a Midge cluster: it runs agents."};
  app.set_version_flag("--version", midge::kVersion);
  app.add_option("--coordinator", options.coordinator,
                 "HOST:PORT of the coordinator")
      ->envname("MIDGE_COORDINATOR")
      ->capture_default_str();
  app.add_option("--name", options.name, "the node's name in the cluster")
      ->capture_default_str();
  app.add_option("--listen", options.listen,
                 "HOST:PORT for peers, clients and the coordinator; port 0 "
                 "takes a free one")
      ->capture_default_str();
  app.add_option("--advertise", options.advertise,
                 "HOST:PORT where they reach it, when not --listen; port 0 "
                 "means the one listened on");
  app.add_option("--metrics-listen", options.metrics_listen,
                 "HOST:PORT for Prometheus (none: no metrics)");
  app.add_option("--workers", options.workers,
                 "worker threads (0: one for each core)")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--heap-limit", options.heap_limit_bytes,
                 "bytes of heap an agent may hold, unless its swarm says "
                 "else (0: the default)")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false))
      ->capture_default_str();
  app.add_option("--label", labels, "KEY=VALUE, free words; may be repeated");
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
  absl::Status parsed = ParseLabels(labels, &options.labels);
  if (!parsed.ok()) return Fail(parsed);

  // Blocked before any thread exists, so that all inherit it and sigwait()
  // below is the only one to see them.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

  auto server = midge::node::Server::Start(options);
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

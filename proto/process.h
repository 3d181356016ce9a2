// What midge-node and midge-coordinator have in common as programs: they start
// a server, say where it listens, and stop it in good order when told to.
#ifndef MIDGE_PROTO_PROCESS_H_
#define MIDGE_PROTO_PROCESS_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace CLI {
class App;
}  // namespace CLI

namespace midge {

struct ProcessFlags {
  std::string port_file;
  std::string log_level = "info";
};

// Adds --port-file, --log-level and --version.
void AddProcessFlags(CLI::App& app, ProcessFlags& flags);

// A server that runs.
struct Serving {
  std::string address;
  std::string metrics_address;  // Empty: no metrics.
  std::function<void()> stop;
};

// The whole of main() behind the flags: reads them, starts a server by `start`,
// stops it at SIGINT or SIGTERM. Gives the exit status: 2 for a command line
// that made no sense, 1 for a server that could not start.
// REQUIRES: no other thread runs, so that all that come have those signals
// blocked too.
int RunProcess(CLI::App& app, int argc, char** argv, const ProcessFlags& flags,
               const std::function<absl::StatusOr<Serving>()>& start);

}  // namespace midge

#endif  // MIDGE_PROTO_PROCESS_H_

#include "proto/process.h"

#include <signal.h>
#include <string.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/port_file.h"
#include "base/status_macros.h"
#include "base/version.h"

namespace midge {
namespace {

sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

absl::Status TellWhere(const ProcessFlags& flags, const Serving& serving) {
  std::cerr << "listening on " << serving.address << "\n";
  if (!serving.metrics_address.empty()) {
    std::cerr << "metrics on " << serving.metrics_address << "\n";
  }
  if (flags.port_file.empty()) return absl::OkStatus();
  return WritePortFile(flags.port_file, serving.address);
}

absl::Status ServeUntilStopped(
    const ProcessFlags& flags,
    const std::function<absl::StatusOr<Serving>()>& start) {
  LogLevel level;
  if (!ParseLogLevel(flags.log_level, &level)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--log-level: no level ", flags.log_level));
  }
  SetLogLevel(level);
  const sigset_t stop_signals = BlockStopSignals();
  MIDGE_ASSIGN_OR_RETURN(const Serving serving, start());
  const absl::Status told = TellWhere(flags, serving);
  if (told.ok()) {
    int signal = 0;
    sigwait(&stop_signals, &signal);
    MIDGE_LOG(kInfo, "stopping: SIG", sigabbrev_np(signal));
  }
  serving.stop();
  return told;
}

}  // namespace

void AddProcessFlags(CLI::App& app, ProcessFlags& flags) {
  app.set_version_flag("--version", kVersion);
  app.add_option("--port-file", flags.port_file,
                 "write the bound HOST:PORT to this file");
  app.add_option("--log-level", flags.log_level,
                 "debug, info, warning, error, off")
      ->capture_default_str();
}

int RunProcess(CLI::App& app, int argc, char** argv, const ProcessFlags& flags,
               const std::function<absl::StatusOr<Serving>()>& start) {
  constexpr int kFailed = 1;
  constexpr int kUsage = 2;
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help and --version.
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    std::cerr << app.get_name() << ": " << error.what() << "; `"
              << app.get_name() << " --help` says more\n";
    return kUsage;
  }
  const absl::Status status = ServeUntilStopped(flags, start);
  if (status.ok()) return 0;
  std::cerr << app.get_name() << ": " << status.message() << "\n";
  return absl::IsInvalidArgument(status) ? kUsage : kFailed;
}

}  // namespace midge

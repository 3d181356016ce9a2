// midge up: a coordinator and nodes as processes of this machine.
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/local_cluster.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

namespace fs = std::filesystem;

struct UpOptions {
  int nodes = 3;
  int workers = 0;
  std::string listen = "127.0.0.1:0";
  int64_t lease_ms = 0;
};

constexpr std::chrono::milliseconds kPollInterval(20);

// The programs are installed beside this one.
absl::StatusOr<std::string> FindProgram(const std::string& name) {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path path = self.parent_path() / name;
  if (!error && fs::exists(path, error)) return path.string();
  return absl::NotFoundError(
      absl::StrCat(name, " is not beside ", self.string(), ": build it too"));
}

// Starts processes and remembers them, so that a half-made cluster is taken
// down again.
class Starter {
 public:
  explicit Starter(const UpOptions& options) : options_(options) {}

  absl::Status Run(Context& context) {
    const absl::Status status = Start(context);
    if (status.ok()) return status;
    for (auto it = cluster_.processes.rbegin(); it != cluster_.processes.rend();
         ++it) {
      // The first error is the one told.
      StopProcess(*it, kDownTimeoutMs).status().IgnoreError();
    }
    LocalCluster::Remove().IgnoreError();  // As above.
    return status;
  }

  const LocalCluster& cluster() const { return cluster_; }

 private:
  absl::Status Start(Context& context) {
    MIDGE_ASSIGN_OR_RETURN(std::string coordinator,
                           FindProgram("midge-coordinator"));
    MIDGE_ASSIGN_OR_RETURN(std::string node, FindProgram("midge-node"));
    ClearFolder();
    std::vector<std::string> argv = {coordinator,
                                     "--listen",
                                     options_.listen,
                                     "--metrics-listen",
                                     "127.0.0.1:0",
                                     "--db",
                                     Path("coordinator.db"),
                                     "--port-file",
                                     Path("coordinator.port")};
    if (options_.lease_ms > 0) {
      argv.insert(argv.end(), {"--lease-ms", absl::StrCat(options_.lease_ms)});
    }
    MIDGE_RETURN_IF_ERROR(StartOne("coordinator", argv));
    MIDGE_ASSIGN_OR_RETURN(cluster_.coordinator, AwaitAddress());
    for (int i = 1; i <= options_.nodes; ++i) {
      const std::string name = absl::StrCat("node-", i);
      MIDGE_RETURN_IF_ERROR(StartOne(
          name, {node, "--coordinator", cluster_.coordinator, "--name", name,
                 "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0",
                 "--workers", absl::StrCat(Workers())}));
    }
    return AwaitNodes(context);
  }

  // Together the nodes have a thread for each core, as one node would.
  int Workers() const {
    if (options_.workers > 0) return options_.workers;
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::max(1, cores / options_.nodes);
  }

  static std::string Path(const std::string& name) {
    return absl::StrCat(LocalCluster::Folder(), "/", name);
  }

  // A new cluster begins with no swarms, and with logs of its own.
  static void ClearFolder() {
    std::error_code error;
    for (const auto& entry :
         fs::directory_iterator(LocalCluster::Folder(), error)) {
      const std::string name = entry.path().filename().string();
      const bool ours = name.rfind("coordinator.", 0) == 0 ||
                        entry.path().extension() == ".log";
      if (ours) fs::remove(entry.path(), error);
    }
  }

  // Each process is in the file before the next one starts: whatever happens
  // then, `down` finds it.
  absl::Status StartOne(const std::string& name,
                        const std::vector<std::string>& argv) {
    MIDGE_ASSIGN_OR_RETURN(LocalProcess process,
                           StartProcess(name, argv, Path(name + ".log")));
    cluster_.processes.push_back(process);
    return cluster_.Save();
  }

  absl::StatusOr<std::string> AwaitAddress() {
    while (true) {
      std::ifstream in(Path("coordinator.port"));
      std::string address;
      if (std::getline(in, address)) return address;
      MIDGE_RETURN_IF_ERROR(CheckAlive());
      std::this_thread::sleep_for(kPollInterval);
    }
  }

  absl::Status AwaitNodes(Context& context) {
    Context local = context;
    local.coordinator = cluster_.coordinator;
    local.tls = TlsOptions();
    MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(local));
    while (true) {
      MIDGE_RETURN_IF_ERROR(CheckAlive());
      MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse nodes,
                             client->ListNodes(false));
      if (nodes.nodes_size() >= options_.nodes) break;
      std::this_thread::sleep_for(kPollInterval);
    }
    return cluster_.Save();
  }

  // An error when a process ended or the time is up, with its last words.
  absl::Status CheckAlive() const {
    for (const LocalProcess& process : cluster_.processes) {
      if (IsAlive(process)) continue;
      return absl::UnavailableError(absl::StrCat(
          process.name, " ended at its start: ", LastLine(process.name)));
    }
    if (std::chrono::steady_clock::now() > give_up_) {
      return absl::DeadlineExceededError(
          absl::StrCat("the cluster was not up within ", kUpTimeoutMs / 1000,
                       " s: see ", LocalCluster::Folder(), "/*.log"));
    }
    return absl::OkStatus();
  }

  static std::string LastLine(const std::string& name) {
    std::ifstream in(Path(name + ".log"));
    std::string line;
    std::string last = "it said nothing";
    while (std::getline(in, line)) {
      if (!line.empty()) last = line;
    }
    return last;
  }

  const UpOptions options_;
  LocalCluster cluster_;
  const std::chrono::steady_clock::time_point give_up_ =
      std::chrono::steady_clock::now() +
      std::chrono::milliseconds(kUpTimeoutMs);
};

absl::StatusOr<int> Up(Context& context, const UpOptions& options) {
  if (options.nodes < 1 || options.nodes > kUpNodesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("--nodes: ", options.nodes, " is not 1 to ", kUpNodesMax));
  }
  if (!IsLoopback(options.listen)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--listen: ", options.listen,
        " is beyond loopback, and a local "
        "cluster has no TLS: start midge-coordinator and midge-node by hand"));
  }
  MIDGE_ASSIGN_OR_RETURN(const FolderLock lock, FolderLock::Take());
  absl::StatusOr<LocalCluster> old = LocalCluster::Load();
  if (old.ok()) {
    for (const LocalProcess& process : old->processes) {
      if (!IsAlive(process)) continue;
      return absl::AlreadyExistsError(absl::StrCat(
          "a local cluster is up already",
          old->coordinator.empty() ? "" : " at ", old->coordinator, " (",
          process.name, ", pid ", process.pid, "): `midge down` stops it"));
    }
  }
  Starter starter(options);
  MIDGE_RETURN_IF_ERROR(starter.Run(context));
  context.out << starter.cluster().coordinator << "\n";
  context.err << "a coordinator and " << options.nodes
              << " nodes are up; `midge down` stops them, logs are in "
              << LocalCluster::Folder() << "\n";
  return 0;
}

}  // namespace

void AddUp(CLI::App& verb, Context& context) {
  auto options = std::make_shared<UpOptions>();
  verb.add_option("--nodes", options->nodes, "how many")->capture_default_str();
  verb.add_option("--workers", options->workers,
                  "worker threads of each node (0: the cores, shared out)")
      ->capture_default_str();
  verb.add_option("--listen", options->listen,
                  "HOST:PORT of the coordinator, on loopback")
      ->capture_default_str();
  verb.add_option("--lease-ms", options->lease_ms,
                  "a node silent for so long is lost (0: the default)")
      ->capture_default_str();
  SetExample(verb, "midge up --nodes 3");
  OnChosen(verb, context,
           [&context, options] { return Up(context, *options); });
}

}  // namespace midge::cli

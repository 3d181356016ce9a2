// The cluster that `midge up` started on this machine, as a file remembers
// it: $XDG_RUNTIME_DIR/midge/cluster, else ~/.midge/cluster.
//
//   midge-cluster 1
//   coordinator HOST:PORT
//   process NAME PID START
//
// START is when the kernel says the process began: a number that another
// process under the same pid does not have, so that `down` never stops a
// stranger.
//
// Threads: none of its own.
#ifndef MIDGE_CLI_LOCAL_CLUSTER_H_
#define MIDGE_CLI_LOCAL_CLUSTER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace midge::cli {

struct LocalProcess {
  std::string name;
  int pid = 0;
  uint64_t start = 0;
};

struct LocalCluster {
  std::string coordinator;  // HOST:PORT.
  std::vector<LocalProcess> processes;

  // The folder of the file, of logs and of the database.
  static std::string Folder();
  static std::string FilePath();

  // NOT_FOUND when there is no file.
  static absl::StatusOr<LocalCluster> Load();
  // REQUIRES: the folder is there.
  absl::Status Save() const;
  static absl::Status Remove();

  // The file's text, there and back.
  std::string ToText() const;
  static absl::StatusOr<LocalCluster> FromText(absl::string_view text);
};

// A process started and left to itself: its own session, output appended to
// `log_path`, input from /dev/null.
absl::StatusOr<LocalProcess> StartProcess(const std::string& name,
                                          const std::vector<std::string>& argv,
                                          const std::string& log_path);

// True when that very process runs.
bool IsAlive(const LocalProcess& process);

// SIGTERM, a wait, SIGKILL if need be. False when it was gone already;
// PERMISSION_DENIED when it is another user's.
absl::StatusOr<bool> StopProcess(const LocalProcess& process,
                                 int64_t timeout_ms);

// Held by `up` and `down`, so that two of them never work on one folder. The
// kernel lets go of it when a process ends, however it ends.
class FolderLock {
 public:
  // Makes the folder, for its owner alone. ABORTED when another process has
  // the lock, PERMISSION_DENIED when the folder is another user's.
  static absl::StatusOr<FolderLock> Take();
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept : file_(other.file_) {
    other.file_ = -1;
  }
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;  // -1: moved from.
};

}  // namespace midge::cli

#endif  // MIDGE_CLI_LOCAL_CLUSTER_H_

#include "cli/local_cluster.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status_macros.h"

namespace midge::cli {
namespace {

constexpr char kHeader[] = "midge-cluster 1";
constexpr std::chrono::milliseconds kPollInterval(20);

absl::Status SystemError(absl::string_view what) {
  return absl::UnavailableError(absl::StrCat(what, ": ", ::strerror(errno)));
}

// Field 22 of /proc/PID/stat; 0 when there is no such process or it is a
// zombie. The second field is the program's name and may hold spaces, so
// counting begins behind its last ')'.
uint64_t StartOf(int pid) {
  std::ifstream in(absl::StrCat("/proc/", pid, "/stat"));
  std::ostringstream text;
  text << in.rdbuf();
  const std::string stat = text.str();
  const size_t end = stat.rfind(')');
  if (end == std::string::npos || end + 2 > stat.size()) return 0;
  const std::vector<std::string> fields =
      absl::StrSplit(stat.substr(end + 2), ' ');
  constexpr size_t kState = 0;   // Field 3.
  constexpr size_t kStart = 19;  // Field 22.
  uint64_t start = 0;
  if (fields.size() <= kStart || fields[kState] == "Z") return 0;
  return absl::SimpleAtoi(fields[kStart], &start) ? start : 0;
}

}  // namespace

std::string LocalCluster::Folder() {
  const char* runtime = ::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime != '\0') {
    return absl::StrCat(runtime, "/midge");
  }
  const char* home = ::getenv("HOME");
  if (home != nullptr && *home != '\0') return absl::StrCat(home, "/.midge");
  return absl::StrCat("/tmp/midge-", ::geteuid());
}

std::string LocalCluster::FilePath() {
  return absl::StrCat(Folder(), "/cluster");
}

std::string LocalCluster::ToText() const {
  std::string text = absl::StrCat(kHeader, "\ncoordinator ", coordinator, "\n");
  for (const LocalProcess& process : processes) {
    absl::StrAppend(&text, "process ", process.name, " ", process.pid, " ",
                    process.start, "\n");
  }
  return text;
}

absl::StatusOr<LocalCluster> LocalCluster::FromText(absl::string_view text) {
  LocalCluster cluster;
  const std::vector<std::string> lines =
      absl::StrSplit(text, '\n', absl::SkipEmpty());
  if (lines.empty() || lines[0] != kHeader) {
    return absl::DataLossError("not the file of a local cluster");
  }
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> words = absl::StrSplit(lines[i], ' ');
    LocalProcess process;
    if (words.size() == 2 && words[0] == "coordinator") {
      cluster.coordinator = words[1];
    } else if (words.size() == 4 && words[0] == "process" &&
               absl::SimpleAtoi(words[2], &process.pid) && process.pid > 1 &&
               absl::SimpleAtoi(words[3], &process.start)) {
      process.name = words[1];
      cluster.processes.push_back(process);
    } else {
      return absl::DataLossError(
          absl::StrCat("cannot read \"", lines[i], "\""));
    }
  }
  return cluster;
}

absl::StatusOr<LocalCluster> LocalCluster::Load() {
  std::ifstream in(FilePath());
  if (!in) return absl::NotFoundError("no local cluster is up");
  std::ostringstream text;
  text << in.rdbuf();
  absl::StatusOr<LocalCluster> cluster = FromText(text.str());
  if (cluster.ok()) return cluster;
  return absl::DataLossError(
      absl::StrCat(FilePath(), ": ", cluster.status().message()));
}

absl::Status LocalCluster::Save() const {
  const std::string draft = FilePath() + ".new";
  {
    std::ofstream out(draft);
    out << ToText();
    if (!out.flush()) return SystemError(absl::StrCat("cannot write ", draft));
  }
  if (::rename(draft.c_str(), FilePath().c_str()) != 0) {
    return SystemError(absl::StrCat("cannot write ", FilePath()));
  }
  return absl::OkStatus();
}

absl::Status LocalCluster::Remove() {
  if (::unlink(FilePath().c_str()) != 0 && errno != ENOENT) {
    return SystemError(absl::StrCat("cannot remove ", FilePath()));
  }
  return absl::OkStatus();
}

absl::StatusOr<LocalProcess> StartProcess(const std::string& name,
                                          const std::vector<std::string>& argv,
                                          const std::string& log_path) {
  std::vector<char*> arguments;
  for (const std::string& argument : argv) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY,
                                   0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log_path.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A session of its own: the terminal's Ctrl-C and hang-up are not for it.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  LocalProcess process;
  process.name = name;
  const int code = ::posix_spawn(&process.pid, argv[0].c_str(), &files,
                                 &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (code != 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot start ", argv[0], ": ", ::strerror(code)));
  }
  process.start = StartOf(process.pid);
  return process;
}

bool IsAlive(const LocalProcess& process) {
  // Our own children are zombies until waited for; others' this leaves alone.
  ::waitpid(process.pid, nullptr, WNOHANG);
  return process.start != 0 && StartOf(process.pid) == process.start;
}

absl::StatusOr<bool> StopProcess(const LocalProcess& process,
                                 int64_t timeout_ms) {
  if (!IsAlive(process)) return false;
  if (::kill(process.pid, SIGTERM) != 0 && errno == EPERM) {
    return absl::PermissionDeniedError(
        absl::StrCat("cannot stop ", process.name, " (pid ", process.pid,
                     "): it is another user's"));
  }
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  while (IsAlive(process)) {
    if (std::chrono::steady_clock::now() > deadline) {
      ::kill(process.pid, SIGKILL);
    }
    std::this_thread::sleep_for(kPollInterval);
  }
  return true;
}

absl::StatusOr<FolderLock> FolderLock::Take() {
  const std::string folder = LocalCluster::Folder();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot make ", folder, ": ", error.message()));
  }
  struct stat status = {};
  if (::stat(folder.c_str(), &status) != 0 || status.st_uid != ::geteuid()) {
    return absl::PermissionDeniedError(
        absl::StrCat(folder, " is another user's"));
  }
  ::chmod(folder.c_str(), 0700);
  const std::string path = absl::StrCat(folder, "/lock");
  FolderLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.file_ < 0) return SystemError(absl::StrCat("cannot open ", path));
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
    return absl::AbortedError(absl::StrCat(
        "another `midge up` or `midge down` is at work in ", folder));
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace midge::cli

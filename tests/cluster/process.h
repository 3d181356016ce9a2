// A program as a process of a test: gone at the end whatever happens.
#ifndef MIDGE_TESTS_CLUSTER_PROCESS_H_
#define MIDGE_TESTS_CLUSTER_PROCESS_H_

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/check.h"

namespace midge {

// Ownership: owns the process, and kills it when it goes.
class Process {
 public:
  // `command` begins with a path. What it prints goes to `log_path`.
  Process(std::vector<std::string> command, std::string log_path)
      : log_path_(std::move(log_path)) {
    std::vector<char*> words;
    for (std::string& word : command) words.push_back(word.data());
    words.push_back(nullptr);
    pid_ = fork();
    MIDGE_CHECK(pid_ >= 0, "fork");
    if (pid_ > 0) return;
    const int log =
        open(log_path_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    execv(words[0], words.data());
    _exit(127);
  }
  ~Process() {
    if (pid_ < 0) return;
    Signal(SIGCONT);
    Kill();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void Signal(int signal) { kill(pid_, signal); }

  // kill -9.
  void Kill() {
    Signal(SIGKILL);
    Wait();
  }

  // Waits for its end; the exit status, or -1 when a signal ended it.
  int Wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string log() const {
    std::ifstream file(log_path_);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }

 private:
  const std::string log_path_;
  pid_t pid_ = -1;
};

// What a program wrote to its --port-file; empty when that takes 30 s.
inline std::string WaitForPortFile(const std::string& path) {
  for (int i = 0; i < 3000; ++i) {
    std::ifstream file(path);
    std::string address;
    if (file >> address) return address;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return "";
}

}  // namespace midge

#endif  // MIDGE_TESTS_CLUSTER_PROCESS_H_

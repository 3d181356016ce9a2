#include "tests/cli/run_midge.h"

#include <stdlib.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace midge::cli {
namespace {

std::string Read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

std::string BinFolder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
}

Outcome RunShell(const std::string& command) {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "run_midge_XXXXXX").string();
  const std::string folder = ::mkdtemp(pattern.data());
  const std::string line = absl::StrCat(
      "timeout -k 5 60 sh -c '", absl::StrReplaceAll(command, {{"'", "'\\''"}}),
      "' >", folder, "/out 2>", folder, "/err </dev/null");
  Outcome outcome;
  const int status = ::system(line.c_str());
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  outcome.out = Read(folder + "/out");
  outcome.err = Read(folder + "/err");
  std::filesystem::remove_all(folder);
  return outcome;
}

Outcome RunMidge(const std::vector<std::string>& arguments) {
  std::string command = BinFolder() + "/midge";
  for (const std::string& argument : arguments) {
    absl::StrAppend(&command, " '",
                    absl::StrReplaceAll(argument, {{"'", "'\\''"}}), "'");
  }
  return RunShell(command);
}

}  // namespace midge::cli

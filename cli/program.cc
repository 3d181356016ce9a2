#include "cli/program.h"

#include <errno.h>
#include <string.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/status_macros.h"
#include "cli/imports.h"
#include "cli/limits.h"
#include "proto/bundle.h"
#include "proto/limits.h"

namespace midge::cli {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::string> ReadFile(const fs::path& path, uintmax_t max) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path.string(), " is a folder, not a file"));
  }
  const uintmax_t size = fs::file_size(path, error);
  if (!error && size > max) {
    return absl::InvalidArgumentError(
        absl::StrCat(path.string(), " has ", size, " bytes, more than ", max));
  }
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    return absl::NotFoundError(
        absl::StrCat("cannot read ", path.string(), ": ", ::strerror(errno)));
  }
  return text.str();
}

// Collects modules breadth first, each once.
class Collector {
 public:
  Collector(fs::path folder, v1::Program* program)
      : folder_(std::move(folder)), program_(program) {}

  // Takes a file and queues what it imports. `package` is the dotted package
  // it is in, for its relative imports.
  absl::Status Add(const std::string& path, const std::string& package) {
    if (!taken_.insert(path).second) return absl::OkStatus();
    if (program_->files_size() >= kProgramFilesMax) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the program has more than ", kProgramFilesMax, " modules"));
    }
    MIDGE_ASSIGN_OR_RETURN(std::string source,
                           ReadFile(folder_ / path, kSourceBytesMax));
    for (const Import& import : FindImports(source)) {
      MIDGE_RETURN_IF_ERROR(Queue(import, package));
    }
    v1::ProgramFile* file = program_->add_files();
    file->set_path(path);
    file->set_data(std::move(source));
    return absl::OkStatus();
  }

  absl::Status AddQueued() {
    while (!queue_.empty()) {
      const std::string module = queue_.back();
      queue_.pop_back();
      if (seen_.insert(module).second) {
        MIDGE_RETURN_IF_ERROR(AddModule(module));
      }
    }
    return absl::OkStatus();
  }

 private:
  // Turns an import into dotted names from the top.
  absl::Status Queue(const Import& import, const std::string& package) {
    std::vector<std::string> base;
    if (import.level > 0) {
      if (!package.empty()) base = absl::StrSplit(package, '.');
      // One dot is the package itself, each further one its parent; more than
      // there are is the program's error, to be told when it runs.
      const size_t up = static_cast<size_t>(import.level) - 1;
      if (up > base.size()) return absl::OkStatus();
      base.resize(base.size() - up);
    }
    if (!import.module.empty()) base.push_back(import.module);
    const std::string module = absl::StrJoin(base, ".");
    if (!module.empty()) queue_.push_back(module);
    // A name may be a module of the package as well as a thing in it.
    for (const std::string& name : import.names) {
      queue_.push_back(module.empty() ? name : absl::StrCat(module, ".", name));
    }
    return absl::OkStatus();
  }

  // Importing a.b.c runs a, then a.b, then a.b.c.
  absl::Status AddModule(const std::string& module) {
    const std::vector<std::string> parts = absl::StrSplit(module, '.');
    std::string package;
    for (size_t i = 0; i < parts.size(); ++i) {
      const std::string dotted =
          package.empty() ? parts[i] : absl::StrCat(package, ".", parts[i]);
      const std::string path = absl::StrReplaceAll(dotted, {{".", "/"}});
      const std::string init = path + "/__init__.py";
      if (IsFile(init)) {
        MIDGE_RETURN_IF_ERROR(Add(init, dotted));
      } else if (IsFile(path + ".py")) {
        return Add(path + ".py", package);
      } else if (!IsFolder(path)) {
        return absl::OkStatus();
      }
      package = dotted;
    }
    return absl::OkStatus();
  }

  bool IsFile(const std::string& path) const {
    std::error_code error;
    return fs::is_regular_file(folder_ / path, error);
  }
  bool IsFolder(const std::string& path) const {
    std::error_code error;
    return fs::is_directory(folder_ / path, error);
  }

  const fs::path folder_;
  v1::Program* const program_;
  std::vector<std::string> queue_;
  std::set<std::string> seen_;
  std::set<std::string> taken_;
};

// The name under which a program opens a data file.
std::string DataName(const std::string& path) {
  const fs::path normal = fs::path(path).lexically_normal();
  const bool inside = normal.is_relative() && *normal.begin() != "..";
  return inside ? normal.generic_string() : normal.filename().string();
}

absl::Status AddData(const std::string& given, v1::Program* program) {
  std::error_code error;
  const size_t equals = given.find('=');
  const bool named = equals != std::string::npos && !fs::exists(given, error);
  const std::string path = named ? given.substr(equals + 1) : given;
  MIDGE_ASSIGN_OR_RETURN(std::string bytes, ReadFile(path, kProgramBytesMax));
  v1::ProgramFile* file = program->add_data_files();
  file->set_path(named ? given.substr(0, equals) : DataName(path));
  file->set_data(std::move(bytes));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Program> ReadProgram(const std::string& entry_path,
                                        const std::vector<std::string>& data) {
  v1::Program program;
  const fs::path entry(entry_path);
  program.set_entry(entry.filename().string());
  Collector collector(entry.parent_path(), &program);
  MIDGE_RETURN_IF_ERROR(collector.Add(program.entry(), ""));
  MIDGE_RETURN_IF_ERROR(collector.AddQueued());
  for (const std::string& file : data) {
    MIDGE_RETURN_IF_ERROR(AddData(file, &program));
  }
  MIDGE_RETURN_IF_ERROR(CheckProgram(program));
  return program;
}

}  // namespace midge::cli

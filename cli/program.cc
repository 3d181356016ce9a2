#include "cli/program.h"

#include <errno.h>
#include <string.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/folder.h"
#include "base/status_macros.h"
#include "cli/limits.h"
#include "proto/bundle.h"
#include "proto/limits.h"
#include "vm/vm.h"

namespace midge::cli {
namespace {

namespace fs = std::filesystem;

absl::StatusOr<std::string> ReadFile(const fs::path& path, size_t max) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path.string(), " is a folder, not a file"));
  }
  std::ifstream in(path, std::ios::binary);
  std::string text;
  char chunk[64 << 10];
  // A device or a pipe has no size to look at before, and may have no end.
  while (in && text.size() <= max) {
    in.read(chunk, sizeof(chunk));
    text.append(chunk, static_cast<size_t>(in.gcount()));
  }
  if (text.size() > max) {
    return absl::InvalidArgumentError(
        absl::StrCat(path.string(), " has more than ", max, " bytes"));
  }
  if (!in.eof()) {
    return absl::NotFoundError(
        absl::StrCat("cannot read ", path.string(), ": ", ::strerror(errno)));
  }
  return text;
}

// Reads the sources of the program in `folder` and of the library in `library`.
vm::SourceReader ReaderOf(const fs::path& folder, const std::string& entry,
                          const fs::path& library) {
  return
      [folder, entry, library](vm::SourceFolder where, const std::string& path)
          -> absl::StatusOr<std::optional<std::string>> {
        const bool of_program = where == vm::SourceFolder::kProgram;
        const fs::path full = (of_program ? folder : library) / path;
        std::error_code error;
        // Of the entry it is told what is wrong with it.
        const bool is_entry = of_program && path == entry;
        if (is_entry && entry == kStdinEntry) {
          return ReadFile("/dev/stdin", kSourceBytesMax);
        }
        if (!is_entry && !fs::is_regular_file(full, error)) return std::nullopt;
        return ReadFile(full, kSourceBytesMax);
      };
}

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
                                        const std::vector<std::string>& data,
                                        const std::string& library) {
  v1::Program program;
  const fs::path entry(entry_path);
  program.set_entry(entry_path == "-" ? kStdinEntry
                                      : entry.filename().string());
  MIDGE_ASSIGN_OR_RETURN(
      vm::ProgramSources sources,
      vm::CollectSources(
          program.entry(),
          ReaderOf(entry.parent_path(), program.entry(), library),
          [&](const std::string& folder) {
            return ListFolder((entry.parent_path() / folder).string());
          }));
  for (vm::SourceText& source : sources.program) {
    v1::ProgramFile* file = program.add_files();
    file->set_path(source.path);
    file->set_data(std::move(source.text));
  }
  for (vm::SourceText& source : sources.library) {
    v1::ProgramFile* file = program.add_library();
    file->set_path(source.path);
    file->set_data(std::move(source.text));
  }
  for (const std::string& file : data) {
    MIDGE_RETURN_IF_ERROR(AddData(file, &program));
  }
  MIDGE_RETURN_IF_ERROR(CheckProgram(program));
  return program;
}

}  // namespace midge::cli

#include "proto/bundle.h"

#include <zstd.h>

#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "proto/limits.h"

namespace midge {
namespace {

// Level 3 is zstd's own default: source text is small, so more buys nothing.
constexpr int kLevel = 3;

absl::Status CheckPath(const std::string& path) {
  if (path.empty()) return absl::InvalidArgumentError("program: empty path");
  if (path.size() > kProgramPathBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("program: a path has ", path.size(), " bytes, more than ",
                     kProgramPathBytesMax));
  }
  for (absl::string_view part : absl::StrSplit(path, '/')) {
    const bool plain = !part.empty() && part != "." && part != "..";
    if (!plain || absl::StrContains(part, '\\') ||
        part.find('\0') != absl::string_view::npos) {
      return absl::InvalidArgumentError(
          absl::StrCat("program: path \"", path,
                       "\" is not plain and relative to the program"));
    }
  }
  return absl::OkStatus();
}

absl::Status Bad(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("bundle: ", why));
}

}  // namespace

absl::Status CheckProgram(const v1::Program& program) {
  const int files = program.files_size() + program.data_files_size() +
                    program.library_size();
  if (files > kProgramFilesMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "program: ", files, " files, more than ", kProgramFilesMax));
  }
  absl::flat_hash_set<std::string> sources;
  absl::flat_hash_set<std::string> all;
  for (const auto* list : {&program.files(), &program.data_files()}) {
    for (const v1::ProgramFile& file : *list) {
      absl::Status path = CheckPath(file.path());
      if (!path.ok()) return path;
      if (!all.insert(file.path()).second) {
        return absl::InvalidArgumentError(
            absl::StrCat("program: two files named ", file.path()));
      }
      if (list == &program.files()) sources.insert(file.path());
    }
  }
  absl::flat_hash_set<std::string> library;
  for (const v1::ProgramFile& file : program.library()) {
    absl::Status path = CheckPath(file.path());
    if (!path.ok()) return path;
    if (!library.insert(file.path()).second) {
      return absl::InvalidArgumentError(absl::StrCat(
          "program: two modules of the library named ", file.path()));
    }
  }
  if (!sources.contains(program.entry())) {
    return absl::InvalidArgumentError(absl::StrCat(
        "program: the entry \"", program.entry(), "\" is not among its files"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> PackBundle(const v1::Program& program) {
  absl::Status checked = CheckProgram(program);
  if (!checked.ok()) return checked;
  if (program.ByteSizeLong() > kProgramBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("program: ", program.ByteSizeLong(), " bytes, more than ",
                     kProgramBytesMax));
  }
  const std::string plain = program.SerializeAsString();
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  const size_t size = ZSTD_compress(packed.data(), packed.size(), plain.data(),
                                    plain.size(), kLevel);
  if (ZSTD_isError(size)) {
    return absl::InternalError(
        absl::StrCat("bundle: zstd: ", ZSTD_getErrorName(size)));
  }
  packed.resize(size);
  if (packed.size() > kBundleBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("bundle: ", packed.size(),
                     " bytes when packed, more than ", kBundleBytesMax));
  }
  return packed;
}

absl::StatusOr<v1::Program> OpenBundle(absl::string_view bundle) {
  if (bundle.size() > kBundleBytesMax) {
    return Bad(
        absl::StrCat(bundle.size(), " bytes, more than ", kBundleBytesMax));
  }
  const unsigned long long size =
      ZSTD_getFrameContentSize(bundle.data(), bundle.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) {
    return Bad("not a zstd frame of known size");
  }
  if (size > kProgramBytesMax) {
    return Bad(absl::StrCat("it unpacks to ", size, " bytes, more than ",
                            kProgramBytesMax));
  }
  std::string plain(size, '\0');
  const size_t got =
      ZSTD_decompress(plain.data(), plain.size(), bundle.data(), bundle.size());
  if (ZSTD_isError(got)) return Bad(ZSTD_getErrorName(got));
  v1::Program program;
  if (got != size || !program.ParseFromString(plain)) {
    return Bad("what is inside is not a program");
  }
  absl::Status checked = CheckProgram(program);
  if (!checked.ok()) return checked;
  return program;
}

}  // namespace midge

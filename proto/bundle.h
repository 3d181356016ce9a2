// A program as bytes that travel: one zstd frame around a serialized Program.
//
// Threads: pure functions.
#ifndef MIDGE_PROTO_BUNDLE_H_
#define MIDGE_PROTO_BUNDLE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "midge/v1/common.pb.h"

namespace midge {

// Refuses a program that breaks a limit (proto/limits.h), has no entry among
// its files, or a path that is not plain, relative and unique.
absl::Status CheckProgram(const v1::Program& program);

// Checks and packs.
absl::StatusOr<std::string> PackBundle(const v1::Program& program);

// Opens and checks. The bytes may come from anyone: what they claim to unpack
// to is bounded before a byte is unpacked.
absl::StatusOr<v1::Program> OpenBundle(absl::string_view bundle);

}  // namespace midge

#endif  // MIDGE_PROTO_BUNDLE_H_

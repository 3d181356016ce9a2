// From a file on disk to a program that can be run anywhere: the entry, the
// modules it imports from its own folder and from Python's standard library,
// theirs, and attached data.
//
// Threads: a function over the file system.
#ifndef MIDGE_CLI_PROGRAM_H_
#define MIDGE_CLI_PROGRAM_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "midge/v1/common.pb.h"
#include "vm/vm.h"

namespace midge::cli {

// What the program that comes from stdin is called, as in python3.
inline constexpr char kStdinEntry[] = "<stdin>";

// Reads `entry_path`, or stdin if that is "-", and, relative to its folder as
// python3 would, every module that it and they import; one that is not there is
// looked for in the folder `library`, and is else taken to be the VM's own.
// Each of `data` is PATH or NAME=PATH: a relative PATH without ".." keeps its
// name, another becomes its last part, and programs open it by that name.
// Limits are those of a bundle (proto/limits.h).
absl::StatusOr<v1::Program> ReadProgram(
    const std::string& entry_path, const std::vector<std::string>& data,
    const std::string& library = std::string(vm::kLibraryFolder));

}  // namespace midge::cli

#endif  // MIDGE_CLI_PROGRAM_H_

// The prelude's files and the library's, compiled by the build
// (vm/tools/compile_prelude_main.cc) and kept in the binary.
#ifndef MIDGE_VM_PRELUDE_PRELUDE_SOURCES_H_
#define MIDGE_VM_PRELUDE_PRELUDE_SOURCES_H_

#include <span>
#include <string_view>

namespace midge::vm {

struct PreludeSource {
  std::string_view file_name;  // As tracebacks would show it.
  std::string_view module;     // "_prelude", or the module that the file is.
  std::string_view text;       // Of the library's files alone.
  std::string_view code;       // See DecodeUnit().
};

extern const std::span<const PreludeSource> kPreludeSources;
// Modules that programs import.
extern const std::span<const PreludeSource> kLibrarySources;

}  // namespace midge::vm

#endif  // MIDGE_VM_PRELUDE_PRELUDE_SOURCES_H_

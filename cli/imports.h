// Which modules a Python source names in its import statements.
//
// It reads strings, comments, brackets and line joins as Python does, and
// nothing else: a source with an error in it is still searched, so that the
// error is told by the compiler and not here.
//
// Threads: a pure function.
#ifndef MIDGE_CLI_IMPORTS_H_
#define MIDGE_CLI_IMPORTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace midge::cli {

// `from ..a.b import c, d` is {level 2, module "a.b", names {"c", "d"}};
// `import a.b` is {level 0, module "a.b", no names}.
struct Import {
  int level = 0;
  std::string module;
  std::vector<std::string> names;

  bool operator==(const Import&) const = default;
};

// In order, wherever they stand: in functions and in `try` blocks too.
std::vector<Import> FindImports(absl::string_view source);

}  // namespace midge::cli

#endif  // MIDGE_CLI_IMPORTS_H_

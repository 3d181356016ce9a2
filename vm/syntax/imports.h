// Which modules a Python source names in its import statements, and in calls of
// import_module() and __import__() with the name as it is.
//
// It reads strings, comments, brackets and line joins as Python does, and
// nothing else: a source with an error in it is still searched, so that the
// error is told by the compiler and not here.
//
// Threads: a pure function.
#ifndef MIDGE_VM_SYNTAX_IMPORTS_H_
#define MIDGE_VM_SYNTAX_IMPORTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace midge::vm::syntax {

// `from ..a.b import c, d` is {level 2, module "a.b", names {"c", "d"}};
// `import a.b` is {level 0, module "a.b", no names}.
struct Import {
  enum class Where {
    kTop,       // runs when the module is imported
    kFunction,  // in a def: runs when that is called, if it ever is
    kScript,    // below `if __name__ == "__main__"`
  };

  int level = 0;
  std::string module;
  std::vector<std::string> names;
  Where where = Where::kTop;

  bool operator==(const Import&) const = default;
};

// In order, wherever they stand: in functions and in `try` blocks too.
std::vector<Import> FindImports(std::string_view source);

// The strings in a source's `__all__ = [...]`: of a package, perhaps modules.
std::vector<std::string> FindListedNames(std::string_view source);

// Of a source that imports by names made at run time, as in
// `import_module("plugins." + name)`: what its strings begin with that may be the
// name of a module or package, each once.  nullopt of any other source.
std::optional<std::vector<std::string>> FindPartsOfNames(
    std::string_view source);

// The strings of a source that may be names of encodings, each once: its short
// ones of letters, digits and signs, if the source speaks of encodings at all.
std::vector<std::string> FindEncodingNames(std::string_view source);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_IMPORTS_H_

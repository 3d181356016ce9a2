// From syntax tree to bytecode: the front door of vm/compiler.
//
//   CompileResult result = Compile(*tree, "ants.py", {});
//   if (!result.ok()) return Report(result.error);
//   Load(result.unit);
#ifndef MIDGE_VM_COMPILER_COMPILER_H_
#define MIDGE_VM_COMPILER_COMPILER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/bytecode/code_unit.h"
#include "vm/syntax/parse.h"

namespace midge::vm {

struct CompileOptions {
  // Expression statements of the module go to sys.displayhook, as with
  // compile(..., "single").
  bool is_interactive = false;
  // The module's names live in the frame's namespace and not in the globals,
  // as for exec() with a dict of locals.
  bool separate_namespace = false;
  // As compile()'s: 1 leaves asserts out and makes __debug__ false, 2
  // docstrings too.
  int optimize = 0;
  // As `from __future__ import annotations` at the top.
  bool future_annotations = false;
  // The module may `await`: it is a coroutine then.
  bool top_level_await = false;
  // The source is UTF-8 text, whatever its first lines say.
  bool is_text = false;
  // Digits of a decimal int in the source; 0 is no limit.
  int32_t int_digits_max = text::kIntTextDigitsMax;
  // The source is a file: CPython reads the line that an error of its compiler
  // is about from there, and shows none for a string.
  bool has_file = true;
  // The frames of the code do not show in tracebacks.
  bool is_hidden = false;
};

// Exactly one of the first two: a unit, or what is wrong.
struct CompileResult {
  std::shared_ptr<const CodeUnit> unit;
  syntax::SyntaxDiagnostic error;
  std::vector<syntax::SourceWarning> warnings;
  std::string decoded;  // as ParseResult's

  bool ok() const { return unit != nullptr; }
};

// Line `line` (from 1) of `source` with its newline; "" if there is none.
std::string SourceLine(std::string_view source, int line);

// Compiles a tree: of a module, or of an expression, whose value is then what
// the unit returns.  A pure function; any thread.
CompileResult Compile(const syntax::Tree& tree, std::string_view file_name,
                      const CompileOptions& options);

// Parses and compiles; the error then also has the line it is about.
CompileResult CompileSource(std::string_view source, std::string_view file_name,
                            syntax::ParseMode mode,
                            const CompileOptions& options);

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_COMPILER_H_

// The syntax tree of a source as text, for what a program parses: as CPython's
// ast.dump(tree, include_attributes=True).
#ifndef MIDGE_VM_COMPILER_TREE_TEXT_H_
#define MIDGE_VM_COMPILER_TREE_TEXT_H_

#include <string>
#include <string_view>

#include "vm/syntax/parse.h"

namespace midge::vm {

// The text, or what is wrong with the source: `error` counts if `ok` is false.
struct TreeText {
  bool ok = false;
  std::string text;
  syntax::SyntaxDiagnostic error;
};

// `is_text`: the source is UTF-8, whatever encoding it names.
// `int_digits_max` is Parse()'s.
TreeText TreeTextOf(std::string_view source, std::string_view file_name,
                    syntax::ParseMode mode, bool is_text,
                    int32_t int_digits_max);

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_TREE_TEXT_H_

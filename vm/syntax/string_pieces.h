// A string literal in the making: adjacent literals are one, and may be part
// text, part fields.
#ifndef MIDGE_VM_SYNTAX_STRING_PIECES_H_
#define MIDGE_VM_SYNTAX_STRING_PIECES_H_

#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/ast.h"

namespace midge::vm::syntax {

struct StringPieces {
  Span span;
  bool is_bytes = false;
  bool is_unicode = false;  // Spelt with a u prefix.
  bool is_format = false;
  std::string text;           // Since the last field.
  std::vector<Expr*> values;  // Texts and fields so far.
};

// The letter (b, r, u or f) is in the prefix of `literal`, in either case.
bool HasPrefix(std::string_view literal, char letter);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_STRING_PIECES_H_

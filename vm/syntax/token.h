// Tokens: what the lexer hands to the parser.
#ifndef MIDGE_VM_SYNTAX_TOKEN_H_
#define MIDGE_VM_SYNTAX_TOKEN_H_

#include <cstdint>
#include <string_view>

#include "vm/syntax/ast.h"

namespace midge::vm::syntax {

enum class TokenKind : uint8_t {
#define TOKEN(name) k##name,
#define OPERATOR(name, text) k##name,
#define KEYWORD(name, text) k##name,
#include "vm/syntax/tokens.def"
};

struct Token {
  TokenKind kind = TokenKind::kEndMarker;
  // The brackets open after this token.
  int16_t level = 0;
  // Columns are -1 for tokens without text: indents, dedents, the end.
  Span span;
  // As written, a view into the lexer's source.
  std::string_view text;
};

// The text of an operator or keyword; "" for the others.
std::string_view TokenText(TokenKind kind);

// The kind of a word: a keyword's, or kName.
TokenKind KindOfWord(std::string_view word);

// The kind of the operator that is exactly `text`, or kStray.
TokenKind KindOfOperator(std::string_view text);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_TOKEN_H_

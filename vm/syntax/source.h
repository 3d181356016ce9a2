// A source text made ready for the lexer: decoded to UTF-8, line ends as '\n',
// the last line ended too.
//
// Invariant: text() is valid UTF-8 without NUL and ends with '\n'.
#ifndef MIDGE_VM_SYNTAX_SOURCE_H_
#define MIDGE_VM_SYNTAX_SOURCE_H_

#include <string>
#include <string_view>

#include "vm/syntax/parse.h"

namespace midge::vm::syntax {

class Source {
 public:
  // False, and `error` set (kind, message, line), when `bytes` cannot be
  // source text. `is_text`: whatever encoding its first lines name, it is
  // UTF-8.
  bool Decode(std::string_view bytes, std::string_view filename, bool is_text,
              SyntaxDiagnostic* error);

  // Takes text that is decoded already.
  void Take(std::string text) { text_ = std::move(text); }

  std::string_view text() const { return text_; }

  // Whether its encoding is known, or guessed: CPython's parser then tells
  // columns in characters, else in bytes.
  bool names_encoding() const { return names_encoding_; }

  // Line `number` (from 1) with its newline; empty when there is none.
  std::string_view Line(int number) const;

 private:
  std::string text_;
  bool names_encoding_ = true;
};

// Characters in the first `bytes` bytes of `line`; one that is cut off counts.
int CountCharacters(std::string_view line, int bytes);

// An identifier in NFKC. REQUIRES: valid UTF-8.
std::string NormalizedName(std::string_view name);

// Decodes the character at text[*at] and steps over it. REQUIRES: valid UTF-8.
uint32_t NextCodePoint(std::string_view text, size_t* at);

// Appends `c` as UTF-8; a surrogate as its three WTF-8 bytes.
void AppendUtf8(uint32_t c, std::string* out);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_SOURCE_H_

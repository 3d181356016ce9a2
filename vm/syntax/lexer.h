// Source text to tokens, one at a time: words, numbers, strings, operators,
// and the layout of lines and indentation.
//
// Ownership: borrows the text; its tokens are views into it.
// Threads:   one at a time.
// Invariant: after kEndMarker or kError every further token is the same.
#ifndef MIDGE_VM_SYNTAX_LEXER_H_
#define MIDGE_VM_SYNTAX_LEXER_H_

#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/limits.h"
#include "vm/syntax/token.h"

namespace midge::vm::syntax {

// Why the last token was kError.
enum class LexFailure {
  kNone,
  kSyntax,        // message(), line(), and the columns say all.
  kEndOfFile,     // The text ended inside brackets or after a backslash.
  kDedent,        // An indent that matches no outer one.
  kTabs,          // Tabs and spaces mixed.
  kTooDeep,       // More than kMaxIndents.
  kContinuation,  // Something after a backslash.
};

struct OpenBracket {
  char sign;
  int line;
  int col;
};

// A number that touches a keyword. The column counts characters from 1.
struct NumberWarning {
  std::string message;
  int line;
  int col;
};

// A comment that gives a type: `# type: int`.  The text is what follows the
// colon, a view into the source.
struct TypeComment {
  int line;
  int col;    // in bytes
  int depth;  // the brackets that are open there
  std::string_view text;
};

class Lexer {
 public:
  // REQUIRES: `text` is as Source makes it.
  // `is_bare`: the newline that ends the text is not the source's own.
  Lexer(std::string_view text, int first_line, bool is_bare = false);

  Token Next();

  LexFailure failure() const { return failure_; }
  const std::string& message() const { return message_; }
  // Columns count characters from 1, for kSyntax.
  int error_col() const { return error_col_; }
  int error_end_col() const { return error_end_col_; }

  // Where reading has come to: the line, and the bytes read of it.
  int line() const { return line_; }
  int col() const { return static_cast<int>(cur_ - line_start_); }
  // The text from the first line of what is being read, a token or a line that
  // a backslash continues, to the end of the last line.
  std::string_view lines() const {
    return text_.substr(lines_start_, line_end_ - lines_start_);
  }
  // How many bytes of them have been read.
  int col_in_lines() const { return static_cast<int>(cur_ - lines_start_); }
  const std::vector<OpenBracket>& open_brackets() const { return brackets_; }
  // Of all tokens read so far.
  const std::vector<NumberWarning>& warnings() const { return warnings_; }
  const std::vector<TypeComment>& type_comments() const {
    return type_comments_;
  }

 private:
  static constexpr int kEof = -1;

  int Get();
  void Unget(int c);
  int Look() const;
  bool LookingAt(std::string_view text) const;

  bool ReadIndentation();
  bool ChangeIndent(int col, int alt_col);
  bool FailIndent(LexFailure failure);
  bool SkipContinuation();
  void NoteComment(size_t end);
  Token ReadToken();
  Token ReadWord(int c);
  bool IsPrefixOfString(int c);
  Token ReadString(int quote);
  Token ReadOperator(int c);
  bool OpenOrClose(int c);
  bool CheckWord();
  bool CheckPrintable(size_t start);

  Token ReadNumber(int c);
  bool ReadRadix(int base, const char* name);
  bool ReadZero(int* c);
  bool ReadDecimal(int c);
  bool ReadFraction(int c);
  bool ReadExponent(int c);
  bool ReadImaginary(int c);
  bool ReadDigits(int* c);
  bool EndNumber(int c, const char* name);
  bool TouchesKeyword() const;

  Token Make(TokenKind kind);
  Token MakeEmpty(TokenKind kind);
  Token Fail(LexFailure failure);
  // Sets the error at the last character read; always false.
  bool Refuse(std::string message);
  bool RefuseRange(std::string message, int col, int end_col);

  const std::string_view text_;
  const bool is_bare_;
  size_t cur_ = 0;
  size_t start_ = 0;        // Of the token being read.
  size_t line_start_ = 0;   // Of the line being read.
  size_t line_end_ = 0;     // One past its newline.
  size_t lines_start_ = 0;  // Of the lines being read.
  bool in_token_ = false;   // Between the start of a token and its end.
  int line_ = 0;
  bool at_line_start_ = true;
  bool blank_line_ = false;
  bool at_end_ = false;
  int pending_ = 0;  // Indents (> 0) or dedents (< 0) to hand out.
  std::vector<int> indents_{0};
  std::vector<int> alt_indents_{0};
  std::vector<OpenBracket> brackets_;

  LexFailure failure_ = LexFailure::kNone;
  std::string message_;
  int error_col_ = 0;
  int error_end_col_ = 0;
  std::vector<NumberWarning> warnings_;
  std::vector<TypeComment> type_comments_;
};

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_LEXER_H_

// From source text to syntax tree: the front door of vm/syntax.
//
//   ParseResult result = Parse(source, "ants.py", ParseMode::kModule);
//   if (!result.ok()) return Report(result.error);
//   Compile(*result.tree);
#ifndef MIDGE_VM_SYNTAX_PARSE_H_
#define MIDGE_VM_SYNTAX_PARSE_H_

#include <climits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/ast.h"
#include "vm/text/limits.h"

namespace midge::vm::syntax {

enum class ParseMode {
  kModule,      // A file.
  kExpression,  // One expression, as for eval().
  kSingle,      // One interactive statement, as for compile(…, "single").
};

enum class DiagnosticKind {
  kSyntaxError,
  kIndentationError,
  kTabError,
  // The text is right but nested deeper than limits.h allows.
  kRecursionError,
};

// "SyntaxError", "IndentationError", ...
const char* DiagnosticKindName(DiagnosticKind kind);

// What is wrong with a source text, worded and placed as CPython 3.11's
// SyntaxError: line and col are its lineno and offset (col counts characters
// from 1; 0 or -1 where CPython has it so), end_line and end_col likewise.
inline constexpr int kNoColumn = INT_MIN;  // CPython's None.

struct SyntaxDiagnostic {
  DiagnosticKind kind = DiagnosticKind::kSyntaxError;
  std::string message;
  std::string filename;
  int line = 0;
  int col = 0;
  int end_line = 0;
  int end_col = 0;
  // The source line with its newline, or empty when there is none to show.
  std::string text;
  // False where CPython's `text` is None.
  bool has_text = false;
  // Whether the place is no argument of CPython's SyntaxError.
  bool has_message_only = false;
};

// What is right, but hardly meant: a SyntaxWarning or a DeprecationWarning.
struct SourceWarning {
  bool is_deprecation = false;
  // What it is where the program's filters make it an error; the line and the
  // message are the warning's too.
  SyntaxDiagnostic error;
};

// Exactly one of the first two: a tree, or what is wrong.
struct ParseResult {
  std::unique_ptr<Tree> tree;
  SyntaxDiagnostic error;
  std::vector<SourceWarning> warnings;
  // The text in UTF-8 with '\n' at the ends of lines, where `source` is not.
  std::string decoded;

  bool ok() const { return tree != nullptr; }
};

// Parses `source`, bytes in UTF-8 or in the encoding its first two lines name
// (UTF-8, ASCII, Latin-1, ISO 8859-15, cp1252). Never recurses without bound,
// whatever the text. The result does not refer to `source`. `is_text`: it is
// UTF-8, and a line that names another encoding is a comment like any other. A
// decimal int literal has at most `int_digits_max` digits; 0 is no limit.
ParseResult Parse(std::string_view source, std::string_view filename,
                  ParseMode mode, bool is_text = false,
                  int32_t int_digits_max = text::kIntTextDigitsMax);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_PARSE_H_

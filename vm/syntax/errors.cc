// How the parser words and places its errors. A column in an error counts
// characters from 1 where a span counts bytes from 0.
#include <utility>

#include "vm/syntax/parser.h"

namespace midge::vm::syntax {

// `text`, one or more lines, without a newline that the source has not.
std::string_view Parser::Shown(std::string_view text) const {
  const bool is_last = text.data() + text.size() ==
                       source_.text().data() + source_.text().size();
  if (origin_.is_bare && is_last && text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

std::string_view Parser::ErrorLine(int line) const {
  return Shown(source_.Line(line - origin_.line + 1));
}

// `span` has byte columns that count from 1 here; what is not above 0 stays.
void Parser::RaiseKnown(DiagnosticKind kind, std::string message, Span span) {
  if (failed_) return;
  failed_ = true;
  error_ = Diagnose(kind, std::move(message), span);
}

SyntaxDiagnostic Parser::Diagnose(DiagnosticKind kind, std::string message,
                                  Span span) {
  std::string_view line = ErrorLine(span.line);
  if (origin_.is_string && lexer_.line() <= span.line) {
    line = Shown(lexer_.lines());
  } else if (origin_.is_string && line.ends_with('\n')) {
    line.remove_suffix(1);
  }
  if (origin_.in_fstring) {
    span.col -= origin_.error_col;
    span.end_col -= origin_.error_col;
    message = "f-string: " + message;
  } else if (source_.names_encoding()) {
    if (span.col > 0) span.col = CountCharacters(line, span.col);
    // The end too is counted on the first line, as in CPython.
    if (span.end_col > 0) span.end_col = CountCharacters(line, span.end_col);
  }
  return {kind,         std::move(message), std::string(filename_),
          span.line,    span.col,           span.end_line,
          span.end_col, std::string(line),  true};
}

void Parser::NoteNumberWarnings() {
  for (; number_warnings_ < lexer_.warnings().size(); ++number_warnings_) {
    const NumberWarning& found = lexer_.warnings()[number_warnings_];
    std::string_view line = ErrorLine(found.line);
    if (line.ends_with('\n')) line.remove_suffix(1);
    warnings_.push_back({false,
                         {DiagnosticKind::kSyntaxError, found.message,
                          std::string(filename_), found.line, found.col,
                          found.line, found.col, std::string(line), true}});
  }
}

void Parser::NoteEscape(std::string_view text, size_t at, bool* noted) {
  if (*noted || static_cast<uint8_t>(text[at]) >= 0x80) return;
  *noted = true;
  const bool is_octal = text[at] >= '0' && text[at] <= '7';
  const std::string escape(text.substr(at, is_octal ? 3 : 1));
  warnings_.push_back(
      {true, Diagnose(DiagnosticKind::kSyntaxError,
                      std::string(is_octal ? "invalid octal escape sequence"
                                           : "invalid escape sequence") +
                          " '\\" + escape + "'",
                      {literal_.line, literal_.col + 1, literal_.end_line,
                       literal_.end_col + 1})});
}

void Parser::RaiseHere(std::string message) {
  const Token& token = tokens_.back();
  Span span = token.span;
  const bool at_end = origin_.is_bare && token.kind == TokenKind::kNewline;
  span.col = span.col < 0 ? lexer_.col() - (at_end ? 1 : 0) : span.col + 1;
  if (span.end_col >= 0) ++span.end_col;
  RaiseKnown(DiagnosticKind::kSyntaxError, std::move(message), span);
}

void Parser::RaiseIndentation(std::string message) {
  if (failed_) return;
  RaiseHere(std::move(message));
  error_.kind = DiagnosticKind::kIndentationError;
}

void Parser::RaiseAt(const Span& span, std::string message) {
  RaiseBetween(span, span, std::move(message));
}

void Parser::RaiseBetween(const Span& first, const Span& last,
                          std::string message) {
  RaiseKnown(DiagnosticKind::kSyntaxError, std::move(message),
             {first.line, first.col + 1, last.end_line, last.end_col + 1});
}

void Parser::RaiseFrom(const Span& first, std::string message) {
  int col = lexer_.col();
  if (lexer_.line() == origin_.line) col += origin_.col;
  RaiseKnown(DiagnosticKind::kSyntaxError, std::move(message),
             {first.line, first.col + 1, lexer_.line(), col});
}

void Parser::RaiseTooDeep() {
  if (failed_) return;
  failed_ = true;
  error_.kind = DiagnosticKind::kRecursionError;
  error_.message = "maximum recursion depth exceeded during compilation";
  error_.filename = filename_;
}

void Parser::RaiseUnclosed() {
  OpenBracket open = lexer_.open_brackets().back();
  int col = open.col;
  if (open.line == origin_.line) col += origin_.col;
  RaiseKnown(DiagnosticKind::kSyntaxError,
             std::string("'") + open.sign + "' was never closed",
             {open.line, col + 1, open.line, 0});
}

void Parser::RaiseLexFailure() {
  lexer_failed_ = true;
  int line = lexer_.line();
  switch (lexer_.failure()) {
    case LexFailure::kNone:
      break;
    case LexFailure::kSyntax: {
      if (failed_) return;
      failed_ = true;
      std::string_view text = ErrorLine(line);
      if (text.ends_with('\n')) text.remove_suffix(1);
      error_ = {DiagnosticKind::kSyntaxError,
                lexer_.message(),
                std::string(filename_),
                line,
                lexer_.error_col(),
                line,
                lexer_.error_end_col(),
                std::string(text),
                true};
      break;
    }
    case LexFailure::kEndOfFile:
      if (!lexer_.open_brackets().empty()) return RaiseUnclosed();
      return RaiseHere("unexpected EOF while parsing");
    case LexFailure::kDedent:
      return RaiseIndentation(
          "unindent does not match any outer indentation level");
    case LexFailure::kTabs:
      return RaiseKnown(DiagnosticKind::kTabError,
                        "inconsistent use of tabs and spaces in indentation",
                        {line, 1, line, 0});
    case LexFailure::kTooDeep:
      return RaiseKnown(DiagnosticKind::kIndentationError,
                        "too many levels of indentation", {line, 1, line, 0});
    case LexFailure::kContinuation:
      return RaiseKnown(DiagnosticKind::kSyntaxError,
                        "unexpected character after line continuation "
                        "character",
                        {line, lexer_.col_in_lines(), line, 0});
  }
}

void Parser::RaiseGeneric(size_t last_token) {
  const Token& token = tokens_[last_token];
  if (token.kind == TokenKind::kIndent) {
    RaiseIndentation("unexpected indent");
  } else if (token.kind == TokenKind::kDedent) {
    RaiseIndentation("unexpected unindent");
  } else {
    Span span = token.span;
    RaiseAt(span, "invalid syntax");
    return;
  }
  lexer_failed_ = true;  // An indentation error is not looked behind.
}

// A mistake of the lexer further down tells more than what the parser found:
// an unterminated string, say. So does a bracket left open above.
void Parser::LexRestForErrors() {
  int error_line = tokens_.back().span.line;
  Token token;
  do {
    token = lexer_.Next();
  } while (token.kind != TokenKind::kError &&
           token.kind != TokenKind::kEndMarker);
  NoteNumberWarnings();
  if (token.kind != TokenKind::kError) return;
  bool unclosed = !lexer_.open_brackets().empty() &&
                  error_line > lexer_.open_brackets().back().line;
  if (lexer_.failure() == LexFailure::kSyntax) {
    failed_ = false;
    RaiseLexFailure();
  } else if (unclosed) {
    failed_ = false;
    RaiseUnclosed();
  }
}

namespace {

// The part of `target` that cannot be assigned to (or deleted), or null.
const Expr* InvalidTarget(TargetUse use, const Expr* target) {
  auto first_in = [use](const Seq<Expr*>& items) -> const Expr* {
    for (const Expr* item : items) {
      if (const Expr* bad = InvalidTarget(use, item)) return bad;
    }
    return nullptr;
  };
  switch (target->kind) {
    case NodeKind::kList:
      return first_in(As<List>(target)->elts);
    case NodeKind::kTuple:
      return first_in(As<Tuple>(target)->elts);
    case NodeKind::kStarred:
      if (use == TargetUse::kDel) return target;
      return InvalidTarget(use, As<Starred>(target)->value);
    case NodeKind::kCompare: {
      // `for a in b` reads as a comparison whose left side is the target.
      if (use != TargetUse::kFor) return target;
      const auto* compare = As<Compare>(target);
      if (compare->ops[0] != CompareOperator::kIn) return nullptr;
      return InvalidTarget(use, compare->left);
    }
    case NodeKind::kName:
    case NodeKind::kSubscript:
    case NodeKind::kAttribute:
      return nullptr;
    default:
      return target;
  }
}

}  // namespace

void Parser::RaiseTargetIn(TargetUse use, const Expr* target) {
  if (failed_) return;
  const Expr* bad = InvalidTarget(use, target);
  if (bad == nullptr) return;
  const char* verb = use == TargetUse::kDel ? "delete " : "assign to ";
  RaiseAt(bad->span, std::string("cannot ") + verb + ExprName(bad));
}

void Parser::RaiseNoBlock(const char* what, int line) {
  RaiseIndentation(std::string("expected an indented block after ") + what +
                   " on line " + std::to_string(line));
}

namespace {

const char* LiteralName(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kNone:
      return "None";
    case LiteralKind::kTrue:
      return "True";
    case LiteralKind::kFalse:
      return "False";
    case LiteralKind::kEllipsis:
      return "ellipsis";
    default:
      return "literal";
  }
}

}  // namespace

const char* ExprName(const Expr* expr) {
  switch (expr->kind) {
    case NodeKind::kAttribute:
      return "attribute";
    case NodeKind::kSubscript:
      return "subscript";
    case NodeKind::kStarred:
      return "starred";
    case NodeKind::kName:
      return "name";
    case NodeKind::kList:
      return "list";
    case NodeKind::kTuple:
      return "tuple";
    case NodeKind::kLambda:
      return "lambda";
    case NodeKind::kCall:
      return "function call";
    case NodeKind::kGeneratorExp:
      return "generator expression";
    case NodeKind::kYield:
    case NodeKind::kYieldFrom:
      return "yield expression";
    case NodeKind::kAwait:
      return "await expression";
    case NodeKind::kListComp:
      return "list comprehension";
    case NodeKind::kSetComp:
      return "set comprehension";
    case NodeKind::kDictComp:
      return "dict comprehension";
    case NodeKind::kDict:
      return "dict literal";
    case NodeKind::kSet:
      return "set display";
    case NodeKind::kJoinedStr:
    case NodeKind::kFormattedValue:
      return "f-string expression";
    case NodeKind::kConstant:
      return LiteralName(As<Constant>(expr)->value.kind);
    case NodeKind::kCompare:
      return "comparison";
    case NodeKind::kIfExp:
      return "conditional expression";
    case NodeKind::kNamedExpr:
      return "named expression";
    default:
      return "expression";
  }
}

}  // namespace midge::vm::syntax

// f-strings: text and fields, {expression=!r:spec}.
//
// The text of a field's expression is found first, by its brackets and
// quotes, then parsed by a parser of its own with parentheses around it, so
// that it may hold line ends. That is how Python did it until 3.11, and its
// error messages show it.
#include <string>
#include <utility>

#include "vm/syntax/parser.h"
#include "vm/syntax/string_pieces.h"

namespace midge::vm::syntax {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

char OpeningOf(char closing) {
  if (closing == ')') return '(';
  return closing == ']' ? '[' : '{';
}

}  // namespace

void Parser::FlushText(StringPieces* pieces) {
  if (pieces->text.empty()) return;
  Literal value;
  value.kind = LiteralKind::kStr;
  value.text = arena_->CopyText(pieces->text);
  pieces->values.push_back(
      Make<Constant>(pieces->span, value, pieces->is_unicode));
  pieces->text.clear();
}

Expr* Parser::FinishString(StringPieces* pieces) {
  if (pieces->is_format) {
    FlushText(pieces);
    return Make<JoinedStr>(pieces->span, arena_->Copy(pieces->values));
  }
  Literal value;
  value.kind = pieces->is_bytes ? LiteralKind::kBytes : LiteralKind::kStr;
  value.text = arena_->CopyText(pieces->text);
  return Make<Constant>(pieces->span, value, pieces->is_unicode);
}

// Texts and fields up to the end of `*rest`, or, inside a format spec
// (nesting > 0), up to its '}'.
bool Parser::AddFields(std::string_view* rest, bool raw, int nesting,
                       const Token& token, StringPieces* pieces) {
  for (;;) {
    bool doubled;
    if (!AddFieldText(rest, raw, nesting, pieces, &doubled)) return false;
    if (doubled) continue;
    if (rest->empty() || rest->front() == '}') break;
    if (!AddField(rest, raw, nesting, token, pieces)) return false;
  }
  if (nesting == 0 && !rest->empty()) {
    RaiseHere("f-string: unexpected end of string");
    return false;
  }
  return true;
}

// Text up to a brace. A brace that is doubled ends it too, with one brace.
bool Parser::AddFieldText(std::string_view* rest, bool raw, int nesting,
                          StringPieces* pieces, bool* doubled) {
  std::string_view text = *rest;
  size_t at = 0;
  *doubled = false;
  while (at < text.size()) {
    char c = text[at++];
    if (!raw && c == '\\' && at < text.size()) {
      c = text[at++];
      if (c == 'N') {
        if (at < text.size() && text[at++] == '{') {
          while (at < text.size() && text[at++] != '}') {
          }
        }
        continue;
      }
      bool noted = c != '{';
      NoteEscape(text, at - 1, &noted);
    }
    if (c != '{' && c != '}') continue;
    --at;
    *doubled = nesting == 0 && at + 1 < text.size() && text[at + 1] == c;
    if (nesting == 0 && !*doubled && c == '}') {
      RaiseHere("f-string: single '}' is not allowed");
      return false;
    }
    break;
  }
  if (!AddText(text.substr(0, at + (*doubled ? 1 : 0)), raw, pieces)) {
    return false;
  }
  rest->remove_prefix(at + (*doubled ? 2 : 0));
  return true;
}

// Where the expression at the start of `text` ends: at a '!', ':', '=' or '}'
// outside brackets and quotes.
bool Parser::FindFieldEnd(std::string_view text, size_t* end) {
  char quote = 0;
  size_t quotes = 1;
  std::string open;
  auto refuse = [this](std::string message) {
    RaiseHere("f-string" + std::move(message));
    return false;
  };
  auto tripled = [text](size_t at) {
    return at + 2 < text.size() && text[at + 1] == text[at] &&
           text[at + 2] == text[at];
  };
  size_t at = 0;
  for (; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\\') {
      return refuse(" expression part cannot include a backslash");
    }
    if (quote != 0) {
      if (c != quote || (quotes == 3 && !tripled(at))) continue;
      at += quotes - 1;
      quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
      quotes = tripled(at) ? 3 : 1;
      at += quotes - 1;
    } else if (c == '[' || c == '{' || c == '(') {
      if (open.size() >= kMaxOpenBrackets) {
        return refuse(": too many nested parenthesis");
      }
      open.push_back(c);
    } else if (c == '#') {
      return refuse(" expression part cannot include '#'");
    } else if (open.empty() &&
               std::string_view("!:}=<>").find(c) != std::string_view::npos) {
      char next = at + 1 < text.size() ? text[at + 1] : '\0';
      if (next == '=' && c != ':' && c != '}') {
        ++at;
      } else if (c != '<' && c != '>') {
        break;
      }
    } else if (c == ']' || c == '}' || c == ')') {
      if (open.empty()) {
        return refuse(std::string(": unmatched '") + c + "'");
      }
      if (open.back() != OpeningOf(c)) {
        return refuse(std::string(": closing parenthesis '") + c +
                      "' does not match opening parenthesis '" + open.back() +
                      "'");
      }
      open.pop_back();
    }
  }
  if (quote != 0) return refuse(": unterminated string");
  if (!open.empty()) {
    return refuse(std::string(": unmatched '") + open.back() + "'");
  }
  if (at >= text.size()) return refuse(": expecting '}'");
  *end = at;
  return true;
}

// '{' expression ['='] ['!' conversion] [':' spec] '}'
bool Parser::AddField(std::string_view* rest, bool raw, int nesting,
                      const Token& token, StringPieces* pieces) {
  if (nesting >= kMaxFormatSpecDepth) {
    RaiseHere("f-string: expressions nested too deeply");
    return false;
  }
  rest->remove_prefix(1);
  const char* begin = rest->data();
  size_t end;
  if (!FindFieldEnd(*rest, &end)) return false;
  Expr* value = FieldExpression(rest->substr(0, end), (*rest)[end], token);
  if (value == nullptr) return false;
  rest->remove_prefix(end);
  bool shows_text = false;
  if (rest->front() == '=') {
    rest->remove_prefix(1);
    while (!rest->empty() && (IsBlank(rest->front()) || rest->front() == '\v' ||
                              rest->front() == '\r')) {
      rest->remove_prefix(1);
    }
    shows_text = true;
    pieces->text.append(begin, static_cast<size_t>(rest->data() - begin));
  }
  int conversion = -1;
  Expr* spec = nullptr;
  if (!FieldConversion(rest, &conversion) ||
      !FieldSpec(rest, raw, nesting, token, &spec)) {
    return false;
  }
  if (rest->empty() || rest->front() != '}') {
    RaiseHere("f-string: expecting '}'");
    return false;
  }
  rest->remove_prefix(1);
  if (shows_text && spec == nullptr && conversion == -1) conversion = 'r';
  FlushText(pieces);
  pieces->values.push_back(
      Make<FormattedValue>(pieces->span, value, conversion, spec));
  return true;
}

bool Parser::FieldConversion(std::string_view* rest, int* conversion) {
  if (rest->empty() || rest->front() != '!') return true;
  rest->remove_prefix(1);
  if (rest->empty()) {
    RaiseHere("f-string: expecting '}'");
    return false;
  }
  char c = rest->front();
  rest->remove_prefix(1);
  if (c != 's' && c != 'r' && c != 'a') {
    RaiseHere(
        "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    return false;
  }
  *conversion = c;
  return true;
}

bool Parser::FieldSpec(std::string_view* rest, bool raw, int nesting,
                       const Token& token, Expr** spec) {
  if (rest->empty() || rest->front() != ':') return true;
  rest->remove_prefix(1);
  StringPieces pieces;
  pieces.span = token.span;
  pieces.is_format = true;
  if (!AddFields(rest, raw, nesting + 1, token, &pieces)) return false;
  *spec = FinishString(&pieces);
  return true;
}

// `text` is a part of `token`, between a '{' and `end`.
Expr* Parser::FieldExpression(std::string_view text, char end,
                              const Token& token) {
  if (text.find_first_not_of(" \t\n\f") == text.npos) {
    if (end == '}') {
      RaiseHere("f-string: empty expression not allowed");
    } else {
      RaiseHere(std::string("f-string: expression required before '") + end +
                "'");
    }
    return nullptr;
  }
  std::string_view before = token.text.substr(
      0, static_cast<size_t>(text.data() - 1 - token.text.data()));
  Origin origin;
  origin.in_fstring = true;
  origin.is_string = origin_.is_string;
  origin.int_digits_max = origin_.int_digits_max;
  origin.depth = depth_ + 1;
  origin.line = token.span.line;
  origin.col = token.span.col + static_cast<int>(before.size());
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i] != '\n') continue;
    ++origin.line;
    origin.col = static_cast<int>(before.size() - i) - 1;
  }
  // CPython leaves out the expression's column when it starts on a new line.
  origin.error_col = origin.col;
  size_t first = text.find_first_not_of(" \t\f");
  if (text[first] == '\n') {
    origin.error_col = origin.line == token.span.line ? token.span.col : 0;
  }
  Source source;
  source.Take("(" + std::string(text) + ")\n");
  auto parser = std::make_unique<Parser>(source, filename_, arena_, origin);
  Expr* value = parser->ParseField();
  if (value == nullptr && !failed_) {
    failed_ = true;
    error_ = parser->error_;
  }
  return value;
}

}  // namespace midge::vm::syntax

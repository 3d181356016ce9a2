#include "vm/syntax/lexer.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "vm/syntax/source.h"
#include "vm/text/unicode.h"

namespace midge::vm::syntax {
namespace {

bool IsWordStart(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c >= 128;
}

bool IsDigit(int c) { return c >= '0' && c <= '9'; }

bool IsWordChar(int c) { return IsWordStart(c) || IsDigit(c); }

std::string CodePointName(uint32_t c) {
  char name[16];
  std::snprintf(name, sizeof(name), "U+%04X", c);
  return name;
}

char OpeningOf(char closing) {
  if (closing == ')') return '(';
  return closing == ']' ? '[' : '{';
}

}  // namespace

Lexer::Lexer(std::string_view text, int first_line, bool is_bare)
    : text_(text), is_bare_(is_bare), line_(first_line - 1) {}

int Lexer::Get() {
  if (cur_ == line_end_) {
    if (cur_ == text_.size()) {
      at_end_ = true;
      return kEof;
    }
    line_start_ = cur_;
    if (!in_token_) lines_start_ = cur_;
    size_t end = text_.find('\n', cur_);
    line_end_ = end == text_.npos ? text_.size() : end + 1;
    ++line_;
  }
  return static_cast<uint8_t>(text_[cur_++]);
}

void Lexer::Unget(int c) {
  if (c != kEof) --cur_;
}

int Lexer::Look() const {
  return cur_ < text_.size() ? static_cast<uint8_t>(text_[cur_]) : kEof;
}

bool Lexer::LookingAt(std::string_view text) const {
  return text_.substr(cur_).starts_with(text);
}

Token Lexer::Make(TokenKind kind) {
  Token token;
  token.kind = kind;
  token.level = static_cast<int16_t>(brackets_.size());
  token.text = text_.substr(start_, cur_ - start_);
  int start_col = static_cast<int>(start_ - line_start_);
  token.span = {line_, start_col, line_, col()};
  return token;
}

Token Lexer::MakeEmpty(TokenKind kind) {
  Token token;
  token.kind = kind;
  token.level = static_cast<int16_t>(brackets_.size());
  token.span = {line_, -1, line_, -1};
  return token;
}

Token Lexer::Fail(LexFailure failure) {
  if (failure_ == LexFailure::kNone) failure_ = failure;
  return MakeEmpty(TokenKind::kError);
}

bool Lexer::Refuse(std::string message) {
  int here = CountCharacters(text_.substr(line_start_), col());
  return RefuseRange(std::move(message), here, here);
}

bool Lexer::RefuseRange(std::string message, int col, int end_col) {
  if (failure_ != LexFailure::kNone) return false;
  failure_ = LexFailure::kSyntax;
  message_ = std::move(message);
  error_col_ = col;
  error_end_col_ = end_col;
  return false;
}

Token Lexer::Next() {
  if (failure_ != LexFailure::kNone) return MakeEmpty(TokenKind::kError);
  for (;;) {
    blank_line_ = false;
    in_token_ = false;
    if (at_line_start_) {
      at_line_start_ = false;
      if (!ReadIndentation()) return MakeEmpty(TokenKind::kError);
    }
    if (pending_ != 0) {
      bool indent = pending_ > 0;
      pending_ += indent ? -1 : 1;
      return MakeEmpty(indent ? TokenKind::kIndent : TokenKind::kDedent);
    }
    Token token = ReadToken();
    // A line without tokens, or inside brackets, has no end.
    if (token.kind == TokenKind::kNewline &&
        (blank_line_ || !brackets_.empty())) {
      continue;
    }
    return token;
  }
}

bool Lexer::FailIndent(LexFailure failure) {
  failure_ = failure;
  cur_ = line_end_;
  return false;
}

// A tab reaches the next multiple of 8 in `col` and counts as 1 in `alt_col`:
// indentation whose order differs between the two depends on the width of a
// tab, and is refused.
bool Lexer::ReadIndentation() {
  int col = 0;
  int alt_col = 0;
  int continued_col = 0;
  int c;
  for (;;) {
    c = Get();
    if (c == ' ') {
      ++col;
      ++alt_col;
    } else if (c == '\t') {
      col = (col / 8 + 1) * 8;
      ++alt_col;
    } else if (c == '\f') {
      col = alt_col = 0;
    } else if (c == '\\') {
      // The first backslash decides the indentation of what follows.
      if (continued_col == 0) continued_col = col;
      if (!SkipContinuation()) return false;
    } else {
      break;
    }
  }
  Unget(c);
  blank_line_ = c == '#' || c == '\n';
  if (blank_line_ || !brackets_.empty()) return true;
  if (continued_col != 0) col = alt_col = continued_col;
  return ChangeIndent(col, alt_col);
}

bool Lexer::ChangeIndent(int col, int alt_col) {
  if (col > indents_.back()) {
    if (indents_.size() >= kMaxIndents) {
      return FailIndent(LexFailure::kTooDeep);
    }
    if (alt_col <= alt_indents_.back()) return FailIndent(LexFailure::kTabs);
    ++pending_;
    indents_.push_back(col);
    alt_indents_.push_back(alt_col);
    return true;
  }
  while (indents_.size() > 1 && col < indents_.back()) {
    --pending_;
    indents_.pop_back();
    alt_indents_.pop_back();
  }
  if (col != indents_.back()) return FailIndent(LexFailure::kDedent);
  if (alt_col != alt_indents_.back()) return FailIndent(LexFailure::kTabs);
  return true;
}

// After a backslash: its newline, and something after it.
bool Lexer::SkipContinuation() {
  const int end = Get();
  const bool is_source_end = is_bare_ && cur_ == text_.size();
  if (end != '\n' || is_source_end) {
    if (is_source_end) Unget(end);
    failure_ = LexFailure::kContinuation;
    return false;
  }
  int c = Get();
  if (c == kEof) {
    failure_ = LexFailure::kEndOfFile;
    cur_ = line_end_;
    return false;
  }
  Unget(c);
  return true;
}

// The comment from start_ to `end`, if it gives a type.
void Lexer::NoteComment(size_t end) {
  constexpr std::string_view kType = "type:";
  const auto skip_blanks = [](std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
  };
  std::string_view text =
      skip_blanks(text_.substr(start_ + 1, end - start_ - 1));
  if (!text.starts_with(kType)) return;
  text.remove_prefix(kType.size());
  type_comments_.push_back({line_, static_cast<int>(start_ - line_start_),
                            static_cast<int>(brackets_.size()),
                            skip_blanks(text)});
}

Token Lexer::ReadToken() {
  int c;
  for (;;) {
    in_token_ = false;
    do {
      c = Get();
    } while (c == ' ' || c == '\t' || c == '\f');
    in_token_ = true;
    start_ = c == kEof ? cur_ : cur_ - 1;
    if (c == '#') {
      while (c != kEof && c != '\n') c = Get();
      NoteComment(c == kEof ? cur_ : cur_ - 1);
    }
    if (c != '\\') break;
    if (!SkipContinuation()) return Fail(failure_);
  }
  if (c == kEof) {
    if (!brackets_.empty()) return Fail(LexFailure::kEndOfFile);
    return MakeEmpty(TokenKind::kEndMarker);
  }
  if (IsWordStart(c)) return ReadWord(c);
  if (c == '\n') {
    at_line_start_ = true;
    start_ = std::min(start_, cur_ - 1);
    if (is_bare_ && cur_ == text_.size()) {
      return MakeEmpty(TokenKind::kNewline);
    }
    Token token = Make(TokenKind::kNewline);
    token.span.end_col -= 1;
    return token;
  }
  if (IsDigit(c) || (c == '.' && IsDigit(Look()))) return ReadNumber(c);
  if (c == '\'' || c == '"') return ReadString(c);
  return ReadOperator(c);
}

// b, r, u and f in the orders and combinations that Python has.
Token Lexer::ReadWord(int c) {
  bool b = false, r = false, u = false, f = false;
  bool ascii = true;
  for (;;) {
    int lower = c | 0x20;
    if (!(b || u || f) && lower == 'b') {
      b = true;
    } else if (!(b || u || r || f) && lower == 'u') {
      u = true;
    } else if (!(r || u) && lower == 'r') {
      r = true;
    } else if (!(f || b || u) && lower == 'f') {
      f = true;
    } else {
      break;
    }
    c = Get();
    if (c == '"' || c == '\'') return ReadString(c);
  }
  while (IsWordChar(c)) {
    if (c >= 128) ascii = false;
    c = Get();
  }
  Unget(c);
  if (!ascii && !CheckWord()) return Fail(LexFailure::kSyntax);
  Token token = Make(TokenKind::kName);
  token.kind = KindOfWord(token.text);
  return token;
}

bool Lexer::CheckWord() {
  std::string_view word = text_.substr(start_, cur_ - start_);
  size_t at = 0;
  while (at < word.size()) {
    bool first = at == 0;
    uint32_t c = NextCodePoint(word, &at);
    if (c == '_' ||
        (first ? text::IsIdentifierStart(c) : text::IsIdentifierContinue(c))) {
      continue;
    }
    size_t begin = cur_ - word.size();
    cur_ = begin + at;
    if (!text::IsPrintable(c)) {
      return Refuse("invalid non-printable character " + CodePointName(c));
    }
    std::string character;
    AppendUtf8(c, &character);
    return Refuse("invalid character '" + character + "' (" + CodePointName(c) +
                  ")");
  }
  return true;
}

Token Lexer::ReadString(int quote) {
  int first_line = line_;
  size_t first_line_start = line_start_;
  // The quote itself: prefixes come before it.
  int size = 1;
  if (Look() == quote) {
    ++cur_;
    if (Look() != quote) size = 0;
    if (size == 1) {
      ++cur_;
      size = 3;
    }
  }
  for (int ends = 0; ends != size;) {
    int c = Get();
    if (c == kEof || (size == 1 && c == '\n')) {
      int last_line = line_;
      cur_ = start_ + 1;
      line_start_ = first_line_start;
      line_ = first_line;
      Refuse((size == 3 ? "unterminated triple-quoted string literal"
                        : "unterminated string literal") +
             std::string(" (detected at line ") + std::to_string(last_line) +
             ")");
      return MakeEmpty(TokenKind::kError);
    }
    ends = c == quote ? ends + 1 : 0;
    if (c == '\\') Get();
  }
  Token token = Make(TokenKind::kString);
  token.span.line = first_line;
  token.span.col = static_cast<int>(start_ - first_line_start);
  return token;
}

Token Lexer::ReadOperator(int c) {
  for (size_t size = 3; size >= 2; --size) {
    TokenKind kind = KindOfOperator(text_.substr(start_, size));
    if (kind == TokenKind::kStray || start_ + size > text_.size()) continue;
    cur_ = start_ + size;
    return Make(kind);
  }
  if (!OpenOrClose(c)) return Fail(LexFailure::kSyntax);
  if (c < ' ' || c == 127) {
    Refuse("invalid non-printable character " +
           CodePointName(static_cast<uint32_t>(c)));
    return Fail(LexFailure::kSyntax);
  }
  return Make(KindOfOperator(text_.substr(start_, 1)));
}

bool Lexer::OpenOrClose(int c) {
  if (c == '(' || c == '[' || c == '{') {
    if (brackets_.size() >= kMaxOpenBrackets) {
      return Refuse("too many nested parentheses");
    }
    brackets_.push_back(
        {static_cast<char>(c), line_, static_cast<int>(start_ - line_start_)});
    return true;
  }
  if (c != ')' && c != ']' && c != '}') return true;
  char closing = static_cast<char>(c);
  if (brackets_.empty()) {
    return Refuse(std::string("unmatched '") + closing + "'");
  }
  OpenBracket open = brackets_.back();
  brackets_.pop_back();
  if (OpeningOf(closing) == open.sign) return true;
  std::string message = std::string("closing parenthesis '") + closing +
                        "' does not match opening parenthesis '" + open.sign +
                        "'";
  if (open.line != line_) message += " on line " + std::to_string(open.line);
  return Refuse(message);
}

}  // namespace midge::vm::syntax

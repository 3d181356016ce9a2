// Numbers and strings without fields: from their text to their value.
#include <charconv>
#include <cmath>

#include "vm/syntax/parser.h"
#include "vm/syntax/string_pieces.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"
#include "vm/text/unicode_names.h"

namespace midge::vm::syntax {
namespace {

bool IsFloat(std::string_view digits) {
  bool radix = digits.size() > 1 && (digits[1] | 0x20) == 'x';
  return !radix && digits.find_first_of(".eE") != digits.npos;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// REQUIRES: `digits` is an int literal without underscores.
bool FitsInteger(std::string_view digits, int64_t* value) {
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    char mark = static_cast<char>(digits[1] | 0x20);
    if (mark == 'x') base = 16;
    if (mark == 'o') base = 8;
    if (mark == 'b') base = 2;
    if (base != 10) digits.remove_prefix(2);
  }
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(),
                                *value, base);
  return result.ec == std::errc();
}

// What the one-letter escapes stand for, or -1.
int SimpleEscape(char c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"':
      return c;
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return -1;
  }
}

bool IsOctal(char c) { return c >= '0' && c <= '7'; }

// Reads up to three octal digits at text[*at].
uint32_t ReadOctal(std::string_view text, size_t* at) {
  uint32_t value = 0;
  for (int i = 0; i < 3 && *at < text.size() && IsOctal(text[*at]); ++i) {
    value = value * 8 + static_cast<uint32_t>(text[(*at)++] - '0');
  }
  return value;
}

}  // namespace

Expr* Parser::NumberAtom() {
  const Token* token = Accept(TokenKind::kNumber);
  if (token == nullptr) return nullptr;
  Span span = token->span;
  std::string digits;
  for (char c : token->text) {
    if (c != '_') digits.push_back(c);
  }
  Literal value;
  bool radix = digits.size() > 1 && (digits[1] | 0x20) == 'x';
  bool imaginary = !radix && (digits.back() | 0x20) == 'j';
  if (imaginary) digits.pop_back();
  if (imaginary || IsFloat(digits)) {
    value.kind = imaginary ? LiteralKind::kImaginary : LiteralKind::kFloat;
    if (!text::ParseDouble(digits, &value.number)) {
      RaiseHere("invalid number");
    }
  } else {
    value.kind = LiteralKind::kInt;
    value.text = arena_->CopyText(digits);
    value.is_small = FitsInteger(digits, &value.integer);
    const bool decimal = digits[0] != '0';
    const int32_t digits_max = origin_.int_digits_max;
    const auto count = static_cast<int64_t>(digits.size());
    if (decimal && digits_max > 0 && count > digits_max) {
      RaiseKnown(DiagnosticKind::kSyntaxError,
                 text::TooManyDigits(digits_max, count) +
                     " - Consider hexadecimal for huge integer literals to "
                     "avoid decimal conversion limits.",
                 {span.line, 0, span.end_line, 0});
    }
  }
  return Make<Constant>(span, value, false);
}

Expr* Parser::Strings() {
  return Remembered(Rule::kStrings, &Parser::StringsRule);
}

Expr* Parser::StringsRule() {
  size_t start = mark_;
  while (Accept(TokenKind::kString)) {
  }
  if (mark_ == start) return nullptr;
  StringPieces pieces;
  pieces.span = SpanFrom(start);
  pieces.is_bytes = HasPrefix(tokens_[start].text, 'b');
  pieces.is_unicode = tokens_[start].text[0] == 'u';
  for (size_t i = start; i < mark_; ++i) {
    const Token token = tokens_[i];
    literal_ = token.span;
    if (HasPrefix(token.text, 'b') != pieces.is_bytes) {
      RaiseHere("cannot mix bytes and nonbytes literals");
    }
    if (failed_ || !AddString(token, &pieces)) return BackTo(start);
  }
  return FinishString(&pieces);
}

bool HasPrefix(std::string_view literal, char letter) {
  for (char c : literal) {
    if (c == '\'' || c == '"') return false;
    if ((c | 0x20) == letter) return true;
  }
  return false;
}

bool Parser::AddString(const Token& token, StringPieces* pieces) {
  std::string_view body = token.text;
  bool raw = HasPrefix(body, 'r');
  bool format = HasPrefix(body, 'f');
  body.remove_prefix(body.find_first_of("'\""));
  size_t quotes =
      body.size() >= 6 && body[1] == body[0] && body[2] == body[0] ? 3 : 1;
  body = body.substr(quotes, body.size() - 2 * quotes);
  if (format) {
    pieces->is_format = true;
    return AddFields(&body, raw, 0, token, pieces);
  }
  if (!pieces->is_bytes) return AddText(body, raw, pieces);
  for (char c : body) {
    if (static_cast<uint8_t>(c) >= 0x80) {
      RaiseHere("bytes can only contain ASCII literal characters");
      return false;
    }
  }
  if (!raw) return DecodeByteEscapes(body, &pieces->text);
  pieces->text += body;
  return true;
}

bool Parser::AddText(std::string_view body, bool raw, StringPieces* pieces) {
  if (!raw && body.find('\\') != body.npos) {
    return DecodeEscapes(body, &pieces->text);
  }
  pieces->text += body;
  return true;
}

bool Parser::DecodeByteEscapes(std::string_view body, std::string* out) {
  size_t at = 0;
  bool noted = false;
  while (at < body.size()) {
    char c = body[at++];
    if (c != '\\' || at == body.size()) {
      out->push_back(c);
      continue;
    }
    size_t escape = at - 1;
    c = body[at];
    if (c == '\n') {
      ++at;
    } else if (int simple = SimpleEscape(c); simple >= 0) {
      ++at;
      out->push_back(static_cast<char>(simple));
    } else if (IsOctal(c)) {
      const uint32_t value = ReadOctal(body, &at);
      if (value > 0xFF) NoteEscape(body, at - 3, &noted);
      out->push_back(static_cast<char>(value));
    } else if (c == 'x') {
      int high = at + 1 < body.size() ? HexDigit(body[at + 1]) : -1;
      int low = at + 2 < body.size() ? HexDigit(body[at + 2]) : -1;
      if (high < 0 || low < 0) {
        RaiseHere("(value error) invalid \\x escape at position " +
                  std::to_string(escape));
        return false;
      }
      at += 3;
      out->push_back(static_cast<char>(high * 16 + low));
    } else {
      NoteEscape(body, at, &noted);
      out->push_back('\\');
    }
  }
  return true;
}

namespace {

// Where text[at] would be if every character outside ASCII were written
// \UXXXXXXXX: positions in messages count so, as CPython's do.
size_t EscapedPosition(std::string_view text, size_t at) {
  size_t position = 0;
  char before = 0;
  for (char c : text.substr(0, at)) {
    auto byte = static_cast<uint8_t>(c);
    if (byte < 0x80) position += 1;
    if (byte >= 0xc0) position += before == '\\' ? 15 : 10;
    before = before == '\\' ? '\0' : c;
  }
  return position;
}

int HexEscapeLength(char c) {
  if (c == 'x') return 2;
  if (c == 'u') return 4;
  return c == 'U' ? 8 : 0;
}

}  // namespace

// Raises CPython's words for a bad escape at body[begin … end - 1].
bool Parser::RefuseEscape(std::string_view body, size_t begin, size_t end,
                          const std::string& what) {
  size_t first = EscapedPosition(body, begin);
  size_t last = EscapedPosition(body, end) - 1;
  std::string where = " position " + std::to_string(first);
  if (last > first) where += "-" + std::to_string(last);
  RaiseHere("(unicode error) 'unicodeescape' codec can't decode " +
            std::string(last > first ? "bytes in" : "byte 0x5c in") + where +
            ": " + what);
  return false;
}

bool Parser::DecodeHexEscape(std::string_view body, size_t* at,
                             std::string* out) {
  size_t escape = *at - 1;
  char letter = body[(*at)++];
  uint32_t value = 0;
  for (int left = HexEscapeLength(letter); left > 0; --left) {
    int digit = *at < body.size() ? HexDigit(body[*at]) : -1;
    if (digit < 0) {
      std::string name(static_cast<size_t>(HexEscapeLength(letter)), 'X');
      return RefuseEscape(
          body, escape, *at,
          std::string("truncated \\") + letter + name + " escape");
    }
    value = value * 16 + static_cast<uint32_t>(digit);
    ++*at;
  }
  if (value > 0x10ffff) {
    return RefuseEscape(body, escape, *at, "illegal Unicode character");
  }
  AppendUtf8(value, out);
  return true;
}

// \N{name}: a character by its name.
bool Parser::DecodeNamedEscape(std::string_view body, size_t* at,
                               std::string* out) {
  size_t escape = *at - 1;
  size_t open = ++*at;
  size_t close = body.find('}', open);
  if (open >= body.size() || body[open] != '{' || close == body.npos ||
      close == open + 1) {
    size_t end = close == body.npos ? body.size() : close;
    if (open >= body.size() || body[open] != '{') end = open;
    return RefuseEscape(body, escape, end, "malformed \\N character escape");
  }
  const std::u32string found =
      text::FindCharacters(body.substr(open + 1, close - open - 1), false);
  if (found.empty()) {
    return RefuseEscape(body, escape, close + 1,
                        "unknown Unicode character name");
  }
  AppendUtf8(found[0], out);
  *at = close + 1;
  return true;
}

bool Parser::DecodeEscapes(std::string_view body, std::string* out) {
  size_t at = 0;
  bool noted = false;
  while (at < body.size()) {
    char c = body[at++];
    if (c != '\\') {
      out->push_back(c);
      continue;
    }
    // An f-string's text may end so, before a field.
    if (at == body.size()) {
      out->push_back(c);
      break;
    }
    c = body[at];
    if (c == '\n') {
      ++at;
    } else if (int simple = SimpleEscape(c); simple >= 0) {
      ++at;
      out->push_back(static_cast<char>(simple));
    } else if (IsOctal(c)) {
      const uint32_t value = ReadOctal(body, &at);
      if (value > 0xFF) NoteEscape(body, at - 3, &noted);
      AppendUtf8(value, out);
    } else if (HexEscapeLength(c) != 0) {
      if (!DecodeHexEscape(body, &at, out)) return false;
    } else if (c == 'N') {
      if (!DecodeNamedEscape(body, &at, out)) return false;
    } else {
      NoteEscape(body, at, &noted);
      out->push_back('\\');
    }
  }
  return true;
}

}  // namespace midge::vm::syntax

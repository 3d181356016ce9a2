// The numeric literals of the lexer. Each reader is given the character just
// read, and leaves the one after the literal unread.
#include <cctype>
#include <utility>

#include "vm/syntax/lexer.h"
#include "vm/syntax/source.h"

namespace midge::vm::syntax {
namespace {

bool IsDigitOf(int base, int c) {
  if (base == 16) return c >= 0 && c < 128 && std::isxdigit(c) != 0;
  return c >= '0' && c < '0' + base;
}

bool IsDecimalDigit(int c) { return IsDigitOf(10, c); }

bool IsWordChar(int c) {
  return c >= 128 || c == '_' || (c > 0 && std::isalnum(c) != 0);
}

bool IsWordByte(char c) { return IsWordChar(static_cast<uint8_t>(c)); }

}  // namespace

Token Lexer::ReadNumber(int c) {
  bool ok;
  if (c == '.') {
    ok = ReadFraction(Get());
  } else if (c != '0') {
    ok = ReadDecimal(c);
  } else {
    c = Get();
    int lower = c | 0x20;
    if (lower == 'x') {
      ok = ReadRadix(16, "hexadecimal");
    } else if (lower == 'o') {
      ok = ReadRadix(8, "octal");
    } else if (lower == 'b') {
      ok = ReadRadix(2, "binary");
    } else {
      ok = ReadZero(&c);
    }
  }
  return ok ? Make(TokenKind::kNumber) : Fail(LexFailure::kSyntax);
}

bool Lexer::ReadRadix(int base, const char* name) {
  int c = Get();
  do {
    if (c == '_') c = Get();
    if (!IsDigitOf(base, c)) {
      if (IsDecimalDigit(c)) break;
      Unget(c);
      return Refuse(std::string("invalid ") + name + " literal");
    }
    do {
      c = Get();
    } while (IsDigitOf(base, c));
  } while (c == '_');
  if (IsDecimalDigit(c)) {
    return Refuse(std::string("invalid digit '") + static_cast<char>(c) +
                  "' in " + name + " literal");
  }
  return EndNumber(c, name);
}

// What starts with 0: zeros, or a float with leading zeros.
bool Lexer::ReadZero(int* c) {
  for (;;) {
    if (*c == '_') {
      *c = Get();
      if (!IsDecimalDigit(*c)) {
        Unget(*c);
        return Refuse("invalid decimal literal");
      }
    }
    if (*c != '0') break;
    *c = Get();
  }
  size_t zeros_end = cur_;
  bool nonzero = IsDecimalDigit(*c);
  if (nonzero && !ReadDigits(c)) return false;
  int lower = *c | 0x20;
  if (*c == '.') return ReadFraction(Get());
  if (lower == 'e') return ReadExponent(*c);
  if (lower == 'j') return ReadImaginary(*c);
  if (nonzero) {
    Unget(*c);
    return RefuseRange(
        "leading zeros in decimal integer literals are not permitted; use an "
        "0o prefix for octal integers",
        static_cast<int>(start_ + 1 - line_start_),
        static_cast<int>(zeros_end - line_start_));
  }
  return EndNumber(*c, "decimal");
}

bool Lexer::ReadDecimal(int c) {
  if (!ReadDigits(&c)) return false;
  if (c == '.') return ReadFraction(Get());
  return ReadExponent(c);
}

// `c` is the character after the point.
bool Lexer::ReadFraction(int c) {
  if (IsDecimalDigit(c) && !ReadDigits(&c)) return false;
  return ReadExponent(c);
}

// An exponent if there is one, and what follows it.
bool Lexer::ReadExponent(int c) {
  if ((c | 0x20) == 'e') {
    int e = c;
    c = Get();
    if (c == '+' || c == '-') {
      c = Get();
      if (!IsDecimalDigit(c)) {
        Unget(c);
        return Refuse("invalid decimal literal");
      }
    } else if (!IsDecimalDigit(c)) {
      Unget(c);
      return EndNumber(e, "decimal");
    }
    if (!ReadDigits(&c)) return false;
  }
  return ReadImaginary(c);
}

bool Lexer::ReadImaginary(int c) {
  if ((c | 0x20) == 'j') return EndNumber(Get(), "imaginary");
  return EndNumber(c, "decimal");
}

// Digits with single underscores between them; `*c` becomes what follows.
bool Lexer::ReadDigits(int* c) {
  for (;;) {
    do {
      *c = Get();
    } while (IsDecimalDigit(*c));
    if (*c != '_') return true;
    *c = Get();
    if (!IsDecimalDigit(*c)) {
      Unget(*c);
      return Refuse("invalid decimal literal");
    }
  }
}

// A number may touch a keyword that can follow one (`1if x`), no other word;
// of `if`, `in` and `is` only the beginning is looked at, as in CPython.
bool Lexer::EndNumber(int c, const char* name) {
  Unget(c);
  if (!IsWordChar(c)) return true;
  std::string message = std::string("invalid ") + name + " literal";
  if (!TouchesKeyword()) return Refuse(std::move(message));
  const int here = CountCharacters(text_.substr(line_start_), col());
  warnings_.push_back({std::move(message), line_, here});
  return true;
}

bool Lexer::TouchesKeyword() const {
  for (std::string_view word : {"and", "else", "for", "or", "not"}) {
    const size_t end = cur_ + word.size();
    if (LookingAt(word) && (end >= text_.size() || !IsWordByte(text_[end]))) {
      return true;
    }
  }
  for (std::string_view word : {"if", "in", "is"}) {
    if (LookingAt(word)) return true;
  }
  return false;
}

}  // namespace midge::vm::syntax

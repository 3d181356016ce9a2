#include "vm/text/percent_format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "vm/text/float_text.h"
#include "vm/text/int_text.h"
#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

char LowerType(uint32_t type) {
  return static_cast<char>(type >= 'A' && type <= 'Z' ? type + 32 : type);
}

FormatError CheckBounds(const PercentPiece& piece) {
  if (piece.width > kFormatWidthMax || piece.precision > kFormatWidthMax) {
    return {FormatError::kMemoryError, ""};
  }
  return {};
}

// Pads to the width: zeros go between prefix and digits, spaces in front of
// both or, with '-', behind.
FormattedNumber Lay(const PercentPiece& piece, std::string prefix,
                    std::string body) {
  FormattedNumber out;
  out.prefix = std::move(prefix);
  out.body = std::move(body);
  int64_t padding = std::max<int64_t>(piece.width - out.size(), 0);
  if (piece.left) {
    out.right = padding;
  } else if (piece.zero) {
    out.fill = '0';
    out.inner = padding;
  } else {
    out.left = padding;
  }
  return out;
}

std::string Sign(const PercentPiece& piece, bool negative) {
  if (negative) return "-";
  if (piece.plus) return "+";
  return piece.blank ? " " : "";
}

void MakeUpper(std::string* text) {
  for (char& c : *text) {
    if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
  }
}

}  // namespace

bool PercentReader::Fail(const char* message) {
  error_ = {FormatError::kValueError, message};
  return false;
}

bool PercentReader::Next(PercentPiece* piece) {
  *piece = PercentPiece();
  if (at_ == text_.size()) return false;
  if (text_[at_] != '%') {
    ReadLiteral(piece);
    return true;
  }
  ++at_;
  return ReadDirective(piece);
}

void PercentReader::ReadLiteral(PercentPiece* piece) {
  piece->begin = at_;
  while (at_ < text_.size() && text_[at_] != '%') ++at_;
  piece->end = at_;
}

// Parentheses nest inside a key.
bool PercentReader::ReadKey(PercentPiece* piece) {
  piece->has_key = true;
  piece->begin = ++at_;
  int depth = 1;
  while (at_ < text_.size()) {
    uint32_t c = text_[at_++];
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) {
      piece->end = at_ - 1;
      return true;
    }
  }
  return Fail("incomplete format key");
}

void PercentReader::ReadFlags(PercentPiece* piece) {
  for (; at_ < text_.size(); ++at_) {
    switch (text_[at_]) {
      case '-':
        piece->left = true;
        break;
      case '+':
        piece->plus = true;
        break;
      case ' ':
        piece->blank = true;
        break;
      case '#':
        piece->alternate = true;
        break;
      case '0':
        piece->zero = true;
        break;
      case 'z':
        if (!is_bytes_) return;
        piece->no_negative_zero = true;
        break;
      default:
        return;
    }
  }
}

bool PercentReader::ReadNumber(int64_t limit, const char* too_big,
                               int64_t* number) {
  while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
    int64_t digit = text_[at_++] - '0';
    *number = std::max<int64_t>(*number, 0);
    if (*number > (limit - digit) / 10) return Fail(too_big);
    *number = *number * 10 + digit;
  }
  return true;
}

bool PercentReader::ReadDirective(PercentPiece* piece) {
  auto take = [this](uint32_t c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  };
  piece->directive = true;
  piece->start = at_ - 1;
  if (at_ < text_.size() && text_[at_] == '(' && !ReadKey(piece)) return false;
  ReadFlags(piece);
  piece->star_width = take('*');
  if (!piece->star_width &&
      !ReadNumber(INT64_MAX, "width too big", &piece->width)) {
    return false;
  }
  if (take('.')) {
    piece->precision = 0;
    piece->star_precision = take('*');
    if (!piece->star_precision &&
        !ReadNumber(INT32_MAX, "precision too big", &piece->precision)) {
      return false;
    }
  }
  if (!take('h') && !take('l')) take('L');
  if (at_ == text_.size()) return Fail("incomplete format");
  piece->type_index = at_;
  piece->type = text_[at_++];
  return true;
}

FormatError UnsupportedCharacter(const PercentPiece& piece) {
  char buffer[96];
  bool prints = piece.type > 31 && piece.type < 128;
  snprintf(buffer, sizeof(buffer),
           "unsupported format character '%c' (0x%x) at index %lld",
           prints ? static_cast<char>(piece.type) : '?',
           static_cast<unsigned>(piece.type),
           static_cast<long long>(piece.type_index));
  return {FormatError::kValueError, buffer};
}

FormatError PercentInt(BigView value, const PercentPiece& piece,
                       FormattedNumber* out, int32_t digits_max) {
  if (auto error = CheckBounds(piece); !error.ok()) return error;
  char type = LowerType(piece.type);
  int base = type == 'x' ? 16 : type == 'o' ? 8 : 10;
  std::string digits;
  if (IntToText({value.limbs, false}, base, &digits, digits_max) !=
      BigStatus::kOk) {
    return {FormatError::kValueError, TooManyDigits(digits_max)};
  }
  auto size = static_cast<int64_t>(digits.size());
  if (size < piece.precision) {
    digits.insert(0, static_cast<size_t>(piece.precision - size), '0');
  }
  std::string prefix = Sign(piece, value.negative);
  if (piece.alternate && base != 10) {
    prefix += '0';
    prefix += static_cast<char>(piece.type);
  }
  if (piece.type == 'X') MakeUpper(&digits);
  *out = Lay(piece, std::move(prefix), std::move(digits));
  return {};
}

FormatError PercentFloat(double value, const PercentPiece& piece,
                         FormattedNumber* out) {
  if (auto error = CheckBounds(piece); !error.ok()) return error;
  FloatFormat format;
  format.type = static_cast<char>(piece.type);
  format.precision =
      piece.precision < 0 ? 6 : static_cast<int>(piece.precision);
  format.alternate = piece.alternate;
  std::string text = FormatDouble(value, format);
  bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  if (negative && piece.no_negative_zero && std::isfinite(value)) {
    negative = HasDigitsButZero(text);
  }
  *out = Lay(piece, Sign(piece, negative), std::move(text));
  return {};
}

FormatError PercentText(int64_t size, const PercentPiece& piece,
                        FormattedText* out) {
  if (auto error = CheckBounds(piece); !error.ok()) return error;
  *out = FormattedText();
  bool cut = piece.type != 'c' && piece.precision >= 0;
  out->size = cut ? std::min(size, piece.precision) : size;
  int64_t padding = std::max<int64_t>(piece.width - out->size, 0);
  (piece.left ? out->right : out->left) = padding;
  return {};
}

}  // namespace midge::vm::text

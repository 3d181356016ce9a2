#include "vm/text/int_text.h"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <vector>

#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

bool IsPowerOfTwo(int base) { return (base & (base - 1)) == 0; }

// The value of an ASCII letter or digit, or 36.
int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 36;
}

int PrefixBase(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 0x20) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 0;
  }
}

// Takes sign and prefix off `text` and settles `base`; false when base 0 finds
// a leading zero that is not the number zero.
bool ReadPrefix(std::string_view* text, int* base, bool* negative) {
  if (!text->empty() && (text->front() == '+' || text->front() == '-')) {
    *negative = text->front() == '-';
    text->remove_prefix(1);
  }
  int prefix = PrefixBase(*text);
  if (prefix != 0 && (*base == 0 || *base == prefix)) {
    *base = prefix;
    text->remove_prefix(2);
    // One underscore may stand between prefix and digits.
    if (!text->empty() && text->front() == '_') text->remove_prefix(1);
    return true;
  }
  if (*base != 0) return true;
  *base = 10;
  if (text->empty() || text->front() != '0') return true;
  return text->find_first_not_of("0_") == std::string_view::npos;
}

// The digit values of `text`, up to anything else in it: then false.
bool ReadDigits(std::string_view text, int base,
                std::vector<unsigned char>* digits) {
  bool underscore = true;
  for (char c : text) {
    if (c == '_') {
      if (underscore) return false;
      underscore = true;
      continue;
    }
    int digit = DigitValue(c);
    if (digit >= base) return false;
    digits->push_back(static_cast<unsigned char>(digit));
    underscore = false;
  }
  return !underscore;
}

bool Exceeds(int64_t digits, int base, int32_t digits_max) {
  return digits_max > 0 && digits > digits_max && !IsPowerOfTwo(base);
}

}  // namespace

std::string TooManyDigits(int32_t digits_max) {
  return "Exceeds the limit (" + std::to_string(digits_max) +
         " digits) for integer string conversion; use "
         "sys.set_int_max_str_digits() to increase the limit";
}

std::string TooManyDigits(int32_t digits_max, int64_t digits) {
  return "Exceeds the limit (" + std::to_string(digits_max) +
         " digits) for integer string conversion: value has " +
         std::to_string(digits) +
         " digits; use sys.set_int_max_str_digits() to increase the limit";
}

std::string Int64ToText(int64_t value) {
  char buffer[24];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return std::string(buffer, end.ptr);
}

BigStatus IntToText(BigView a, int base, std::string* text,
                    int32_t digits_max) {
  int64_t value;
  if (FitsInt64(a, &value)) {
    char buffer[72];
    auto end = std::to_chars(buffer, buffer + sizeof(buffer), value, base);
    text->assign(buffer, end.ptr);
    return BigStatus::kOk;
  }
  // What is surely too long is not worth computing: a digit is fewer bits than
  // this.
  const int digit_bits = std::bit_width(static_cast<unsigned>(base - 1));
  if (Exceeds((BitLength(a) - 1) / digit_bits, base, digits_max)) {
    return BigStatus::kTooManyDigits;
  }
  Limbs scratch(a.limbs.begin(), a.limbs.end());
  scratch.push_back(0);  // mpn_get_str may write one limb more
  int bits_per_digit = 31 - __builtin_clz(static_cast<unsigned>(base));
  std::string digits(a.limbs.size() * 64 / bits_per_digit + 2, '\0');
  size_t count =
      mpn_get_str(reinterpret_cast<unsigned char*>(digits.data()), base,
                  reinterpret_cast<mp_ptr>(scratch.data()), a.limbs.size());
  digits.resize(count);
  digits.erase(0, std::min(digits.find_first_not_of('\0'), count));
  if (Exceeds(static_cast<int64_t>(digits.size()), base, digits_max)) {
    return BigStatus::kTooManyDigits;
  }
  for (char& c : digits) c = "0123456789abcdefghijklmnopqrstuvwxyz"[+c];
  if (a.negative) digits.insert(0, 1, '-');
  *text = std::move(digits);
  return BigStatus::kOk;
}

BigStatus TextToInt(std::string_view text, int base, BigInt* value,
                    int32_t digits_max) {
  BigInt result;
  bool negative = false;
  if (!ReadPrefix(&text, &base, &negative)) return BigStatus::kInvalidText;
  std::vector<unsigned char> digits;
  const bool valid = ReadDigits(text, base, &digits);
  // CPython counts the digits before it looks at what ends them, but it looks
  // at the underscores first.
  if (Exceeds(static_cast<int64_t>(digits.size()), base, digits_max) &&
      (valid || text.find("__") == std::string_view::npos)) {
    return BigStatus::kTooManyDigits;
  }
  if (!valid) return BigStatus::kInvalidText;
  size_t zeros = 0;
  while (zeros < digits.size() && digits[zeros] == 0) ++zeros;
  size_t length = digits.size() - zeros;
  const int digit_bits = std::bit_width(static_cast<unsigned>(base - 1));
  if (static_cast<int64_t>(length) > kIntBitsMax / digit_bits) {
    return BigStatus::kTooLarge;
  }
  if (length > 0) {
    result.limbs.resize(length * 6 / 64 + 2);
    size_t size = mpn_set_str(reinterpret_cast<mp_ptr>(result.limbs.data()),
                              digits.data() + zeros, length, base);
    result.limbs.resize(size);
    result.negative = negative;
    Normalise(&result);
  }
  *value = std::move(result);
  return BigStatus::kOk;
}

int64_t CountDigits(std::string_view text, int base) {
  bool negative;
  std::vector<unsigned char> digits;
  ReadPrefix(&text, &base, &negative);
  ReadDigits(text, base, &digits);
  return static_cast<int64_t>(digits.size());
}

}  // namespace midge::vm::text

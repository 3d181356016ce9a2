#include "vm/text/int_text.h"

#include <gmp.h>

#include <algorithm>
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

// The digit values of `text`; false on anything else in it.
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

}  // namespace

std::string Int64ToText(int64_t value) {
  char buffer[24];
  auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return std::string(buffer, end.ptr);
}

BigStatus IntToText(BigView a, int base, std::string* text) {
  int64_t value;
  if (FitsInt64(a, &value)) {
    char buffer[72];
    auto end = std::to_chars(buffer, buffer + sizeof(buffer), value, base);
    text->assign(buffer, end.ptr);
    return BigStatus::kOk;
  }
  // A decimal digit is more than 3.3 bits: past this the text is surely too
  // long, and is not worth computing.
  bool bounded = !IsPowerOfTwo(base);
  if (bounded && BitLength(a) > kIntTextDigitsMax * 10 / 3 + 64 && base <= 10) {
    return BigStatus::kTooManyDigits;
  }
  if (bounded && BitLength(a) > kIntTextDigitsMax * 6) {
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
  if (bounded && static_cast<int64_t>(digits.size()) > kIntTextDigitsMax) {
    return BigStatus::kTooManyDigits;
  }
  for (char& c : digits) c = "0123456789abcdefghijklmnopqrstuvwxyz"[+c];
  if (a.negative) digits.insert(0, 1, '-');
  *text = std::move(digits);
  return BigStatus::kOk;
}

BigStatus TextToInt(std::string_view text, int base, BigInt* value) {
  BigInt result;
  bool negative = false;
  if (!ReadPrefix(&text, &base, &negative)) return BigStatus::kInvalidText;
  std::vector<unsigned char> digits;
  if (!ReadDigits(text, base, &digits)) return BigStatus::kInvalidText;
  auto count = static_cast<int64_t>(digits.size());
  if (!IsPowerOfTwo(base) && count > kIntTextDigitsMax) {
    return BigStatus::kTooManyDigits;
  }
  size_t zeros = 0;
  while (zeros < digits.size() && digits[zeros] == 0) ++zeros;
  size_t length = digits.size() - zeros;
  // A digit of base 36 is less than 6 bits.
  if (static_cast<int64_t>(length) > kIntBitsMax / 6) {
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

int64_t CountDigits(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return DigitValue(c) < 36; });
}

}  // namespace midge::vm::text

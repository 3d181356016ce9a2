// float.hex() and float.fromhex().
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "vm/text/float_text.h"

namespace midge::vm::text {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string_view Strip(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 0x20) != lower[i]) return false;
  }
  return true;
}

// The number read so far: mantissa * 2**exponent, plus a little when sticky.
struct HexNumber {
  uint64_t mantissa = 0;
  int64_t exponent = 0;
  bool sticky = false;
};

// Reads hex digits with at most one point; false when there is no digit.
bool ReadMantissa(std::string_view* text, HexNumber* number) {
  bool any = false;
  bool fraction = false;
  while (!text->empty()) {
    char c = text->front();
    int digit = HexDigit(c);
    if (c == '.' && !fraction) {
      fraction = true;
    } else if (digit >= 0) {
      any = true;
      // 60 bits hold more than a double keeps; what follows only decides ties.
      if (number->mantissa >> 60 == 0) {
        number->mantissa = number->mantissa << 4 | static_cast<uint64_t>(digit);
        if (fraction) number->exponent -= 4;
      } else {
        number->sticky |= digit != 0;
        if (!fraction) number->exponent += 4;
      }
    } else {
      break;
    }
    text->remove_prefix(1);
  }
  return any;
}

// Reads [p [sign] digits] to the end of `text`.
bool ReadExponent(std::string_view text, HexNumber* number) {
  if (text.empty()) return true;
  if ((text.front() | 0x20) != 'p') return false;
  text.remove_prefix(1);
  bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text.empty()) return false;
  constexpr int64_t kFar = int64_t{1} << 40;
  int64_t exponent = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    if (exponent < kFar) exponent = exponent * 10 + (c - '0');
  }
  number->exponent += negative ? -exponent : exponent;
  return true;
}

// Rounds once, to the 53 bits or fewer that the exponent leaves.
HexStatus Compose(const HexNumber& number, double* value) {
  if (number.mantissa == 0) {
    *value = 0.0;
    return HexStatus::kOk;
  }
  int bits = 64 - __builtin_clzll(number.mantissa);
  int64_t top = number.exponent + bits;
  if (top > 1024) return HexStatus::kTooLarge;
  if (top < -1075) {
    *value = 0.0;
    return HexStatus::kOk;
  }
  // The last bit that a double with this top bit can keep.
  int64_t last = std::max<int64_t>(top - 53, -1074);
  int64_t drop = last - number.exponent;
  uint64_t kept = number.mantissa;
  if (drop > 0) {
    kept = drop > 63 ? 0 : number.mantissa >> drop;
    uint64_t half = uint64_t{1} << (drop - 1);
    uint64_t rest = number.mantissa & ((half << 1) - 1);
    bool above = rest > half || (rest == half && number.sticky);
    if (above || (rest == half && (kept & 1))) ++kept;
    *value = std::ldexp(static_cast<double>(kept), static_cast<int>(last));
  } else {
    *value = std::ldexp(static_cast<double>(kept),
                        static_cast<int>(number.exponent));
  }
  return std::isinf(*value) ? HexStatus::kTooLarge : HexStatus::kOk;
}

}  // namespace

std::string HexDouble(double value) {
  if (!std::isfinite(value)) return ReprDouble(value);
  std::string out = std::signbit(value) ? "-0x" : "0x";
  if (value == 0) return out + "0.0p+0";
  int exponent;
  double fraction = std::frexp(std::fabs(value), &exponent);
  // A subnormal keeps the least exponent and a leading 0.
  int shift = 1 - std::max(-1021 - exponent, 0);
  fraction = std::ldexp(fraction, shift);
  exponent -= shift;
  auto bits = static_cast<uint64_t>(std::ldexp(fraction, 52));
  out += static_cast<char>('0' + (bits >> 52));
  out += '.';
  for (int i = 48; i >= 0; i -= 4) out += "0123456789abcdef"[(bits >> i) & 15];
  out += exponent < 0 ? "p-" : "p+";
  return out + std::to_string(std::abs(exponent));
}

HexStatus ParseHexDouble(std::string_view text, double* value) {
  text = Strip(text);
  bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    text.remove_prefix(1);
  }
  HexStatus status = HexStatus::kOk;
  if (EqualsIgnoringCase(text, "inf") || EqualsIgnoringCase(text, "infinity")) {
    *value = std::numeric_limits<double>::infinity();
  } else if (EqualsIgnoringCase(text, "nan")) {
    *value = std::numeric_limits<double>::quiet_NaN();
  } else {
    if (text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
      text.remove_prefix(2);
    }
    HexNumber number;
    if (!ReadMantissa(&text, &number) || !ReadExponent(text, &number)) {
      return HexStatus::kInvalid;
    }
    status = Compose(number, value);
  }
  if (negative) *value = -*value;
  return status;
}

}  // namespace midge::vm::text

#include "vm/text/float_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

// Sign, 309 digits, point, 1074 digits and an exponent.
constexpr size_t kBufferSize = 1500;

// 0.DIGITS * 10**point, without sign.
struct Decimal {
  std::string digits;
  int point;
};

// Reads what to_chars wrote in scientific form: "d.ddde±xx".
Decimal ReadScientific(const char* begin, const char* end) {
  Decimal decimal{{}, 0};
  const char* mark = std::find(begin, end, 'e');
  for (const char* p = begin; p < mark; ++p) {
    if (*p != '.') decimal.digits += *p;
  }
  const char* exponent = mark + 1;
  if (*exponent == '+') ++exponent;
  std::from_chars(exponent, end, decimal.point);
  ++decimal.point;
  return decimal;
}

void AppendExponent(int exponent, std::string* out) {
  *out += 'e';
  *out += exponent < 0 ? '-' : '+';
  std::string digits = std::to_string(std::abs(exponent));
  if (digits.size() < 2) *out += '0';
  *out += digits;
}

// Writes `decimal` with at least `want` digits counted from its first one.
std::string Layout(const Decimal& decimal, bool exponent, int want,
                   const FloatFormat& format) {
  std::string digits = decimal.digits;
  if (static_cast<int>(digits.size()) < want) digits.resize(want, '0');
  int point = exponent ? 1 : decimal.point;
  std::string out;
  if (point <= 0) {
    out = "0";
  } else {
    if (static_cast<int>(digits.size()) < point) digits.resize(point, '0');
    out = digits.substr(0, point);
  }
  std::string fraction =
      point <= 0 ? std::string(-point, '0') + digits : digits.substr(point);
  if (!fraction.empty()) {
    out += '.';
    out += fraction;
  } else if (format.add_dot_zero && !exponent) {
    out += ".0";
  } else if (format.alternate) {
    out += '.';
  }
  if (exponent) AppendExponent(decimal.point - 1, &out);
  return out;
}

std::string FormatShortest(double magnitude, const FloatFormat& format) {
  char buffer[kBufferSize];
  auto end = std::to_chars(buffer, buffer + kBufferSize, magnitude,
                           std::chars_format::scientific);
  Decimal decimal = ReadScientific(buffer, end.ptr);
  bool exponent = decimal.point <= -4 || decimal.point > 16;
  return Layout(decimal, exponent, 0, format);
}

std::string FormatGeneral(double magnitude, const FloatFormat& format) {
  int precision = std::max(format.precision, 1);
  char buffer[kBufferSize];
  auto end = std::to_chars(buffer, buffer + kBufferSize, magnitude,
                           std::chars_format::scientific,
                           std::min(precision, kDoubleFractionDigitsMax) - 1);
  Decimal decimal = ReadScientific(buffer, end.ptr);
  while (decimal.digits.size() > 1 && decimal.digits.back() == '0') {
    decimal.digits.pop_back();
  }
  int fixed_max = precision - (format.add_dot_zero ? 1 : 0);
  bool exponent = decimal.point <= -4 || decimal.point > fixed_max;
  return Layout(decimal, exponent, format.alternate ? precision : 0, format);
}

// e and f: to_chars rounds the exact value; zeros beyond its last digit are
// ours.
std::string FormatPrecise(double magnitude, char type,
                          const FloatFormat& format) {
  char buffer[kBufferSize];
  auto form =
      type == 'e' ? std::chars_format::scientific : std::chars_format::fixed;
  int exact = std::min(format.precision, kDoubleFractionDigitsMax);
  auto end =
      std::to_chars(buffer, buffer + kBufferSize, magnitude, form, exact);
  std::string out(buffer, end.ptr);
  size_t tail = std::min(out.find('e'), out.size());
  if (format.precision > exact) {
    out.insert(tail, format.precision - exact, '0');
  }
  if (format.alternate && format.precision == 0) out.insert(tail, 1, '.');
  return out;
}

void AsciiUpper(std::string* text) {
  for (char& c : *text) {
    if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
  }
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return Lower(a) == b; });
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes the underscores out of `text`; false when one of them does not stand
// between two digits.
bool DropUnderscores(std::string_view text, std::string* plain) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      *plain += text[i];
      continue;
    }
    if (i == 0 || i + 1 == text.size()) return false;
    if (!IsDigit(text[i - 1]) || !IsDigit(text[i + 1])) return false;
  }
  return true;
}

// Takes '+' or '-' off the front of `text`; true for '-'.
bool TakeSign(std::string_view* text) {
  if (text->empty()) return false;
  char sign = text->front();
  if (sign != '+' && sign != '-') return false;
  text->remove_prefix(1);
  return sign == '-';
}

bool ParseInfinityOrNan(std::string_view text, double* value) {
  if (EqualsIgnoringCase(text, "inf") || EqualsIgnoringCase(text, "infinity")) {
    *value = std::numeric_limits<double>::infinity();
    return true;
  }
  if (EqualsIgnoringCase(text, "nan")) {
    *value = std::numeric_limits<double>::quiet_NaN();
    return true;
  }
  return false;
}

// digits [. digits] [e [sign] digits], with a digit on one side of the point.
bool IsDecimalNumber(std::string_view text) {
  size_t i = 0;
  size_t digits = 0;
  for (; i < text.size() && IsDigit(text[i]); ++i) ++digits;
  if (i < text.size() && text[i] == '.') {
    for (++i; i < text.size() && IsDigit(text[i]); ++i) ++digits;
  }
  if (digits == 0) return false;
  if (i == text.size()) return true;
  if (Lower(text[i]) != 'e') return false;
  ++i;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  if (i == text.size()) return false;
  return std::all_of(text.begin() + i, text.end(), IsDigit);
}

// from_chars says only "out of range". The value is then either tiny or huge:
// the exponent of the first digit that is not zero tells which.
double OutOfRange(std::string_view text) {
  size_t mark = std::min(text.find_first_of("eE"), text.size());
  std::string_view mantissa = text.substr(0, mark);
  int64_t exponent = 0;
  if (mark < text.size()) {
    std::string_view tail = text.substr(mark + 1);
    bool negative = TakeSign(&tail);
    auto read =
        std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (read.ec != std::errc()) exponent = int64_t{1} << 60;
    if (negative) exponent = -exponent;
  }
  auto point = static_cast<int64_t>(std::min(mantissa.find('.'), mark));
  auto first = static_cast<int64_t>(mantissa.find_first_of("123456789"));
  bool huge = point - first + exponent > 0;
  return huge ? std::numeric_limits<double>::infinity() : 0.0;
}

}  // namespace

std::string ReprDouble(double value) {
  FloatFormat format;
  format.add_dot_zero = true;
  return FormatDouble(value, format);
}

std::string FormatDouble(double value, const FloatFormat& format) {
  char type = Lower(format.type);
  std::string out;
  if (std::isnan(value)) {
    out = "nan";
  } else if (std::isinf(value)) {
    out = "inf";
  } else if (type == 'r') {
    out = FormatShortest(std::fabs(value), format);
  } else if (type == 'g') {
    out = FormatGeneral(std::fabs(value), format);
  } else {
    out = FormatPrecise(std::fabs(value), type, format);
  }
  if (type != format.type) AsciiUpper(&out);
  if (std::signbit(value) && !std::isnan(value)) out.insert(0, 1, '-');
  return out;
}

bool ParseDecimal(std::string_view text, double* value) {
  if (!IsDecimalNumber(text)) return false;
  const char* end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, *value);
  if (read.ec == std::errc::result_out_of_range) *value = OutOfRange(text);
  return true;
}

bool ParseDouble(std::string_view text, double* value) {
  std::string plain;
  if (text.find('_') != std::string_view::npos) {
    if (!DropUnderscores(text, &plain)) return false;
    text = plain;
  }
  bool negative = TakeSign(&text);
  if (!ParseInfinityOrNan(text, value) && !ParseDecimal(text, value)) {
    return false;
  }
  if (negative) *value = -*value;
  return true;
}

bool RoundDouble(double value, int64_t digits, double* result) {
  // Beyond these the value has no digit there, or no digit left.
  constexpr int64_t kDigitsMax = 323;
  constexpr int64_t kDigitsMin = -308;
  if (digits > kDigitsMax || value == 0) {
    *result = value;
    return true;
  }
  if (digits < kDigitsMin) {
    *result = std::copysign(0.0, value);
    return true;
  }
  char buffer[kBufferSize];
  double magnitude = std::fabs(value);
  int precision = static_cast<int>(std::max<int64_t>(digits, 0));
  if (digits < 0) precision = kDoubleFractionDigitsMax;
  auto end = std::to_chars(buffer, buffer + kBufferSize, magnitude,
                           std::chars_format::fixed, precision);
  std::string text(buffer, end.ptr);
  if (digits < 0) {
    // Round the exact digits to a multiple of 10**-digits, ties to even.
    size_t whole = text.find('.');
    std::string all = text.substr(0, whole) + text.substr(whole + 1);
    auto dropped = static_cast<size_t>(-digits);
    if (dropped > whole) {
      all.insert(0, dropped - whole, '0');
      whole = dropped;
    }
    size_t kept = whole - dropped;
    all.insert(0, 1, '0');
    ++kept;
    bool above = all[kept] > '5' ||
                 (all[kept] == '5' &&
                  all.find_first_not_of('0', kept + 1) != std::string::npos);
    bool tie = all[kept] == '5' && !above;
    if (above || (tie && (all[kept - 1] - '0') % 2 == 1)) {
      size_t i = kept - 1;
      while (all[i] == '9') all[i--] = '0';
      ++all[i];
    }
    text = all.substr(0, kept) + "e" + std::to_string(dropped);
  }
  if (!ParseDecimal(text, result)) return false;
  if (std::isinf(*result)) return false;
  *result = std::copysign(*result, value);
  return true;
}

DoubleParts SplitDouble(double value) {
  if (value == 0) return {0, 0};
  int exponent;
  double fraction = std::frexp(value, &exponent);
  auto mantissa = static_cast<int64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  int zeros = __builtin_ctzll(static_cast<uint64_t>(mantissa));
  return {mantissa >> zeros, exponent + zeros};
}

}  // namespace midge::vm::text

// Doubles to text and back, exactly as CPython's float does it.
//
// Pure functions; no locale, no state. Text is ASCII.
#ifndef MIDGE_VM_TEXT_FLOAT_TEXT_H_
#define MIDGE_VM_TEXT_FLOAT_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace midge::vm::text {

// repr(value): the shortest digits that read back as `value`; an exponent
// when it is < -4 or >= 16; "inf", "-inf", "nan".
std::string ReprDouble(double value);

struct FloatFormat {
  // One of e E f F g G, or r (shortest digits, as repr).
  char type = 'r';
  // Digits after the point (e, f) or significant digits (g); unused for r.
  int precision = 6;
  // '#': keep the point and, for g, the trailing zeros.
  bool alternate = false;
  // Append ".0" to a result that would read as an int.
  bool add_dot_zero = false;
};

// The text of `value`, with '-' when negative (also -0.0) and never a '+'.
// REQUIRES: 0 <= precision <= kFormatWidthMax.
std::string FormatDouble(double value, const FloatFormat& format);

// float(text) without surrounding white space: sign, digits with single
// underscores between them, exponent, "inf", "infinity", "nan" in any case.
// False when `text` is none of these.
bool ParseDouble(std::string_view text, double* value);

// The value of plain ASCII decimal text (digits, point, exponent; no sign, no
// underscore), rounded half to even; too large gives infinity.
// False unless the whole of `text` is a number.
bool ParseDecimal(std::string_view text, double* value);

// round(value, digits): correctly rounded, ties to even. False when the
// result overflows ("rounded value too large to represent").
// REQUIRES: value is finite.
bool RoundDouble(double value, int64_t digits, double* result);

// float.hex().
std::string HexDouble(double value);

enum class HexStatus { kOk, kInvalid, kTooLarge };

// float.fromhex(): surrounding ASCII white space is allowed.
HexStatus ParseHexDouble(std::string_view text, double* value);

// value = mantissa * 2**exponent with an odd mantissa (or 0 * 2**0): what
// as_integer_ratio() and int(value) are made of.
// REQUIRES: value is finite.
struct DoubleParts {
  int64_t mantissa;
  int exponent;
};
DoubleParts SplitDouble(double value);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_FLOAT_TEXT_H_

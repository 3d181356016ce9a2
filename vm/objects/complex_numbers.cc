#include "vm/objects/complex_numbers.h"

#include <cctype>
#include <cmath>
#include <cstring>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/formatting.h"
#include "vm/objects/numbers.h"
#include "vm/text/float_text.h"
#include "vm/text/hash.h"

namespace midge::vm {
namespace {

using Op = BinaryOperator;

OpResult Fail(NativeResult) { return OpResult::kRaise; }

OpResult Done(Context& context, Value* out, ComplexValue value) {
  *out = NewComplex(context, value);
  return OpResult::kDone;
}

// Component by component: what the language defines, also for infinities, for
// which std::complex has rules of its own.
ComplexValue Multiply(ComplexValue a, ComplexValue b) {
  return {a.real() * b.real() - a.imag() * b.imag(),
          a.real() * b.imag() + a.imag() * b.real()};
}

// Smith's way: scaled by the larger part of b.  REQUIRES: b is not 0.
ComplexValue Divide(ComplexValue a, ComplexValue b) {
  if (std::isnan(b.real()) || std::isnan(b.imag())) {
    return {std::nan(""), std::nan("")};
  }
  if (std::fabs(b.real()) >= std::fabs(b.imag())) {
    const double ratio = b.imag() / b.real();
    const double scale = b.real() + b.imag() * ratio;
    return {(a.real() + a.imag() * ratio) / scale,
            (a.imag() - a.real() * ratio) / scale};
  }
  const double ratio = b.real() / b.imag();
  const double scale = b.real() * ratio + b.imag();
  return {(a.real() * ratio + a.imag()) / scale,
          (a.imag() * ratio - a.real()) / scale};
}

bool IsZero(ComplexValue v) { return v.real() == 0 && v.imag() == 0; }

OpResult DivideInto(Context& context, ComplexValue a, ComplexValue b,
                    Value* out) {
  if (IsZero(b)) {
    return Fail(RaiseZeroDivision(context, "complex division by zero"));
  }
  return Done(context, out, Divide(a, b));
}

// By squaring: exact where the parts are small ints.
ComplexValue PowerOfInt(ComplexValue base, int64_t exponent) {
  ComplexValue result(1, 0);
  for (uint64_t rest = static_cast<uint64_t>(std::abs(exponent)); rest != 0;
       rest >>= 1) {
    if (rest & 1) result = Multiply(result, base);
    base = Multiply(base, base);
  }
  return exponent < 0 ? Divide({1, 0}, result) : result;
}

// Of a polar form: the angle and the logarithm of the length are multiplied.
// Nothing if the angle is infinite.
std::optional<ComplexValue> PowerOf(ComplexValue base, ComplexValue exponent) {
  const double length = std::hypot(base.real(), base.imag());
  const double angle = std::atan2(base.imag(), base.real());
  double new_length = std::pow(length, exponent.real());
  double new_angle = angle * exponent.real();
  if (exponent.imag() != 0) {
    new_length /= std::exp(angle * exponent.imag());
    new_angle += exponent.imag() * std::log(length);
  }
  if (std::isinf(new_angle)) return std::nullopt;
  return ComplexValue(new_length * std::cos(new_angle),
                      new_length * std::sin(new_angle));
}

// Ints up to this are raised to by squaring.
constexpr double kSmallExponentMax = 100;

// The text of a part, as repr() of a float without its ".0".
std::string PartText(double part, bool sign) {
  const std::string text = text::FormatDouble(part, {});
  return sign && text[0] != '-' ? "+" + text : text;
}

// The end of the number that begins at `at`, or `at` if none does.
size_t ScanNumber(std::string_view text, size_t at) {
  size_t i = at;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  for (const char* word : {"infinity", "inf", "nan"}) {
    const size_t length = std::string_view(word).size();
    const std::string_view there = text.substr(i, length);
    if (absl::EqualsIgnoreCase({there.data(), there.size()}, word)) {
      return i + length;
    }
  }
  const size_t digits = i;
  const auto skip_digits = [&] {
    while (
        i < text.size() &&
        (std::isdigit(static_cast<unsigned char>(text[i])) || text[i] == '_')) {
      ++i;
    }
  };
  skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    skip_digits();
  }
  if (i == digits) return at;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const size_t before = i++;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    const size_t exponent = i;
    skip_digits();
    if (i == exponent) i = before;
  }
  return i;
}

std::string_view Strip(std::string_view text) {
  const auto space = [](char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
  };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

bool IsJ(std::string_view text) { return text == "j" || text == "J"; }

// The part that "+", "-" or "" stands for before a j.
bool ParseImaginary(std::string_view text, double* out) {
  if (text.empty() || text == "+" || text == "-") {
    *out = text == "-" ? -1.0 : 1.0;
    return true;
  }
  return ScanNumber(text, 0) == text.size() && text::ParseDouble(text, out);
}

}  // namespace

Value NewComplex(Context& context, ComplexValue value) {
  Complex* complex = context.heap().New<Complex>();
  complex->real = value.real();
  complex->imaginary = value.imag();
  return Value::Of(complex);
}

OpResult ToComplex(Context& context, Value v, ComplexValue* out) {
  if (IsKind(v, Kind::kComplex)) {
    const Complex* complex = static_cast<Complex*>(v.as_object());
    *out = {complex->real, complex->imaginary};
    return OpResult::kDone;
  }
  double real;
  const OpResult result = ToDouble(context, v, &real);
  *out = {real, 0};
  return result;
}

OpResult ComplexPower(Context& context, ComplexValue a, ComplexValue b,
                      Value* out) {
  if (IsZero(b)) return Done(context, out, {1, 0});
  if (IsZero(a)) {
    if (b.imag() != 0 || b.real() < 0) {
      return Fail(
          RaiseZeroDivision(context, "0.0 to a negative or complex power"));
    }
    return Done(context, out, {0, 0});
  }
  const bool small_int = b.imag() == 0 && b.real() == std::floor(b.real()) &&
                         std::fabs(b.real()) <= kSmallExponentMax;
  const std::optional<ComplexValue> power =
      small_int ? PowerOfInt(a, static_cast<int64_t>(b.real())) : PowerOf(a, b);
  if (!power) {
    return Fail(
        RaiseZeroDivision(context, "0.0 to a negative or complex power"));
  }
  if (std::isinf(power->real()) || std::isinf(power->imag())) {
    return Fail(RaiseOverflowError(context, "complex exponentiation"));
  }
  return Done(context, out, *power);
}

OpResult ComplexBinary(Context& context, Op op, Value a, Value b, Value* out,
                       bool* supported) {
  const auto fits = [](Value v) {
    return IsNumber(v) || IsKind(v, Kind::kComplex);
  };
  const bool known = op == Op::kAdd || op == Op::kSubtract ||
                     op == Op::kMultiply || op == Op::kTrueDivide ||
                     op == Op::kPower;
  if (!known || !fits(a) || !fits(b)) {
    *supported = false;
    return OpResult::kDone;
  }
  ComplexValue x, y;
  if (ToComplex(context, a, &x) == OpResult::kRaise ||
      ToComplex(context, b, &y) == OpResult::kRaise) {
    return OpResult::kRaise;
  }
  switch (op) {
    case Op::kAdd:
      return Done(context, out, x + y);
    case Op::kSubtract:
      return Done(context, out, x - y);
    case Op::kMultiply:
      return Done(context, out, Multiply(x, y));
    case Op::kTrueDivide:
      return DivideInto(context, x, y, out);
    default:
      return ComplexPower(context, x, y, out);
  }
}

bool ComplexEquals(Value a, Value b) {
  if (!IsKind(a, Kind::kComplex)) std::swap(a, b);
  const Complex* x = static_cast<Complex*>(a.as_object());
  if (IsKind(b, Kind::kComplex)) {
    const Complex* y = static_cast<Complex*>(b.as_object());
    return x->real == y->real && x->imaginary == y->imaginary;
  }
  // As numbers are compared: an int too large for a double exactly.
  return IsNumber(b) && x->imaginary == 0 &&
         NumberCompare(CompareOperator::kEqual, Value::Float(x->real), b);
}

int64_t ComplexHash(ComplexValue value) {
  constexpr uint64_t kImaginaryFactor = 1000003;
  const int64_t hash = static_cast<int64_t>(
      static_cast<uint64_t>(text::HashDouble(value.real(), 0)) +
      kImaginaryFactor *
          static_cast<uint64_t>(text::HashDouble(value.imag(), 0)));
  return hash == -1 ? -2 : hash;
}

std::string ComplexText(ComplexValue value) {
  if (value.real() == 0 && !std::signbit(value.real())) {
    return PartText(value.imag(), false) + "j";
  }
  return "(" + PartText(value.real(), false) + PartText(value.imag(), true) +
         "j)";
}

bool ParseComplex(std::string_view text, ComplexValue* out) {
  text = Strip(text);
  if (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = Strip(text.substr(1, text.size() - 2));
  }
  double real = 0, imaginary = 0;
  const size_t end = ScanNumber(text, 0);
  if (end > 0 && end == text.size()) {
    if (!text::ParseDouble(text, &real)) return false;
  } else {
    if (text.empty() || !IsJ(text.substr(text.size() - 1))) return false;
    text.remove_suffix(1);
    // "2j", "j" and "-j" have no real part; "1+2j" and "1-j" do.
    const bool two_parts = end > 0 && end < text.size();
    if (two_parts) {
      if (text[end] != '+' && text[end] != '-') return false;
      if (!text::ParseDouble(text.substr(0, end), &real)) return false;
      text.remove_prefix(end);
    }
    if (!ParseImaginary(text, &imaginary)) return false;
  }
  *out = {real, imaginary};
  return true;
}

OpResult FormatComplex(Context& context, ComplexValue value,
                       text::TextView spec_text, const std::string& type_name,
                       Value* out) {
  text::FormatSpec spec;
  text::FormatError error = text::ParseFormatSpec(
      spec_text, text::FormatTarget::kFloat, type_name, &spec);
  if (!error.ok()) return RaiseFormatError(context, error);
  if (spec.type != 0 &&
      (spec.type > 'n' ||
       !std::strchr("eEfFgGn", static_cast<int>(spec.type)))) {
    return RaiseFormatError(context, text::UnknownType(spec, type_name));
  }
  if (spec.fill == '0') {
    return Fail(RaiseValueError(
        context, "Zero padding is not allowed in complex format specifier"));
  }
  if (spec.align == '=') {
    return Fail(RaiseValueError(
        context,
        "'=' alignment flag is not allowed in complex format specifier"));
  }
  const bool plain = spec.type == 0;
  text::FormatSpec part = spec;
  part.width = -1;
  if (plain && spec.precision >= 0) part.type = 'g';
  const auto text_of = [&](double number, char sign, std::string* to) {
    if (plain && spec.precision < 0) {
      text::FloatFormat format;
      format.alternate = spec.alternate;
      *to = text::FormatDouble(
          spec.no_negative_zero && number == 0 ? 0 : number, format);
      if (sign != '\0' && sign != '-' && (*to)[0] != '-') {
        to->insert(0, 1, sign);
      }
      return text::FormatError();
    }
    part.sign = sign;
    text::FormattedNumber formatted;
    text::FormatError problem =
        text::FormatFloat(number, part, type_name, &formatted);
    *to = formatted.prefix + formatted.body;
    return problem;
  };
  const bool only_imaginary =
      plain && value.real() == 0 && !std::signbit(value.real());
  std::string real, imaginary;
  if (!only_imaginary) {
    error = text_of(value.real(), spec.sign, &real);
    if (!error.ok()) return RaiseFormatError(context, error);
  }
  error = text_of(value.imag(), only_imaginary ? spec.sign : '+', &imaginary);
  if (!error.ok()) return RaiseFormatError(context, error);
  std::string text = real + imaginary + "j";
  if (plain && !only_imaginary) text = "(" + text + ")";
  text::FormatSpec padding;
  padding.fill = spec.fill;
  padding.align = spec.align;
  padding.width = spec.width;
  padding.type = 's';
  text::FormattedText pieces;
  error = text::FormatStr(static_cast<int64_t>(text.size()), padding, type_name,
                          &pieces);
  if (!error.ok()) return RaiseFormatError(context, error);
  TextBuilder builder(context);
  AppendFormatted(pieces, text::TextView(text), &builder);
  return builder.Finish(out);
}

}  // namespace midge::vm

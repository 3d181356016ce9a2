#include "vm/text/complex_math.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace midge::vm::text {
namespace {

// Beyond these, squares and exponentials overflow on the way to a result that
// does not.
constexpr double kLarge = DBL_MAX / 4;
const double kLogLarge = std::log(kLarge);
const double kSqrtLarge = std::sqrt(kLarge);
const double kSqrtMin = std::sqrt(DBL_MIN);
constexpr double kLn2 = 0.6931471805599453;
constexpr double kLn10 = 2.302585092994046;
constexpr double kPi = 3.141592653589793;
constexpr double kE = 2.718281828459045;

bool IsFinite(ComplexDouble z) {
  return std::isfinite(z.real()) && std::isfinite(z.imag());
}

bool IsLarge(ComplexDouble z) {
  return std::fabs(z.real()) > kLarge || std::fabs(z.imag()) > kLarge;
}

MathStatus Done(double real, double imaginary, ComplexDouble* out) {
  *out = {real, imaginary};
  return MathStatus::kOk;
}

// The same, of finite arguments: what is infinite is too large.
MathStatus InRange(double real, double imaginary, ComplexDouble* out) {
  *out = {real, imaginary};
  return std::isinf(real) || std::isinf(imaginary) ? MathStatus::kRange
                                                   : MathStatus::kOk;
}

// log |z| of a large z.
double LogLarge(ComplexDouble z) {
  return std::log(std::hypot(z.real() / 2, z.imag() / 2)) + 2 * kLn2;
}

ComplexDouble Sqrt(ComplexDouble z) {
  ComplexDouble root;
  ComplexSqrt(z, &root);
  return root;
}

using Function = MathStatus (*)(ComplexDouble, ComplexDouble*);

// f(iz) / i, which is how the circular functions come from the hyperbolic.
MathStatus Turned(Function function, ComplexDouble z, ComplexDouble* out) {
  ComplexDouble turned;
  const MathStatus status = function({-z.imag(), z.real()}, &turned);
  *out = {turned.imag(), -turned.real()};
  return status;
}

// Of an infinite z and functions that turn by z.imag().
MathStatus NoAngle(ComplexDouble z) {
  return std::isinf(z.imag()) && !std::isnan(z.real()) ? MathStatus::kDomain
                                                       : MathStatus::kOk;
}

}  // namespace

MathStatus ComplexSqrt(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::sqrt(z);
    return MathStatus::kOk;
  }
  double x = std::fabs(z.real()), y = std::fabs(z.imag());
  if (x == 0 && y == 0) return Done(0, z.imag(), out);
  double s;
  if (x < DBL_MIN && y < DBL_MIN) {
    // Subnormal numbers are made larger by a power of two, and back.
    x = std::ldexp(x, DBL_MANT_DIG);
    y = std::ldexp(y, DBL_MANT_DIG);
    s = std::ldexp(std::sqrt(x + std::hypot(x, y)), -(DBL_MANT_DIG + 1) / 2);
  } else {
    x /= 8;
    s = 2 * std::sqrt(x + std::hypot(x, y / 8));
  }
  const double d = std::fabs(z.imag()) / (2 * s);
  if (z.real() >= 0) return Done(s, std::copysign(d, z.imag()), out);
  return Done(d, std::copysign(s, z.imag()), out);
}

MathStatus ComplexAcos(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::acos(z);
    if (std::isinf(z.real()) && std::isnan(z.imag())) out->imag(INFINITY);
    return MathStatus::kOk;
  }
  if (IsLarge(z)) {
    const double log = LogLarge(z);
    return Done(std::atan2(std::fabs(z.imag()), z.real()),
                std::copysign(log, -z.imag()), out);
  }
  const ComplexDouble a = Sqrt({1 - z.real(), -z.imag()});
  const ComplexDouble b = Sqrt({1 + z.real(), z.imag()});
  return Done(2 * std::atan2(a.real(), b.real()),
              std::asinh(b.real() * a.imag() - b.imag() * a.real()), out);
}

MathStatus ComplexAcosh(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::acosh(z);
    if (z.real() == 0 && std::isnan(z.imag())) out->imag(NAN);
    return MathStatus::kOk;
  }
  if (IsLarge(z)) {
    return Done(LogLarge(z), std::atan2(z.imag(), z.real()), out);
  }
  const ComplexDouble a = Sqrt({z.real() - 1, z.imag()});
  const ComplexDouble b = Sqrt({z.real() + 1, z.imag()});
  return Done(std::asinh(a.real() * b.real() + a.imag() * b.imag()),
              2 * std::atan2(a.imag(), b.real()), out);
}

MathStatus ComplexAsin(ComplexDouble z, ComplexDouble* out) {
  return Turned(&ComplexAsinh, z, out);
}

MathStatus ComplexAsinh(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::asinh(z);
    if (std::isnan(z.real()) && std::isinf(z.imag())) out->real(INFINITY);
    return MathStatus::kOk;
  }
  if (IsLarge(z)) {
    return Done(std::copysign(LogLarge(z), z.real()),
                std::atan2(z.imag(), std::fabs(z.real())), out);
  }
  const ComplexDouble a = Sqrt({1 + z.imag(), -z.real()});
  const ComplexDouble b = Sqrt({1 - z.imag(), z.real()});
  return Done(std::asinh(a.real() * b.imag() - b.real() * a.imag()),
              std::atan2(z.imag(), a.real() * b.real() - a.imag() * b.imag()),
              out);
}

MathStatus ComplexAtan(ComplexDouble z, ComplexDouble* out) {
  return Turned(&ComplexAtanh, z, out);
}

MathStatus ComplexAtanh(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::atanh(z);
    if (std::isnan(z.real()) && std::isinf(z.imag())) out->real(0);
    return MathStatus::kOk;
  }
  const double x = z.real(), y = std::fabs(z.imag());
  if (std::signbit(x)) {
    const MathStatus status = ComplexAtanh(-z, out);
    *out = -*out;
    return status;
  }
  if (x > kSqrtLarge || y > kSqrtLarge) {
    const double half = std::hypot(x / 2, y / 2);
    return Done(x / 4 / half / half, std::copysign(kPi / 2, z.imag()), out);
  }
  if (x == 1 && y < kSqrtMin) {
    if (y == 0) {
      *out = {INFINITY, z.imag()};
      return MathStatus::kDomain;
    }
    return Done(-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2))),
                std::copysign(std::atan2(2, -y) / 2, z.imag()), out);
  }
  const double near = 1 - x;
  return Done(std::log1p(4 * x / (near * near + y * y)) / 4,
              -std::atan2(-2 * z.imag(), near * (1 + x) - y * y) / 2, out);
}

MathStatus ComplexCos(ComplexDouble z, ComplexDouble* out) {
  return ComplexCosh({-z.imag(), z.real()}, out);
}

MathStatus ComplexCosh(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::cosh(z);
    if (std::isnan(z.real()) && z.imag() == 0) out->imag(0);
    return NoAngle(z);
  }
  const double x = z.real(), cos = std::cos(z.imag()), sin = std::sin(z.imag());
  if (std::fabs(x) > kLogLarge) {
    const double less = x - std::copysign(1.0, x);
    return InRange(cos * std::cosh(less) * kE, sin * std::sinh(less) * kE, out);
  }
  return InRange(cos * std::cosh(x), sin * std::sinh(x), out);
}

MathStatus ComplexExp(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::exp(z);
    const bool vanishes = std::isinf(z.real()) && z.real() < 0;
    if (vanishes && std::isinf(z.imag())) *out = {0, 0};
    return vanishes ? MathStatus::kOk : NoAngle(z);
  }
  const double x = z.real(), cos = std::cos(z.imag()), sin = std::sin(z.imag());
  if (x > kLogLarge) {
    const double less = std::exp(x - 1);
    return InRange(less * cos * kE, less * sin * kE, out);
  }
  return InRange(std::exp(x) * cos, std::exp(x) * sin, out);
}

MathStatus ComplexLog(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::log(z);
    return MathStatus::kOk;
  }
  const double x = std::fabs(z.real()), y = std::fabs(z.imag());
  const double angle = std::atan2(z.imag(), z.real());
  if (IsLarge(z))
    return Done(std::log(std::hypot(x / 2, y / 2)) + kLn2, angle, out);
  if (x < DBL_MIN && y < DBL_MIN) {
    if (x == 0 && y == 0) {
      *out = {-INFINITY, angle};
      return MathStatus::kDomain;
    }
    const double scaled =
        std::hypot(std::ldexp(x, DBL_MANT_DIG), std::ldexp(y, DBL_MANT_DIG));
    return Done(std::log(scaled) - DBL_MANT_DIG * kLn2, angle, out);
  }
  const double modulus = std::hypot(x, y);
  // Near the unit circle the modulus says little of how far it is from one.
  if (0.71 <= modulus && modulus <= 1.73) {
    const double more = std::max(x, y), less = std::min(x, y);
    return Done(std::log1p((more - 1) * (more + 1) + less * less) / 2, angle,
                out);
  }
  return Done(std::log(modulus), angle, out);
}

MathStatus ComplexLog10(ComplexDouble z, ComplexDouble* out) {
  const MathStatus status = ComplexLog(z, out);
  *out = {out->real() / kLn10, out->imag() / kLn10};
  return status;
}

MathStatus ComplexSin(ComplexDouble z, ComplexDouble* out) {
  return Turned(&ComplexSinh, z, out);
}

MathStatus ComplexSinh(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::sinh(z);
    if (z.real() == 0 && std::isnan(z.imag())) out->real(0);
    return NoAngle(z);
  }
  const double x = z.real(), cos = std::cos(z.imag()), sin = std::sin(z.imag());
  if (std::fabs(x) > kLogLarge) {
    const double less = x - std::copysign(1.0, x);
    return InRange(cos * std::sinh(less) * kE, sin * std::cosh(less) * kE, out);
  }
  return InRange(cos * std::sinh(x), sin * std::cosh(x), out);
}

MathStatus ComplexTan(ComplexDouble z, ComplexDouble* out) {
  return Turned(&ComplexTanh, z, out);
}

MathStatus ComplexTanh(ComplexDouble z, ComplexDouble* out) {
  if (!IsFinite(z)) {
    *out = std::tanh(z);
    if (z.real() == 0 && std::isnan(z.imag())) out->real(NAN);
    if (std::isinf(z.real()) && std::isinf(z.imag())) out->imag(0);
    return std::isinf(z.imag()) && std::isfinite(z.real()) ? MathStatus::kDomain
                                                           : MathStatus::kOk;
  }
  const double x = z.real(), y = z.imag();
  if (std::fabs(x) > kLogLarge) {
    return Done(std::copysign(1.0, x),
                4 * std::sin(y) * std::cos(y) * std::exp(-2 * std::fabs(x)),
                out);
  }
  const double tanh = std::tanh(x), tan = std::tan(y), sech = 1 / std::cosh(x);
  const double both = tanh * tan, divisor = 1 + both * both;
  return Done(tanh * (1 + tan * tan) / divisor, tan / divisor * sech * sech,
              out);
}

MathStatus FromPolar(double r, double phi, ComplexDouble* out) {
  if (r == 0 && !std::isfinite(phi)) return Done(0, 0, out);
  // Infinity times the sine of zero is no number.
  if (phi == 0 && std::isnan(r)) return Done(r, 0, out);
  if (phi == 0)
    return Done(r, std::copysign(phi, phi * std::copysign(1, r)), out);
  if (std::isinf(phi) && !std::isnan(r)) {
    *out = {NAN, NAN};
    return MathStatus::kDomain;
  }
  if (std::isinf(r) && std::isnan(phi)) return Done(INFINITY, NAN, out);
  return Done(r * std::cos(phi), r * std::sin(phi), out);
}

}  // namespace midge::vm::text

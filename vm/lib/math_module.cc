// Module math: functions of doubles. Those of ints are in math_ints.cc.
//
// Errors: "math domain error" (ValueError) where a finite argument has no
// finite result in the reals, "math range error" (OverflowError) where the
// result is too large.
//
// gamma() and lgamma() are the C library's; the last bit may differ from
// CPython's, which has its own.
#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/number_methods.h"
#include "vm/objects/numbers.h"

namespace midge::vm {
namespace {

constexpr double kPi = 3.141592653589793;
constexpr double kE = 2.718281828459045;

NativeResult DomainError(NativeCall& call) {
  return RaiseValueError(call.context, "math domain error");
}

NativeResult RangeError(NativeCall& call) {
  return RaiseOverflowError(call.context, "math range error");
}

using Function = double (*)(double);

// What it means when a finite argument's result is infinite.
enum class Pole { kDomain, kRange, kNone };

template <Function kFunction, Pole kPole>
NativeResult Unary(NativeCall& call) {
  double x;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  const double result = kFunction(x);
  if (std::isnan(result) && !std::isnan(x)) return DomainError(call);
  if (kPole != Pole::kNone && std::isinf(result) && std::isfinite(x)) {
    return kPole == Pole::kRange ? RangeError(call) : DomainError(call);
  }
  return call.Return(Value::Float(result));
}

using BinaryFunction = double (*)(double, double);

bool TwoDoubles(NativeCall& call, double* x, double* y) {
  return DoubleArgument(call.context, call.args[0], x) &&
         DoubleArgument(call.context, call.args[1], y);
}

template <BinaryFunction kFunction>
NativeResult BinaryOf(NativeCall& call) {
  double x, y;
  if (!TwoDoubles(call, &x, &y)) return NativeResult::kRaise;
  const double result = kFunction(x, y);
  if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) {
    return DomainError(call);
  }
  if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) {
    return RangeError(call);
  }
  return call.Return(Value::Float(result));
}

double Degrees(double x) { return x * (180.0 / kPi); }
double Radians(double x) { return x * (kPi / 180.0); }

NativeResult Pow(NativeCall& call) {
  double x, y;
  if (!TwoDoubles(call, &x, &y)) return NativeResult::kRaise;
  const double result = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(result)) return DomainError(call);
    if (std::isinf(result)) {
      return x == 0 ? DomainError(call) : RangeError(call);
    }
  }
  return call.Return(Value::Float(result));
}

NativeResult NextAfter(NativeCall& call) {
  double x, y;
  if (!TwoDoubles(call, &x, &y)) return NativeResult::kRaise;
  return call.Return(Value::Float(std::nextafter(x, y)));
}

// --- Logarithms
// --------------------------------------------------------------- Also of ints
// that no double holds: log(m * 2**e) = log(m) + log(2) * e.
template <Function kFunction>
bool LogOf(NativeCall& call, Value v, double* out) {
  const Value plain = Payload(call.context, v);
  double x;
  if (IsKind(plain, Kind::kBigInt)) {
    text::Limb limb;
    const text::BigView view = ViewInt(plain, &limb);
    if (view.negative) return DomainError(call), false;
    if (text::ToDouble(view, &x) != text::BigStatus::kOk) {
      const int64_t shift = text::BitLength(view) - 64;
      text::BigInt top;
      (void)text::ShiftRight(view, text::BigInt(shift), &top);
      (void)text::ToDouble(top, &x);
      int exponent;
      x = std::frexp(x, &exponent);
      *out =
          kFunction(x) + kFunction(2.0) * static_cast<double>(shift + exponent);
      return true;
    }
  } else if (!DoubleArgument(call.context, v, &x)) {
    return false;
  }
  if (x <= 0) return DomainError(call), false;
  *out = kFunction(x);
  return true;
}

NativeResult Log(NativeCall& call) {
  double value, base;
  if (!LogOf<&std::log>(call, call.args[0], &value)) {
    return NativeResult::kRaise;
  }
  if (call.args[1].is_unbound()) return call.Return(Value::Float(value));
  if (!LogOf<&std::log>(call, call.args[1], &base)) {
    return NativeResult::kRaise;
  }
  if (base == 0) {
    return RaiseZeroDivision(call.context, "float division by zero");
  }
  return call.Return(Value::Float(value / base));
}

template <Function kFunction>
NativeResult LogTo(NativeCall& call) {
  double value;
  if (!LogOf<kFunction>(call, call.args[0], &value)) {
    return NativeResult::kRaise;
  }
  return call.Return(Value::Float(value));
}

// --- Rounding
// -----------------------------------------------------------------
template <Function kFunction, Str* Core::*kMethod>
NativeResult RoundTo(NativeCall& call) {
  const Value v = call.args[0];
  if (v.is_float()) {
    return Finish(
        FloatToInt(call.context, kFunction(v.as_float()), &call.result));
  }
  if (IsInt(v)) return Finish(Positive(call.context, v, &call.result));
  const Value method = FindSpecial(call.context, v, core().*kMethod);
  if (!method.is_unbound()) {
    return call.Prelude("call_special", {Value::Of(core().*kMethod), v});
  }
  if (kMethod == &Core::n_trunc) {
    return RaiseTypeError(call.context,
                          absl::StrCat("type ", TypeName(call.context, v),
                                       " doesn't define __trunc__ method"));
  }
  double x;
  if (!DoubleArgument(call.context, v, &x)) return NativeResult::kRaise;
  return Finish(FloatToInt(call.context, kFunction(x), &call.result));
}

// --- Parts
// --------------------------------------------------------------------
NativeResult ReturnPair(NativeCall& call, Value a, Value b) {
  const Value items[] = {a, b};
  return call.Return(Value::Of(NewTuple(call.context, items)));
}

NativeResult Frexp(NativeCall& call) {
  double x;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  int exponent = 0;
  if (std::isfinite(x)) x = std::frexp(x, &exponent);
  return ReturnPair(call, Value::Float(x), Value::Int(exponent));
}

NativeResult Modf(NativeCall& call) {
  double x;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  double whole;
  const double fraction = std::modf(x, &whole);
  return ReturnPair(call, Value::Float(fraction), Value::Float(whole));
}

NativeResult Ldexp(NativeCall& call) {
  double x;
  int64_t exponent;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  if (!IsInt(Payload(call.context, call.args[1]))) {
    return RaiseTypeError(call.context,
                          "Expected an int as second argument to ldexp.");
  }
  if (!ClampedArgument(call.context, call.args[1], &exponent)) {
    return NativeResult::kRaise;
  }
  constexpr int64_t kFar = 10000;
  const double result =
      std::ldexp(x, static_cast<int>(std::clamp(exponent, -kFar, kFar)));
  if (std::isinf(result) && std::isfinite(x)) return RangeError(call);
  return call.Return(Value::Float(result));
}

NativeResult Ulp(NativeCall& call) {
  double x;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  x = std::fabs(x);
  if (!std::isfinite(x)) return call.Return(Value::Float(x));
  const double next = std::nextafter(x, INFINITY);
  if (std::isfinite(next)) return call.Return(Value::Float(next - x));
  return call.Return(Value::Float(x - std::nextafter(x, 0.0)));
}

// --- Predicates
// ---------------------------------------------------------------
template <bool (*kPredicate)(double)>
NativeResult Is(NativeCall& call) {
  double x;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  return call.Return(Value::Bool(kPredicate(x)));
}

bool IsFinite(double x) { return std::isfinite(x); }
bool IsInfinite(double x) { return std::isinf(x); }
bool IsNan(double x) { return std::isnan(x); }

NativeResult IsClose(NativeCall& call) {
  double a, b, relative = 1e-9, absolute = 0.0;
  if (!TwoDoubles(call, &a, &b)) return NativeResult::kRaise;
  for (int i : {2, 3}) {
    if (!call.args[i].is_unbound() &&
        !DoubleArgument(call.context, call.args[i],
                        i == 2 ? &relative : &absolute)) {
      return NativeResult::kRaise;
    }
  }
  if (relative < 0 || absolute < 0) {
    return RaiseValueError(call.context, "tolerances must be non-negative");
  }
  if (a == b) return call.Return(Value::True());
  if (std::isinf(a) || std::isinf(b)) return call.Return(Value::False());
  const double distance = std::fabs(b - a);
  const bool close = distance <= std::fabs(relative * b) ||
                     distance <= std::fabs(relative * a) ||
                     distance <= absolute;
  return call.Return(Value::Bool(close));
}

// --- Sums and norms ----------------------------------------------------------

// The items of a list or tuple as doubles. kPython for other iterables, and for
// items with a __float__ of their own; those of a call's own arguments are
// converted by the call instead.
OpResult DoublesOf(Context& context, Value v, bool are_arguments,
                   std::vector<double>* out) {
  std::span<const Value> items;
  if (IsKind(v, Kind::kTuple)) {
    items = static_cast<Tuple*>(v.as_object())->span();
  } else if (IsKind(v, Kind::kList)) {
    List* list = context.Resolve(static_cast<List*>(v.as_object()));
    items = {list->items(), list->size};
  } else {
    return OpResult::kPython;
  }
  context.Charge(items.size() / 8);
  out->reserve(items.size());
  for (Value item : items) {
    double x;
    if (!are_arguments && !IsNumber(Payload(context, item))) {
      return OpResult::kPython;
    }
    if (!DoubleArgument(context, item, &x)) return OpResult::kRaise;
    out->push_back(x);
  }
  return OpResult::kDone;
}

// The exact sum as doubles that do not overlap, smallest first; adding `x`
// keeps that (Shewchuk).
void AddPartial(double x, std::vector<double>* partials) {
  size_t kept = 0;
  for (double y : *partials) {
    if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
    const double high = x + y;
    const double low = y - (high - x);
    if (low != 0) (*partials)[kept++] = low;
    x = high;
  }
  partials->resize(kept);
  partials->push_back(x);
}

// The partials' sum, rounded once, ties to even.
double RoundPartials(const std::vector<double>& partials) {
  size_t n = partials.size();
  if (n == 0) return 0.0;
  double high = partials[--n], low = 0;
  while (n > 0) {
    const double x = high, y = partials[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  // Half an ulp was cut off and more of its sign follows: round that way.
  if (n > 0 &&
      ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
    const double twice = low * 2, x = high + twice;
    if (twice == x - high) high = x;
  }
  return high;
}

NativeResult Fsum(NativeCall& call) {
  std::vector<double> items, partials;
  const OpResult read = DoublesOf(call.context, call.args[0], false, &items);
  if (read == OpResult::kRaise) return NativeResult::kRaise;
  if (read == OpResult::kPython) {
    return call.Prelude("math_fsum", {call.args[0]});
  }
  double special = 0, infinities = 0;
  for (double x : items) {
    if (!std::isfinite(x)) {
      if (std::isinf(x)) infinities += x;
      special += x;
      continue;
    }
    AddPartial(x, &partials);
    if (!std::isfinite(partials.back())) {
      return RaiseOverflowError(call.context, "intermediate overflow in fsum");
    }
  }
  if (std::isnan(infinities)) {
    return RaiseValueError(call.context, "-inf + inf in fsum");
  }
  if (special != 0) return call.Return(Value::Float(special));
  return call.Return(Value::Float(RoundPartials(partials)));
}

// A product or sum as the rounded result and what rounding lost.
struct Exact {
  double high;
  double low;
};

Exact Multiply(double x, double y) {
  const double high = x * y;
  return {high, std::fma(x, y, -high)};
}

// REQUIRES: |a| >= |b|.
Exact AddSmaller(double a, double b) {
  const double high = a + b;
  return {high, (a - high) + b};
}

// The root of the sum of squares of non-negative numbers, scaled by the
// greatest so that nothing overflows, with one step of Newton's method on the
// exact remainder.
double Norm(const std::vector<double>& v) {
  double max = 0;
  bool nan = false;
  for (double x : v) {
    nan = nan || std::isnan(x);
    max = std::max(max, x);
    if (std::isinf(x)) return INFINITY;
  }
  if (nan) return NAN;
  if (max == 0 || v.size() <= 1) return max;
  int exponent;
  std::frexp(max, &exponent);
  double sum = 1.0, lost1 = 0, lost2 = 0;
  if (exponent < -1023) {
    for (double x : v) {
      x /= max;
      x *= x;
      const double before = sum;
      sum += x;
      lost1 += (before - sum) + x;
    }
    return max * std::sqrt(sum - 1.0 + lost1);
  }
  const double scale = std::ldexp(1.0, -exponent);
  const auto add = [&](Exact product) {
    const Exact total = AddSmaller(sum, product.high);
    sum = total.high;
    lost1 += product.low;
    lost2 += total.low;
  };
  for (double x : v) add(Multiply(x * scale, x * scale));
  double root = std::sqrt(sum - 1.0 + (lost1 + lost2));
  add(Multiply(-root, root));
  const double rest = sum - 1.0 + (lost1 + lost2);
  root += rest / (2.0 * root);
  return root / scale;
}

NativeResult Hypot(NativeCall& call) {
  std::vector<double> coordinates;
  if (DoublesOf(call.context, call.args[0], true, &coordinates) !=
      OpResult::kDone) {
    return NativeResult::kRaise;
  }
  for (double& x : coordinates) x = std::fabs(x);
  return call.Return(Value::Float(Norm(coordinates)));
}

NativeResult Dist(NativeCall& call) {
  std::vector<double> p, q;
  for (int i : {0, 1}) {
    const OpResult read =
        DoublesOf(call.context, call.args[i], false, i == 0 ? &p : &q);
    if (read == OpResult::kRaise) return NativeResult::kRaise;
    if (read == OpResult::kPython) {
      return call.Prelude("math_dist", {call.args[0], call.args[1]});
    }
  }
  if (p.size() != q.size()) {
    return RaiseValueError(
        call.context, "both points must have the same number of dimensions");
  }
  for (size_t i = 0; i < p.size(); ++i) p[i] = std::fabs(p[i] - q[i]);
  return call.Return(Value::Float(Norm(p)));
}

NativeResult Prod(NativeCall& call) {
  return call.Prelude(
      "math_prod",
      {call.args[0], call.args[1].is_unbound() ? Value::Int(1) : call.args[1]});
}

constexpr NativeSpec kFunctions[] = {
    {"acos", "x, /", &Unary<&std::acos, Pole::kDomain>},
    {"acosh", "x, /", &Unary<&std::acosh, Pole::kDomain>},
    {"asin", "x, /", &Unary<&std::asin, Pole::kDomain>},
    {"asinh", "x, /", &Unary<&std::asinh, Pole::kDomain>},
    {"atan", "x, /", &Unary<&std::atan, Pole::kDomain>},
    {"atan2", "y, x, /", &BinaryOf<&std::atan2>},
    {"atanh", "x, /", &Unary<&std::atanh, Pole::kDomain>},
    {"cbrt", "x, /", &Unary<&std::cbrt, Pole::kDomain>},
    {"ceil", "x, /", &RoundTo<&std::ceil, &Core::n_ceil>},
    {"copysign", "x, y, /", &BinaryOf<&std::copysign>},
    {"cos", "x, /", &Unary<&std::cos, Pole::kDomain>},
    {"cosh", "x, /", &Unary<&std::cosh, Pole::kRange>},
    {"degrees", "x, /", &Unary<&Degrees, Pole::kNone>},
    {"dist", "p, q, /", &Dist},
    {"erf", "x, /", &Unary<&std::erf, Pole::kRange>},
    {"erfc", "x, /", &Unary<&std::erfc, Pole::kRange>},
    {"exp", "x, /", &Unary<&std::exp, Pole::kRange>},
    {"exp2", "x, /", &Unary<&std::exp2, Pole::kRange>},
    {"expm1", "x, /", &Unary<&std::expm1, Pole::kRange>},
    {"fabs", "x, /", &Unary<&std::fabs, Pole::kRange>},
    {"floor", "x, /", &RoundTo<&std::floor, &Core::n_floor>},
    {"fmod", "x, y, /", &BinaryOf<&std::fmod>},
    {"frexp", "x, /", &Frexp},
    {"fsum", "seq, /", &Fsum},
    {"hypot", "*coordinates", &Hypot},
    {"isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", &IsClose},
    {"isfinite", "x, /", &Is<&IsFinite>},
    {"isinf", "x, /", &Is<&IsInfinite>},
    {"isnan", "x, /", &Is<&IsNan>},
    {"ldexp", "x, i, /", &Ldexp},
    {"log", "x, base=e, /", &Log},
    {"log10", "x, /", &LogTo<&std::log10>},
    {"log1p", "x, /", &Unary<&std::log1p, Pole::kDomain>},
    {"log2", "x, /", &LogTo<&std::log2>},
    {"modf", "x, /", &Modf},
    {"nextafter", "x, y, /", &NextAfter},
    {"pow", "x, y, /", &Pow},
    {"prod", "iterable, /, *, start=1", &Prod},
    {"radians", "x, /", &Unary<&Radians, Pole::kNone>},
    {"remainder", "x, y, /", &BinaryOf<&std::remainder>},
    {"sin", "x, /", &Unary<&std::sin, Pole::kDomain>},
    {"sinh", "x, /", &Unary<&std::sinh, Pole::kRange>},
    {"sqrt", "x, /", &Unary<&std::sqrt, Pole::kDomain>},
    {"tan", "x, /", &Unary<&std::tan, Pole::kDomain>},
    {"tanh", "x, /", &Unary<&std::tanh, Pole::kDomain>},
    {"trunc", "x, /", &RoundTo<&std::trunc, &Core::n_trunc>},
    {"ulp", "x, /", &Ulp},
};

double Gamma(double x) { return std::tgamma(x); }

// lgamma() itself writes a global.
double LogGamma(double x) {
  int sign;
  return lgamma_r(x, &sign);
}

// Both are infinite at the poles, the integers up to zero, which is a domain
// error, and for large arguments, which is a range error.
template <Function kFunction>
NativeResult GammaOf(NativeCall& call) {
  double x;
  if (!DoubleArgument(call.context, call.args[0], &x)) {
    return NativeResult::kRaise;
  }
  const bool pole = std::isfinite(x) && x <= 0 && std::floor(x) == x;
  const double result = kFunction(x);
  if (pole || (std::isnan(result) && !std::isnan(x))) return DomainError(call);
  if (std::isinf(result) && std::isfinite(x)) return RangeError(call);
  return call.Return(Value::Float(result));
}

constexpr NativeSpec kGammas[] = {
    {"gamma", "x, /", &GammaOf<&Gamma>},
    {"lgamma", "x, /", &GammaOf<&LogGamma>},
};

}  // namespace

void RegisterMath() {
  AddFunctions("math", kFunctions);
  AddFunctions("math", kGammas);
  RegisterMathOfInts();
  AddConstant("math", "pi", Value::Float(kPi));
  AddConstant("math", "e", Value::Float(kE));
  AddConstant("math", "tau", Value::Float(2 * kPi));
  AddConstant("math", "inf", Value::Float(INFINITY));
  AddConstant("math", "nan", Value::Float(NAN));
}

}  // namespace midge::vm

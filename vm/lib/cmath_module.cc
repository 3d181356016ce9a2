// Module cmath: the functions of vm/text/complex_math.h.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <optional>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/operators.h"
#include "vm/text/complex_math.h"

namespace midge::vm {
namespace {

using Result = NativeResult;
using text::MathStatus;

Result End(NativeCall& call, MathStatus status, Value value) {
  switch (status) {
    case MathStatus::kOk:
      return call.Return(value);
    case MathStatus::kDomain:
      return RaiseValueError(call.context, "math domain error");
    case MathStatus::kRange:
      return RaiseOverflowError(call.context, "math range error");
  }
  return Result::kRaise;
}

// What became of the arguments.
enum class Taken {
  kDone,
  kRaised,
  kConvert,  // a class of the user's says which number it is
};

Taken TakeComplex(NativeCall& call, int i, ComplexValue* out) {
  Context& context = call.context;
  const Value given = call.args[i];
  const Value plain = Payload(context, given);
  const bool is_complex = IsKind(plain, Kind::kComplex);
  if (IsKind(given, Kind::kInstance) && !is_complex) return Taken::kConvert;
  if (is_complex || IsNumber(given)) {
    return ToComplex(context, plain, out) == OpResult::kDone ? Taken::kDone
                                                             : Taken::kRaised;
  }
  RaiseTypeError(context, absl::StrCat("must be real number, not ",
                                       TypeName(context, given)));
  return Taken::kRaised;
}

// The same function, called with what the arguments say they are.
Result Convert(NativeCall& call, const char* name, int count) {
  Value arguments[2];
  std::copy_n(call.args, count, arguments);
  return call.Prelude(
      "cmath_call",
      {Value::Of(NewStr(call.context, name)),
       Value::Of(
           NewTuple(call.context, {arguments, static_cast<size_t>(count)}))});
}

// The first argument; or the result, where the call ends or goes on in Python.
std::optional<Result> TakeFirst(NativeCall& call, const char* name,
                                ComplexValue* z) {
  switch (TakeComplex(call, 0, z)) {
    case Taken::kRaised:
      return Result::kRaise;
    case Taken::kConvert:
      return Convert(call, name, 1);
    case Taken::kDone:
      break;
  }
  return std::nullopt;
}

using Function = MathStatus (*)(ComplexValue, ComplexValue*);

template <Literal kName, Function kFunction>
Result Unary(NativeCall& call) {
  ComplexValue z;
  if (const auto end = TakeFirst(call, kName.text, &z)) return *end;
  ComplexValue value;
  const MathStatus status = kFunction(z, &value);
  return End(call, status, NewComplex(call.context, value));
}

using Predicate = bool (*)(ComplexValue);

bool IsFinite(ComplexValue z) {
  return std::isfinite(z.real()) && std::isfinite(z.imag());
}
bool IsInfinite(ComplexValue z) {
  return std::isinf(z.real()) || std::isinf(z.imag());
}
bool IsNan(ComplexValue z) {
  return std::isnan(z.real()) || std::isnan(z.imag());
}

template <Literal kName, Predicate kPredicate>
Result Is(NativeCall& call) {
  ComplexValue z;
  if (const auto end = TakeFirst(call, kName.text, &z)) return *end;
  return call.Return(Value::Bool(kPredicate(z)));
}

Result Phase(NativeCall& call) {
  ComplexValue z;
  if (const auto end = TakeFirst(call, "phase", &z)) return *end;
  // The C library says of what is next to nothing that it is out of range.
  errno = 0;
  const double phase = std::atan2(z.imag(), z.real());
  const MathStatus status = errno == ERANGE ? MathStatus::kRange
                            : errno == EDOM ? MathStatus::kDomain
                                            : MathStatus::kOk;
  return End(call, status, Value::Float(phase));
}

Result Polar(NativeCall& call) {
  ComplexValue z;
  if (const auto end = TakeFirst(call, "polar", &z)) return *end;
  const double modulus = std::hypot(z.real(), z.imag());
  const Value parts[] = {Value::Float(modulus),
                         Value::Float(std::atan2(z.imag(), z.real()))};
  const bool is_too_large = std::isinf(modulus) && IsFinite(z);
  return End(call, is_too_large ? MathStatus::kRange : MathStatus::kOk,
             Value::Of(NewTuple(call.context, parts)));
}

Result Rect(NativeCall& call) {
  double r, phi;
  if (!DoubleArgument(call.context, call.args[0], &r) ||
      !DoubleArgument(call.context, call.args[1], &phi)) {
    return Result::kRaise;
  }
  ComplexValue z;
  const MathStatus status = text::FromPolar(r, phi, &z);
  return End(call, status, NewComplex(call.context, z));
}

// log(z, base)
Result Log(NativeCall& call) {
  const int count = call.args[1].is_unbound() ? 1 : 2;
  ComplexValue z[2], logs[2];
  for (int i = 0; i < count; ++i) {
    switch (TakeComplex(call, i, &z[i])) {
      case Taken::kRaised:
        return Result::kRaise;
      case Taken::kConvert:
        return Convert(call, "log", count);
      case Taken::kDone:
        break;
    }
  }
  const MathStatus status = text::ComplexLog(z[0], &logs[0]);
  if (count == 1) return End(call, status, NewComplex(call.context, logs[0]));
  // The logarithm of zero is infinite; only that of the base may not be zero.
  if (text::ComplexLog(z[1], &logs[1]) == MathStatus::kDomain ||
      logs[1] == ComplexValue(0, 0)) {
    return End(call, MathStatus::kDomain, Value());
  }
  Value quotient;
  bool supported = true;
  if (ComplexBinary(call.context, BinaryOperator::kTrueDivide,
                    NewComplex(call.context, logs[0]),
                    NewComplex(call.context, logs[1]), &quotient,
                    &supported) != OpResult::kDone) {
    return Result::kRaise;
  }
  return call.Return(quotient);
}

Result IsClose(NativeCall& call) {
  ComplexValue z[2];
  for (int i : {0, 1}) {
    switch (TakeComplex(call, i, &z[i])) {
      case Taken::kRaised:
        return Result::kRaise;
      case Taken::kConvert: {
        const auto or_default = [&](int at, double fallback) {
          const Value v = call.args[at];
          return v.is_unbound() ? Value::Float(fallback) : v;
        };
        return call.Prelude("cmath_isclose",
                            {call.args[0], call.args[1], or_default(2, 1e-9),
                             or_default(3, 0)});
      }
      case Taken::kDone:
        break;
    }
  }
  double relative = 1e-9, absolute = 0;
  for (int i : {2, 3}) {
    if (!call.args[i].is_unbound() &&
        !DoubleArgument(call.context, call.args[i],
                        i == 2 ? &relative : &absolute)) {
      return Result::kRaise;
    }
  }
  if (relative < 0 || absolute < 0) {
    return RaiseValueError(call.context, "tolerances must be non-negative");
  }
  if (z[0] == z[1]) return call.Return(Value::True());
  if (IsInfinite(z[0]) || IsInfinite(z[1])) return call.Return(Value::False());
  const auto modulus = [](ComplexValue of) {
    return std::hypot(of.real(), of.imag());
  };
  const double distance = modulus(z[0] - z[1]);
  return call.Return(Value::Bool(distance <= relative * modulus(z[1]) ||
                                 distance <= relative * modulus(z[0]) ||
                                 distance <= absolute));
}

constexpr NativeSpec kFunctions[] = {
    {"acos", "z, /", &Unary<"acos", &text::ComplexAcos>},
    {"acosh", "z, /", &Unary<"acosh", &text::ComplexAcosh>},
    {"asin", "z, /", &Unary<"asin", &text::ComplexAsin>},
    {"asinh", "z, /", &Unary<"asinh", &text::ComplexAsinh>},
    {"atan", "z, /", &Unary<"atan", &text::ComplexAtan>},
    {"atanh", "z, /", &Unary<"atanh", &text::ComplexAtanh>},
    {"cos", "z, /", &Unary<"cos", &text::ComplexCos>},
    {"cosh", "z, /", &Unary<"cosh", &text::ComplexCosh>},
    {"exp", "z, /", &Unary<"exp", &text::ComplexExp>},
    {"isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", &IsClose},
    {"isfinite", "z, /", &Is<"isfinite", &IsFinite>},
    {"isinf", "z, /", &Is<"isinf", &IsInfinite>},
    {"isnan", "z, /", &Is<"isnan", &IsNan>},
    {"log", "z, base=e, /", &Log},
    {"log10", "z, /", &Unary<"log10", &text::ComplexLog10>},
    {"phase", "z, /", &Phase},
    {"polar", "z, /", &Polar},
    {"rect", "r, phi, /", &Rect},
    {"sin", "z, /", &Unary<"sin", &text::ComplexSin>},
    {"sinh", "z, /", &Unary<"sinh", &text::ComplexSinh>},
    {"sqrt", "z, /", &Unary<"sqrt", &text::ComplexSqrt>},
    {"tan", "z, /", &Unary<"tan", &text::ComplexTan>},
    {"tanh", "z, /", &Unary<"tanh", &text::ComplexTanh>},
};

}  // namespace

void RegisterComplexMath() {
  AddFunctions("cmath", kFunctions);
  AddConstant("cmath", "pi", Value::Float(3.141592653589793));
  AddConstant("cmath", "e", Value::Float(2.718281828459045));
  AddConstant("cmath", "tau", Value::Float(6.283185307179586));
  AddConstant("cmath", "inf", Value::Float(INFINITY));
  AddConstant("cmath", "nan", Value::Float(NAN));
}

}  // namespace midge::vm

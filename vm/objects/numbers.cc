#include "vm/objects/numbers.h"

#include <algorithm>
#include <cmath>

#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/text/float_ops.h"
#include "vm/text/hash.h"

namespace midge::vm {
namespace {

using text::BigStatus;
using text::BigView;
using Op = BinaryOperator;

OpResult Fail(NativeResult) { return OpResult::kRaise; }

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

// Floor division and remainder of small ints, with Python's signs.
int64_t FloorDivide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return quotient - ((a % b != 0) && ((a < 0) != (b < 0)));
}

int64_t FloorModulo(int64_t a, int64_t b) {
  const int64_t remainder = a % b;
  return remainder != 0 && ((remainder < 0) != (b < 0)) ? remainder + b
                                                        : remainder;
}

// Unbound if it is not an int of 64 bits.
Value SmallPower(Context& context, int64_t base, int64_t exponent) {
  if (exponent < 0) return Value();
  int64_t power = 1;
  for (;;) {
    if ((exponent & 1) && __builtin_mul_overflow(power, base, &power)) {
      return Value();
    }
    if ((exponent >>= 1) == 0) return NewInt(context, power);
    if (__builtin_mul_overflow(base, base, &base)) return Value();
  }
}

// The result if both are small and so is the work; unbound to do it at length.
Value SmallBinary(Context& context, Op op, int64_t a, int64_t b) {
  int64_t wide;
  switch (op) {
    case Op::kAdd:
      return NewInt(context, a + b);
    case Op::kSubtract:
      return NewInt(context, a - b);
    case Op::kMultiply:
      if (__builtin_mul_overflow(a, b, &wide)) return Value();
      return NewInt(context, wide);
    case Op::kFloorDivide:
      return b == 0 ? Value() : NewInt(context, FloorDivide(a, b));
    case Op::kModulo:
      return b == 0 ? Value() : Value::Int(FloorModulo(a, b));
    case Op::kLeftShift:
      if (b < 0 || b > 15 || !Value::FitsSmallInt(a << b)) return Value();
      return Value::Int(a << b);
    case Op::kRightShift:
      return b < 0 ? Value() : Value::Int(b > 62 ? (a < 0 ? -1 : 0) : a >> b);
    case Op::kBitAnd:
      return Value::Int(a & b);
    case Op::kBitOr:
      return Value::Int(a | b);
    case Op::kBitXor:
      return Value::Int(a ^ b);
    case Op::kPower:
      return SmallPower(context, a, b);
    default:
      return Value();
  }
}

OpResult FloatPower(Context& context, double a, double b, Value* out) {
  if (a == 0 && b < 0 && std::isfinite(b)) {
    return Fail(
        RaiseZeroDivision(context, "0.0 cannot be raised to a negative power"));
  }
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    return ComplexPower(context, {a, 0}, {b, 0}, out);
  }
  const double power = std::pow(a, b);
  if (std::isinf(power) && std::isfinite(a) && std::isfinite(b)) {
    const Value args[] = {
        Value::Int(34),
        Value::Of(NewStr(context, "Numerical result out of range"))};
    context.raised = Value::Of(NewExceptionWith(context, core().OverflowError,
                                                NewTuple(context, args)));
    return OpResult::kRaise;
  }
  return Done(out, Value::Float(power));
}

OpResult FloatBinary(Context& context, Op op, double a, double b, Value* out) {
  switch (op) {
    case Op::kAdd:
      return Done(out, Value::Float(a + b));
    case Op::kSubtract:
      return Done(out, Value::Float(a - b));
    case Op::kMultiply:
      return Done(out, Value::Float(a * b));
    case Op::kTrueDivide:
      if (b == 0) {
        return Fail(RaiseZeroDivision(context, "float division by zero"));
      }
      return Done(out, Value::Float(a / b));
    case Op::kFloorDivide:
      if (b == 0) {
        return Fail(RaiseZeroDivision(context, "float floor division by zero"));
      }
      return Done(out, Value::Float(text::FloatFloorDivide(a, b)));
    case Op::kModulo:
      if (b == 0) return Fail(RaiseZeroDivision(context, "float modulo"));
      return Done(out, Value::Float(text::FloatModulo(a, b)));
    case Op::kPower:
      return FloatPower(context, a, b, out);
    default:
      return OpResult::kPython;
  }
}

OpResult BigPower(Context& context, Value a, Value b, Value* out) {
  text::Limb a_limb, b_limb;
  const BigView exponent = ViewInt(b, &b_limb);
  if (exponent.negative) {
    double base, power;
    if (ToDouble(context, a, &base) == OpResult::kRaise) {
      return OpResult::kRaise;
    }
    if (ToDouble(context, b, &power) == OpResult::kRaise) {
      return OpResult::kRaise;
    }
    return FloatPower(context, base, power, out);
  }
  text::BigInt result;
  const BigStatus status = text::Power(ViewInt(a, &a_limb), exponent, &result);
  if (status != BigStatus::kOk) return RaiseBigStatus(context, status);
  context.Charge(result.limbs.size() / 4);
  return Done(out, MakeInt(context, result));
}

OpResult BigBinary(Context& context, Op op, Value a, Value b, Value* out) {
  text::Limb a_limb, b_limb;
  const BigView x = ViewInt(a, &a_limb), y = ViewInt(b, &b_limb);
  context.Charge((x.limbs.size() + y.limbs.size()) / 16);
  text::BigInt result;
  BigStatus status = BigStatus::kOk;
  switch (op) {
    case Op::kAdd:
      status = text::Add(x, y, &result);
      break;
    case Op::kSubtract:
      status = text::Subtract(x, y, &result);
      break;
    case Op::kMultiply:
      context.Charge(x.limbs.size() * y.limbs.size() / 64);
      status = text::Multiply(x, y, &result);
      break;
    case Op::kFloorDivide:
      status = text::DivMod(x, y, &result, nullptr);
      break;
    case Op::kModulo:
      status = text::DivMod(x, y, nullptr, &result);
      break;
    case Op::kLeftShift:
      if (int64_t count;
          !x.zero() && !y.negative && !text::FitsInt64(y, &count)) {
        RaiseOverflowError(context, "too many digits in integer");
        return OpResult::kRaise;
      }
      status = text::ShiftLeft(x, y, &result);
      break;
    case Op::kRightShift:
      status = text::ShiftRight(x, y, &result);
      break;
    case Op::kBitAnd:
      result = text::And(x, y);
      break;
    case Op::kBitOr:
      result = text::Or(x, y);
      break;
    case Op::kBitXor:
      result = text::Xor(x, y);
      break;
    default:
      return OpResult::kPython;
  }
  if (status == BigStatus::kDivideByZero) {
    return Fail(RaiseZeroDivision(
        context, op == Op::kModulo ? "integer modulo by zero"
                                   : "integer division or modulo by zero"));
  }
  if (status != BigStatus::kOk) return RaiseBigStatus(context, status);
  return Done(out, MakeInt(context, result));
}

OpResult IntTrueDivide(Context& context, Value a, Value b, Value* out) {
  text::Limb a_limb, b_limb;
  double quotient;
  const BigStatus status =
      text::TrueDivide(ViewInt(a, &a_limb), ViewInt(b, &b_limb), &quotient);
  if (status == BigStatus::kDivideByZero) {
    return Fail(RaiseZeroDivision(context, "division by zero"));
  }
  if (status != BigStatus::kOk) {
    return Fail(RaiseOverflowError(
        context, "integer division result too large for a float"));
  }
  return Done(out, Value::Float(quotient));
}

// < 0, 0, > 0; 2 if a NaN is involved.
int CompareNumbers(Value a, Value b) {
  const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y; };
  if (a.is_float() && b.is_float()) {
    const double x = a.as_float(), y = b.as_float();
    return x != x || y != y ? 2 : sign(x, y);
  }
  text::Limb a_limb, b_limb;
  if (a.is_float()) {
    if (a.as_float() != a.as_float()) return 2;
    return -text::CompareDouble(ViewInt(b, &b_limb), a.as_float());
  }
  if (b.is_float()) {
    if (b.as_float() != b.as_float()) return 2;
    return text::CompareDouble(ViewInt(a, &a_limb), b.as_float());
  }
  int64_t x, y;
  if (ToInt64(a, &x) && ToInt64(b, &y)) return sign(x, y);
  return text::Compare(ViewInt(a, &a_limb), ViewInt(b, &b_limb));
}

}  // namespace

bool IsInt(Value v) {
  return v.is_int() || v.is_bool() || IsKind(v, Kind::kBigInt);
}

BigView ViewInt(Value v, text::Limb* storage) {
  if (v.is_object()) {
    const auto* big = static_cast<BigInt*>(v.as_object());
    return {big->span(), big->negative()};
  }
  int64_t small = 0;
  ToInt64(v, &small);
  *storage = static_cast<uint64_t>(small < 0 ? -small : small);
  return {{storage, small == 0 ? size_t{0} : size_t{1}}, small < 0};
}

Value MakeInt(Context& context, BigView big) {
  int64_t small;
  if (text::FitsInt64(big, &small) && Value::FitsSmallInt(small)) {
    return Value::Int(small);
  }
  auto* object = context.heap().New<BigInt>(big.limbs.size());
  object->other = big.negative;
  std::copy(big.limbs.begin(), big.limbs.end(), object->limbs());
  return Value::Of(object);
}

Value NewInt(Context& context, int64_t i) {
  return Value::FitsSmallInt(i) ? Value::Int(i)
                                : MakeInt(context, text::BigInt(i));
}

Value NewUnsigned(Context& context, uint64_t i) {
  return MakeInt(context, text::BigInt::FromUnsigned(i));
}

bool ToInt64(Value v, int64_t* out) {
  if (v.is_int()) {
    *out = v.as_int();
    return true;
  }
  if (v.is_bool()) {
    *out = v.is_true();
    return true;
  }
  if (!IsKind(v, Kind::kBigInt)) return false;
  const auto* big = static_cast<BigInt*>(v.as_object());
  return text::FitsInt64({big->span(), big->negative()}, out);
}

OpResult RaiseBigStatus(Context& context, BigStatus status) {
  switch (status) {
    case BigStatus::kNegativeShift:
      return Fail(RaiseValueError(context, "negative shift count"));
    case BigStatus::kDivideByZero:
      return Fail(
          RaiseZeroDivision(context, "integer division or modulo by zero"));
    case BigStatus::kNotInvertible:
      return Fail(RaiseValueError(
          context, "base is not invertible for the given modulus"));
    case BigStatus::kDoubleOverflow:
      return Fail(
          RaiseOverflowError(context, "int too large to convert to float"));
    default:
      return Fail(RaiseMemoryError(context));
  }
}

OpResult ToDouble(Context& context, Value v, double* out) {
  if (v.is_float()) {
    *out = v.as_float();
    return OpResult::kDone;
  }
  text::Limb limb;
  const BigStatus status = text::ToDouble(ViewInt(v, &limb), out);
  return status == BigStatus::kOk ? OpResult::kDone
                                  : RaiseBigStatus(context, status);
}

OpResult NumberBinary(Context& context, Op op, Value a, Value b, Value* out) {
  if (a.is_float() || b.is_float()) {
    double x, y;
    // No operator of floats: that comes before an int too big for one.
    if (op >= Op::kMatrixMultiply) return FloatBinary(context, op, 0, 0, out);
    if (ToDouble(context, a, &x) == OpResult::kRaise) return OpResult::kRaise;
    if (ToDouble(context, b, &y) == OpResult::kRaise) return OpResult::kRaise;
    return FloatBinary(context, op, x, y, out);
  }
  if (a.is_bool() && b.is_bool() &&
      (op == Op::kBitAnd || op == Op::kBitOr || op == Op::kBitXor)) {
    const bool x = a.is_true(), y = b.is_true();
    return Done(out, Value::Bool(op == Op::kBitAnd  ? x && y
                                 : op == Op::kBitOr ? x || y
                                                    : x != y));
  }
  if (op == Op::kTrueDivide) return IntTrueDivide(context, a, b, out);
  if (!a.is_object() && !b.is_object()) {
    int64_t x, y;
    ToInt64(a, &x);
    ToInt64(b, &y);
    const Value small = SmallBinary(context, op, x, y);
    if (!small.is_unbound()) return Done(out, small);
  }
  if (op == Op::kPower) return BigPower(context, a, b, out);
  return BigBinary(context, op, a, b, out);
}

bool NumberCompare(CompareOperator op, Value a, Value b) {
  const int order = CompareNumbers(a, b);
  if (order == 2) return op == CompareOperator::kNotEqual;
  switch (op) {
    case CompareOperator::kLess:
      return order < 0;
    case CompareOperator::kLessEqual:
      return order <= 0;
    case CompareOperator::kEqual:
      return order == 0;
    case CompareOperator::kNotEqual:
      return order != 0;
    case CompareOperator::kGreater:
      return order > 0;
    case CompareOperator::kGreaterEqual:
      return order >= 0;
  }
  return false;
}

int64_t NumberHash(Value v) {
  if (v.is_float()) return text::HashDouble(v.as_float(), 0);
  int64_t small;
  if (!v.is_object() && ToInt64(v, &small)) return text::HashInt64(small);
  text::Limb limb;
  return text::HashBigInt(ViewInt(v, &limb));
}

}  // namespace midge::vm

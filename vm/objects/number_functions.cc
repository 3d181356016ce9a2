// The builtin functions on numbers: abs, bin, chr, divmod, hex, oct, ord, pow,
// round. What a user's class defines for them is the prelude's.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/number_methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/text_value.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"

namespace midge::vm {
namespace {

NativeResult Answer(OpResult result) {
  return result == OpResult::kDone ? NativeResult::kReturn
                                   : NativeResult::kRaise;
}

bool IsInstanceOrClass(Value v) {
  return IsKind(v, Kind::kInstance) || IsKind(v, Kind::kClass);
}

NativeResult Abs(NativeCall& call) {
  const Value v = call.args[0];
  if (v.is_float()) return call.Return(Value::Float(std::fabs(v.as_float())));
  if (v.is_int() && v.as_int() > kSmallIntMin) {
    return call.Return(Value::Int(std::abs(v.as_int())));
  }
  if (IsInt(v)) {
    text::Limb limb;
    return call.Return(
        MakeInt(call.context, text::Absolute(ViewInt(v, &limb))));
  }
  if (IsInstanceOrClass(v) || IsKind(v, Kind::kComplex)) {
    return call.Prelude("abs_of", {v});
  }
  return RaiseTypeError(call.context,
                        absl::StrCat("bad operand type for abs(): '",
                                     TypeName(call.context, v), "'"));
}

NativeResult DivModFunction(NativeCall& call) {
  Context& context = call.context;
  const Value a = call.args[0], b = call.args[1];
  if (!IsNumber(a) || !IsNumber(b)) {
    if (IsInstanceOrClass(a) || IsInstanceOrClass(b)) {
      return call.Prelude("divmod_of", {a, b});
    }
    return RaiseTypeError(
        context, absl::StrCat("unsupported operand type(s) for divmod(): '",
                              TypeName(context, a), "' and '",
                              TypeName(context, b), "'"));
  }
  double divisor;
  if ((a.is_float() || b.is_float()) &&
      ToDouble(context, b, &divisor) == OpResult::kDone && divisor == 0) {
    return RaiseZeroDivision(context, "float divmod()");
  }
  Value items[2];
  if (NumberBinary(context, BinaryOperator::kFloorDivide, a, b, &items[0]) !=
          OpResult::kDone ||
      NumberBinary(context, BinaryOperator::kModulo, a, b, &items[1]) !=
          OpResult::kDone) {
    return NativeResult::kRaise;
  }
  return call.Return(Value::Of(NewTuple(context, items)));
}

// __divmod__ and __rdivmod__ of int and float.
template <bool kReflected>
NativeResult DivModMethod(NativeCall& call) {
  Value operands[] = {Payload(call.context, call.args[kReflected]),
                      Payload(call.context, call.args[!kReflected])};
  const bool of_int = IsInt(operands[kReflected]);
  if (of_int ? !IsInt(operands[!kReflected])
             : !IsNumber(operands[!kReflected])) {
    return call.Return(Value::NotImplemented());
  }
  call.args = operands;
  return DivModFunction(call);
}

// More limbs of exponent times those of the modulus, squared, are too many for
// one step of a power.
constexpr double kPowModLimbsMax = 1 << 16;

// Whether the power takes long; an inverse alone is no power.
bool IsLongPowMod(text::BigView exponent, text::BigView modulus) {
  const double size = static_cast<double>(modulus.limbs.size());
  const double steps = static_cast<double>(exponent.limbs.size());
  const bool is_inverse =
      exponent.negative && exponent.limbs.size() == 1 && exponent.limbs[0] == 1;
  return !is_inverse && steps * size * size > kPowModLimbsMax;
}

NativeResult PowMod(NativeCall& call) {
  Context& context = call.context;
  for (int i = 0; i < 3; ++i) {
    if (IsInt(call.args[i])) continue;
    if (IsInstanceOrClass(call.args[i])) {
      return call.Prelude("pow_of", {call.args[0], call.args[1], call.args[2]});
    }
    bool has_float = false, has_complex = false;
    for (int j = 0; j < 3; ++j) {
      has_float |= Payload(context, call.args[j]).is_float();
      has_complex |= IsKind(call.args[j], Kind::kComplex);
    }
    const auto is_number = [&](Value v) {
      return IsNumber(v) || IsKind(v, Kind::kComplex);
    };
    if (has_complex && is_number(call.args[0]) && is_number(call.args[1])) {
      return RaiseValueError(context, "complex modulo");
    }
    if (has_float) {
      return RaiseTypeError(context,
                            "pow() 3rd argument not allowed unless all "
                            "arguments are integers");
    }
    return RaiseTypeError(
        context, absl::StrCat("unsupported operand type(s) for ** or pow(): '",
                              TypeName(context, call.args[0]), "', '",
                              TypeName(context, call.args[1]), "', '",
                              TypeName(context, call.args[2]), "'"));
  }
  text::Limb limbs[3];
  const auto view = [&](int i) {
    return ViewInt(Payload(context, call.args[i]), &limbs[i]);
  };
  if (IsLongPowMod(view(1), view(2))) {
    return call.Prelude("long_pow", {Payload(context, call.args[0]),
                                     Payload(context, call.args[1]),
                                     Payload(context, call.args[2])});
  }
  text::BigInt result;
  const text::BigStatus status =
      text::PowerMod(view(0), view(1), view(2), &result);
  if (status == text::BigStatus::kDivideByZero) {
    return RaiseValueError(context, "pow() 3rd argument cannot be 0");
  }
  if (status != text::BigStatus::kOk) {
    return Answer(RaiseBigStatus(context, status));
  }
  const size_t size = view(2).limbs.size();
  context.Charge(size * size * view(1).limbs.size());
  return call.Return(MakeInt(context, result));
}

NativeResult Pow(NativeCall& call) {
  if (!call.args[2].is_unbound() && !call.args[2].is_none()) {
    return PowMod(call);
  }
  const OpResult result = Binary(call.context, BinaryOperator::kPower, false,
                                 call.args[0], call.args[1], &call.result);
  if (result != OpResult::kPython) return Answer(result);
  return call.Prelude("pow_of", {call.args[0], call.args[1], Value::None()});
}

// bin(), oct() and hex().
template <int kBase, char kMark>
NativeResult InBase(NativeCall& call) {
  Context& context = call.context;
  const Value v = Payload(context, call.args[0]);
  if (!IsInt(v)) {
    if (IsInstanceOrClass(v)) {
      return call.Prelude("in_base", {call.args[0], Value::Int(kBase)});
    }
    return RaiseTypeError(context,
                          absl::StrCat("'", TypeName(context, call.args[0]),
                                       "' object cannot be interpreted as an "
                                       "integer"));
  }
  text::Limb limb;
  const text::BigView view = ViewInt(v, &limb);
  std::string digits;
  // A base that is a power of two has no limit on digits.
  (void)text::IntToText({view.limbs, false}, kBase, &digits);
  const std::string text =
      absl::StrCat(view.negative ? "-0" : "0", std::string(1, kMark), digits);
  return call.Return(Value::Of(NewStr(context, text)));
}

NativeResult Chr(NativeCall& call) {
  int64_t point;
  if (!ClampedArgument(call.context, call.args[0], &point)) {
    return NativeResult::kRaise;
  }
  if (point < INT32_MIN || point > INT32_MAX) {
    return RaiseOverflowError(call.context,
                              "Python int too large to convert to C int");
  }
  if (point < 0 || point > text::kMaxCodePoint) {
    return RaiseValueError(call.context, "chr() arg not in range(0x110000)");
  }
  return call.Return(
      Value::Of(CharStr(call.context, static_cast<uint32_t>(point))));
}

NativeResult Ord(NativeCall& call) {
  Context& context = call.context;
  Text text;
  if (!GetText(context, call.args[0], &text)) {
    return RaiseTypeError(
        context, absl::StrCat("ord() expected string of length 1, "
                              "but ",
                              TypeName(context, call.args[0]), " found"));
  }
  if (text.view.size() != 1) {
    return RaiseTypeError(context,
                          absl::StrCat("ord() expected a character, but "
                                       "string of length ",
                                       text.view.size(), " found"));
  }
  return call.Return(Value::Int(text.view[0]));
}

// round(int, negative digits): to a multiple of a power of ten, ties to even.
OpResult RoundInt(Context& context, Value value, int64_t digits, Value* out) {
  text::Limb limb;
  const text::BigView view = ViewInt(value, &limb);
  // A power of ten has more than 3 bits a digit.
  if (-digits > text::BitLength(view)) {
    *out = Value::Int(0);
    return OpResult::kDone;
  }
  text::BigInt unit, quotient, rest, twice, result;
  text::BigStatus status =
      text::Power(text::BigInt(10), text::BigInt(-digits), &unit);
  if (status == text::BigStatus::kOk) {
    status = text::DivMod(view, unit, &quotient, &rest);
  }
  if (status == text::BigStatus::kOk) status = text::Add(rest, rest, &twice);
  if (status != text::BigStatus::kOk) return RaiseBigStatus(context, status);
  const int order = text::Compare(twice, unit);
  const bool odd = !quotient.limbs.empty() && (quotient.limbs[0] & 1);
  // rest counts up from the floor.
  status = text::Subtract(view, rest, &result);
  if (status == text::BigStatus::kOk && (order > 0 || (order == 0 && odd))) {
    status = text::Add(result, unit, &result);
  }
  if (status != text::BigStatus::kOk) return RaiseBigStatus(context, status);
  *out = MakeInt(context, result);
  return OpResult::kDone;
}

NativeResult Round(NativeCall& call) {
  const Value v = call.args[0];
  if (IsNumber(v)) {
    return Answer(RoundNumber(call.context, v, call.args[1], &call.result));
  }
  if (IsInstanceOrClass(v)) {
    return call.Prelude(
        "round_of",
        {v, call.args[1].is_unbound() ? Value::None() : call.args[1]});
  }
  return RaiseTypeError(call.context,
                        absl::StrCat("type ", TypeName(call.context, v),
                                     " doesn't define __round__ method"));
}

constexpr NativeSpec kFunctions[] = {
    {"abs", "x, /", &Abs},
    {"bin", "number, /", &InBase<2, 'b'>},
    {"chr", "i, /", &Chr},
    {"divmod", "x, y, /", &DivModFunction},
    {"hex", "number, /", &InBase<16, 'x'>},
    {"oct", "number, /", &InBase<8, 'o'>},
    {"ord", "c, /", &Ord},
    {"pow", "base, exp, mod=None", &Pow},
    {"round", "number, ndigits=None", &Round},
};

constexpr NativeSpec kDivModMethods[] = {
    {"__divmod__", "self, value, /", &DivModMethod<false>},
    {"__rdivmod__", "self, value, /", &DivModMethod<true>},
};

}  // namespace

OpResult RoundNumber(Context& context, Value value, Value digits_value,
                     Value* out) {
  const bool to_int = digits_value.is_unbound() || digits_value.is_none();
  int64_t digits = 0;
  if (!to_int && !ClampedArgument(context, digits_value, &digits)) {
    return OpResult::kRaise;
  }
  if (IsInt(value)) {
    *out = value.is_bool() ? Value::Int(value.is_true()) : value;
    if (to_int || digits >= 0) return OpResult::kDone;
    return RoundInt(context, *out, std::max(digits, -INT64_MAX), out);
  }
  const double number = value.as_float();
  if (to_int) return FloatToInt(context, std::nearbyint(number), out);
  if (!std::isfinite(number)) {
    *out = value;
    return OpResult::kDone;
  }
  double result;
  if (!text::RoundDouble(number, digits, &result)) {
    RaiseOverflowError(context, "rounded value too large to represent");
    return OpResult::kRaise;
  }
  *out = Value::Float(result);
  return OpResult::kDone;
}

void RegisterNumberFunctions() {
  AddFunctions("builtins", kFunctions);
  AddMethods(core().int_, kDivModMethods);
  AddMethods(core().float_, kDivModMethods);
}

}  // namespace midge::vm

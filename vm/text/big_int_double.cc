// Ints and doubles: conversion, true division and comparison, each rounded
// once.
#include <algorithm>
#include <cmath>

#include "vm/text/big_int.h"
#include "vm/text/float_text.h"

namespace midge::vm::text {
namespace {

// The 64 bits of |a| from bit `low` up. `low` may be negative.
uint64_t BitsFrom(BigView a, int64_t low) {
  auto limb = [&a](int64_t i) {
    bool inside = i >= 0 && i < static_cast<int64_t>(a.limbs.size());
    return inside ? a.limbs[i] : 0;
  };
  int64_t whole = low >> 6;
  int part = static_cast<int>(low & 63);
  uint64_t bits = limb(whole) >> part;
  if (part != 0) bits |= limb(whole + 1) << (64 - part);
  return bits;
}

// True when |a| has a one below bit `end`.
bool AnyBitBelow(BigView a, int64_t end) {
  for (int64_t i = 0; i * 64 < end; ++i) {
    if (i >= static_cast<int64_t>(a.limbs.size())) return false;
    uint64_t limb = a.limbs[i];
    if (end - i * 64 < 64) limb &= (uint64_t{1} << (end - i * 64)) - 1;
    if (limb != 0) return true;
  }
  return false;
}

// (|a| + sticky) * 2**exponent, where sticky is in (0, 1), rounded half to
// even into a double that may be subnormal; infinity on overflow.
double Round(BigView a, int64_t exponent, bool sticky) {
  int64_t bits = BitLength(a);
  if (bits == 0) return 0.0;
  if (bits + exponent > 1024) return INFINITY;
  if (bits + exponent < -1075) return 0.0;
  int64_t last = std::max<int64_t>(bits + exponent - 53, -1074);
  int64_t drop = last - exponent;
  if (drop <= 0) {
    return std::ldexp(static_cast<double>(BitsFrom(a, 0)),
                      static_cast<int>(exponent));
  }
  uint64_t kept = BitsFrom(a, drop);
  bool half = BitsFrom(a, drop - 1) & 1;
  bool below = sticky || AnyBitBelow(a, drop - 1);
  if (half && (below || (kept & 1))) ++kept;
  return std::ldexp(static_cast<double>(kept), static_cast<int>(last));
}

}  // namespace

BigStatus ToDouble(BigView a, double* value) {
  double magnitude = Round(a, 0, false);
  if (std::isinf(magnitude)) return BigStatus::kDoubleOverflow;
  *value = a.negative ? -magnitude : magnitude;
  return BigStatus::kOk;
}

BigInt FromDouble(double value) {
  DoubleParts parts = SplitDouble(value);
  BigInt result(parts.mantissa);
  if (parts.exponent < 0) {
    // Toward zero: shift the magnitude, then give the sign back.
    bool negative = result.negative;
    result.negative = false;
    int shift = -parts.exponent;
    if (!result.limbs.empty()) {
      result.limbs[0] = shift > 63 ? 0 : result.limbs[0] >> shift;
    }
    result.negative = negative;
    Normalise(&result);
    return result;
  }
  // A double has at most 1024 bits before the point: the shift cannot fail.
  (void)ShiftLeft(BigInt(result), BigInt(parts.exponent), &result);
  return result;
}

BigStatus TrueDivide(BigView a, BigView b, double* quotient) {
  if (b.zero()) return BigStatus::kDivideByZero;
  bool negative = a.negative != b.negative;
  if (a.zero()) {
    *quotient = negative ? -0.0 : 0.0;
    return BigStatus::kOk;
  }
  // Scale so that the integer quotient has 64 bits or more; the remainder only
  // says which side of a tie the exact value lies on.
  int64_t shift = std::max<int64_t>(BitLength(b) - BitLength(a) + 65, 0);
  if (shift > 0 && BitLength(a) - BitLength(b) < -1100) {
    *quotient = negative ? -0.0 : 0.0;
    return BigStatus::kOk;
  }
  if (BitLength(a) - BitLength(b) > 1025) return BigStatus::kDoubleOverflow;
  BigInt scaled, whole, rest;
  auto status = ShiftLeft({a.limbs, false}, BigInt(shift), &scaled);
  if (status != BigStatus::kOk) return status;
  status = DivMod(scaled, {b.limbs, false}, &whole, &rest);
  if (status != BigStatus::kOk) return status;
  double magnitude = Round(whole, -shift, !rest.limbs.empty());
  if (std::isinf(magnitude)) return BigStatus::kDoubleOverflow;
  *quotient = negative ? -magnitude : magnitude;
  return BigStatus::kOk;
}

int CompareDouble(BigView a, double b) {
  if (std::isinf(b)) return b > 0 ? -1 : 1;
  BigInt whole = FromDouble(b);
  int order = Compare(a, whole);
  if (order != 0) return order;
  double fraction = b - std::trunc(b);
  if (fraction == 0) return 0;
  return fraction > 0 ? -1 : 1;
}

}  // namespace midge::vm::text

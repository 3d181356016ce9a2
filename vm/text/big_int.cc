#include "vm/text/big_int.h"

#include <gmp.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

static_assert(sizeof(mp_limb_t) == sizeof(Limb) && GMP_NAIL_BITS == 0);

constexpr size_t kLimbsMax = kIntBitsMax / 64;

mp_ptr Out(Limbs& limbs) { return reinterpret_cast<mp_ptr>(limbs.data()); }
mp_srcptr In(std::span<const Limb> limbs) {
  return reinterpret_cast<mp_srcptr>(limbs.data());
}

BigInt Copy(BigView a) {
  BigInt copy;
  copy.limbs.assign(a.limbs.begin(), a.limbs.end());
  copy.negative = a.negative;
  return copy;
}

BigStatus Bounded(BigInt&& value, BigInt* result) {
  if (value.limbs.size() > kLimbsMax) return BigStatus::kTooLarge;
  *result = std::move(value);
  return BigStatus::kOk;
}

int CompareMagnitude(BigView a, BigView b) {
  if (a.limbs.size() != b.limbs.size()) {
    return a.limbs.size() < b.limbs.size() ? -1 : 1;
  }
  if (a.zero()) return 0;
  return mpn_cmp(In(a.limbs), In(b.limbs), a.limbs.size());
}

BigInt AddMagnitude(BigView a, BigView b) {
  if (a.limbs.size() < b.limbs.size()) std::swap(a, b);
  BigInt sum;
  sum.limbs.resize(a.limbs.size() + 1);
  mp_limb_t carry = 0;
  if (b.zero()) {
    std::copy(a.limbs.begin(), a.limbs.end(), sum.limbs.begin());
  } else {
    carry = mpn_add(Out(sum.limbs), In(a.limbs), a.limbs.size(), In(b.limbs),
                    b.limbs.size());
  }
  sum.limbs.back() = carry;
  Normalise(&sum);
  return sum;
}

// |a| - |b|, negative when |a| < |b|.
BigInt SubtractMagnitude(BigView a, BigView b) {
  BigInt difference;
  if (CompareMagnitude(a, b) < 0) {
    std::swap(a, b);
    difference.negative = true;
  }
  difference.limbs.assign(a.limbs.begin(), a.limbs.end());
  if (!b.zero()) {
    mpn_sub(Out(difference.limbs), In(a.limbs), a.limbs.size(), In(b.limbs),
            b.limbs.size());
  }
  Normalise(&difference);
  return difference;
}

// REQUIRES: the product is not above the limit.
BigInt MultiplyMagnitude(BigView a, BigView b) {
  if (a.limbs.size() < b.limbs.size()) std::swap(a, b);
  BigInt product;
  if (b.zero()) return product;
  product.limbs.resize(a.limbs.size() + b.limbs.size());
  if (a.limbs.data() == b.limbs.data() && a.limbs.size() == b.limbs.size()) {
    mpn_sqr(Out(product.limbs), In(a.limbs), a.limbs.size());
  } else {
    mpn_mul(Out(product.limbs), In(a.limbs), a.limbs.size(), In(b.limbs),
            b.limbs.size());
  }
  Normalise(&product);
  return product;
}

// Truncating division of magnitudes. REQUIRES: b is not zero.
void DivideMagnitude(BigView a, BigView b, BigInt* quotient,
                     BigInt* remainder) {
  if (CompareMagnitude(a, b) < 0) {
    *remainder = Copy({a.limbs, false});
    *quotient = BigInt();
    return;
  }
  BigInt q, r;
  q.limbs.resize(a.limbs.size() - b.limbs.size() + 1);
  r.limbs.resize(b.limbs.size());
  mpn_tdiv_qr(Out(q.limbs), Out(r.limbs), 0, In(a.limbs), a.limbs.size(),
              In(b.limbs), b.limbs.size());
  Normalise(&q);
  Normalise(&r);
  *quotient = std::move(q);
  *remainder = std::move(r);
}

bool BitAt(BigView a, int64_t bit) {
  return a.limbs[bit / 64] >> (bit % 64) & 1;
}

// The inverse of a modulo m by the extended Euclidean algorithm.
// REQUIRES: 0 <= a < m.
BigStatus Inverse(BigView a, BigView modulus, BigInt* inverse) {
  BigInt old_r = Copy(modulus), r = Copy(a);
  BigInt old_t(0), t(1);
  while (!BigView(r).zero()) {
    BigInt quotient, remainder, product, next;
    if (auto s = DivMod(old_r, r, &quotient, &remainder); s != BigStatus::kOk)
      return s;
    if (auto s = Multiply(quotient, t, &product); s != BigStatus::kOk) return s;
    if (auto s = Subtract(old_t, product, &next); s != BigStatus::kOk) return s;
    old_t = std::exchange(t, std::move(next));
    old_r = std::exchange(r, std::move(remainder));
  }
  if (Compare(old_r, BigInt(1)) != 0) return BigStatus::kNotInvertible;
  return DivMod(old_t, modulus, nullptr, inverse);
}

// REQUIRES: 0 <= base < modulus, exponent >= 0.
BigStatus PowerModPositive(BigView base, BigView exponent, BigView modulus,
                           BigInt* result) {
  BigInt power(1), unused;
  DivideMagnitude(power, modulus, &unused, &power);
  for (int64_t bit = BitLength(exponent) - 1; bit >= 0; --bit) {
    BigInt square = MultiplyMagnitude(power, power);
    DivideMagnitude(square, modulus, &unused, &power);
    if (!BitAt(exponent, bit)) continue;
    BigInt product = MultiplyMagnitude(power, base);
    DivideMagnitude(product, modulus, &unused, &power);
  }
  *result = std::move(power);
  return BigStatus::kOk;
}

}  // namespace

BigInt::BigInt(int64_t value) : negative(value < 0) {
  auto bits = static_cast<uint64_t>(value);
  if (value != 0) limbs.push_back(negative ? 0 - bits : bits);
}

BigInt BigInt::FromUnsigned(uint64_t value) {
  BigInt result;
  if (value != 0) result.limbs.push_back(value);
  return result;
}

void Normalise(BigInt* a) {
  while (!a->limbs.empty() && a->limbs.back() == 0) a->limbs.pop_back();
  if (a->limbs.empty()) a->negative = false;
}

bool FitsUint64(BigView a, uint64_t* value) {
  if (a.negative || a.limbs.size() > 1) return false;
  *value = a.zero() ? 0 : a.limbs[0];
  return true;
}

bool FitsInt64(BigView a, int64_t* value) {
  if (a.limbs.size() > 1) return false;
  uint64_t magnitude = a.zero() ? 0 : a.limbs[0];
  uint64_t limit = (uint64_t{1} << 63) - (a.negative ? 0 : 1);
  if (magnitude > limit) return false;
  *value = static_cast<int64_t>(a.negative ? 0 - magnitude : magnitude);
  return true;
}

int Compare(BigView a, BigView b) {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  int order = CompareMagnitude(a, b);
  return a.negative ? -order : order;
}

BigStatus Add(BigView a, BigView b, BigInt* sum) {
  BigInt result;
  if (a.negative == b.negative) {
    result = AddMagnitude(a, b);
    result.negative = a.negative;
  } else {
    result = SubtractMagnitude(a, b);
    result.negative ^= a.negative;
  }
  Normalise(&result);
  return Bounded(std::move(result), sum);
}

BigStatus Subtract(BigView a, BigView b, BigInt* difference) {
  return Add(a, {b.limbs, !b.zero() && !b.negative}, difference);
}

BigStatus Multiply(BigView a, BigView b, BigInt* product) {
  if (a.limbs.size() + b.limbs.size() > kLimbsMax + 1) {
    return BigStatus::kTooLarge;
  }
  BigInt result = MultiplyMagnitude(a, b);
  result.negative = a.negative != b.negative;
  Normalise(&result);
  return Bounded(std::move(result), product);
}

BigInt Negate(BigView a) { return Copy({a.limbs, !a.zero() && !a.negative}); }

BigInt Absolute(BigView a) { return Copy({a.limbs, false}); }

BigStatus DivMod(BigView a, BigView b, BigInt* quotient, BigInt* remainder) {
  if (b.zero()) return BigStatus::kDivideByZero;
  BigInt q, r;
  DivideMagnitude(a, b, &q, &r);
  // Truncation is toward zero; the floor is one less when signs differ and
  // something was cut off.
  bool floor = a.negative != b.negative && !r.limbs.empty();
  if (floor) {
    q = AddMagnitude(q, BigInt(1));
    r = SubtractMagnitude({b.limbs, false}, r);
  }
  q.negative = a.negative != b.negative;
  r.negative = b.negative;
  Normalise(&q);
  Normalise(&r);
  if (quotient != nullptr) *quotient = std::move(q);
  if (remainder != nullptr) *remainder = std::move(r);
  return BigStatus::kOk;
}

BigStatus Power(BigView base, BigView exponent, BigInt* result) {
  uint64_t n = 0;
  bool fits = FitsUint64(exponent, &n);
  bool odd = !exponent.zero() && BitAt(exponent, 0);
  if (exponent.zero()) {
    *result = BigInt(1);
    return BigStatus::kOk;
  }
  if (BitLength(base) <= 1) {
    *result = Copy({base.limbs, base.negative && odd});
    return BigStatus::kOk;
  }
  int64_t bits = BitLength(base) - 1;
  if (!fits || n > static_cast<uint64_t>(kIntBitsMax / bits)) {
    return BigStatus::kTooLarge;
  }
  BigInt power(1);
  for (int bit = 63 - __builtin_clzll(n); bit >= 0; --bit) {
    power = MultiplyMagnitude(power, power);
    if (n >> bit & 1) power = MultiplyMagnitude(power, base);
  }
  power.negative = base.negative && odd;
  return Bounded(std::move(power), result);
}

BigStatus PowerMod(BigView base, BigView exponent, BigView modulus,
                   BigInt* result) {
  if (modulus.zero()) return BigStatus::kDivideByZero;
  BigView positive{modulus.limbs, false};
  BigInt reduced;
  if (auto s = DivMod(base, positive, nullptr, &reduced); s != BigStatus::kOk)
    return s;
  if (exponent.negative) {
    if (auto s = Inverse(reduced, positive, &reduced); s != BigStatus::kOk)
      return s;
  }
  BigInt power;
  if (auto s =
          PowerModPositive(reduced, {exponent.limbs, false}, positive, &power);
      s != BigStatus::kOk)
    return s;
  return DivMod(power, modulus, nullptr, result);
}

BigStatus SquareRoot(BigView a, BigInt* root) {
  if (a.negative) return BigStatus::kNegative;
  BigInt result;
  if (!a.zero()) {
    result.limbs.resize((a.limbs.size() + 1) / 2);
    Limbs rest(a.limbs.size());
    mpn_sqrtrem(Out(result.limbs), Out(rest), In(a.limbs), a.limbs.size());
    Normalise(&result);
  }
  *root = std::move(result);
  return BigStatus::kOk;
}

BigInt GreatestCommonDivisor(BigView a, BigView b) {
  BigInt x = Absolute(a), y = Absolute(b);
  while (!y.limbs.empty()) {
    // Single limbs go the fast way; longer ones shrink by division.
    if (x.limbs.size() <= 1 && y.limbs.size() <= 1) {
      Limb p = x.limbs.empty() ? 0 : x.limbs[0], q = y.limbs[0];
      while (q != 0) p = std::exchange(q, p % q);
      return BigInt::FromUnsigned(p);
    }
    BigInt quotient, remainder;
    DivideMagnitude(x, y, &quotient, &remainder);
    x = std::exchange(y, std::move(remainder));
  }
  return x;
}

}  // namespace midge::vm::text

// Shifts, bitwise operations and byte order of ints, as of an endless two's
// complement.
#include <algorithm>
#include <utility>

#include "vm/text/big_int.h"
#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

// Two's complement of `a` in `size` limbs. REQUIRES: size > a.limbs.size().
Limbs Complement(BigView a, size_t size) {
  Limbs limbs(size);
  std::copy(a.limbs.begin(), a.limbs.end(), limbs.begin());
  if (!a.negative) return limbs;
  bool carry = true;
  for (Limb& limb : limbs) {
    limb = ~limb + (carry ? 1 : 0);
    carry = carry && limb == 0;
  }
  return limbs;
}

// The other way: the top bit is the sign.
BigInt FromComplement(Limbs limbs) {
  BigInt result;
  result.negative = !limbs.empty() && limbs.back() >> 63 != 0;
  if (result.negative) {
    bool carry = true;
    for (Limb& limb : limbs) {
      limb = ~limb + (carry ? 1 : 0);
      carry = carry && limb == 0;
    }
  }
  result.limbs = std::move(limbs);
  Normalise(&result);
  return result;
}

template <typename Operation>
BigInt Combine(BigView a, BigView b, Operation operation) {
  size_t size = std::max(a.limbs.size(), b.limbs.size()) + 1;
  Limbs x = Complement(a, size);
  Limbs y = Complement(b, size);
  for (size_t i = 0; i < size; ++i) x[i] = operation(x[i], y[i]);
  return FromComplement(std::move(x));
}

}  // namespace

BigStatus ShiftLeft(BigView a, BigView count, BigInt* result) {
  if (count.negative) return BigStatus::kNegativeShift;
  BigInt shifted;
  if (!a.zero()) {
    uint64_t n = 0;
    if (!FitsUint64(count, &n) || n > static_cast<uint64_t>(kIntBitsMax) ||
        BitLength(a) + static_cast<int64_t>(n) > kIntBitsMax) {
      return BigStatus::kTooLarge;
    }
    size_t whole = n / 64;
    unsigned part = n % 64;
    shifted.limbs.resize(a.limbs.size() + whole + 1);
    for (size_t i = 0; i < a.limbs.size(); ++i) {
      shifted.limbs[whole + i] |= a.limbs[i] << part;
      if (part != 0) shifted.limbs[whole + i + 1] = a.limbs[i] >> (64 - part);
    }
    shifted.negative = a.negative;
    Normalise(&shifted);
  }
  *result = std::move(shifted);
  return BigStatus::kOk;
}

BigStatus ShiftRight(BigView a, BigView count, BigInt* result) {
  if (count.negative) return BigStatus::kNegativeShift;
  uint64_t n = 0;
  if (!FitsUint64(count, &n) || n / 64 >= a.limbs.size()) {
    *result = BigInt(a.negative ? -1 : 0);
    return BigStatus::kOk;
  }
  size_t whole = n / 64;
  unsigned part = n % 64;
  BigInt shifted;
  shifted.limbs.resize(a.limbs.size() - whole);
  for (size_t i = whole; i < a.limbs.size(); ++i) {
    shifted.limbs[i - whole] = a.limbs[i] >> part;
    if (part != 0 && i + 1 < a.limbs.size()) {
      shifted.limbs[i - whole] |= a.limbs[i + 1] << (64 - part);
    }
  }
  Normalise(&shifted);
  if (a.negative) {
    // The floor of a negative value is one further down if a one fell off.
    bool cut = (a.limbs[whole] & ((Limb{1} << part) - 1)) != 0 ||
               std::any_of(a.limbs.begin(), a.limbs.begin() + whole,
                           [](Limb limb) { return limb != 0; });
    shifted.negative = !shifted.limbs.empty();
    if (cut) return Subtract(shifted, BigInt(1), result);
  }
  *result = std::move(shifted);
  return BigStatus::kOk;
}

BigInt And(BigView a, BigView b) {
  return Combine(a, b, [](Limb x, Limb y) { return x & y; });
}

BigInt Or(BigView a, BigView b) {
  return Combine(a, b, [](Limb x, Limb y) { return x | y; });
}

BigInt Xor(BigView a, BigView b) {
  return Combine(a, b, [](Limb x, Limb y) { return x ^ y; });
}

BigInt Invert(BigView a) { return Xor(a, BigInt(-1)); }

int64_t BitLength(BigView a) {
  if (a.zero()) return 0;
  return static_cast<int64_t>(a.limbs.size()) * 64 -
         __builtin_clzll(a.limbs.back());
}

int64_t BitCount(BigView a) {
  int64_t count = 0;
  for (Limb limb : a.limbs) count += __builtin_popcountll(limb);
  return count;
}

bool ToBytes(BigView a, bool is_signed, std::span<uint8_t> bytes) {
  Limbs limbs =
      Complement(a, std::max(a.limbs.size() + 1, bytes.size() / 8 + 1));
  auto byte_at = [&limbs](size_t i) {
    return static_cast<uint8_t>(limbs[i / 8] >> (i % 8 * 8));
  };
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = byte_at(i);
  uint8_t sign = a.negative ? 0xff : 0;
  for (size_t i = bytes.size(); i < limbs.size() * 8; ++i) {
    if (byte_at(i) != sign) return false;
  }
  if (!is_signed) return true;
  if (bytes.empty()) return true;  // 0, and -1 as CPython has it
  return (bytes.back() >> 7 != 0) == a.negative;
}

BigInt FromBytes(std::span<const uint8_t> bytes, bool is_signed) {
  bool negative = is_signed && !bytes.empty() && bytes.back() >> 7 != 0;
  Limbs limbs(bytes.size() / 8 + 1, negative ? ~Limb{0} : 0);
  for (size_t i = 0; i < bytes.size(); ++i) {
    Limb mask = Limb{0xff} << (i % 8 * 8);
    limbs[i / 8] = (limbs[i / 8] & ~mask) | Limb{bytes[i]} << (i % 8 * 8);
  }
  return FromComplement(std::move(limbs));
}

}  // namespace midge::vm::text

// Ints of any size: sign and magnitude over 64-bit limbs, least significant
// first, on GMP's mpn layer. Semantics are CPython's int.
//
// Ownership: a BigView borrows limbs (of a heap object, or of a BigInt); a
//            BigInt owns its own. Results are always fresh, so an operand may
//            be a view of the result's old value.
// Threads:   pure functions.
// Invariant: normalised: the top limb is not zero, and zero has no limbs and
//            is not negative. Every view given and every BigInt returned is.
#ifndef MIDGE_VM_TEXT_BIG_INT_H_
#define MIDGE_VM_TEXT_BIG_INT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace midge::vm::text {

using Limb = uint64_t;
using Limbs = std::vector<Limb>;

struct BigView {
  std::span<const Limb> limbs;
  bool negative = false;

  bool zero() const { return limbs.empty(); }
};

struct BigInt {
  Limbs limbs;
  bool negative = false;

  BigInt() = default;
  explicit BigInt(int64_t value);
  static BigInt FromUnsigned(uint64_t value);

  operator BigView() const { return {{limbs.data(), limbs.size()}, negative}; }
};

enum class [[nodiscard]] BigStatus{
    kOk,
    kTooLarge,       // more than kIntBitsMax bits: MemoryError
    kDivideByZero,   // ZeroDivisionError
    kNegativeShift,  // ValueError: negative shift count
    kNotInvertible,  // ValueError: base is not invertible for the given modulus
    kDoubleOverflow,  // OverflowError: int too large to convert to float
    kTooManyDigits,   // ValueError: see kIntTextDigitsMax
    kInvalidText,     // ValueError: invalid literal for int()
    kNegative,        // ValueError: the argument must not be negative
};

// True and sets `value` when it fits.
bool FitsInt64(BigView a, int64_t* value);
bool FitsUint64(BigView a, uint64_t* value);

// Takes zero limbs off the top and gives zero its sign.
void Normalise(BigInt* a);

// < 0, 0, > 0 as a is less than, equal to, greater than b.
int Compare(BigView a, BigView b);

BigStatus Add(BigView a, BigView b, BigInt* sum);
BigStatus Subtract(BigView a, BigView b, BigInt* difference);
BigStatus Multiply(BigView a, BigView b, BigInt* product);
BigInt Negate(BigView a);
BigInt Absolute(BigView a);

// Floor division: remainder has the sign of b. Either result may be null.
BigStatus DivMod(BigView a, BigView b, BigInt* quotient, BigInt* remainder);

// base ** exponent. REQUIRES: exponent is not negative (that is a float).
BigStatus Power(BigView base, BigView exponent, BigInt* result);

// pow(base, exponent, modulus), with negative exponents and moduli.
BigStatus PowerMod(BigView base, BigView exponent, BigView modulus,
                   BigInt* result);

// math.isqrt: the root rounded down; kNegative for a < 0.
BigStatus SquareRoot(BigView a, BigInt* root);

// math.gcd of two.
BigInt GreatestCommonDivisor(BigView a, BigView b);

// --- bits (big_int_bits.cc): as of an endless two's complement ---

BigStatus ShiftLeft(BigView a, BigView count, BigInt* result);
BigStatus ShiftRight(BigView a, BigView count, BigInt* result);
BigInt And(BigView a, BigView b);
BigInt Or(BigView a, BigView b);
BigInt Xor(BigView a, BigView b);
BigInt Invert(BigView a);

// Of the magnitude, as int.bit_length() and int.bit_count().
int64_t BitLength(BigView a);
int64_t BitCount(BigView a);

// int.to_bytes / from_bytes in little-endian order. ToBytes is false when the
// value does not fit ("int too big to convert").
// REQUIRES: is_signed or a >= 0.
bool ToBytes(BigView a, bool is_signed, std::span<uint8_t> bytes);
BigInt FromBytes(std::span<const uint8_t> bytes, bool is_signed);

// --- doubles (big_int_double.cc) ---

// Rounds half to even; kDoubleOverflow when out of range.
BigStatus ToDouble(BigView a, double* value);

// Rounds toward zero. REQUIRES: value is finite.
BigInt FromDouble(double value);

// a / b, correctly rounded. kDivideByZero, or kDoubleOverflow ("integer
// division result too large for a float").
BigStatus TrueDivide(BigView a, BigView b, double* quotient);

// Exact; a NaN is unordered and must not be given.
int CompareDouble(BigView a, double b);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_BIG_INT_H_

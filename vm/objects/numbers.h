// Arithmetic and comparison of int, bool and float (and the BigInt objects
// behind large ints).
#ifndef MIDGE_VM_OBJECTS_NUMBERS_H_
#define MIDGE_VM_OBJECTS_NUMBERS_H_

#include "vm/objects/operators.h"
#include "vm/text/big_int.h"

namespace midge::vm {

// int, bool or BigInt.
bool IsInt(Value v);
// IsInt() or float.
inline bool IsNumber(Value v) { return v.is_float() || IsInt(v); }

// An int of any size as limbs; `*storage` backs a small one.
// REQUIRES: IsInt(v).
text::BigView ViewInt(Value v, text::Limb* storage);
// An int of any size as a Value: small if it fits.
Value MakeInt(Context& context, text::BigView big);
// Raises what a failed big-int operation means in Python.
OpResult RaiseBigStatus(Context& context, text::BigStatus status);

// The float value of a number; raises OverflowError for an int too large.
// REQUIRES: IsNumber(v).
OpResult ToDouble(Context& context, Value v, double* out);

// a + b and a - b of small ints; false if the result is not a small int.
inline bool AddInts(Value a, Value b, Value* out) {
  int64_t sum;
  if (__builtin_add_overflow(static_cast<int64_t>(a.bits() << 16),
                             static_cast<int64_t>(b.bits() << 16), &sum)) {
    return false;
  }
  *out = Value::Int(sum >> 16);
  return true;
}
inline bool SubtractInts(Value a, Value b, Value* out) {
  int64_t difference;
  if (__builtin_sub_overflow(static_cast<int64_t>(a.bits() << 16),
                             static_cast<int64_t>(b.bits() << 16),
                             &difference)) {
    return false;
  }
  *out = Value::Int(difference >> 16);
  return true;
}
inline bool MultiplyInts(Value a, Value b, Value* out) {
  int64_t product;
  if (__builtin_mul_overflow(a.as_int(), b.as_int(), &product) ||
      !Value::FitsSmallInt(product)) {
    return false;
  }
  *out = Value::Int(product);
  return true;
}

// REQUIRES: IsNumber(a) and IsNumber(b).
OpResult NumberBinary(Context& context, BinaryOperator op, Value a, Value b,
                      Value* out);
bool NumberCompare(CompareOperator op, Value a, Value b);
int64_t NumberHash(Value v);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_NUMBERS_H_

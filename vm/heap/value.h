// A Python value in one 64-bit word.
//
// By its upper 16 bits:
//
//   object    0x0000 | 48-bit address of an Object
//   float     its bits and 2^48: 0x0001 ... 0xFFF1, because of the negative
//             quiet NaNs, which reach beyond, none is kept: the one NaN is
//             positive
//   special   0xFFFA | a Special: unbound, None, False, True, ...
//   int       0xFFFF | 48-bit two's complement: the small ints
//
// So an object is its address, a negative small int is its own 64 bits, and two
// words are both ints if their bitwise and is.
//
// Ints outside 48 bits are BigInt objects, and an int that fits is always a
// small one, so two equal ints have equal kinds.
//
// A Value owns nothing.  One that points into an agent's heap is good until
// that agent's next safepoint, unless the collector knows the place it is
// stored in.
#ifndef MIDGE_VM_HEAP_VALUE_H_
#define MIDGE_VM_HEAP_VALUE_H_

#include <cstdint>
#include <cstring>

#include "base/check.h"

namespace midge::vm {

struct Object;

inline constexpr int64_t kSmallIntMax = (int64_t{1} << 47) - 1;
inline constexpr int64_t kSmallIntMin = -(int64_t{1} << 47);

class Value {
 public:
  // An unbound value: a register, cell or slot that holds nothing.
  constexpr Value() : bits_(Special(0)) {}

  static constexpr Value Unbound() { return Value(Special(0)); }
  static constexpr Value None() { return Value(Special(1)); }
  static constexpr Value False() { return Value(Special(2)); }
  static constexpr Value True() { return Value(Special(3)); }
  static constexpr Value Ellipsis() { return Value(Special(4)); }
  static constexpr Value NotImplemented() { return Value(Special(5)); }
  static constexpr Value Bool(bool b) { return b ? True() : False(); }

  static constexpr bool FitsSmallInt(int64_t i) {
    return i >= kSmallIntMin && i <= kSmallIntMax;
  }
  // REQUIRES: FitsSmallInt(i).
  static constexpr Value Int(int64_t i) {
    MIDGE_DCHECK(FitsSmallInt(i));
    return Value(kIntTag | static_cast<uint64_t>(i));
  }
  static Value Float(double d) {
    if (d != d) return Value(kNaN + kFloatOffset);
    uint64_t bits;
    std::memcpy(&bits, &d, sizeof bits);
    return Value(bits + kFloatOffset);
  }
  static Value Of(const Object* object) {
    return Value(reinterpret_cast<uint64_t>(object));
  }
  static constexpr Value FromBits(uint64_t bits) { return Value(bits); }

  constexpr bool is_float() const {
    return bits_ - kFloatOffset < kSpecialTag - kFloatOffset;
  }
  constexpr bool is_int() const { return bits_ >> 48 == kIntTag >> 48; }
  static constexpr bool BothInts(Value a, Value b) {
    return (a.bits_ & b.bits_) >> 48 == kIntTag >> 48;
  }
  constexpr bool is_object() const { return bits_ >> 48 == 0; }
  constexpr bool is_unbound() const { return bits_ == Special(0); }
  constexpr bool is_none() const { return bits_ == Special(1); }
  constexpr bool is_bool() const { return (bits_ | 1) == Special(3); }
  constexpr bool is_true() const { return bits_ == Special(3); }
  constexpr bool is_false() const { return bits_ == Special(2); }

  // REQUIRES: the matching is_...().
  constexpr int64_t as_int() const {
    return static_cast<int64_t>(bits_ << 16) >> 16;
  }
  double as_float() const {
    const uint64_t bits = bits_ - kFloatOffset;
    double d;
    std::memcpy(&d, &bits, sizeof d);
    return d;
  }
  Object* as_object() const { return reinterpret_cast<Object*>(bits_); }

  // Same word: what `is` means, apart from private copies of image objects.
  constexpr bool operator==(const Value& other) const = default;
  constexpr uint64_t bits() const { return bits_; }

 private:
  static constexpr uint64_t kIntTag = uint64_t{0xFFFF} << 48;
  static constexpr uint64_t kSpecialTag = uint64_t{0xFFFA} << 48;
  static constexpr uint64_t kFloatOffset = uint64_t{1} << 48;
  static constexpr uint64_t kNaN = uint64_t{0x7FF8} << 48;
  static constexpr uint64_t Special(uint64_t which) {
    return kSpecialTag | which;
  }
  constexpr explicit Value(uint64_t bits) : bits_(bits) {}

  uint64_t bits_;
};
static_assert(sizeof(Value) == 8);

// Two values, which the processor moves at once.
using ValuePair __attribute__((vector_size(16), aligned(8), may_alias)) =
    uint64_t;

inline void MakeUnbound(Value* at, size_t count) {
  constexpr uint64_t kUnbound = Value().bits();
  Value* const end = at + (count & ~size_t{1});
  for (; at < end; at += 2) {
    *reinterpret_cast<ValuePair*>(at) = ValuePair{kUnbound, kUnbound};
  }
  if (count & 1) *at = Value();
}

// For few of them; they do not overlap.
inline void CopyValues(const Value* from, size_t count, Value* to) {
  const Value* const end = from + (count & ~size_t{1});
  for (; from < end; from += 2, to += 2) {
    *reinterpret_cast<ValuePair*>(to) =
        *reinterpret_cast<const ValuePair*>(from);
  }
  if (count & 1) *to = *from;
}

// A Value field that holds a T or nothing; reads as a T*.
template <typename T>
class Ref {
 public:
  Ref() = default;
  Ref(T* object)  // NOLINT: a pointer is a reference.
      : value_(object ? Value::Of(object) : Value()) {}
  T* get() const {
    return value_.is_unbound() ? nullptr : static_cast<T*>(value_.as_object());
  }
  // The same where it is known to hold one.
  T* held() const { return static_cast<T*>(value_.as_object()); }
  T* operator->() const { return static_cast<T*>(value_.as_object()); }
  T& operator*() const { return *static_cast<T*>(value_.as_object()); }
  operator T*() const { return get(); }
  explicit operator bool() const { return !value_.is_unbound(); }
  Value value() const { return value_; }

 private:
  Value value_;
};
static_assert(sizeof(Ref<int>) == 8);

}  // namespace midge::vm

#endif  // MIDGE_VM_HEAP_VALUE_H_

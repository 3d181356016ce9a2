// What this folder refuses to build, by name. Each limit has a test.
#ifndef MIDGE_VM_TEXT_LIMITS_H_
#define MIDGE_VM_TEXT_LIMITS_H_

#include <cstdint>

namespace midge::vm::text {

// An int larger than this is refused with BigStatus::kTooLarge; the caller
// raises MemoryError. 8 MiB of limbs keeps one operation within seconds.
inline constexpr int64_t kIntBitsMax = int64_t{64} << 20;

// Digits of an int in decimal text, as sys.get_int_max_str_digits() in
// CPython. Conversion is worse than linear, so the text is bounded.
inline constexpr int64_t kIntTextDigitsMax = 4300;

// Width and precision of a formatted value, in characters.
inline constexpr int64_t kFormatWidthMax = int64_t{1} << 28;

// A finite double has at most this many digits after the point; what is asked
// for beyond them is zeros.
inline constexpr int kDoubleFractionDigitsMax = 1074;

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_LIMITS_H_

// What this folder refuses to build, by name. Each limit has a test.
#ifndef MIDGE_VM_TEXT_LIMITS_H_
#define MIDGE_VM_TEXT_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace midge::vm::text {

// An int larger than this is refused with BigStatus::kTooLarge; the caller
// raises MemoryError. 8 MiB of limbs keeps one operation within seconds.
inline constexpr int64_t kIntBitsMax = int64_t{64} << 20;

// Digits of an int in text whose base is no power of two, unless the agent has
// set another limit by sys.set_int_max_str_digits(): 0 for none, but what
// kIntBitsMax allows, or at least kIntTextDigitsLowest. Conversion is worse
// than linear, so it is a limit that most programs want.
inline constexpr int32_t kIntTextDigitsMax = 4300;
inline constexpr int32_t kIntTextDigitsLowest = 640;

// Width and precision of a formatted value, in characters.
inline constexpr int64_t kFormatWidthMax = int64_t{1} << 28;

// A finite double has at most this many digits after the point; what is asked
// for beyond them is zeros.
inline constexpr int kDoubleFractionDigitsMax = 1074;

// What may stand before the blocks of a deflate stream: names and comments, in
// gzip's.  It is read at once, and a longer one refused.
inline constexpr size_t kStreamHeaderBytesMax = size_t{256} << 10;

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_LIMITS_H_

// What this folder refuses to do, by name. Each limit has a test.
#ifndef MIDGE_VM_REGEX_LIMITS_H_
#define MIDGE_VM_REGEX_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace midge::vm::regex {

// Memory of one search for its groups and for what it may yet come back to.
// A search that needs more is given up with Outcome::kTooBig; the caller raises
// MemoryError.
inline constexpr size_t kStackBytesMax = size_t{256} << 20;

// Groups of one pattern; Verify() refuses more.
inline constexpr int64_t kGroupsMax = int64_t{1} << 20;

// Words of one pattern's code; Verify() refuses more.
inline constexpr size_t kCodeWordsMax = size_t{1} << 24;

}  // namespace midge::vm::regex

#endif  // MIDGE_VM_REGEX_LIMITS_H_

// What the front end refuses, so that no source text can exhaust the C++
// stack or make it count past its types.
#ifndef MIDGE_VM_SYNTAX_LIMITS_H_
#define MIDGE_VM_SYNTAX_LIMITS_H_

#include <cstddef>

namespace midge::vm::syntax {

// Brackets open at once: "too many nested parentheses".
inline constexpr int kMaxOpenBrackets = 200;
// Indentation levels: "too many levels of indentation".
inline constexpr int kMaxIndents = 100;
// Height of the tree, and levels of the parser: `RecursionError: maximum
// recursion depth exceeded during compilation`. Everything that walks a tree
// may recurse this deep.
inline constexpr int kMaxTreeHeight = 1000;
// Fields inside the format spec of a field.
inline constexpr int kMaxFormatSpecDepth = 2;
// Bytes of one source text.
inline constexpr size_t kMaxSourceBytes = size_t{1} << 28;

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_LIMITS_H_

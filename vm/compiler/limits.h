// What the compiler refuses, each with a SyntaxError that names the limit.
#ifndef MIDGE_VM_COMPILER_LIMITS_H_
#define MIDGE_VM_COMPILER_LIMITS_H_

#include <cstddef>

#include "vm/bytecode/code_unit.h"

namespace midge::vm {

// An expression that begins when fewer registers than this are left puts the
// temporaries of its statement aside.  It is more than any node takes at once.
inline constexpr int kSpareRegisters = 50;
static_assert(kNearLocals + kSpareRegisters < kMaxRegisters);

// Loops, try and with blocks inside one another, as CPython.
inline constexpr int kMaxStaticBlocks = 20;

// Names and other constants of one code, which a W holds in 16 bits.
inline constexpr int kMaxNameConstants = 65536;
inline constexpr int kMaxInlineCaches = 65536;

// Instruction words of one unit. Copies of finally bodies can grow without
// bound in the length of the source.
inline constexpr int kMaxUnitWords = 2 << 20;

// A display or call with more items than this is built up one by one, so that
// it needs few registers.
inline constexpr int kMaxItemsInRegisters = 32;

// Positional parts of a class pattern, which a C counts.
inline constexpr size_t kMaxClassPatternItems = 255;
// Items before the star of a sequence pattern, as CPython.
inline constexpr int kMaxItemsBeforeStar = 255;

// More decorators than this wait in a list.
inline constexpr int kMaxDecoratorWindows = 8;

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_LIMITS_H_

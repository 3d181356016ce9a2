// What the compiler refuses, each with a SyntaxError that names the limit.
#ifndef MIDGE_VM_COMPILER_LIMITS_H_
#define MIDGE_VM_COMPILER_LIMITS_H_

#include "vm/bytecode/code_unit.h"

namespace midge::vm {

// Statements and expressions inside one another; bounds the compiler's own
// recursion.
inline constexpr int kMaxCompileDepth = 1500;

// Loops, try and with blocks inside one another, as CPython.
inline constexpr int kMaxStaticBlocks = 20;

// Names and other constants of one code, which a W holds in 16 bits.
inline constexpr int kMaxNameConstants = 65536;
inline constexpr int kMaxInlineCaches = 65536;

// Closure cells of one function, which an operand holds in 8 bits.
inline constexpr int kMaxFreeNames = 256;

// A display or call with more items than this is built up one by one, so that
// it needs few registers.
inline constexpr int kMaxItemsInRegisters = 30;

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_LIMITS_H_

// Checks a CodeUnit before it is loaded.
//
// What passes can be run without a bound check: every register, constant,
// cache and closure cell that an instruction names exists, every jump and
// handler lands on the first word of an instruction, execution cannot run off
// the end, and every loop passes a safepoint.  Nothing is assumed of the unit:
// it may have been made to do harm.
#ifndef MIDGE_VM_BYTECODE_VERIFIER_H_
#define MIDGE_VM_BYTECODE_VERIFIER_H_

#include "absl/status/status.h"
#include "vm/bytecode/code_unit.h"

namespace midge::vm {

// Code in code, and constants in constants, no deeper than this.
inline constexpr int kMaxConstantDepth = 200;

// Instruction words a unit may have: what a 24-bit jump can span.
inline constexpr int kMaxInstructionWords = 1 << 23;

// OK, or INVALID_ARGUMENT naming the unit, the instruction and the fault.  Also
// checks the units in its constants.
absl::Status Verify(const CodeUnit& unit);

}  // namespace midge::vm

#endif  // MIDGE_VM_BYTECODE_VERIFIER_H_

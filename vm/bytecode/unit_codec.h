// A CodeUnit as bytes, for code that is compiled when the program is built.
//
// The bytes go with the opcodes and the byte order of one build: they are kept
// in its binary, and never in a file or a message.
#ifndef MIDGE_VM_BYTECODE_UNIT_CODEC_H_
#define MIDGE_VM_BYTECODE_UNIT_CODEC_H_

#include <memory>
#include <string>
#include <string_view>

#include "vm/bytecode/code_unit.h"

namespace midge::vm {

// Units, and tuples of constants, may be nested so deep.
inline constexpr int kUnitNestingMax = 1000;

// Pure functions; any thread.
// REQUIRES: `unit` has a span per word, and what is nested in it its file name.
std::string EncodeUnit(const CodeUnit& unit);
// Null if the bytes are no unit's.  Not for bytes from outside: what they say is
// not checked any further.
std::shared_ptr<CodeUnit> DecodeUnit(std::string_view bytes);

}  // namespace midge::vm

#endif  // MIDGE_VM_BYTECODE_UNIT_CODEC_H_

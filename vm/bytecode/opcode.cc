#include "vm/bytecode/opcode.h"

namespace midge::vm {
namespace {

constexpr const char* kNames[] = {
#define OPCODE(name, format, operands) #name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

constexpr OpcodeFormat kFormats[] = {
#define OPCODE(name, format, operands) OpcodeFormat::format,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

constexpr const char* kOperands[] = {
#define OPCODE(name, format, operands) operands,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

}  // namespace

const char* OpcodeName(Opcode op) { return kNames[static_cast<int>(op)]; }

const char* OperandsOf(Opcode op) { return kOperands[static_cast<int>(op)]; }

OpcodeFormat FormatOf(Opcode op) { return kFormats[static_cast<int>(op)]; }

}  // namespace midge::vm

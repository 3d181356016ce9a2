// Opcodes, their formats, and how an instruction word is packed.
//
// The table is opcodes.def; what an instruction does is written there.
#ifndef MIDGE_VM_BYTECODE_OPCODE_H_
#define MIDGE_VM_BYTECODE_OPCODE_H_

#include <cstdint>

namespace midge::vm {

enum class Opcode : uint8_t {
#define OPCODE(name, format, operands) k##name,
#include "vm/bytecode/opcodes.def"
#undef OPCODE
};

inline constexpr int kOpcodeCount = 0
#define OPCODE(name, format, operands) +1
#include "vm/bytecode/opcodes.def"
#undef OPCODE
    ;

enum class OpcodeFormat : uint8_t { kABC, kABx, kAsBx, kAx, kABCW };

// ORDER BINARY: as Add ... BitXor in opcodes.def.
enum class BinaryOperator : uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kTrueDivide,
  kFloorDivide,
  kModulo,
  kPower,
  kMatrixMultiply,
  kLeftShift,
  kRightShift,
  kBitAnd,
  kBitOr,
  kBitXor,
};

// ORDER COMPARE: as Less ... GreaterEqual in opcodes.def.
enum class CompareOperator : uint8_t {
  kLess,
  kLessEqual,
  kEqual,
  kNotEqual,
  kGreater,
  kGreaterEqual,
};

// The printed name, "LoadConst", and the format of an opcode.
// REQUIRES: `op` is below kOpcodeCount.
const char* OpcodeName(Opcode op);
OpcodeFormat FormatOf(Opcode op);

// One letter for each operand, as the head of opcodes.def explains.
const char* OperandsOf(Opcode op);

// How many 32-bit words the instruction takes: 1 or 2.
inline int WordCount(Opcode op) {
  return FormatOf(op) == OpcodeFormat::kABCW ? 2 : 1;
}

// One instruction word.
struct Instruction {
  uint32_t word = 0;

  static Instruction ABC(Opcode op, int a, int b, int c) {
    return {static_cast<uint32_t>(op) | Byte(a) << 8 | Byte(b) << 16 |
            Byte(c) << 24};
  }
  static Instruction ABx(Opcode op, int a, int bx) {
    return {static_cast<uint32_t>(op) | Byte(a) << 8 |
            static_cast<uint32_t>(bx) << 16};
  }
  static Instruction Ax(Opcode op, int ax) {
    return {static_cast<uint32_t>(op) | static_cast<uint32_t>(ax) << 8};
  }
  // The second word of a kABCW instruction that names something.
  static Instruction NameWord(int constant, int cache) {
    return {(static_cast<uint32_t>(constant) & 0xFFFF) |
            static_cast<uint32_t>(cache) << 16};
  }

  Opcode op() const { return static_cast<Opcode>(word & 0xFF); }
  int a() const { return word >> 8 & 0xFF; }
  int b() const { return word >> 16 & 0xFF; }
  int c() const { return word >> 24; }
  int sc() const { return static_cast<int8_t>(word >> 24); }
  int bx() const { return word >> 16; }
  int sbx() const { return static_cast<int16_t>(word >> 16); }
  int ax() const { return static_cast<int32_t>(word) >> 8; }
  // Of a second word:
  int lo() const { return word & 0xFFFF; }
  int hi() const { return word >> 16; }

 private:
  static uint32_t Byte(int x) { return static_cast<uint32_t>(x) & 0xFF; }
};
static_assert(sizeof(Instruction) == 4);

}  // namespace midge::vm

#endif  // MIDGE_VM_BYTECODE_OPCODE_H_

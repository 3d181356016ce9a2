#include "vm/compiler/assembler.h"

#include <gtest/gtest.h>

#include "vm/bytecode/verifier.h"
#include "vm/compiler/limits.h"

namespace midge::vm {
namespace {

CodeUnit Finish(Assembler* assembler) {
  CodeUnit unit;
  unit.qualified_name = "test";
  unit.register_count = 8;
  assembler->Finish(&unit);
  return unit;
}

// A conditional jump over `words` words of code.
CodeUnit JumpOver(int words) {
  Assembler assembler;
  const Label end = assembler.NewLabel();
  assembler.JumpIf(0, true, end);
  for (int i = 0; i < words; ++i) assembler.Emit(Opcode::kLoadNone, 1);
  assembler.Bind(end);
  assembler.Emit(Opcode::kReturnNone);
  return Finish(&assembler);
}

TEST(AssemblerTest, JumpsAsFarAsAConditionalJumpCan) {
  const CodeUnit unit = JumpOver(32767);
  ASSERT_EQ(unit.instructions.size(), 32769u);
  EXPECT_EQ(unit.instructions[0].op(), Opcode::kJumpIfTrue);
  EXPECT_EQ(unit.instructions[0].sbx(), 32767);
  EXPECT_TRUE(Verify(unit).ok()) << Verify(unit);
}

TEST(AssemblerTest, JumpsFurtherByTheInverseOverALongJump) {
  const CodeUnit unit = JumpOver(32768);
  ASSERT_EQ(unit.instructions.size(), 32771u);
  EXPECT_EQ(unit.instructions[0].op(), Opcode::kJumpIfFalse);
  EXPECT_EQ(unit.instructions[0].sbx(), 1);
  EXPECT_EQ(unit.instructions[1].op(), Opcode::kJump);
  EXPECT_EQ(unit.instructions[1].ax(), 32768);
  EXPECT_TRUE(Verify(unit).ok()) << Verify(unit);
}

TEST(AssemblerTest, EndsALongLoopByALongJump) {
  Assembler assembler;
  const Label head = assembler.NewLabel(), end = assembler.NewLabel();
  assembler.Bind(head);
  assembler.ForIter(0, end);
  for (int i = 0; i < 40000; ++i) assembler.Emit(Opcode::kLoadNone, 2);
  assembler.JumpBack(head);
  assembler.Bind(end);
  assembler.Emit(Opcode::kReturnNone);
  const CodeUnit unit = Finish(&assembler);
  // At the end of the iterator it goes to word 2, and from there to the end.
  EXPECT_EQ(unit.instructions[0].sbx(), 1);
  EXPECT_EQ(unit.instructions[1].ax(), 1);
  EXPECT_EQ(unit.instructions[2].ax(), 40001);
  EXPECT_EQ(unit.instructions[40003].op(), Opcode::kJumpBack);
  EXPECT_EQ(unit.instructions[40003].ax(), -40004);
  EXPECT_TRUE(Verify(unit).ok()) << Verify(unit);
}

// Making one jump long can push another's target out of its reach.
TEST(AssemblerTest, MovesHandlersWithTheCode) {
  Assembler assembler;
  const Label far = assembler.NewLabel(), handler = assembler.NewLabel();
  assembler.JumpIf(0, false, far);
  const int start = assembler.position();
  assembler.Emit(Opcode::kRaiseAgain);
  assembler.AddHandler(start, assembler.position(), handler, 3);
  assembler.Bind(handler);
  for (int i = 0; i < 40000; ++i) assembler.Emit(Opcode::kLoadNone, 2);
  assembler.Bind(far);
  assembler.Emit(Opcode::kReturnNone);
  const CodeUnit unit = Finish(&assembler);
  ASSERT_EQ(unit.handlers.size(), 1u);
  EXPECT_EQ(unit.handlers[0].start, 2);
  EXPECT_EQ(unit.handlers[0].end, 3);
  EXPECT_EQ(unit.handlers[0].target, 3);
  EXPECT_TRUE(Verify(unit).ok()) << Verify(unit);
}

TEST(AssemblerTest, SharesEqualConstantsOfOneKindOnly) {
  Assembler assembler;
  const int one =
      assembler.AddConstant(MakeConstant(Constant::Kind::kInt, "100000"));
  EXPECT_EQ(assembler.AddConstant(MakeConstant(Constant::Kind::kInt, "100000")),
            one);
  EXPECT_NE(assembler.AddConstant(MakeConstant(Constant::Kind::kStr, "100000")),
            one);
  const int zero =
      assembler.AddConstant(MakeFloat(Constant::Kind::kFloat, 0.0));
  EXPECT_NE(assembler.AddConstant(MakeFloat(Constant::Kind::kFloat, -0.0)),
            zero);
}

TEST(AssemblerTest, OverflowsWhenCachesRunOut) {
  Assembler assembler;
  for (int i = 0; i < kMaxInlineCaches; ++i) {
    assembler.EmitNamed(Opcode::kLoadGlobal, 0, 0, 0, "x");
  }
  EXPECT_FALSE(assembler.overflowed());
  assembler.EmitNamed(Opcode::kLoadGlobal, 0, 0, 0, "x");
  EXPECT_TRUE(assembler.overflowed());
}

TEST(AssemblerTest, LoadsConstantsBeyondTheShortForm) {
  Assembler assembler;
  for (int i = 0; i <= 65536; ++i) {
    assembler.LoadConstant(
        0, MakeConstant(Constant::Kind::kStr, std::to_string(i)));
  }
  assembler.Emit(Opcode::kReturn, 0);
  const CodeUnit unit = Finish(&assembler);
  EXPECT_EQ(unit.instructions[65535].op(), Opcode::kLoadConst);
  EXPECT_EQ(unit.instructions[65536].op(), Opcode::kLoadConstWide);
  EXPECT_EQ(unit.instructions[65537].word, 65536u);
  EXPECT_TRUE(Verify(unit).ok()) << Verify(unit);
}

}  // namespace
}  // namespace midge::vm

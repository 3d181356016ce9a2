// Each test breaks one rule of a unit that is right otherwise.
#include "vm/bytecode/verifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace midge::vm {
namespace {

using ::testing::HasSubstr;

Constant Name(const char* text) {
  Constant constant;
  constant.kind = Constant::Kind::kName;
  constant.text = text;
  return constant;
}

// def f(a): cell c; print(a) in a loop; every operand kind that counts.
CodeUnit GoodUnit() {
  CodeUnit unit;
  unit.name = unit.qualified_name = "f";
  unit.positional_count = 1;
  unit.register_count = 10;
  unit.cache_count = 1;
  unit.local_names = {"a", "c"};
  unit.cell_names = {"c"};
  unit.constants = {Name("print")};
  unit.instructions = {
      Instruction::ABC(Opcode::kMakeCell, 1, 0, 0),
      Instruction::ABC(Opcode::kLoadGlobal, 2, 0, 0),
      Instruction::NameWord(0, 0),
      Instruction::ABC(Opcode::kMove, 6, 0, 0),
      Instruction::ABC(Opcode::kCall, 2, 1, 0),
      Instruction::ABx(Opcode::kJumpIfFalse, 2, 1),
      Instruction::Ax(Opcode::kJumpBack, -6),
      Instruction::ABC(Opcode::kReturnNone, 0, 0, 0),
  };
  unit.handlers = {{1, 5, 7, 3}};
  unit.spans.resize(unit.instructions.size());
  return unit;
}

void ExpectFault(const CodeUnit& unit, const char* what) {
  const absl::Status status = Verify(unit);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(what));
}

TEST(VerifierTest, PassesAGoodUnit) {
  EXPECT_TRUE(Verify(GoodUnit()).ok()) << Verify(GoodUnit());
}

TEST(VerifierTest, FindsRegistersBeyondTheFrame) {
  CodeUnit unit = GoodUnit();
  unit.instructions[3] = Instruction::ABC(Opcode::kMove, 10, 0, 0);
  ExpectFault(unit, "no register R10");
  unit.instructions[3] = Instruction::ABC(Opcode::kMove, 6, 200, 0);
  ExpectFault(unit, "no register R200");
  unit = GoodUnit();
  unit.instructions[4] = Instruction::ABC(Opcode::kCall, 2, 5, 0);
  ExpectFault(unit, "no register R10");
  unit.instructions[4] = Instruction::ABC(Opcode::kBuildMap, 2, 3, 4);
  ExpectFault(unit, "no register R10");
}

TEST(VerifierTest, FindsCellsThatAreWrittenOver) {
  CodeUnit unit = GoodUnit();
  unit.instructions[3] = Instruction::ABC(Opcode::kMove, 1, 0, 0);
  ExpectFault(unit, "R1 is a cell");
  unit = GoodUnit();
  unit.instructions[4] = Instruction::ABC(Opcode::kStoreCell, 0, 2, 0);
  ExpectFault(unit, "R0 is no cell");
  unit = GoodUnit();
  unit.instructions[0] = Instruction::ABC(Opcode::kLoadNone, 2, 0, 0);
  ExpectFault(unit, "cells are not made first");
  unit = GoodUnit();
  unit.cell_names = {"zz"};
  ExpectFault(unit, "cell zz");
}

// A unit with one far local.
CodeUnit FarUnit() {
  CodeUnit unit = GoodUnit();
  for (int i = 2; i <= kNearLocals; ++i) {
    unit.local_names.push_back("v" + std::to_string(i));
  }
  unit.register_count = kNearLocals + 2;
  unit.instructions = {
      Instruction::ABC(Opcode::kMakeCell, 1, 0, 0),
      Instruction::ABC(Opcode::kMakeFarCells, 0, 0, 0),
      Instruction::ABC(Opcode::kLoadFar, 2, 0, 0),
      Instruction{kNearLocals},
      Instruction::ABC(Opcode::kReturnNone, 0, 0, 0),
  };
  unit.handlers = {};
  unit.spans.resize(unit.instructions.size());
  return unit;
}

TEST(VerifierTest, FindsFarLocalsThatAreNotThere) {
  EXPECT_TRUE(Verify(FarUnit()).ok()) << Verify(FarUnit());
  CodeUnit unit = FarUnit();
  unit.instructions[3] = Instruction{kNearLocals + 1};
  ExpectFault(unit, "no far local 129");
  unit.instructions[3] = Instruction{kNearLocals - 1};
  ExpectFault(unit, "no far local 127");
  unit = FarUnit();
  unit.instructions[2] = Instruction::ABC(Opcode::kLoadFar, kFarRegister, 0, 0);
  ExpectFault(unit, "R128 is a cell");
  unit = FarUnit();
  unit.instructions[1] = Instruction::ABC(Opcode::kLoadNone, 2, 0, 0);
  ExpectFault(unit, "far cells are not made first");
  unit = GoodUnit();
  unit.instructions[3] = Instruction::ABC(Opcode::kMakeFarCells, 0, 0, 0);
  ExpectFault(unit, "too late");
}

TEST(VerifierTest, FindsConstantsCachesAndClosureCellsThatAreNotThere) {
  CodeUnit unit = GoodUnit();
  unit.instructions[2] = Instruction::NameWord(1, 0);
  ExpectFault(unit, "no constant 1");
  unit.instructions[2] = Instruction::NameWord(0, 1);
  ExpectFault(unit, "no cache 1");
  unit = GoodUnit();
  unit.constants[0].kind = Constant::Kind::kStr;
  ExpectFault(unit, "is no name");
  unit = GoodUnit();
  unit.instructions[3] = Instruction::ABC(Opcode::kLoadClosure, 6, 0, 0);
  ExpectFault(unit, "no closure cell 0");
}

TEST(VerifierTest, FindsJumpsThatLandInTheMiddle) {
  CodeUnit unit = GoodUnit();
  unit.instructions[6] = Instruction::Ax(Opcode::kJumpBack, -5);
  ExpectFault(unit, "jumps to 2");
  unit.instructions[6] = Instruction::Ax(Opcode::kJumpBack, -100);
  ExpectFault(unit, "jumps to -93");
  unit.instructions[6] = Instruction::Ax(Opcode::kJumpBack, -7);
  ExpectFault(unit, "jumps to 0");  // cells would be made again
}

// Only JumpBack goes back, so that every loop has a safepoint.
TEST(VerifierTest, FindsLoopsWithoutASafepoint) {
  CodeUnit unit = GoodUnit();
  unit.instructions[6] = Instruction::Ax(Opcode::kJump, -6);
  ExpectFault(unit, "the wrong way");
  unit.instructions[6] =
      Instruction::ABx(Opcode::kJumpIfTrue, 0, static_cast<uint16_t>(-6));
  ExpectFault(unit, "the wrong way");
  unit = GoodUnit();
  unit.handlers = {{4, 5, 1, 3}};
  ExpectFault(unit, "handler of 4 to 5 at 1");
}

TEST(VerifierTest, FindsExecutionThatRunsOff) {
  CodeUnit unit = GoodUnit();
  unit.instructions.back() = Instruction::ABC(Opcode::kLoadNone, 0, 0, 0);
  ExpectFault(unit, "runs off the end");
  unit.instructions.back() = Instruction::ABC(Opcode::kLoadGlobal, 0, 0, 0);
  ExpectFault(unit, "cut off");
}

TEST(VerifierTest, FindsWhatAFrameOfThisKindCannotDo) {
  CodeUnit unit = GoodUnit();
  unit.instructions[3] = Instruction::ABC(Opcode::kYield, 6, 0, 0);
  ExpectFault(unit, "outside a generator");
  unit.instructions[3] = Instruction::ABC(Opcode::kImportStar, 6, 0, 0);
  ExpectFault(unit, "outside a module or class body");
}

TEST(VerifierTest, FindsCountsThatDoNotAgree) {
  CodeUnit unit = GoodUnit();
  unit.positional_count = 3;
  ExpectFault(unit, "do not agree");
  unit = GoodUnit();
  unit.register_count = kMaxRegisters + 1;
  ExpectFault(unit, "251 registers");
  unit = GoodUnit();
  unit.spans.pop_back();
  ExpectFault(unit, "instructions and spans");
  unit = GoodUnit();
  unit.docstring = 7;
  ExpectFault(unit, "no docstring");
}

TEST(VerifierTest, ChecksNestedUnitsAndConstants) {
  CodeUnit inner = GoodUnit();
  inner.qualified_name = "inner";
  inner.handlers[0].target_register = 77;
  CodeUnit unit = GoodUnit();
  Constant code;
  code.kind = Constant::Kind::kCode;
  ExpectFault(
      [&] {
        CodeUnit missing = unit;
        missing.constants.push_back(code);
        return missing;
      }(),
      "code constant is missing");
  code.code = std::make_shared<CodeUnit>(inner);
  unit.constants.push_back(code);
  ExpectFault(unit, "inner: handler into R77");

  unit = GoodUnit();
  Constant number;
  number.kind = Constant::Kind::kInt;
  number.text = "12x";
  unit.constants.push_back(number);
  ExpectFault(unit, "is no number");

  unit = GoodUnit();
  Constant deep = Name("x");
  for (int i = 0; i <= kMaxConstantDepth; ++i) {
    Constant outer;
    outer.kind = Constant::Kind::kTuple;
    outer.items.push_back(std::move(deep));
    deep = std::move(outer);
  }
  unit.constants.push_back(std::move(deep));
  ExpectFault(unit, "nested more than 200 deep");
}

// Whatever the words are, the verifier answers; under a sanitizer this finds a
// read beyond its bounds.
TEST(VerifierTest, SurvivesRandomWords) {
  std::mt19937 random(20260101);
  int passed = 0;
  for (int round = 0; round < 20000; ++round) {
    CodeUnit unit = GoodUnit();
    const int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes; ++i) {
      unit.instructions[random() % unit.instructions.size()].word = random();
    }
    const bool ok = Verify(unit).ok();
    passed += ok;
    EXPECT_FALSE(Disassemble(unit).empty());
  }
  EXPECT_LT(passed, 20000);
}

TEST(DisassemblerTest, PrintsBrokenUnitsToo) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    CodeUnit unit = GoodUnit();
    for (Instruction& word : unit.instructions) word.word = random();
    EXPECT_FALSE(Disassemble(unit).empty());
  }
}

}  // namespace
}  // namespace midge::vm

#include "vm/bytecode/unit_codec.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace midge::vm {
namespace {

Constant Make(Constant::Kind kind, std::string text = "", double number = 0) {
  Constant constant;
  constant.kind = kind;
  constant.text = std::move(text);
  constant.number = number;
  return constant;
}

// Every kind of constant, every list, and no number that is its default.
CodeUnit EverythingUnit() {
  CodeUnit unit;
  unit.name = "g";
  unit.qualified_name = "f.g";
  unit.file_name = "a.py";
  unit.first_line = 7;
  unit.flags = kCodeVarArgs | kCodeHidden;
  unit.positional_count = 3;
  unit.positional_only_count = 2;
  unit.keyword_only_count = 1;
  unit.register_count = 11;
  unit.cache_count = 5;
  unit.docstring = 8;
  unit.instructions = {Instruction::ABC(Opcode::kMove, 1, 2, 3),
                       Instruction::ABC(Opcode::kMove, 3, 2, 1),
                       Instruction::ABC(Opcode::kReturnNone, 0, 0, 0)};
  unit.spans = {{7, 9, 4, -1}, {7, 9, 4, -1}, {3, 3, -1, 80}};
  unit.handlers = {{0, 2, 2, 4}, {1, 3, 2, 5}};
  Constant tuple = Make(Constant::Kind::kTuple);
  tuple.items = {Make(Constant::Kind::kInt, "-12"),
                 Make(Constant::Kind::kBytes, std::string("\0\xff", 2))};
  Constant set = Make(Constant::Kind::kFrozenSet);
  set.items = {tuple};
  Constant code = Make(Constant::Kind::kCode);
  CodeUnit inner;
  inner.name = inner.qualified_name = "inner";
  inner.file_name = unit.file_name;
  code.code = std::make_shared<CodeUnit>(inner);
  unit.constants = {Make(Constant::Kind::kNone),
                    Make(Constant::Kind::kTrue),
                    Make(Constant::Kind::kFalse),
                    Make(Constant::Kind::kEllipsis),
                    Make(Constant::Kind::kFloat, "", -0.0),
                    Make(Constant::Kind::kComplex, "", 2.5),
                    set,
                    Make(Constant::Kind::kName, "name"),
                    Make(Constant::Kind::kStr, "text"),
                    code};
  unit.local_names = {"a", "b"};
  unit.cell_names = {"b"};
  unit.free_names = {"c"};
  return unit;
}

TEST(UnitCodecTest, KeepsEverything) {
  const CodeUnit unit = EverythingUnit();
  const std::string bytes = EncodeUnit(unit);
  const std::shared_ptr<CodeUnit> decoded = DecodeUnit(bytes);
  ASSERT_NE(decoded, nullptr);
  EXPECT_EQ(decoded->name, "g");
  EXPECT_EQ(decoded->qualified_name, "f.g");
  EXPECT_EQ(decoded->file_name, "a.py");
  EXPECT_EQ(decoded->first_line, 7);
  EXPECT_EQ(decoded->flags, unit.flags);
  EXPECT_EQ(decoded->positional_count, 3);
  EXPECT_EQ(decoded->positional_only_count, 2);
  EXPECT_EQ(decoded->keyword_only_count, 1);
  EXPECT_EQ(decoded->register_count, 11);
  EXPECT_EQ(decoded->cache_count, 5);
  EXPECT_EQ(decoded->docstring, 8);
  ASSERT_EQ(decoded->instructions.size(), 3u);
  EXPECT_EQ(decoded->instructions[1].word, unit.instructions[1].word);
  ASSERT_EQ(decoded->spans.size(), 3u);
  EXPECT_EQ(decoded->spans[1].end_line, 9);
  EXPECT_EQ(decoded->spans[2].line, 3);
  EXPECT_EQ(decoded->spans[2].column, -1);
  EXPECT_EQ(decoded->spans[2].end_column, 80);
  ASSERT_EQ(decoded->handlers.size(), 2u);
  EXPECT_EQ(decoded->handlers[1].target_register, 5);
  ASSERT_EQ(decoded->constants.size(), 10u);
  EXPECT_EQ(decoded->constants[5].number, 2.5);
  EXPECT_EQ(decoded->constants[6].items[0].items[1].text.size(), 2u);
  EXPECT_EQ(decoded->constants[9].code->name, "inner");
  EXPECT_EQ(decoded->constants[9].code->file_name, "a.py");
  EXPECT_EQ(decoded->free_names, unit.free_names);
  EXPECT_EQ(EncodeUnit(*decoded), bytes);
}

TEST(UnitCodecTest, RefusesWhatIsCutShortOrTooLong) {
  const std::string bytes = EncodeUnit(EverythingUnit());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeUnit(std::string_view(bytes).substr(0, size)), nullptr);
  }
  EXPECT_EQ(DecodeUnit(bytes + "x"), nullptr);
}

TEST(UnitCodecTest, RefusesWhatIsNestedTooDeep) {
  CodeUnit unit;
  for (int depth = 1; depth < kUnitNestingMax; ++depth) {
    Constant around = Make(Constant::Kind::kTuple);
    around.items.swap(unit.constants);
    unit.constants.push_back(std::move(around));
  }
  EXPECT_NE(DecodeUnit(EncodeUnit(unit)), nullptr);
  Constant around = Make(Constant::Kind::kTuple);
  around.items.swap(unit.constants);
  unit.constants.push_back(std::move(around));
  EXPECT_EQ(DecodeUnit(EncodeUnit(unit)), nullptr);
}

// Under ASan: whatever the bytes say, nothing outside of them is read.
TEST(UnitCodecTest, SurvivesChangedBytes) {
  const std::string bytes = EncodeUnit(EverythingUnit());
  std::mt19937 random(1);
  int refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string changed = bytes;
    for (int i = 0; i < 3; ++i) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    refused += DecodeUnit(changed) == nullptr;
  }
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace midge::vm

// The code that the compiler makes of small texts, as `midge dis` shows it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "vm/bytecode/verifier.h"
#include "vm/compiler/compiler.h"
#include "vm/compiler/limits.h"

namespace midge::vm {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CompileResult CompileText(const std::string& source) {
  CompileResult result =
      CompileSource(source, "test.py", syntax::ParseMode::kModule, {});
  if (result.ok()) {
    const absl::Status verified = Verify(*result.unit);
    EXPECT_TRUE(verified.ok()) << verified << "\n" << Disassemble(*result.unit);
  }
  return result;
}

// The listing without line numbers, offsets and runs of spaces: one
// instruction a line.
std::string Listing(const std::string& source) {
  const CompileResult result = CompileText(source);
  if (!result.ok()) return result.error.message;
  std::string out;
  bool skipping = true;
  for (const char c : Disassemble(*result.unit)) {
    if (c == '\n') skipping = true;
    if (c == '\n' && !out.empty() && out.back() != '\n') out += '\n';
    if (skipping && (c == ' ' || c == '\n' || (c >= '0' && c <= '9'))) continue;
    skipping = false;
    if (c == ' ' && out.back() == ' ') continue;
    out += c;
  }
  return out;
}

TEST(CodeTest, UsesLocalsWhereTheyStand) {
  EXPECT_THAT(Listing("def f(a, b):\n  return a + b * a\n"),
              HasSubstr("Multiply R3, R1:b, R0:a\n"
                        "Add R2, R0:a, R3\n"
                        "Return R2\n"));
}

TEST(CodeTest, ComputesIntoTheLocal) {
  EXPECT_THAT(Listing("def f(a):\n  x = a - 1\n  x += a\n"),
              HasSubstr("AddInt R1:x, R0:a, -1\n"
                        "InplaceAdd R1:x, R1:x, R0:a\n"));
}

TEST(CodeTest, EvaluatesArgumentsIntoTheWindow) {
  EXPECT_THAT(Listing("def f(a):\n  return g(a, 2, k=a)\n"),
              HasSubstr("LoadGlobal R1, g\n"
                        "Move R5, R0:a\n"
                        "LoadInt R6, 2\n"
                        "Move R7, R0:a\n"
                        "CallNamed R1, 3, (k,)\n"
                        "Return R1\n"));
}

TEST(CodeTest, CallsMethodsThroughTheirReceiver) {
  EXPECT_THAT(Listing("def f(a):\n  a.append(1)\n"),
              HasSubstr("LoadMethod R1, R0:a, append\n"
                        "LoadInt R6, 1\n"
                        "CallMethod R1, 2\n"));
}

TEST(CodeTest, CopiesALocalThatALaterOperandAssigns) {
  EXPECT_THAT(Listing("def f(x):\n  return x + (x := 1)\n"),
              HasSubstr("Move R1, R0:x\n"
                        "LoadInt R0:x, 1\n"));
}

TEST(CodeTest, SwapsWithoutATuple) {
  EXPECT_THAT(Listing("def f(a, b):\n  a, b = b, a\n"),
              AllOf(HasSubstr("Move R2, R1:b\nMove R3, R0:a\n"
                              "Move R0:a, R2\nMove R1:b, R3\n"),
                    Not(HasSubstr("BuildTuple"))));
}

TEST(CodeTest, ChecksOnlyLocalsThatMayBeUnbound) {
  EXPECT_THAT(Listing("def f(a):\n"
                      "  if a:\n    x = 1\n  else:\n    x = 2\n"
                      "  return x\n"),
              Not(HasSubstr("CheckBound")));
  EXPECT_THAT(Listing("def f(a):\n  if a:\n    x = 1\n  return x\n"),
              HasSubstr("CheckBound R1:x, x\n"));
  EXPECT_THAT(Listing("def f(a):\n  for x in a: pass\n  return x\n"),
              HasSubstr("CheckBound R1:x, x\n"));
  EXPECT_THAT(Listing("def f(a):\n  while a:\n    print(a)\n    del a\n"),
              HasSubstr("CheckBound R0:a, a\n"));
  EXPECT_THAT(Listing("def f(a):\n  a and (x := 1)\n  return x\n"),
              HasSubstr("CheckBound R1:x, x\n"));
  EXPECT_THAT(Listing("def f(a):\n  try:\n    x = a()\n  except E:\n"
                      "    pass\n  return x\n"),
              HasSubstr("CheckBound R1:x, x\n"));
}

TEST(CodeTest, MakesNoTruthValueForAJump) {
  EXPECT_THAT(Listing("def f(a, b):\n  if not a or b:\n    g()\n"),
              AllOf(Not(HasSubstr("Not ")), HasSubstr("JumpIfFalse R0:a"),
                    HasSubstr("JumpIfFalse R1:b")));
}

TEST(CodeTest, KeepsCapturedLocalsInCells) {
  const std::string listing =
      Listing("def f(a):\n  def g():\n    return a\n  return g\n");
  EXPECT_THAT(listing, HasSubstr("MakeCell R0:a\n"));
  EXPECT_THAT(listing, HasSubstr("LoadFree R0, free:a, a\n"));
  EXPECT_THAT(listing,
              HasSubstr("MakeFunction R2..R6, 4, <code f.<locals>.g>"));
}

// The call finds its class in the cell, and its receiver.
TEST(CodeTest, KeepsTheClassForSuper) {
  const std::string listing =
      Listing("class A:\n  def f(self):\n    super().f()\n");
  EXPECT_THAT(listing, HasSubstr("free: __class__"));
  EXPECT_THAT(listing, HasSubstr("Call R1, 0\n"));
  EXPECT_THAT(listing, HasSubstr("StoreName R1, __classcell__\n"));
}

TEST(CodeTest, FoldsArithmeticOnLiterals) {
  EXPECT_THAT(Listing("x = 60 * 60 * 24\n"), HasSubstr("LoadConst R0, 86400"));
  EXPECT_THAT(Listing("x = -0.5\n"), HasSubstr("LoadConst R0, -0.5"));
  EXPECT_THAT(Listing("x = 1 << 100\n"), HasSubstr("LoadConst R0, 0x1000"));
  EXPECT_THAT(Listing("x = 1 << 200\n"), HasSubstr("LeftShift"));
  EXPECT_THAT(Listing("x = 'ab' * 9999\n"), HasSubstr("Multiply"));
  EXPECT_THAT(Listing("x = 0b1111 << 8\n"), HasSubstr("LoadInt R0, 3840"));
  EXPECT_THAT(Listing("x = -0xFFFFFFFFFFFFFFFFFFFF\n"),
              HasSubstr("LoadConst R0, -0x"));
  EXPECT_THAT(Listing("x = 0o7777777777777777777777777\n"),
              HasSubstr("LoadConst R0, 0x7ffffffffffffffffff"));
  EXPECT_THAT(Listing("a in {1, 2}\n"), HasSubstr("frozenset({1, 2})"));
}

// Whatever leaves a try runs its finally body, which the try's own handlers
// do not guard.
TEST(CodeTest, RunsFinallyOnEveryWayOut) {
  const std::string listing = Listing(
      "def f():\n"
      "  for x in y:\n"
      "    try:\n"
      "      if a: return 1\n"
      "      if b: break\n"
      "      if c: continue\n"
      "    finally:\n"
      "      cleanup\n");
  size_t copies = 0;
  for (size_t at = listing.find("cleanup"); at != std::string::npos;
       at = listing.find("cleanup", at + 1)) {
    ++copies;
  }
  EXPECT_EQ(copies, 5u);  // return, break, continue, normal end, exception
}

TEST(CodeTest, BuildsLongDisplaysAndCallsInFewRegisters) {
  std::string items;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&items, "a", i, ", ");
  std::string pairs;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&pairs, "k", i, "=", i, ", ");
  const CompileResult result = CompileText(
      absl::StrCat("[", items, "]\n(", items, ")\n{", items, "}\nf(", items,
                   ")\nf(", items, pairs, ")\nf'{", items, "}'\n"));
  ASSERT_TRUE(result.ok()) << result.error.message;
  EXPECT_LT(result.unit->register_count, kMaxRegisters / 2);
}

TEST(CodeTest, RefusesTooManyLocals) {
  std::string body;
  for (int i = 0; i < kMaxLocals; ++i)
    absl::StrAppend(&body, "  a", i, " = 1\n");
  EXPECT_TRUE(CompileText("def f():\n" + body).ok());
  EXPECT_EQ(CompileText("def f():\n" + body + "  b = 1\n").error.message,
            "'f' has more than 65536 local variables");
}

TEST(CodeTest, PutsTemporariesAsideBeforeRegistersRunOut) {
  std::string nested;
  for (int i = 0; i < 90; ++i) nested += "f(1, ";
  const CompileResult result =
      CompileText(nested + std::string(90, ')') + "\n");
  ASSERT_TRUE(result.ok()) << result.error.message;
  EXPECT_LE(result.unit->register_count, kMaxRegisters);
  EXPECT_TRUE(Verify(*result.unit).ok()) << Verify(*result.unit);
}

TEST(CodeTest, RefusesClassPatternsOfTooManyParts) {
  const auto message = [](int parts) {
    std::string items;
    for (int i = 0; i < parts; ++i) items += "_, ";
    return CompileText("match x:\n  case A(" + items + "): pass\n")
        .error.message;
  };
  EXPECT_EQ(message(255), "");
  EXPECT_THAT(message(256), HasSubstr("more than 255 positional"));
}

TEST(CodeTest, CompilesElifChains) {
  std::string chain = "if a: pass\n";
  for (int i = 0; i < 300; ++i) chain += "elif a: pass\n";
  EXPECT_TRUE(CompileText(chain).ok());
}

TEST(CodeTest, RefusesCopiesOfFinallyBodiesWithoutEnd) {
  // Each level doubles the code of the next one.
  std::string source;
  for (int i = 0; i < 40; ++i) {
    const std::string indent(i, ' ');
    absl::StrAppend(&source, indent, "try: x\n", indent, "finally:\n");
  }
  source += std::string(40, ' ') + "x\n";
  EXPECT_EQ(CompileText(source).error.message,
            "the code of '<module>' is too large");
}

}  // namespace
}  // namespace midge::vm

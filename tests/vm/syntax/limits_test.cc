// Every limit of limits.h has an error, and no text makes the parser crash or
// take for ever.
#include "vm/syntax/limits.h"

#include <gtest/gtest.h>

#include <string>

#include "vm/syntax/parse.h"

namespace midge::vm::syntax {
namespace {

std::string Repeat(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

SyntaxDiagnostic ErrorOf(const std::string& source) {
  ParseResult result = Parse(source, "test.py", ParseMode::kModule);
  EXPECT_FALSE(result.ok());
  return result.error;
}

bool Parses(const std::string& source) {
  return Parse(source, "test.py", ParseMode::kModule).ok();
}

TEST(SyntaxLimitsTest, OpenBrackets) {
  auto nested = [](int count) {
    return Repeat("(", count) + "1" + Repeat(")", count) + "\n";
  };
  EXPECT_TRUE(Parses(nested(kMaxOpenBrackets)));
  EXPECT_EQ(ErrorOf(nested(kMaxOpenBrackets + 1)).message,
            "too many nested parentheses");
}

TEST(SyntaxLimitsTest, Indents) {
  auto nested = [](int count) {
    std::string source;
    for (int i = 0; i < count; ++i) {
      source += std::string(static_cast<size_t>(i), ' ') + "if x:\n";
    }
    return source + std::string(static_cast<size_t>(count), ' ') + "y\n";
  };
  EXPECT_TRUE(Parses(nested(kMaxIndents - 1)));
  SyntaxDiagnostic error = ErrorOf(nested(kMaxIndents));
  EXPECT_EQ(error.kind, DiagnosticKind::kIndentationError);
  EXPECT_EQ(error.message, "too many levels of indentation");
}

TEST(SyntaxLimitsTest, TreeHeight) {
  for (const char* part :
       {"1+", "-", "not ", "a**", "lambda:", "a.b.", "b if c else "}) {
    SyntaxDiagnostic error = ErrorOf(Repeat(part, 20000) + "x\n");
    EXPECT_EQ(error.kind, DiagnosticKind::kRecursionError) << part;
    EXPECT_EQ(error.message,
              "maximum recursion depth exceeded during compilation");
    EXPECT_TRUE(Parses(Repeat(part, 300) + "x\n")) << part;
  }
  EXPECT_EQ(ErrorOf("if a: b\n" + Repeat("elif c: d\n", 20000)).kind,
            DiagnosticKind::kRecursionError);
  EXPECT_EQ(ErrorOf("x" + Repeat("()", 20000) + "\n").kind,
            DiagnosticKind::kRecursionError);
}

TEST(SyntaxLimitsTest, FormatSpecs) {
  EXPECT_TRUE(Parses("f'{a:{b}}'\n"));
  EXPECT_EQ(ErrorOf("f'{a:{b:{c}}}'\n").message,
            "f-string: expressions nested too deeply");
}

TEST(SyntaxLimitsTest, IntDigits) {
  constexpr int kMaxIntDigits = text::kIntTextDigitsMax;
  EXPECT_TRUE(Parses("x = " + Repeat("9", kMaxIntDigits) + "\n"));
  EXPECT_TRUE(Parses("x = 0x" + Repeat("9", 5000) + "\n"));
  EXPECT_EQ(ErrorOf("x = " + Repeat("9", kMaxIntDigits + 1) + "\n")
                .message.substr(0, 37),
            "Exceeds the limit (4300 digits) for i");
}

// Without the memory of what was tried these take time without bound.
TEST(SyntaxLimitsTest, BacktrackingIsBounded) {
  for (const char* open :
       {"(", "[", "{", "f(", "x[", "lambda: (", "-(", "(a, "}) {
    ErrorOf(Repeat(open, 150) + "\n");
    ErrorOf(Repeat(open, 150) + "a b\n");
    ErrorOf("for " + Repeat(open, 150) + " in x\n");
    ErrorOf("with " + Repeat(open, 150) + "\n");
    ErrorOf("match " + Repeat(open, 150) + "\n");
    ErrorOf("match x:\n case " + Repeat(open, 150) + "\n");
  }
  ErrorOf(Repeat("a ", 20000) + "\n");
  ErrorOf(Repeat("print ", 20000) + "\n");
}

}  // namespace
}  // namespace midge::vm::syntax

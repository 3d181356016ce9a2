#include "vm/syntax/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace midge::vm::syntax {
namespace {

// The kinds as one word each: text for words and operators.
std::string Kinds(std::string_view source) {
  Lexer lexer(source, 1);
  std::string out;
  for (;;) {
    Token token = lexer.Next();
    switch (token.kind) {
      case TokenKind::kEndMarker:
        return out + "end";
      case TokenKind::kError:
        return out + "error";
      case TokenKind::kNewline:
        out += "newline ";
        break;
      case TokenKind::kIndent:
        out += "indent ";
        break;
      case TokenKind::kDedent:
        out += "dedent ";
        break;
      default:
        out += std::string(token.text) + " ";
    }
  }
}

TEST(LexerTest, MakesIndentsAndDedents) {
  EXPECT_EQ(Kinds("if a:\n  b\n    # c\n\nd\n"),
            "if a : newline indent b newline dedent d newline end");
}

TEST(LexerTest, ClosesBlocksAtTheEnd) {
  EXPECT_EQ(Kinds("if a:\n if b:\n  c\n"),
            "if a : newline indent if b : newline indent c newline dedent "
            "dedent end");
}

TEST(LexerTest, JoinsLinesInBracketsAndAfterBackslashes) {
  EXPECT_EQ(Kinds("(a,\n  b)\n"), "( a , b ) newline end");
  EXPECT_EQ(Kinds("a + \\\n  b\n"), "a + b newline end");
}

TEST(LexerTest, TakesTheLongestOperator) {
  EXPECT_EQ(Kinds("a**=b//=c>>=d->e:=f...g<>h\n"),
            "a **= b //= c >>= d -> e := f ... g <> h newline end");
}

TEST(LexerTest, SplitsNumbersFromKeywords) {
  EXPECT_EQ(Kinds("1if 0x1for 2\n"), "1 if 0x1f or 2 newline end");
  EXPECT_EQ(Kinds("1_0.5e-3j .5 5. 0o17\n"),
            "1_0.5e-3j .5 5. 0o17 newline end");
}

TEST(LexerTest, KnowsStringPrefixes) {
  EXPECT_EQ(Kinds("rb'a' Rf\"b\" u'' '''c\n'''\n"),
            "rb'a' Rf\"b\" u'' '''c\n''' newline end");
}

TEST(LexerTest, PlacesTokens) {
  Lexer lexer("a\n  'b\\\nc' d\n", 1);
  lexer.Next();
  lexer.Next();
  lexer.Next();
  Token text = lexer.Next();
  EXPECT_EQ(text.kind, TokenKind::kString);
  EXPECT_EQ(text.span.line, 2);
  EXPECT_EQ(text.span.col, 2);
  EXPECT_EQ(text.span.end_line, 3);
  EXPECT_EQ(text.span.end_col, 2);
}

TEST(LexerTest, RepeatsItsError) {
  Lexer lexer("a = 'b\nc\n", 1);
  while (lexer.Next().kind != TokenKind::kError) {
  }
  EXPECT_EQ(lexer.failure(), LexFailure::kSyntax);
  EXPECT_EQ(lexer.message(),
            "unterminated string literal (detected at line 1)");
  EXPECT_EQ(lexer.error_col(), 5);
  EXPECT_EQ(lexer.Next().kind, TokenKind::kError);
}

}  // namespace
}  // namespace midge::vm::syntax

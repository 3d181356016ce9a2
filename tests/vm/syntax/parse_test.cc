#include "vm/syntax/parse.h"

#include <gtest/gtest.h>

#include <string>

#include "vm/syntax/ast_dump.h"

namespace midge::vm::syntax {
namespace {

const Expr* OnlyExpression(const ParseResult& result) {
  return As<ExprStmt>(result.tree->module->body[0])->value;
}

ParseResult ParseText(std::string_view source) {
  return Parse(source, "test.py", ParseMode::kModule);
}

TEST(ParseTest, BindsByPrecedence) {
  ParseResult result = ParseText("a + b * c ** -d < e\n");
  ASSERT_TRUE(result.ok());
  const auto* compare = As<Compare>(OnlyExpression(result));
  const auto* sum = As<BinOp>(compare->left);
  EXPECT_EQ(sum->op, BinaryOperator::kAdd);
  const auto* product = As<BinOp>(sum->right);
  EXPECT_EQ(product->op, BinaryOperator::kMult);
  EXPECT_EQ(As<BinOp>(product->right)->op, BinaryOperator::kPow);
}

TEST(ParseTest, InternsNames) {
  ParseResult result = ParseText("spam + spam\n");
  ASSERT_TRUE(result.ok());
  const auto* sum = As<BinOp>(OnlyExpression(result));
  EXPECT_EQ(As<Name>(sum->left)->id.data(), As<Name>(sum->right)->id.data());
}

TEST(ParseTest, NormalisesNames) {
  ParseResult result = ParseText("\xef\xac\x81 + fi\n");  // The ligature fi.
  ASSERT_TRUE(result.ok());
  const auto* sum = As<BinOp>(OnlyExpression(result));
  EXPECT_EQ(As<Name>(sum->left)->id, "fi");
}

TEST(ParseTest, SpansCountBytes) {
  ParseResult result = ParseText("\xc3\xa9 = '\xc3\xa9' + x\n");
  ASSERT_TRUE(result.ok());
  const auto* assign = As<Assign>(result.tree->module->body[0]);
  EXPECT_EQ(assign->value->span.col, 5);
  EXPECT_EQ(assign->value->span.end_col, 13);
}

TEST(ParseTest, ErrorsCountCharactersOfKnownEncodings) {
  constexpr std::string_view kSource = "x = '\xc3\xa9' $ 1\n";
  EXPECT_EQ(ParseText(kSource).error.col, 10);
  ParseResult result = Parse(kSource, "test.py", ParseMode::kModule, true);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error.message, "invalid syntax");
  EXPECT_EQ(result.error.line, 1);
  EXPECT_EQ(result.error.col, 9);
  EXPECT_EQ(result.error.text, "x = '\xc3\xa9' $ 1\n");
  EXPECT_EQ(result.error.filename, "test.py");
}

TEST(ParseTest, KeepsIntsOfAnySize) {
  ParseResult result = ParseText("1_000, 0xffff_ffff_ffff_ffff_f\n");
  ASSERT_TRUE(result.ok());
  const auto* items = As<Tuple>(OnlyExpression(result));
  const Literal& small = As<Constant>(items->elts[0])->value;
  EXPECT_TRUE(small.is_small);
  EXPECT_EQ(small.integer, 1000);
  const Literal& big = As<Constant>(items->elts[1])->value;
  EXPECT_FALSE(big.is_small);
  EXPECT_EQ(big.text, "0xfffffffffffffffff");
}

TEST(ParseTest, KeepsLoneSurrogates) {
  ParseResult result = ParseText("'\\ud800'\n");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(As<Constant>(OnlyExpression(result))->value.text, "\xed\xa0\x80");
}

TEST(ParseTest, ParsesOneExpression) {
  ParseResult result = Parse("a, b\n\n", "test.py", ParseMode::kExpression);
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(Is<Tuple>(result.tree->expression->body));
  EXPECT_FALSE(Parse("a = b", "test.py", ParseMode::kExpression).ok());
}

TEST(ParseTest, ReadsEncodings) {
  EXPECT_TRUE(ParseText("\xef\xbb\xbfx\n").ok());
  ParseResult latin = ParseText("# coding: latin-1\n'\xe9'\n");
  ASSERT_TRUE(latin.ok());
  EXPECT_EQ(As<Constant>(OnlyExpression(latin))->value.text, "\xc3\xa9");
  EXPECT_EQ(ParseText("# coding: utf-7\n").error.message,
            "encoding problem: utf-7");
  EXPECT_EQ(ParseText("x\n'\xe9'\n").error.message,
            "Non-UTF-8 code starting with '\\xe9' in file test.py on line 2, "
            "but no encoding declared; see "
            "https://peps.python.org/pep-0263/ for details");
}

TEST(ParseTest, RefusesNulBytes) {
  ParseResult result = ParseText(std::string_view("x\0y", 3));
  EXPECT_EQ(result.error.message, "source code cannot contain null bytes");
}

TEST(ParseTest, RefusesUnknownCharacterNames) {
  ASSERT_TRUE(ParseText("'\\N{BULLET}'\n").ok());
  ParseResult result = ParseText("'\\N{BULLETS}'\n");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error.message,
            "(unicode error) 'unicodeescape' codec can't decode bytes in "
            "position 0-10: unknown Unicode character name");
}

TEST(ParseTest, PlacesFieldsOfFormatStrings) {
  ParseResult result = ParseText("x = f'''a\n  {b}'''\n");
  ASSERT_TRUE(result.ok());
  const auto* assign = As<Assign>(result.tree->module->body[0]);
  const auto* text = As<JoinedStr>(assign->value);
  const Expr* name = As<FormattedValue>(text->values[1])->value;
  EXPECT_EQ(name->span.line, 2);
  EXPECT_EQ(name->span.col, 3);
}

TEST(ParseTest, DumpsAsCPythonDoes) {
  ParseResult result = ParseText("x: int = -1.5e300j\n");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(DumpTree(*result.tree),
            "Module(body=[AnnAssign(target=Name(id='x', ctx=Store()), "
            "annotation=Name(id='int', ctx=Load()), value=UnaryOp(op=USub(), "
            "operand=Constant(value=1.5e+300j)), simple=1)], "
            "type_ignores=[])");
}

}  // namespace
}  // namespace midge::vm::syntax

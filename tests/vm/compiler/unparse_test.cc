#include "vm/compiler/unparse.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/vm/text/oracle.h"
#include "vm/syntax/parse.h"

namespace midge::vm {
namespace {

// One expression a line.
constexpr char kCorpus[] = "tests/vm/compiler/unparse_corpus.txt";

TEST(UnparseTest, WritesAnnotationsAsCPython) {
  const auto rows = text::AskPython(absl::StrCat(
      "for line in open('", kCorpus,
      "'):\n"
      "  space = {}\n"
      "  exec('from __future__ import annotations\\nx: ' + line, space)\n"
      "  print(space['__annotations__']['x'].encode().hex())\n"));
  std::ifstream in(kCorpus);
  size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    ASSERT_LT(count, rows.size());
    const syntax::ParseResult parsed =
        syntax::Parse(line, "corpus", syntax::ParseMode::kExpression);
    ASSERT_TRUE(parsed.ok()) << line;
    std::string expected;
    const std::string& hex = rows[count][0];
    for (size_t i = 0; i + 1 < hex.size(); i += 2) {
      expected += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    EXPECT_EQ(Unparse(parsed.tree->expression->body), expected);
  }
  EXPECT_EQ(count, rows.size());
  EXPECT_GT(count, 70u);
}

}  // namespace
}  // namespace midge::vm

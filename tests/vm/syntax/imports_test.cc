#include "vm/syntax/imports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace midge::vm::syntax {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

TEST(FindImportsTest, ReadsEveryForm) {
  EXPECT_THAT(FindImports("import a\nimport b.c as d, e\n"),
              ElementsAre(Import{0, "a", {}}, Import{0, "b.c", {}},
                          Import{0, "e", {}}));
  EXPECT_THAT(FindImports("from a.b import c as d, e\n"),
              ElementsAre(Import{0, "a.b", {"c", "e"}}));
  EXPECT_THAT(FindImports("from . import x\nfrom ...p.q import (y,\n  z,\n)"),
              ElementsAre(Import{1, "", {"x"}}, Import{3, "p.q", {"y", "z"}}));
  EXPECT_THAT(FindImports("from m import *"), ElementsAre(Import{0, "m", {}}));
}

TEST(FindImportsTest, FindsThemWhereverAStatementMayStand) {
  EXPECT_THAT(
      FindImports("def f():\n    import a\n"
                  "try: import b\nexcept E: from c import d\n"
                  "x = 1; import e\n"
                  "if y: import f; import g\n"),
      ElementsAre(Import{0, "a", {}, Import::Where::kFunction},
                  Import{0, "b", {}}, Import{0, "c", {"d"}}, Import{0, "e", {}},
                  Import{0, "f", {}}, Import{0, "g", {}}));
  EXPECT_THAT(FindImports("import \\\n  a, \\\r\n  b"),
              ElementsAre(Import{0, "a", {}}, Import{0, "b", {}}));
}

TEST(FindImportsTest, FindsNamesThatAreArguments) {
  EXPECT_THAT(FindImports("m = importlib.import_module('a.b')\n"
                          "n = __import__(\"c\", fromlist=['d'])\n"
                          "def f(): import_module('e')\n"),
              ElementsAre(Import{0, "a.b", {}}, Import{0, "c", {}},
                          Import{0, "e", {}, Import::Where::kFunction}));
  EXPECT_THAT(FindImports("import_module('.a')\n__import__('a.' + b)\n"
                          "import_module(a, 'b')\nother('a')\n"),
              IsEmpty());
}

TEST(FindEncodingNamesTest, FindsShortStringsWhereAnythingIsEncoded) {
  EXPECT_THAT(FindEncodingNames("x.encode('CP-1252'); y = \"koi8 r\"\n"),
              ElementsAre("cp_1252", "koi8_r"));
  EXPECT_THAT(FindEncodingNames("b.decode('a/b', 'a long string, too long')"),
              IsEmpty());
  EXPECT_THAT(FindEncodingNames("x = 'cp1252'\n"), IsEmpty());
}

TEST(FindImportsTest, IsNotFooledByStringsCommentsAndNames) {
  EXPECT_THAT(FindImports("'''\nimport a\n'''\n"
                          "s = \"\\\"\\nimport b\"  # import c\n"
                          "important = from_ = 1\n"
                          "x.import_(d)\n"
                          "def g():\n    yield from e\n"
                          "f(\nimport_=1)\n"
                          "raise X from y\n"
                          "z = {1:\n  2}\n"),
              IsEmpty());
}

TEST(FindImportsTest, SurvivesSourcesThatEndAnywhere) {
  const std::string source =
      "from ..a.b import (c as d,\n e)\nx = '''\\\nimport q''' ; import z\n";
  for (size_t size = 0; size <= source.size(); ++size) {
    FindImports(std::string_view(source).substr(0, size));
  }
}

TEST(FindImportsTest, SaysWhereAnImportStands) {
  const auto at = [](const char* module, Import::Where where) {
    return Import{0, module, {}, where};
  };
  EXPECT_THAT(
      FindImports("class A:\n"
                  "  import a\n"
                  "  def f(self,\nx):\n"
                  "    if x:\n\n"
                  "# a comment ends no block\n"
                  "      import b\n"
                  "  import c\n"
                  "async def g(): import d\n"
                  "if __name__ == '__main__':\n"
                  "  def h():\n"
                  "    import e\n"
                  "  import f\n"
                  "if name == '__main__': import g\n"
                  "if __name__ == '__main__': import h\n"
                  "import i\n"),
      ElementsAre(
          at("a", Import::Where::kTop), at("b", Import::Where::kFunction),
          at("c", Import::Where::kTop), at("d", Import::Where::kFunction),
          at("e", Import::Where::kScript), at("f", Import::Where::kScript),
          at("g", Import::Where::kTop), at("h", Import::Where::kScript),
          at("i", Import::Where::kTop)));
}

}  // namespace
TEST(FindPartsOfNamesTest, GivesWhatStringsBeginWith) {
  EXPECT_EQ(FindPartsOfNames("import_module('a')\nx = 'b'\n"), std::nullopt);
  EXPECT_EQ(FindPartsOfNames("__import__()\n"), std::nullopt);
  EXPECT_THAT(FindPartsOfNames("import_module(f'a.b.{c}')\n"
                               "y = ['d', '.e', '', 'g h', 'a.b']\n"
                               "__import__(name)\n"),
              Optional(ElementsAre("a.b", "d", "g")));
}

}  // namespace midge::vm::syntax

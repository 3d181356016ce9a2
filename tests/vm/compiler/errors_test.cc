// What scopes and the generator refuse, worded and placed as CPython does it.
#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/vm/text/oracle.h"
#include "vm/compiler/compiler.h"

namespace midge::vm {
namespace {

// Texts that parse; those that compile too are here to show that nothing is
// refused in excess.
constexpr const char* kTexts[] = {
    "def f(a, a): pass",
    "def f(x):\n"
    "  global x",
    "def f():\n"
    "  print(x)\n"
    "  global x",
    "def f():\n"
    "  x = 1\n"
    "  global x",
    "def f():\n"
    "  x: int\n"
    "  global x",
    "nonlocal x",
    "def f():\n"
    "  nonlocal x, y",
    "def f():\n"
    "  global x\n"
    "  nonlocal x",
    "def f():\n"
    "  from a import *",
    "class A:\n"
    "  [ (x := 1) for i in y ]",
    "[ (i := 1) for i in y]",
    "[ 1 for i in y if (j := i) for j in z]",
    "[ 1 for i in (j := z)]",
    "[ (yield 1) for i in x]",
    "def f():\n"
    "  global x\n"
    "  x: int = 1",
    "return 1",
    "yield 1",
    "break",
    "continue",
    "*a = 1",
    "*a, *b = 1",
    "*a",
    "f(a=1, a=2)",
    "__debug__ = 1",
    "del __debug__",
    "def __debug__(): pass",
    "def f(__debug__): pass",
    "try: pass\n"
    "except: pass\n"
    "except A: pass",
    "from __future__ import nope",
    "x = 1\n"
    "from __future__ import division",
    "from __future__ import braces",
    "def f():\n"
    "  class A:\n"
    "    nonlocal x",
    "lambda x, x: 1",
    "class A:\n"
    "  def f(self): \n"
    "    return [__x for x in 1 if (yield 3)]",
    "def f():\n"
    "  try:\n"
    "    pass\n"
    "  finally:\n"
    "    continue",
    "class A:\n"
    "  return 1",
    "class A:\n"
    "  yield 1",
    "match x:\n"
    "  case a: pass\n"
    "  case b: pass",
    "match x:\n"
    "  case [a, a]: pass",
    "match x:\n"
    "  case [*a, *b]: pass",
    "match x:\n"
    "  case 1 | a : pass\n"
    "  case A(x=1,x=2): pass",
    "match x:\n"
    "  case A(x=1,x=2): pass",
    "match x:\n"
    "  case {1:1, 1:2}: pass",
    "match x:\n"
    "  case [a] | [b]: pass",
    "x.__debug__ = 1",
    "(__debug__ := 1)",
    "f(__debug__=1)",
    "import __debug__",
    "for __debug__ in 1: pass",
    "nonlocal x\n"
    "x = 1",
    "def f():\n"
    "  x = 1\n"
    "  def g():\n"
    "    x = 1\n"
    "    nonlocal x",
    "class A:\n"
    "  def f(self):\n"
    "    nonlocal __y",
    "def f(a):\n"
    "   [(a:=1) for i in [a:=2]]",
    "while 1:\n"
    "  def f():\n"
    "    break",
    "def f(x, *x): pass",
    "lambda: (yield)\n"
    "class A: x = (yield)",
    "x = [i for i in 1 if (i:=2)]",
    "[i:=0 for j in 1 for i in 2]",
    "[lambda: (i:=1) for i in x]",
    "[[(i:=2) for j in x] for i in y]",
    "a, *b, *c = d",
    "x = *a",
    "for *a in b: pass",
    "def f():\n"
    "  return *a",
    "with x as *a: pass",
    "x: int = *a",
    "x[*a] = 1",
    "def f():\n"
    "  print(x); nonlocal x",
    "def f(a,b):\n"
    "  def g():\n"
    "    nonlocal a\n"
    "    global a",
    "class A:\n"
    "  nonlocal x",
    "def f():\n"
    "  def g():\n"
    "    nonlocal x\n"
    "  x = 1",
    "lambda *a, a: 1",
    "def f(a, *, a): 1",
    "x.__debug__: int",
    "__debug__: int",
    "with a as __debug__: pass",
    "class __debug__: pass",
    "class A(__debug__=1): pass",
    "[x for __debug__ in y]",
    "try: pass\n"
    "except A as __debug__: pass",
    "for x in y:\n"
    "  pass\n"
    "else:\n"
    "  break",
    "def f():\n"
    "  for x in y:\n"
    "    class A:\n"
    "      continue",
    "(yield from x)",
    "class A:\n"
    "  x = [ (yield) for i in x ]",
    "match x:\n"
    "  case a | b: pass",
    "match x:\n"
    "  case (a as b) | c: pass",
    "match x:\n"
    "  case _ as x: pass",
    "match x:\n"
    "  case [a] as a: pass",
    "match x:\n"
    "  case {\"x\": a, **a}: pass",
    "match x:\n"
    "  case _ if y: pass\n"
    "  case b: pass\n"
    "  case c: pass",
    "match x:\n"
    "  case __debug__: pass",
    "def f():\n"
    "  x = 1\n"
    "  del x\n"
    "  global x",
    "from __future__ import generators, foo",
    "\"doc\"\n"
    "from __future__ import generators\n"
    "import x\n"
    "from __future__ import division",
    "def f():\n"
    "  from __future__ import division",
    "try: pass\nexcept* A: return",
    "for x in y:\n try: pass\n except* A: continue",
    "def f():\n try: pass\n except* A:\n  for x in y: break\n  return 1",
};

// "message line column end_line end_column", or "OK".
std::string Refusal(const std::string& source) {
  const CompileResult result =
      CompileSource(source, "test.py", syntax::ParseMode::kModule, {});
  if (result.ok()) return "OK";
  const syntax::SyntaxDiagnostic& error = result.error;
  return absl::StrCat(error.message, " ", error.line, " ", error.col, " ",
                      error.end_line, " ",
                      error.end_col == syntax::kNoColumn ? 0 : error.end_col);
}

std::string Hex(const std::string& text) {
  std::string out;
  for (const unsigned char c : text) {
    out += "0123456789abcdef"[c >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

TEST(ErrorsTest, ReadAsCPythons) {
  std::string script = "for text in (\n";
  for (const char* text : kTexts) {
    absl::StrAppend(&script, "'", Hex(text), "',\n");
  }
  script +=
      "):\n"
      "  try:\n"
      "    compile(bytes.fromhex(text), 'test.py', 'exec')\n"
      "    print('OK')\n"
      "  except SyntaxError as e:\n"
      "    print(e.msg, e.lineno, e.offset, e.end_lineno or 0,\n"
      "          e.end_offset or 0)\n";
  const auto rows = text::AskPython(script);
  ASSERT_EQ(rows.size(), std::size(kTexts));
  for (size_t i = 0; i < rows.size(); ++i) {
    std::string expected = rows[i][0];
    EXPECT_EQ(Refusal(kTexts[i]), expected) << kTexts[i];
  }
}

TEST(ErrorsTest, NamesWhatIsNotSupported) {
  EXPECT_EQ(
      Refusal("from __future__ import barry_as_FLUFL"),
      "'from __future__ import barry_as_FLUFL' is not supported yet 1 1 1 0");
}

TEST(ErrorsTest, ShowsTheLine) {
  const CompileResult result = CompileSource("x = 1\n  \nreturn x\n", "test.py",
                                             syntax::ParseMode::kModule, {});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error.text, "return x\n");
  EXPECT_TRUE(result.error.has_text);
}

}  // namespace
}  // namespace midge::vm

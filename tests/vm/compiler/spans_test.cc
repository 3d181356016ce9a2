// Tracebacks underline what an instruction's span covers, so the spans must be
// CPython's: every instruction of ours that can raise stands where one of
// CPython's for the same job stands, and the other way round.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/vm/text/oracle.h"
#include "vm/compiler/compiler.h"

namespace midge::vm {
namespace {

constexpr char kCorpus[] = "tests/vm/compiler/spans_corpus.py";

// A job and its opcodes, CPython's and ours.
struct Job {
  const char* cpython;
  const char* ours;
};
constexpr Job kJobs[] = {
    {"CALL CALL_FUNCTION_EX",
     "Call CallNamed CallMethod CallMethodNamed CallSpread"},
    {"BINARY_OP", "Add InplaceAdd AddInt InplaceAddInt"},
    {"COMPARE_OP IS_OP CONTAINS_OP", "Less Greater In"},
    {"LOAD_ATTR LOAD_METHOD", "LoadAttr LoadMethod"},
    {"STORE_ATTR", "StoreAttr"},
    {"DELETE_ATTR", "DeleteAttr"},
    {"BINARY_SUBSCR", "LoadItem"},
    {"STORE_SUBSCR", "StoreItem"},
    {"RAISE_VARARGS", "Raise RaiseFrom RaiseAgain"},
    {"UNPACK_SEQUENCE UNPACK_EX", "UnpackSequence UnpackStar"},
    {"GET_ITER", "GetIter"},
    {"FOR_ITER", "ForIter"},
    {"IMPORT_NAME", "ImportName"},
    {"IMPORT_FROM", "ImportFrom"},
    {"UNARY_NEGATIVE", "Negative"},
    {"YIELD_VALUE", "Yield"},
    {"BEFORE_WITH", "LoadWith"},
    {"CHECK_EXC_MATCH", "MatchException"},
    {"FORMAT_VALUE", "FormatValue"},
};

std::vector<std::string> Words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

using Spans = std::map<std::string, std::set<std::string>>;  // by opcode

Spans OurSpans() {
  std::ifstream in(kCorpus);
  std::stringstream text;
  text << in.rdbuf();
  const CompileResult result =
      CompileSource(text.str(), kCorpus, syntax::ParseMode::kModule, {});
  EXPECT_TRUE(result.ok()) << result.error.message << result.error.line;
  Spans spans;
  if (!result.ok()) return spans;
  std::vector<const CodeUnit*> waiting = {result.unit.get()};
  while (!waiting.empty()) {
    const CodeUnit& unit = *waiting.back();
    waiting.pop_back();
    for (size_t i = 0; i < unit.instructions.size();
         i += WordCount(unit.instructions[i].op())) {
      const SourceSpan& span = unit.spans[i];
      spans[OpcodeName(unit.instructions[i].op())].insert(
          absl::StrCat(span.line, ":", span.column, "-", span.end_line, ":",
                       span.end_column));
    }
    for (const Constant& constant : unit.constants) {
      if (constant.code != nullptr) waiting.push_back(constant.code.get());
    }
  }
  return spans;
}

Spans CPythonSpans() {
  const auto rows = text::AskPython(
      absl::StrCat("import dis\n"
                   "def show(code):\n"
                   "  for i in dis.get_instructions(code):\n"
                   "    p = i.positions\n"
                   "    print(f'{i.opname}\\t{p.lineno}:{p.col_offset}'\n"
                   "          f'-{p.end_lineno}:{p.end_col_offset}')\n"
                   "  for c in code.co_consts:\n"
                   "    if hasattr(c, 'co_code'): show(c)\n"
                   "show(compile(open('",
                   kCorpus, "').read(), 'corpus', 'exec'))\n"));
  Spans spans;
  for (const auto& row : rows) spans[row[0]].insert(row[1]);
  return spans;
}

std::set<std::string> Together(const Spans& spans, const char* opcodes) {
  std::set<std::string> all;
  for (const std::string& opcode : Words(opcodes)) {
    const auto found = spans.find(opcode);
    if (found == spans.end()) continue;
    all.insert(found->second.begin(), found->second.end());
  }
  return all;
}

TEST(SpansTest, AreCPythons) {
  const Spans ours = OurSpans();
  const Spans cpython = CPythonSpans();
  for (const Job& job : kJobs) {
    const std::set<std::string> expected = Together(cpython, job.cpython);
    EXPECT_FALSE(expected.empty()) << job.cpython << " is not in the corpus";
    EXPECT_EQ(Together(ours, job.ours), expected) << job.cpython;
  }
}

}  // namespace
}  // namespace midge::vm

// Goal: the matcher finds what CPython finds, group by group, however often it
// is paused and moved. Method: CPython compiles random patterns and says what
// it found (cases.py); each case runs at once, and one step at a time with a
// stack that is copied and grown by a frame between any two steps.
#include "vm/regex/matcher.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/vm/text/oracle.h"
#include "vm/regex/limits.h"
#include "vm/regex/opcodes.h"
#include "vm/regex/verify.h"

namespace midge::vm::regex {
namespace {

template <typename T>
std::vector<T> Numbers(const std::string& text) {
  std::istringstream in(text);
  std::vector<T> numbers;
  for (T number; in >> number;) numbers.push_back(number);
  return numbers;
}

// Text in its narrowest form, with room for its characters.
struct OwnText {
  explicit OwnText(const std::vector<uint32_t>& points) : chars(points) {
    uint32_t all = 0;
    for (uint32_t c : points) all |= c;
    const int width = text::WidthOf(all);
    bytes.resize(points.size() * static_cast<size_t>(width));
    const text::TextView wide(chars.data(), static_cast<int64_t>(chars.size()),
                              4);
    text::CopyChars(wide, width, bytes.data());
    view = {bytes.data(), wide.size(), width};
  }
  std::vector<uint32_t> chars;
  std::string bytes;
  text::TextView view;
};

struct Result {
  Outcome outcome;
  Search search;
  std::vector<int64_t> stack;
};

// Runs to the end, `steps` at a time.
Result RunAll(const Pattern& pattern, text::TextView text, Search search,
              int64_t steps) {
  std::vector<int64_t> stack(FirstStackWords(pattern));
  for (;;) {
    int64_t left = steps;
    const Outcome outcome = Run(pattern, text, &search, stack, &left);
    if (outcome == Outcome::kNeedRoom) {
      std::vector<int64_t> larger(stack.size() + 10, -7);
      std::copy(stack.begin(), stack.end(), larger.begin());
      stack = std::move(larger);
    } else if (outcome != Outcome::kPaused) {
      return {outcome, search, std::move(stack)};
    }
  }
}

std::string Spans(const Result& result, int64_t groups) {
  if (result.outcome == Outcome::kNoMatch) return "none";
  std::ostringstream out;
  out << result.search.start << ' ' << result.search.at << ' '
      << result.search.last_index;
  for (int64_t i = 0; i < groups; ++i) {
    int64_t begin = -1, end = -1;
    if (!GroupSpan(result.search, result.stack, i, &begin, &end)) {
      begin = end = -1;
    }
    out << ' ' << begin << ' ' << end;
  }
  return out.str();
}

Mode ModeOf(const std::string& name) {
  if (name == "match") return Mode::kMatch;
  return name == "search" ? Mode::kSearch : Mode::kFullMatch;
}

// False where the case disagrees.
bool Agrees(const std::vector<std::string>& row) {
  const std::vector<uint32_t> code = Numbers<uint32_t>(row[2]);
  const Pattern pattern{code, std::stoll(row[3])};
  EXPECT_TRUE(Verify(pattern.code, pattern.groups)) << row[0];
  const OwnText text(Numbers<uint32_t>(row[8]));
  Search search;
  search.mode = ModeOf(row[4]);
  search.begin = std::stoll(row[5]);
  search.end = std::stoll(row[6]);
  search.must_advance = row[7] == "1";
  for (const int64_t steps : {int64_t{1} << 40, int64_t{1}}) {
    const std::string spans =
        Spans(RunAll(pattern, text.view, search, steps), pattern.groups);
    EXPECT_EQ(spans, row[9])
        << row[0] << " flags " << row[1] << ' ' << row[4] << " in " << row[8]
        << " from " << row[5] << " to " << row[6] << " advance " << row[7]
        << ", " << steps << " steps at a time";
    if (spans != row[9]) return false;
  }
  return true;
}

std::string CaseScript(int seed, int count) {
  std::ifstream file("tests/vm/regex/cases.py");
  std::ostringstream script;
  script << "SEED = " << seed << "\nCOUNT = " << count << "\n" << file.rdbuf();
  return script.str();
}

int FromEnvironment(const char* name, int fallback) {
  const char* value = std::getenv(name);
  return value == nullptr ? fallback : std::atoi(value);
}

TEST(MatcherTest, AgreesWithCPythonOnRandomPatterns) {
  const int seed = FromEnvironment("MIDGE_REGEX_SEED", 1999);
  const int count = FromEnvironment("MIDGE_REGEX_PATTERNS", 2000);
  int cases = 0, wrong = 0;
  for (const auto& row : text::AskPython(CaseScript(seed, count))) {
    ASSERT_EQ(row.size(), 10u);
    ++cases;
    if (!Agrees(row) && ++wrong == 10) break;
  }
  EXPECT_GT(cases, 10 * count);
  RecordProperty("cases", cases);
}

// (a*)*b with nothing to find: 2^n ways.
std::vector<uint32_t> CatastrophicCode() {
  return {kRepeat,   14,         0,        kMaxRepeat, kMark,
          0,         kRepeatOne, 6,        0,          kMaxRepeat,
          kLiteral,  'a',        kSuccess, kMark,      1,
          kMaxUntil, kLiteral,   'b',      kSuccess};
}

TEST(MatcherTest, TakesNoMoreThanItsSteps) {
  const std::vector<uint32_t> code = CatastrophicCode();
  const Pattern pattern{code, 1};
  ASSERT_TRUE(Verify(pattern.code, pattern.groups));
  const std::string text(64, 'a');
  std::vector<int64_t> stack(1 << 16);
  Search search;
  search.end = 64;
  for (int turn = 0; turn < 100; ++turn) {
    int64_t steps = 1000;
    ASSERT_EQ(regex::Run(pattern, text::TextView(text), &search, stack, &steps),
              Outcome::kPaused);
    EXPECT_LE(steps, 0);
    EXPECT_GT(steps, -100);
  }
}

TEST(MatcherTest, PausesInLongRunsOfOneCharacter) {
  // a*b over a long text of 'a': counted, and walked back, in pieces.
  const std::vector<uint32_t> code = {kRepeatOne, 6,       0,        kMaxRepeat,
                                      kLiteral,   'a',     kSuccess, kLiteral,
                                      'b',        kSuccess};
  const Pattern pattern{code, 0};
  ASSERT_TRUE(Verify(pattern.code, pattern.groups));
  const std::string text(1 << 20, 'a');
  Search search;
  search.mode = Mode::kMatch;
  search.end = 1 << 20;
  std::vector<int64_t> stack(FirstStackWords(pattern) + 100);
  int turns = 0;
  Outcome outcome;
  do {
    int64_t steps = 1000;
    outcome = regex::Run(pattern, text::TextView(text), &search, stack, &steps);
    EXPECT_GT(steps, -1000);
    ++turns;
  } while (outcome == Outcome::kPaused);
  EXPECT_EQ(outcome, Outcome::kNoMatch);
  EXPECT_GT(turns, 100);
}

TEST(MatcherTest, GivesUpBeyondItsMemory) {
  // (?:.|\n)* keeps a frame for each character.
  const std::vector<uint32_t> code = {
      kRepeat, 14,       0,    kMaxRepeat, kBranch, 4, kAny,      kJump,   7,
      5,       kLiteral, '\n', kJump,      2,       0, kMaxUntil, kSuccess};
  const Pattern pattern{code, 0};
  ASSERT_TRUE(Verify(pattern.code, pattern.groups));
  const std::string text(8 << 20, 'x');
  Search search;
  search.mode = Mode::kMatch;
  search.end = 8 << 20;
  std::vector<int64_t> stack(kStackBytesMax / 8);
  int64_t steps = INT64_MAX;
  EXPECT_EQ(regex::Run(pattern, text::TextView(text), &search, stack, &steps),
            Outcome::kTooBig);
}

}  // namespace
}  // namespace midge::vm::regex

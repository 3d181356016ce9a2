// Goal: code that is not a pattern is refused, and code that is accepted is
// safe to run. Method: bad code by hand; random damage to good code, which
// either is refused or runs to an end under the sanitizers.
#include "vm/regex/verify.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/vm/text/oracle.h"
#include "vm/regex/limits.h"
#include "vm/regex/matcher.h"
#include "vm/regex/opcodes.h"

namespace midge::vm::regex {
namespace {

bool Accepts(const std::vector<uint32_t>& code, int64_t groups = 0) {
  return Verify(code, groups);
}

TEST(VerifyTest, TakesWhatIsWellFormed) {
  EXPECT_TRUE(Accepts({kSuccess}));
  EXPECT_TRUE(Accepts({kLiteral, 'a', kSuccess}));
  EXPECT_TRUE(Accepts({kMark, 0, kMark, 1, kSuccess}, 1));
  EXPECT_TRUE(Accepts({kIn, 4, kLiteral, 'a', kFailure, kSuccess}));
  EXPECT_TRUE(Accepts({kInfo, 4, 0, 0, 0, kSuccess}));
}

TEST(VerifyTest, RefusesWhatLeadsOutside) {
  EXPECT_FALSE(Accepts({}));
  EXPECT_FALSE(Accepts({kAny}));
  EXPECT_FALSE(Accepts({kLiteral, kSuccess}));
  EXPECT_FALSE(Accepts({kJump, 1, kSuccess}));
  EXPECT_FALSE(Accepts({kMark, 2, kSuccess}, 1));
  EXPECT_FALSE(Accepts({kGroupRef, 0, kSuccess}));
  EXPECT_FALSE(Accepts({kAt, kAtCodeCount, kSuccess}));
  EXPECT_FALSE(Accepts({kIn, 3, kLiteral, 'a', kSuccess}));
  EXPECT_FALSE(Accepts({kIn, 400, kLiteral, 'a', kFailure, kSuccess}));
  EXPECT_FALSE(Accepts({kMaxUntil, kSuccess}));
  EXPECT_FALSE(Accepts({kAssert, 9, 0, kSuccess, kSuccess}));
  EXPECT_FALSE(Accepts({kInfo, 4, 0, 0, 0}));
  // A repeat of one character is not one of several.
  EXPECT_FALSE(Accepts({kRepeatOne, 7, 0, 1, kAny, kAny, kSuccess, kSuccess}));
  EXPECT_FALSE(Accepts({kRepeatOne, 6, 0, 1, kMark, 0, kSuccess, kSuccess}, 1));
  EXPECT_FALSE(Accepts({kRepeatOne, 5, 2, 1, kAny, kSuccess, kSuccess}));
}

TEST(VerifyTest, RefusesTooManyGroupsAndWords) {
  EXPECT_TRUE(Accepts({kSuccess}, kGroupsMax));
  EXPECT_FALSE(Accepts({kSuccess}, kGroupsMax + 1));
  EXPECT_FALSE(Accepts({kSuccess}, -1));
  EXPECT_FALSE(Accepts(std::vector<uint32_t>(kCodeWordsMax + 1, kSuccess)));
}

TEST(VerifyTest, NestsDeeperThanTheStackOfTheMachine) {
  constexpr uint32_t kDepth = 100000;
  std::vector<uint32_t> code;
  for (uint32_t i = 0; i < kDepth; ++i) {
    code.push_back(kAtomicGroup);
    code.push_back(3 * (kDepth - i) - 1);
  }
  code.insert(code.end(), kDepth + 1, kSuccess);
  EXPECT_TRUE(Accepts(code));
  code.back() = kAny;
  EXPECT_FALSE(Accepts(code));
}

// Any of these is refused, or ends by itself or by its steps.
void RunDamaged(const std::vector<uint32_t>& code, int64_t groups) {
  if (!Verify(code, groups)) return;
  const Pattern pattern{code, groups};
  const std::string text = "aab\nab_1 a";
  Search search;
  search.end = static_cast<int64_t>(text.size());
  std::vector<int64_t> stack(FirstStackWords(pattern) + 4096);
  int64_t steps = 20000;
  Run(pattern, text::TextView(text), &search, stack, &steps);
}

TEST(VerifyTest, AcceptsNothingThatIsUnsafeToRun) {
  const auto rows = text::AskPython(R"(
import re._compiler as compiler, re._parser as parser
for pattern in [r'(a*)*b', r'(?:(a)|b)+?\1', r'(a)?(?(1)b|c)', r'[^a-c\w]{2,5}',
                r'(?>a|ab)(?<=b)\b', r'(?i:[\u0400-\u04ff]+)x', r'(?:ab)++(?!c)$',
                r'abc|abd|[x-z]*+', r'(?P<n>a(?=b(?!c)))(?:d|e)?']:
    parsed = parser.parse(pattern, 0)
    print(' '.join(map(str, map(int, compiler._code(parsed, 0)))),
          parsed.state.groups - 1, sep='\t')
)");
  std::mt19937 random(7);
  for (const auto& row : rows) {
    std::vector<uint32_t> code;
    for (size_t at = 0; at < row[0].size();) {
      size_t used;
      code.push_back(
          static_cast<uint32_t>(std::stoul(row[0].substr(at), &used)));
      at += used + 1;
    }
    const int64_t groups = std::stoll(row[1]);
    ASSERT_TRUE(Verify(code, groups));
    for (int i = 0; i < 20000; ++i) {
      std::vector<uint32_t> damaged = code;
      for (int changes = 1 + static_cast<int>(random() % 3); changes > 0;
           --changes) {
        const bool wild = random() % 8 == 0;
        damaged[random() % damaged.size()] =
            static_cast<uint32_t>(wild ? random() : random() % 44);
      }
      RunDamaged(damaged, groups);
    }
  }
}

}  // namespace
}  // namespace midge::vm::regex

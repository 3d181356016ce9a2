#include "vm/text/mersenne_twister.h"

#include <gtest/gtest.h>

#include "tests/vm/text/oracle.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"

namespace midge::vm::text {
namespace {

std::string Draw(MersenneTwister* twister) {
  std::string row;
  for (int i = 0; i < 700; ++i) (void)twister->Next();
  row += HexDouble(twister->NextDouble());
  for (int64_t bits : {0, 1, 5, 32, 33, 64, 65, 100, 1000}) {
    std::string text;
    EXPECT_EQ(IntToText(twister->NextBits(bits), 16, &text), BigStatus::kOk);
    row += " " + text;
  }
  return row + " " + std::to_string(twister->Next());
}

constexpr char kDraw[] = R"(
import random
def draw():
    for _ in range(700): random.getrandbits(32)
    row = [random.random().hex()]
    row += ['%x' % random.getrandbits(k) for k in (0, 1, 5, 32, 33, 64, 65, 100, 1000)]
    return ' '.join(row + [str(random.getrandbits(32))])
)";

TEST(MersenneTwisterTest, IntSeedsEqualPython) {
  auto rows = AskPython(std::string(kDraw) + R"(
for n in (0, 1, -1, 42, 2**31, 2**32, 2**64 + 5, 10**300, 7**9000):
    random.seed(n)
    print(hex(n), draw(), sep='\t')
)");
  for (const auto& row : rows) {
    BigInt seed;
    ASSERT_EQ(TextToInt(row[0], 0, &seed), BigStatus::kOk);
    MersenneTwister twister;
    twister.Seed(seed);
    EXPECT_EQ(Draw(&twister), row[1]) << row[0];
  }
}

TEST(MersenneTwisterTest, TextSeedsEqualPython) {
  auto rows = AskPython(std::string(kDraw) + R"(
for text in ('', 'a', 'midge', 'x' * 300, 'gr\u00fc\u00dfe'):
    random.seed(text)
    print(text, draw(), sep='\t')
)");
  for (const auto& row : rows) {
    MersenneTwister twister;
    twister.SeedText(row[0]);
    EXPECT_EQ(Draw(&twister), row[1]) << row[0];
  }
}

TEST(MersenneTwisterTest, StateGoesOnWhereItWasSaved) {
  MersenneTwister first, second;
  first.Seed(BigInt(5));
  for (int i = 0; i < 1000; ++i) (void)first.Next();
  ASSERT_TRUE(second.set_state(first.state()));
  EXPECT_EQ(Draw(&first), Draw(&second));
  MersenneTwister::State bad = first.state();
  bad.index = MersenneTwister::kWords + 1;
  EXPECT_FALSE(second.set_state(bad));
}

}  // namespace
}  // namespace midge::vm::text

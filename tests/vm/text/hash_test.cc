#include "vm/text/hash.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/vm/text/oracle.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"

namespace midge::vm::text {
namespace {

TEST(HashTest, IntsEqualPython) {
  auto rows = AskPython(R"(
import random
random.seed(1)
ints = [0, 1, 2, 2**60, 2**61 - 2, 2**61 - 1, 2**61, 2**63 - 1, 2**63, 2**64, 10**30]
ints += [random.getrandbits(bits) for bits in range(1, 400, 7)]
for n in ints:
    for m in (n, -n): print(hex(m), hash(m), sep='\t')
)");
  for (const auto& row : rows) {
    BigInt value;
    ASSERT_EQ(TextToInt(row[0], 0, &value), BigStatus::kOk);
    EXPECT_EQ(std::to_string(HashBigInt(value)), row[1]) << row[0];
    int64_t small;
    if (FitsInt64(value, &small)) {
      EXPECT_EQ(std::to_string(HashInt64(small)), row[1]) << row[0];
    }
  }
}

TEST(HashTest, DoublesEqualPython) {
  auto rows = AskPython(R"(
import random
random.seed(1)
values = [0.0, -0.0, 1.0, -1.0, 0.5, 1e300, 5e-324, 2.0**61, 1e16, float('inf'), float('-inf')]
values += [random.uniform(-1e6, 1e6) for _ in range(300)]
for v in values: print(v.hex(), hash(v), sep='\t')
)");
  for (const auto& row : rows) {
    double value;
    ASSERT_EQ(ParseHexDouble(row[0], &value), HexStatus::kOk);
    EXPECT_EQ(std::to_string(HashDouble(value, 0)), row[1]) << row[0];
  }
  EXPECT_EQ(HashDouble(NAN, 77), 77);
}

TEST(HashTest, TuplesAndFrozensetsEqualPython) {
  auto rows = AskPython(R"(
for n in range(12):
    items = [i * i * 10**15 - 5 for i in range(n)]
    print(n, hash(tuple(items)), hash(frozenset(items)), sep='\t')
)");
  for (const auto& row : rows) {
    int64_t size = std::stoll(row[0]);
    TupleHash tuple;
    FrozensetHash set;
    for (int64_t i = 0; i < size; ++i) {
      tuple.Add(HashInt64(i * i * 1000000000000000 - 5));
      set.Add(HashInt64(i * i * 1000000000000000 - 5));
    }
    EXPECT_EQ(std::to_string(tuple.Finish(size)), row[1]);
    EXPECT_EQ(std::to_string(set.Finish(size)), row[2]);
  }
}

// The values are part of what nodes of different builds agree on.
TEST(HashTest, BytesNeverChange) {
  EXPECT_EQ(HashBytes(""), 0);
  EXPECT_EQ(HashBytes("a"), -5628884560197524933);
  std::set<int64_t> seen;
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(seen.insert(HashBytes(text)).second);
    text += static_cast<char>('a' + i % 3);
  }
}

}  // namespace
}  // namespace midge::vm::text

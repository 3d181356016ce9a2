#include "vm/text/float_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "tests/vm/text/oracle.h"

namespace midge::vm::text {
namespace {

// Rows carry doubles as the hex of their bits, so that nothing under test is
// needed to read them.
double FromBits(const std::string& hex) {
  uint64_t bits = std::stoull(hex, nullptr, 16);
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

std::string Bits(double value) {
  if (std::isnan(value)) return "nan";
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  char buffer[20];
  snprintf(buffer, sizeof(buffer), "%016llx",
           static_cast<unsigned long long>(bits));
  return buffer;
}

constexpr char kDoubles[] = R"(
import random, struct, math, sys
def bits(x):
    if x != x: return 'nan'
    return '%016x' % struct.unpack('<Q', struct.pack('<d', x))[0]
random.seed(7)
values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 9999999999999998.0, 1e-4, 1e-5,
    123456789.125, 1e22, 1e23, 5e-324, 2.2250738585072014e-308,
    1.7976931348623157e308, 0.5, 2.5, 3.5, 1234.5, 0.05, 0.15, 2.675, 1e300,
    99999.95, 5.5e-310, 15.0, 25.0, 50.0, 150.0, 1e15, 123.0, 5e15, 45e3]
values += [struct.unpack('<d', random.randbytes(8))[0] for _ in range(2000)]
values += [random.uniform(-1000, 1000) for _ in range(500)]
values += [random.randrange(10**6) / 1000 for _ in range(500)]
values += [float(random.randrange(10**k)) for k in range(1, 25)]
values = [v for v in values if v == v and abs(v) != math.inf]
)";

TEST(FloatTextTest, ReprAndHexEqualPython) {
  auto rows = AskPython(std::string(kDoubles) + R"(
for v in values: print(bits(v), repr(v), v.hex(), sep='\t')
)");
  for (const auto& row : rows) {
    double value = FromBits(row[0]);
    EXPECT_EQ(ReprDouble(value), row[1]);
    EXPECT_EQ(HexDouble(value), row[2]);
    double back = 0;
    EXPECT_TRUE(ParseDouble(row[1], &back));
    EXPECT_EQ(Bits(back), row[0]);
    EXPECT_EQ(ParseHexDouble(row[2], &back), HexStatus::kOk);
    EXPECT_EQ(Bits(back), row[0]);
  }
}

TEST(FloatTextTest, FormatsEqualPython) {
  auto rows = AskPython(std::string(kDoubles) + R"(
for v in values[:400]:
    for kind in 'eEfFgG':
        for precision in (0, 1, 2, 6, 17, 40):
            for alternate in ('', '#'):
                spec = '%' + alternate + '.' + str(precision) + kind
                print(bits(v), kind, precision, alternate, spec % v, sep='\t')
)");
  for (const auto& row : rows) {
    FloatFormat format;
    format.type = row[1][0];
    format.precision = std::stoi(row[2]);
    format.alternate = !row[3].empty();
    EXPECT_EQ(FormatDouble(FromBits(row[0]), format), row[4]);
  }
}

TEST(FloatTextTest, PrecisionBeyondTheLastDigitIsZeros) {
  FloatFormat format{.type = 'f', .precision = 1200};
  std::string text = FormatDouble(0.5, format);
  EXPECT_EQ(text, "0.5" + std::string(1199, '0'));
  format.type = 'e';
  EXPECT_EQ(FormatDouble(0.5, format), "5." + std::string(1200, '0') + "e-01");
}

TEST(FloatTextTest, RoundEqualsPython) {
  auto rows = AskPython(std::string(kDoubles) + R"(
for v in values:
    for digits in (-310, -308, -20, -5, -2, -1, 0, 1, 2, 3, 10, 22, 320, 330):
        try: text = bits(round(v, digits))
        except OverflowError: text = 'overflow'
        print(bits(v), digits, text, sep='\t')
)");
  for (const auto& row : rows) {
    double result = 0;
    bool fits = RoundDouble(FromBits(row[0]), std::stoll(row[1]), &result);
    EXPECT_EQ(fits ? Bits(result) : "overflow", row[2])
        << row[0] << " " << row[1];
  }
}

TEST(FloatTextTest, ParsesAndRefusesAsPython) {
  auto rows = AskPython(std::string(kDoubles) + R"(
texts = '''1 +1 -1 1. .5 . 1e5 1E+5 1e-5 1e 1e+ e5 1_0 1__0 _1 1_ 1_.5 1._5
1_0.0_5e1_0 inf -inf +Infinity INFINIT nan -NaN nann 0x10 1,5 --1 +-1 1e400
-1e400 1e-400 0e999999999999999999999 1e99999999999999999999
0.000e-99999999999999999999 1e-99999999999999999999 1.7976931348623159e308
4.9e-324 2e-324 2.5e-324 1e1e1 1j infinity_ 9007199254740993
000000000000000000001e22'''.split()
texts += ['0' * 400 + '1e400', '1' + '0' * 400 + 'e-400', '0.' + '0' * 400 + '1e405']
for text in texts:
    try: result = bits(float(text))
    except ValueError: result = 'error'
    print(text, result, sep='\t')
)");
  for (const auto& row : rows) {
    double value = 0;
    bool ok = ParseDouble(row[0], &value);
    EXPECT_EQ(ok ? Bits(value) : "error", row[1]) << row[0];
  }
}

TEST(FloatTextTest, ParsesHexAsPython) {
  auto rows = AskPython(std::string(kDoubles) + R"(
texts = '''0x1p0 1p0 0x.8 0x1. 0x 0x. p5 0x1p 0x1p+ -0x1.8p-3 0x1P+3 inf -Infinity
nan nanx 0x1p1024 0x1.fffffffffffff8p1023 0x1.fffffffffffff7p1023 0x1p-1074
0x1p-1075 0x1.8p-1075 0x1.0000000000001p-1075 0x3p-1075 0x0p99999999999999999999
0x1p99999999999999999999 0x1p-99999999999999999999 0x1.00000000000008p0
0x1.00000000000018p0 0x1.000000000000080000000000001p0 0x1..0 0x1g
0x123456789abcdef0123456789abcdefp10 0x0.00000000000000000000000000001p0'''.split()
for text in texts:
    try: result = bits(float.fromhex(text))
    except ValueError: result = 'error'
    except OverflowError: result = 'overflow'
    print(text, result, sep='\t')
)");
  for (const auto& row : rows) {
    double value = 0;
    HexStatus status = ParseHexDouble(row[0], &value);
    std::string result = status == HexStatus::kOk         ? Bits(value)
                         : status == HexStatus::kTooLarge ? "overflow"
                                                          : "error";
    EXPECT_EQ(result, row[1]) << row[0];
  }
}

TEST(FloatTextTest, PartsMakeTheRatio) {
  EXPECT_EQ(SplitDouble(0.75).mantissa, 3);
  EXPECT_EQ(SplitDouble(0.75).exponent, -2);
  EXPECT_EQ(SplitDouble(-96.0).mantissa, -3);
  EXPECT_EQ(SplitDouble(-96.0).exponent, 5);
  EXPECT_EQ(SplitDouble(5e-324).exponent, -1074);
}

}  // namespace
}  // namespace midge::vm::text

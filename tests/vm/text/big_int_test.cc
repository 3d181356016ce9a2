#include "vm/text/big_int.h"

#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <map>
#include <string>

#include "tests/vm/text/oracle.h"
#include "vm/text/int_text.h"
#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

BigInt Read(const std::string& hex) {
  BigInt value;
  EXPECT_EQ(TextToInt(hex, 0, &value), BigStatus::kOk) << hex;
  return value;
}

std::string Write(BigView value) {
  std::string text;
  EXPECT_EQ(IntToText(value, 16, &text), BigStatus::kOk);
  return text;
}

constexpr char kInts[] = R"(
import random, math, operator, struct
random.seed(3)
edges = [0, 1, 2, 3, 5, 2**31, 2**32, 2**47, 2**53, 2**53 + 1, 2**63 - 1, 2**63,
         2**63 + 1, 2**64 - 1, 2**64, 2**64 + 1, 2**127, 2**128 - 1, 2**128,
         2**192 - 1, 10**18, 10**19, 10**40]
edges += [random.getrandbits(bits) for bits in (40, 62, 65, 100, 130, 300, 1500)]
ints = edges + [-n for n in edges]
)";

using Operation = std::function<BigStatus(BigView, BigView, BigInt*)>;

Operation Pure(BigInt (*function)(BigView, BigView)) {
  return [function](BigView a, BigView b, BigInt* out) {
    *out = function(a, b);
    return BigStatus::kOk;
  };
}

BigStatus Floor(BigView a, BigView b, BigInt* out) {
  return DivMod(a, b, out, nullptr);
}

BigStatus Modulo(BigView a, BigView b, BigInt* out) {
  return DivMod(a, b, nullptr, out);
}

TEST(BigIntTest, BinaryOperationsEqualPython) {
  auto rows = AskPython(std::string(kInts) + R"(
for a in ints:
    for b in ints:
        for name in 'add sub mul floordiv mod and_ or_ xor'.split():
            if b == 0 and name in ('floordiv', 'mod'): continue
            print(name, hex(a), hex(b), '%x' % getattr(operator, name)(a, b), sep='\t')
        print('gcd', hex(a), hex(b), '%x' % math.gcd(a, b), sep='\t')
        print('cmp', hex(a), hex(b), (a > b) - (a < b), sep='\t')
)");
  std::map<std::string, Operation> operations = {
      {"add", Add},
      {"sub", Subtract},
      {"mul", Multiply},
      {"floordiv", Floor},
      {"mod", Modulo},
      {"and_", Pure(And)},
      {"or_", Pure(Or)},
      {"xor", Pure(Xor)},
      {"gcd", Pure(GreatestCommonDivisor)},
  };
  for (const auto& row : rows) {
    BigInt a = Read(row[1]), b = Read(row[2]), result;
    if (row[0] == "cmp") {
      int order = Compare(a, b);
      EXPECT_EQ((order > 0) - (order < 0), std::stoi(row[3]));
      continue;
    }
    ASSERT_EQ(operations.at(row[0])(a, b, &result), BigStatus::kOk);
    ASSERT_EQ(Write(result), row[3])
        << row[0] << " " << row[1] << " " << row[2];
  }
}

TEST(BigIntTest, ShiftsAndPowersEqualPython) {
  auto rows = AskPython(std::string(kInts) + R"(
for a in ints:
    for b in (0, 1, 2, 31, 63, 64, 65, 127, 128, 200, 1499, 1600):
        print('shl', hex(a), hex(b), '%x' % (a << b), sep='\t')
        print('shr', hex(a), hex(b), '%x' % (a >> b), sep='\t')
        if b < 70: print('pow', hex(a), hex(b), '%x' % a ** b, sep='\t')
)");
  std::map<std::string, Operation> operations = {
      {"shl", ShiftLeft}, {"shr", ShiftRight}, {"pow", Power}};
  for (const auto& row : rows) {
    BigInt result;
    ASSERT_EQ(operations.at(row[0])(Read(row[1]), Read(row[2]), &result),
              BigStatus::kOk);
    ASSERT_EQ(Write(result), row[3])
        << row[0] << " " << row[1] << " " << row[2];
  }
}

TEST(BigIntTest, PowerModEqualsPython) {
  auto rows = AskPython(std::string(kInts) + R"(
for a in ints[::3]:
    for e in (0, 1, 2, 65537, 2**70 + 3, -1, -5):
        for m in (1, -1, 2, 7, -7, 2**61 - 1, 2**64, 10**40 + 3, -10**30):
            try: text = '%x' % pow(a, e, m)
            except ValueError: text = 'error'
            print(hex(a), hex(e), hex(m), text, sep='\t')
)");
  for (const auto& row : rows) {
    BigInt result;
    BigStatus status =
        PowerMod(Read(row[0]), Read(row[1]), Read(row[2]), &result);
    std::string text = status == BigStatus::kOk ? Write(result) : "error";
    EXPECT_EQ(text, row[3]) << row[0] << " " << row[1] << " " << row[2];
  }
}

TEST(BigIntTest, UnaryFactsEqualPython) {
  auto rows = AskPython(std::string(kInts) + R"(
for a in ints:
    root = '%x' % math.isqrt(a) if a >= 0 else 'error'
    print(hex(a), '%x' % -a, '%x' % ~a, '%x' % abs(a), a.bit_length(),
          a.bit_count(), root, str(a), sep='\t')
)");
  for (const auto& row : rows) {
    BigInt a = Read(row[0]), root;
    EXPECT_EQ(Write(Negate(a)), row[1]);
    EXPECT_EQ(Write(Invert(a)), row[2]);
    EXPECT_EQ(Write(Absolute(a)), row[3]);
    EXPECT_EQ(std::to_string(BitLength(a)), row[4]);
    EXPECT_EQ(std::to_string(BitCount(a)), row[5]);
    bool ok = SquareRoot(a, &root) == BigStatus::kOk;
    EXPECT_EQ(ok ? Write(root) : "error", row[6]);
    std::string decimal;
    EXPECT_EQ(IntToText(a, 10, &decimal), BigStatus::kOk);
    EXPECT_EQ(decimal, row[7]);
    EXPECT_EQ(Write(Read(row[7])), Write(a));
  }
}

double FromBits(const std::string& hex) {
  uint64_t bits = std::stoull(hex, nullptr, 16);
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

TEST(BigIntTest, DoublesEqualPython) {
  auto rows = AskPython(std::string(kInts) + R"(
def bits(x): return '%016x' % struct.unpack('<Q', struct.pack('<d', x))[0]
def safe(f):
    try: return bits(f())
    except OverflowError: return 'error'
ints += [2**1023, 2**1024 - 2**970, 2**1024 - 2**970 - 1, 2**1024,
         (2**53 + 1) << 10, (2**54 + 1), (2**54 + 3), (2**54 + 2) << 64 | 1]
for a in ints:
    print('double', hex(a), safe(lambda: float(a)), sep='\t')
    for b in ints + [3 * 2**1074, 2**1080 + 1]:
        if b: print('divide', hex(a), hex(b), safe(lambda: a / b), sep='\t')
doubles = [0.0, 0.5, -0.5, 1.0, 2.0**53, 2.0**64, 1e40, -1e40, 1e308, 5e-324,
           -3.7, 123456.75, 4503599627370496.5, float('inf'), float('-inf')]
for d in doubles:
    for a in ints: print('compare', bits(d), hex(a), (a > d) - (a < d), sep='\t')
    if abs(d) != float('inf'): print('int', bits(d), '%x' % int(d), sep='\t')
)");
  for (const auto& row : rows) {
    double value = 0;
    if (row[0] == "compare") {
      int order = CompareDouble(Read(row[2]), FromBits(row[1]));
      EXPECT_EQ((order > 0) - (order < 0), std::stoi(row[3]));
    } else if (row[0] == "int") {
      EXPECT_EQ(Write(FromDouble(FromBits(row[1]))), row[2]);
    } else {
      BigStatus status = row[0] == "double"
                             ? ToDouble(Read(row[1]), &value)
                             : TrueDivide(Read(row[1]), Read(row[2]), &value);
      if (row.back() == "error") {
        EXPECT_EQ(status, BigStatus::kDoubleOverflow) << row[0] << row[1];
      } else {
        EXPECT_EQ(status, BigStatus::kOk);
        EXPECT_EQ(std::memcmp(&value,
                              &static_cast<const double&>(FromBits(row.back())),
                              sizeof(value)),
                  0)
            << row[0] << " " << row[1] << " " << row[2];
      }
    }
  }
}

TEST(BigIntTest, BytesEqualPython) {
  auto rows = AskPython(std::string(kInts) + R"(
for a in ints:
    for size in (0, 1, 8, 9, 16, 17, 200):
        for signed in (0, 1):
            if a < 0 and not signed: continue
            try: text = a.to_bytes(size, 'little', signed=bool(signed)).hex()
            except OverflowError: text = 'error'
            print(hex(a), size, signed, text, sep='\t')
)");
  for (const auto& row : rows) {
    std::vector<uint8_t> bytes(std::stoul(row[1]));
    bool is_signed = row[2] == "1";
    bool fits = ToBytes(Read(row[0]), is_signed, bytes);
    ASSERT_EQ(fits, row[3] != "error") << row[0] << " " << row[1];
    if (!fits || bytes.empty()) continue;
    std::string hex;
    for (uint8_t byte : bytes) {
      hex += "0123456789abcdef"[byte >> 4];
      hex += "0123456789abcdef"[byte & 15];
    }
    EXPECT_EQ(hex, row[3]);
    EXPECT_EQ(Write(FromBytes(bytes, is_signed)), Write(Read(row[0])));
  }
}

TEST(IntTextTest, ParsesAndRefusesAsPython) {
  auto rows = AskPython(R"(
texts = '''0 -0 +5 007 0x1f 0X1F 0o17 0b101 0x 0b2 _1 1_ 1__0 1_000 0_0 00 0_1 0x_f 0x__f
zz Z9 - + +- 1.0 0b_1 0xg 123456789012345678901234567890 -0xffffffffffffffffffff'''.split() + ['']
for text in texts:
    for base in (0, 2, 8, 10, 16, 36):
        try: result = '%x' % int(text, base)
        except ValueError: result = 'error'
        print(text, base, result, sep='\t')
)");
  for (const auto& row : rows) {
    BigInt value;
    BigStatus status = TextToInt(row[0], std::stoi(row[1]), &value);
    std::string result = status == BigStatus::kOk ? Write(value) : "error";
    EXPECT_EQ(result, row[2]) << row[0] << " base " << row[1];
  }
}

TEST(IntTextTest, RefusesDecimalTextOverTheLimit) {
  BigInt value;
  std::string text(kIntTextDigitsMax, '9');
  ASSERT_EQ(TextToInt(text, 10, &value), BigStatus::kOk);
  std::string back;
  ASSERT_EQ(IntToText(value, 10, &back), BigStatus::kOk);
  EXPECT_EQ(back, text);
  ASSERT_EQ(Add(value, BigInt(1), &value), BigStatus::kOk);
  EXPECT_EQ(IntToText(value, 10, &back), BigStatus::kTooManyDigits);
  EXPECT_EQ(IntToText(value, 16, &back), BigStatus::kOk);
  EXPECT_EQ(TextToInt(text + "9", 10, &value), BigStatus::kTooManyDigits);
  EXPECT_EQ(TextToInt(text + "9", 16, &value), BigStatus::kOk);
}

TEST(IntTextTest, TakesTheLimitItIsGiven) {
  BigInt value;
  const std::string text(kIntTextDigitsMax * 3, '7');
  ASSERT_EQ(TextToInt(text, 10, &value, 0), BigStatus::kOk);
  std::string back;
  ASSERT_EQ(IntToText(value, 10, &back, 0), BigStatus::kOk);
  EXPECT_EQ(back, text);
  EXPECT_EQ(IntToText(value, 10, &back, 640), BigStatus::kTooManyDigits);
  EXPECT_EQ(TextToInt("1_" + text + "x", 10, &value),
            BigStatus::kTooManyDigits);
  EXPECT_EQ(CountDigits("-1_" + text + "x", 10),
            static_cast<int64_t>(text.size()) + 1);
}

TEST(BigIntTest, RefusesResultsOverTheLimit) {
  BigInt result, big;
  EXPECT_EQ(ShiftLeft(BigInt(1), BigInt(kIntBitsMax - 1), &big),
            BigStatus::kOk);
  EXPECT_EQ(ShiftLeft(BigInt(1), BigInt(kIntBitsMax), &result),
            BigStatus::kTooLarge);
  EXPECT_EQ(ShiftLeft(BigInt(1), big, &result), BigStatus::kTooLarge);
  EXPECT_EQ(Multiply(big, big, &result), BigStatus::kTooLarge);
  EXPECT_EQ(Add(big, big, &result), BigStatus::kTooLarge);
  EXPECT_EQ(Power(BigInt(10), BigInt(kIntBitsMax), &result),
            BigStatus::kTooLarge);
  EXPECT_EQ(Power(BigInt(10), big, &result), BigStatus::kTooLarge);
  EXPECT_EQ(Power(BigInt(-1), big, &result), BigStatus::kOk);
  EXPECT_EQ(Write(result), "1");
}

TEST(BigIntTest, ReportsDivisionByZeroAndNegativeShift) {
  BigInt result;
  double quotient;
  EXPECT_EQ(DivMod(BigInt(1), BigInt(), &result, nullptr),
            BigStatus::kDivideByZero);
  EXPECT_EQ(TrueDivide(BigInt(1), BigInt(), &quotient),
            BigStatus::kDivideByZero);
  EXPECT_EQ(ShiftLeft(BigInt(1), BigInt(-1), &result),
            BigStatus::kNegativeShift);
  EXPECT_EQ(ShiftRight(BigInt(1), BigInt(-1), &result),
            BigStatus::kNegativeShift);
}

}  // namespace
}  // namespace midge::vm::text

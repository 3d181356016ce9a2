#include <gtest/gtest.h>

#include <cmath>

#include "tests/vm/text/oracle.h"
#include "vm/text/codec.h"
#include "vm/text/float_text.h"
#include "vm/text/format_spec.h"
#include "vm/text/int_text.h"
#include "vm/text/limits.h"
#include "vm/text/percent_format.h"

namespace midge::vm::text {
namespace {

std::u32string ToPoints(const std::string& utf8) {
  std::u32string out;
  CodecError error;
  EXPECT_TRUE(
      Decode(utf8, Encoding::kUtf8, ErrorHandler::kStrict, &out, &error));
  return out;
}

TextView ViewOf(const std::u32string& text) {
  return {text.data(), static_cast<int64_t>(text.size()), 4};
}

std::string Pad(const FormattedText& pieces, const std::u32string& text) {
  std::u32string out(pieces.left, static_cast<char32_t>(pieces.fill));
  out += text.substr(0, pieces.size);
  out.append(pieces.right, static_cast<char32_t>(pieces.fill));
  return ToUtf8(ViewOf(out));
}

std::string Show(const FormatError& error) {
  return error.kind == FormatError::kMemoryError ? "memory" : error.message;
}

std::string FormatIntText(const std::string& value, const FormatSpec& spec) {
  BigInt n;
  EXPECT_EQ(TextToInt(value, 10, &n), BigStatus::kOk);
  FormattedNumber number;
  FormatError error;
  if (WantsFloat(spec)) {
    double d;
    EXPECT_EQ(ToDouble(n, &d), BigStatus::kOk);
    error = FormatFloat(d, spec, "int", &number);
  } else if (WantsChar(spec)) {
    FormattedText pieces;
    error = FormatChar(spec, &pieces);
    std::u32string text(1, static_cast<char32_t>(n.limbs[0]));
    if (error.ok()) return Pad(pieces, text);
  } else {
    error = FormatInt(n, spec, "int", &number);
  }
  return error.ok() ? number.ToString() : Show(error);
}

std::string Format(const std::string& kind, const std::string& value,
                   const std::string& spec_text) {
  FormatTarget target = kind == "int"     ? FormatTarget::kInt
                        : kind == "float" ? FormatTarget::kFloat
                                          : FormatTarget::kStr;
  std::u32string wide = ToPoints(spec_text);
  FormatSpec spec;
  FormatError error = ParseFormatSpec(ViewOf(wide), target, kind, &spec);
  if (!error.ok()) return Show(error);
  if (kind == "int") return FormatIntText(value, spec);
  if (kind == "float") {
    double d;
    EXPECT_TRUE(ParseDouble(value, &d));
    FormattedNumber number;
    error = FormatFloat(d, spec, "float", &number);
    return error.ok() ? number.ToString() : Show(error);
  }
  std::u32string text = ToPoints(value);
  FormattedText pieces;
  error = FormatStr(static_cast<int64_t>(text.size()), spec, "str", &pieces);
  return error.ok() ? Pad(pieces, text) : Show(error);
}

TEST(FormatSpecTest, EqualsPython) {
  auto rows = AskPython(R"(
import itertools, random
random.seed(5)
def show(value, spec):
    try: text = format(value, spec)
    except ValueError as e: text = str(e)
    if '\t' in text or '\n' in text: return
    print(type(value).__name__, value, spec, text, sep='\t')
values = [0, 1, -1, 7, 65, 123, -12345, 1234567, 10**30, -2**70]
values = [v for v in values]
floats = [0.0, -0.0, 1.0, -1.5, 0.1, 3.14159265, 1234567.891, -9876543210.5, 1e16, 1e-7, 1e100,
          5e-324, float('inf'), float('-inf'), float('nan'), -0.001, 999999.5]
strs = ['', 'a', 'hello', 'größe', '😀😀']
fills = ['', '', '', '<', '>', '^', '=', '*<', '0>', '€^', 'x=', '0=']
signs = ['', '', '', '+', '-', ' ']
for _ in range(30000):
    spec = random.choice(fills) + random.choice(signs)
    spec += random.choice(['', '', '', '', '', 'z']) + random.choice(['', '', '', '#'])
    spec += random.choice(['', '', '0']) + random.choice(['', '', '1', '8', '13', '20'])
    spec += random.choice(['', '', '', ',', '_']) + random.choice(['', '', '.0', '.1', '.3', '.10', '.25'])
    spec += random.choice(['', '', '', 'd', 'b', 'o', 'x', 'X', 'n', 'e', 'E', 'f', 'F', 'g', 'G', '%', 's', 'q', 'c', 'é'])
    if spec == '': continue
    value = random.choice(random.choice([values, floats, strs]))
    if spec[-1] == 'c' and isinstance(value, int) and not 32 <= value < 127: continue
    show(value, spec)
for value in (1, 1.0, 'a'):
    for spec in 'xx,.2,.,,_,_,,__,,x,99999999999999999999,.99999999999999999999,5_>,,,,٣,>>5,dd,\x01'.split(',') + [',', ',_', '_,', ',,', ',b', '10,d', '08,', '09,', '010,', '012_b']:
        if spec: show(value, spec)
)");
  EXPECT_GT(rows.size(), 20000u);
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 4u);
    ASSERT_EQ(Format(row[0], row[1], row[2]), row[3])
        << row[0] << " " << row[1] << " spec '" << row[2] << "'";
  }
}

TEST(FormatSpecTest, RefusesWidthsOverTheLimit) {
  std::string wide = std::to_string(kFormatWidthMax + 1);
  EXPECT_EQ(Format("int", "1", wide), "memory");
  EXPECT_EQ(Format("float", "1", "." + wide + "f"), "memory");
  EXPECT_EQ(Format("str", "a", "*>" + wide), "memory");
}

std::string FormatPercent(const std::string& template_text,
                          const std::string& kind, const std::string& value) {
  std::u32string wide = ToPoints(template_text);
  PercentReader reader(ViewOf(wide), false);
  PercentPiece piece;
  std::string out;
  while (reader.Next(&piece)) {
    if (!piece.directive) {
      TextView literal = ViewOf(wide).Part(piece.begin, piece.end);
      out += ToUtf8(literal);
      continue;
    }
    if (piece.is_percent()) {
      out += '%';
      continue;
    }
    FormattedNumber number;
    if (std::string_view("diuoxX").find(static_cast<char>(piece.type)) !=
        std::string_view::npos) {
      BigInt n;
      EXPECT_EQ(TextToInt(value, 10, &n), BigStatus::kOk);
      EXPECT_TRUE(PercentInt(n, piece, &number).ok());
      out += number.ToString();
    } else if (kind == "float" && piece.type != 's') {
      double d;
      EXPECT_TRUE(ParseDouble(value, &d));
      EXPECT_TRUE(PercentFloat(d, piece, &number).ok());
      out += number.ToString();
    } else if (piece.type == 's') {
      FormattedText pieces;
      std::u32string text = ToPoints(value);
      EXPECT_TRUE(
          PercentText(static_cast<int64_t>(text.size()), piece, &pieces).ok());
      out += Pad(pieces, text);
    } else {
      return UnsupportedCharacter(piece).message;
    }
  }
  return reader.error().ok() ? out : reader.error().message;
}

TEST(PercentFormatTest, EqualsPython) {
  auto rows = AskPython(R"(
import random
random.seed(9)
def show(spec, value):
    try: text = spec % value
    except (ValueError, TypeError) as e: text = str(e)
    print(spec, type(value).__name__, value, text, sep='\t')
for _ in range(20000):
    kind = random.choice('diuoxXeEfFgGsq')
    flags = ''.join(random.choices('-+ #0', k=random.randrange(4)))
    width = random.choice(['', '', '1', '6', '12'])
    precision = random.choice(['', '', '.', '.0', '.1', '.4', '.12'])
    spec = 'a%%' + '%' + flags + width + precision + random.choice(['', '', 'l', 'h', 'L']) + kind + 'é'
    if kind in 'eEfFgG': value = random.choice([0.0, -0.0, 1.5, -123456.789, 1e20, 1e-9, float('inf'), float('nan')])
    elif kind == 's': value = random.choice(['', 'abc', 'größer als'])
    else: value = random.choice([0, 1, -1, 255, -4096, 10**25])
    show(spec, value)
for spec in ('%', 'x%', '%5', '%(a', '%(a(b)', '%.', '%ll', '%99999999999999999999d', '%.9999999999d', '%y', '%5.2y'):
    show(spec, 1)
)");
  for (const auto& row : rows) {
    if (row[3] == "format requires a mapping") continue;
    ASSERT_EQ(FormatPercent(row[0], row[1], row[2]), row[3])
        << row[0] << " " << row[2];
  }
}

TEST(PercentFormatTest, FindsKeysAndStars) {
  TextView text("%(a(b))s %-*.*f%%");
  PercentReader reader(text, false);
  PercentPiece piece;
  ASSERT_TRUE(reader.Next(&piece));
  EXPECT_TRUE(piece.has_key);
  EXPECT_EQ(text.Part(piece.begin, piece.end).bytes(), "a(b)");
  ASSERT_TRUE(reader.Next(&piece));
  EXPECT_FALSE(piece.directive);
  ASSERT_TRUE(reader.Next(&piece));
  EXPECT_TRUE(piece.star_width && piece.star_precision && piece.left);
  EXPECT_EQ(piece.type, static_cast<uint32_t>('f'));
  ASSERT_TRUE(reader.Next(&piece));
  EXPECT_EQ(piece.type, static_cast<uint32_t>('%'));
  EXPECT_FALSE(reader.Next(&piece));
  EXPECT_TRUE(reader.error().ok());
}

}  // namespace
}  // namespace midge::vm::text

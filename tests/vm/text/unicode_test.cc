#include "vm/text/unicode.h"

#include <gtest/gtest.h>

#include "tests/vm/text/oracle.h"

namespace midge::vm::text {
namespace {

// One bit per predicate, in the order of the script below.
int Mask(uint32_t c) {
  bool facts[] = {IsAlpha(c),
                  IsDecimal(c),
                  IsDigit(c),
                  IsNumeric(c),
                  IsAlnum(c),
                  IsSpace(c),
                  IsLower(c),
                  IsUpper(c),
                  IsPrintable(c),
                  IsIdentifierStart(c),
                  IsIdentifierContinue(c),
                  IsLineBreak(c),
                  IsTitle(c) || IsUpper(c)};
  int mask = 0;
  for (int i = 0; i < static_cast<int>(std::size(facts)); ++i) {
    mask |= facts[i] << i;
  }
  return mask * 11 + DecimalValue(c) + 1;
}

TEST(UnicodeTest, EveryCodePointIsWhatPythonSays) {
  auto rows = AskPython(R"(
import unicodedata
def mask(c):
    s = chr(c)
    facts = [s.isalpha(), s.isdecimal(), s.isdigit(), s.isnumeric(),
             s.isalnum(), s.isspace(), s.islower(), s.isupper(),
             s.isprintable(), s.isidentifier(), ('a' + s).isidentifier(),
             len(('a' + s + 'b').splitlines()) == 2, s.istitle()]
    return sum(f << i for i, f in enumerate(facts)) * 11 + unicodedata.decimal(s, -1) + 1
last = None
for c in range(0x110000):
    m = mask(c)
    if m != last: print(c, m, sep='\t')
    last = m
)");
  size_t row = 0;
  int expected = 0;
  for (uint32_t c = 0; c <= kMaxCodePoint; ++c) {
    if (row < rows.size() && std::stoul(rows[row][0]) == c) {
      expected = std::stoi(rows[row++][1]);
    }
    ASSERT_EQ(Mask(c), expected) << std::hex << "U+" << c;
  }
}

std::string Show(const std::u32string& text) {
  std::string out;
  for (char32_t c : text) out += std::to_string(c) + " ";
  return out;
}

TextView ViewOf(const std::u32string& text) {
  return {text.data(), static_cast<int64_t>(text.size()), 4};
}

TEST(UnicodeTest, EveryCodePointMapsAsInPython) {
  auto rows = AskPython(R"(
def show(s): return ''.join(f'{ord(c)} ' for c in s)
for c in range(0x110000):
    s = chr(c)
    maps = (s.upper(), s.lower(), s.title(), s.casefold(), s.swapcase())
    if any(m != s for m in maps): print(c, *map(show, maps), sep='\t')
)");
  size_t row = 0;
  for (uint32_t c = 0; c <= kMaxCodePoint; ++c) {
    std::u32string text(1, static_cast<char32_t>(c));
    std::string same = Show(text);
    std::vector<std::string> expected(6, same);
    if (row < rows.size() && std::stoul(rows[row][0]) == c) {
      expected = rows[row++];
    }
    TextView view = ViewOf(text);
    ASSERT_EQ(Show(Upper(view)), expected[1]);
    ASSERT_EQ(Show(Lower(view)), expected[2]);
    ASSERT_EQ(Show(Title(view)), expected[3]);
    ASSERT_EQ(Show(Capitalize(view)), expected[3]);
    ASSERT_EQ(Show(CaseFold(view)), expected[4]);
    ASSERT_EQ(Show(SwapCase(view)), expected[5]);
  }
}

TEST(UnicodeTest, MapsWordsAsPython) {
  auto rows = AskPython(R"(
def show(s): return ''.join(f'{ord(c)} ' for c in s)
words = ['hello world', "they're bill's", 'x-Y.z 3rd', 'ΑΣ', 'ΑΣ.', 'ΑΣΑ', 'Σ', '.Σ',
    'Α.Σ', "ΑΣ'Α", 'ΑʰΣ', 'straße', 'ﬁne ﬁSH', 'ǆ ǅ Ǆ', 'İstanbul', 'ŉ', 'a\u0301b', 'ⅷ Ⅷ', '']
for c in '\u00ad\u0345\u2019\u02b0\u1885': words.append('Α' + c + 'Σ'); words.append('ΑΣ' + c + 'Α')
for w in words:
    print(show(w), *map(show, (w.upper(), w.lower(), w.title(), w.capitalize(), w.casefold(), w.swapcase())), sep='\t')
)");
  for (const auto& row : rows) {
    std::u32string text;
    size_t at = 0;
    while (at < row[0].size()) {
      size_t next = row[0].find(' ', at);
      text += static_cast<char32_t>(std::stoul(row[0].substr(at, next - at)));
      at = next + 1;
    }
    TextView view = ViewOf(text);
    EXPECT_EQ(Show(Upper(view)), row[1]);
    EXPECT_EQ(Show(Lower(view)), row[2]);
    EXPECT_EQ(Show(Title(view)), row[3]);
    EXPECT_EQ(Show(Capitalize(view)), row[4]);
    EXPECT_EQ(Show(CaseFold(view)), row[5]);
    EXPECT_EQ(Show(SwapCase(view)), row[6]);
  }
}

TEST(UnicodeTest, NumberTextIsAscii) {
  std::u32string text = U"\u2003\u0663\uff14_x\u00e9 \u3000";
  EXPECT_EQ(NumberText(ViewOf(text)), "34_x?");
}

TEST(TextViewTest, FindsTheNarrowestWidth) {
  EXPECT_EQ(WidthOf(MaxCodePoint(TextView("ascii"))), 1);
  EXPECT_TRUE(IsAscii(TextView("0123456789abcdef")));
  EXPECT_FALSE(IsAscii(TextView("0123456789abcde\xe9")));
  std::u32string wide = U"a\u20acb";
  EXPECT_EQ(MaxCodePoint(ViewOf(wide)), 0x20acu);
  uint16_t narrow[3];
  CopyChars(ViewOf(wide), 2, narrow);
  EXPECT_EQ(narrow[1], 0x20ac);
  EXPECT_EQ(TextView(narrow, 3, 2)[2], 'b');
  EXPECT_EQ(WidthOf(0xffff), 2);
  EXPECT_EQ(WidthOf(0x10000), 4);
}

}  // namespace
}  // namespace midge::vm::text

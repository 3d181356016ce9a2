#include "vm/text/codec.h"

#include <gtest/gtest.h>

#include "tests/vm/text/oracle.h"
#include "vm/text/repr_text.h"
#include "vm/text/search.h"

namespace midge::vm::text {
namespace {

std::string FromHex(const std::string& hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return out;
}

std::string Hex(std::string_view bytes) {
  std::string out;
  for (char c : bytes) {
    out += "0123456789abcdef"[static_cast<uint8_t>(c) >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

// Texts travel as eight hex digits a character.
std::u32string FromPoints(const std::string& hex) {
  std::u32string out;
  for (size_t i = 0; i + 7 < hex.size(); i += 8) {
    out += static_cast<char32_t>(std::stoul(hex.substr(i, 8), nullptr, 16));
  }
  return out;
}

std::string Points(const std::u32string& text) {
  std::string out;
  char buffer[16];
  for (char32_t c : text) {
    snprintf(buffer, sizeof(buffer), "%08x", static_cast<unsigned>(c));
    out += buffer;
  }
  return out;
}

TextView ViewOf(const std::u32string& text) {
  return {text.data(), static_cast<int64_t>(text.size()), 4};
}

constexpr char kPrelude[] = R"(
import random
random.seed(11)
def points(s): return ''.join('%08x' % ord(c) for c in s)
HANDLERS = 'strict replace ignore surrogateescape surrogatepass backslashreplace'.split()
ENCODINGS = ['utf-8', 'utf-16', 'utf-16-le', 'utf-16-be', 'latin-1', 'ascii']
)";

TEST(CodecTest, DecodesAsPython) {
  auto rows = AskPython(std::string(kPrelude) + R"(
blobs = [b'', b'plain', 'grüße €uro 😀'.encode(), b'\x80', b'a\xc3', b'\xe2\x82', b'\xf0\x9f\x98',
    b'\xc0\xaf', b'\xe0\x80\x80', b'\xed\xa0\x80x', b'\xed\xa0', b'\xf4\x90\x80\x80', b'\xf5', b'\xff\xfe',
    b'\xe2\x28\xa1', b'\xf0\x28\x8c\xbc', b'\xf0\x9f\x28\xbc', b'ok\xed\xb2\x80ok', b'\xed\xa0\x80\xed\xb0\x80']
lead = [0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xa0, 0x9f, 0x90, 0xef]
blobs += [b'\xff\xfea\0', b'\xfe\xff\0a', b'a\0b', b'\0\xd8', b'\0\xd8a\0', b'\0\xdc', b'\0\xd8\0\xdca\0', b'\xff\xfe\0\xd8\0']
blobs += [bytes(random.choice([0, 0x61, 0xd8, 0xdc, 0xdf]) for _ in range(random.randrange(1, 9))) for _ in range(300)]
blobs += [bytes(random.choice(lead) for _ in range(random.randrange(1, 9))) for _ in range(600)]
for blob in blobs:
    for encoding in ENCODINGS:
        for handler in HANDLERS:
            # Its bytes need not be aligned in CPython.
            if 'utf-16' in encoding and handler == 'surrogateescape': continue
            try: result = points(blob.decode(encoding, handler))
            except UnicodeDecodeError as e: result = f'{e.start} {e.end} {e.reason}'
            print(blob.hex(), encoding, handler, result, sep='\t')
)");
  for (const auto& row : rows) {
    Encoding encoding;
    ErrorHandler handler;
    ASSERT_TRUE(ParseEncoding(row[1], &encoding));
    ASSERT_TRUE(ParseErrorHandler(row[2], &handler));
    std::u32string text;
    CodecError error;
    std::string bytes = FromHex(row[0]);
    std::string result = Decode(bytes, encoding, handler, &text, &error)
                             ? Points(text)
                             : std::to_string(error.start) + " " +
                                   std::to_string(error.end) + " " +
                                   error.reason;
    ASSERT_EQ(result, row[3]) << row[0] << " " << row[1] << " " << row[2];
    if (row[1] != "utf-8" || row[2] != "strict") continue;
    EXPECT_EQ(ScanUtf8(bytes).valid, row[3].find(' ') == std::string::npos);
  }
}

TEST(CodecTest, EncodesAsPython) {
  auto rows = AskPython(std::string(kPrelude) + R"(
texts = ['', 'plain', 'é€😀', 'a\ud800', '\udc80x\udcff', '\ud800\udc80\udcffé', '\udcff\ud800', 'x\udfffy', '\uffff\U0010ffff']
for text in texts:
    for encoding in ENCODINGS:
        for handler in HANDLERS + ['xmlcharrefreplace']:
            if 'utf-16' in encoding and handler == 'surrogateescape': continue
            try: result = text.encode(encoding, handler).hex()
            except UnicodeEncodeError as e: result = f'{e.start} {e.end} {e.reason}'
            print(points(text), encoding, handler, result, sep='\t')
)");
  for (const auto& row : rows) {
    Encoding encoding;
    ErrorHandler handler;
    ASSERT_TRUE(ParseEncoding(row[1], &encoding));
    ASSERT_TRUE(ParseErrorHandler(row[2], &handler));
    std::u32string text = FromPoints(row[0]);
    std::string bytes;
    CodecError error;
    std::string result = Encode(ViewOf(text), encoding, handler, &bytes, &error)
                             ? Hex(bytes)
                             : std::to_string(error.start) + " " +
                                   std::to_string(error.end) + " " +
                                   error.reason;
    EXPECT_EQ(result, row[3]) << row[0] << " " << row[1] << " " << row[2];
  }
}

TEST(CodecTest, ScanMeasuresForTheDecoder) {
  std::string bytes = "a\xc3\xa9\xe2\x82\xac";
  Utf8Scan scan = ScanUtf8(bytes);
  ASSERT_TRUE(scan.valid);
  EXPECT_EQ(scan.size, 3);
  EXPECT_EQ(scan.max_code_point, 0x20acu);
  uint16_t out[3];
  DecodeValidUtf8(bytes, 2, out);
  EXPECT_EQ(out[1], 0xe9);
  EXPECT_EQ(ToUtf8(TextView(out, 3, 2)), bytes);
}

TEST(CodecTest, RefusesUnknownNames) {
  Encoding encoding;
  ErrorHandler handler;
  EXPECT_TRUE(ParseEncoding("UTF_8", &encoding));
  EXPECT_FALSE(ParseEncoding("utf-9", &encoding));
  EXPECT_FALSE(ParseErrorHandler("Strict", &handler));
}

TEST(ReprTextTest, EqualsPython) {
  auto rows = AskPython(std::string(kPrelude) + R"(
texts = ['', "it's", 'say "hi"', '''both ' and "''', 'tab\t nl\n cr\r nul\0 \\', '\x7f\x80\xa0\xad\xff',
    'é€😀', '\ud800\udfff', '\u2028\u3000\ufeff', '\U000e0001\U0010ffff', '\u0378']
for t in texts:
    b = t.encode('utf-8', 'surrogatepass')
    print(points(t), repr(t).encode().hex(), ascii(t), repr(b), sep='\t')
)");
  for (const auto& row : rows) {
    std::u32string text = FromPoints(row[0]);
    EXPECT_EQ(Hex(ReprText(ViewOf(text))), row[1]);
    EXPECT_EQ(AsciiText(ViewOf(text)), row[2]);
    EXPECT_EQ(ReprBytes(ToUtf8(ViewOf(text))), row[3]);
    std::u32string repr;
    CodecError error;
    ASSERT_TRUE(Decode(FromHex(row[1]), Encoding::kUtf8, ErrorHandler::kStrict,
                       &repr, &error));
    EXPECT_EQ(EscapeNonAscii(ViewOf(repr)), row[2]);
  }
}

// Goal: every width against every width. A text over a small alphabet is
// shifted into each width, so that byte-wise matches also fall inside
// characters.
TEST(SearchTest, EqualsPythonForEveryWidth) {
  auto rows = AskPython(std::string(kPrelude) + R"(
ALPHABETS = ['ab', '\xe9a', '\u0101\u0102', '\u0101\u0110\u1001', '\U00010101\u0101', '\U00010001\U00010100a']
for _ in range(3000):
    letters = random.choice(ALPHABETS)
    text = ''.join(random.choices(letters, k=random.randrange(20)))
    other = random.choice(ALPHABETS) if random.random() < .2 else letters
    needle = ''.join(random.choices(other, k=random.randrange(4)))
    begin = random.randrange(len(text) + 1)
    end = random.randrange(begin, len(text) + 1)
    order = (text > needle) - (text < needle)
    print(points(text), points(needle), begin, end, text.find(needle, begin, end),
          text.rfind(needle, begin, end), text.count(needle, begin, end), order, sep='\t')
)");
  for (const auto& row : rows) {
    std::u32string wide_text = FromPoints(row[0]);
    std::u32string wide_needle = FromPoints(row[1]);
    int width = WidthOf(MaxCodePoint(ViewOf(wide_text)));
    int needle_width = WidthOf(MaxCodePoint(ViewOf(wide_needle)));
    std::string text(wide_text.size() * width, '\0');
    std::string needle(wide_needle.size() * needle_width, '\0');
    CopyChars(ViewOf(wide_text), width, text.data());
    CopyChars(ViewOf(wide_needle), needle_width, needle.data());
    TextView t(text.data(), wide_text.size(), width);
    TextView n(needle.data(), wide_needle.size(), needle_width);
    int64_t begin = std::stoll(row[2]), end = std::stoll(row[3]);
    EXPECT_EQ(std::to_string(Find(t, n, begin, end)), row[4]);
    EXPECT_EQ(std::to_string(FindLast(t, n, begin, end)), row[5]);
    EXPECT_EQ(std::to_string(Count(t, n, begin, end)), row[6]);
    int order = CompareText(t, n);
    EXPECT_EQ(std::to_string((order > 0) - (order < 0)), row[7]);
    EXPECT_EQ(EqualText(t, n), row[7] == "0");
    bool matches = begin + n.size() <= t.size() &&
                   wide_text.compare(begin, n.size(), wide_needle) == 0;
    EXPECT_EQ(Matches(t, n, begin), matches);
  }
}

}  // namespace
}  // namespace midge::vm::text

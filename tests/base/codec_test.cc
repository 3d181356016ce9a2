#include "base/codec.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace midge {
namespace {

constexpr uint64_t kVarints[] = {
    0,   1,        127,        128,
    300, 1u << 21, 1ull << 63, std::numeric_limits<uint64_t>::max()};
constexpr int64_t kSigned[] = {0,
                               -1,
                               1,
                               -64,
                               64,
                               std::numeric_limits<int64_t>::min(),
                               std::numeric_limits<int64_t>::max()};

TEST(CodecTest, ReadsBackWhatWasWritten) {
  std::string bytes;
  Writer writer(&bytes);
  for (uint64_t value : kVarints) writer.Varint(value);
  for (int64_t value : kSigned) writer.Zigzag(value);
  writer.Byte(0xfe);
  writer.Fixed32(0xdeadbeef);
  writer.Fixed64(0x0123456789abcdef);
  writer.Double(-0.1);
  writer.Bytes(std::string_view("standard"));
  writer.Bytes(absl::string_view("abseil"));
  writer.Raw("xy", 2);

  Reader reader(bytes);
  for (uint64_t value : kVarints) {
    uint64_t read = ~value;
    ASSERT_TRUE(reader.Varint(&read));
    EXPECT_EQ(read, value);
  }
  for (int64_t value : kSigned) {
    int64_t read = ~value;
    ASSERT_TRUE(reader.Zigzag(&read));
    EXPECT_EQ(read, value);
  }
  uint8_t byte;
  uint32_t fixed32;
  uint64_t fixed64;
  double number;
  std::string_view standard;
  absl::string_view abseil;
  std::string raw;
  ASSERT_TRUE(reader.Byte(&byte) && reader.Fixed32(&fixed32) &&
              reader.Fixed64(&fixed64) && reader.Double(&number) &&
              reader.Bytes(&standard) && reader.Bytes(&abseil) &&
              reader.Raw(2, &raw));
  EXPECT_EQ(byte, 0xfe);
  EXPECT_EQ(fixed32, 0xdeadbeef);
  EXPECT_EQ(fixed64, 0x0123456789abcdef);
  EXPECT_EQ(number, -0.1);
  EXPECT_EQ(standard, "standard");
  EXPECT_EQ(abseil, "abseil");
  EXPECT_EQ(raw, "xy");
  EXPECT_TRUE(reader.done());
}

TEST(CodecTest, VarintHasOneEncoding) {
  const std::string_view refused[] = {
      {"\x80\x00", 2},                                   // A needless byte.
      {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10},  // 65 bits.
      {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11},
  };
  for (std::string_view bytes : refused) {
    Reader reader(bytes);
    uint64_t value = 42;
    EXPECT_FALSE(reader.Varint(&value));
    EXPECT_EQ(value, 42u);
    EXPECT_FALSE(reader.ok());
  }
}

TEST(CodecTest, EveryCutIsRefused) {
  std::string bytes;
  Writer writer(&bytes);
  writer.Varint(300);
  writer.Fixed64(1);
  writer.Bytes(std::string_view("hello"));
  for (size_t size = 0; size < bytes.size(); ++size) {
    Reader reader(bytes.data(), size);
    uint64_t varint, fixed;
    std::string text;
    EXPECT_FALSE(reader.Varint(&varint) && reader.Fixed64(&fixed) &&
                 reader.Bytes(&text));
    EXPECT_FALSE(reader.done());
  }
}

TEST(CodecTest, ALengthBeyondTheEndIsRefused) {
  std::string bytes;
  Writer(&bytes).Varint(std::numeric_limits<uint64_t>::max());
  bytes += "abc";
  Reader reader(bytes);
  std::string_view text = "untouched";
  EXPECT_FALSE(reader.Bytes(&text));
  EXPECT_EQ(text, "untouched");
}

TEST(CodecTest, AFailureSticks) {
  const std::string bytes = "\x05";
  Reader reader(bytes);
  uint32_t fixed;
  uint8_t byte;
  EXPECT_FALSE(reader.Fixed32(&fixed));
  EXPECT_FALSE(reader.Byte(&byte)) << "the byte is there, but after an error";
  const char* nothing;
  EXPECT_FALSE(reader.Raw(0, &nothing));
  EXPECT_FALSE(reader.done());
}

TEST(CodecTest, VarintAtMostBounds) {
  std::string bytes;
  Writer(&bytes).Varint(10);
  uint64_t value;
  EXPECT_TRUE(Reader(bytes).VarintAtMost(10, &value));
  EXPECT_FALSE(Reader(bytes).VarintAtMost(9, &value));
}

// Random bytes through every kind of read: nothing to assert but that reads end
// and stay inside, which the sanitizer build of this test watches.
TEST(CodecTest, SurvivesRandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    // A copy of the exact size, so that one byte too far is one too many.
    const std::string exact(bytes.data(), bytes.size());
    Reader reader(exact);
    int reads = 0;
    while (reader.ok() && reader.remaining() > 0) {
      uint64_t varint;
      int64_t zigzag;
      std::string text;
      const bool ok = reads % 3 == 0   ? reader.Varint(&varint)
                      : reads % 3 == 1 ? reader.Bytes(&text)
                                       : reader.Zigzag(&zigzag);
      EXPECT_EQ(ok, reader.ok());
      ASSERT_LE(++reads, 40);
    }
  }
}

}  // namespace
}  // namespace midge

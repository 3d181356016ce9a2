#include "vm/text/base64.h"

#include <gtest/gtest.h>

namespace midge::vm::text {
namespace {

TEST(Base64Test, EveryLengthComesBack) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    std::string back;
    EXPECT_EQ(DecodeBase64(EncodeBase64(bytes), true, &back), "");
    EXPECT_EQ(back, bytes);
    bytes += static_cast<char>(i * 7);
  }
  EXPECT_EQ(EncodeBase64("ab"), "YWI=");
}

TEST(Base64Test, SkipsOrRefusesWhatIsNoDigit) {
  std::string bytes;
  EXPECT_EQ(DecodeBase64("Y!W\nI=", false, &bytes), "");
  EXPECT_EQ(bytes, "ab");
  EXPECT_NE(DecodeBase64("Y!WI=", true, &bytes), "");
  EXPECT_NE(DecodeBase64("YWI", false, &bytes), "");
  EXPECT_NE(DecodeBase64("Y", false, &bytes), "");
}

TEST(Base64Test, ChecksumsGoOn) {
  EXPECT_EQ(Crc32("123456789", 0), 0xcbf43926u);
  EXPECT_EQ(Crc32("6789", Crc32("12345", 0)), 0xcbf43926u);
  EXPECT_EQ(CrcBinHex("123456789", 0), 0x31c3);
}

}  // namespace
}  // namespace midge::vm::text

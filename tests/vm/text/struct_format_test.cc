#include "vm/text/struct_format.h"

#include <gtest/gtest.h>

#include <cmath>

namespace midge::vm::text {
namespace {

TEST(StructFormatTest, PlacesValuesAsCDoes) {
  StructFormat format;
  ASSERT_EQ(ParseStructFormat("b h3sxq0i", &format), nullptr);
  ASSERT_EQ(format.runs.size(), 4u);
  EXPECT_EQ(format.runs[1].offset, 2);
  EXPECT_EQ(format.runs[2].size, 3);
  EXPECT_EQ(format.runs[3].offset, 8);
  EXPECT_EQ(format.size, 16);
  EXPECT_EQ(format.values, 4);
  ASSERT_EQ(ParseStructFormat(">bhl", &format), nullptr);
  EXPECT_EQ(format.size, 7);
}

TEST(StructFormatTest, RefusesWhatIsNoFormat) {
  StructFormat format;
  for (const char* text : {"y", "3", "<n", "i<", "99999999999999999999b",
                           "9223372036854775807q", "4611686018427387904h"}) {
    EXPECT_NE(ParseStructFormat(text, &format), nullptr) << text;
  }
  EXPECT_NE(ParseStructFormat(std::string_view("\0b", 2), &format), nullptr);
}

TEST(StructFormatTest, RoundsHalfFloatsToEven) {
  const struct {
    double value;
    uint16_t bits;
  } kCases[] = {{1.0, 0x3c00},       {-2.0, 0xc000},     {65504.0, 0x7bff},
                {65519.9, 0x7bff},   {0x1p-24, 0x0001},  {0x1p-25, 0x0000},
                {0x1.8p-25, 0x0001}, {0x1p-14, 0x0400},  {0.0, 0x0000},
                {-0.0, 0x8000},      {INFINITY, 0x7c00}, {2049.0, 0x6800}};
  for (const auto& [value, bits] : kCases) {
    uint8_t place[2];
    ASSERT_TRUE(WriteStructFloat(value, true, false, place)) << value;
    EXPECT_EQ(place[0] << 8 | place[1], bits) << value;
  }
  uint8_t place[2];
  EXPECT_FALSE(WriteStructFloat(65520.0, false, false, place));
}

TEST(StructFormatTest, EveryHalfFloatComesBack) {
  for (unsigned bits = 0; bits < 0x10000; ++bits) {
    uint8_t place[2] = {static_cast<uint8_t>(bits),
                        static_cast<uint8_t>(bits >> 8)};
    const double value = ReadStructFloat(false, place);
    if (std::isnan(value)) continue;
    uint8_t back[2];
    ASSERT_TRUE(WriteStructFloat(value, false, false, back));
    EXPECT_EQ(back[0] | back[1] << 8, bits);
  }
}

}  // namespace
}  // namespace midge::vm::text

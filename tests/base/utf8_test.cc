#include "base/utf8.h"

#include <gtest/gtest.h>

namespace midge {
namespace {

TEST(Utf8Test, TellsSequencesFromOtherBytes) {
  EXPECT_EQ(Utf8SequenceBytes("a"), 1u);
  EXPECT_EQ(Utf8SequenceBytes("\u00e9x"), 2u);
  EXPECT_EQ(Utf8SequenceBytes("\u20acx"), 3u);
  EXPECT_EQ(Utf8SequenceBytes("\U0001f41cx"), 4u);
  for (const char* bytes : {"\x80", "\xc3", "\xe2\x82", "\xc0\xaf", "\xff",
                            "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    EXPECT_EQ(Utf8SequenceBytes(bytes), 0u);
    EXPECT_FALSE(IsUtf8(bytes));
    EXPECT_TRUE(IsUtf8(ToUtf8(bytes)));
  }
}

TEST(Utf8Test, ReplacesOnlyWhatIsNone) {
  EXPECT_EQ(ToUtf8(""), "");
  EXPECT_EQ(ToUtf8("\u20ac\U0001f41c"), "\u20ac\U0001f41c");
  EXPECT_EQ(ToUtf8("a\xff\u00e9\xe2\x82"), "a\ufffd\u00e9\ufffd\ufffd");
}

}  // namespace
}  // namespace midge

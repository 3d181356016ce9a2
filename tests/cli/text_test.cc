#include "cli/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace midge::cli {
namespace {

TEST(AgeTest, TwoPartsAtMost) {
  EXPECT_EQ(Age(-5), "0s");
  EXPECT_EQ(Age(59'999), "59s");
  EXPECT_EQ(Age(60'000), "1m");
  EXPECT_EQ(Age(192'000), "3m12s");
  EXPECT_EQ(Age(3'600'000), "1h");
  EXPECT_EQ(Age(18'120'000), "5h2m");
  EXPECT_EQ(Age(97LL * 3'600'000), "4d1h");
}

TEST(CountTest, ShortensLargeNumbers) {
  EXPECT_EQ(Count(9'999), "9999");
  EXPECT_EQ(Count(10'000), "10.0k");
  EXPECT_EQ(Count(999'949), "999.9k");
  EXPECT_EQ(Count(999'999), "1.0M");
  EXPECT_EQ(Count(18'446'744'073'709'551'615u), "18.4E");
}

TEST(BytesTest, UsesBinaryUnits) {
  EXPECT_EQ(Bytes(1023), "1023 B");
  EXPECT_EQ(Bytes(1536), "1.5 KiB");
  EXPECT_EQ(Bytes(1024 * 1024 - 1), "1.0 MiB");
  EXPECT_EQ(Bytes(uint64_t{20} << 30), "20.0 GiB");
}

TEST(DidYouMeanTest, SuggestsWhatIsNear) {
  EXPECT_EQ(DidYouMean("lauch", {"logs", "launch", "wait"}),
            ": did you mean launch?");
  EXPECT_EQ(DidYouMean("ants-2", {"ring-1", "ants-1"}),
            ": did you mean ants-1?");
}

TEST(DidYouMeanTest, IsSilentWhenNothingIs) {
  EXPECT_EQ(DidYouMean("pagerank", {"ants-1", "ring-1"}), "");
  EXPECT_EQ(DidYouMean("x", {"up", "ps"}), "");
  EXPECT_EQ(DidYouMean("ants", {}), "");
}

TEST(ParseReferenceTest, ReadsKindAndName) {
  auto reference = ParseReference("agent/1.2", {"swarm", "agent"});
  ASSERT_TRUE(reference.ok());
  EXPECT_EQ(reference->kind, "agent");
  EXPECT_EQ(reference->name, "1.2");
  EXPECT_EQ(ParseReference("ants-1", {"swarm", "agent"})->kind, "swarm");
  EXPECT_FALSE(ParseReference("swarm/", {"swarm"}).ok());
  auto unknown = ParseReference("swam/x", {"swarm", "agent"});
  EXPECT_THAT(std::string(unknown.status().message()),
              ::testing::HasSubstr("did you mean swarm?"));
}

TEST(ParseObjectIdTest, ReadsBothForms) {
  EXPECT_EQ(*ParseObjectId("3.17"), ObjectId::Make(ShardId(3), 17));
  EXPECT_EQ(ParseObjectId("17")->bits, 17u);
  for (const char* bad : {"", "0", "a.1", "1.", "-1", "99999999999999999999"}) {
    EXPECT_FALSE(ParseObjectId(bad).ok()) << bad;
  }
}

TEST(JsonStringTest, EscapesWhatJsonCannotHold) {
  EXPECT_EQ(JsonString("a\"b\\c\n\t\x01"), R"("a\"b\\c\n\u0009\u0001")");
  EXPECT_EQ(JsonString("ä€😀"), "\"ä€😀\"");
  EXPECT_EQ(JsonString("\xff"
                       "a\xc3"),
            R"("\ufffda\ufffd")");
  EXPECT_EQ(JsonString("\xed\xa0\x80"), R"("\ufffd\ufffd\ufffd")");
  EXPECT_EQ(JsonString("\xc0\xaf"), R"("\ufffd\ufffd")");
}

}  // namespace
}  // namespace midge::cli

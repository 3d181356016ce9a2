#include "base/check.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/log.h"
#include "base/status_macros.h"
#include "gtest/gtest.h"

namespace midge {
namespace {

TEST(CheckDeathTest, SaysWhereAndWhat) {
  const int size = 3;
  MIDGE_CHECK(size == 3);
  EXPECT_DEATH(MIDGE_CHECK(size < 3),
               "check_test.cc:[0-9]+: check failed: size < 3");
  EXPECT_DEATH(MIDGE_CHECK(size < 3, "overrun by " + std::to_string(size)),
               "size < 3: overrun by 3");
}

absl::Status Refuse(bool refuse) {
  return refuse ? absl::NotFoundError("no such node") : absl::OkStatus();
}

absl::StatusOr<int> Half(int value) {
  if (value % 2 != 0) return absl::InvalidArgumentError("odd");
  return value / 2;
}

absl::StatusOr<int> Quarter(int value, bool refuse) {
  MIDGE_RETURN_IF_ERROR(Refuse(refuse));
  MIDGE_ASSIGN_OR_RETURN(const int half, Half(value));
  MIDGE_ASSIGN_OR_RETURN(const int quarter, Half(half));
  return quarter;
}

TEST(StatusMacrosTest, PassOnTheFirstError) {
  EXPECT_EQ(*Quarter(12, false), 3);
  EXPECT_EQ(Quarter(12, true).status(), Refuse(true));
  EXPECT_EQ(Quarter(6, false).status().message(), "odd");
}

TEST(LogTest, DropsWhatIsBelowTheLevel) {
  int evaluated = 0;
  const auto count = [&evaluated] { return ++evaluated; };
  testing::internal::CaptureStderr();
  SetLogLevel(LogLevel::kWarning);
  MIDGE_LOG(kInfo, "not shown ", count());
  MIDGE_LOG(kError, "node ", 7, " is lost ", count());
  SetLogLevel(LogLevel::kInfo);
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(evaluated, 1);
  EXPECT_NE(text.find("error node 7 is lost 1\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("not shown"), std::string::npos);
}

TEST(LogTest, ReadsLevelNames) {
  LogLevel level = LogLevel::kInfo;
  EXPECT_TRUE(ParseLogLevel("off", &level));
  EXPECT_EQ(level, LogLevel::kOff);
  EXPECT_FALSE(ParseLogLevel("loud", &level));
  EXPECT_EQ(level, LogLevel::kOff);
}

}  // namespace
}  // namespace midge

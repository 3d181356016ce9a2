#include "proto/bundle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>

#include <cstring>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/limits.h"

namespace midge {
namespace {

using ::testing::HasSubstr;

v1::Program Program() {
  v1::Program program;
  program.set_entry("main.py");
  auto* file = program.add_files();
  file->set_path("main.py");
  file->set_data(std::string("a\0b", 3));
  file = program.add_files();
  file->set_path("pkg/__init__.py");
  file = program.add_data_files();
  file->set_path("data/x.tsv");
  file->set_data(std::string(100'000, 't'));
  return program;
}

std::string Pack(const std::string& plain) {
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), plain.data(),
                              plain.size(), 1));
  return packed;
}

TEST(BundleTest, RoundTrip) {
  auto bundle = PackBundle(Program());
  ASSERT_TRUE(bundle.ok()) << bundle.status();
  EXPECT_LT(bundle->size(), 1000u);
  auto program = OpenBundle(*bundle);
  ASSERT_TRUE(program.ok()) << program.status();
  EXPECT_EQ(program->SerializeAsString(), Program().SerializeAsString());
}

TEST(BundleTest, RefusesEveryCutOfIt) {
  const std::string bundle = *PackBundle(Program());
  for (size_t size = 0; size < bundle.size(); ++size) {
    EXPECT_FALSE(OpenBundle(absl::string_view(bundle).substr(0, size)).ok());
  }
}

TEST(BundleTest, SurvivesEveryFlippedByte) {
  const std::string bundle = *PackBundle(Program());
  for (size_t i = 0; i < bundle.size(); ++i) {
    std::string broken = bundle;
    broken[i] ^= 0x41;
    // Some flips give another sound program; none may do worse.
    auto program = OpenBundle(broken);
    EXPECT_TRUE(!program.ok() || CheckProgram(*program).ok()) << i;
  }
}

TEST(BundleTest, RefusesWhatIsNoProgram) {
  EXPECT_FALSE(OpenBundle("").ok());
  EXPECT_FALSE(OpenBundle("#!/usr/bin/python3").ok());
  EXPECT_FALSE(OpenBundle(Pack("\xff\xff\xff not a protobuf")).ok());
}

TEST(BundleTest, RefusesABombBeforeItGoesOff) {
  const std::string bomb = Pack(std::string(kProgramBytesMax + 1, '\0'));
  EXPECT_LT(bomb.size(), size_t{1} << 20);
  EXPECT_THAT(std::string(OpenBundle(bomb).status().message()),
              HasSubstr("unpacks to"));
}

TEST(BundleTest, RefusesPathsThatLeaveTheProgram) {
  for (const char* path :
       {"", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\b", "a/"}) {
    v1::Program program = Program();
    program.add_data_files()->set_path(path);
    EXPECT_TRUE(absl::IsInvalidArgument(CheckProgram(program))) << path;
  }
}

TEST(BundleTest, RefusesWhatBreaksALimit) {
  v1::Program long_path = Program();
  long_path.add_files()->set_path(std::string(kProgramPathBytesMax + 1, 'x'));
  EXPECT_FALSE(CheckProgram(long_path).ok());

  v1::Program many = Program();
  for (int i = 0; i < kProgramFilesMax; ++i) {
    many.add_data_files()->set_path(absl::StrCat("f", i));
  }
  EXPECT_THAT(std::string(CheckProgram(many).message()),
              HasSubstr("files, more than"));

  v1::Program twice = Program();
  twice.add_data_files()->set_path("main.py");
  EXPECT_THAT(std::string(CheckProgram(twice).message()),
              HasSubstr("two files named main.py"));

  v1::Program headless = Program();
  headless.set_entry("data/x.tsv");
  EXPECT_THAT(std::string(CheckProgram(headless).message()),
              HasSubstr("entry"));
}

TEST(BundleTest, RefusesMoreBytesThanTravel) {
  EXPECT_THAT(
      std::string(
          OpenBundle(std::string(kBundleBytesMax + 1, 'x')).status().message()),
      HasSubstr("more than"));
  // Noise does not pack.
  std::mt19937_64 random(1);
  std::string noise(kBundleBytesMax + 1, '\0');
  for (size_t i = 0; i + 8 <= noise.size(); i += 8) {
    const uint64_t word = random();
    std::memcpy(&noise[i], &word, sizeof word);
  }
  v1::Program program = Program();
  auto* file = program.add_data_files();
  file->set_path("noise");
  file->set_data(std::move(noise));
  EXPECT_THAT(std::string(PackBundle(program).status().message()),
              HasSubstr("when packed, more than"));
}

}  // namespace
}  // namespace midge

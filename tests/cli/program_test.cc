#include "cli/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/limits.h"
#include "proto/limits.h"

namespace midge::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class ReadProgramTest : public ::testing::Test {
 protected:
  ReadProgramTest() {
    std::string pattern = ::testing::TempDir() + "/program_test_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~ReadProgramTest() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& path, const std::string& text) {
    const std::filesystem::path full = std::filesystem::path(folder_) / path;
    std::filesystem::create_directories(full.parent_path());
    std::ofstream(full, std::ios::binary) << text;
  }
  std::vector<std::string> Files(const v1::Program& program) {
    std::vector<std::string> paths;
    for (const auto& file : program.files()) paths.push_back(file.path());
    return paths;
  }
  v1::Program Read(const std::vector<std::string>& data = {}) {
    auto program = ReadProgram(folder_ + "/main.py", data, folder_ + "/lib");
    EXPECT_TRUE(program.ok()) << program.status();
    return program.ok() ? *program : v1::Program();
  }

  std::string folder_;
};

TEST_F(ReadProgramTest, TakesTheEntryAloneWhenItImportsNothingOfIts) {
  Write("main.py", "import midge, time\nprint('hi')\n");
  Write("other.py", "");
  const v1::Program program = Read();
  EXPECT_EQ(program.entry(), "main.py");
  EXPECT_THAT(Files(program), ElementsAre("main.py"));
  EXPECT_EQ(program.files(0).data(), "import midge, time\nprint('hi')\n");
}

TEST_F(ReadProgramTest, FollowsImportsThroughPackages) {
  Write("main.py", "import a\nfrom pkg.sub import thing, leaf\n");
  Write("a.py", "import b, main\n");
  Write("b.py", "import a\n");
  Write("pkg/__init__.py", "from . import sibling\n");
  Write("pkg/sibling.py", "");
  Write("pkg/sub/__init__.py", "from ..cousin import x\nthing = 1\n");
  Write("pkg/sub/leaf.py", "from .... import too_far\n");
  Write("pkg/cousin.py", "x = 1\n");
  Write("pkg/unused.py", "");
  EXPECT_THAT(Files(Read()),
              UnorderedElementsAre("main.py", "a.py", "b.py", "pkg/__init__.py",
                                   "pkg/sibling.py", "pkg/sub/__init__.py",
                                   "pkg/sub/leaf.py", "pkg/cousin.py"));
}

TEST_F(ReadProgramTest, FollowsPackagesWithoutInit) {
  Write("main.py", "import space.mod\n");
  Write("space/mod.py", "");
  EXPECT_THAT(Files(Read()), UnorderedElementsAre("main.py", "space/mod.py"));
}

TEST_F(ReadProgramTest, TakesWhatItNeedsOfTheLibraryAlong) {
  Write("main.py", "import a, math, own\n");
  Write("own.py", "import shared\n");
  Write("lib/a.py",
        "import b\n"
        "def f():\n    import lazy\n"
        "if __name__ == '__main__':\n    import script\n");
  Write("lib/b.py", "");
  Write("lib/lazy.py", "import d\ndef g(): import lazier\n");
  Write("lib/d.py", "");
  Write("lib/math.py", "");
  Write("lib/own.py", "");
  Write("lib/lazier.py", "");
  Write("lib/script.py", "");
  Write("lib/shared/__init__.py", "from . import part\n");
  Write("lib/shared/part.py", "");
  const v1::Program program = Read();
  EXPECT_THAT(Files(program), UnorderedElementsAre("main.py", "own.py"));
  std::vector<std::string> library;
  for (const auto& file : program.library()) library.push_back(file.path());
  EXPECT_THAT(library,
              UnorderedElementsAre("a.py", "b.py", "lazy.py", "d.py",
                                   "shared/__init__.py", "shared/part.py"));
}

TEST_F(ReadProgramTest, AttachesDataByTheRightName) {
  Write("main.py", "");
  Write("deep/table.tsv", "a\tb\n");
  const v1::Program program =
      Read({folder_ + "/deep/table.tsv", "in/x=" + folder_ + "/main.py"});
  ASSERT_EQ(program.data_files_size(), 2);
  EXPECT_EQ(program.data_files(0).path(), "table.tsv");
  EXPECT_EQ(program.data_files(0).data(), "a\tb\n");
  EXPECT_EQ(program.data_files(1).path(), "in/x");
}

TEST_F(ReadProgramTest, NamesTheFileThatIsMissing) {
  auto program = ReadProgram(folder_ + "/none.py", {});
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("none.py"));
  Write("main.py", "");
  program = ReadProgram(folder_ + "/main.py", {folder_ + "/none.tsv"});
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("none.tsv"));
  program = ReadProgram(folder_, {});
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("folder"));
}

TEST_F(ReadProgramTest, RefusesASourceThatIsTooLarge) {
  Write("main.py", std::string(kSourceBytesMax + 1, '#'));
  auto program = ReadProgram(folder_ + "/main.py", {});
  EXPECT_TRUE(absl::IsInvalidArgument(program.status()));
}

// A device has no size to look at, and this one no end.
TEST_F(ReadProgramTest, RefusesAFileWithoutEnd) {
  auto program = ReadProgram("/dev/zero", {});
  EXPECT_TRUE(absl::IsInvalidArgument(program.status()));
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("more than"));
}

TEST_F(ReadProgramTest, RefusesMoreModulesThanABundleHolds) {
  std::string imports;
  for (int i = 0; i < kProgramFilesMax; ++i) {
    Write(absl::StrCat("m", i, ".py"), "");
    absl::StrAppend(&imports, "import m", i, "\n");
  }
  Write("main.py", imports);
  auto program = ReadProgram(folder_ + "/main.py", {});
  EXPECT_THAT(std::string(program.status().message()), HasSubstr("more than"));
}

}  // namespace
}  // namespace midge::cli

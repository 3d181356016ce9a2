// Which files a program is made of, and how many at most.
#include <map>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "vm/vm.h"

namespace midge::vm {
namespace {

// The files of a program's folder; there is no library.
class Folder {
 public:
  void Add(const std::string& path, std::string text = "") {
    files_[path] = std::move(text);
  }

  absl::StatusOr<ProgramSources> Collect(const std::string& entry) const {
    return CollectSources(
        entry,
        [this](SourceFolder folder, const std::string& path)
            -> absl::StatusOr<std::optional<std::string>> {
          const auto found = files_.find(path);
          if (folder == SourceFolder::kLibrary || found == files_.end()) {
            return std::nullopt;
          }
          return found->second;
        },
        [this](const std::string& folder) {
          std::vector<std::string> names;
          for (const auto& [path, text] : files_) {
            if (path.starts_with(folder + "/")) {
              names.push_back(path.substr(folder.size() + 1));
            }
          }
          return names;
        });
  }

 private:
  std::map<std::string, std::string> files_;
};

TEST(SourcesTest, GuessesSoManyModulesAndNoMore) {
  Folder folder;
  folder.Add("main.py",
             "import importlib\n"
             "def load(n): return importlib.import_module('many.part%d' % n)");
  folder.Add("many/__init__.py");
  for (size_t i = 0; i < kGuessedModulesMax + 100; ++i) {
    folder.Add(absl::StrCat("many/part", i, ".py"));
  }
  const auto sources = folder.Collect("main.py");
  ASSERT_TRUE(sources.ok()) << sources.status();
  EXPECT_EQ(sources->program.size(), 1 + kGuessedModulesMax);
}

TEST(SourcesTest, RefusesTooManyModules) {
  Folder folder;
  std::string text;
  for (size_t i = 0; i < kProgramModulesMax; ++i) {
    absl::StrAppend(&text, "import part", i, "\n");
    folder.Add(absl::StrCat("part", i, ".py"));
  }
  folder.Add("main.py", text);
  const auto sources = folder.Collect("main.py");
  EXPECT_EQ(sources.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(std::string(sources.status().message())
                .find(absl::StrCat("more than ", kProgramModulesMax)),
            std::string::npos);
}

TEST(SourcesTest, NoFileTakesTheBuiltinModulesPlace) {
  Folder folder;
  folder.Add("main.py", "import builtins, sys, itertools, queue");
  for (const char* name : {"builtins", "sys", "itertools", "queue"}) {
    folder.Add(absl::StrCat(name, ".py"));
  }
  const auto sources = folder.Collect("main.py");
  ASSERT_TRUE(sources.ok()) << sources.status();
  ASSERT_EQ(sources->program.size(), 2u);
  EXPECT_EQ(sources->program[1].path, "queue.py");
}

}  // namespace
}  // namespace midge::vm

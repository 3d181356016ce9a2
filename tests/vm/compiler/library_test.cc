// Compiles and verifies Python's own library: the widest corpus at hand.
#include <dirent.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "vm/bytecode/unit_codec.h"
#include "vm/bytecode/verifier.h"
#include "vm/compiler/compiler.h"

namespace midge::vm {
namespace {

constexpr char kLibrary[] = "/usr/lib/python3.11";

std::vector<std::string> SourceFiles(const std::string& folder) {
  std::vector<std::string> files;
  DIR* directory = opendir(folder.c_str());
  if (directory == nullptr) return files;
  while (const dirent* entry = readdir(directory)) {
    const std::string name = entry->d_name;
    if (name.size() > 3 && name.ends_with(".py")) {
      files.push_back(folder + "/" + name);
    }
  }
  closedir(directory);
  return files;
}

TEST(LibraryTest, CompilesAndVerifies) {
  int compiled = 0;
  for (const char* folder : {"", "/collections", "/email", "/json", "/re",
                             "/unittest", "/xml/dom", "/http"}) {
    for (const std::string& file :
         SourceFiles(kLibrary + std::string(folder))) {
      std::ifstream in(file);
      std::stringstream text;
      text << in.rdbuf();
      const CompileResult result =
          CompileSource(text.str(), file, syntax::ParseMode::kModule, {});
      if (!result.ok()) {
        EXPECT_NE(result.error.message.find("is not supported yet"),
                  std::string::npos)
            << file << ":" << result.error.line << ": " << result.error.message;
        continue;
      }
      ++compiled;
      const absl::Status verified = Verify(*result.unit);
      EXPECT_TRUE(verified.ok()) << file << ": " << verified;
      EXPECT_FALSE(Disassemble(*result.unit).empty());
      const std::string bytes = EncodeUnit(*result.unit);
      const std::shared_ptr<CodeUnit> decoded = DecodeUnit(bytes);
      ASSERT_NE(decoded, nullptr) << file;
      EXPECT_EQ(EncodeUnit(*decoded), bytes) << file;
      EXPECT_EQ(Disassemble(*decoded), Disassemble(*result.unit)) << file;
    }
  }
  EXPECT_GT(compiled, 200);
}

}  // namespace
}  // namespace midge::vm

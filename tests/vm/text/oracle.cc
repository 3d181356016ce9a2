#include "tests/vm/text/oracle.h"

#include <gtest/gtest.h>
#include <stdio.h>
#include <unistd.h>

#include <fstream>

namespace midge::vm::text {
namespace {

std::vector<std::string> Split(const std::string& line) {
  std::vector<std::string> fields;
  size_t begin = 0;
  while (true) {
    size_t end = line.find('\t', begin);
    fields.push_back(line.substr(begin, end - begin));
    if (end == std::string::npos) return fields;
    begin = end + 1;
  }
}

}  // namespace

std::vector<std::vector<std::string>> AskPython(std::string_view script) {
  std::string path =
      testing::TempDir() + "/midge_oracle_" + std::to_string(getpid()) + ".py";
  std::ofstream(path) << script;
  FILE* pipe = popen(("/usr/bin/python3.11 -I -X utf8 " + path).c_str(), "r");
  std::string output;
  char buffer[65536];
  while (pipe != nullptr) {
    size_t count = fread(buffer, 1, sizeof(buffer), pipe);
    if (count == 0) break;
    output.append(buffer, count);
  }
  int status = pipe == nullptr ? -1 : pclose(pipe);
  EXPECT_EQ(status, 0) << "python3.11 failed on:\n" << script;
  unlink(path.c_str());
  std::vector<std::vector<std::string>> rows;
  size_t begin = 0;
  while (begin < output.size()) {
    size_t end = output.find('\n', begin);
    if (end == std::string::npos) end = output.size();
    rows.push_back(Split(output.substr(begin, end - begin)));
    begin = end + 1;
  }
  EXPECT_FALSE(rows.empty());
  return rows;
}

}  // namespace midge::vm::text

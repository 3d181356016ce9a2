// Parses files and prints what came of each on one line: "ok" and the tree as
// `ast.dump` prints it, or "error" and the fields of the SyntaxError, with
// tabs between.
//
//   syntax_dump [--positions] FILE...
//   syntax_dump [--positions] --stdin      sources with a NUL after each
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "vm/syntax/ast_dump.h"
#include "vm/syntax/parse.h"

namespace {

std::string ReadAll(std::istream& in) {
  return {std::istreambuf_iterator<char>(in), {}};
}

void PrintSource(std::string_view source, const char* name, bool positions) {
  using midge::vm::syntax::DumpTree;
  // CPython is given a str too.
  auto result = midge::vm::syntax::Parse(
      source, name, midge::vm::syntax::ParseMode::kModule, true);
  if (result.ok()) {
    std::cout << "ok\t" << DumpTree(*result.tree, positions) << "\n";
    return;
  }
  const auto& error = result.error;
  std::cout << "error\t" << DiagnosticKindName(error.kind) << "\t" << error.line
            << "\t" << error.col << "\t" << error.end_line << "\t"
            << error.end_col << "\t" << error.message << "\t"
            << error.text.substr(0, error.text.find('\n')) << "\n";
}

void PrintStdin(bool positions) {
  std::string all = ReadAll(std::cin);
  std::string_view rest = all;
  for (size_t end; (end = rest.find('\0')) != rest.npos;) {
    PrintSource(rest.substr(0, end), "<stdin>", positions);
    rest.remove_prefix(end + 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bool positions = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--positions") == 0) {
      positions = true;
    } else if (std::strcmp(argv[i], "--stdin") == 0) {
      PrintStdin(positions);
    } else {
      std::ifstream file(argv[i], std::ios::binary);
      PrintSource(ReadAll(file), argv[i], positions);
    }
  }
  return 0;
}

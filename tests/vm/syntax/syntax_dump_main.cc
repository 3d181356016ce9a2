// Parses files and prints what came of each on one line: "ok" and the tree as
// `ast.dump` prints it, or "error" and the fields of the SyntaxError, with
// tabs between.
//
//   syntax_dump [--positions] FILE...
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "vm/syntax/ast_dump.h"
#include "vm/syntax/parse.h"

namespace {

void PrintFile(const char* path, bool positions) {
  using midge::vm::syntax::DumpTree;
  std::ifstream file(path, std::ios::binary);
  std::string source{std::istreambuf_iterator<char>(file), {}};
  auto result = midge::vm::syntax::Parse(source, path,
                                         midge::vm::syntax::ParseMode::kModule);
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

}  // namespace

int main(int argc, char** argv) {
  bool positions = argc > 1 && std::strcmp(argv[1], "--positions") == 0;
  for (int i = positions ? 2 : 1; i < argc; ++i) PrintFile(argv[i], positions);
  return 0;
}

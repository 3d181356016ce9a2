// midge dis FILE: prints a program's bytecode.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/status_macros.h"
#include "cli/program.h"
#include "cli/verbs.h"
#include "vm/vm.h"

namespace midge::cli {
namespace {

absl::StatusOr<int> Disassemble(Context& context, const std::string& file) {
  MIDGE_ASSIGN_OR_RETURN(const v1::Program program, ReadProgram(file, {}));
  for (const v1::ProgramFile& source : program.files()) {
    if (source.path() != program.entry()) continue;
    const absl::StatusOr<std::string> text =
        vm::DisassembleSource(source.data(), file);
    if (!text.ok()) {  // Told as python3 tells a SyntaxError.
      context.err << text.status().message() << "\n";
      return 1;
    }
    context.out << *text;
  }
  return 0;
}

}  // namespace

void AddDis(CLI::App& verb, Context& context) {
  auto file = std::make_shared<std::string>();
  verb.add_option("file", *file, "the program")->required();
  SetExample(verb, "midge dis examples/ants.py");
  OnChosen(verb, context,
           [&context, file] { return Disassemble(context, *file); });
}

}  // namespace midge::cli

#include "vm/compiler/trees.h"

#include <utility>

namespace midge::vm {

bool ParseTree(std::string_view source, std::string_view file_name,
               syntax::ParseMode mode, bool is_text, int32_t int_digits_max,
               syntax::TreeSink* sink, syntax::SyntaxDiagnostic* error,
               std::vector<syntax::SourceWarning>* warnings) {
  syntax::ParseResult parsed =
      syntax::Parse(source, file_name, mode, is_text, int_digits_max);
  *warnings = std::move(parsed.warnings);
  if (!parsed.ok()) {
    *error = std::move(parsed.error);
    return false;
  }
  if (WalkTree(*parsed.tree, sink)) return true;
  error->kind = syntax::DiagnosticKind::kRecursionError;
  error->message = "maximum recursion depth exceeded during ast construction";
  return false;
}

CompileResult CompileTree(std::string_view text, std::string_view file_name,
                          const CompileOptions& options,
                          syntax::TreeFault* fault) {
  const auto tree = syntax::ReadTree(text, fault);
  if (tree == nullptr) return {};
  return Compile(*tree, file_name, options);
}

}  // namespace midge::vm

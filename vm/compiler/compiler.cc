#include "vm/compiler/compiler.h"

#include <iterator>
#include <string>
#include <utility>

#include "base/check.h"
#include "vm/compiler/future.h"
#include "vm/compiler/generator.h"

namespace midge::vm {
namespace {

// As CPython's compiler, which counts columns in bytes, from 1.
syntax::SyntaxDiagnostic MakeDiagnostic(const CompileError& error,
                                        std::string_view file_name) {
  syntax::SyntaxDiagnostic diagnostic;
  diagnostic.message = error.message;
  diagnostic.filename = std::string(file_name);
  diagnostic.line = error.span.line;
  diagnostic.col = error.span.col + 1;
  diagnostic.end_line = error.span.end_line;
  const bool has_end = error.span.end_col >= 0;
  diagnostic.end_col = has_end ? error.span.end_col + 1 : syntax::kNoColumn;
  diagnostic.has_message_only = error.is_early;
  return diagnostic;
}

void AddText(std::string_view source, syntax::SyntaxDiagnostic* diagnostic) {
  if (diagnostic->has_text) return;
  diagnostic->text = SourceLine(source, diagnostic->line);
  diagnostic->has_text = !diagnostic->text.empty();
}

}  // namespace

std::string SourceLine(std::string_view source, int line) {
  for (int i = 1; i < line; ++i) {
    const size_t end = source.find('\n');
    if (end == std::string_view::npos) return "";
    source.remove_prefix(end + 1);
  }
  const size_t end = source.find('\n');
  return std::string(source.substr(
      0, end == std::string_view::npos ? source.size() : end + 1));
}

CompileResult Compile(const syntax::Tree& tree, std::string_view file_name,
                      const CompileOptions& options) {
  MIDGE_CHECK(tree.module != nullptr || tree.expression != nullptr);
  const syntax::Node* root = tree.expression;
  if (tree.module != nullptr) root = tree.module;
  Compilation compilation;
  compilation.file_name = std::string(file_name);
  compilation.is_interactive = options.is_interactive;
  compilation.separate_namespace = options.separate_namespace;
  compilation.optimize = options.optimize;
  compilation.future_annotations = options.future_annotations;
  compilation.is_hidden = options.is_hidden;
  FutureImports imports;
  if (tree.module != nullptr) imports = FindFutureImports(*tree.module);
  compilation.future_annotations |= imports.annotations;
  compilation.last_future_line = imports.last_line;
  compilation.error = std::move(imports.error);
  if (compilation.error.ok()) {
    compilation.error = compilation.scopes.Build(
        root, compilation.future_annotations, options.top_level_await);
  }
  CompileResult result;
  if (compilation.error.ok()) {
    Generator generator(&compilation, &compilation.scopes.Of(root), nullptr);
    result.unit = tree.module != nullptr
                      ? generator.Module(tree.module)
                      : generator.Expression(tree.expression->body);
  }
  for (const CompileError& warning : compilation.warnings) {
    result.warnings.push_back({false, MakeDiagnostic(warning, file_name)});
  }
  if (!compilation.error.ok()) {
    result.unit = nullptr;
    result.error = MakeDiagnostic(compilation.error, file_name);
  }
  return result;
}

CompileResult CompileSource(std::string_view source, std::string_view file_name,
                            syntax::ParseMode mode,
                            const CompileOptions& options) {
  syntax::ParseResult parsed = syntax::Parse(
      source, file_name, mode, options.is_text, options.int_digits_max);
  if (!parsed.ok()) {
    return {nullptr, std::move(parsed.error), std::move(parsed.warnings), {}};
  }
  CompileResult result = Compile(*parsed.tree, file_name, options);
  if (!parsed.decoded.empty()) source = parsed.decoded;
  if (options.has_file) {
    if (!result.ok()) AddText(source, &result.error);
    for (syntax::SourceWarning& each : result.warnings) {
      AddText(source, &each.error);
    }
  }
  result.warnings.insert(result.warnings.begin(),
                         std::make_move_iterator(parsed.warnings.begin()),
                         std::make_move_iterator(parsed.warnings.end()));
  result.decoded = std::move(parsed.decoded);
  return result;
}

}  // namespace midge::vm

#include "vm/compiler/trees.h"

#include <utility>

#include "vm/syntax/lexer.h"
#include "vm/syntax/source.h"

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

std::vector<TypeCommentText> TypeComments(std::string_view source,
                                          bool is_text) {
  syntax::Source decoded;
  syntax::SyntaxDiagnostic error;
  if (!decoded.Decode(source, "", is_text, &error)) return {};
  syntax::Lexer lexer(decoded.text(), 1);
  syntax::TokenKind kind;
  do {
    kind = lexer.Next().kind;
  } while (kind != syntax::TokenKind::kEndMarker &&
           kind != syntax::TokenKind::kError);
  std::vector<TypeCommentText> comments;
  for (const syntax::TypeComment& comment : lexer.type_comments()) {
    comments.push_back(
        {comment.line, comment.col, comment.depth, std::string(comment.text)});
  }
  return comments;
}

CompileResult CompileTree(std::string_view text, std::string_view file_name,
                          const CompileOptions& options,
                          syntax::TreeFault* fault) {
  const auto tree = syntax::ReadTree(text, fault);
  if (tree == nullptr) return {};
  return Compile(*tree, file_name, options);
}

}  // namespace midge::vm

// Syntax trees as programs have them: what ast.parse() shows of a source, and
// what compile() takes for one.
#ifndef MIDGE_VM_COMPILER_TREES_H_
#define MIDGE_VM_COMPILER_TREES_H_

#include <string>
#include <string_view>
#include <vector>

#include "vm/compiler/compiler.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/tree_reader.h"
#include "vm/syntax/tree_walk.h"

namespace midge::vm {

// Parses and tells `sink` of the tree.  False: `*error` says what is wrong with
// the source; the sink may have been told of a part.  `is_text`: the source is
// UTF-8, whatever encoding it names.  `int_digits_max` is Parse()'s.
bool ParseTree(std::string_view source, std::string_view file_name,
               syntax::ParseMode mode, bool is_text, int32_t int_digits_max,
               syntax::TreeSink* sink, syntax::SyntaxDiagnostic* error,
               std::vector<syntax::SourceWarning>* warnings);

// The comments of a source that give types, for which the tree has no place.
// REQUIRES: ParseTree() accepts it.
struct TypeCommentText {
  int line;
  int col;
  int depth;  // the brackets that are open there
  std::string text;
};
std::vector<TypeCommentText> TypeComments(std::string_view source,
                                          bool is_text);

// Compiles a tree's text (vm/syntax/tree_reader.h).  If `*fault` is set, it is
// no tree and the result has neither unit nor error.
CompileResult CompileTree(std::string_view text, std::string_view file_name,
                          const CompileOptions& options,
                          syntax::TreeFault* fault);

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_TREES_H_

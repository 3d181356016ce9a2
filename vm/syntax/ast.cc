#include "vm/syntax/ast.h"

namespace midge::vm::syntax {

const char* KindName(NodeKind kind) {
  switch (kind) {
#define AST_NODE(family, name, text, fields) \
  case NodeKind::k##name:                    \
    return text;
#include "vm/syntax/ast_nodes.def"
#undef AST_NODE
  }
  return "?";
}

}  // namespace midge::vm::syntax

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

bool HasPlace(NodeKind kind) {
  switch (kind) {
    case NodeKind::kModule:
    case NodeKind::kExpression:
    case NodeKind::kTypeIgnore:
    case NodeKind::kArguments:
    case NodeKind::kComprehension:
    case NodeKind::kWithItem:
    case NodeKind::kMatchCase:
      return false;
    default:
      return true;
  }
}

}  // namespace midge::vm::syntax

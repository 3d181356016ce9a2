// Tells of a tree from the leaves up, so that who listens can put it together
// with a stack: first a node's fields in the order of ast_nodes.def, then the
// node; first a list's items, then the list.
#ifndef MIDGE_VM_SYNTAX_TREE_WALK_H_
#define MIDGE_VM_SYNTAX_TREE_WALK_H_

#include <cstddef>
#include <string_view>

#include "vm/syntax/ast.h"

namespace midge::vm::syntax {

class TreeSink {
 public:
  virtual ~TreeSink() = default;
  // A node, an operator or a context; `place` is null for what has none.
  virtual void TakeNode(const char* name, const Span* place) = 0;
  virtual void TakeList(size_t count) = 0;
  virtual void TakeNone() = 0;
  virtual void TakeText(std::string_view text) = 0;
  virtual void TakeNumber(int number) = 0;
  virtual void TakeLiteral(const Literal& literal) = 0;
};

// False: the tree is higher than kMaxTreeHeight, an `elif` counting as an `if`
// inside another.
bool WalkTree(const Tree& tree, TreeSink* sink);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_TREE_WALK_H_

// A tree from the text that vm/prelude/library/_ast_writer.py writes of the
// objects of module ast: words and numbers, each with a space behind it.
//
//   node      its name in ast_nodes.def; line, column, end line, end column if
//             it has a place; then its fields in order; "-" for none
//   list      how many, then each
//   text      its bytes: "5:hello"
//   literal   None, True, False, Ellipsis, or one of: int and decimal digits,
//             big and hexadecimal digits, float, imaginary and a float, str or
//             bytes and a text
//
// The text may come from another agent: nothing in it is trusted, and what the
// compiler counts on in a parser's tree is checked as CPython checks what a
// program gives to compile().
#ifndef MIDGE_VM_SYNTAX_TREE_READER_H_
#define MIDGE_VM_SYNTAX_TREE_READER_H_

#include <memory>
#include <string>
#include <string_view>

#include "vm/syntax/ast.h"

namespace midge::vm::syntax {

// What is wrong with a tree, as an exception's class and text.
struct TreeFault {
  std::string error_class;  // "ValueError", "TypeError", "RecursionError"
  std::string message;

  bool ok() const { return message.empty(); }
};

// Null and `*fault`: it is no tree, or none that can be compiled.
std::unique_ptr<Tree> ReadTree(std::string_view text, TreeFault* fault);

// What CPython's compiler refuses of a tree.  REQUIRES: no field that ast_nodes
// .def does not call NULLABLE is null; items of lists may be.
TreeFault CheckTree(const Tree& tree);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_TREE_READER_H_

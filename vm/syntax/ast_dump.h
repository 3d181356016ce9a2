// A tree as text, exactly as CPython 3.11's `ast.dump(tree)` prints it: how
// our parser is compared with CPython's.
#ifndef MIDGE_VM_SYNTAX_AST_DUMP_H_
#define MIDGE_VM_SYNTAX_AST_DUMP_H_

#include <string>

#include "vm/syntax/ast.h"

namespace midge::vm::syntax {

// With `positions`, as `ast.dump(tree, include_attributes=True)`.
std::string DumpTree(const Tree& tree, bool positions = false);

}  // namespace midge::vm::syntax

#endif  // MIDGE_VM_SYNTAX_AST_DUMP_H_

// An expression as text, in the form that Python's own unparser gives it: what
// an annotation is under `from __future__ import annotations`.
#ifndef MIDGE_VM_COMPILER_UNPARSE_H_
#define MIDGE_VM_COMPILER_UNPARSE_H_

#include <string>

#include "vm/syntax/ast.h"

namespace midge::vm {

std::string Unparse(const syntax::Expr* expression);

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_UNPARSE_H_

// `from __future__ import …`: looked for before anything else is compiled, as
// what it asks for changes how all is.
#ifndef MIDGE_VM_COMPILER_FUTURE_H_
#define MIDGE_VM_COMPILER_FUTURE_H_

#include "vm/compiler/scope.h"
#include "vm/syntax/ast.h"

namespace midge::vm {

struct FutureImports {
  bool annotations = false;
  int last_line = -1;  // Of the last of them; others below are too late.
  CompileError error;
};

// Those at the beginning of `module`.
FutureImports FindFutureImports(const syntax::Module& module);

bool IsFutureImport(const syntax::Stmt* s);

inline constexpr char kLateFutureImport[] =
    "from __future__ imports must occur at the beginning of the file";

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_FUTURE_H_

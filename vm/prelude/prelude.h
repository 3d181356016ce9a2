// The prelude: Python functions that stand behind natives and operators.
//
// Its files run once, at start-up, in the one namespace of module _prelude, where
// they also find the natives that only they use.  Afterwards every name there is
// in core().prelude.  Its frames are hidden from tracebacks.
#ifndef MIDGE_VM_PRELUDE_PRELUDE_H_
#define MIDGE_VM_PRELUDE_PRELUDE_H_

#include <vector>

#include "vm/interp/loader.h"

namespace midge::vm {

// Runs the prelude's files into the core.  An error in them is a bug of ours
// and stops the process.
// REQUIRES: the core has its types and natives, and is not sealed.
void LoadPrelude(const CompileFunction& compile);

// The modules of the library that are ours: what CPython has in C and is Python
// here.  Their code, too, was made when the program was built.
const std::vector<SourceFile>& LibraryFiles();

}  // namespace midge::vm

#endif  // MIDGE_VM_PRELUDE_PRELUDE_H_

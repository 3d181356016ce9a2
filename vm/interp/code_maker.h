// Turns a CodeUnit into what the interpreter runs.
//
// Whose heap the constants are in, and who owns the CodeData, is the caller's
// affair: the Program for modules, an agent's CodeStore for what it compiles at
// run time.
#ifndef MIDGE_VM_INTERP_CODE_MAKER_H_
#define MIDGE_VM_INTERP_CODE_MAKER_H_

#include <memory>
#include <span>
#include <vector>

#include "vm/interp/code.h"
#include "vm/objects/context.h"

namespace midge::vm {

// The Code object of `unit`, with its constants, in context's heap.  Appends
// its CodeData to `*owned`, followed by those of the units nested in it, each
// before what is nested in it.  Null if the process interns no more names.
// REQUIRES: the unit comes from the compiler, or Verify() passed it.
Code* MakeCode(Context& context, std::shared_ptr<const CodeUnit> unit,
               Str* module_name, std::vector<std::unique_ptr<CodeData>>* owned);

// The same for one unit alone, with `constants` for its own, as many as it has.
Code* MakeCodeWith(Context& context, std::shared_ptr<const CodeUnit> unit,
                   Str* module_name, std::span<const Value> constants,
                   std::vector<std::unique_ptr<CodeData>>* owned);

// No frame of any code made so far has more registers.  From any thread.
int WidestFrame();

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_CODE_MAKER_H_

// What programs are shown of a code object's names and constants, in the order
// in which co_names and the like have them.
#ifndef MIDGE_VM_INTERP_CODE_VIEWS_H_
#define MIDGE_VM_INTERP_CODE_VIEWS_H_

#include <cstddef>
#include <vector>

#include "vm/interp/code.h"

namespace midge::vm {

// co_varnames: parameters and the locals that are in no cell, as CPython counts
// them.
std::vector<Value> VariableNames(const CodeData& code);
// co_names: what is looked up by name.
std::vector<Value> GlobalNames(const CodeData& code);
// Whether constant i is in co_consts, where a function's docstring, or None,
// comes before all.
bool IsShownConstant(const CodeData& code, size_t i);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_CODE_VIEWS_H_

// Conversions and rounding that the methods of int and float share with the
// builtin functions.
#ifndef MIDGE_VM_OBJECTS_NUMBER_METHODS_H_
#define MIDGE_VM_OBJECTS_NUMBER_METHODS_H_

#include "vm/objects/native.h"
#include "vm/objects/operators.h"

namespace midge::vm {

// int(value) of a finite or other float; raises for NaN and the infinities.
OpResult FloatToInt(Context& context, double value, Value* out);

// round(value, digits), digits unbound or None for the nearest int.
OpResult RoundNumber(Context& context, Value value, Value digits, Value* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_NUMBER_METHODS_H_

// What becomes of values that are put into a class.
#ifndef MIDGE_VM_OBJECTS_CLASS_ATTRIBUTES_H_
#define MIDGE_VM_OBJECTS_CLASS_ATTRIBUTES_H_

#include "vm/objects/objects.h"

namespace midge::vm {

// What a class's dict holds for `value`: as a static method a function of ours
// that CPython has in C, where nothing binds those to instances.
Value AsClassAttribute(Context& context, Value value);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CLASS_ATTRIBUTES_H_

// Setting attributes: what becomes of values that are put into a class, and
// what the natives that set have in common.
#ifndef MIDGE_VM_OBJECTS_CLASS_ATTRIBUTES_H_
#define MIDGE_VM_OBJECTS_CLASS_ATTRIBUTES_H_

#include "vm/objects/attributes.h"
#include "vm/objects/native.h"

namespace midge::vm {

// Whether it is a function of ours that CPython has in C, where nothing binds
// those to instances.
bool IsKeptUnbound(Context& context, Value value);

// What a class's dict holds for `value`: such a function is a static method.
Value AsClassAttribute(Context& context, Value value);

// __setattr__ or __delattr__ as a native: args are the object, the name and,
// unless it is to be deleted, the value.  `set` is SetAttribute() or
// SetAttributePlain().
using AttributeSetter = OpResult (*)(Context&, Value, Str*, Value, PythonCall*);
NativeResult SetAttributeBy(NativeCall& call, AttributeSetter set,
                            bool is_delete);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CLASS_ATTRIBUTES_H_

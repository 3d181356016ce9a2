// What is said of an attribute that an object does not have.
#ifndef MIDGE_VM_OBJECTS_MISSING_ATTRIBUTE_H_
#define MIDGE_VM_OBJECTS_MISSING_ATTRIBUTE_H_

#include "vm/objects/operators.h"

namespace midge::vm {

// Raises AttributeError with CPython's text, the object and the name.
OpResult RaiseMissing(Context& context, Value v, Str* name);
// Whether an AttributeError was raised: by RaiseMissing() or by anyone else.
bool RaisedMissing(Context& context);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_MISSING_ATTRIBUTE_H_

// The order in which the classes behind a class are searched: C3, or what a
// metaclass's mro() says instead.
#ifndef MIDGE_VM_OBJECTS_CLASS_ORDER_H_
#define MIDGE_VM_OBJECTS_CLASS_ORDER_H_

#include <span>
#include <vector>

#include "vm/objects/operators.h"

namespace midge::vm {

// The C3 order of `cls` by what its bases are now.  Raises if there is none.
OpResult DefaultOrder(Context& context, Class* cls, std::vector<Value>* order);

// Whether the metaclass of `cls` has a mro() in Python.
bool HasOwnOrder(Context& context, Class* cls);

// Makes `order`, which mro() gave, that of `cls`, if it can be, and takes it
// into account for the classes that derive from it and have none of their own.
OpResult SetOrder(Context& context, Class* cls, std::span<const Value> order);

// `cls` and what derives from it, those that have an order of their own.
std::vector<Value> OwnOrdersFrom(Context& context, Class* cls);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CLASS_ORDER_H_

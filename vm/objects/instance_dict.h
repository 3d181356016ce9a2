// The attributes __dict__ and __weakref__.  A class whose instances are the
// first to have one, has a getset descriptor for it, as in CPython.
#ifndef MIDGE_VM_OBJECTS_INSTANCE_DICT_H_
#define MIDGE_VM_OBJECTS_INSTANCE_DICT_H_

#include "vm/objects/context.h"

namespace midge::vm {

// Adds __dict__ or __weakref__ to the dict of a new class, unless the class
// body had one.
void AddDictAttribute(Context& context, Class* cls);
void AddWeakRefAttribute(Context& context, Class* cls);

// Whether instances of the class have a __dict__, and can be referred to
// weakly.
bool InstancesHaveDict(const Class* cls);
bool InstancesTakeWeakRefs(const Class* cls);

// At start-up only.
void RegisterInstanceDicts();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_INSTANCE_DICT_H_

// Class and static methods of builtin classes, written in C++.
#ifndef MIDGE_VM_OBJECTS_CLASS_NATIVES_H_
#define MIDGE_VM_OBJECTS_CLASS_NATIVES_H_

#include "vm/objects/native.h"

namespace midge::vm {

// As AddMethods() in core.h, for one native; its first parameter is the class
// (class method) or an ordinary one (static method). At start-up only.
void AddClassMethod(Class* cls, const NativeSpec& spec);
void AddStaticMethod(Class* cls, const NativeSpec& spec);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CLASS_NATIVES_H_

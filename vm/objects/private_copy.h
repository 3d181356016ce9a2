// The first write by an agent to a shared object.
//
// Image objects are read-only and shared by every agent on the node.  When an
// agent writes to one it gets a private copy in its own heap, and from then on
// Context::Resolve() leads from the shared object to the copy.  The copy is
// shallow: what it points to stays shared until it is written itself.
//
// A class that is written to takes its subclasses in the image along, because
// their look-ups depend on it; each copy gets a new version.
#ifndef MIDGE_VM_OBJECTS_PRIVATE_COPY_H_
#define MIDGE_VM_OBJECTS_PRIVATE_COPY_H_

#include "vm/objects/context.h"

namespace midge::vm {

// The private copy of `object`, made now if need be.
// REQUIRES: object->shared().
Object* PrivateCopy(Context& context, Object* object);

// What to write to when Python code writes to `object`.
template <typename T>
T* Writable(Context& context, T* object) {
  if (!object->shared()) return object;
  return static_cast<T*>(PrivateCopy(context, object));
}

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_PRIVATE_COPY_H_

// OSError: which subclass an error number makes, and what its arguments are.
#ifndef MIDGE_VM_OBJECTS_OS_ERROR_H_
#define MIDGE_VM_OBJECTS_OS_ERROR_H_

namespace midge::vm {

// At start-up only.
void RegisterOsError();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_OS_ERROR_H_

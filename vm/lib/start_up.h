// Brings the process's core to life: builtin types, modules, prelude.
#ifndef MIDGE_VM_LIB_START_UP_H_
#define MIDGE_VM_LIB_START_UP_H_

namespace midge::vm {

// Makes and seals the core; a second call does nothing.  Any thread.
void StartUp();

}  // namespace midge::vm

#endif  // MIDGE_VM_LIB_START_UP_H_

// What an OSError keeps beside its arguments: a tuple in its kExceptionExtra.
#ifndef MIDGE_VM_OBJECTS_OS_ERROR_H_
#define MIDGE_VM_OBJECTS_OS_ERROR_H_

#include <cstdint>

namespace midge::vm {

// Places in the tuple; what is not there is None.
enum OsErrorPart : uint32_t {
  kOsErrorNumber,
  kOsErrorText,
  kOsErrorFile,
  kOsErrorOtherFile,
  kOsErrorWritten,  // characters_written
  kOsErrorParts,
};

void RegisterOsError();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_OS_ERROR_H_

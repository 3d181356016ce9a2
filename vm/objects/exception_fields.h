// The fields that some builtin exceptions have beside those of all: in reserved
// slots (layout.h), each with a member descriptor in its class.  What was never
// set is unbound there, and None to programs.
#ifndef MIDGE_VM_OBJECTS_EXCEPTION_FIELDS_H_
#define MIDGE_VM_OBJECTS_EXCEPTION_FIELDS_H_

#include "vm/objects/context.h"
#include "vm/objects/objects.h"

namespace midge::vm {

enum StopIterationSlot : uint32_t { kStopValue = kExceptionSlotCount };
enum SystemExitSlot : uint32_t { kExitCode = kExceptionSlotCount };
enum ImportErrorSlot : uint32_t {
  kImportMessage = kExceptionSlotCount,
  kImportName,
  kImportPath,
};
enum NameErrorSlot : uint32_t { kNameErrorName = kExceptionSlotCount };
enum AttributeErrorSlot : uint32_t {
  kAttributeErrorObject = kExceptionSlotCount,
  kAttributeErrorName,
};
enum SyntaxErrorSlot : uint32_t {
  kSyntaxMessage = kExceptionSlotCount,
  kSyntaxFile,
  kSyntaxLine,
  kSyntaxOffset,
  kSyntaxText,
  kSyntaxEndLine,
  kSyntaxEndOffset,
  kSyntaxPrintPlace,  // print_file_and_line
};
enum OsErrorSlot : uint32_t {
  kOsErrorNumber = kExceptionSlotCount,
  kOsErrorText,
  kOsErrorFile,
  kOsErrorOtherFile,
  kOsErrorWritten,  // characters_written, which is no member
};
// Of the three classes that know where the error is.
enum UnicodeErrorSlot : uint32_t {
  kUnicodeEncoding = kExceptionSlotCount,  // UnicodeTranslateError: unset
  kUnicodeObject,
  kUnicodeStart,
  kUnicodeEnd,
  kUnicodeReason,
};
enum GroupSlot : uint32_t {
  kGroupMessage = kExceptionSlotCount,
  kGroupMembers,
};

// What an exception that is known to have the slot holds there, as programs see
// it: never unbound.
template <typename Slot>
Value FieldOf(Instance* exception, Slot slot) {
  const Value value = exception->slots()[slot];
  return value.is_unbound() ? Value::None() : value;
}

// Whether it is the class BaseExceptionGroup.
bool HasGroupFields(Context& context, const Class* cls);

// At start-up only, before anything makes an exception.
void RegisterExceptionFields();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_EXCEPTION_FIELDS_H_

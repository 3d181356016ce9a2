// The codec's form of a flat value: a word, a handle, a short text or bytes, or
// a tuple of a few of them.  Most messages are that, and need neither the list
// of their objects nor an allocation that holds more than the bytes.
//
// The format is in vm/image/wire.h.  Encode() and Decode() choose the form.
#ifndef MIDGE_VM_IMAGE_FLAT_H_
#define MIDGE_VM_IMAGE_FLAT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "vm/objects/context.h"

namespace midge::vm {

// Appends the bytes of `value` to `*out` if it is flat, else returns false.  An
// object that a tuple holds twice makes it not flat: the copy would be two.
bool EncodeFlat(Value value, std::string* out);

bool IsFlat(std::string_view bytes);
// As Decode().  REQUIRES: IsFlat(bytes).
absl::Status DecodeFlat(Context& context, std::string_view bytes, Value* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_FLAT_H_

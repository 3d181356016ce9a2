// What bounds a value that crosses between agents.  Past a limit the sender
// gets a ValueError, or, for bytes from outside, the decoder refuses.
#ifndef MIDGE_VM_IMAGE_LIMITS_H_
#define MIDGE_VM_IMAGE_LIMITS_H_

#include <cstddef>

namespace midge::vm {

inline constexpr size_t kDefaultMessageBytesMax = 16 << 20;
inline constexpr size_t kMessageObjectsMax = 4 << 20;
// A flat value (vm/image/flat.h); what has more goes in the codec's usual form.
inline constexpr size_t kFlatBytesMax = 64;
inline constexpr size_t kFlatItemsMax = 8;
// Source of code compiled at run time that may be in one message: the receiver
// compiles it again.
inline constexpr size_t kMessageSourceBytesMax = 1 << 20;
// How deep tuples and frozensets may nest inside a key of a dict or an item of
// a set: such a key is hashed by a recursion.
inline constexpr int kKeyDepthMax = 64;
// Parts in a qualified name, "Outer.Inner.method".
inline constexpr int kNamePartsMax = 32;

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_LIMITS_H_

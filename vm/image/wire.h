// The byte format of a value graph.  Values are on the wire: append only.
//
//   version:byte
//   count:varint               objects, numbered 0, 1, ... in this order
//   head[count]                what is needed to make each object
//   root:value
//   body[...]                  what is in the objects that can hold others,
//                              in the order of their numbers
//
//   value = Immediate:byte, followed by a zigzag (kInt), 8 bytes (kFloat) or an
//           object's number as a varint (kObject)
//   head  = ObjectTag:byte, then by tag:
//     kText          width:byte length:varint characters
//     kBytes, kByteArray                       bytes
//     kBigInt        negative:byte count:varint limbs (8 bytes each)
//     kComplex       real, imaginary (8 bytes each)
//     kTuple, kList, kDict, kSet, kFrozenSet   length:varint
//     kRange, kSlice, kCell, kBoundMethod, kProperty, kStaticMethod,
//     kClassMethod, kRegexPattern              nothing
//     kRegexMatch    groups:varint             with the whole as one
//     kFunction      module:bytes code:varint  a function by value: the code's
//                                              number in its module
//     kCode          module:bytes code:varint  the same for the code alone
//     kMadeCode      source:varint file:varint options:varint code:varint
//                    compiled at run time: the numbers of bytes and a text
//                    before it, SourceOptions, and which of the code in that
//                    source it is
//     kMadeFunction  module:bytes code:varint  a function of made code: the
//                    number of a kMadeCode before it, and the module whose
//                    globals it has, or nothing
//     kBuiltins      nothing                   the namespace of module builtins
//     kFunctionName, kClassName                module:bytes qualname:bytes
//     kCoreClass     name:bytes
//     kNative        module:bytes qualname:bytes
//     kInstance      class:varint              the number of a class before it
//     kMember        class:varint name:bytes   a member of an Enum by its name
//     kFlags         class:varint value:zigzag name:bytes   one that its flags
//                    make up; no name: it has none
//     kAgent, kMailbox, kSemaphore             id:8 bytes
//     kAgentRange    first:8 bytes count:varint spread:varint
//   body:
//     kTuple, kList, kRange, kSlice, kCell, kBoundMethod, ...  value each
//     kDict          key, value, hash each; kSet, kFrozenSet: item, hash each
//                    (the hash, a zigzag, only behind a key that is an object
//                    but no text, bytes or int)
//     kFunction      defaults, keyword defaults, closure, name, qualname, doc,
//                    attributes
//     kMadeFunction  as kFunction, then its __module__ and, if no module has
//                    them, its globals
//     kInstance      reserved:varint, that many values; then 0 and
//     count:varint,
//                    count times name:value value; or 1 and __dict__:value
//
// A flat value (vm/image/flat.h) has a form of its own:
//
//   kFlatVersion:byte  item
//
//   item  = FlatTag:byte, then by tag:
//     kNone, kFalse, kTrue         nothing
//     kInt                         zigzag
//     kFloat                       8 bytes
//     kText, kBytes                count:byte, that many (text: Latin-1)
//     kAgent, kMailbox, kSemaphore id:8 bytes
//     kTuple                       length:byte, that many items but kTuple
//
// And so has a call by name (vm/image/call.h), which only begins an agent:
//
//   kCallVersion:byte  module:bytes  qualname:bytes  args:a flat tuple
//
// The module of a program's entry is called "__main__" here, whatever the agent
// calls it.
#ifndef MIDGE_VM_IMAGE_WIRE_H_
#define MIDGE_VM_IMAGE_WIRE_H_

#include <cstdint>

#include "vm/objects/layout.h"
#include "vm/objects/objects.h"

namespace midge::vm {

// One line per version, each beside those before it.
inline constexpr uint8_t kCodecVersion = 1;
inline constexpr uint8_t kFlatVersion = 2;
inline constexpr uint8_t kCallVersion = 3;

enum class Immediate : uint8_t {
  kUnbound,
  kNone,
  kFalse,
  kTrue,
  kEllipsis,
  kNotImplemented,
  kInt,
  kFloat,
  kObject,
};

enum class ObjectTag : uint8_t {
  kText,
  kBytes,
  kByteArray,
  kBigInt,
  kComplex,
  kTuple,
  kList,
  kDict,
  kSet,
  kFrozenSet,
  kRange,
  kSlice,
  kCell,
  kBoundMethod,
  kProperty,
  kStaticMethod,
  kClassMethod,
  kFunction,
  kFunctionName,
  kClassName,
  kCoreClass,
  kNative,
  kInstance,
  kAgent,
  kAgentRange,
  kMailbox,
  kSemaphore,
  kCode,
  kMadeCode,
  kMadeFunction,
  kBuiltins,
  kRegexPattern,
  kRegexMatch,
  kMember,
  kFlags,
};

enum class FlatTag : uint8_t {
  kNone,
  kFalse,
  kTrue,
  kInt,
  kFloat,
  kText,
  kBytes,
  kAgent,
  kMailbox,
  kSemaphore,
  kTuple,
};

// Slots of an instance that hold no attributes.
inline uint32_t ReservedSlots(const Class* cls) {
  return Layouts::ReservedCount(cls->root_layout);
}

// Whether a hash is sent behind this key of a dict or item of a set: where the
// receiver may need Python to compute it.
inline bool HasSentHash(Value key) {
  return key.is_object() && !IsKind(key, Kind::kStr) &&
         !IsKind(key, Kind::kBytes) && !IsKind(key, Kind::kBigInt);
}

}  // namespace midge::vm

#endif  // MIDGE_VM_IMAGE_WIRE_H_

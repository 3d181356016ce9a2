// The header that every heap object begins with, and the kinds of objects.
#ifndef MIDGE_VM_HEAP_OBJECT_H_
#define MIDGE_VM_HEAP_OBJECT_H_

#include <cstddef>
#include <cstdint>

#include "vm/heap/value.h"

namespace midge::vm {

enum class Kind : uint8_t {
#define KIND(name, fields, raw, tail) k##name,
#include "vm/heap/kinds.def"
#undef KIND
};

inline constexpr int kKindCount = 0
#define KIND(name, fields, raw, tail) +1
#include "vm/heap/kinds.def"
#undef KIND
    ;

enum class Tail : uint8_t { kNone, kValues, kWords, kBytes, kText };

// One line of kinds.def.
struct KindShape {
  const char* name;
  uint8_t field_count;
  uint8_t raw_count;
  Tail tail;
};
inline constexpr KindShape kKindShapes[kKindCount] = {
#define KIND(name, fields, raw, tail) {#name, fields, raw, Tail::tail},
#include "vm/heap/kinds.def"
#undef KIND
};

// Bits of the header's second byte.
enum HeaderFlags : uint8_t {
  // While collecting: the header's upper 56 bits are the new address >> 3.
  kForwarded = 1 << 0,
  // Not in any agent's heap: part of an image or of the core.  Never traced,
  // never written (see vm/objects/private_copy.h).
  kShared = 1 << 1,
  // A Str whose equals are all this very object.
  kInterned = 1 << 2,
  // log2 of the bytes per character of a Str, two bits.
  kWidthShift = 3,
  kWidthMask = 3 << 3,
  // In an allocation of its own; the collector marks it instead of copying it.
  kLarge = 1 << 5,
  kMarked = 1 << 6,
  // A Str whose characters are the first `length` ones of another, which the
  // one Value that it holds is.  See Str::whole().
  kPrefix = 1 << 7,
};

// header: kind:8, flags:8, serial:48.  The serial is the object's id() and
// default hash, given out by the heap on first use; 0 means none yet.  What an
// agent sees at one time has serials of its own heap (from 1), of the image, of
// the core, and of what all share beyond these: four ranges.
inline constexpr uint64_t kSharedSerials = uint64_t{1} << 46;
inline constexpr uint64_t kCoreSerials = uint64_t{2} << 46;
inline constexpr uint64_t kImageSerials = uint64_t{3} << 46;

struct Object {
  uint64_t header;

  Kind kind() const { return static_cast<Kind>(header & 0xFF); }
  bool is(Kind k) const { return kind() == k; }
  bool has(HeaderFlags flag) const { return header >> 8 & flag; }
  void set(HeaderFlags flag) { header |= uint64_t{flag} << 8; }
  void clear(HeaderFlags flag) { header &= ~(uint64_t{flag} << 8); }
  bool shared() const { return has(kShared); }
  uint64_t serial() const { return header >> 16; }

  static uint64_t Header(Kind kind, unsigned flags = 0) {
    return static_cast<uint64_t>(kind) | uint64_t{flags} << 8;
  }
};

// An object with a tail.
struct TailedObject : Object {
  uint32_t length;  // tail elements
  uint32_t other;   // the kind's own
};

// Bytes that an object of `kind` takes with `length` tail elements of text
// width `width` (1, 2 or 4; 1 for other tails), rounded up to 8.
inline size_t ObjectBytes(Kind kind, size_t length = 0, int width = 1) {
  const KindShape& shape = kKindShapes[static_cast<int>(kind)];
  const size_t words =
      1 + shape.field_count + shape.raw_count + (shape.tail != Tail::kNone);
  switch (shape.tail) {
    case Tail::kNone:
      return words * 8;
    case Tail::kValues:
    case Tail::kWords:
      return (words + length) * 8;
    case Tail::kBytes:
      return words * 8 + (length + 7) / 8 * 8;
    case Tail::kText:
      return words * 8 + (length * width + 7) / 8 * 8;
  }
  return 0;
}
// Bytes that `object` takes.
inline size_t ObjectBytes(const Object* object) {
  const Kind kind = object->kind();
  if (kKindShapes[static_cast<int>(kind)].tail == Tail::kNone) {
    return ObjectBytes(kind);
  }
  if (object->has(kPrefix)) return sizeof(TailedObject) + sizeof(Value);
  const int width = 1 << (object->header >> 8 >> kWidthShift & 3);
  return ObjectBytes(kind, static_cast<const TailedObject*>(object)->length,
                     width);
}

// Calls visit(Value*) for every Value in `object`: fields, then tail; or the
// one of a prefix.
template <typename Visit>
void VisitValues(Object* object, Visit&& visit) {
  const KindShape& shape = kKindShapes[static_cast<int>(object->kind())];
  Value* fields = reinterpret_cast<Value*>(object) + 1;
  if (shape.tail != Tail::kNone) ++fields;
  for (int i = 0; i < shape.field_count; ++i) visit(&fields[i]);
  if (shape.tail != Tail::kValues) {
    if (object->has(kPrefix)) visit(fields);
    return;
  }
  Value* tail = fields + shape.field_count + shape.raw_count;
  const uint32_t length = static_cast<TailedObject*>(object)->length;
  for (uint32_t i = 0; i < length; ++i) visit(&tail[i]);
}

inline bool IsKind(Value v, Kind kind) {
  return v.is_object() && v.as_object()->kind() == kind;
}

}  // namespace midge::vm

#endif  // MIDGE_VM_HEAP_OBJECT_H_

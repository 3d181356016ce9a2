#include "vm/heap/object.h"

namespace midge::vm {

const KindShape kKindShapes[kKindCount] = {
#define KIND(name, fields, raw, tail) {#name, fields, raw, Tail::tail},
#include "vm/heap/kinds.def"
#undef KIND
};

size_t ObjectBytes(Kind kind, size_t length, int width) {
  const KindShape& shape = kKindShapes[static_cast<int>(kind)];
  size_t words = 1 + shape.field_count + shape.raw_count;
  if (shape.tail != Tail::kNone) ++words;
  switch (shape.tail) {
    case Tail::kNone:
      return words * 8;
    case Tail::kValues:
    case Tail::kWords:
      return (words + length) * 8;
    case Tail::kBytes:
      width = 1;
      break;
    case Tail::kText:
      break;
  }
  return words * 8 + (length * width + 7) / 8 * 8;
}

size_t ObjectBytes(const Object* object) {
  const Kind kind = object->kind();
  if (kKindShapes[static_cast<int>(kind)].tail == Tail::kNone) {
    return ObjectBytes(kind);
  }
  const int width = 1 << (object->header >> 8 >> kWidthShift & 3);
  return ObjectBytes(kind, static_cast<const TailedObject*>(object)->length,
                     width);
}

}  // namespace midge::vm

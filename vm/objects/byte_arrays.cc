// bytearray's own storage, and copying between strings of any width.
#include <algorithm>
#include <cstring>

#include "vm/objects/containers.h"
#include "vm/objects/errors.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

template <typename To>
void CopyChars(To* to, const Str* from) {
  switch (from->width()) {
    case 1:
      std::copy_n(from->chars1(), from->length, to);
      return;
    case 2:
      std::copy_n(from->chars2(), from->length, to);
      return;
    default:
      std::copy_n(from->chars4(), from->length, to);
      return;
  }
}

}  // namespace

void CopyStr(Str* to, uint32_t at, const Str* from) {
  switch (to->width()) {
    case 1:
      CopyChars(to->chars1() + at, from);
      return;
    case 2:
      CopyChars(to->chars2() + at, from);
      return;
    default:
      CopyChars(to->chars4() + at, from);
      return;
  }
}

ByteArray* NewByteArray(Context& context, std::string_view bytes) {
  ByteArray* array = context.heap().New<ByteArray>();
  array->size = bytes.size();
  if (!bytes.empty()) {
    array->buffer = context.heap().New<Index>(bytes.size());
    std::memcpy(array->buffer->data(), bytes.data(), bytes.size());
  }
  return array;
}

// Grows by half as much again, so that appending one by one copies each byte a
// bounded number of times.
bool GrowByteArray(Context& context, ByteArray* array, size_t count) {
  const size_t size = array->size + count;
  const size_t room = array->buffer ? array->buffer->length : 0;
  if (size <= room) return true;
  const size_t grown = std::max(size, room + room / 2 + 8);
  if (size > UINT32_MAX || !context.heap().HasRoomFor(grown)) {
    RaiseMemoryError(context);
    return false;
  }
  Index* buffer =
      context.heap().New<Index>(std::min<size_t>(grown, UINT32_MAX));
  if (array->size > 0) {
    std::memcpy(buffer->data(), array->buffer->data(), array->size);
  }
  array->buffer = buffer;
  return true;
}

bool ExtendByteArray(Context& context, ByteArray* array,
                     const std::string& bytes) {
  if (!GrowByteArray(context, array, bytes.size())) return false;
  if (bytes.empty()) return true;
  std::memcpy(array->buffer->data() + array->size, bytes.data(), bytes.size());
  array->size += bytes.size();
  return true;
}

ByteArray* WritableByteArray(Context& context, Value array) {
  return Writable(context, static_cast<ByteArray*>(array.as_object()));
}

// REQUIRES: the index is in range.
OpResult SetByte(Context& context, Value array, int64_t index, Value item) {
  int64_t byte;
  if (!ToInt64(item, &byte)) {
    RaiseTypeError(context,
                   absl::StrCat("'", std::string(TypeName(context, item)),
                                "' object cannot be interpreted as an "
                                "integer"));
    return OpResult::kRaise;
  }
  if (byte < 0 || byte > 255) {
    RaiseValueError(context, "byte must be in range(0, 256)");
    return OpResult::kRaise;
  }
  WritableByteArray(context, array)->buffer->data()[index] =
      static_cast<uint8_t>(byte);
  return OpResult::kDone;
}

// REQUIRES: the index is in range.
OpResult DeleteByte(Context& context, Value value, int64_t index) {
  ByteArray* array = WritableByteArray(context, value);
  uint8_t* data = array->buffer->data();
  std::copy(data + index + 1, data + array->size, data + index);
  --array->size;
  return OpResult::kDone;
}

}  // namespace midge::vm

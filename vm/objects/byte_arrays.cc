// bytearray's own storage, and copying between strings of any width.
#include <algorithm>
#include <bit>
#include <cstring>

#include "vm/heap/weak.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/slices.h"
#include "vm/objects/text_value.h"
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

namespace {

// Whether a memoryview has died, or was released.
bool IsOver(Context& context, Value ref, const ByteArray* array) {
  Object* const view = static_cast<WeakRef*>(ref.as_object())->referent;
  if (view == nullptr) return true;
  Instance* const instance = context.Resolve(static_cast<Instance*>(view));
  const Value base = InstanceGet(context, instance, core().n_view_base);
  return !IsKind(base, Kind::kByteArray) ||
         context.Resolve(static_cast<ByteArray*>(base.as_object())) != array;
}

void ForgetOverViews(Context& context, ByteArray* array) {
  List* const views = array->views.get();
  uint64_t kept = 0;
  for (uint64_t i = 0; i < views->size; ++i) {
    const Value ref = views->items()[i];
    if (!IsOver(context, ref, array)) views->items()[kept++] = ref;
  }
  std::fill(views->items() + kept, views->items() + views->size, Value());
  views->size = kept;
}

}  // namespace

void AddView(Context& context, ByteArray* array, Object* view) {
  constexpr uint64_t kManyViews = 8;
  if (!array->views) array->views = NewList(context);
  const uint64_t count = array->views->size;
  // At each doubling, so that a view costs the same however many there were.
  if (count >= kManyViews && std::has_single_bit(count)) {
    ForgetOverViews(context, array);
  }
  WeakRef* const ref = context.heap().New<WeakRef>();
  ref->callback = Value::None();
  ref->referent = view;
  ref->owner = nullptr;
  ref->hash = WeakRef::kNoHash;
  context.heap().AddWeakRef(ref);
  ListPush(context, array->views.get(), Value::Of(ref));
}

bool MayResize(Context& context, ByteArray* array) {
  if (!array->views) return true;
  ForgetOverViews(context, array);
  if (array->views->size == 0) {
    array->views = Ref<List>();
    return true;
  }
  context.collection_may_help = true;
  Raise(context, core().BufferError,
        "Existing exports of data: object cannot be re-sized");
  return false;
}

// Grows by half as much again, so that appending one by one copies each byte a
// bounded number of times.
bool GrowByteArray(Context& context, ByteArray* array, size_t count) {
  const size_t size = array->size + count;
  const size_t room = array->buffer ? array->buffer->length : 0;
  if (count > 0 && !MayResize(context, array)) return false;
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
  if (IsKind(item, Kind::kInstance)) return OpResult::kPython;
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
  if (!MayResize(context, array)) return OpResult::kRaise;
  uint8_t* data = array->buffer->data();
  std::copy(data + index + 1, data + array->size, data + index);
  --array->size;
  return OpResult::kDone;
}

namespace {

// array[start:stop] = bytes
OpResult Splice(Context& context, ByteArray* array, size_t start, size_t stop,
                std::string_view bytes) {
  const size_t removed = stop - start;
  const size_t tail = array->size - stop;
  if (bytes.size() > removed) {
    if (!GrowByteArray(context, array, bytes.size() - removed)) {
      return OpResult::kRaise;
    }
  } else if (bytes.size() < removed && !MayResize(context, array)) {
    return OpResult::kRaise;
  }
  if (!array->buffer) return OpResult::kDone;  // empty before and after
  uint8_t* const data = array->buffer->data();
  if (bytes.size() != removed) {
    std::memmove(data + start + bytes.size(), data + stop, tail);
  }
  std::copy(bytes.begin(), bytes.end(), data + start);
  array->size = start + bytes.size() + tail;
  context.Charge((bytes.size() + tail) / 64);
  return OpResult::kDone;
}

// del array[start::step], `count` bytes.  REQUIRES: step > 0, count > 0.
OpResult DeleteStepped(Context& context, ByteArray* array, size_t start,
                       size_t step, size_t count) {
  if (!MayResize(context, array)) return OpResult::kRaise;
  uint8_t* const data = array->buffer->data();
  size_t to = start;
  for (size_t from = start; from < array->size; ++from) {
    const size_t past = from - start;
    const bool deleted = past % step == 0 && past / step < count;
    if (!deleted) data[to++] = data[from];
  }
  context.Charge((array->size - start) / 16);
  array->size = to;
  return OpResult::kDone;
}

}  // namespace

OpResult SpliceBytes(Context& context, Value value, Value slice,
                     const Text* item) {
  ByteArray* array = WritableByteArray(context, value);
  SliceBounds at;
  const OpResult result =
      ResolveSlice(context, static_cast<Slice*>(slice.as_object()),
                   static_cast<int64_t>(array->size), &at);
  if (result != OpResult::kDone) return result;
  // May be the array's own.
  const std::string bytes(item == nullptr ? "" : item->view.bytes());
  if (at.step == 1) {
    return Splice(context, array, static_cast<size_t>(at.start),
                  static_cast<size_t>(std::max(at.start, at.stop)), bytes);
  }
  const auto count = static_cast<size_t>(at.count);
  if (bytes.empty()) {
    if (count == 0) return OpResult::kDone;
    const int64_t first =
        at.step > 0 ? at.start : at.start + (at.count - 1) * at.step;
    return DeleteStepped(context, array, static_cast<size_t>(first),
                         static_cast<size_t>(std::abs(at.step)), count);
  }
  if (bytes.size() != count) {
    RaiseValueError(
        context, absl::StrCat("attempt to assign bytes of size ", bytes.size(),
                              " to extended slice of size ", count));
    return OpResult::kRaise;
  }
  uint8_t* const data = array->buffer->data();
  for (int64_t i = 0; i < at.count; ++i) {
    data[at.start + i * at.step] = static_cast<uint8_t>(bytes[i]);
  }
  return OpResult::kDone;
}

}  // namespace midge::vm

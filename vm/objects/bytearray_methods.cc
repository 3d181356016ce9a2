// The methods that change a bytearray; those it shares with bytes are in
// bytes_methods.cc.
#include <algorithm>
#include <cstring>

#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/slices.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

// The receiver, to be changed; null with TypeError raised if it is none.
ByteArray* Receiver(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kByteArray, true);
  return self.is_unbound() ? nullptr
                           : static_cast<ByteArray*>(self.as_object());
}

bool ByteArgument(Context& context, Value v, uint8_t* out) {
  int64_t byte;
  if (!ClampedArgument(context, v, &byte)) return false;
  if (byte < 0 || byte > 255) {
    RaiseValueError(context, "byte must be in range(0, 256)");
    return false;
  }
  *out = static_cast<uint8_t>(byte);
  return true;
}

NativeResult InsertAt(NativeCall& call, ByteArray* array, int64_t index,
                      Value item) {
  uint8_t byte;
  if (!ByteArgument(call.context, item, &byte) ||
      !GrowByteArray(call.context, array, 1)) {
    return NativeResult::kRaise;
  }
  uint8_t* data = array->buffer->data();
  std::memmove(data + index + 1, data + index,
               array->size - static_cast<size_t>(index));
  data[index] = byte;
  ++array->size;
  return call.Return(Value::None());
}

NativeResult Append(NativeCall& call) {
  ByteArray* array = Receiver(call);
  if (array == nullptr) return NativeResult::kRaise;
  return InsertAt(call, array, static_cast<int64_t>(array->size), call.args[1]);
}

NativeResult Insert(NativeCall& call) {
  ByteArray* array = Receiver(call);
  int64_t index;
  if (array == nullptr ||
      !ClampedArgument(call.context, call.args[1], &index)) {
    return NativeResult::kRaise;
  }
  const auto size = static_cast<int64_t>(array->size);
  if (index < 0) index = std::max<int64_t>(index + size, 0);
  return InsertAt(call, array, std::min(index, size), call.args[2]);
}

// Of an iterable that is no bytes the prelude makes some first.
NativeResult Extend(NativeCall& call) {
  ByteArray* array = Receiver(call);
  if (array == nullptr) return NativeResult::kRaise;
  Text more;
  if (!GetBuffer(call.context, call.args[1], &more)) {
    return call.Prelude("bytearray_extend", {Value::Of(array), call.args[1]});
  }
  const std::string bytes(more.view.bytes());  // may be the receiver's own
  if (!ExtendByteArray(call.context, array, bytes)) return NativeResult::kRaise;
  call.context.Charge(bytes.size() / 64);
  return call.Return(Value::None());
}

NativeResult Pop(NativeCall& call) {
  ByteArray* array = Receiver(call);
  int64_t index;
  if (array == nullptr ||
      !IntArgumentOr(call.context, call.args[1], -1, &index)) {
    return NativeResult::kRaise;
  }
  const auto size = static_cast<int64_t>(array->size);
  if (size == 0) {
    return RaiseIndexError(call.context, "pop from empty bytearray");
  }
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    return RaiseIndexError(call.context, "pop index out of range");
  }
  const Value byte = Value::Int(array->buffer->data()[index]);
  return DeleteByte(call.context, Value::Of(array), index) == OpResult::kDone
             ? call.Return(byte)
             : NativeResult::kRaise;
}

NativeResult Remove(NativeCall& call) {
  ByteArray* array = Receiver(call);
  uint8_t byte;
  if (array == nullptr || !ByteArgument(call.context, call.args[1], &byte)) {
    return NativeResult::kRaise;
  }
  for (size_t i = 0; i < array->size; ++i) {
    if (array->buffer->data()[i] != byte) continue;
    call.result = Value::None();
    return Finish(
        DeleteByte(call.context, Value::Of(array), static_cast<int64_t>(i)));
  }
  return RaiseValueError(call.context, "value not found in bytearray");
}

NativeResult Clear(NativeCall& call) {
  ByteArray* array = Receiver(call);
  if (array == nullptr) return NativeResult::kRaise;
  if (array->size > 0 && !MayResize(call.context, array)) {
    return NativeResult::kRaise;
  }
  array->size = 0;
  array->buffer = Ref<Index>();
  return call.Return(Value::None());
}

NativeResult Reverse(NativeCall& call) {
  ByteArray* array = Receiver(call);
  if (array == nullptr) return NativeResult::kRaise;
  if (array->size > 1) {
    uint8_t* data = array->buffer->data();
    std::reverse(data, data + array->size);
  }
  return call.Return(Value::None());
}

NativeResult Copy(NativeCall& call) {
  Text self;
  if (!GetBytes(call.context, call.args[0], &self)) {
    return RaiseTypeError(call.context, "copy() takes a bytearray");
  }
  return call.Return(Value::Of(NewByteArray(call.context, self.view.bytes())));
}

constexpr NativeSpec kMethods[] = {
    {"append", "self, item, /", &Append},
    {"clear", "self, /", &Clear},
    {"copy", "self, /", &Copy},
    {"extend", "self, iterable_of_ints, /", &Extend},
    {"insert", "self, index, item, /", &Insert},
    {"pop", "self, index=-1, /", &Pop},
    {"remove", "self, value, /", &Remove},
    {"reverse", "self, /", &Reverse},
};

// add_view(array, view): a memoryview keeps the array's size as it is.
NativeResult AddViewFunction(NativeCall& call) {
  const Value array = call.args[0];
  if (!IsKind(array, Kind::kByteArray) ||
      !IsKind(call.args[1], Kind::kInstance)) {
    return RaiseTypeError(call.context, "add_view() takes a bytearray");
  }
  auto* const own =
      call.context.Resolve(static_cast<ByteArray*>(array.as_object()));
  // An agent that only looks at what all share gets no copy of it.
  if (!own->shared()) AddView(call.context, own, call.args[1].as_object());
  return call.Return(Value::None());
}

// is_buffer(x): whether memoryview() takes it.
NativeResult IsBuffer(NativeCall& call) {
  Text bytes;
  return call.Return(
      Value::Bool(GetBuffer(call.context, call.args[0], &bytes) ||
                  Value::Of(ClassOf(call.context, call.args[0])) ==
                      core().PreludeFunction("memoryview")));
}

// check_unviewed(array): BufferError while a memoryview of it lives.
NativeResult CheckUnviewed(NativeCall& call) {
  const Value array = call.args[0];
  if (!IsKind(array, Kind::kByteArray)) {
    return RaiseTypeError(call.context, "check_unviewed() takes a bytearray");
  }
  auto* const own =
      call.context.Resolve(static_cast<ByteArray*>(array.as_object()));
  if (!MayResize(call.context, own)) return NativeResult::kRaise;
  return call.Return(Value::None());
}

// splice_bytes(array, slice, item): array[slice] = item, which is bytes; None:
// del array[slice].
NativeResult SpliceBytesFunction(NativeCall& call) {
  Text item;
  const bool deletes = call.args[2].is_none();
  if (!IsKind(call.args[0], Kind::kByteArray) ||
      !IsKind(call.args[1], Kind::kSlice) ||
      (!deletes && !GetBuffer(call.context, call.args[2], &item))) {
    return RaiseTypeError(call.context, "splice_bytes() takes a bytearray");
  }
  call.result = Value::None();
  return Finish(SpliceBytes(call.context, call.args[0], call.args[1],
                            deletes ? nullptr : &item));
}

constexpr NativeSpec kFunctions[] = {
    {"add_view", "array, view, /", &AddViewFunction},
    {"is_buffer", "x, /", &IsBuffer},
    {"check_unviewed", "array, /", &CheckUnviewed},
    {"splice_bytes", "array, slice, item, /", &SpliceBytesFunction},
};

}  // namespace

void RegisterByteArrayMethods() {
  AddMethods(core().bytearray, kMethods);
  AddFunctions("_prelude", kFunctions);
}

}  // namespace midge::vm

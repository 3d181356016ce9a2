// Module _zlib: pieces of streams, under the library's zlib.py.
//
// A stream that is undone has a text::InflateState in a bytearray; one that is
// made has no state but its last bytes.
#include <algorithm>
#include <memory>
#include <string>

#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/deflate.h"
#include "vm/text/inflate.h"
#include "vm/text/limits.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// What one call takes or gives at most: some milliseconds' work.
constexpr size_t kPieceBytesMax = size_t{256} << 10;
// No byte of input gives more than this.
constexpr size_t kGivenByByteMax = 1032;
// Going on with a stream costs its window and the header of its block.
constexpr uint32_t kRestartCharge = 512;

bool Bytes(NativeCall& call, int i, std::string_view* out) {
  Text text;
  if (!GetBytes(call.context, call.args[i], &text)) {
    RaiseTypeError(call.context, "_zlib takes bytes");
    return false;
  }
  *out = text.view.bytes();
  return true;
}

bool Small(NativeCall& call, int i, int* out) {
  int64_t value;
  if (!IntArgument(call.context, call.args[i], &value)) return false;
  *out = static_cast<int>(std::clamp<int64_t>(value, -1000, 1000));
  return true;
}

// deflate(data, window, is_last, level, wbits, memLevel, strategy): a piece of
// a raw stream, or None if zlib takes no such options.
Result DeflateBytes(NativeCall& call) {
  std::string_view data, window;
  int is_last;
  text::DeflateOptions options;
  if (!Bytes(call, 0, &data) || !Bytes(call, 1, &window) ||
      !Small(call, 2, &is_last) || !Small(call, 3, &options.level) ||
      !Small(call, 4, &options.window_bits) ||
      !Small(call, 5, &options.memory_level) ||
      !Small(call, 6, &options.strategy)) {
    return Result::kRaise;
  }
  if (data.size() > kPieceBytesMax || window.size() > text::kInflateWindow) {
    return RaiseValueError(call.context, "more than a piece of a stream");
  }
  std::string out;
  if (!text::Deflate(data, window, is_last != 0, options, &out)) {
    return call.Return(Value::None());
  }
  call.context.Charge(data.size() / 4);
  return call.Return(Value::Of(NewBytes(call.context, out)));
}

// The state in the first argument, to go on with; null with an exception raised
// if there is none.
text::InflateState* StateOf(NativeCall& call) {
  const Value v = call.args[0];
  if (!IsKind(v, Kind::kByteArray)) {
    RaiseTypeError(call.context, "a stream's state is a bytearray");
    return nullptr;
  }
  auto* given = static_cast<ByteArray*>(v.as_object());
  if (call.context.Resolve(given)->size != sizeof(text::InflateState)) {
    RaiseValueError(call.context, "not a stream's state");
    return nullptr;
  }
  ByteArray* array = Writable(call.context, call.context.Resolve(given));
  return reinterpret_cast<text::InflateState*>(array->buffer->data());
}

// inflate_begin(data, wbits, zdict): (state, how many were taken, status,
// message), with None for a state unless the header is whole; or None if there
// is no such stream.
Result InflateBegin(NativeCall& call) {
  Context& context = call.context;
  std::string_view data, dictionary;
  int window_bits;
  if (!Bytes(call, 0, &data) || !Small(call, 1, &window_bits) ||
      !Bytes(call, 2, &dictionary)) {
    return Result::kRaise;
  }
  if (!text::IsInflateWindow(window_bits)) return call.Return(Value::None());
  context.Charge(
      (std::min(data.size(), text::kStreamHeaderBytesMax) + dictionary.size()) /
      64);
  const auto state = std::make_unique<text::InflateState>();
  const text::Inflated done =
      text::InflateBegin(data, window_bits, dictionary, state.get());
  const std::string_view bytes(reinterpret_cast<const char*>(state.get()),
                               sizeof *state);
  const Value items[] = {done.status == text::Inflated::kEnd
                             ? Value::Of(NewByteArray(context, bytes))
                             : Value::None(),
                         Value::Int(static_cast<int64_t>(done.consumed)),
                         Value::Int(done.status),
                         Value::Of(NewStr(context, done.message))};
  return call.Return(Value::Of(NewTuple(context, items)));
}

// inflate(state, data, start, limit): (bytes, how many were taken, status,
// message).  The status is that of text::Inflated, or -1 if there is more to do
// with the same data.
Result InflateBytes(NativeCall& call) {
  Context& context = call.context;
  std::string_view data;
  int64_t start, limit;
  text::InflateState* state = StateOf(call);
  if (state == nullptr || !Bytes(call, 1, &data) ||
      !IntArgument(context, call.args[2], &start) ||
      !IntArgument(context, call.args[3], &limit)) {
    return Result::kRaise;
  }
  data.remove_prefix(
      std::clamp<int64_t>(start, 0, static_cast<int64_t>(data.size())));
  const std::string_view piece = data.substr(0, kPieceBytesMax);
  const auto room = static_cast<size_t>(std::clamp<int64_t>(
      limit, 0,
      static_cast<int64_t>(
          std::min(kPieceBytesMax, (piece.size() + 1) * kGivenByByteMax))));
  if (!context.heap().HasRoomFor(room)) return RaiseMemoryError(context);
  const text::Inflated done = text::Inflate(state, piece, room);
  context.Charge(kRestartCharge + (done.consumed + done.out.size()) / 16);
  int status = done.status;
  if (status == text::Inflated::kMore &&
      (done.consumed < data.size() || done.out.size() == room) &&
      done.out.size() < static_cast<size_t>(std::max<int64_t>(limit, 0))) {
    status = -1;
  }
  const Value items[] = {Value::Of(NewBytes(context, done.out)),
                         Value::Int(static_cast<int64_t>(done.consumed)),
                         Value::Int(status),
                         Value::Of(NewStr(context, done.message))};
  return call.Return(Value::Of(NewTuple(context, items)));
}

// adler32(data, start), of the low bits of `start`.
Result Adler32Of(NativeCall& call) {
  std::string_view data;
  int64_t start;
  if (!Bytes(call, 0, &data) ||
      !IntArgument(call.context, call.args[1], &start)) {
    return Result::kRaise;
  }
  call.context.Charge(data.size() / 64);
  return call.Return(
      Value::Int(text::Adler32(data, static_cast<uint32_t>(start))));
}

constexpr NativeSpec kFunctions[] = {
    {"deflate", "data, window, is_last, level, wbits, memLevel, strategy, /",
     &DeflateBytes},
    {"inflate_begin", "data, wbits, zdict, /", &InflateBegin},
    {"inflate", "state, data, start, limit, /", &InflateBytes},
    {"adler32", "data, start, /", &Adler32Of},
};

}  // namespace

void RegisterZlib() { AddFunctions("_zlib", kFunctions); }

}  // namespace midge::vm

// Module _zlib: streams done over from their beginning, under the library's
// zlib.py, which keeps what a stream was fed.
#include <string>
#include <vector>

#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/deflate.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// What one stream may be fed, or give, at most: about a second's work.
constexpr size_t kStreamBytesMax = size_t{64} << 20;

bool Bytes(NativeCall& call, int i, std::string_view* out) {
  Text text;
  if (!GetBytes(call.context, call.args[i], &text)) {
    RaiseTypeError(call.context, "_zlib takes bytes");
    return false;
  }
  *out = text.view.bytes();
  if (out->size() <= kStreamBytesMax) return true;
  RaiseMemoryError(call.context);
  return false;
}

bool Small(NativeCall& call, int i, int* out) {
  int64_t value;
  if (!IntArgument(call.context, call.args[i], &value)) return false;
  if (value < -1000 || value > 1000) {
    RaiseValueError(call.context, "Invalid initialization option");
    return false;
  }
  *out = static_cast<int>(value);
  return true;
}

// The list [end, mode, end, mode, ...].
bool Marks(NativeCall& call, Value v, size_t size,
           std::vector<text::FlushMark>* out) {
  List* list = IsKind(v, Kind::kList)
                   ? call.context.Resolve(static_cast<List*>(v.as_object()))
                   : nullptr;
  size_t at = 0;
  for (uint32_t i = 0; list != nullptr && i + 1 < list->size; i += 2) {
    const Value end = list->items()[i], mode = list->items()[i + 1];
    if (!end.is_int() || !mode.is_int() ||
        end.as_int() < static_cast<int64_t>(at) ||
        end.as_int() > static_cast<int64_t>(size) || mode.as_int() < 0 ||
        mode.as_int() > 6) {
      RaiseValueError(call.context, "not the marks of a stream");
      return false;
    }
    at = static_cast<size_t>(end.as_int());
    out->push_back({at, static_cast<int>(mode.as_int())});
  }
  return true;
}

bool HasRoom(NativeCall& call, size_t bytes) {
  if (call.context.heap().HasRoomFor(bytes)) return true;
  RaiseMemoryError(call.context);
  return false;
}

// deflate(data, marks, level, wbits, memLevel, strategy, zdict): the bytes, or
// zlib's status.
Result DeflateBytes(NativeCall& call) {
  std::string_view data;
  std::vector<text::FlushMark> marks;
  text::DeflateOptions options;
  if (!Bytes(call, 0, &data) ||
      !Marks(call, call.args[1], data.size(), &marks) ||
      !Small(call, 2, &options.level) ||
      !Small(call, 3, &options.window_bits) ||
      !Small(call, 4, &options.memory_level) ||
      !Small(call, 5, &options.strategy) ||
      !Bytes(call, 6, &options.dictionary) || !HasRoom(call, data.size())) {
    return Result::kRaise;
  }
  std::string out;
  const int status = text::Deflate(data, marks, options, &out);
  call.context.Charge(data.size() / 4);
  if (status != 0) return call.Return(Value::Int(status));
  return call.Return(Value::Of(NewBytes(call.context, out)));
}

// inflate(data, wbits, zdict, skip, limit): (bytes, consumed, is_end, status,
// message), see text::Inflated.
Result InflateBytes(NativeCall& call) {
  std::string_view data, dictionary;
  int window_bits;
  int64_t skip, limit;
  if (!Bytes(call, 0, &data) || !Small(call, 1, &window_bits) ||
      !Bytes(call, 2, &dictionary) ||
      !IntArgument(call.context, call.args[3], &skip) ||
      !IntArgument(call.context, call.args[4], &limit)) {
    return Result::kRaise;
  }
  const int64_t max = kStreamBytesMax;
  if (skip < 0 || skip > max || limit < 0)
    return RaiseMemoryError(call.context);
  // A byte more than a stream may give tells that it would.
  const bool bounded = limit <= max - skip;
  const text::Inflated done =
      text::Inflate(data, window_bits, dictionary, static_cast<size_t>(skip),
                    static_cast<size_t>(bounded ? limit : max - skip + 1));
  call.context.Charge((static_cast<size_t>(skip) + done.out.size()) / 16);
  if (static_cast<int64_t>(done.out.size()) > max - skip ||
      !HasRoom(call, done.out.size())) {
    return RaiseMemoryError(call.context);
  }
  const Value items[] = {Value::Of(NewBytes(call.context, done.out)),
                         Value::Int(static_cast<int64_t>(done.consumed)),
                         Value::Bool(done.is_end), Value::Int(done.status),
                         Value::Of(NewStr(call.context, done.message))};
  return call.Return(Value::Of(NewTuple(call.context, items)));
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
    {"deflate", "data, marks, level, wbits, memLevel, strategy, zdict, /",
     &DeflateBytes},
    {"inflate", "data, wbits, zdict, skip, limit, /", &InflateBytes},
    {"adler32", "data, start, /", &Adler32Of},
};

}  // namespace

void RegisterZlib() { AddFunctions("_zlib", kFunctions); }

}  // namespace midge::vm

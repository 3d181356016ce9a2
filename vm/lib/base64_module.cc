// Module _base64: what is long of module binascii, under the library's
// binascii.py.
#include <string>

#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/base64.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// args[0], and room for what is made of it; false: raised.
bool Data(NativeCall& call, std::string_view* out) {
  Text text;
  if (!GetBytes(call.context, call.args[0], &text)) {
    RaiseTypeError(call.context, "_base64 takes bytes");
    return false;
  }
  *out = text.view.bytes();
  if (!call.context.heap().HasRoomFor(out->size() * 2)) {
    RaiseMemoryError(call.context);
    return false;
  }
  call.context.Charge(out->size() / 64);
  return true;
}

Result Encode(NativeCall& call) {
  std::string_view data;
  if (!Data(call, &data)) return Result::kRaise;
  return call.Return(
      Value::Of(NewBytes(call.context, text::EncodeBase64(data))));
}

// decode(data, strict): the bytes, or a str that says what is wrong.
Result Decode(NativeCall& call) {
  std::string_view data;
  if (!Data(call, &data)) return Result::kRaise;
  std::string bytes;
  const std::string problem =
      text::DecodeBase64(data, call.args[1].is_true(), &bytes);
  if (!problem.empty()) {
    return call.Return(Value::Of(NewStr(call.context, problem)));
  }
  return call.Return(Value::Of(NewBytes(call.context, bytes)));
}

// crc32(data, crc) and crc_hqx(data, crc): of the low bits of `crc`.
Result Crc32Of(NativeCall& call) {
  std::string_view data;
  int64_t crc;
  if (!Data(call, &data) || !IntArgument(call.context, call.args[1], &crc)) {
    return Result::kRaise;
  }
  return call.Return(Value::Int(text::Crc32(data, static_cast<uint32_t>(crc))));
}

Result CrcBinHexOf(NativeCall& call) {
  std::string_view data;
  int64_t crc;
  if (!Data(call, &data) || !IntArgument(call.context, call.args[1], &crc)) {
    return Result::kRaise;
  }
  return call.Return(
      Value::Int(text::CrcBinHex(data, static_cast<uint16_t>(crc))));
}

constexpr NativeSpec kFunctions[] = {
    {"encode", "data, /", &Encode},
    {"decode", "data, strict, /", &Decode},
    {"crc32", "data, crc, /", &Crc32Of},
    {"crc_hqx", "data, crc, /", &CrcBinHexOf},
};

}  // namespace

void RegisterBase64() { AddFunctions("_base64", kFunctions); }

}  // namespace midge::vm

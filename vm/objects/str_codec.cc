// str.encode(), bytes.decode() and the errors they raise.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/str_methods.h"
#include "vm/text/codec.h"

namespace midge::vm {
namespace {

using text::CodecError;
using text::Encoding;
using text::ErrorHandler;

// The UTF-8 of a str argument.
bool NameArgument(NativeCall& call, const char* method, const char* name,
                  Value v, std::string* out) {
  Text given;
  if (GetStr(call.context, v, &given)) {
    *out = text::ToUtf8(given.view);
    return true;
  }
  RaiseTypeError(call.context, absl::StrCat(method, "() argument '", name,
                                            "' must be str, not ",
                                            ArgumentTypeName(call.context, v)));
  return false;
}

// What encoding and errors arguments ask for. CPython looks an error handler up
// only when there is an error, and so does Python here.
// An encoding that is not known here may be known to module codecs.
struct Codec {
  Encoding encoding = Encoding::kUtf8;
  ErrorHandler handler = ErrorHandler::kStrict;
  bool handler_is_known = true;
  bool is_known = true;  // the encoding

  // Python treats an error that was not treated here.
  bool leaves_errors() const {
    return !handler_is_known || handler != ErrorHandler::kStrict;
  }
};

bool CodecArguments(NativeCall& call, const char* method, Value encoding,
                    Value errors, Codec* codec) {
  std::string name;
  if (!encoding.is_unbound()) {
    if (!NameArgument(call, method, "encoding", encoding, &name)) return false;
    codec->is_known = text::ParseEncoding(name, &codec->encoding);
  }
  if (errors.is_unbound()) return true;
  if (!NameArgument(call, method, "errors", errors, &name)) return false;
  if (!text::ParseErrorHandler(name, &codec->handler)) {
    // Strict here, so that the first error shows.
    codec->handler_is_known = false;
  }
  return true;
}

Value CodecName(Context& context, const Codec& codec) {
  return Value::Of(NewStr(context, text::EncodingName(codec.encoding)));
}

// Leaves what is not known here to Python: `function` of the prelude.
NativeResult ByPython(NativeCall& call, std::string_view function, Value object,
                      Value encoding, Value errors) {
  if (errors.is_unbound()) {
    errors = Value::Of(NewStr(call.context, "strict"));
  }
  return call.Prelude(function, {object, encoding, errors});
}

NativeResult RaiseCodecError(Context& context, Class* cls, Value object,
                             const CodecError& error) {
  // The exception's args are (encoding, object, start, end, reason).
  const Value args[] = {
      Value::Of(NewStr(context, text::EncodingName(error.encoding))), object,
      Value::Int(error.start), Value::Int(error.end),
      Value::Of(NewStr(context, error.reason))};
  return RaiseUnicodeError(context, cls, args);
}

}  // namespace

NativeResult DecodeText(NativeCall& call, const Text& bytes, Value encoding,
                        Value errors) {
  Codec codec;
  if (!CodecArguments(call, "decode", encoding, errors, &codec)) {
    return NativeResult::kRaise;
  }
  if (!codec.is_known) {
    if (bytes.view.size() == 0) return call.Return(Value::Of(core().empty_str));
    return ByPython(call, "decode_by_codec", bytes.value, encoding, errors);
  }
  Context& context = call.context;
  context.Charge(static_cast<size_t>(bytes.view.size()) / 32);
  if (codec.encoding == Encoding::kLatin1 ||
      (text::IsAsciiSuperset(codec.encoding) && text::IsAscii(bytes.view))) {
    return call.Return(Value::Of(NewStrOf(context, bytes.view)));
  }
  std::u32string points;
  CodecError error;
  if (!text::Decode(bytes.view.bytes(), codec.encoding, codec.handler, &points,
                    &error)) {
    if (codec.leaves_errors()) {
      return ByPython(call, "decode_by_handler", bytes.value,
                      CodecName(context, codec), errors);
    }
    return RaiseCodecError(context, core().UnicodeDecodeError, bytes.value,
                           error);
  }
  return call.Return(Value::Of(NewStrOf(context, points)));
}

NativeResult EncodeText(NativeCall& call, const Text& text, Value encoding,
                        Value errors) {
  Codec codec;
  if (!CodecArguments(call, "encode", encoding, errors, &codec)) {
    return NativeResult::kRaise;
  }
  if (!codec.is_known) {
    return ByPython(call, "encode_by_codec", text.value, encoding, errors);
  }
  Context& context = call.context;
  context.Charge(static_cast<size_t>(text.view.size()) / 32);
  std::string bytes;
  CodecError error;
  if (!text::Encode(text.view, codec.encoding, codec.handler, &bytes, &error)) {
    if (codec.leaves_errors()) {
      return ByPython(call, "encode_by_handler", text.value,
                      CodecName(context, codec), errors);
    }
    return RaiseCodecError(context, core().UnicodeEncodeError, text.value,
                           error);
  }
  return call.Return(Value::Of(NewBytes(context, bytes)));
}

}  // namespace midge::vm

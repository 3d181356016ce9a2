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

// Part `index` of a Unicode error, or None.
Value ErrorPart(Tuple* args, uint32_t index) {
  return index < args->length ? (*args)[index] : Value::None();
}

template <uint32_t kIndex>
NativeResult GetErrorPart(NativeCall& call) {
  auto* error =
      call.context.Resolve(static_cast<Instance*>(call.args[0].as_object()));
  return call.Return(ErrorPart(UnicodeErrorParts(call.context, error), kIndex));
}

// The arguments stay as they were.
template <uint32_t kIndex, bool is_int>
NativeResult SetErrorPart(NativeCall& call) {
  Context& context = call.context;
  const Value value = call.args[1];
  if (is_int && !IsInt(Payload(context, value))) {
    return RaiseTypeError(context, "an integer is required");
  }
  Instance* error =
      Writable(context, static_cast<Instance*>(call.args[0].as_object()));
  Tuple* old = UnicodeErrorParts(context, error);
  std::vector<Value> parts(old->items(), old->items() + old->length);
  parts.resize(std::max<size_t>(parts.size(), kIndex + 1), Value::None());
  parts[kIndex] = value;
  error->slots()[kExceptionExtra] = Value::Of(NewTuple(context, parts));
  return call.Return(Value::None());
}

// 'x', '\xe9', '\u20ac': a character as error texts quote it.
std::string QuoteChar(uint32_t c) {
  char buffer[16];
  const char* format = c < 0x100     ? "'\\x%02x'"
                       : c < 0x10000 ? "'\\u%04x'"
                                     : "'\\U%08x'";
  snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(c));
  return buffer;
}

std::string HexByte(uint32_t byte) {
  char buffer[8];
  snprintf(buffer, sizeof buffer, "0x%02x", static_cast<unsigned>(byte));
  return buffer;
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
  context.raised =
      Value::Of(NewExceptionWith(context, cls, NewTuple(context, args)));
  return NativeResult::kRaise;
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

// "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"; a
// UnicodeTranslateError names no codec.
Tuple* UnicodeErrorParts(Context& context, Instance* error) {
  const Value extra = error->slots()[kExceptionExtra];
  const Value parts =
      IsKind(extra, Kind::kTuple) ? extra : error->slots()[kExceptionArgs];
  return context.Resolve(static_cast<Tuple*>(parts.as_object()));
}

bool CheckUnicodeError(Context& context, bool names_codec, bool decodes,
                       std::span<const Value> args) {
  Text text;
  for (size_t i = 0; i < args.size(); ++i) {
    // Without the codec, the rest is one place further up.
    const size_t part = names_codec ? i : i + 1;
    if (part == 2 || part == 3) {
      int64_t position;
      if (!ClampedArgument(context, args[i], &position)) return false;
    } else if (!(part == 1 && decodes) && !GetStr(context, args[i], &text)) {
      std::string type(TypeName(context, args[i]));
      if (args[i].is_none()) type = "None";
      RaiseTypeError(context, absl::StrCat("argument ", i + 1,
                                           " must be str, not ", type));
      return false;
    }
  }
  if (!decodes || GetBuffer(context, args[1], &text)) return true;
  RaiseTypeError(context, absl::StrCat("a bytes-like object is required, not '",
                                       TypeName(context, args[1]), "'"));
  return false;
}

bool UnicodeErrorText(Context& context, Tuple* args, std::string* out) {
  Text encoding, object, reason;
  const bool translate = args->length == 4;
  const uint32_t first_part = translate ? 0 : 1;
  const Value start = ErrorPart(args, first_part + 1);
  const Value end = ErrorPart(args, first_part + 2);
  if ((!translate && !GetStr(context, ErrorPart(args, 0), &encoding)) ||
      !GetTextOrBuffer(context, ErrorPart(args, first_part), &object) ||
      !GetStr(context, ErrorPart(args, first_part + 3), &reason) ||
      !start.is_int() || !end.is_int()) {
    return false;
  }
  const int64_t first = start.as_int(), last = end.as_int() - 1;
  std::string what = translate         ? "translate character"
                     : object.is_str() ? "encode character"
                                       : "decode byte";
  std::string where = absl::StrCat("position ", first);
  if (first == last && first >= 0 && first < object.view.size()) {
    const uint32_t c = object.view[first];
    absl::StrAppend(&what, " ", object.is_str() ? QuoteChar(c) : HexByte(c));
  } else {
    what += "s";
    absl::StrAppend(&where, "-", last);
  }
  const std::string codec =
      translate ? ""
                : absl::StrCat("'", text::ToUtf8(encoding.view), "' codec ");
  *out = absl::StrCat(codec, "can't ", what, " in ", where, ": ",
                      text::ToUtf8(reason.view));
  return true;
}

void RegisterUnicodeErrors() {
  constexpr NativeSpec kParts[] = {
      {"encoding", "self", &GetErrorPart<0>},
      {"object", "self", &GetErrorPart<1>},
      {"start", "self", &GetErrorPart<2>},
      {"end", "self", &GetErrorPart<3>},
      {"reason", "self", &GetErrorPart<4>},
  };
  constexpr NativeSpec kSetParts[] = {
      {"encoding", "self, value, /", &SetErrorPart<0, false>},
      {"object", "self, value, /", &SetErrorPart<1, false>},
      {"start", "self, value, /", &SetErrorPart<2, true>},
      {"end", "self, value, /", &SetErrorPart<3, true>},
      {"reason", "self, value, /", &SetErrorPart<4, false>},
  };
  for (Class* cls : {core().UnicodeDecodeError, core().UnicodeEncodeError}) {
    AddGetters(cls, kParts);
    AddSetters(cls, kSetParts);
  }
  constexpr NativeSpec kTranslateParts[] = {
      {"object", "self", &GetErrorPart<0>},
      {"start", "self", &GetErrorPart<1>},
      {"end", "self", &GetErrorPart<2>},
      {"reason", "self", &GetErrorPart<3>},
  };
  constexpr NativeSpec kSetTranslateParts[] = {
      {"object", "self, value, /", &SetErrorPart<0, false>},
      {"start", "self, value, /", &SetErrorPart<1, true>},
      {"end", "self, value, /", &SetErrorPart<2, true>},
      {"reason", "self, value, /", &SetErrorPart<3, false>},
  };
  AddGetters(core().UnicodeTranslateError, kTranslateParts);
  AddSetters(core().UnicodeTranslateError, kSetTranslateParts);
}

}  // namespace midge::vm

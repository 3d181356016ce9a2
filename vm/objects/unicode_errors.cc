// UnicodeDecodeError, UnicodeEncodeError and UnicodeTranslateError: what they
// are made of, and their text.
#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/str_methods.h"
#include "vm/objects/text_value.h"
#include "vm/text/codec.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

bool Refuse(Result) { return false; }

// The field of argument `i` made of it: text or a position.
bool TakeArgument(Context& context, UnicodeErrorSlot slot, size_t i,
                  Value given, Value* out) {
  Text text;
  *out = given;
  if (slot == kUnicodeStart || slot == kUnicodeEnd) {
    int64_t position;
    if (!ClampedArgument(context, given, &position)) return false;
    *out = NewInt(context, position);
    return true;
  }
  if (GetStr(context, given, &text)) return true;
  return Refuse(RaiseTypeError(
      context, absl::StrCat("argument ", i + 1, " must be str, not ",
                            ArgumentTypeName(context, given))));
}

// The object of a UnicodeDecodeError, as bytes.
bool TakeBytes(Context& context, Value given, Value* out) {
  Text text;
  *out = given;
  if (!GetBuffer(context, given, &text)) {
    return Refuse(RaiseTypeError(
        context, absl::StrCat("a bytes-like object is required, not '",
                              TypeName(context, given), "'")));
  }
  if (IsKind(Payload(context, given), Kind::kBytes)) return true;
  std::string bytes(static_cast<size_t>(text.view.size()), '\0');
  for (size_t at = 0; at < bytes.size(); ++at) {
    bytes[at] = static_cast<char>(text.view[static_cast<int64_t>(at)]);
  }
  *out = Value::Of(NewBytes(context, bytes));
  return true;
}

// Error(encoding, object, start, end, reason); `first` is the field that the
// first argument is for.
Result Init(NativeCall& call, UnicodeErrorSlot first, bool decodes) {
  constexpr uint32_t kFields = kUnicodeReason - kUnicodeEncoding + 1;
  const uint32_t skipped = first - kUnicodeEncoding;
  Tuple* args = static_cast<Tuple*>(call.args[1].as_object());
  Instance* self =
      Writable(call.context, static_cast<Instance*>(call.args[0].as_object()));
  self->slots()[kExceptionArgs] = call.args[1];
  if (args->length != kFields - skipped) {
    return RaiseTypeError(
        call.context, absl::StrCat("function takes exactly ", kFields - skipped,
                                   " arguments (", args->length, " given)"));
  }
  Value fields[kFields];
  for (uint32_t i = 0; i < args->length; ++i) {
    const auto slot = static_cast<UnicodeErrorSlot>(first + i);
    if (slot == kUnicodeObject && decodes) continue;  // Looked at last.
    if (!TakeArgument(call.context, slot, i, (*args)[i],
                      &fields[skipped + i])) {
      return Result::kRaise;
    }
  }
  if (decodes && !TakeBytes(call.context, (*args)[1], &fields[1])) {
    return Result::kRaise;
  }
  std::copy_n(fields, kFields, &self->slots()[kUnicodeEncoding]);
  return call.Return(Value::None());
}

Result DecodeInit(NativeCall& call) {
  return Init(call, kUnicodeEncoding, true);
}
Result EncodeInit(NativeCall& call) {
  return Init(call, kUnicodeEncoding, false);
}
Result TranslateInit(NativeCall& call) {
  return Init(call, kUnicodeObject, false);
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

}  // namespace

// "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"; a
// UnicodeTranslateError names no codec.
bool UnicodeErrorText(Context& context, Instance* error, std::string* out) {
  Text encoding, object, reason;
  Value* slots = error->slots();
  const Value start = slots[kUnicodeStart], end = slots[kUnicodeEnd];
  out->clear();
  if (slots[kUnicodeObject].is_unbound()) return true;  // Nobody made it so.
  const bool translates =
      IsInstance(context, Value::Of(error), core().UnicodeTranslateError);
  if ((!translates && !GetStr(context, slots[kUnicodeEncoding], &encoding)) ||
      !GetTextOrBuffer(context, slots[kUnicodeObject], &object) ||
      !GetStr(context, slots[kUnicodeReason], &reason) || !start.is_int() ||
      !end.is_int()) {
    return false;
  }
  const int64_t first = start.as_int(), last = end.as_int() - 1;
  std::string what = translates        ? "translate character"
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
      translates ? ""
                 : absl::StrCat("'", text::ToUtf8(encoding.view), "' codec ");
  *out = absl::StrCat(codec, "can't ", what, " in ", where, ": ",
                      text::ToUtf8(reason.view));
  return true;
}

NativeResult RaiseUnicodeError(Context& context, Class* cls,
                               std::span<const Value> parts) {
  Instance* error = NewExceptionWith(context, cls, NewTuple(context, parts));
  std::copy(parts.begin(), parts.end(), &error->slots()[kUnicodeEncoding]);
  context.raised = Value::Of(error);
  return Result::kRaise;
}

void RegisterUnicodeErrors() {
  constexpr const char* kArgs = "self, /, *args";
  constexpr NativeSpec kDecode[] = {{"__init__", kArgs, &DecodeInit}};
  constexpr NativeSpec kEncode[] = {{"__init__", kArgs, &EncodeInit}};
  constexpr NativeSpec kTranslate[] = {{"__init__", kArgs, &TranslateInit}};
  AddMethods(core().UnicodeDecodeError, kDecode);
  AddMethods(core().UnicodeEncodeError, kEncode);
  AddMethods(core().UnicodeTranslateError, kTranslate);
}

}  // namespace midge::vm

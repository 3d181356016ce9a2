// The methods of bytes, which bytearray has too. What is shared with str is in
// text_methods.h.
#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/str_methods.h"
#include "vm/objects/text_methods.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

bool IsLower(uint8_t c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
bool IsAlpha(uint8_t c) { return IsLower(c) || IsUpper(c); }
bool IsDigit(uint8_t c) { return c >= '0' && c <= '9'; }
bool IsAlnum(uint8_t c) { return IsAlpha(c) || IsDigit(c); }
bool IsSpace(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// --- Case and predicates, of ASCII
// --------------------------------------------
enum Letters { kLowerOnes = 1, kUpperOnes = 2, kBothOnes = 3 };

uint8_t Flip(uint8_t c, int which) {
  if (IsLower(c) && (which & kLowerOnes)) return c ^ 0x20;
  if (IsUpper(c) && (which & kUpperOnes)) return c ^ 0x20;
  return c;
}

NativeResult ReturnBytes(NativeCall& call, const Text& self,
                         std::string bytes) {
  return call.Return(NewTextLike(call.context, self, text::TextView(bytes)));
}

template <int kWhich>
NativeResult FlipCase(NativeCall& call, const Text& self) {
  std::string out;
  for (uint8_t c : self.view.chars<uint8_t>()) {
    out += static_cast<char>(Flip(c, kWhich));
  }
  return ReturnBytes(call, self, std::move(out));
}

// The first letter of each word (title) or of the whole (capitalize) is a
// capital, all others are not.
template <bool kEachWord>
NativeResult Capitals(NativeCall& call, const Text& self) {
  std::string out;
  bool inside = false;
  for (uint8_t c : self.view.chars<uint8_t>()) {
    out += static_cast<char>(Flip(c, inside ? kUpperOnes : kLowerOnes));
    inside = kEachWord ? IsAlpha(c) : true;
  }
  return ReturnBytes(call, self, std::move(out));
}

template <bool (*kPredicate)(uint8_t)>
NativeResult AllAre(NativeCall& call, const Text& self) {
  const auto bytes = self.view.chars<uint8_t>();
  return call.Return(Value::Bool(
      !bytes.empty() && std::all_of(bytes.begin(), bytes.end(), kPredicate)));
}

template <bool (*kWanted)(uint8_t), bool (*kUnwanted)(uint8_t)>
NativeResult CasedAre(NativeCall& call, const Text& self) {
  const auto bytes = self.view.chars<uint8_t>();
  return call.Return(
      Value::Bool(std::any_of(bytes.begin(), bytes.end(), kWanted) &&
                  std::none_of(bytes.begin(), bytes.end(), kUnwanted)));
}

NativeResult BytesIsTitle(NativeCall& call, const Text& self) {
  bool any = false, inside = false;
  for (uint8_t c : self.view.chars<uint8_t>()) {
    if (IsUpper(c) ? inside : IsLower(c) && !inside) {
      return call.Return(Value::False());
    }
    inside = IsAlpha(c);
    any = any || inside;
  }
  return call.Return(Value::Bool(any));
}

NativeResult BytesIsAscii(NativeCall& call, const Text& self) {
  return call.Return(Value::Bool(text::IsAscii(self.view)));
}

// --- Hex
// ---------------------------------------------------------------------- The
// separator of hex(sep): one ASCII character, or 0.
bool SeparatorArgument(NativeCall& call, Value v, std::optional<char>* out) {
  if (v.is_unbound()) return true;
  Text separator;
  if (!GetText(call.context, v, &separator)) {
    RaiseTypeError(call.context, "sep must be str or bytes.");
    return false;
  }
  if (separator.view.size() != 1) {
    RaiseValueError(call.context, "sep must be length 1.");
    return false;
  }
  if (separator.view[0] >= 0x80) {
    RaiseValueError(call.context, "sep must be ASCII.");
    return false;
  }
  *out = static_cast<char>(separator.view[0]);
  return true;
}

// Groups count from the right, or from the left when negative.
NativeResult BytesHex(NativeCall& call, const Text& self) {
  std::optional<char> separator;
  int64_t group;
  if (!SeparatorArgument(call, call.args[1], &separator) ||
      !IntArgumentOr(call.context, call.args[2], 1, &group)) {
    return NativeResult::kRaise;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  const auto bytes = self.view.chars<uint8_t>();
  const int64_t size = self.view.size();
  const bool from_left = group < 0;
  group = from_left ? -std::max(group, -INT64_MAX) : group;
  std::string out;
  for (int64_t i = 0; i < size; ++i) {
    const int64_t place = from_left ? i : size - i;
    if (separator && group != 0 && i > 0 && place % group == 0) {
      out += *separator;
    }
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return call.Return(Value::Of(NewStrOf(call.context, text::TextView(out))));
}

int HexDigit(uint32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a' + 10) : -1;
}

NativeResult BytesFromHex(NativeCall& call) {
  Context& context = call.context;
  Text hex;
  if (!GetStr(context, call.args[1], &hex)) {
    return RaiseTypeError(
        context, absl::StrCat("fromhex() argument must be str, not ",
                              ArgumentTypeName(context, call.args[1])));
  }
  std::string bytes;
  for (int64_t i = 0; i < hex.view.size(); ++i) {
    const uint32_t c = hex.view[i];
    if (c < 0x80 && IsSpace(static_cast<uint8_t>(c))) continue;
    const int high = HexDigit(c);
    const int low =
        high >= 0 && i + 1 < hex.view.size() ? HexDigit(hex.view[i + 1]) : -1;
    if (low < 0) {
      return RaiseValueError(
          context, absl::StrCat("non-hexadecimal number found in fromhex() "
                                "arg at position ",
                                high < 0 ? i : i + 1));
    }
    bytes += static_cast<char>(high << 4 | low);
    ++i;
  }
  Class* cls = context.Resolve(static_cast<Class*>(call.args[0].as_object()));
  if (cls == core().bytearray) {
    return call.Return(Value::Of(NewByteArray(context, bytes)));
  }
  const Value made = Value::Of(NewBytes(context, bytes));
  if (cls == core().bytes) return call.Return(made);
  return call.Call(call.args[0], {made});
}

// --- translate()
// --------------------------------------------------------------
NativeResult BytesTranslate(NativeCall& call, const Text& self) {
  Context& context = call.context;
  Text table, drop;
  const bool has_table = !call.args[1].is_none();
  if (has_table) {
    if (!TextArgument(call, self, call.args[1], "", &table)) {
      return NativeResult::kRaise;
    }
    if (table.view.size() != 256) {
      return RaiseValueError(context,
                             "translation table must be 256 characters long");
    }
  }
  if (!call.args[2].is_unbound() &&
      !TextArgument(call, self, call.args[2], "", &drop)) {
    return NativeResult::kRaise;
  }
  bool dropped[256] = {};
  for (int64_t i = 0; i < drop.view.size(); ++i) dropped[drop.view[i]] = true;
  std::string out;
  for (uint8_t c : self.view.chars<uint8_t>()) {
    if (dropped[c]) continue;
    out += static_cast<char>(has_table ? table.view[c] : c);
  }
  return ReturnBytes(call, self, std::move(out));
}

NativeResult BytesMakeTrans(NativeCall& call) {
  Text self{{}, Value(), Kind::kBytes};
  Text from, to;
  if (!TextArgument(call, self, call.args[0], "", &from) ||
      !TextArgument(call, self, call.args[1], "", &to)) {
    return NativeResult::kRaise;
  }
  if (from.view.size() != to.view.size()) {
    return RaiseValueError(call.context,
                           "maketrans arguments must have same length");
  }
  std::string table(256, '\0');
  for (int i = 0; i < 256; ++i) table[i] = static_cast<char>(i);
  for (int64_t i = 0; i < from.view.size(); ++i) {
    table[from.view[i]] = static_cast<char>(to.view[i]);
  }
  return call.Return(Value::Of(NewBytes(call.context, table)));
}

NativeResult BytesDecode(NativeCall& call, const Text& self) {
  return DecodeText(call, self, call.args[1], call.args[2]);
}

// --- bytes(...) --------------------------------------------------------------

// `what` is "bytes" or, for a bytearray, "byte" in the error.  kPython for an
// item with an __index__ of the user's.
OpResult AppendItems(Context& context, std::span<const Value> items,
                     const char* what, std::string* out) {
  context.Charge(items.size() / 4);
  for (Value item : items) {
    int64_t byte;
    if (IsKind(item, Kind::kInstance) && !IsInt(Payload(context, item)) &&
        !FindSpecial(context, item, core().n_index).is_unbound()) {
      return OpResult::kPython;
    }
    if (!ClampedArgument(context, item, &byte)) return OpResult::kRaise;
    if (byte < 0 || byte > 255) {
      RaiseValueError(context, absl::StrCat(what, " must be in range(0, 256)"));
      return OpResult::kRaise;
    }
    *out += static_cast<char>(byte);
  }
  return OpResult::kDone;
}

OpResult ZeroBytes(Context& context, Value v, std::string* out) {
  int64_t count;
  if (!ToInt64(v, &count)) {
    RaiseOverflowError(context,
                       absl::StrCat("cannot fit '", TypeName(context, v),
                                    "' into an index-sized integer"));
    return OpResult::kRaise;
  }
  if (count < 0) {
    RaiseValueError(context, "negative count");
    return OpResult::kRaise;
  }
  if (count > UINT32_MAX || !context.heap().HasRoomFor(count)) {
    RaiseMemoryError(context);
    return OpResult::kRaise;
  }
  context.Charge(static_cast<size_t>(count) / 64);
  out->assign(static_cast<size_t>(count), '\0');
  return OpResult::kDone;
}

// What bytes(source) holds; kPython for iterables that are neither list nor
// tuple and for a user's __bytes__.
OpResult BytesOf(Context& context, Value source, const char* what,
                 std::string* out) {
  Text text;
  if (GetBuffer(context, source, &text)) {
    out->assign(text.view.bytes());
    return OpResult::kDone;
  }
  if (GetStr(context, source, &text)) {
    RaiseTypeError(context, "string argument without an encoding");
    return OpResult::kRaise;
  }
  const Value plain = Payload(context, source);
  if (IsInt(plain)) return ZeroBytes(context, plain, out);
  if (IsKind(source, Kind::kList)) {
    List* list = context.Resolve(static_cast<List*>(source.as_object()));
    return AppendItems(context, {list->items(), list->size}, what, out);
  }
  if (IsKind(source, Kind::kTuple)) {
    return AppendItems(context, static_cast<Tuple*>(source.as_object())->span(),
                       what, out);
  }
  return OpResult::kPython;
}

// bytes(text, encoding, errors)
NativeResult EncodeSource(NativeCall& call, std::string* out) {
  Text text, bytes;
  if (call.args[2].is_unbound() && GetStr(call.context, call.args[1], &text)) {
    return RaiseTypeError(call.context, "string argument without an encoding");
  }
  if (!GetStr(call.context, call.args[1], &text)) {
    return RaiseTypeError(call.context,
                          call.args[2].is_unbound()
                              ? "errors without a string argument"
                              : "encoding without a string argument");
  }
  const NativeResult result =
      EncodeText(call, text, call.args[2], call.args[3]);
  // A codec in Python: what it returns is made what is wanted.
  if (result == NativeResult::kCall) {
    return call.Call(core().prelude.at(Names::Intern("bytes_by_codec")),
                     {call.args[0], call.callee, call.call_args[0],
                      call.call_args[1], call.call_args[2]});
  }
  if (result != NativeResult::kReturn) return result;
  GetBytes(call.context, call.result, &bytes);
  out->assign(bytes.view.bytes());
  return result;
}

// The bytes that the arguments of bytes() or bytearray() ask for.
// `prelude` makes a list of what only Python can iterate, and calls again.
NativeResult MakeBytes(NativeCall& call, const char* prelude, const char* what,
                       std::string* out) {
  const bool encode = !call.args[2].is_unbound() || !call.args[3].is_unbound();
  if (encode) return EncodeSource(call, out);
  if (call.args[1].is_unbound()) return NativeResult::kReturn;
  switch (BytesOf(call.context, call.args[1], what, out)) {
    case OpResult::kDone:
      return NativeResult::kReturn;
    case OpResult::kRaise:
      return NativeResult::kRaise;
    case OpResult::kPython:
      break;
  }
  return call.Prelude(prelude, {call.args[0], call.args[1]});
}

// Whether a user's class says which bytes it is: a text that is an instance of
// it too.
bool HasBytesMethod(Context& context, Value v) {
  if (!IsKind(v, Kind::kInstance)) return false;
  const Value method = FindSpecial(context, v, core().n_bytes);
  return !method.is_unbound() && !IsKind(method, Kind::kNative);
}

NativeResult BytesNew(NativeCall& call) {
  Context& context = call.context;
  if (IsKind(call.args[1], Kind::kBytes) && call.args[2].is_unbound() &&
      call.args[3].is_unbound()) {
    call.result = call.args[1];
  } else if (call.args[2].is_unbound() && call.args[3].is_unbound() &&
             HasBytesMethod(context, call.args[1])) {
    return call.Prelude("bytes_new", {call.args[0], call.args[1]});
  } else {
    std::string bytes;
    const NativeResult made = MakeBytes(call, "bytes_new", "bytes", &bytes);
    if (made != NativeResult::kReturn) return made;
    call.result = Value::Of(NewBytes(context, bytes));
  }
  return call.Return(AsInstanceOf(context,
                                  static_cast<Class*>(call.args[0].as_object()),
                                  core().bytes, call.result));
}

// Subclasses get an empty one, which __init__ fills.
NativeResult ByteArrayNew(NativeCall& call) {
  std::string bytes;
  if (call.args[0] != Value::Of(core().bytearray)) {
    return call.Return(AsInstanceOf(
        call.context, static_cast<Class*>(call.args[0].as_object()),
        core().bytearray, Value::Of(NewByteArray(call.context, bytes))));
  }
  const NativeResult made = MakeBytes(call, "bytearray_new", "byte", &bytes);
  if (made != NativeResult::kReturn) return made;
  return call.Return(Value::Of(NewByteArray(call.context, bytes)));
}

NativeResult ByteArrayInit(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kByteArray, true);
  if (self.is_unbound()) return NativeResult::kRaise;
  ByteArray* array = static_cast<ByteArray*>(self.as_object());
  if (array->size > 0) {
    if (!MayResize(call.context, array)) return NativeResult::kRaise;
    array->size = 0;
    array->buffer = Ref<Index>();
  }
  std::string bytes;
  const NativeResult made = MakeBytes(call, "bytearray_init", "byte", &bytes);
  if (made != NativeResult::kReturn) return made;
  if (!ExtendByteArray(call.context, array, bytes)) return NativeResult::kRaise;
  return call.Return(Value::None());
}

NativeResult BytesItself(NativeCall& call, const Text& self) {
  return call.Return(self.value);
}

constexpr NativeSpec kCommon[] = {
    {"capitalize", "self, /", &OnBytes<&Capitals<false>>},
    {"center", "self, width, fillchar=b' ', /", &OnBytes<&TextCenter>},
    {"count", "self, sub, start=None, end=None, /", &OnBytes<&TextCount>,
     CallStyle::kParsed},
    {"decode", "self, encoding='utf-8', errors='strict'",
     &OnBytes<&BytesDecode>},
    {"endswith", "self, suffix, start=None, end=None, /",
     &OnBytes<&TextEndsWith>, CallStyle::kParsed},
    {"expandtabs", "self, tabsize=8", &OnBytes<&TextExpandTabs>},
    {"find", "self, sub, start=None, end=None, /", &OnBytes<&TextFind>,
     CallStyle::kParsed},
    {"hex", "self, sep='', bytes_per_sep=1", &OnBytes<&BytesHex>},
    {"index", "self, sub, start=None, end=None, /", &OnBytes<&TextIndex>,
     CallStyle::kParsed},
    {"isalnum", "self, /", &OnBytes<&AllAre<&IsAlnum>>},
    {"isalpha", "self, /", &OnBytes<&AllAre<&IsAlpha>>},
    {"isascii", "self, /", &OnBytes<&BytesIsAscii>},
    {"isdigit", "self, /", &OnBytes<&AllAre<&IsDigit>>},
    {"islower", "self, /", &OnBytes<&CasedAre<&IsLower, &IsUpper>>},
    {"isspace", "self, /", &OnBytes<&AllAre<&IsSpace>>},
    {"istitle", "self, /", &OnBytes<&BytesIsTitle>},
    {"isupper", "self, /", &OnBytes<&CasedAre<&IsUpper, &IsLower>>},
    {"join", "self, iterable, /", &OnBytes<&TextJoin>},
    {"ljust", "self, width, fillchar=b' ', /", &OnBytes<&TextJustifyLeft>},
    {"lower", "self, /", &OnBytes<&FlipCase<kUpperOnes>>},
    {"lstrip", "self, bytes=None, /", &OnBytes<&TextStripLeft>},
    {"partition", "self, sep, /", &OnBytes<&TextPartition>},
    {"removeprefix", "self, prefix, /", &OnBytes<&TextRemovePrefix>},
    {"removesuffix", "self, suffix, /", &OnBytes<&TextRemoveSuffix>},
    {"replace", "self, old, new, count=-1, /", &OnBytes<&TextReplace>},
    {"rfind", "self, sub, start=None, end=None, /", &OnBytes<&TextFindLast>,
     CallStyle::kParsed},
    {"rindex", "self, sub, start=None, end=None, /", &OnBytes<&TextIndexLast>,
     CallStyle::kParsed},
    {"rjust", "self, width, fillchar=b' ', /", &OnBytes<&TextJustifyRight>},
    {"rpartition", "self, sep, /", &OnBytes<&TextPartitionLast>},
    {"rsplit", "self, sep=None, maxsplit=-1", &OnBytes<&TextSplitLast>},
    {"rstrip", "self, bytes=None, /", &OnBytes<&TextStripRight>},
    {"split", "self, sep=None, maxsplit=-1", &OnBytes<&TextSplit>},
    {"splitlines", "self, keepends=False", &OnBytes<&TextSplitLines>},
    {"startswith", "self, prefix, start=None, end=None, /",
     &OnBytes<&TextStartsWith>, CallStyle::kParsed},
    {"strip", "self, bytes=None, /", &OnBytes<&TextStrip>},
    {"swapcase", "self, /", &OnBytes<&FlipCase<kBothOnes>>},
    {"title", "self, /", &OnBytes<&Capitals<true>>},
    {"translate", "self, table, /, delete=b''", &OnBytes<&BytesTranslate>},
    {"upper", "self, /", &OnBytes<&FlipCase<kLowerOnes>>},
    {"zfill", "self, width, /", &OnBytes<&TextFillZeros>},
};

constexpr char kNewSignature[] =
    "cls, source=b'', encoding='utf-8', errors='strict'";
constexpr char kInitSignature[] =
    "self, source=b'', encoding='utf-8', errors='strict'";

}  // namespace

void RegisterBytesMethods() {
  constexpr NativeSpec kBytesNew = {"__new__", kNewSignature, &BytesNew};
  constexpr NativeSpec kArrayNew = {"__new__", kNewSignature, &ByteArrayNew};
  constexpr NativeSpec kItself = {"__bytes__", "self, /",
                                  &OnBytes<&BytesItself>};
  AddMethods(core().bytes, {&kBytesNew, 1});
  AddMethods(core().bytes, {&kItself, 1});
  constexpr NativeSpec kArrayInit = {"__init__", kInitSignature,
                                     &ByteArrayInit};
  AddMethods(core().bytearray, {&kArrayNew, 1});
  AddMethods(core().bytearray, {&kArrayInit, 1});
  for (Class* cls : {core().bytes, core().bytearray}) {
    AddMethods(cls, kCommon);
    AddClassMethod(cls, {"fromhex", "cls, string, /", &BytesFromHex});
    AddStaticMethod(cls, {"maketrans", "frm, to, /", &BytesMakeTrans});
  }
}

}  // namespace midge::vm

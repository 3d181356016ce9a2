// int and bool: constructors and methods.
#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/number_methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/str_methods.h"
#include "vm/objects/text_value.h"
#include "vm/text/int_text.h"
#include "vm/text/repr_text.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

// --- int(...)
// -----------------------------------------------------------------
// What an error shows of a text: its first 200 characters.
void CutShown(std::string* utf8) {
  constexpr int kShownMax = 200;
  int count = 0;
  for (size_t i = 0; i < utf8->size(); ++i) {
    const bool starts = ((*utf8)[i] & 0xC0) != 0x80;
    if (starts && ++count > kShownMax) return utf8->resize(i);
  }
}

OpResult RaiseInvalidLiteral(Context& context, const Text& text, int base) {
  std::string shown = text.is_str() ? text::ReprText(text.view)
                                    : text::ReprBytes(text.view.bytes());
  CutShown(&shown);
  RaiseValueError(context, absl::StrCat("invalid literal for int() with base ",
                                        base, ": ", shown));
  return OpResult::kRaise;
}

// Most texts are a few ASCII digits; false for all others.
bool FewDigits(text::TextView view, int64_t* out) {
  constexpr int64_t kFew = 18;  // fit 64 bits for sure
  if (view.width() != 1 || view.size() == 0 || view.size() > kFew) return false;
  const bool negative = view[0] == '-' && view.size() > 1;
  int64_t value = 0;
  for (uint8_t c : view.chars<uint8_t>().subspan(negative)) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  *out = negative ? -value : value;
  return true;
}

OpResult IntOfText(Context& context, const Text& text, int base, Value* out) {
  int64_t few;
  if (base == 10 && FewDigits(text.view, &few)) {
    *out = NewInt(context, few);
    return OpResult::kDone;
  }
  const std::string digits = NumberText(text);
  text::BigInt value;
  const int32_t digits_max = context.int_digits_max;
  context.Charge(digits.size() / 4);
  switch (text::TextToInt(digits, base, &value, digits_max)) {
    case text::BigStatus::kOk:
      *out = MakeInt(context, value);
      return OpResult::kDone;
    case text::BigStatus::kTooManyDigits:
      RaiseValueError(
          context,
          text::TooManyDigits(digits_max, text::CountDigits(digits, base)));
      return OpResult::kRaise;
    case text::BigStatus::kTooLarge:
      RaiseMemoryError(context);
      return OpResult::kRaise;
    default:
      return RaiseInvalidLiteral(context, text, base);
  }
}

// int(text, base): the text may have any base.
OpResult IntWithBase(Context& context, Value v, Value base_value, Value* out) {
  int64_t base;
  if (!ClampedArgument(context, base_value, &base)) return OpResult::kRaise;
  if (base != 0 && (base < 2 || base > 36)) {
    RaiseValueError(context, "int() base must be >= 2 and <= 36, or 0");
    return OpResult::kRaise;
  }
  Text text;
  if (v.is_unbound()) {
    RaiseTypeError(context, "int() missing string argument");
    return OpResult::kRaise;
  }
  if (!GetText(context, v, &text)) {
    RaiseTypeError(context,
                   "int() can't convert non-string with explicit base");
    return OpResult::kRaise;
  }
  return IntOfText(context, text, static_cast<int>(base), out);
}

// Whether a user's class says how it becomes an int.
bool HasIntMethod(Context& context, Value v) {
  for (Str* name : {core().n_int, core().n_index, core().n_trunc}) {
    const Value method = FindSpecial(context, v, name);
    if (!method.is_unbound() && !IsKind(method, Kind::kNative)) return true;
  }
  return false;
}

OpResult IntOf(Context& context, Value v, Value* out) {
  if (IsKind(v, Kind::kInstance) && HasIntMethod(context, v)) {
    return OpResult::kPython;
  }
  const Value plain = Payload(context, v);
  Text text;
  if (IsInt(plain)) {
    *out = plain.is_bool() ? Value::Int(plain.is_true()) : plain;
    return OpResult::kDone;
  }
  if (plain.is_float()) return FloatToInt(context, plain.as_float(), out);
  if (GetTextOrBuffer(context, plain, &text)) {
    return IntOfText(context, text, 10, out);
  }
  RaiseTypeError(context,
                 absl::StrCat("int() argument must be a string, a bytes-like "
                              "object or a real number, not '",
                              TypeName(context, v), "'"));
  return OpResult::kRaise;
}

NativeResult IntNew(NativeCall& call) {
  Context& context = call.context;
  const Value v = call.args[1];
  OpResult result = OpResult::kDone;
  if (call.args[0] == Value::Of(core().bool_)) {
    return RaiseTypeError(context,
                          "int.__new__(bool) is not safe, use bool.__new__()");
  }
  if (!call.args[2].is_unbound()) {
    result = IntWithBase(context, v, call.args[2], &call.result);
  } else if (v.is_unbound()) {
    call.result = Value::Int(0);
  } else {
    result = IntOf(context, v, &call.result);
  }
  if (result == OpResult::kRaise) return NativeResult::kRaise;
  if (result == OpResult::kPython) {
    return call.Prelude("int_new", {call.args[0], v});
  }
  return call.Return(AsInstanceOf(context,
                                  static_cast<Class*>(call.args[0].as_object()),
                                  core().int_, call.result));
}

NativeResult BoolNew(NativeCall& call) {
  if (call.args[1].is_unbound()) return call.Return(Value::False());
  bool truth;
  switch (Truth(call.context, call.args[1], &truth)) {
    case OpResult::kDone:
      return call.Return(Value::Bool(truth));
    case OpResult::kRaise:
      return NativeResult::kRaise;
    case OpResult::kPython:
      break;
  }
  return call.Prelude("bool_new", {call.args[1]});
}

// --- Methods
// ------------------------------------------------------------------
using IntMethod = NativeResult (*)(NativeCall& call, Value self);

template <IntMethod kMethod>
NativeResult OnInt(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (IsInt(self)) return kMethod(call, self);
  return RaiseTypeError(
      call.context,
      absl::StrCat("descriptor for 'int' objects doesn't "
                   "apply to a '",
                   TypeName(call.context, call.args[0]), "' object"));
}

NativeResult IntItself(NativeCall& call, Value self) {
  return call.Return(self.is_bool() ? Value::Int(self.is_true()) : self);
}

NativeResult IntZero(NativeCall& call, Value) {
  return call.Return(Value::Int(0));
}

NativeResult IntOne(NativeCall& call, Value) {
  return call.Return(Value::Int(1));
}

NativeResult IntBitLength(NativeCall& call, Value self) {
  text::Limb limb;
  return call.Return(Value::Int(text::BitLength(ViewInt(self, &limb))));
}

NativeResult IntBitCount(NativeCall& call, Value self) {
  text::Limb limb;
  return call.Return(Value::Int(text::BitCount(ViewInt(self, &limb))));
}

NativeResult IntRatio(NativeCall& call, Value self) {
  const Value items[] = {self.is_bool() ? Value::Int(self.is_true()) : self,
                         Value::Int(1)};
  return call.Return(Value::Of(NewTuple(call.context, items)));
}

NativeResult IntRound(NativeCall& call, Value self) {
  switch (RoundNumber(call.context, self, call.args[1], &call.result)) {
    case OpResult::kDone:
      return NativeResult::kReturn;
    default:
      return NativeResult::kRaise;
  }
}

NativeResult IntToFloat(NativeCall& call, Value self) {
  double value;
  if (ToDouble(call.context, self, &value) == OpResult::kRaise) {
    return NativeResult::kRaise;
  }
  return call.Return(Value::Float(value));
}

// --- Bytes -------------------------------------------------------------------

// "little" or "big"; big if not given.
bool ByteOrderArgument(Context& context, const char* method, Value v,
                       bool* little) {
  *little = false;
  if (v.is_unbound()) return true;
  Text order;
  if (!GetStr(context, v, &order)) {
    RaiseTypeError(context,
                   absl::StrCat(method, "() argument 'byteorder' must be str, ",
                                "not ", ArgumentTypeName(context, v)));
    return false;
  }
  *little = order.view.bytes() == "little";
  if (*little || order.view.bytes() == "big") return true;
  RaiseValueError(context, "byteorder must be either 'little' or 'big'");
  return false;
}

bool TruthArgument(Context& context, Value v, bool* out) {
  *out = false;
  return v.is_unbound() || Truth(context, v, out) == OpResult::kDone;
}

NativeResult IntToBytes(NativeCall& call, Value self) {
  Context& context = call.context;
  int64_t length;
  bool little, is_signed;
  if (!IntArgumentOr(context, call.args[1], 1, &length) ||
      !ByteOrderArgument(context, "to_bytes", call.args[2], &little) ||
      !TruthArgument(context, call.args[3], &is_signed)) {
    return NativeResult::kRaise;
  }
  if (length < 0) {
    return RaiseValueError(context, "length argument must be non-negative");
  }
  if (!context.heap().HasRoomFor(static_cast<size_t>(length))) {
    return RaiseMemoryError(context);
  }
  text::Limb limb;
  const text::BigView view = ViewInt(self, &limb);
  if (view.negative && !is_signed) {
    return RaiseOverflowError(context,
                              "can't convert negative int to unsigned");
  }
  std::vector<uint8_t> bytes(static_cast<size_t>(length));
  if (!text::ToBytes(view, is_signed, bytes)) {
    return RaiseOverflowError(context, "int too big to convert");
  }
  if (!little) std::reverse(bytes.begin(), bytes.end());
  return call.Return(Value::Of(NewBytes(
      context, {reinterpret_cast<const char*>(bytes.data()), bytes.size()})));
}

NativeResult IntFromBytes(NativeCall& call) {
  Context& context = call.context;
  Text text;
  bool little, is_signed;
  if (!ByteOrderArgument(context, "from_bytes", call.args[2], &little)) {
    return NativeResult::kRaise;
  }
  if (!GetBuffer(context, call.args[1], &text)) {
    return call.Prelude(
        "int_from_bytes",
        {call.args[0], call.args[1],
         call.args[2].is_unbound() ? Value::Of(NewStr(context, "big"))
                                   : call.args[2],
         call.args[3].is_unbound() ? Value::False() : call.args[3]});
  }
  if (!TruthArgument(context, call.args[3], &is_signed)) {
    return NativeResult::kRaise;
  }
  const auto given = text.view.chars<uint8_t>();
  std::vector<uint8_t> bytes(given.begin(), given.end());
  if (!little) std::reverse(bytes.begin(), bytes.end());
  const Value value = MakeInt(context, text::FromBytes(bytes, is_signed));
  // A subclass makes its own of it.
  if (call.args[0] != Value::Of(core().int_)) {
    return call.Call(call.args[0], {value});
  }
  return call.Return(value);
}

constexpr NativeSpec kIntMethods[] = {
    {"__new__", "cls, x=0, /, base=10", &IntNew},
    {"as_integer_ratio", "self, /", &OnInt<&IntRatio>},
    {"bit_count", "self, /", &OnInt<&IntBitCount>},
    {"bit_length", "self, /", &OnInt<&IntBitLength>},
    {"conjugate", "self, /", &OnInt<&IntItself>},
    {"to_bytes", "self, length=1, byteorder='big', *, signed=False",
     &OnInt<&IntToBytes>},
    {"__ceil__", "self, /", &OnInt<&IntItself>},
    {"__float__", "self, /", &OnInt<&IntToFloat>},
    {"__floor__", "self, /", &OnInt<&IntItself>},
    {"__index__", "self, /", &OnInt<&IntItself>},
    {"__int__", "self, /", &OnInt<&IntItself>},
    {"__round__", "self, ndigits=None, /", &OnInt<&IntRound>},
    {"__trunc__", "self, /", &OnInt<&IntItself>},
};

constexpr NativeSpec kIntGetters[] = {
    {"real", "self", &OnInt<&IntItself>},
    {"imag", "self", &OnInt<&IntZero>},
    {"numerator", "self", &OnInt<&IntItself>},
    {"denominator", "self", &OnInt<&IntOne>},
};

}  // namespace

OpResult FloatToInt(Context& context, double value, Value* out) {
  if (std::isnan(value)) {
    RaiseValueError(context, "cannot convert float NaN to integer");
    return OpResult::kRaise;
  }
  if (std::isinf(value)) {
    RaiseOverflowError(context, "cannot convert float infinity to integer");
    return OpResult::kRaise;
  }
  if (std::fabs(value) < 9e15) {
    *out = NewInt(context, static_cast<int64_t>(value));
  } else {
    *out = MakeInt(context, text::FromDouble(value));
  }
  return OpResult::kDone;
}

void RegisterIntMethods() {
  AddMethods(core().int_, kIntMethods);
  AddGetters(core().int_, kIntGetters);
  AddClassMethod(core().int_,
                 {"from_bytes", "cls, bytes, byteorder='big', *, signed=False",
                  &IntFromBytes});
  constexpr NativeSpec kBoolNew = {"__new__", "cls, x=False, /", &BoolNew};
  AddMethods(core().bool_, {&kBoolNew, 1});
}

}  // namespace midge::vm

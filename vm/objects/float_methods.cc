// float: constructor and methods.
#include <cmath>

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
#include "vm/text/codec.h"
#include "vm/text/float_text.h"
#include "vm/text/repr_text.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

OpResult FloatOfText(Context& context, const Text& text, Value* out) {
  double value;
  if (text::ParseDouble(NumberText(text), &value)) {
    *out = Value::Float(value);
    return OpResult::kDone;
  }
  RaiseValueError(
      context,
      absl::StrCat("could not convert string to float: ",
                   text.is_str() ? text::ReprText(text.view)
                                 : text::ReprBytes(text.view.bytes())));
  return OpResult::kRaise;
}

OpResult FloatOf(Context& context, Value v, Value* out) {
  if (IsKind(v, Kind::kInstance)) {
    for (Str* name : {core().n_float, core().n_index}) {
      const Value method = FindSpecial(context, v, name);
      if (!method.is_unbound() && !IsKind(method, Kind::kNative)) {
        return OpResult::kPython;
      }
    }
  }
  const Value plain = Payload(context, v);
  Text text;
  if (IsNumber(plain)) {
    double value;
    if (ToDouble(context, plain, &value) == OpResult::kRaise) {
      return OpResult::kRaise;
    }
    *out = Value::Float(value);
    return OpResult::kDone;
  }
  if (GetTextOrBuffer(context, plain, &text))
    return FloatOfText(context, text, out);
  RaiseTypeError(context,
                 absl::StrCat("float() argument must be a string or a real "
                              "number, not '",
                              TypeName(context, v), "'"));
  return OpResult::kRaise;
}

NativeResult FloatNew(NativeCall& call) {
  Context& context = call.context;
  if (call.args[1].is_unbound()) {
    call.result = Value::Float(0.0);
  } else {
    switch (FloatOf(context, call.args[1], &call.result)) {
      case OpResult::kDone:
        break;
      case OpResult::kRaise:
        return NativeResult::kRaise;
      case OpResult::kPython:
        return call.Prelude("float_new", {call.args[0], call.args[1]});
    }
  }
  return call.Return(AsInstanceOf(context,
                                  static_cast<Class*>(call.args[0].as_object()),
                                  core().float_, call.result));
}

// --- Methods
// ------------------------------------------------------------------
using FloatMethod = NativeResult (*)(NativeCall& call, double self);

template <FloatMethod kMethod>
NativeResult OnFloat(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (self.is_float()) return kMethod(call, self.as_float());
  return RaiseTypeError(
      call.context,
      absl::StrCat("descriptor for 'float' objects doesn't "
                   "apply to a '",
                   TypeName(call.context, call.args[0]), "' object"));
}

NativeResult FloatItself(NativeCall& call, double self) {
  return call.Return(Value::Float(self));
}

NativeResult FloatZero(NativeCall& call, double) {
  return call.Return(Value::Float(0.0));
}

NativeResult FloatIsInteger(NativeCall& call, double self) {
  return call.Return(
      Value::Bool(std::isfinite(self) && std::floor(self) == self));
}

NativeResult FloatHex(NativeCall& call, double self) {
  return call.Return(Value::Of(NewStr(call.context, text::HexDouble(self))));
}

template <double (*kRounding)(double)>
NativeResult FloatRoundedTo(NativeCall& call, double self) {
  const OpResult result =
      FloatToInt(call.context, kRounding(self), &call.result);
  return result == OpResult::kDone ? NativeResult::kReturn
                                   : NativeResult::kRaise;
}

NativeResult FloatRound(NativeCall& call, double self) {
  const OpResult result =
      RoundNumber(call.context, Value::Float(self), call.args[1], &call.result);
  return result == OpResult::kDone ? NativeResult::kReturn
                                   : NativeResult::kRaise;
}

NativeResult FloatRatio(NativeCall& call, double self) {
  Context& context = call.context;
  if (std::isnan(self)) {
    return RaiseValueError(context, "cannot convert NaN to integer ratio");
  }
  if (std::isinf(self)) {
    return RaiseOverflowError(context,
                              "cannot convert Infinity to integer ratio");
  }
  const text::DoubleParts parts = text::SplitDouble(self);
  text::BigInt numerator(parts.mantissa), denominator(1);
  text::BigInt* scaled = parts.exponent < 0 ? &denominator : &numerator;
  // A double's exponent is far below the limit on ints.
  (void)text::ShiftLeft(text::BigInt(*scaled),
                        text::BigInt(std::abs(parts.exponent)), scaled);
  const Value items[] = {MakeInt(context, numerator),
                         MakeInt(context, denominator)};
  return call.Return(Value::Of(NewTuple(context, items)));
}

NativeResult FloatFromHex(NativeCall& call) {
  Context& context = call.context;
  Text text;
  if (!GetStr(context, call.args[1], &text)) {
    return RaiseTypeError(context, "bad argument type for built-in operation");
  }
  double value;
  const std::string ascii = text::IsAscii(text.view)
                                ? std::string(text.view.bytes())
                                : std::string("?");
  switch (text::ParseHexDouble(ascii, &value)) {
    case text::HexStatus::kOk:
      break;
    case text::HexStatus::kInvalid:
      return RaiseValueError(context,
                             "invalid hexadecimal floating-point string");
    case text::HexStatus::kTooLarge:
      return RaiseOverflowError(
          context, "hexadecimal value too large to represent as a float");
  }
  // A subclass makes its own of it.
  if (call.args[0] != Value::Of(core().float_)) {
    return call.Call(call.args[0], {Value::Float(value)});
  }
  return call.Return(Value::Float(value));
}

// Doubles and floats are IEEE 754's everywhere that Midge runs.
NativeResult FloatGetFormat(NativeCall& call) {
  Text kind;
  if (!GetStr(call.context, call.args[1], &kind)) {
    return RaiseTypeError(
        call.context, absl::StrCat("__getformat__() argument must be str, not ",
                                   TypeName(call.context, call.args[1])));
  }
  const std::string name = text::ToUtf8(kind.view);
  if (name != "double" && name != "float") {
    return RaiseValueError(
        call.context, "__getformat__() argument 1 must be 'double' or 'float'");
  }
  return call.Return(Value::Of(NewStr(call.context, "IEEE, little-endian")));
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, x=0, /", &FloatNew},
    {"as_integer_ratio", "self, /", &OnFloat<&FloatRatio>},
    {"conjugate", "self, /", &OnFloat<&FloatItself>},
    {"hex", "self, /", &OnFloat<&FloatHex>},
    {"is_integer", "self, /", &OnFloat<&FloatIsInteger>},
    {"__ceil__", "self, /", &OnFloat<&FloatRoundedTo<&std::ceil>>},
    {"__float__", "self, /", &OnFloat<&FloatItself>},
    {"__floor__", "self, /", &OnFloat<&FloatRoundedTo<&std::floor>>},
    {"__int__", "self, /", &OnFloat<&FloatRoundedTo<&std::trunc>>},
    {"__round__", "self, ndigits=None, /", &OnFloat<&FloatRound>},
    {"__trunc__", "self, /", &OnFloat<&FloatRoundedTo<&std::trunc>>},
};

}  // namespace

void RegisterFloatMethods() {
  AddMethods(core().float_, kMethods);
  AddGetter(core().float_, {"real", "self", &OnFloat<&FloatItself>});
  AddGetter(core().float_, {"imag", "self", &OnFloat<&FloatZero>});
  AddClassMethod(core().float_, {"fromhex", "cls, string, /", &FloatFromHex});
  AddClassMethod(core().float_,
                 {"__getformat__", "cls, typestr, /", &FloatGetFormat});
}

}  // namespace midge::vm

// complex: constructor and methods.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/str_methods.h"
#include "vm/objects/text_value.h"
#include "vm/text/repr_text.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

bool IsComplexOrNumber(Value v) {
  return IsNumber(v) || IsKind(v, Kind::kComplex);
}

// Whether __complex__, __float__ or __index__ of the user's own says what it
// is.
bool SaysItself(Context& context, Value v) {
  if (!IsKind(v, Kind::kInstance)) return false;
  for (Str* name : {core().n_complex, core().n_float, core().n_index}) {
    const Value method = FindSpecial(context, v, name);
    if (!method.is_unbound() && !IsKind(method, Kind::kNative)) return true;
  }
  return false;
}

// Whether an underscore is not between two digits.
bool HasLooseUnderscore(const std::string& text) {
  const auto digit = [&text](size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_' && !(i > 0 && digit(i - 1) && digit(i + 1))) return true;
  }
  return false;
}

Result FromText(NativeCall& call, const Text& text) {
  ComplexValue value;
  const std::string ascii = text::NumberText(text.view);
  if (!ParseComplex(ascii, &value)) {
    if (HasLooseUnderscore(ascii)) {
      return RaiseValueError(
          call.context, absl::StrCat("could not convert string to complex: ",
                                     text::ReprText(text.view)));
    }
    return RaiseValueError(call.context, "complex() arg is a malformed string");
  }
  return call.Return(NewComplex(call.context, value));
}

// complex(real, imag) of builtin numbers: a complex imag turns by a quarter.
Result FromParts(NativeCall& call, Value real, Value imaginary) {
  ComplexValue x(0, 0), y(0, 0);
  if (!real.is_unbound() &&
      ToComplex(call.context, real, &x) == OpResult::kRaise) {
    return Result::kRaise;
  }
  if (imaginary.is_unbound()) return call.Return(NewComplex(call.context, x));
  if (ToComplex(call.context, imaginary, &y) == OpResult::kRaise) {
    return Result::kRaise;
  }
  // Adding a part that is not there would lose the sign of a zero.
  const double re =
      IsKind(imaginary, Kind::kComplex) ? x.real() - y.imag() : x.real();
  const double im =
      IsKind(real, Kind::kComplex) ? x.imag() + y.real() : y.real();
  return call.Return(NewComplex(call.context, {re, im}));
}

Result Make(NativeCall& call) {
  Context& context = call.context;
  const Value given[] = {call.args[1], call.args[2]};
  if (call.args[0] == Value::Of(core().complex) && given[1].is_unbound() &&
      IsKind(given[0], Kind::kComplex)) {
    return call.Return(given[0]);
  }
  const Value real = Payload(context, given[0]);
  const Value imaginary = Payload(context, given[1]);
  Text text;
  if (!real.is_unbound() && GetStr(context, real, &text)) {
    if (!imaginary.is_unbound()) {
      return RaiseTypeError(
          context, "complex() can't take second arg if first is a string");
    }
    return FromText(call, text);
  }
  if (!imaginary.is_unbound() && GetStr(context, imaginary, &text)) {
    return RaiseTypeError(context, "complex() second arg can't be a string");
  }
  if (!real.is_unbound() && !IsComplexOrNumber(real)) {
    return RaiseTypeError(
        context,
        absl::StrCat("complex() first argument must be a string or a number, "
                     "not '",
                     TypeName(context, given[0]), "'"));
  }
  if (!imaginary.is_unbound() && !IsComplexOrNumber(imaginary)) {
    return RaiseTypeError(
        context, absl::StrCat("complex() second argument must be a number, "
                              "not '",
                              TypeName(context, given[1]), "'"));
  }
  return FromParts(call, real, imaginary);
}

Result ComplexNew(NativeCall& call) {
  for (int i : {1, 2}) {
    if (SaysItself(call.context, call.args[i])) {
      const auto or_none = [](Value v) {
        return v.is_unbound() ? Value::None() : v;
      };
      return call.Prelude("complex_new", {call.args[0], or_none(call.args[1]),
                                          or_none(call.args[2])});
    }
  }
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  if (Make(call) != Result::kReturn) return Result::kRaise;
  return call.Return(
      AsInstanceOf(call.context, cls, core().complex, call.result));
}

using Method = Result (*)(NativeCall&, ComplexValue);

template <Method kMethod>
Result OnComplex(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kComplex);
  if (self.is_unbound()) return Result::kRaise;
  const Complex* complex = static_cast<Complex*>(self.as_object());
  return kMethod(call, {complex->real, complex->imaginary});
}

Result Real(NativeCall& call, ComplexValue self) {
  return call.Return(Value::Float(self.real()));
}

Result Imaginary(NativeCall& call, ComplexValue self) {
  return call.Return(Value::Float(self.imag()));
}

Result Conjugate(NativeCall& call, ComplexValue self) {
  return call.Return(NewComplex(call.context, {self.real(), -self.imag()}));
}

Result Itself(NativeCall& call, ComplexValue self) {
  return call.Return(NewComplex(call.context, self));
}

Result Abs(NativeCall& call, ComplexValue self) {
  const double length = std::hypot(self.real(), self.imag());
  if (std::isinf(length) && std::isfinite(self.real()) &&
      std::isfinite(self.imag())) {
    return RaiseOverflowError(call.context, "absolute value too large");
  }
  return call.Return(Value::Float(length));
}

Result NewArguments(NativeCall& call, ComplexValue self) {
  const Value parts[] = {Value::Float(self.real()), Value::Float(self.imag())};
  return call.Return(Value::Of(NewTuple(call.context, parts)));
}

Result FormatMethod(NativeCall& call, ComplexValue self) {
  if (!IsKind(call.args[1], Kind::kStr)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("__format__() argument must be str, not ",
                     ArgumentTypeName(call.context, call.args[1])));
  }
  Str* spec = static_cast<Str*>(call.args[1].as_object());
  if (spec->length == 0) {
    // A class that derives from it may have a __str__ or __repr__.
    if (IsKind(call.args[0], Kind::kInstance)) {
      return call.Prelude("to_str", {call.args[0]});
    }
    return call.Return(Value::Of(NewStr(call.context, ComplexText(self))));
  }
  return Finish(FormatComplex(call.context, self, TextOf(spec),
                              TypeName(call.context, call.args[0]),
                              &call.result));
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, real=0, imag=0", &ComplexNew},
    {"__abs__", "self, /", &OnComplex<&Abs>},
    {"__complex__", "self, /", &OnComplex<&Itself>},
    {"__format__", "self, format_spec, /", &OnComplex<&FormatMethod>},
    {"__getnewargs__", "self, /", &OnComplex<&NewArguments>},
    {"conjugate", "self, /", &OnComplex<&Conjugate>},
};

}  // namespace

void RegisterComplexMethods() {
  AddMethods(core().complex, kMethods);
  AddGetter(core().complex, {"real", "self", &OnComplex<&Real>});
  AddGetter(core().complex, {"imag", "self", &OnComplex<&Imaginary>});
}

}  // namespace midge::vm

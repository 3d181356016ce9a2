#include "vm/objects/formatting.h"

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/text/codec.h"
#include "vm/text/repr_text.h"

namespace midge::vm {
namespace {

using text::FormatError;
using text::FormatSpec;
using text::FormatTarget;
using text::FormattedNumber;
using text::FormattedText;

OpResult FormatNumber(Context& context, const FormattedNumber& number,
                      Value* out) {
  TextBuilder builder(context);
  AppendFormatted(number, &builder);
  return builder.Finish(out);
}

OpResult FormatFloat(Context& context, double value, const FormatSpec& spec,
                     std::string_view type_name, Value* out) {
  FormattedNumber number;
  const FormatError error = text::FormatFloat(value, spec, type_name, &number);
  if (!error.ok()) return RaiseFormatError(context, error);
  return FormatNumber(context, number, out);
}

// Type c: the int is a character.
OpResult FormatCharacter(Context& context, Value value, const FormatSpec& spec,
                         Value* out) {
  FormattedText pieces;
  const FormatError error = text::FormatChar(spec, &pieces);
  if (!error.ok()) return RaiseFormatError(context, error);
  int64_t point;
  if (!ToInt64(value, &point)) {
    RaiseOverflowError(context, "Python int too large to convert to C long");
    return OpResult::kRaise;
  }
  if (point < 0 || point > text::kMaxCodePoint) {
    RaiseOverflowError(context, "%c arg not in range(0x110000)");
    return OpResult::kRaise;
  }
  const uint32_t c = static_cast<uint32_t>(point);
  TextBuilder builder(context);
  AppendFormatted(pieces, text::TextView(&c, 1, 4), &builder);
  return builder.Finish(out);
}

OpResult FormatInt(Context& context, Value value, const FormatSpec& spec,
                   std::string_view type_name, Value* out) {
  if (text::WantsFloat(spec)) {
    double number;
    if (ToDouble(context, value, &number) == OpResult::kRaise) {
      return OpResult::kRaise;
    }
    return FormatFloat(context, number, spec, type_name, out);
  }
  if (text::WantsChar(spec)) {
    return FormatCharacter(context, value, spec, out);
  }
  text::Limb limb;
  FormattedNumber number;
  const FormatError error = text::FormatInt(
      ViewInt(value, &limb), spec, type_name, &number, context.int_digits_max);
  if (!error.ok()) return RaiseFormatError(context, error);
  return FormatNumber(context, number, out);
}

OpResult FormatText(Context& context, const Text& value, const FormatSpec& spec,
                    std::string_view type_name, Value* out) {
  FormattedText pieces;
  const FormatError error =
      text::FormatStr(value.view.size(), spec, type_name, &pieces);
  if (!error.ok()) return RaiseFormatError(context, error);
  TextBuilder builder(context);
  AppendFormatted(pieces, value.view, &builder);
  return builder.Finish(out);
}

// An instance whose class has no __format__ of its own: object's takes no
// specification, a builtin's formats the builtin value inside.
OpResult FormatInstance(Context& context, Value a, Str* spec, Value* out) {
  const Value own = FindSpecial(context, a, core().n_format);
  if (!own.is_unbound() && !IsKind(own, Kind::kNative)) {
    return OpResult::kPython;
  }
  if (spec == nullptr || spec->length == 0) return ToStr(context, a, out);
  const Value payload = Payload(context, a);
  Text text;
  if (payload != a && (IsNumber(payload) || GetStr(context, payload, &text))) {
    return FormatScalar(context, payload, TextOf(spec), TypeName(context, a),
                        out);
  }
  if (IsKind(payload, Kind::kComplex)) {
    const Complex* complex = As<Complex>(context, payload);
    return FormatComplex(context, {complex->real, complex->imaginary},
                         TextOf(spec), TypeName(context, a), out);
  }
  RaiseTypeError(context, absl::StrCat("unsupported format string passed to ",
                                       TypeName(context, a), ".__format__"));
  return OpResult::kRaise;
}

}  // namespace

void AppendFormatted(const FormattedNumber& number, TextBuilder* out) {
  out->Repeat(number.fill, number.left);
  out->AppendAscii(number.prefix);
  out->Repeat(number.fill, number.inner);
  out->AppendAscii(number.body);
  out->Repeat(number.fill, number.right);
}

void AppendFormatted(const FormattedText& pieces, text::TextView view,
                     TextBuilder* out) {
  out->Repeat(pieces.fill, pieces.left);
  out->Append(view.Part(0, pieces.size));
  out->Repeat(pieces.fill, pieces.right);
}

OpResult RaiseFormatError(Context& context, const FormatError& error) {
  switch (error.kind) {
    case FormatError::kOverflowError:
      RaiseOverflowError(context, error.message);
      break;
    case FormatError::kMemoryError:
      RaiseMemoryError(context);
      break;
    default:
      RaiseValueError(context, error.message);
      break;
  }
  return OpResult::kRaise;
}

OpResult FormatScalar(Context& context, Value value, text::TextView spec_text,
                      std::string_view type_name, Value* out) {
  Text text;
  const bool is_str = GetStr(context, value, &text);
  const FormatTarget target = is_str             ? FormatTarget::kStr
                              : value.is_float() ? FormatTarget::kFloat
                                                 : FormatTarget::kInt;
  FormatSpec spec;
  const FormatError error =
      text::ParseFormatSpec(spec_text, target, type_name, &spec);
  if (!error.ok()) return RaiseFormatError(context, error);
  if (is_str) return FormatText(context, text, spec, type_name, out);
  if (value.is_float()) {
    return FormatFloat(context, value.as_float(), spec, type_name, out);
  }
  return FormatInt(context, value, spec, type_name, out);
}

OpResult Format(Context& context, Value a, Str* spec, Value* out) {
  if (IsKind(a, Kind::kInstance)) {
    return FormatInstance(context, a, spec, out);
  }
  if (spec == nullptr || spec->length == 0) return ToStr(context, a, out);
  if (IsNumber(a) || IsKind(a, Kind::kStr)) {
    return FormatScalar(context, a, TextOf(spec), TypeName(context, a), out);
  }
  if (IsKind(a, Kind::kComplex)) {
    const Complex* complex = static_cast<Complex*>(a.as_object());
    return FormatComplex(context, {complex->real, complex->imaginary},
                         TextOf(spec), TypeName(context, a), out);
  }
  if (IsKind(a, Kind::kClass) &&
      !IsKind(FindSpecial(context, a, core().n_format), Kind::kNative) &&
      !FindSpecial(context, a, core().n_format).is_unbound()) {
    return OpResult::kPython;
  }
  RaiseTypeError(context, absl::StrCat("unsupported format string passed to ",
                                       TypeName(context, a), ".__format__"));
  return OpResult::kRaise;
}

OpResult ConvertValue(Context& context, uint32_t conversion, Value value,
                      Value* out) {
  if (conversion == 's') return ToStr(context, value, out);
  const OpResult result = Repr(context, value, out);
  if (conversion == 'r' || result != OpResult::kDone) return result;
  const text::TextView repr = TextOf(static_cast<Str*>(out->as_object()));
  if (!text::IsAscii(repr)) {
    *out = Value::Of(NewStr(context, text::EscapeNonAscii(repr)));
  }
  return OpResult::kDone;
}

}  // namespace midge::vm

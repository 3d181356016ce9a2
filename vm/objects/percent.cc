// "…" % values, of str and of bytes.
//
// A value whose __str__, __repr__, __int__ … is a user's is left to the
// prelude: it converts the values in Python, with the pieces of the template
// from percent_pieces(), and then comes back here with plain ones.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/formatting.h"
#include "vm/objects/numbers.h"
#include "vm/objects/type_operators.h"
#include "vm/text/percent_format.h"

namespace midge::vm {
namespace {

using text::FormatError;
using text::PercentPiece;

// Walks the template and takes the values one after another.
class Percent {
 public:
  Percent(Context& context, const Text& like, Value values)
      : context_(context),
        like_(like),
        format_(like.view),
        values_(values),
        out_(context) {
    const Value plain = Payload(context, values);
    if (IsKind(plain, Kind::kTuple)) {
      tuple_ = static_cast<Tuple*>(plain.as_object());
    }
    is_mapping_ = IsMapping(plain) &&
                  (like_.is_str() || !(IsKind(plain, Kind::kBytes) ||
                                       IsKind(plain, Kind::kByteArray)));
  }

  OpResult Run(Value* out);

 private:
  // Whatever has a __getitem__ and is no tuple and no str.
  bool IsMapping(Value v) const {
    if (!v.is_object()) return false;
    switch (v.as_object()->kind()) {
      case Kind::kDict:
      case Kind::kList:
      case Kind::kByteArray:
      case Kind::kBytes:
      case Kind::kRange:
        return true;
      case Kind::kInstance:
        return !FindSpecial(context_, v, core().n_getitem).is_unbound();
      default:
        return false;
    }
  }
  OpResult Fail(NativeResult) { return OpResult::kRaise; }
  OpResult TypeError(std::string_view message) {
    return Fail(RaiseTypeError(context_, message));
  }
  OpResult NextValue(Value* value);
  OpResult KeyedValue(const PercentPiece& piece, Value* value);
  OpResult Star(int64_t* number);
  OpResult Stars(PercentPiece* piece);
  OpResult Directive(PercentPiece piece);
  OpResult Integer(const PercentPiece& piece, Value value);
  OpResult Float(const PercentPiece& piece, Value value);
  OpResult Character(const PercentPiece& piece, Value value);
  OpResult Byte(const PercentPiece& piece, Value value);
  OpResult Converted(const PercentPiece& piece, Value value);
  OpResult BytesIn(const PercentPiece& piece, Value value);
  OpResult Padded(const PercentPiece& piece, text::TextView view);
  OpResult CheckAllUsed();

  Context& context_;
  const Text like_;  // the template: the result is of its kind
  text::TextView format_;
  Value values_;
  Tuple* tuple_ = nullptr;  // of the values, or null for a single one
  bool is_mapping_ = false;
  bool keyed_ = false;
  uint32_t used_ = 0;
  TextBuilder out_;
};

// The key of a directive: a str or, of a bytearray too, bytes.
Value KeyText(Context& context, const Text& format, const PercentPiece& piece) {
  const text::TextView key = format.view.Part(piece.begin, piece.end);
  return format.is_str() ? Value::Of(NewStrOf(context, key))
                         : Value::Of(NewBytes(context, key.bytes()));
}

OpResult Percent::NextValue(Value* value) {
  const uint32_t count = tuple_ ? tuple_->length : 1;
  if (used_ >= count) {
    return TypeError("not enough arguments for format string");
  }
  *value = tuple_ ? (*tuple_)[used_] : values_;
  ++used_;
  return OpResult::kDone;
}

OpResult Percent::KeyedValue(const PercentPiece& piece, Value* value) {
  const Value plain = Payload(context_, values_);
  if (tuple_ != nullptr || !is_mapping_) {
    return TypeError("format requires a mapping");
  }
  keyed_ = true;
  if (!IsKind(plain, Kind::kDict) || plain != values_) {
    return OpResult::kPython;
  }
  const Value key = KeyText(context_, like_, piece);
  return GetItem(context_, plain, key, value);
}

OpResult Percent::Star(int64_t* number) {
  Value value;
  const OpResult result = NextValue(&value);
  if (result != OpResult::kDone) return result;
  if (!IsInt(Payload(context_, value))) return TypeError("* wants int");
  return IntArgument(context_, value, number) ? OpResult::kDone
                                              : OpResult::kRaise;
}

OpResult Percent::Stars(PercentPiece* piece) {
  if (piece->star_width) {
    const OpResult result = Star(&piece->width);
    if (result != OpResult::kDone) return result;
    if (piece->width < 0) {
      piece->left = true;
      piece->width = -std::max(piece->width, -INT64_MAX);
    }
  }
  if (piece->star_precision) {
    const OpResult result = Star(&piece->precision);
    if (result != OpResult::kDone) return result;
    if (piece->precision > INT32_MAX) {
      return Fail(RaiseOverflowError(
          context_, "Python int too large to convert to C int"));
    }
    piece->precision = std::max<int64_t>(piece->precision, 0);
  }
  return OpResult::kDone;
}

OpResult Percent::Padded(const PercentPiece& piece, text::TextView view) {
  text::FormattedText pieces;
  const FormatError error = text::PercentText(view.size(), piece, &pieces);
  if (!error.ok()) return RaiseFormatError(context_, error);
  AppendFormatted(pieces, view, &out_);
  return OpResult::kDone;
}

// %s of a bytes template.
OpResult Percent::BytesIn(const PercentPiece& piece, Value value) {
  Text bytes;
  if (GetBuffer(context_, value, &bytes)) return Padded(piece, bytes.view);
  if (IsKind(value, Kind::kInstance)) return OpResult::kPython;
  return TypeError(absl::StrCat(
      "%b requires a bytes-like object, or an object that implements "
      "__bytes__, not '",
      TypeName(context_, value), "'"));
}

OpResult Percent::Converted(const PercentPiece& piece, Value value) {
  Value str;
  if (!like_.is_str() && piece.type == 's') return BytesIn(piece, value);
  const uint32_t conversion = like_.is_str() ? piece.type : 'a';
  const OpResult result = ConvertValue(context_, conversion, value, &str);
  if (result != OpResult::kDone) return result;
  return Padded(piece, TextOf(static_cast<Str*>(str.as_object())));
}

OpResult Percent::Byte(const PercentPiece& piece, Value value) {
  Text text;
  int64_t number;
  const Value plain = Payload(context_, value);
  if (GetBytes(context_, value, &text) && text.view.size() == 1) {
    return Padded(piece, text.view);
  }
  if (!IsInt(plain)) {
    if (IsKind(plain, Kind::kInstance)) return OpResult::kPython;
    return TypeError("%c requires an integer in range(256) or a single byte");
  }
  if (!ToInt64(plain, &number) || number < 0 || number > 255) {
    return Fail(RaiseOverflowError(context_, "%c arg not in range(256)"));
  }
  const uint8_t byte = static_cast<uint8_t>(number);
  return Padded(piece, text::TextView(&byte, 1, 1));
}

OpResult Percent::Character(const PercentPiece& piece, Value value) {
  Text text;
  int64_t point;
  if (!like_.is_str()) return Byte(piece, value);
  const Value plain = Payload(context_, value);
  if (GetStr(context_, value, &text)) {
    if (text.view.size() == 1) return Padded(piece, text.view);
  } else if (IsInt(plain)) {
    if (!ToInt64(plain, &point) || point < 0 || point > text::kMaxCodePoint) {
      return Fail(
          RaiseOverflowError(context_, "%c arg not in range(0x110000)"));
    }
    const uint32_t c = static_cast<uint32_t>(point);
    return Padded(piece, text::TextView(&c, 1, 4));
  }
  if (IsKind(plain, Kind::kInstance)) return OpResult::kPython;
  return TypeError("%c requires int or char");
}

OpResult Percent::Integer(const PercentPiece& piece, Value value) {
  const Value plain = Payload(context_, value);
  const char type = static_cast<char>(piece.type);
  const bool decimal = type == 'd' || type == 'i' || type == 'u';
  text::BigInt big;
  if (plain.is_float() && decimal) {
    const double number = plain.as_float();
    if (std::isnan(number)) {
      return Fail(
          RaiseValueError(context_, "cannot convert float NaN to integer"));
    }
    if (std::isinf(number)) {
      return Fail(RaiseOverflowError(
          context_, "cannot convert float infinity to integer"));
    }
    big = text::FromDouble(number);
  } else if (!IsInt(plain)) {
    if (IsKind(plain, Kind::kInstance)) return OpResult::kPython;
    const char shown = type == 'i' && !like_.is_str() ? 'd' : type;
    return TypeError(
        absl::StrCat("%", std::string(1, shown),
                     " format: ", decimal ? "a real number" : "an integer",
                     " is required, not ", TypeName(context_, value)));
  }
  text::Limb limb;
  text::FormattedNumber number;
  const FormatError error = text::PercentInt(
      plain.is_float() ? text::BigView(big) : ViewInt(plain, &limb), piece,
      &number, context_.int_digits_max);
  if (!error.ok()) return RaiseFormatError(context_, error);
  AppendFormatted(number, &out_);
  return OpResult::kDone;
}

OpResult Percent::Float(const PercentPiece& piece, Value value) {
  if (IsKind(Payload(context_, value), Kind::kInstance)) {
    return OpResult::kPython;
  }
  double number;
  if (!like_.is_str() && !IsNumber(Payload(context_, value))) {
    return TypeError(absl::StrCat("float argument required, not ",
                                  TypeName(context_, value)));
  }
  if (!DoubleArgument(context_, value, &number)) return OpResult::kRaise;
  text::FormattedNumber text;
  const FormatError error = text::PercentFloat(number, piece, &text);
  if (!error.ok()) return RaiseFormatError(context_, error);
  AppendFormatted(text, &out_);
  return OpResult::kDone;
}

OpResult Percent::Directive(PercentPiece piece) {
  Value value;
  if (piece.is_percent()) return out_.AppendChar('%'), OpResult::kDone;
  if (piece.has_key) {
    const OpResult result = KeyedValue(piece, &value);
    if (result != OpResult::kDone) return result;
  }
  OpResult result = Stars(&piece);
  if (result != OpResult::kDone) return result;
  if (!piece.has_key) {
    result = NextValue(&value);
    if (result != OpResult::kDone) return result;
  }
  if (piece.type == 'b' && !like_.is_str()) piece.type = 's';
  switch (piece.type) {
    case 's':
    case 'r':
    case 'a':
      return Converted(piece, value);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return Integer(piece, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return Float(piece, value);
    case 'c':
      return Character(piece, value);
    default:
      return RaiseFormatError(context_, text::UnsupportedCharacter(piece));
  }
}

OpResult Percent::CheckAllUsed() {
  const bool all =
      tuple_ ? used_ == tuple_->length : used_ == 1 || keyed_ || is_mapping_;
  if (all) return OpResult::kDone;
  return TypeError(like_.is_str()
                       ? "not all arguments converted during string formatting"
                       : "not all arguments converted during bytes formatting");
}

OpResult Percent::Run(Value* out) {
  text::PercentReader reader(format_, !like_.is_str());
  PercentPiece piece;
  while (reader.Next(&piece)) {
    if (!piece.directive) {
      out_.Append(format_.Part(piece.begin, piece.end));
      continue;
    }
    const OpResult result = Directive(piece);
    if (result != OpResult::kDone) return result;
  }
  if (!reader.error().ok()) return RaiseFormatError(context_, reader.error());
  const OpResult result = CheckAllUsed();
  return result == OpResult::kDone ? out_.FinishLike(like_, out) : result;
}

// "%-5.2f" with its key taken out: what the prelude formats one value by.
Value DirectiveText(Context& context, const Text& format,
                    const PercentPiece& piece) {
  TextBuilder builder(context);
  const int64_t rest = piece.has_key ? piece.end + 1 : piece.start + 1;
  builder.AppendChar('%');
  builder.Append(format.view.Part(rest, piece.type_index + 1));
  Value text;
  (void)builder.FinishLike(format, &text);
  return text;
}

// percent_pieces(template): literals as text, directives as tuples (directive
// without its key, key or None, type, stars).
NativeResult PercentPieces(NativeCall& call) {
  Context& context = call.context;
  Text format;
  if (!GetText(context, call.args[0], &format)) {
    return RaiseTypeError(context, "percent_pieces() takes a str or bytes");
  }
  List* pieces = NewList(context);
  text::PercentReader reader(format.view, !format.is_str());
  PercentPiece piece;
  while (reader.Next(&piece)) {
    const auto part = [&] {
      return NewTextLike(context, format,
                         format.view.Part(piece.begin, piece.end));
    };
    if (!piece.directive || piece.is_percent()) {
      ListPush(context, pieces,
               piece.directive
                   ? NewTextLike(context, format,
                                 format.view.Part(piece.start, piece.start + 1))
                   : part());
      continue;
    }
    const Value items[] = {
        DirectiveText(context, format, piece),
        piece.has_key ? KeyText(context, format, piece) : Value::None(),
        Value::Of(CharStr(context, piece.type)),
        Value::Int(piece.star_width + piece.star_precision)};
    ListPush(context, pieces, Value::Of(NewTuple(context, items)));
  }
  if (!reader.error().ok()) {
    return RaiseValueError(context, reader.error().message);
  }
  return call.Return(Value::Of(pieces));
}

// __mod__ of str and bytes, called when StrPercent wants Python.
NativeResult StrModulo(NativeCall& call) {
  Context& context = call.context;
  Text format;
  if (!GetText(context, call.args[0], &format)) {
    return call.Return(Value::NotImplemented());
  }
  switch (StrPercent(context, format.value, call.args[1], &call.result)) {
    case OpResult::kDone:
      return NativeResult::kReturn;
    case OpResult::kRaise:
      return NativeResult::kRaise;
    case OpResult::kPython:
      break;
  }
  return call.Prelude("str_percent", {format.value, call.args[1]});
}

// __rmod__ of the same: as the other's __mod__, of its own sort.
NativeResult StrReflectedModulo(NativeCall& call) {
  Text format, values;
  if (!GetText(call.context, call.args[1], &format) ||
      !GetText(call.context, call.args[0], &values) ||
      format.kind != values.kind) {
    return call.Return(Value::NotImplemented());
  }
  std::swap(call.args[0], call.args[1]);
  return StrModulo(call);
}

}  // namespace

OpResult StrPercent(Context& context, Value format, Value args, Value* out) {
  Text text;
  GetText(context, format, &text);
  return Percent(context, text, args).Run(out);
}

void RegisterPercent() {
  constexpr NativeSpec kModulo[] = {
      {"__mod__", "self, value, /", &StrModulo},
      {"__rmod__", "self, value, /", &StrReflectedModulo},
  };
  for (Class* cls : {core().str, core().bytes, core().bytearray}) {
    AddMethods(cls, kModulo);
  }
  constexpr NativeSpec kPieces = {"percent_pieces", "template, /",
                                  &PercentPieces};
  AddFunctions("_prelude", {&kPieces, 1});
}

}  // namespace midge::vm

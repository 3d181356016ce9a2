// Module unicodedata; the tables are in vm/text/.
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/text_value.h"
#include "vm/text/codec.h"
#include "vm/text/unicode.h"
#include "vm/text/unicode_data.h"
#include "vm/text/unicode_names.h"

namespace midge::vm {
namespace {

using text::Normalization;

// args[0], a str of one character. `name` and `which` are for the error.
bool CharacterArgument(NativeCall& call, std::string_view name,
                       std::string_view which, uint32_t* out) {
  Text given;
  if (GetStr(call.context, call.args[0], &given) && given.view.size() == 1) {
    *out = given.view[0];
    return true;
  }
  RaiseTypeError(
      call.context,
      absl::StrCat(std::string(name), "() argument", std::string(which),
                   " must be a unicode character, not ",
                   TypeName(call.context, call.args[0])));
  return false;
}

NativeResult ReturnText(NativeCall& call, std::string_view text) {
  return call.Return(Value::Of(NewStr(call.context, text)));
}

// The second argument of functions that may not know; else a ValueError.
NativeResult ReturnDefault(NativeCall& call, std::string_view message) {
  if (!call.args[1].is_unbound()) return call.Return(call.args[1]);
  return RaiseValueError(call.context, message);
}

// For `function`, whose answer is one property of a character, as text.
NativeResult ReturnProperty(NativeCall& call, std::string_view function,
                            const char* text::UnicodeProperties::*property) {
  uint32_t c;
  if (!CharacterArgument(call, function, "", &c)) return NativeResult::kRaise;
  return ReturnText(call, text::PropertiesOf(c).*property);
}

NativeResult Category(NativeCall& call) {
  return ReturnProperty(call, "category", &text::UnicodeProperties::category);
}

NativeResult Bidirectional(NativeCall& call) {
  return ReturnProperty(call, "bidirectional",
                        &text::UnicodeProperties::bidirectional);
}

NativeResult EastAsianWidth(NativeCall& call) {
  return ReturnProperty(call, "east_asian_width",
                        &text::UnicodeProperties::east_asian_width);
}

NativeResult Combining(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "combining", "", &c)) {
    return NativeResult::kRaise;
  }
  return call.Return(Value::Int(text::PropertiesOf(c).combining));
}

NativeResult Mirrored(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "mirrored", "", &c)) {
    return NativeResult::kRaise;
  }
  return call.Return(Value::Int(text::PropertiesOf(c).mirrored));
}

NativeResult Decomposition(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "decomposition", "", &c)) {
    return NativeResult::kRaise;
  }
  return ReturnText(call, text::DecompositionText(c));
}

NativeResult Decimal(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "decimal", " 1", &c)) {
    return NativeResult::kRaise;
  }
  const int value = text::DecimalValue(c);
  if (value < 0) return ReturnDefault(call, "not a decimal");
  return call.Return(Value::Int(value));
}

NativeResult Digit(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "digit", " 1", &c)) return NativeResult::kRaise;
  const text::NumericValue* value = text::FindNumericValue(c);
  if (value == nullptr || value->digit < 0) {
    return ReturnDefault(call, "not a digit");
  }
  return call.Return(Value::Int(value->digit));
}

NativeResult Numeric(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "numeric", " 1", &c)) {
    return NativeResult::kRaise;
  }
  const text::NumericValue* value = text::FindNumericValue(c);
  if (value == nullptr) return ReturnDefault(call, "not a numeric character");
  return call.Return(Value::Float(value->value));
}

NativeResult Name(NativeCall& call) {
  uint32_t c;
  if (!CharacterArgument(call, "name", " 1", &c)) return NativeResult::kRaise;
  const std::string name = text::CharacterName(c);
  if (name.empty()) return ReturnDefault(call, "no such name");
  return ReturnText(call, name);
}

NativeResult Lookup(NativeCall& call) {
  Text name;
  if (!GetText(call.context, call.args[0], &name)) {
    return RaiseTypeError(
        call.context, absl::StrCat("a bytes-like object is required, not '",
                                   TypeName(call.context, call.args[0]), "'"));
  }
  const std::string utf8 =
      name.is_str() ? text::ToUtf8(name.view) : std::string(name.view.bytes());
  const std::u32string found = text::FindCharacters(utf8, true);
  if (found.empty()) {
    return RaiseKeyError(
        call.context,
        Value::Of(
            NewStr(call.context,
                   absl::StrCat("undefined character name '", utf8, "'"))));
  }
  return call.Return(Value::Of(NewStrOf(call.context, found)));
}

// The arguments of normalize() and is_normalized().
bool NormalizeArguments(NativeCall& call, std::string_view name,
                        Normalization* form, Text* given) {
  Context& context = call.context;
  Text wanted[2];
  for (int i = 0; i < 2; ++i) {
    if (GetStr(context, call.args[i], &wanted[i])) continue;
    RaiseTypeError(context, absl::StrCat(std::string(name), "() argument ",
                                         i + 1, " must be str, not ",
                                         TypeName(context, call.args[i])));
    return false;
  }
  *given = wanted[1];
  context.Charge(static_cast<size_t>(given->view.size()));
  constexpr std::string_view kForms[] = {"NFC", "NFD", "NFKC", "NFKD"};
  const std::string text = text::ToUtf8(wanted[0].view);
  for (size_t i = 0; i < std::size(kForms); ++i) {
    if (text != kForms[i]) continue;
    *form = static_cast<Normalization>(i);
    return true;
  }
  RaiseValueError(context, "invalid normalization form");
  return false;
}

NativeResult NormalizeText(NativeCall& call) {
  Normalization form;
  Text given;
  if (!NormalizeArguments(call, "normalize", &form, &given)) {
    return NativeResult::kRaise;
  }
  if (text::IsAscii(given.view)) return call.Return(given.value);
  return call.Return(
      Value::Of(NewStrOf(call.context, text::Normalize(given.view, form))));
}

NativeResult IsNormalized(NativeCall& call) {
  Normalization form;
  Text given;
  if (!NormalizeArguments(call, "is_normalized", &form, &given)) {
    return NativeResult::kRaise;
  }
  const std::u32string made = text::Normalize(given.view, form);
  bool same = static_cast<int64_t>(made.size()) == given.view.size();
  for (size_t i = 0; same && i < made.size(); ++i) {
    same = made[i] == given.view[static_cast<int64_t>(i)];
  }
  return call.Return(same ? Value::True() : Value::False());
}

constexpr NativeSpec kFunctions[] = {
    {"category", "chr, /", &Category},
    {"bidirectional", "chr, /", &Bidirectional},
    {"east_asian_width", "chr, /", &EastAsianWidth},
    {"combining", "chr, /", &Combining},
    {"mirrored", "chr, /", &Mirrored},
    {"decomposition", "chr, /", &Decomposition},
    {"decimal", "chr, default=None, /", &Decimal},
    {"digit", "chr, default=None, /", &Digit},
    {"numeric", "chr, default=None, /", &Numeric},
    {"name", "chr, default=None, /", &Name},
    {"lookup", "name, /", &Lookup},
    {"normalize", "form, unistr, /", &NormalizeText},
    {"is_normalized", "form, unistr, /", &IsNormalized},
};

}  // namespace

void RegisterUnicodeData() {
  AddFunctions("unicodedata", kFunctions);
  AddConstant("unicodedata", "unidata_version",
              Value::Of(NewStr(core().context, "14.0.0")));
}

}  // namespace midge::vm

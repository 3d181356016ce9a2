#include "vm/objects/str_methods.h"

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

using CaseMapping = std::u32string (*)(text::TextView);

// --- Case
// ---------------------------------------------------------------------
template <CaseMapping kMapping>
NativeResult MapCase(NativeCall& call, const Text& self) {
  call.context.Charge(static_cast<size_t>(self.view.size()) / 4);
  return call.Return(Value::Of(NewStrOf(call.context, kMapping(self.view))));
}

// upper() and lower() of ASCII, which most text is.
template <CaseMapping kMapping, uint8_t kFirst, uint8_t kLast>
NativeResult MapAsciiCase(NativeCall& call, const Text& self) {
  if (!text::IsAscii(self.view) || self.view.size() < 2) {
    return MapCase<kMapping>(call, self);
  }
  Str* str =
      NewStrRaw(call.context, static_cast<uint32_t>(self.view.size()), 1);
  uint8_t* out = str->chars1();
  for (uint8_t c : self.view.chars<uint8_t>()) {
    *out++ = c >= kFirst && c <= kLast ? c ^ 0x20 : c;
  }
  return call.Return(Value::Of(str));
}

// --- Predicates
// ---------------------------------------------------------------
using CharPredicate = bool (*)(uint32_t);

// All characters are; an empty text is not.
template <CharPredicate kPredicate>
NativeResult AllAre(NativeCall& call, const Text& self) {
  for (int64_t i = 0; i < self.view.size(); ++i) {
    if (!kPredicate(self.view[i])) return call.Return(Value::False());
  }
  return call.Return(Value::Bool(self.view.size() > 0));
}

NativeResult StrIsPrintable(NativeCall& call, const Text& self) {
  if (self.view.size() == 0) return call.Return(Value::True());
  return AllAre<&text::IsPrintable>(call, self);
}

NativeResult StrIsAscii(NativeCall& call, const Text& self) {
  return call.Return(Value::Bool(text::IsAscii(self.view)));
}

NativeResult StrIsIdentifier(NativeCall& call, const Text& self) {
  return call.Return(Value::Bool(text::IsIdentifier(self.view)));
}

// Some are cased, and all those are `kWanted`.
template <CharPredicate kWanted, CharPredicate kUnwanted>
NativeResult CasedAre(NativeCall& call, const Text& self) {
  bool any = false;
  for (int64_t i = 0; i < self.view.size(); ++i) {
    const uint32_t c = self.view[i];
    if (kUnwanted(c) || text::IsTitle(c)) return call.Return(Value::False());
    any = any || kWanted(c);
  }
  return call.Return(Value::Bool(any));
}

NativeResult StrIsTitle(NativeCall& call, const Text& self) {
  bool any = false, inside = false;
  for (int64_t i = 0; i < self.view.size(); ++i) {
    const uint32_t c = self.view[i];
    const bool capital = text::IsUpper(c) || text::IsTitle(c);
    const bool small = text::IsLower(c);
    if (capital ? inside : small && !inside) {
      return call.Return(Value::False());
    }
    inside = capital || small;
    any = any || inside;
  }
  return call.Return(Value::Bool(any));
}

NativeResult StrEncode(NativeCall& call, const Text& self) {
  return EncodeText(call, self, call.args[1], call.args[2]);
}

// --- translate()
// -------------------------------------------------------------- One
// character's translation: false if Python is to decide, or on an error
// (`*result` says which).
bool TranslateOne(Context& context, Dict* table, uint32_t c, TextBuilder* out,
                  OpResult* result) {
  Value found;
  *result = DictFind(context, table, Value::Int(c), &found);
  if (*result != OpResult::kDone) return false;
  Text text;
  int64_t point;
  if (found.is_unbound()) {
    out->AppendChar(c);
  } else if (GetStr(context, found, &text)) {
    out->Append(text.view);
  } else if (ToInt64(found, &point)) {
    if (point < 0 || point > text::kMaxCodePoint) {
      RaiseValueError(context, "character mapping must be in range(0x110000)");
      *result = OpResult::kRaise;
      return false;
    }
    out->AppendChar(static_cast<uint32_t>(point));
  } else if (!found.is_none()) {
    RaiseTypeError(context,
                   "character mapping must return integer, None or str");
    *result = OpResult::kRaise;
    return false;
  }
  return true;
}

NativeResult StrTranslate(NativeCall& call, const Text& self) {
  if (!IsKind(call.args[1], Kind::kDict)) {
    return call.Prelude("str_translate", {self.value, call.args[1]});
  }
  Context& context = call.context;
  Dict* table = context.Resolve(static_cast<Dict*>(call.args[1].as_object()));
  TextBuilder builder(context);
  for (int64_t i = 0; i < self.view.size(); ++i) {
    OpResult result;
    if (TranslateOne(context, table, self.view[i], &builder, &result)) continue;
    if (result == OpResult::kRaise) return NativeResult::kRaise;
    return call.Prelude("str_translate", {self.value, call.args[1]});
  }
  return ReturnBuilt(call, &builder);
}

// maketrans(from, to, delete): characters one by one.
NativeResult MakeTableOfTexts(NativeCall& call) {
  Context& context = call.context;
  Text from, to, drop;
  if (!GetStr(context, call.args[0], &from)) {
    return RaiseTypeError(context,
                          "first maketrans argument must be a string if there "
                          "is a second argument");
  }
  for (int i : {1, 2}) {
    if (call.args[i].is_unbound()) continue;
    if (!GetStr(context, call.args[i], i == 1 ? &to : &drop)) {
      return RaiseTypeError(
          context,
          absl::StrCat("maketrans() argument ", i + 1, " must be str, not ",
                       ArgumentTypeName(context, call.args[i])));
    }
  }
  if (from.view.size() != to.view.size()) {
    return RaiseValueError(context,
                           "the first two maketrans arguments must have equal "
                           "length");
  }
  Dict* table = NewDict(context);
  for (int64_t i = 0; i < from.view.size(); ++i) {
    (void)DictStore(context, table, Value::Int(from.view[i]),
                    Value::Int(to.view[i]));
  }
  for (int64_t i = 0; i < drop.view.size(); ++i) {
    (void)DictStore(context, table, Value::Int(drop.view[i]), Value::None());
  }
  return call.Return(Value::Of(table));
}

NativeResult StrMakeTrans(NativeCall& call) {
  if (!call.args[1].is_unbound()) return MakeTableOfTexts(call);
  Context& context = call.context;
  if (!IsKind(call.args[0], Kind::kDict)) {
    return RaiseTypeError(context,
                          "if you give only one argument to maketrans it must "
                          "be a dict");
  }
  Dict* given = context.Resolve(static_cast<Dict*>(call.args[0].as_object()));
  Dict* table = NewDict(context);
  Value key, value;
  for (int64_t at = 0; DictNext(given, &at, &key, &value);) {
    Text text;
    if (GetStr(context, key, &text)) {
      if (text.view.size() != 1) {
        return RaiseValueError(context,
                               "string keys in translate table must be of "
                               "length 1");
      }
      key = Value::Int(text.view[0]);
    } else if (!IsInt(key)) {
      return RaiseTypeError(context,
                            "keys in translate table must be strings or "
                            "integers");
    }
    (void)DictStore(context, table, key, value);
  }
  return call.Return(Value::Of(table));
}

// --- str(...) ----------------------------------------------------------------

NativeResult DecodeArgument(NativeCall& call) {
  Text bytes;
  Context& context = call.context;
  const Value v = call.args[1];
  for (int i : {2, 3}) {
    const Value name = call.args[i];
    if (name.is_unbound() || GetStr(context, name, &bytes)) continue;
    return RaiseTypeError(
        context,
        absl::StrCat("str() argument '", i == 2 ? "encoding" : "errors",
                     "' must be str, not ", ArgumentTypeName(context, name)));
  }
  if (GetBuffer(context, v, &bytes)) {
    return DecodeText(call, bytes, call.args[2], call.args[3]);
  }
  if (GetStr(context, v, &bytes)) {
    return RaiseTypeError(context, "decoding str is not supported");
  }
  return RaiseTypeError(context,
                        absl::StrCat("decoding to str: need a bytes-like "
                                     "object, ",
                                     TypeName(context, v), " found"));
}

NativeResult StrNew(NativeCall& call) {
  Context& context = call.context;
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const Value v = call.args[1];
  const bool decode = !call.args[2].is_unbound() || !call.args[3].is_unbound();
  if (v.is_unbound()) {
    call.result = Value::Of(core().empty_str);
  } else if (decode) {
    const NativeResult decoded = DecodeArgument(call);
    // By a codec in Python: of what it returns a subclass makes its own.
    if (decoded == NativeResult::kCall && cls != core().str) {
      return call.Prelude("str_by_codec",
                          {call.args[0], call.callee, call.call_args[0],
                           call.call_args[1], call.call_args[2]});
    }
    if (decoded != NativeResult::kReturn) return decoded;
  } else {
    const OpResult result = ToStr(context, v, &call.result);
    if (result == OpResult::kRaise) return NativeResult::kRaise;
    if (result == OpResult::kPython) {
      return call.Prelude("str_new", {call.args[0], v});
    }
  }
  return call.Return(AsInstanceOf(context, cls, core().str, call.result));
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, object='', encoding='utf-8', errors='strict'", &StrNew},
    {"capitalize", "self, /", &OnStr<&MapCase<&text::Capitalize>>},
    {"casefold", "self, /", &OnStr<&MapCase<&text::CaseFold>>},
    {"center", "self, width, fillchar=' ', /", &OnStr<&TextCenter>},
    {"count", "self, sub, start=None, end=None, /", &OnStr<&TextCount>,
     CallStyle::kParsed},
    {"encode", "self, encoding='utf-8', errors='strict'", &OnStr<&StrEncode>},
    {"endswith", "self, suffix, start=None, end=None, /", &OnStr<&TextEndsWith>,
     CallStyle::kParsed},
    {"expandtabs", "self, tabsize=8", &OnStr<&TextExpandTabs>},
    {"find", "self, sub, start=None, end=None, /", &OnStr<&TextFind>,
     CallStyle::kParsed},
    {"format", "self, /, *args, **kwargs", &OnStr<&StrFormat>},
    {"format_map", "self, mapping, /", &OnStr<&StrFormatMap>},
    {"index", "self, sub, start=None, end=None, /", &OnStr<&TextIndex>,
     CallStyle::kParsed},
    {"isalnum", "self, /", &OnStr<&AllAre<&text::IsAlnum>>},
    {"isalpha", "self, /", &OnStr<&AllAre<&text::IsAlpha>>},
    {"isascii", "self, /", &OnStr<&StrIsAscii>},
    {"isdecimal", "self, /", &OnStr<&AllAre<&text::IsDecimal>>},
    {"isdigit", "self, /", &OnStr<&AllAre<&text::IsDigit>>},
    {"isidentifier", "self, /", &OnStr<&StrIsIdentifier>},
    {"islower", "self, /", &OnStr<&CasedAre<&text::IsLower, &text::IsUpper>>},
    {"isnumeric", "self, /", &OnStr<&AllAre<&text::IsNumeric>>},
    {"isprintable", "self, /", &OnStr<&StrIsPrintable>},
    {"isspace", "self, /", &OnStr<&AllAre<&text::IsSpace>>},
    {"istitle", "self, /", &OnStr<&StrIsTitle>},
    {"isupper", "self, /", &OnStr<&CasedAre<&text::IsUpper, &text::IsLower>>},
    {"join", "self, iterable, /", &OnStr<&TextJoin>},
    {"ljust", "self, width, fillchar=' ', /", &OnStr<&TextJustifyLeft>},
    {"lower", "self, /", &OnStr<&MapAsciiCase<&text::Lower, 'A', 'Z'>>},
    {"lstrip", "self, chars=None, /", &OnStr<&TextStripLeft>},
    {"partition", "self, sep, /", &OnStr<&TextPartition>},
    {"removeprefix", "self, prefix, /", &OnStr<&TextRemovePrefix>},
    {"removesuffix", "self, suffix, /", &OnStr<&TextRemoveSuffix>},
    {"replace", "self, old, new, count=-1, /", &OnStr<&TextReplace>},
    {"rfind", "self, sub, start=None, end=None, /", &OnStr<&TextFindLast>,
     CallStyle::kParsed},
    {"rindex", "self, sub, start=None, end=None, /", &OnStr<&TextIndexLast>,
     CallStyle::kParsed},
    {"rjust", "self, width, fillchar=' ', /", &OnStr<&TextJustifyRight>},
    {"rpartition", "self, sep, /", &OnStr<&TextPartitionLast>},
    {"rsplit", "self, sep=None, maxsplit=-1", &OnStr<&TextSplitLast>},
    {"rstrip", "self, chars=None, /", &OnStr<&TextStripRight>},
    {"split", "self, sep=None, maxsplit=-1", &OnStr<&TextSplit>},
    {"splitlines", "self, keepends=False", &OnStr<&TextSplitLines>},
    {"startswith", "self, prefix, start=None, end=None, /",
     &OnStr<&TextStartsWith>, CallStyle::kParsed},
    {"strip", "self, chars=None, /", &OnStr<&TextStrip>},
    {"swapcase", "self, /", &OnStr<&MapCase<&text::SwapCase>>},
    {"title", "self, /", &OnStr<&MapCase<&text::Title>>},
    {"translate", "self, table, /", &OnStr<&StrTranslate>},
    {"upper", "self, /", &OnStr<&MapAsciiCase<&text::Upper, 'a', 'z'>>},
    {"zfill", "self, width, /", &OnStr<&TextFillZeros>},
};

constexpr NativeSpec kMakeTrans = {"maketrans", "x, y=None, z=None, /",
                                   &StrMakeTrans};

}  // namespace

void RegisterStrMethods() {
  AddMethods(core().str, kMethods);
  AddStaticMethod(core().str, kMakeTrans);
  RegisterTemplates();
  RegisterUnicodeErrors();
}

}  // namespace midge::vm

#include "vm/objects/regex_values.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/text_value.h"
#include "vm/text/hash.h"

namespace midge::vm {
namespace {

constexpr int64_t kFlagLocale = 4, kFlagUnicode = 32, kFlagAscii = 256;

struct FlagName {
  int64_t flag;
  const char* name;
};
constexpr FlagName kFlagNames[] = {
    {1, "re.TEMPLATE"},  {2, "re.IGNORECASE"}, {kFlagLocale, "re.LOCALE"},
    {8, "re.MULTILINE"}, {16, "re.DOTALL"},    {kFlagUnicode, "re.UNICODE"},
    {64, "re.VERBOSE"},  {128, "re.DEBUG"},    {kFlagAscii, "re.ASCII"},
};

// Characters of the pattern that repr() shows.
constexpr int64_t kReprSourceChars = 200;

std::string_view CodeBytes(const RegexPattern* pattern) {
  const Bytes* code = pattern->code;
  return {reinterpret_cast<const char*>(code->data()), code->length};
}

// What is not said by the pattern being a str.
int64_t FlagsToShow(const RegexPattern* pattern) {
  const int64_t flags = pattern->flags.as_int();
  const int64_t kinds = kFlagLocale | kFlagUnicode | kFlagAscii;
  const bool plain =
      IsKind(pattern->source, Kind::kStr) && (flags & kinds) == kFlagUnicode;
  return plain ? flags & ~kFlagUnicode : flags;
}

// Whether a user's __index__ says which number `v` is.
bool HasIndex(Context& context, Value v) {
  return IsKind(v, Kind::kInstance) &&
         !FindSpecial(context, v, core().n_index).is_unbound();
}

}  // namespace

Value RegexGroup(Context& context, RegexMatch* match, uint32_t group,
                 Value missing) {
  const int64_t begin = match->number(RegexMatch::kSpans + 2 * group);
  const int64_t end = match->number(RegexMatch::kSpans + 2 * group + 1);
  Text text;
  if (begin < 0 || !GetTextOrBuffer(context, match->string, &text)) {
    return missing;
  }
  // A bytearray may have shrunk since.
  const int64_t stop = std::clamp<int64_t>(end, 0, text.view.size());
  const int64_t start = std::clamp<int64_t>(begin, 0, stop);
  const text::TextView part = text.view.Part(start, stop);
  if (!text.is_str() &&
      !IsKind(Payload(context, match->string), Kind::kBytes)) {
    return Value::Of(NewBytes(context, part.bytes()));
  }
  return NewTextLike(context, text, part);
}

bool FindRegexGroup(Context& context, RegexMatch* match, Value key,
                    uint32_t* out) {
  Value number = Payload(context, key);
  if (HasIndex(context, number)) {
    RaiseNoInteger(context, key);
    return false;
  }
  if (!IsInt(number)) {
    Dict* names = context.Resolve(match->pattern->group_index.get());
    const OpResult found = DictFind(context, names, number, &number);
    if (found == OpResult::kRaise) return false;
    if (found == OpResult::kPython) number = Value();
  }
  int64_t group;
  if (number.is_unbound() || !ToInt64(number, &group) || group < 0 ||
      group >= match->span_count()) {
    RaiseIndexError(context, "no such group");
    return false;
  }
  *out = static_cast<uint32_t>(group);
  return true;
}

OpResult RegexGroupItem(Context& context, RegexMatch* match, Value key,
                        Value* out) {
  uint32_t group;
  if (HasIndex(context, Payload(context, key))) return OpResult::kPython;
  if (!FindRegexGroup(context, match, key, &group)) return OpResult::kRaise;
  *out = RegexGroup(context, match, group, Value::None());
  return OpResult::kDone;
}

OpResult PatternsEqual(Context& context, RegexPattern* a, RegexPattern* b,
                       bool* out) {
  *out = a == b;
  if (*out || !(a->flags == b->flags) || CodeBytes(a) != CodeBytes(b) ||
      IsKind(a->source, Kind::kStr) != IsKind(b->source, Kind::kStr)) {
    return OpResult::kDone;
  }
  return Equals(context, a->source, b->source, out);
}

int64_t PatternHash(const RegexPattern* pattern) {
  return text::HashBytes(CodeBytes(pattern)) ^ pattern->flags.as_int();
}

OpResult PatternRepr(Context& context, const RegexPattern* pattern,
                     std::string* out) {
  Value source;
  const OpResult result = Repr(context, pattern->source, &source);
  if (result != OpResult::kDone) return result;
  const Str* text = static_cast<Str*>(source.as_object());
  const int64_t shown = std::min<int64_t>(text->length, kReprSourceChars);
  *out = absl::StrCat("re.compile(",
                      ToUtf8(NewStrOf(context, TextOf(text).Part(0, shown))));
  int64_t flags = FlagsToShow(pattern);
  const char* separator = ", ";
  for (const FlagName& known : kFlagNames) {
    if (!(flags & known.flag)) continue;
    absl::StrAppend(out, separator, known.name);
    separator = "|";
    flags &= ~known.flag;
  }
  if (flags != 0) absl::StrAppend(out, separator, "0x", absl::Hex(flags));
  out->push_back(')');
  return OpResult::kDone;
}

OpResult MatchRepr(Context& context, RegexMatch* match, std::string* out) {
  Value text;
  const OpResult result =
      Repr(context, RegexGroup(context, match, 0, Value::None()), &text);
  if (result != OpResult::kDone) return result;
  *out = absl::StrCat(
      "<re.Match object; span=(", match->number(RegexMatch::kSpans), ", ",
      match->number(RegexMatch::kSpans + 1),
      "), match=", ToUtf8(static_cast<Str*>(text.as_object())), ">");
  return OpResult::kDone;
}

}  // namespace midge::vm

// Module _jsontext: the characters of JSON, under the library's _json.py.
#include <string>
#include <string_view>

#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/text_value.h"

namespace midge::vm {
namespace {

using text::TextView;

constexpr uint32_t kFirstHigh = 0xd800;
constexpr uint32_t kFirstLow = 0xdc00;
constexpr uint32_t kAfterLow = 0xe000;
constexpr char kHexDigits[] = "0123456789abcdef";

bool IsSpace(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool IsDigit(uint32_t c) { return '0' <= c && c <= '9'; }

// Four hexadecimal digits at `at`, which are inside the text; or -1.
int64_t HexValue(TextView text, int64_t at) {
  int64_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const uint32_t c = text[at + i];
    int64_t digit;
    if (IsDigit(c)) {
      digit = c - '0';
    } else if ('a' <= (c | 0x20) && (c | 0x20) <= 'f') {
      digit = (c | 0x20) - 'a' + 10;
    } else {
      return -1;
    }
    value = value * 16 + digit;
  }
  return value;
}

// What is wrong with a string, and where.
struct StringError {
  const char* message = nullptr;
  int64_t at = 0;
};

// Reads \uXXXX, and a second one that makes a pair with it; `*at` is at the u.
bool ReadHexEscape(TextView text, int64_t* at, TextBuilder* out,
                   StringError* error) {
  const int64_t escape = *at;
  int64_t c = escape + 5 < text.size() ? HexValue(text, escape + 1) : -1;
  if (c < 0) {
    *error = {"Invalid \\uXXXX escape", escape};
    return false;
  }
  *at += 5;
  if (c >= kFirstHigh && c < kFirstLow && *at + 6 < text.size() &&
      text[*at] == '\\' && text[*at + 1] == 'u') {
    const int64_t second = HexValue(text, *at + 2);
    if (second < 0) {
      *error = {"Invalid \\uXXXX escape", *at + 1};
      return false;
    }
    if (second >= kFirstLow && second < kAfterLow) {
      c = 0x10000 + ((c - kFirstHigh) << 10) + (second - kFirstLow);
      *at += 6;
    }
  }
  out->AppendChar(static_cast<uint32_t>(c));
  return true;
}

int SimpleEscape(uint32_t c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return static_cast<int>(c);
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return -1;
  }
}

// Reads from behind the first quote to behind the last one.
bool ReadString(TextView text, int64_t* at, bool strict, TextBuilder* out,
                StringError* error) {
  const int64_t begin = *at - 1;
  while (true) {
    int64_t plain = *at;
    while (plain < text.size() && text[plain] != '"' && text[plain] != '\\' &&
           (!strict || text[plain] >= ' ')) {
      ++plain;
    }
    out->Append(text.Part(*at, plain));
    *at = plain + 1;
    if (plain == text.size()) break;
    if (text[plain] == '"') return true;
    if (text[plain] != '\\') {
      *error = {"Invalid control character at", plain};
      return false;
    }
    if (*at == text.size()) break;
    if (text[*at] == 'u') {
      if (!ReadHexEscape(text, at, out, error)) return false;
      continue;
    }
    const int simple = SimpleEscape(text[*at]);
    if (simple < 0) {
      *error = {"Invalid \\escape", plain};
      return false;
    }
    out->AppendChar(static_cast<uint32_t>(simple));
    ++*at;
  }
  *error = {"Unterminated string starting at", begin};
  return false;
}

NativeResult ReturnItems(NativeCall& call, std::initializer_list<Value> items) {
  return call.Return(Value::Of(NewTuple(
      call.context, std::span<const Value>(items.begin(), items.size()))));
}

// (text, end), or (None, message, position) for what is wrong.
NativeResult ReturnString(NativeCall& call, TextView text, int64_t at,
                          bool strict) {
  TextBuilder builder(call.context);
  StringError error;
  if (!ReadString(text, &at, strict, &builder, &error)) {
    return ReturnItems(
        call, {Value::None(), Value::Of(NewStr(call.context, error.message)),
               Value::Int(error.at)});
  }
  Value made;
  if (builder.Finish(&made) != OpResult::kDone) return NativeResult::kRaise;
  return ReturnItems(call, {made, Value::Int(at)});
}

// The str and the index that every function here begins with.
bool Arguments(NativeCall& call, Text* text, int64_t* at) {
  if (!GetStr(call.context, call.args[0], text)) {
    RaiseTypeError(call.context, "a str is wanted");
    return false;
  }
  return ClampedArgument(call.context, call.args[1], at);
}

bool IsTrue(Value v) { return v.is_unbound() || v == Value::True(); }

// scan_string(text, at, strict): from behind its first quote.
NativeResult ScanString(NativeCall& call) {
  Text text;
  int64_t at;
  if (!Arguments(call, &text, &at)) return NativeResult::kRaise;
  if (at < 0 || at > text.view.size()) {
    return RaiseValueError(call.context, "end is out of bounds");
  }
  return ReturnString(call, text.view, at, IsTrue(call.args[2]));
}

// Where the number at `at` ends, or `at`; whether it has more than an integer.
int64_t NumberEnd(TextView text, int64_t at, bool* is_float) {
  const auto digits = [&](int64_t from) {
    while (from < text.size() && IsDigit(text[from])) ++from;
    return from;
  };
  int64_t end = at + (text[at] == '-' ? 1 : 0);
  if (end == text.size() || !IsDigit(text[end])) return at;
  end = text[end] == '0' ? end + 1 : digits(end);
  *is_float = false;
  if (end + 1 < text.size() && text[end] == '.' && IsDigit(text[end + 1])) {
    *is_float = true;
    end = digits(end + 1);
  }
  if (end < text.size() && (text[end] | 0x20) == 'e') {
    int64_t first = end + 1;
    if (first < text.size() && (text[first] == '-' || text[first] == '+')) {
      ++first;
    }
    if (first < text.size() && IsDigit(text[first])) {
      *is_float = true;
      end = digits(first);
    }
  }
  return end;
}

bool StartsWith(TextView text, int64_t at, std::string_view word) {
  if (text.size() - at < static_cast<int64_t>(word.size())) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (text[at + static_cast<int64_t>(i)] != static_cast<uint8_t>(word[i])) {
      return false;
    }
  }
  return true;
}

struct Word {
  std::string_view text;
  int kind;  // see ScanValue()
};
constexpr Word kWords[] = {{"null", 'n'},     {"true", 't'},
                           {"false", 'f'},    {"NaN", 'c'},
                           {"Infinity", 'c'}, {"-Infinity", 'c'}};

// scan_value(text, at, strict): what begins there. A string is as scan_string()
// returns it.  Everything else is (kind, text, end), where kind is one of
//   "{" "["  only the first character is read
//   "i" "d"  the text of a number: an integer, any other
//   "n" "t" "f" "c"  null, true, false, another constant
// None if nothing begins there.
NativeResult ScanValue(NativeCall& call) {
  Text given;
  int64_t at;
  if (!Arguments(call, &given, &at)) return NativeResult::kRaise;
  const TextView text = given.view;
  if (at < 0 || at >= text.size()) return call.Return(Value::None());
  if (text[at] == '"') {
    return ReturnString(call, text, at + 1, IsTrue(call.args[2]));
  }
  const auto found = [&](char kind, int64_t end) {
    return ReturnItems(
        call, {Value::Of(NewStr(call.context, std::string_view(&kind, 1))),
               Value::Of(NewStrOf(call.context, text.Part(at, end))),
               Value::Int(end)});
  };
  if (text[at] == '{' || text[at] == '[') {
    return found(static_cast<char>(text[at]), at + 1);
  }
  bool is_float = false;
  const int64_t end = NumberEnd(text, at, &is_float);
  if (end > at) return found(is_float ? 'd' : 'i', end);
  for (const Word& word : kWords) {
    if (StartsWith(text, at, word.text)) {
      return found(static_cast<char>(word.kind),
                   at + static_cast<int64_t>(word.text.size()));
    }
  }
  return call.Return(Value::None());
}

// skip_space(text, at): the index of what follows.
NativeResult SkipSpace(NativeCall& call) {
  Text text;
  int64_t at;
  if (!Arguments(call, &text, &at)) return NativeResult::kRaise;
  if (at < 0 || at > text.view.size()) return call.Return(call.args[1]);
  while (at < text.view.size() && IsSpace(text.view[at])) ++at;
  return call.Return(Value::Int(at));
}

void AppendHexEscape(uint32_t c, TextBuilder* out) {
  char escape[6] = {'\\', 'u'};
  for (int i = 0; i < 4; ++i) {
    escape[2 + i] = kHexDigits[c >> (12 - 4 * i) & 15];
  }
  out->AppendAscii(std::string_view(escape, sizeof escape));
}

bool AppendSimple(uint32_t c, TextBuilder* out) {
  constexpr std::string_view kFrom = "\"\\\b\f\n\r\t";
  constexpr std::string_view kTo = "\"\\bfnrt";
  const size_t place = c < 0x80 ? kFrom.find(static_cast<char>(c)) : kFrom.npos;
  if (place == kFrom.npos) return false;
  const char escape[2] = {'\\', kTo[place]};
  out->AppendAscii(std::string_view(escape, 2));
  return true;
}

// A str in quotes, with escapes for what JSON does not have, and for what is
// not ASCII if only that is wanted.
template <bool ascii>
NativeResult Quote(NativeCall& call) {
  Text given;
  if (!GetStr(call.context, call.args[0], &given)) {
    return RaiseTypeError(call.context,
                          absl::StrCat("first argument must be a string, not ",
                                       TypeName(call.context, call.args[0])));
  }
  const TextView text = given.view;
  TextBuilder out(call.context);
  out.AppendAscii("\"");
  int64_t plain = 0;
  for (int64_t i = 0; i < text.size(); ++i) {
    const uint32_t c = text[i];
    if (c >= ' ' && c != '"' && c != '\\' && (!ascii || c < 0x7f)) continue;
    out.Append(text.Part(plain, i));
    plain = i + 1;
    if (AppendSimple(c, &out)) continue;
    if (c >= 0x10000) {
      AppendHexEscape(kFirstHigh + ((c - 0x10000) >> 10), &out);
      AppendHexEscape(kFirstLow + ((c - 0x10000) & 0x3ff), &out);
    } else {
      AppendHexEscape(c, &out);
    }
  }
  out.Append(text.Part(plain, text.size()));
  out.AppendAscii("\"");
  return ReturnBuilt(call, &out);
}

constexpr NativeSpec kFunctions[] = {
    {"scan_string", "text, at, strict=True, /", &ScanString},
    {"scan_value", "text, at, strict=True, /", &ScanValue},
    {"skip_space", "text, at, /", &SkipSpace},
    {"encode_basestring", "string, /", &Quote<false>},
    {"encode_basestring_ascii", "string, /", &Quote<true>},
};

}  // namespace

void RegisterJson() { AddFunctions("_jsontext", kFunctions); }

}  // namespace midge::vm

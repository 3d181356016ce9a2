// re.Pattern: its methods, and module _sre, which makes it.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/lib/regex.h"
#include "vm/objects/arguments.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/regex/char_class.h"
#include "vm/regex/opcodes.h"
#include "vm/regex/verify.h"
#include "vm/text/search.h"

namespace midge::vm {
namespace {

using regex::Mode;
using regex::Outcome;
using Result = NativeResult;

// "pos" and "endpos", clamped to the text.
bool Bounds(NativeCall& call, Value pos, Value end_pos, int64_t size,
            int64_t* pos_out, int64_t* end_out) {
  *pos_out = 0;
  *end_out = size;
  if (!pos.is_unbound() && !ClampedArgument(call.context, pos, pos_out)) {
    return false;
  }
  if (!end_pos.is_unbound() &&
      !ClampedArgument(call.context, end_pos, end_out)) {
    return false;
  }
  *pos_out = std::clamp<int64_t>(*pos_out, 0, size);
  *end_out = std::clamp<int64_t>(*end_out, 0, size);
  return true;
}

template <Mode mode>
Result FindOne(NativeCall& call) {
  RegexPattern* pattern = SelfPattern(call);
  Text subject;
  int64_t pos, end_pos;
  if (pattern == nullptr ||
      !SubjectOf(call.context, pattern, call.args[1], &subject) ||
      !Bounds(call, call.args[2], call.args[3], subject.view.size(), &pos,
              &end_pos)) {
    return Result::kRaise;
  }
  RegexSearch search(call.context, pattern, subject.view);
  search.state().begin = pos;
  search.state().end = end_pos;
  search.state().mode = mode;
  switch (search.Go()) {
    case Outcome::kMatch: {
      RegexMatch* match =
          NewMatch(call.context, pattern, call.args[1], pos, end_pos, search);
      if (match == nullptr) return Result::kRaise;
      return call.Return(Value::Of(match));
    }
    case Outcome::kNoMatch:
      return call.Return(Value::None());
    case Outcome::kPaused: {
      RegexScanner* scanner = NewScanner(call.context, pattern, call.args[1],
                                         subject, pos, end_pos);
      search.Save(scanner);
      return call.Prelude("regex_go_on", {Value::Of(scanner)});
    }
    default:
      return Result::kRaise;
  }
}

// A scanner over the text in `string`; null with an exception raised.
RegexScanner* ScannerFor(NativeCall& call, Value string, Value from, Value to) {
  RegexPattern* pattern = SelfPattern(call);
  Text subject;
  int64_t pos, end_pos;
  if (pattern == nullptr ||
      !SubjectOf(call.context, pattern, string, &subject) ||
      !Bounds(call, from, to, subject.view.size(), &pos, &end_pos)) {
    return nullptr;
  }
  return NewScanner(call.context, pattern, string, subject, pos, end_pos);
}

Result Scanner(NativeCall& call) {
  RegexScanner* scanner =
      ScannerFor(call, call.args[1], call.args[2], call.args[3]);
  if (scanner == nullptr) return Result::kRaise;
  return call.Return(Value::Of(scanner));
}

Result FindIter(NativeCall& call) {
  RegexScanner* scanner =
      ScannerFor(call, call.args[1], call.args[2], call.args[3]);
  if (scanner == nullptr) return Result::kRaise;
  return call.Prelude("regex_iterator", {Value::Of(scanner)});
}

Result FindAll(NativeCall& call) {
  RegexScanner* scanner =
      ScannerFor(call, call.args[1], call.args[2], call.args[3]);
  if (scanner == nullptr) return Result::kRaise;
  scanner->task = RegexScanner::kFindAll;
  return RunScanner(call, scanner);
}

// 0 and less: no limit.
bool LimitArgument(NativeCall& call, Value v, int64_t* out) {
  *out = 0;
  if (!v.is_unbound() && !IntArgument(call.context, v, out)) return false;
  if (*out == 0) *out = INT64_MAX;
  *out = std::max<int64_t>(*out, 0);
  return true;
}

Result Split(NativeCall& call) {
  int64_t limit;
  if (!LimitArgument(call, call.args[2], &limit)) return Result::kRaise;
  RegexScanner* scanner = ScannerFor(call, call.args[1], Value(), Value());
  if (scanner == nullptr) return Result::kRaise;
  scanner->task = RegexScanner::kSplit;
  scanner->limit = limit;
  return RunScanner(call, scanner);
}

// Text that stands for itself: no backslash, and of the subject's kind.
bool IsPlain(Context& context, Value replacement, const RegexScanner* scanner) {
  if (!IsKind(replacement, Kind::kStr) && !IsKind(replacement, Kind::kBytes)) {
    return false;
  }
  Text text;
  GetText(context, replacement, &text);
  return IsKind(scanner->subject, text.kind) &&
         text::Find(text.view, text::TextView("\\"), 0, text.view.size()) < 0;
}

// sub(), and subn() with `counted`. Templates and callables are Python's.
Result Substitute(NativeCall& call, bool counted) {
  int64_t limit;
  if (!LimitArgument(call, call.args[3], &limit)) return Result::kRaise;
  RegexScanner* scanner = ScannerFor(call, call.args[2], Value(), Value());
  if (scanner == nullptr) return Result::kRaise;
  scanner->limit = limit;
  if (!IsPlain(call.context, call.args[1], scanner)) {
    return call.Prelude("regex_substitute", {call.args[1], Value::Of(scanner),
                                             Value::Bool(counted)});
  }
  scanner->task =
      counted ? RegexScanner::kCountSubs : RegexScanner::kSubstitute;
  scanner->replacement = call.args[1];
  return RunScanner(call, scanner);
}

Result Sub(NativeCall& call) { return Substitute(call, false); }
Result SubN(NativeCall& call) { return Substitute(call, true); }

template <Value RegexPattern::*field>
Result Field(NativeCall& call) {
  RegexPattern* pattern = SelfPattern(call);
  if (pattern == nullptr) return Result::kRaise;
  return call.Return(pattern->*field);
}

Result GroupIndex(NativeCall& call) {
  RegexPattern* pattern = SelfPattern(call);
  if (pattern == nullptr) return Result::kRaise;
  return call.Prelude("mappingproxy", {Value::Of(pattern->group_index.get())});
}

Result Self(NativeCall& call) { return call.Return(call.args[0]); }

constexpr NativeSpec kMethods[] = {
    {"match", "self, /, string, pos=0, endpos=9223372036854775807",
     &FindOne<Mode::kMatch>},
    {"fullmatch", "self, /, string, pos=0, endpos=9223372036854775807",
     &FindOne<Mode::kFullMatch>},
    {"search", "self, /, string, pos=0, endpos=9223372036854775807",
     &FindOne<Mode::kSearch>},
    {"findall", "self, /, string, pos=0, endpos=9223372036854775807", &FindAll},
    {"finditer", "self, /, string, pos=0, endpos=9223372036854775807",
     &FindIter},
    {"scanner", "self, /, string, pos=0, endpos=9223372036854775807", &Scanner},
    {"split", "self, /, string, maxsplit=0", &Split},
    {"sub", "self, /, repl, string, count=0", &Sub},
    {"subn", "self, /, repl, string, count=0", &SubN},
    {"__copy__", "self, /", &Self},
    {"__deepcopy__", "self, memo, /", &Self},
};

// --- Module _sre -------------------------------------------------------------

bool CodeArgument(Context& context, Value v, std::vector<uint32_t>* out) {
  if (!IsKind(v, Kind::kList)) {
    RaiseTypeError(context, absl::StrCat("compile() argument 'code' must be "
                                         "list, not ",
                                         TypeName(context, v)));
    return false;
  }
  List* list = context.Resolve(static_cast<List*>(v.as_object()));
  for (uint64_t i = 0; i < list->size; ++i) {
    const Value word = Payload(context, list->items()[i]);
    int64_t number;
    if (!word.is_int() && !word.is_bool() && !IsKind(word, Kind::kBigInt)) {
      RaiseTypeError(context, "an integer is required");
      return false;
    }
    if (!ToInt64(word, &number) || number > UINT32_MAX) {
      RaiseOverflowError(context,
                         "regular expression code size limit exceeded");
      return false;
    }
    if (number < 0) {
      RaiseOverflowError(context,
                         "can't convert negative value to unsigned int");
      return false;
    }
    out->push_back(static_cast<uint32_t>(number));
  }
  context.Charge(out->size() / 8);
  return true;
}

Result Compile(NativeCall& call) {
  Context& context = call.context;
  std::vector<uint32_t> code;
  int64_t flags, groups;
  if (!IntArgument(context, call.args[1], &flags) ||
      !CodeArgument(context, call.args[2], &code) ||
      !IntArgument(context, call.args[3], &groups)) {
    return Result::kRaise;
  }
  if (!IsKind(call.args[4], Kind::kDict) ||
      !IsKind(call.args[5], Kind::kTuple)) {
    return RaiseTypeError(context,
                          "compile() takes a dict and a tuple of the "
                          "groups' names");
  }
  if (!regex::Verify(code, groups) || !Value::FitsSmallInt(flags)) {
    return Raise(context, core().RuntimeError, "invalid SRE code");
  }
  auto* pattern = context.heap().New<RegexPattern>();
  pattern->code = NewBytes(
      context, {reinterpret_cast<const char*>(code.data()), code.size() * 4});
  pattern->source = call.args[0];
  Dict* names = context.Resolve(static_cast<Dict*>(call.args[4].as_object()));
  pattern->group_index = DictCopy(context, names);
  pattern->names = static_cast<Tuple*>(call.args[5].as_object());
  pattern->flags = Value::Int(flags);
  pattern->groups = Value::Int(groups);
  return call.Return(Value::Of(pattern));
}

bool CharArgument(NativeCall& call, uint32_t* out) {
  int64_t c;
  if (!IntArgument(call.context, call.args[0], &c)) return false;
  *out = static_cast<uint32_t>(c);
  return true;
}

Result AsciiIsCased(NativeCall& call) {
  uint32_t c;
  if (!CharArgument(call, &c)) return Result::kRaise;
  return call.Return(
      Value::Bool(regex::LowerAscii(c) != c || regex::UpperAscii(c) != c));
}

Result UnicodeIsCased(NativeCall& call) {
  uint32_t c;
  if (!CharArgument(call, &c)) return Result::kRaise;
  return call.Return(
      Value::Bool(text::SimpleLower(c) != c || text::SimpleUpper(c) != c));
}

Result AsciiToLower(NativeCall& call) {
  uint32_t c;
  if (!CharArgument(call, &c)) return Result::kRaise;
  return call.Return(Value::Int(regex::LowerAscii(c)));
}

Result UnicodeToLower(NativeCall& call) {
  uint32_t c;
  if (!CharArgument(call, &c)) return Result::kRaise;
  return call.Return(Value::Int(text::SimpleLower(c)));
}

Result GetCodeSize(NativeCall& call) {
  return call.Return(Value::Int(sizeof(uint32_t)));
}

constexpr NativeSpec kFunctions[] = {
    {"compile", "pattern, flags, code, groups, groupindex, indexgroup",
     &Compile},
    {"ascii_iscased", "character, /", &AsciiIsCased},
    {"unicode_iscased", "character, /", &UnicodeIsCased},
    {"ascii_tolower", "character, /", &AsciiToLower},
    {"unicode_tolower", "character, /", &UnicodeToLower},
    {"getcodesize", "", &GetCodeSize},
};

// What the parser counts groups up to; Verify() is stricter.
constexpr int64_t kGroupNumbers = INT32_MAX / 2;

}  // namespace

void RegisterRegex() {
  AddMethods(core().regex_pattern, kMethods);
  AddGetter(core().regex_pattern,
            {"pattern", "self", &Field<&RegexPattern::source>});
  AddGetter(core().regex_pattern,
            {"flags", "self", &Field<&RegexPattern::flags>});
  AddGetter(core().regex_pattern,
            {"groups", "self", &Field<&RegexPattern::groups>});
  AddGetter(core().regex_pattern, {"groupindex", "self", &GroupIndex});
  AddFunctions("_sre", kFunctions);
  AddConstant("_sre", "MAGIC", Value::Int(regex::kMagic));
  AddConstant("_sre", "CODESIZE", Value::Int(sizeof(uint32_t)));
  AddConstant("_sre", "MAXREPEAT", Value::Int(regex::kMaxRepeat));
  AddConstant("_sre", "MAXGROUPS", Value::Int(kGroupNumbers));
  RegisterRegexMatches();
  RegisterRegexScanners();
}

}  // namespace midge::vm

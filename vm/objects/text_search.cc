// Finding, counting and replacing in str and bytes.
#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/slices.h"
#include "vm/objects/text_methods.h"
#include "vm/text/search.h"

namespace midge::vm {
namespace {

// The arguments of find(sub, start, end) and its like. bytes also look for a
// single byte given as an int.
struct Search {
  Text needle;
  uint8_t byte = 0;
  int64_t begin = 0;
  int64_t end = 0;
};

bool ByteNeedle(NativeCall& call, Value v, Search* search) {
  int64_t byte;
  if (!ClampedArgument(call.context, v, &byte)) return false;
  if (byte < 0 || byte > 255) {
    RaiseValueError(call.context, "byte must be in range(0, 256)");
    return false;
  }
  search->byte = static_cast<uint8_t>(byte);
  search->needle.view = text::TextView(&search->byte, 1, 1);
  return true;
}

bool NeedleArgument(NativeCall& call, const Text& self, Search* search) {
  const Value v = call.args[1];
  if (self.is_str()) return TextArgument(call, self, v, "", &search->needle);
  if (GetBuffer(call.context, v, &search->needle)) return true;
  if (IsInt(Payload(call.context, v))) return ByteNeedle(call, v, search);
  return RaiseNoIndex(call.context, v,
                      absl::StrCat("argument should be integer or bytes-like "
                                   "object, not '",
                                   TypeName(call.context, v), "'"));
}

bool SearchArguments(NativeCall& call, const Text& self, Search* search) {
  return RangeArguments(call.context, call.args[2], call.args[3],
                        self.view.size(), &search->begin, &search->end) &&
         NeedleArgument(call, self, search);
}

using Finder = int64_t (*)(text::TextView, text::TextView, int64_t, int64_t);

NativeResult FindWith(NativeCall& call, const Text& self, Finder finder) {
  Search search;
  if (!SearchArguments(call, self, &search)) return NativeResult::kRaise;
  return call.Return(Value::Int(
      finder(self.view, search.needle.view, search.begin, search.end)));
}

NativeResult IndexWith(NativeCall& call, const Text& self, Finder finder) {
  const NativeResult result = FindWith(call, self, finder);
  if (result != NativeResult::kReturn || call.result.as_int() >= 0) {
    return result;
  }
  return RaiseValueError(call.context, self.is_str() ? "substring not found"
                                                     : "subsection not found");
}

bool EdgeMatches(const Text& self, const Text& part, const Search& range,
                 bool at_end) {
  const int64_t size = part.view.size();
  if (range.end - range.begin < size) return false;
  return text::Matches(self.view, part.view,
                       at_end ? range.end - size : range.begin);
}

// One of the texts a startswith() may be given.
bool EdgePart(NativeCall& call, const Text& self, Value v, bool in_tuple,
              const char* method, Text* part) {
  Context& context = call.context;
  if (self.is_str() ? GetStr(context, v, part) : GetBuffer(context, v, part)) {
    return true;
  }
  const char* type = self.is_str() ? "str" : "bytes";
  if (!in_tuple) {
    RaiseTypeError(context, absl::StrCat(method, " first arg must be ", type,
                                         " or a tuple of ", type, ", not ",
                                         TypeName(context, v)));
  } else if (self.is_str()) {
    RaiseTypeError(context, absl::StrCat("tuple for ", method,
                                         " must only contain str, not ",
                                         TypeName(context, v)));
  } else {
    RaiseTypeError(context,
                   absl::StrCat("a bytes-like object is required, not '",
                                TypeName(context, v), "'"));
  }
  return false;
}

NativeResult EdgeWith(NativeCall& call, const Text& self, const char* method,
                      bool at_end) {
  Search range;
  if (!RangeArguments(call.context, call.args[2], call.args[3],
                      self.view.size(), &range.begin, &range.end)) {
    return NativeResult::kRaise;
  }
  Text part;
  const Value given = Payload(call.context, call.args[1]);
  if (!IsKind(given, Kind::kTuple)) {
    if (!EdgePart(call, self, call.args[1], false, method, &part)) {
      return NativeResult::kRaise;
    }
    return call.Return(Value::Bool(EdgeMatches(self, part, range, at_end)));
  }
  for (Value v : static_cast<Tuple*>(given.as_object())->span()) {
    if (!EdgePart(call, self, v, true, method, &part)) {
      return NativeResult::kRaise;
    }
    if (EdgeMatches(self, part, range, at_end)) {
      return call.Return(Value::True());
    }
  }
  return call.Return(Value::False());
}

// Replaces empty text: `with` goes before each of the first `max` characters,
// and behind the last one if any of `max` is left.
void Interleave(text::TextView view, text::TextView with, int64_t max,
                TextBuilder* out) {
  for (int64_t i = 0; i <= view.size(); ++i) {
    if (i < max) out->Append(with);
    if (i >= max) return out->Append(view.Part(i, view.size()));
    if (i < view.size()) out->Append(view.Part(i, i + 1));
    if (out->overflowed()) return;
  }
}

void ReplaceIn(text::TextView view, text::TextView old, text::TextView with,
               int64_t max, TextBuilder* out) {
  int64_t at = 0;
  for (; max > 0 && !out->overflowed(); --max) {
    const int64_t found = text::Find(view, old, at, view.size());
    if (found < 0) break;
    out->Append(view.Part(at, found));
    out->Append(with);
    at = found + old.size();
  }
  out->Append(view.Part(at, view.size()));
}

}  // namespace

NativeResult RaiseWrongReceiver(NativeCall& call, const char* type) {
  return RaiseTypeError(
      call.context,
      absl::StrCat("descriptor for '", type, "' objects doesn't apply to a '",
                   TypeName(call.context, call.args[0]), "' object"));
}

bool TextArgument(NativeCall& call, const Text& self, Value v, const char* what,
                  Text* out) {
  Context& context = call.context;
  if (self.is_str()) {
    if (GetStr(context, v, out)) return true;
    // Those that name no argument name the type of None.
    RaiseTypeError(context,
                   absl::StrCat(what, "must be str, not ",
                                *what == '\0' ? TypeName(context, v)
                                              : ArgumentTypeName(context, v)));
    return false;
  }
  if (GetBuffer(context, v, out)) return true;
  RaiseTypeError(context, absl::StrCat("a bytes-like object is required, not '",
                                       TypeName(context, v), "'"));
  return false;
}

NativeResult TextFind(NativeCall& call, const Text& self) {
  return FindWith(call, self, &text::Find);
}

NativeResult TextFindLast(NativeCall& call, const Text& self) {
  return FindWith(call, self, &text::FindLast);
}

NativeResult TextIndex(NativeCall& call, const Text& self) {
  return IndexWith(call, self, &text::Find);
}

NativeResult TextIndexLast(NativeCall& call, const Text& self) {
  return IndexWith(call, self, &text::FindLast);
}

NativeResult TextCount(NativeCall& call, const Text& self) {
  Search search;
  if (!SearchArguments(call, self, &search)) return NativeResult::kRaise;
  return call.Return(Value::Int(
      text::Count(self.view, search.needle.view, search.begin, search.end)));
}

NativeResult TextStartsWith(NativeCall& call, const Text& self) {
  return EdgeWith(call, self, "startswith", false);
}

NativeResult TextEndsWith(NativeCall& call, const Text& self) {
  return EdgeWith(call, self, "endswith", true);
}

NativeResult TextReplace(NativeCall& call, const Text& self) {
  Text old, with;
  int64_t max;
  if (!TextArgument(call, self, call.args[1], "replace() argument 1 ", &old) ||
      !TextArgument(call, self, call.args[2], "replace() argument 2 ", &with) ||
      !IntArgumentOr(call.context, call.args[3], -1, &max)) {
    return NativeResult::kRaise;
  }
  if (max < 0) max = INT64_MAX;
  TextBuilder builder(call.context);
  if (old.view.size() == 0) {
    Interleave(self.view, with.view, max, &builder);
  } else if (max == 0 ||
             text::Find(self.view, old.view, 0, self.view.size()) < 0) {
    return call.Return(NewTextLike(call.context, self, self.view));
  } else {
    ReplaceIn(self.view, old.view, with.view, max, &builder);
  }
  return ReturnBuiltLike(call, &builder, self);
}

NativeResult TextRemovePrefix(NativeCall& call, const Text& self) {
  Text prefix;
  if (!TextArgument(call, self, call.args[1], "removeprefix() argument ",
                    &prefix)) {
    return NativeResult::kRaise;
  }
  const bool has = text::Matches(self.view, prefix.view, 0);
  const int64_t begin = has ? prefix.view.size() : 0;
  return call.Return(
      NewTextLike(call.context, self, self.view.Part(begin, self.view.size())));
}

NativeResult TextRemoveSuffix(NativeCall& call, const Text& self) {
  Text suffix;
  if (!TextArgument(call, self, call.args[1], "removesuffix() argument ",
                    &suffix)) {
    return NativeResult::kRaise;
  }
  const int64_t end = self.view.size() - suffix.view.size();
  const bool has = end >= 0 && text::Matches(self.view, suffix.view, end);
  return call.Return(NewTextLike(
      call.context, self, self.view.Part(0, has ? end : self.view.size())));
}

OpResult StrContains(Context& context, Value str, Value part, bool* out) {
  Text whole, needle;
  if (!GetStr(context, part, &needle)) {
    RaiseTypeError(context,
                   absl::StrCat("'in <string>' requires string as left "
                                "operand, not ",
                                TypeName(context, part)));
    return OpResult::kRaise;
  }
  GetStr(context, str, &whole);
  context.Charge(static_cast<size_t>(whole.view.size()) / 64);
  *out = text::Find(whole.view, needle.view, 0, whole.view.size()) >= 0;
  return OpResult::kDone;
}

OpResult BytesContains(Context& context, Value bytes, Value part, bool* out) {
  Text whole, needle;
  uint8_t byte = 0;
  if (!GetBuffer(context, part, &needle)) {
    int64_t number;
    if (!IsInt(Payload(context, part))) {
      if (!FindSpecial(context, part, core().n_index).is_unbound()) {
        return OpResult::kPython;
      }
      RaiseTypeError(context,
                     absl::StrCat("a bytes-like object is required, not '",
                                  TypeName(context, part), "'"));
      return OpResult::kRaise;
    }
    if (!ClampedArgument(context, part, &number)) return OpResult::kRaise;
    if (number < 0 || number > 255) {
      RaiseValueError(context, "byte must be in range(0, 256)");
      return OpResult::kRaise;
    }
    byte = static_cast<uint8_t>(number);
    needle.view = text::TextView(&byte, 1, 1);
  }
  GetBytes(context, bytes, &whole);
  context.Charge(static_cast<size_t>(whole.view.size()) / 64);
  *out = text::Find(whole.view, needle.view, 0, whole.view.size()) >= 0;
  return OpResult::kDone;
}

}  // namespace midge::vm

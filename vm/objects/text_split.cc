// Splitting and joining str and bytes.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/errors.h"
#include "vm/objects/text_methods.h"
#include "vm/text/search.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

struct Piece {
  int64_t begin;
  int64_t end;
};
using Pieces = std::vector<Piece>;

NativeResult ReturnPieces(NativeCall& call, const Text& self,
                          const Pieces& pieces) {
  Context& context = call.context;
  context.Charge(pieces.size() / 8);
  if (!context.heap().HasRoomFor(pieces.size() * 40 +
                                 self.view.bytes().size())) {
    return RaiseMemoryError(context);
  }
  List* list = NewList(context);
  ListReserve(context, list, pieces.size());
  for (const Piece& piece : pieces) {
    ListPush(
        context, list,
        NewTextLike(context, self, self.view.Part(piece.begin, piece.end)));
  }
  return call.Return(Value::Of(list));
}

// The characters of a text of one width, and what is white space in it: bytes
// know only ASCII's.
template <typename Char>
struct Words {
  std::span<const Char> chars;
  bool is_str;

  bool IsBlank(int64_t i) const {
    const uint32_t c = chars[i];
    if (is_str) return text::IsSpace(c);
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  // Words between runs of white space; after `max` splits from the left the
  // rest is one word, white space at its end included.
  Pieces Split(int64_t max) const {
    Pieces pieces;
    const auto size = static_cast<int64_t>(chars.size());
    for (int64_t at = 0;;) {
      while (at < size && IsBlank(at)) ++at;
      if (at == size) return pieces;
      const int64_t begin = at;
      if (max-- <= 0) at = size;
      while (at < size && !IsBlank(at)) ++at;
      pieces.push_back({begin, at});
    }
  }

  // The same from the right.
  Pieces SplitLast(int64_t max) const {
    Pieces pieces;
    for (auto at = static_cast<int64_t>(chars.size());;) {
      while (at > 0 && IsBlank(at - 1)) --at;
      if (at == 0) break;
      const int64_t end = at;
      if (max-- <= 0) at = 0;
      while (at > 0 && !IsBlank(at - 1)) --at;
      pieces.push_back({at, end});
    }
    std::reverse(pieces.begin(), pieces.end());
    return pieces;
  }
};

// Clang 14 does not find it out by itself.
template <typename Char>
Words(std::span<const Char>, bool) -> Words<Char>;

Pieces SplitBlanks(const Text& self, int64_t max, bool last) {
  return Visit(self.view, [&](auto chars) {
    const Words words{chars, self.is_str()};
    return last ? words.SplitLast(max) : words.Split(max);
  });
}

Pieces SplitAt(text::TextView view, text::TextView separator, int64_t max) {
  Pieces pieces;
  int64_t at = 0;
  for (; max > 0; --max) {
    const int64_t found = text::Find(view, separator, at, view.size());
    if (found < 0) break;
    pieces.push_back({at, found});
    at = found + separator.size();
  }
  pieces.push_back({at, view.size()});
  return pieces;
}

Pieces SplitAtLast(text::TextView view, text::TextView separator, int64_t max) {
  Pieces pieces;
  int64_t end = view.size();
  for (; max > 0; --max) {
    const int64_t found = text::FindLast(view, separator, 0, end);
    if (found < 0) break;
    pieces.push_back({found + separator.size(), end});
    end = found;
  }
  pieces.push_back({0, end});
  std::reverse(pieces.begin(), pieces.end());
  return pieces;
}

// sep and maxsplit; `separator->value` stays unbound for white space.
bool SplitArguments(NativeCall& call, const Text& self, Text* separator,
                    int64_t* max) {
  if (!IntArgumentOr(call.context, call.args[2], -1, max)) return false;
  if (*max < 0) *max = INT64_MAX;
  const Value v = call.args[1];
  if (v.is_unbound() || v.is_none()) return true;
  if (self.is_str() && !GetStr(call.context, v, separator)) {
    RaiseTypeError(call.context, absl::StrCat("must be str or None, not ",
                                              TypeName(call.context, v)));
    return false;
  }
  if (!TextArgument(call, self, v, "", separator)) return false;
  if (separator->view.size() > 0) return true;
  RaiseValueError(call.context, "empty separator");
  return false;
}

bool IsLineEnd(const Text& self, uint32_t c) {
  return self.is_str() ? text::IsLineBreak(c) : c == '\n' || c == '\r';
}

NativeResult PartitionWith(NativeCall& call, const Text& self, bool last) {
  Text separator;
  if (!TextArgument(call, self, call.args[1], "", &separator)) {
    return NativeResult::kRaise;
  }
  if (separator.view.size() == 0) {
    return RaiseValueError(call.context, "empty separator");
  }
  const auto find = last ? &text::FindLast : &text::Find;
  const int64_t size = self.view.size();
  const int64_t at = find(self.view, separator.view, 0, size);
  Context& context = call.context;
  const auto part = [&](int64_t begin, int64_t end) {
    return NewTextLike(context, self, self.view.Part(begin, end));
  };
  Value items[3] = {part(0, 0), part(0, 0), part(0, 0)};
  if (at < 0) {
    items[last ? 2 : 0] = part(0, size);
  } else {
    items[0] = part(0, at);
    items[1] = IsKind(Payload(context, call.args[0]), Kind::kByteArray)
                   ? NewTextLike(context, self, separator.view)
                   : call.args[1];
    items[2] = part(at + separator.view.size(), size);
  }
  return call.Return(Value::Of(NewTuple(context, items)));
}

NativeResult JoinItems(NativeCall& call, const Text& self,
                       std::span<const Value> items) {
  Context& context = call.context;
  context.Charge(items.size() / 4);
  TextBuilder builder(context);
  for (size_t i = 0; i < items.size() && !builder.overflowed(); ++i) {
    Text item;
    const bool fits = self.is_str() ? GetStr(context, items[i], &item)
                                    : GetBuffer(context, items[i], &item);
    if (!fits) {
      const char* expected =
          self.is_str() ? "str instance" : "a bytes-like object";
      return RaiseTypeError(
          context, absl::StrCat("sequence item ", i, ": expected ", expected,
                                ", ", TypeName(context, items[i]), " found"));
    }
    // A text alone is its own joining.
    if (items.size() == 1 && item.kind == self.kind) {
      return call.Return(NewTextLike(context, item, item.view));
    }
    if (i > 0) builder.Append(self.view);
    builder.Append(item.view);
  }
  return ReturnBuiltLike(call, &builder, self);
}

}  // namespace

NativeResult TextSplit(NativeCall& call, const Text& self) {
  Text separator;
  int64_t max;
  if (!SplitArguments(call, self, &separator, &max)) {
    return NativeResult::kRaise;
  }
  return ReturnPieces(call, self,
                      separator.value.is_unbound()
                          ? SplitBlanks(self, max, false)
                          : SplitAt(self.view, separator.view, max));
}

NativeResult TextSplitLast(NativeCall& call, const Text& self) {
  Text separator;
  int64_t max;
  if (!SplitArguments(call, self, &separator, &max)) {
    return NativeResult::kRaise;
  }
  return ReturnPieces(call, self,
                      separator.value.is_unbound()
                          ? SplitBlanks(self, max, true)
                          : SplitAtLast(self.view, separator.view, max));
}

NativeResult TextSplitLines(NativeCall& call, const Text& self) {
  int64_t keep;
  if (!IntArgumentOr(call.context, call.args[1], 0, &keep)) {
    return NativeResult::kRaise;
  }
  Pieces pieces;
  const text::TextView view = self.view;
  for (int64_t at = 0; at < view.size();) {
    const int64_t begin = at;
    while (at < view.size() && !IsLineEnd(self, view[at])) ++at;
    const int64_t end = at;
    if (at < view.size()) {
      const bool pair =
          view[at] == '\r' && at + 1 < view.size() && view[at + 1] == '\n';
      at += pair ? 2 : 1;
    }
    pieces.push_back({begin, keep != 0 ? at : end});
  }
  return ReturnPieces(call, self, pieces);
}

NativeResult TextPartition(NativeCall& call, const Text& self) {
  return PartitionWith(call, self, false);
}

NativeResult TextPartitionLast(NativeCall& call, const Text& self) {
  return PartitionWith(call, self, true);
}

// A list or tuple is joined here; of any other iterable the prelude makes a
// list first, and then calls this.
NativeResult TextJoin(NativeCall& call, const Text& self) {
  const Value v = call.args[1];
  if (IsKind(v, Kind::kTuple)) {
    return JoinItems(call, self, static_cast<Tuple*>(v.as_object())->span());
  }
  if (IsKind(v, Kind::kList)) {
    List* list = call.context.Resolve(static_cast<List*>(v.as_object()));
    return JoinItems(call, self, {list->items(), list->size});
  }
  return call.Prelude("text_join", {self.value, v});
}

}  // namespace midge::vm

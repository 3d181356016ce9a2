#include "vm/text/search.h"

#include <algorithm>
#include <cstring>

namespace midge::vm::text {
namespace {

template <typename Char>
using Chars = std::span<const Char>;

template <typename Char>
int64_t FindChar(Chars<Char> text, Char c, int64_t begin, int64_t end) {
  if constexpr (sizeof(Char) == 1) {
    const void* found =
        std::memchr(text.data() + begin, c, static_cast<size_t>(end - begin));
    if (found == nullptr) return -1;
    return static_cast<const Char*>(found) - text.data();
  } else {
    auto found = std::find(text.begin() + begin, text.begin() + end, c);
    return found == text.begin() + end ? -1 : found - text.begin();
  }
}

// memmem is linear in the text; over wider characters a match may begin
// inside one, and the search then goes on from the next.
template <typename Char>
int64_t FindRun(Chars<Char> text, Chars<Char> needle, int64_t begin,
                int64_t end) {
  while (begin < end) {
    const Char* from = text.data() + begin;
    const void* found =
        memmem(from, static_cast<size_t>(end - begin) * sizeof(Char),
               needle.data(), needle.size_bytes());
    if (found == nullptr) return -1;
    ptrdiff_t offset =
        static_cast<const char*>(found) - reinterpret_cast<const char*>(from);
    ptrdiff_t size = sizeof(Char);
    if (offset % size == 0) return begin + offset / size;
    begin += offset / size + 1;
  }
  return -1;
}

template <typename Char>
int64_t FindLastRun(Chars<Char> text, Chars<Char> needle, int64_t begin,
                    int64_t end) {
  auto size = static_cast<int64_t>(needle.size());
  for (int64_t at = end - size; at >= begin; --at) {
    if (text[at] == needle[0] && std::memcmp(text.data() + at, needle.data(),
                                             needle.size_bytes()) == 0) {
      return at;
    }
  }
  return -1;
}

// Calls search(text chars, needle chars) with the needle as wide as the text.
// A needle whose narrowest form is wider is nowhere in it: -1.
template <typename Search>
int64_t WithEqualWidths(TextView text, TextView needle, Search search) {
  if (needle.width() > text.width()) {
    if (WidthOf(MaxCodePoint(needle)) > text.width()) return -1;
  }
  return Visit(text, [&](auto chars) -> int64_t {
    using Char = std::remove_const_t<typename decltype(chars)::element_type>;
    if (needle.width() == sizeof(Char)) {
      return search(chars, needle.chars<Char>());
    }
    std::vector<Char> copy(static_cast<size_t>(needle.size()));
    CopyChars(needle, sizeof(Char), copy.data());
    return search(chars, Chars<Char>(copy));
  });
}

}  // namespace

int64_t Find(TextView text, TextView needle, int64_t begin, int64_t end) {
  if (end - begin < needle.size()) return -1;
  if (needle.size() == 0) return begin;
  return WithEqualWidths(text, needle, [=](auto chars, auto part) {
    return part.size() == 1 ? FindChar(chars, part[0], begin, end)
                            : FindRun(chars, part, begin, end);
  });
}

int64_t FindLast(TextView text, TextView needle, int64_t begin, int64_t end) {
  if (end - begin < needle.size()) return -1;
  if (needle.size() == 0) return end;
  return WithEqualWidths(text, needle, [=](auto chars, auto part) {
    return FindLastRun(chars, part, begin, end);
  });
}

int64_t Count(TextView text, TextView needle, int64_t begin, int64_t end,
              int64_t max) {
  if (needle.size() == 0) {
    return begin > end ? 0 : std::min(end - begin + 1, max);
  }
  int64_t count = 0;
  while (count < max) {
    int64_t at = Find(text, needle, begin, end);
    if (at < 0) break;
    ++count;
    begin = at + needle.size();
  }
  return count;
}

bool Matches(TextView text, TextView part, int64_t at) {
  if (part.size() > text.size() - at) return false;
  return EqualText(text.Part(at, at + part.size()), part);
}

int CompareText(TextView a, TextView b) {
  int64_t shared = std::min(a.size(), b.size());
  if (a.width() == 1 && b.width() == 1) {
    int order = shared == 0 ? 0
                            : std::memcmp(a.data(), b.data(),
                                          static_cast<size_t>(shared));
    if (order != 0) return order;
  } else {
    for (int64_t i = 0; i < shared; ++i) {
      if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
  }
  return (a.size() > b.size()) - (a.size() < b.size());
}

bool EqualText(TextView a, TextView b) {
  if (a.size() != b.size()) return false;
  if (a.width() == b.width()) return a.bytes() == b.bytes();
  return CompareText(a, b) == 0;
}

}  // namespace midge::vm::text

// Making, comparing and hashing Str and Bytes objects.
#include <algorithm>
#include <cstring>

#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/text/hash.h"
#include "vm/text/text_view.h"

namespace midge::vm {
namespace {

// Reads one code point at `*at`, leniently: surrogates pass, anything that is
// not UTF-8 is U+FFFD and one byte long.
uint32_t NextCodePoint(std::string_view utf8, size_t* at) {
  const auto byte = [&](size_t i) -> uint32_t {
    return i < utf8.size() ? static_cast<uint8_t>(utf8[i]) : 0;
  };
  const uint32_t first = byte(*at);
  const auto continues = [&](int count) {
    for (int i = 1; i <= count; ++i) {
      if ((byte(*at + i) & 0xC0) != 0x80) return false;
    }
    return true;
  };
  const auto low = [&](int i) { return byte(*at + i) & 0x3F; };
  if (first < 0x80) return *at += 1, first;
  if (first >= 0xC2 && first < 0xE0 && continues(1)) {
    const uint32_t c = (first & 0x1F) << 6 | low(1);
    return *at += 2, c;
  }
  if (first >= 0xE0 && first < 0xF0 && continues(2)) {
    const uint32_t c = (first & 0x0F) << 12 | low(1) << 6 | low(2);
    if (c >= 0x800) return *at += 3, c;
  }
  if (first >= 0xF0 && first < 0xF5 && continues(3)) {
    const uint32_t c =
        (first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3);
    if (c >= 0x10000 && c <= text::kMaxCodePoint) return *at += 4, c;
  }
  return *at += 1, 0xFFFD;
}

void AppendUtf8(std::string* out, uint32_t c) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | c >> 6));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | c >> 12));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | c >> 18));
    out->push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

}  // namespace

size_t ByteCount(const Str* str) { return size_t{str->length} * str->width(); }

Str* NewStrRaw(Context& context, uint32_t length, int width) {
  return static_cast<Str*>(context.heap().Allocate(Kind::kStr, length, width));
}

Str* NewPrefix(Context& context, Str* whole, uint32_t length) {
  Str* str = NewStrRaw(context, sizeof(Value), 1);
  str->length = length;
  str->header = (whole->header & uint64_t{kWidthMask} << 8) |
                Object::Header(Kind::kStr, kPrefix);
  str->set_whole(whole);
  return str;
}

Str* NewStr(Context& context, std::string_view utf8) {
  const bool ascii = std::all_of(utf8.begin(), utf8.end(),
                                 [](char c) { return (c & 0x80) == 0; });
  if (ascii) {
    Str* str = NewStrRaw(context, static_cast<uint32_t>(utf8.size()), 1);
    // An empty view may have no data at all.
    if (!utf8.empty()) {
      std::memcpy(str->chars1(), utf8.data(), utf8.size());
    }
    return str;
  }
  std::vector<uint32_t> points;
  points.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) {
    points.push_back(NextCodePoint(utf8, &at));
  }
  return NewStrFrom(context, points);
}

Str* NewStrFrom(Context& context, std::span<const uint32_t> points) {
  uint32_t all = 0;
  for (uint32_t c : points) all |= c;
  // The bits of all characters together need the width of the widest.
  const int width = text::WidthOf(all);
  const uint32_t length = static_cast<uint32_t>(points.size());
  Str* str = NewStrRaw(context, length, width);
  switch (width) {
    case 1:
      std::copy(points.begin(), points.end(), str->chars1());
      break;
    case 2:
      std::copy(points.begin(), points.end(), str->chars2());
      break;
    default:
      std::copy(points.begin(), points.end(), str->chars4());
  }
  return str;
}

Str* CharStr(Context& context, uint32_t code_point) {
  if (code_point < 128) return core().ascii[code_point];
  return NewStrFrom(context, {&code_point, 1});
}

std::string ToUtf8(const Str* str) {
  std::string out;
  const uint8_t* chars = str->chars1();
  if (str->width() == 1 && std::all_of(chars, chars + str->length,
                                       [](uint8_t c) { return c < 0x80; })) {
    out.assign(reinterpret_cast<const char*>(chars), str->length);
    return out;
  }
  out.reserve(str->length);
  for (uint32_t i = 0; i < str->length; ++i) AppendUtf8(&out, str->at(i));
  return out;
}

bool StrEqual(const Str* a, const Str* b) {
  if (a == b) return true;
  if (a->is_interned() && b->is_interned()) return false;
  return a->length == b->length && a->width() == b->width() &&
         std::memcmp(a->chars1(), b->chars1(), ByteCount(a)) == 0;
}

int StrCompare(const Str* a, const Str* b) {
  const uint32_t common = std::min(a->length, b->length);
  if (a->width() == 1 && b->width() == 1) {
    const int order = std::memcmp(a->chars1(), b->chars1(), common);
    if (order != 0) return order;
  } else {
    for (uint32_t i = 0; i < common; ++i) {
      if (a->at(i) != b->at(i)) return a->at(i) < b->at(i) ? -1 : 1;
    }
  }
  return a->length < b->length ? -1 : a->length > b->length;
}

uint32_t StrHash(Str* str) {
  if (str->other != 0) return str->other;
  const uint64_t hash = static_cast<uint64_t>(text::HashBytes(
      {reinterpret_cast<const char*>(str->chars1()), ByteCount(str)}));
  uint32_t folded = static_cast<uint32_t>(hash ^ hash >> 32);
  if (folded == 0) folded = 1;
  // Shared strings are read by all workers, so they are not written; interned
  // ones got their hash before they were published.
  if (!str->shared()) str->other = folded;
  return folded;
}

Bytes* NewBytes(Context& context, std::string_view bytes) {
  Bytes* object = context.heap().New<Bytes>(bytes.size());
  if (!bytes.empty()) {
    std::memcpy(object->data(), bytes.data(), bytes.size());
  }
  return object;
}

}  // namespace midge::vm

#include "vm/text/text_view.h"

#include <algorithm>
#include <cstring>

namespace midge::vm::text {
namespace {

template <typename Char>
void CopyAs(TextView text, void* out) {
  Visit(text, [out](auto chars) {
    std::transform(chars.begin(), chars.end(), static_cast<Char*>(out),
                   [](auto c) { return static_cast<Char>(c); });
  });
}

// True when no byte has its top bit set; eight at a time.
bool IsAsciiBytes(std::string_view bytes) {
  constexpr uint64_t kTopBits = 0x8080808080808080;
  const char* p = bytes.data();
  size_t left = bytes.size();
  for (; left >= 8; left -= 8, p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    if (word & kTopBits) return false;
  }
  return std::all_of(p, p + left, [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

uint32_t MaxCodePoint(TextView text) {
  if (text.width() == 1 && IsAsciiBytes(text.bytes())) {
    return text.size() == 0 ? 0 : 0x7f;
  }
  return Visit(text, [](auto chars) -> uint32_t {
    uint32_t all = 0;
    for (auto c : chars) all = std::max<uint32_t>(all, c);
    return all;
  });
}

bool IsAscii(TextView text) {
  return text.width() == 1 && IsAsciiBytes(text.bytes());
}

void CopyChars(TextView text, int width, void* out) {
  if (text.width() == width) {
    if (text.size() > 0) std::memcpy(out, text.data(), text.bytes().size());
  } else if (width == 1) {
    CopyAs<uint8_t>(text, out);
  } else if (width == 2) {
    CopyAs<uint16_t>(text, out);
  } else {
    CopyAs<uint32_t>(text, out);
  }
}

}  // namespace midge::vm::text

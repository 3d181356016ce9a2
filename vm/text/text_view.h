// Text as strings store it: code points of 1, 2 or 4 bytes each, whichever is
// the narrowest that holds them all. Surrogates may stand alone.
//
// Ownership: a TextView borrows its characters.
// Invariant: narrowest form: the widest character needs `width` bytes. So two
//            texts are equal only if their widths are, and their bytes.
#ifndef MIDGE_VM_TEXT_TEXT_VIEW_H_
#define MIDGE_VM_TEXT_TEXT_VIEW_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace midge::vm::text {

inline constexpr uint32_t kMaxCodePoint = 0x10ffff;

// Bytes a character takes in a text whose widest is `max_code_point`.
constexpr int WidthOf(uint32_t max_code_point) {
  if (max_code_point < 0x100) return 1;
  return max_code_point < 0x10000 ? 2 : 4;
}

class TextView {
 public:
  TextView() = default;
  // `size` counts characters. REQUIRES: width is 1, 2 or 4.
  TextView(const void* data, int64_t size, int width)
      : data_(data), size_(size), width_(width) {}
  // Latin-1 text, so also ASCII.
  explicit TextView(std::string_view latin1)
      : TextView(latin1.data(), static_cast<int64_t>(latin1.size()), 1) {}

  const void* data() const { return data_; }
  int64_t size() const { return size_; }
  int width() const { return width_; }
  std::string_view bytes() const {
    return {static_cast<const char*>(data_),
            static_cast<size_t>(size_ * width_)};
  }

  template <typename Char>
  std::span<const Char> chars() const {
    return {static_cast<const Char*>(data_), static_cast<size_t>(size_)};
  }

  uint32_t operator[](int64_t i) const {
    if (width_ == 1) return static_cast<const uint8_t*>(data_)[i];
    if (width_ == 2) return static_cast<const uint16_t*>(data_)[i];
    return static_cast<const uint32_t*>(data_)[i];
  }

  // Characters begin … end - 1. The part may have a narrower form.
  TextView Part(int64_t begin, int64_t end) const {
    return {static_cast<const char*>(data_) + begin * width_, end - begin,
            width_};
  }

 private:
  const void* data_ = nullptr;
  int64_t size_ = 0;
  int width_ = 1;
};

// visitor(span of uint8_t, uint16_t or uint32_t): one template body for all
// widths.
template <typename Visitor>
decltype(auto) Visit(TextView text, Visitor&& visitor) {
  switch (text.width()) {
    case 1:
      return visitor(text.chars<uint8_t>());
    case 2:
      return visitor(text.chars<uint16_t>());
    default:
      return visitor(text.chars<uint32_t>());
  }
}

// A bound on the code points that has the width of the greatest: the greatest
// itself, or 0x7f for ASCII; 0 for no text.
uint32_t MaxCodePoint(TextView text);

// True when all are below 0x80.
bool IsAscii(TextView text);

// Copies into an array of `width` bytes a character.
// REQUIRES: every character fits.
void CopyChars(TextView text, int width, void* out);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_TEXT_VIEW_H_

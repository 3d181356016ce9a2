// The primitives that every byte format of ours is made of: varints, zigzag
// varints, little-endian fixed words, and byte strings with a length in front.
// Which fields follow each other, and what version they are, is the business
// of the format's own file.
//
// Views: a template parameter `View` is any type with data() and size() over
// char, such as std::string, std::string_view or absl::string_view.
#ifndef MIDGE_BASE_CODEC_H_
#define MIDGE_BASE_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace midge {

// The longest encoding of a 64-bit varint.
constexpr size_t kVarintBytesMax = 10;

// Appends to a string that the caller owns and that outlives the Writer.
class Writer {
 public:
  explicit Writer(std::string* out) : out_(out) {}

  void Byte(uint8_t value) { out_->push_back(static_cast<char>(value)); }
  // Seven bits a byte, the low ones first.
  void Varint(uint64_t value);
  // Small magnitudes of either sign stay short.
  void Zigzag(int64_t value);
  void Fixed32(uint32_t value);
  void Fixed64(uint64_t value);
  void Double(double value);
  // The bytes alone; the reader must know how many.
  void Raw(const void* data, size_t size) {
    out_->append(static_cast<const char*>(data), size);
  }
  // The length as a varint, then the bytes.
  void Bytes(const void* data, size_t size);
  template <typename View>
  void Bytes(const View& view) {
    Bytes(view.data(), view.size());
  }

  size_t size() const { return out_->size(); }

 private:
  std::string* const out_;
};

// Reads what a Writer wrote, from bytes that may be hostile.
//
// Ownership: borrows the bytes; what Raw() and Bytes() give points into them.
// Invariant: never reads past the end. A read that does not fit returns false,
//            leaves its output alone, and every later read fails too, so that
//            a caller may read a whole record and look at ok() once.
class Reader {
 public:
  Reader(const void* data, size_t size)
      : cursor_(static_cast<const char*>(data)), end_(cursor_ + size) {}
  template <typename View>
  explicit Reader(const View& view) : Reader(view.data(), view.size()) {}

  bool ok() const { return ok_; }
  size_t remaining() const { return static_cast<size_t>(end_ - cursor_); }
  // Everything was read and nothing was wrong: what a record's end should be.
  bool done() const { return ok_ && cursor_ == end_; }

  [[nodiscard]] bool Byte(uint8_t* value);
  // Refuses an encoding longer than 64 bits, and one with needless bytes, so
  // that a value has one encoding.
  [[nodiscard]] bool Varint(uint64_t* value);
  // A varint that must not exceed `max`: how every count and length is read.
  [[nodiscard]] bool VarintAtMost(uint64_t max, uint64_t* value);
  [[nodiscard]] bool Zigzag(int64_t* value);
  [[nodiscard]] bool Fixed32(uint32_t* value);
  [[nodiscard]] bool Fixed64(uint64_t* value);
  [[nodiscard]] bool Double(double* value);
  [[nodiscard]] bool Raw(size_t size, const char** data);
  template <typename View>
  [[nodiscard]] bool Raw(size_t size, View* view) {
    const char* data;
    if (!Raw(size, &data)) return false;
    *view = View(data, size);
    return true;
  }
  // A length and that many bytes.
  template <typename View>
  [[nodiscard]] bool Bytes(View* view) {
    uint64_t size;
    // Reading the length first cannot over-allocate: it is at most what is
    // left, so a hostile length costs nothing.
    return VarintAtMost(remaining(), &size) &&
           Raw(static_cast<size_t>(size), view);
  }

 private:
  bool Fail();

  const char* cursor_;
  const char* const end_;
  bool ok_ = true;
};

}  // namespace midge

#endif  // MIDGE_BASE_CODEC_H_

#include "base/codec.h"

#include <bit>
#include <cstring>

namespace midge {

static_assert(std::endian::native == std::endian::little,
              "fixed words are copied as they lie in memory");

void Writer::Varint(uint64_t value) {
  char buffer[kVarintBytesMax];
  size_t size = 0;
  while (value >= 0x80) {
    buffer[size++] = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  buffer[size++] = static_cast<char>(value);
  out_->append(buffer, size);
}

void Writer::Zigzag(int64_t value) {
  Varint((static_cast<uint64_t>(value) << 1) ^
         static_cast<uint64_t>(value >> 63));
}

void Writer::Fixed32(uint32_t value) { Raw(&value, sizeof value); }

void Writer::Fixed64(uint64_t value) { Raw(&value, sizeof value); }

void Writer::Double(double value) { Fixed64(std::bit_cast<uint64_t>(value)); }

void Writer::Bytes(const void* data, size_t size) {
  Varint(size);
  Raw(data, size);
}

bool Reader::Fail() {
  ok_ = false;
  cursor_ = end_;
  return false;
}

bool Reader::Byte(uint8_t* value) {
  if (remaining() < 1) return Fail();
  *value = static_cast<uint8_t>(*cursor_++);
  return true;
}

bool Reader::Varint(uint64_t* value) {
  uint64_t result = 0;
  for (size_t i = 0; i < kVarintBytesMax; ++i) {
    uint8_t byte;
    if (!Byte(&byte)) return false;
    // The tenth byte holds bit 63 alone.
    if (i == kVarintBytesMax - 1 && byte > 1) return Fail();
    result |= static_cast<uint64_t>(byte & 0x7f) << (7 * i);
    if ((byte & 0x80) == 0) {
      if (byte == 0 && i > 0) return Fail();
      *value = result;
      return true;
    }
  }
  return Fail();
}

bool Reader::VarintAtMost(uint64_t max, uint64_t* value) {
  uint64_t read;
  if (!Varint(&read)) return false;
  if (read > max) return Fail();
  *value = read;
  return true;
}

bool Reader::Zigzag(int64_t* value) {
  uint64_t read;
  if (!Varint(&read)) return false;
  *value = static_cast<int64_t>((read >> 1) ^ (~(read & 1) + 1));
  return true;
}

bool Reader::Fixed32(uint32_t* value) {
  const char* data;
  if (!Raw(sizeof *value, &data)) return false;
  std::memcpy(value, data, sizeof *value);
  return true;
}

bool Reader::Fixed64(uint64_t* value) {
  const char* data;
  if (!Raw(sizeof *value, &data)) return false;
  std::memcpy(value, data, sizeof *value);
  return true;
}

bool Reader::Double(double* value) {
  uint64_t bits;
  if (!Fixed64(&bits)) return false;
  *value = std::bit_cast<double>(bits);
  return true;
}

bool Reader::Raw(size_t size, const char** data) {
  if (!ok_ || remaining() < size) return Fail();
  *data = cursor_;
  cursor_ += size;
  return true;
}

}  // namespace midge

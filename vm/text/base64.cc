#include "vm/text/base64.h"

#include <array>

namespace midge::vm::text {
namespace {

constexpr char kDigits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t kNoDigit = 64;

constexpr std::array<uint8_t, 256> DigitValues() {
  std::array<uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (uint8_t i = 0; i < 64; ++i) {
    values[static_cast<uint8_t>(kDigits[i])] = i;
  }
  return values;
}

// The CRC of each byte, for the polynomial of CRC-32, reflected.
constexpr std::array<uint32_t, 256> CrcOfBytes() {
  std::array<uint32_t, 256> table{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) {
      crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    table[byte] = crc;
  }
  return table;
}

// Takes digits and hands out bytes.
struct Decoder {
  std::string* bytes;
  int digits = 0;     // of a group of four
  uint32_t left = 0;  // bits that are no byte yet

  void Add(uint32_t digit) {
    left = left << 6 | digit;
    if (digits > 0) {
      const int rest = 6 - 2 * digits;
      bytes->push_back(static_cast<char>(left >> rest));
      left &= (1u << rest) - 1;
    }
    digits = (digits + 1) % 4;
  }
};

std::string EndError(const Decoder& decoder) {
  if (decoder.digits == 0) return "";
  if (decoder.digits > 1) return "Incorrect padding";
  return "Invalid base64-encoded string: number of data characters (" +
         std::to_string(decoder.bytes->size() / 3 * 4 + 1) +
         ") cannot be 1 more than a multiple of 4";
}

}  // namespace

std::string EncodeBase64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = 0;
    for (size_t j = 0; j < 3; ++j) {
      group <<= 8;
      if (i + j < bytes.size()) group |= static_cast<uint8_t>(bytes[i + j]);
    }
    for (size_t j = 0; j < 4; ++j) {
      const bool pads = i + j > bytes.size();
      text += pads ? '=' : kDigits[group >> (18 - 6 * j) & 63];
    }
  }
  return text;
}

std::string DecodeBase64(std::string_view text, bool strict,
                         std::string* bytes) {
  static constexpr std::array<uint8_t, 256> kValues = DigitValues();
  bytes->clear();
  bytes->reserve(text.size() / 4 * 3 + 3);
  if (strict && !text.empty() && text[0] == '=') {
    return "Leading padding not allowed";
  }
  Decoder decoder{bytes};
  int pads = 0;
  bool padded = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '=') {
      padded = true;
      // Enough of them end it, whatever follows.
      if (decoder.digits >= 2 && decoder.digits + ++pads >= 4) {
        return strict && i + 1 < text.size() ? "Excess data after padding" : "";
      }
      continue;
    }
    const uint8_t digit = kValues[static_cast<uint8_t>(text[i])];
    if (digit == kNoDigit) {
      if (strict) return "Only base64 data is allowed";
      continue;
    }
    if (strict && padded) return "Discontinuous padding not allowed";
    pads = 0;
    decoder.Add(digit);
  }
  return EndError(decoder);
}

uint32_t Crc32(std::string_view bytes, uint32_t crc) {
  static constexpr std::array<uint32_t, 256> kTable = CrcOfBytes();
  crc = ~crc;
  for (char c : bytes) {
    crc = crc >> 8 ^ kTable[(crc ^ static_cast<uint8_t>(c)) & 255];
  }
  return ~crc;
}

uint16_t CrcBinHex(std::string_view bytes, uint16_t crc) {
  constexpr uint32_t kPolynomial = 0x1021;
  uint32_t value = crc;
  for (char c : bytes) {
    value ^= uint32_t{static_cast<uint8_t>(c)} << 8;
    for (int bit = 0; bit < 8; ++bit) {
      value = value << 1 ^ (value & 0x8000 ? kPolynomial : 0);
    }
    value &= 0xffff;
  }
  return static_cast<uint16_t>(value);
}

}  // namespace midge::vm::text

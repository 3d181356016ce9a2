#include "vm/text/struct_format.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace midge::vm::text {
namespace {

constexpr char kTooLong[] = "total struct size too long";

bool IsBlank(char c) { return c == ' ' || ('\t' <= c && c <= '\r'); }
bool IsDigit(char c) { return '0' <= c && c <= '9'; }

// Bytes of one; 0 for an unknown type. `own`: the machine's sizes.
int64_t SizeOf(char type, bool own) {
  switch (type) {
    case 'x':
    case 'c':
    case 'b':
    case 'B':
    case '?':
    case 's':
    case 'p':
      return 1;
    case 'h':
    case 'H':
    case 'e':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    case 'l':
    case 'L':
      return own ? 8 : 4;
    case 'q':
    case 'Q':
    case 'd':
      return 8;
    case 'n':
    case 'N':
    case 'P':
      return own ? 8 : 0;
    default:
      return 0;
  }
}

bool IsSigned(char type) { return std::strchr("bhilqn", type) != nullptr; }

// Adds `count` of `type`; false when it gets too long.
bool AddRun(char type, int64_t count, bool own, StructFormat* format) {
  const int64_t size = SizeOf(type, own);
  int64_t offset = format->size;
  if (own && __builtin_add_overflow(offset, size - 1, &offset)) return false;
  if (own) offset -= offset % size;
  int64_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes) ||
      __builtin_add_overflow(offset, bytes, &format->size)) {
    return false;
  }
  if (type == 'x') return true;
  if (type == 's' || type == 'p') {
    format->runs.push_back({type, offset, count, 1});
    ++format->values;
    return true;
  }
  if (count > 0) format->runs.push_back({type, offset, size, count});
  return !__builtin_add_overflow(format->values, count, &format->values);
}

uint64_t ReadBits(bool big_endian, std::span<const uint8_t> place) {
  uint64_t bits = 0;
  for (size_t i = 0; i < place.size(); ++i) {
    bits |= uint64_t{place[big_endian ? place.size() - 1 - i : i]} << 8 * i;
  }
  return bits;
}

void WriteBits(uint64_t bits, bool big_endian, std::span<uint8_t> place) {
  for (size_t i = 0; i < place.size(); ++i) {
    place[big_endian ? place.size() - 1 - i : i] =
        static_cast<uint8_t>(bits >> 8 * i);
  }
}

// Whether what CPython has for the type reads a C long first, or an unsigned
// long.
bool ReadsLong(char type, bool big_endian) {
  return IsSigned(type) || type == 'B' || (type == 'H' && !big_endian);
}

// The words for a number that is out of the range of a type.
std::string RangeError(char type, bool big_endian, int64_t size) {
  const int bits = static_cast<int>(8 * size);
  const bool is_signed = IsSigned(type);
  const std::string low =
      is_signed ? std::to_string(-(int64_t{1} << (bits - 1))) : "0";
  const std::string high = std::to_string(
      is_signed ? (int64_t{1} << (bits - 1)) - 1 : (int64_t{1} << bits) - 1);
  std::string what = "'" + std::string(1, type) + "'";
  if (type == 'b') what = "byte";
  if (type == 'B') what = "ubyte";
  if (type == 'h' && !big_endian) what = "short";
  if (type == 'H' && !big_endian) what = "ushort";
  return what + " format requires " + low + " <= number <= " + high;
}

// The bits of a half-precision number; false if it is too large.
bool HalfBits(double value, uint64_t* out) {
  const uint64_t sign = std::signbit(value) ? 0x8000 : 0;
  value = std::fabs(value);
  if (std::isnan(value)) return *out = sign | 0x7e00, true;
  if (std::isinf(value)) return *out = sign | 0x7c00, true;
  int exponent;
  (void)std::frexp(value, &exponent);
  // A unit in the last place of a number, of which the least are not normal.
  const int unit = value == 0 ? -24 : std::max(exponent - 11, -24);
  const double units = std::nearbyint(std::ldexp(value, -unit));
  // A carry into the exponent is right so.
  const uint64_t bits =
      (static_cast<uint64_t>(unit + 24) << 10) + static_cast<uint64_t>(units);
  if (bits >= 0x7c00) return false;
  *out = sign | bits;
  return true;
}

double HalfValue(uint64_t bits) {
  const double fraction = static_cast<double>(bits & 0x3ff);
  const int exponent = static_cast<int>(bits >> 10 & 31);
  double value;
  if (exponent == 31) {
    value = fraction == 0 ? HUGE_VAL : NAN;
  } else if (exponent == 0) {
    value = std::ldexp(fraction, -24);
  } else {
    value = std::ldexp(fraction + 1024, exponent - 25);
  }
  return bits & 0x8000 ? -value : value;
}

}  // namespace

const char* ParseStructFormat(std::string_view text, StructFormat* format) {
  *format = StructFormat();
  bool own = true;
  if (text.find('\0') != std::string_view::npos) {
    return "embedded null character";
  }
  if (!text.empty() && std::strchr("@=<>!", text[0]) != nullptr) {
    own = format->own = text[0] == '@';
    format->big_endian = text[0] == '>' || text[0] == '!';
    text.remove_prefix(1);
  }
  for (size_t at = 0; at < text.size();) {
    if (IsBlank(text[at])) {
      ++at;
      continue;
    }
    int64_t count = 1;
    if (IsDigit(text[at])) {
      for (count = 0; at < text.size() && IsDigit(text[at]); ++at) {
        if (__builtin_mul_overflow(count, 10, &count) ||
            __builtin_add_overflow(count, text[at] - '0', &count)) {
          return kTooLong;
        }
      }
      if (at == text.size()) {
        return "repeat count given without format specifier";
      }
    }
    const char type = text[at++];
    if (SizeOf(type, own) == 0) return "bad char in struct format";
    if (!AddRun(type, count, own, format)) return kTooLong;
  }
  return nullptr;
}

bool IsStructInt(char type) {
  return type != '\0' && std::strchr("bBhHiIlLqQnNP", type) != nullptr;
}

bool IsStructFloat(char type) {
  return type == 'e' || type == 'f' || type == 'd';
}

BigInt ReadStructInt(char type, bool big_endian,
                     std::span<const uint8_t> place) {
  const uint64_t bits = ReadBits(big_endian, place);
  if (!IsSigned(type)) return BigInt::FromUnsigned(bits);
  const int shift = static_cast<int>(64 - 8 * place.size());
  return BigInt(static_cast<int64_t>(bits << shift) >> shift);
}

double ReadStructFloat(bool big_endian, std::span<const uint8_t> place) {
  const uint64_t bits = ReadBits(big_endian, place);
  if (place.size() == 2) return HalfValue(bits);
  if (place.size() == 4) {
    float number;
    const auto half = static_cast<uint32_t>(bits);
    std::memcpy(&number, &half, sizeof(number));
    return number;
  }
  double number;
  std::memcpy(&number, &bits, sizeof(number));
  return number;
}

std::string WriteStructInt(char type, bool big_endian, BigView value,
                           std::span<uint8_t> place) {
  int64_t number = 0;
  uint64_t large = 0;
  const bool fits_long = FitsInt64(value, &number);
  const bool fits = fits_long || FitsUint64(value, &large);
  const bool is_long = ReadsLong(type, big_endian);
  const auto size = static_cast<int64_t>(place.size());
  const bool eight = size == 8;
  const bool pointer = type == 'P';
  const bool negative = value.negative;
  bool out = is_long ? !fits_long : !fits || (negative && !pointer);
  if (out) {
    return pointer || (eight && big_endian) ? "int too large to convert"
                                            : "argument out of range";
  }
  if (!eight) {
    const int bits = static_cast<int>(8 * size);
    const int64_t least = IsSigned(type) ? -(int64_t{1} << (bits - 1)) : 0;
    const int64_t most = IsSigned(type) ? (int64_t{1} << (bits - 1)) - 1
                                        : (int64_t{1} << bits) - 1;
    out = !fits_long || number < least || number > most;
    if (out) return RangeError(type, big_endian, size);
  }
  WriteBits(fits_long ? static_cast<uint64_t>(number) : large, big_endian,
            place);
  return "";
}

bool WriteStructFloat(double value, bool big_endian, bool own,
                      std::span<uint8_t> place) {
  uint64_t bits = 0;
  if (place.size() == 2) {
    if (!HalfBits(value, &bits)) return false;
  } else if (place.size() == 4) {
    const auto number = static_cast<float>(value);
    if (std::isinf(number) && !std::isinf(value) && !own) return false;
    uint32_t half;
    std::memcpy(&half, &number, sizeof(half));
    bits = half;
  } else {
    std::memcpy(&bits, &value, sizeof(bits));
  }
  WriteBits(bits, big_endian, place);
  return true;
}

}  // namespace midge::vm::text

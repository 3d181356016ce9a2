#include "vm/text/hash.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace midge::vm::text {
namespace {

// Numbers hash to their value modulo this prime.
constexpr int kModulusBits = 61;
constexpr uint64_t kModulus = (uint64_t{1} << kModulusBits) - 1;
constexpr int64_t kInfinityHash = 314159;

int64_t NotMinusOne(int64_t hash) { return hash == -1 ? -2 : hash; }

int64_t Signed(uint64_t magnitude, bool negative) {
  auto hash = static_cast<int64_t>(magnitude);
  return NotMinusOne(negative ? -hash : hash);
}

// value * 2**count modulo the prime: a rotation of 61 bits.
uint64_t Rotate(uint64_t value, int count) {
  if (count == 0) return value;
  return ((value << count) & kModulus) | (value >> (kModulusBits - count));
}

struct SipState {
  uint64_t v0, v1, v2, v3;

  void Round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }

  void Absorb(uint64_t word) {
    v3 ^= word;
    Round();
    v0 ^= word;
  }
};

// The key is part of what nodes agree on: a set's order travels with it.
constexpr uint64_t kKey0 = 0x6d69646765206b30;
constexpr uint64_t kKey1 = 0x6d69646765206b31;

uint64_t SipHash13(std::string_view bytes) {
  SipState state{0x736f6d6570736575 ^ kKey0, 0x646f72616e646f6d ^ kKey1,
                 0x6c7967656e657261 ^ kKey0, 0x7465646279746573 ^ kKey1};
  const char* p = bytes.data();
  const char* whole_end = p + bytes.size() / 8 * 8;
  for (; p != whole_end; p += 8) {
    uint64_t word;
    std::memcpy(&word, p, 8);
    state.Absorb(word);
  }
  uint64_t last = static_cast<uint64_t>(bytes.size()) << 56;
  for (size_t i = 0; i < bytes.size() % 8; ++i) {
    last |= static_cast<uint64_t>(static_cast<uint8_t>(p[i])) << (8 * i);
  }
  state.Absorb(last);
  state.v2 ^= 0xff;
  for (int i = 0; i < 3; ++i) state.Round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace

int64_t HashInt64(int64_t value) {
  auto bits = static_cast<uint64_t>(value);
  uint64_t magnitude = value < 0 ? 0 - bits : bits;
  return Signed(magnitude % kModulus, value < 0);
}

int64_t HashBigInt(BigView value) {
  unsigned __int128 hash = 0;
  for (size_t i = value.limbs.size(); i-- > 0;) {
    hash = (hash << 64 | value.limbs[i]) % kModulus;
  }
  return Signed(static_cast<uint64_t>(hash), value.negative);
}

int64_t HashDouble(double value, int64_t nan_hash) {
  if (std::isnan(value)) return nan_hash;
  if (std::isinf(value)) return value > 0 ? kInfinityHash : -kInfinityHash;
  int exponent;
  double fraction = std::frexp(std::fabs(value), &exponent);
  auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
  exponent -= 53;
  int turn = exponent % kModulusBits;
  if (turn < 0) turn += kModulusBits;
  return Signed(Rotate(mantissa % kModulus, turn), value < 0);
}

int64_t HashBytes(std::string_view bytes) {
  if (bytes.empty()) return 0;
  return NotMinusOne(static_cast<int64_t>(SipHash13(bytes)));
}

// xxHash's 64-bit lane, without its final rounds.
void TupleHash::Add(int64_t item_hash) {
  constexpr uint64_t kPrime1 = 11400714785074694791u;
  constexpr uint64_t kPrime2 = 14029467366897019727u;
  lanes_ += static_cast<uint64_t>(item_hash) * kPrime2;
  lanes_ = std::rotl(lanes_, 31) * kPrime1;
}

int64_t TupleHash::Finish(size_t size) const {
  constexpr uint64_t kPrime5 = 2870177450012600261u;
  uint64_t hash = lanes_ + (size ^ kPrime5 ^ 3527539u);
  if (hash == ~uint64_t{0}) return 1546275796;
  return static_cast<int64_t>(hash);
}

void FrozensetHash::Add(int64_t item_hash) {
  auto hash = static_cast<uint64_t>(item_hash);
  bits_ ^= (hash ^ 89869747u ^ (hash << 16)) * 3644798167u;
}

int64_t FrozensetHash::Finish(size_t size) const {
  uint64_t hash = bits_ ^ (size + 1) * 1927868237u;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069u + 907133923u;
  if (hash == ~uint64_t{0}) return 590923713;
  return static_cast<int64_t>(hash);
}

}  // namespace midge::vm::text

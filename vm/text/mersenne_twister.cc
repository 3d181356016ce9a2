#include "vm/text/mersenne_twister.h"

#include <openssl/sha.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace midge::vm::text {
namespace {

constexpr int kShift = 397;

uint32_t Twist(uint32_t high, uint32_t low) {
  uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
  return (mixed >> 1) ^ (low & 1 ? 0x9908b0dfu : 0);
}

}  // namespace

void MersenneTwister::SeedWord(uint32_t seed) {
  auto& words = state_.words;
  words[0] = seed;
  for (uint32_t i = 1; i < kWords; ++i) {
    words[i] = 1812433253u * (words[i - 1] ^ (words[i - 1] >> 30)) + i;
  }
  state_.index = kWords;
}

void MersenneTwister::SeedWords(std::span<const uint32_t> key) {
  SeedWord(19650218u);
  auto& words = state_.words;
  size_t i = 1, j = 0;
  auto mixed = [&words, &i] { return words[i - 1] ^ (words[i - 1] >> 30); };
  auto step = [&words, &i] {
    if (++i < kWords) return;
    words[0] = words[kWords - 1];
    i = 1;
  };
  for (size_t k = std::max<size_t>(kWords, key.size()); k > 0; --k) {
    words[i] =
        (words[i] ^ (mixed() * 1664525u)) + key[j] + static_cast<uint32_t>(j);
    step();
    if (++j == key.size()) j = 0;
  }
  for (int k = kWords - 1; k > 0; --k) {
    words[i] = (words[i] ^ (mixed() * 1566083941u)) - static_cast<uint32_t>(i);
    step();
  }
  words[0] = 0x80000000u;
}

void MersenneTwister::Seed(BigView value) {
  std::vector<uint32_t> key;
  for (Limb limb : value.limbs) {
    key.push_back(static_cast<uint32_t>(limb));
    key.push_back(static_cast<uint32_t>(limb >> 32));
  }
  while (!key.empty() && key.back() == 0) key.pop_back();
  if (key.empty()) key.push_back(0);
  SeedWords(key);
}

// The seed is the int whose big-endian bytes are the text and its SHA-512.
// libcrypto has the digest and is linked already, for gRPC.
void MersenneTwister::SeedText(std::string_view bytes) {
  std::vector<uint8_t> all(bytes.begin(), bytes.end());
  all.resize(bytes.size() + SHA512_DIGEST_LENGTH);
  SHA512(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(),
         all.data() + bytes.size());
  std::reverse(all.begin(), all.end());
  Seed(FromBytes(all, false));
}

void MersenneTwister::Refill() {
  auto& words = state_.words;
  for (int i = 0; i < kWords; ++i) {
    words[i] =
        words[(i + kShift) % kWords] ^ Twist(words[i], words[(i + 1) % kWords]);
  }
  state_.index = 0;
}

uint32_t MersenneTwister::Next() {
  if (state_.index >= kWords) Refill();
  uint32_t y = state_.words[state_.index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

double MersenneTwister::NextDouble() {
  uint32_t high = Next() >> 5, low = Next() >> 6;
  return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

BigInt MersenneTwister::NextBits(int64_t bits) {
  BigInt result;
  result.limbs.resize((bits + 63) / 64);
  for (int64_t i = 0; i * 32 < bits; ++i) {
    uint32_t word = Next();
    int64_t left = bits - i * 32;
    if (left < 32) word >>= 32 - left;
    result.limbs[i / 2] |= static_cast<Limb>(word) << (i % 2 * 32);
  }
  Normalise(&result);
  return result;
}

bool MersenneTwister::set_state(const State& state) {
  if (state.index > kWords) return false;
  state_ = state;
  return true;
}

}  // namespace midge::vm::text

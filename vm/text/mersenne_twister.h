// The generator behind Python's `random`: MT19937, seeded and drawn from as in
// CPython, so that the same seed gives the same numbers.
//
// Ownership: a plain value of 2.5 KB; whoever holds it may copy or save it.
// Threads:   confined to its owner.
#ifndef MIDGE_VM_TEXT_MERSENNE_TWISTER_H_
#define MIDGE_VM_TEXT_MERSENNE_TWISTER_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "vm/text/big_int.h"

namespace midge::vm::text {

class MersenneTwister {
 public:
  static constexpr int kWords = 624;

  // What random.getstate() shows: the words, then the index of the next one.
  struct State {
    std::array<uint32_t, kWords> words{};
    uint32_t index = kWords;
  };

  // seed(int): the absolute value counts.
  void Seed(BigView value);

  // seed(str | bytes), version 2. A str gives its UTF-8 bytes.
  void SeedText(std::string_view bytes);

  // The next 32 bits.
  uint32_t Next();

  // random(): 53 bits in [0, 1).
  double NextDouble();

  // getrandbits(bits). REQUIRES: 0 <= bits <= kIntBitsMax.
  BigInt NextBits(int64_t bits);

  const State& state() const { return state_; }

  // False, and nothing changes, when the index is out of range.
  bool set_state(const State& state);

 private:
  void SeedWord(uint32_t seed);
  void SeedWords(std::span<const uint32_t> key);
  void Refill();

  State state_;
};

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_MERSENNE_TWISTER_H_

// Undoes deflate, as zlib does and with its words, a piece at a time.  zlib's
// own stream points into itself, so that no agent's heap could hold one; this
// one is plain data, which is copied, frozen and sent like any other.
//
// Invariant: whatever bytes stand where a state is expected, no function here
// reads or writes beyond it.
// Threads: pure functions.
#ifndef MIDGE_VM_TEXT_INFLATE_H_
#define MIDGE_VM_TEXT_INFLATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace midge::vm::text {

inline constexpr size_t kInflateWindow = 32 << 10;

// A canonical code; lengths[] of its symbols have made it.
struct PrefixCode {
  static constexpr int kBitsMax = 15;
  static constexpr int kSymbolsMax = 288;
  static constexpr int kFastBits = 9;

  uint16_t fast[1 << kFastBits];  // symbol * 16 + length; 0: a longer code
  uint16_t count[kBitsMax + 1];   // by length
  uint16_t symbol[kSymbolsMax];   // in the order of their codes
  uint16_t longest;               // in bits; 0: there are none
};

struct InflateState {
  uint8_t mode;
  uint8_t error;
  uint8_t wrapper;      // which of zlib's headers there may be
  uint8_t window_bits;  // of those that a header may name
  uint8_t is_last;      // this block
  uint16_t gzip_flags;  // 0: no gzip
  uint32_t bit_count;   // in `bits`
  uint64_t bits;
  uint32_t have, length, distance;  // as the mode counts
  uint32_t literal_count, distance_count, code_count;
  uint32_t check;        // of what was given, or of gzip's header
  uint32_t given;        // bytes, modulo 2^32
  uint32_t window_have;  // bytes
  uint32_t window_at;    // where the next goes
  uint8_t lengths[320];
  PrefixCode literals, distances;
  uint8_t window[kInflateWindow];
};

struct Inflated {
  enum Status : uint8_t {
    kMore,  // all input was taken, or there is no room
    kEnd,   // the stream's; what follows it was not taken
    kNeedsDictionary,
    kError,
  };
  Status status = kMore;
  size_t consumed = 0;
  size_t given = 0;
  const char* message = "";
};

// False: zlib knows no such window_bits.
bool InflateBegin(int window_bits, InflateState* state);
// Before a raw stream, or when kNeedsDictionary asks; false: it is another one.
bool InflateSetDictionary(InflateState* state, std::string_view dictionary);
// Writes up to `room` bytes to `out`.
Inflated Inflate(InflateState* state, std::string_view data, char* out,
                 size_t room);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_INFLATE_H_

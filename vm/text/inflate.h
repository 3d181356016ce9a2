// Undoes deflate with zlib, a piece at a time.  zlib's stream points into
// itself, so that no agent's heap could hold one.  What is kept from one piece
// to the next is how to make another stream that goes on where the last ended;
// it is plain data, which is copied, frozen and sent like any other.
//
// A stream goes on in the middle of a block when it is given that block's
// header, then the code that was not done: inflateMark() tells where that
// began, and how much of it was given.  So no piece costs more than itself, a
// header and a window, whatever came before.
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

struct InflateState {
  // More than the 2286 bits of the longest header and a code.
  static constexpr size_t kLeadBytesMax = 320;

  uint8_t phase;
  uint8_t wrapper;      // what is around the blocks
  uint8_t window_bits;  // of the blocks
  uint8_t lead_skip;    // this many low bits of lead[0] are not of the lead
  uint16_t lead_size;   // in bytes
  uint16_t code_given;  // bytes of what the lead's code gives
  uint32_t check;       // of what was given
  uint32_t given;       // bytes, modulo 2^32
  uint32_t window_size;
  uint8_t lead[kLeadBytesMax];  // was taken, and comes before what is next
  uint8_t window[kInflateWindow];
};

struct Inflated {
  enum Status : uint8_t {
    kMore,  // all input was taken, or there is no room
    kEnd,   // the stream's or header's; what follows it was not taken
    kNeedsDictionary,
    kError,
  };
  Status status = kMore;
  size_t consumed = 0;
  std::string out;
  std::string message;
};

// Whether zlib knows such window_bits.
bool IsInflateWindow(int window_bits);
// Takes the header that `data` begins with, and makes the state of what comes
// behind it.  With kMore it is not whole.
// REQUIRES: IsInflateWindow(window_bits).
Inflated InflateBegin(std::string_view data, int window_bits,
                      std::string_view dictionary, InflateState* state);
// Gives up to `room` bytes.
Inflated Inflate(InflateState* state, std::string_view data, size_t room);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_INFLATE_H_

#include "vm/text/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <type_traits>

#include "base/check.h"
#include "vm/text/limits.h"

namespace midge::vm::text {
namespace {

static_assert(std::is_trivially_copyable_v<InflateState>);
static_assert(std::endian::native == std::endian::little);

enum Phase : uint8_t { kBlocks, kTrailer, kDone };
enum Wrapper : uint8_t { kNone, kZlib, kGzip };

constexpr size_t kMatchMax = 258;
// What inflate() leaves in data_type, beside the number of bits that it holds.
constexpr int kHeldBits = 63, kIsLastBlock = 64, kIsBetweenBlocks = 128,
              kIsBehindHeader = 256;

Bytef* BytesOf(std::string_view data) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
}

// A z_stream over `in`, whose places are counted in bits.
class Stream {
 public:
  Stream(int window_bits, std::string_view in, std::string* out) : in_(in) {
    std::memset(&z_, 0, sizeof z_);
    Done(inflateInit2(&z_, window_bits));
    z_.next_in = BytesOf(in);
    z_.avail_in = static_cast<uInt>(in.size());
    z_.next_out = BytesOf(*out);
    z_.avail_out = static_cast<uInt>(out->size());
  }
  ~Stream() { inflateEnd(&z_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Leaves out the low bits of the first byte.
  void Skip(int bits) {
    if (bits == 0) return;
    inflatePrime(&z_, 8 - bits, *z_.next_in++ >> bits);
    --z_.avail_in;
  }
  bool SetDictionary(std::string_view bytes) {
    Done(inflateSetDictionary(&z_, BytesOf(bytes),
                              static_cast<uInt>(bytes.size())));
    return status_ == Z_OK;
  }
  void Run(int flush) { Done(inflate(&z_, flush)); }

  int status() const { return status_; }
  bool Is(int flags) const { return (z_.data_type & flags) == flags; }
  size_t taken() const { return (in_.size() - z_.avail_in) * 8; }
  size_t place() const {
    return taken() - static_cast<size_t>(z_.data_type & kHeldBits);
  }
  size_t room() const { return z_.avail_out; }
  const char* message() const { return z_.msg == nullptr ? "" : z_.msg; }
  // How many bits back the code began that is not done, or -1; and how many
  // bytes of it were given, or of a stored block were not.
  long code_bits() { return inflateMark(&z_) >> 16; }
  uint16_t code_bytes() { return static_cast<uint16_t>(inflateMark(&z_)); }

 private:
  void Done(int status) {
    MIDGE_CHECK(status != Z_MEM_ERROR);
    // There was nothing to take, or no room: neither is wrong.
    status_ = status == Z_BUF_ERROR ? Z_OK : status;
  }

  z_stream z_;
  std::string_view in_;
  int status_;
};

struct BitRange {
  size_t begin, end;
};

// Makes the lead of these bits; the last of them ends a byte.
void SetLead(std::string_view in, BitRange first, BitRange second,
             InflateState* state) {
  const size_t size = first.end - first.begin + second.end - second.begin;
  size_t to = (8 - size % 8) % 8;
  MIDGE_CHECK(size <= (InflateState::kLeadBytesMax - 1) * 8);
  std::memset(state->lead, 0, sizeof state->lead);
  state->lead_skip = static_cast<uint8_t>(to);
  for (const BitRange& range : {first, second}) {
    for (size_t at = range.begin; at < range.end; ++at, ++to) {
      const int bit = static_cast<uint8_t>(in[at / 8]) >> at % 8 & 1;
      state->lead[to / 8] |= static_cast<uint8_t>(bit << to % 8);
    }
  }
  state->lead_size = static_cast<uint16_t>(to / 8);
}

// The header of a stored block with this many bytes.
void SetStoredLead(uint16_t size, bool is_last, InflateState* state) {
  const uint16_t inverse = static_cast<uint16_t>(~size);
  const uint8_t lead[] = {
      static_cast<uint8_t>(is_last ? 0x20 : 0), static_cast<uint8_t>(size),
      static_cast<uint8_t>(size >> 8), static_cast<uint8_t>(inverse),
      static_cast<uint8_t>(inverse >> 8)};
  std::memcpy(state->lead, lead, sizeof lead);
  state->lead_size = sizeof lead;
  state->lead_skip = 5;
}

// What the next stream is given first.  `block` and `codes` are where the
// header of this block begins and ends.
void KeepPlace(Stream* stream, std::string_view in, size_t block, size_t codes,
               InflateState* state) {
  const long back = stream->code_bits();
  const uint16_t bytes = stream->code_bytes();
  state->code_given = 0;
  if (back >= 0) {
    state->code_given = bytes;
    SetLead(in, {block, codes},
            {stream->place() - static_cast<size_t>(back), stream->taken()},
            state);
  } else if (bytes > 0) {
    SetStoredLead(bytes, stream->Is(kIsLastBlock), state);
  } else {
    SetLead(in, {block, stream->taken()}, {}, state);
  }
}

// What codes find that reach behind what a stream has given.
void Remember(std::string_view out, InflateState* state) {
  if (out.size() > kInflateWindow) {
    out.remove_prefix(out.size() - kInflateWindow);
  }
  const size_t keep =
      std::min<size_t>(state->window_size, kInflateWindow - out.size());
  std::memmove(state->window, state->window + state->window_size - keep, keep);
  std::copy(out.begin(), out.end(), state->window + keep);
  state->window_size = static_cast<uint32_t>(keep + out.size());
}

void Check(std::string_view out, InflateState* state) {
  const auto size = static_cast<uInt>(out.size());
  const uLong check = state->wrapper == kGzip
                          ? crc32(state->check, BytesOf(out), size)
                          : adler32(state->check, BytesOf(out), size);
  state->check = static_cast<uint32_t>(check);
  state->given += size;
}

void Fail(const char* message, Inflated* done) {
  done->status = Inflated::kError;
  done->message = message;
}

// Stops where blocks and their codes begin, so as to know it.
Inflated Blocks(InflateState* state, std::string_view data, size_t room) {
  Inflated done;
  const size_t lead = state->lead_size, given = state->code_given;
  std::string in(reinterpret_cast<const char*>(state->lead), lead);
  in += data;
  done.out.resize(given + room);
  Stream stream(-state->window_bits, in, &done.out);
  stream.SetDictionary(
      {reinterpret_cast<const char*>(state->window), state->window_size});
  stream.Skip(state->lead_skip);
  size_t block = state->lead_skip, codes = block;
  bool is_over = false, is_stopped = true;
  while (is_stopped && !is_over) {
    stream.Run(Z_TREES);
    if (stream.Is(kIsBetweenBlocks)) block = stream.place();
    if (stream.Is(kIsBehindHeader)) codes = stream.place();
    is_stopped = stream.Is(kIsBetweenBlocks) || stream.Is(kIsBehindHeader);
    is_over = stream.Is(kIsBetweenBlocks | kIsLastBlock);
  }
  done.out.resize(done.out.size() - stream.room());
  done.consumed = std::max(stream.taken() / 8, lead) - lead;
  if (stream.status() != Z_OK) {
    Fail(stream.message(), &done);
  } else if (is_over) {
    state->phase = kTrailer;
    state->lead_size = state->code_given = 0;
  } else {
    KeepPlace(&stream, in, block, codes, state);
  }
  const std::string_view out = done.out;
  Remember(out.substr(0, out.size() - state->code_given), state);
  done.out.erase(0, given);
  Check(done.out, state);
  return done;
}

// Takes what it can of the trailer, which gathers in the lead.
void Trailer(InflateState* state, std::string_view data, Inflated* done) {
  constexpr size_t kSizes[] = {0, 4, 8};
  const size_t size = kSizes[state->wrapper];
  const uint32_t check =
      state->wrapper == kZlib ? __builtin_bswap32(state->check) : state->check;
  while (state->lead_size < size && done->consumed < data.size()) {
    state->lead[state->lead_size++] =
        static_cast<uint8_t>(data[done->consumed++]);
    if (state->lead_size == 4 && std::memcmp(state->lead, &check, 4) != 0) {
      return Fail("incorrect data check", done);
    }
  }
  if (state->lead_size < size) return;
  if (size == 8 && std::memcmp(state->lead + 4, &state->given, 4) != 0) {
    return Fail("incorrect length check", done);
  }
  state->phase = kDone;
}

// What only a state that is none of ours could have.
void Bound(InflateState* state) {
  state->phase = std::min<uint8_t>(state->phase, kDone);
  state->wrapper = std::min<uint8_t>(state->wrapper, kGzip);
  state->window_bits = std::clamp<uint8_t>(state->window_bits, 8, 15);
  state->lead_size =
      std::min<uint16_t>(state->lead_size, InflateState::kLeadBytesMax);
  state->lead_skip = state->lead_size == 0 ? 0 : state->lead_skip & 7;
  state->code_given = std::min<uint16_t>(state->code_given, kMatchMax);
  state->window_size = std::min<uint32_t>(state->window_size, kInflateWindow);
}

}  // namespace

bool IsInflateWindow(int window_bits) {
  std::string out;
  return Stream(window_bits, "", &out).status() == Z_OK;
}

Inflated InflateBegin(std::string_view data, int window_bits,
                      std::string_view dictionary, InflateState* state) {
  std::memset(static_cast<void*>(state), 0, sizeof *state);
  const int bits = std::abs(window_bits) % 16;
  state->window_bits = static_cast<uint8_t>(bits == 0 ? 15 : bits);
  Inflated done;
  done.status = Inflated::kEnd;
  if (window_bits < 0) {
    Remember(dictionary, state);
    return done;
  }
  data = data.substr(0, kStreamHeaderBytesMax);
  Stream stream(window_bits, data, &done.out);
  stream.Run(Z_BLOCK);
  done.consumed = stream.taken() / 8;
  if (stream.status() == Z_NEED_DICT) {
    if (!stream.SetDictionary(dictionary)) {
      done.status = Inflated::kNeedsDictionary;
    }
    Remember(dictionary, state);
  } else if (stream.status() != Z_OK) {
    Fail(stream.message(), &done);
  } else if (!stream.Is(kIsBetweenBlocks)) {
    done.status = Inflated::kMore;
    if (data.size() == kStreamHeaderBytesMax) Fail("header too long", &done);
  }
  const bool is_gzip = window_bits >= 16 && data.starts_with("\x1f\x8b");
  state->wrapper = is_gzip ? kGzip : kZlib;
  state->check = is_gzip ? 0 : 1;
  return done;
}

Inflated Inflate(InflateState* state, std::string_view data, size_t room) {
  Bound(state);
  Inflated done;
  if (state->phase == kBlocks) done = Blocks(state, data, room);
  if (state->phase == kTrailer) Trailer(state, data, &done);
  if (state->phase == kDone) done.status = Inflated::kEnd;
  return done;
}

}  // namespace midge::vm::text

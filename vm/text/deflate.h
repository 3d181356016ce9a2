// zlib's streams, done over from their beginning: a z_stream points into
// itself, so that no agent's heap could hold one.  Who feeds a stream in pieces
// keeps what he fed, and asks for what comes after the bytes that he has.
//
// Threads: pure functions.
#ifndef MIDGE_VM_TEXT_DEFLATE_H_
#define MIDGE_VM_TEXT_DEFLATE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace midge::vm::text {

// As zlib has them.
struct DeflateOptions {
  int level = -1;
  int window_bits = 15;
  int memory_level = 8;
  int strategy = 0;
  std::string_view dictionary;
};

// Up to `end` of the data, a stream was flushed so (Z_SYNC_FLUSH, …).
struct FlushMark {
  size_t end;
  int mode;
};

// zlib's status: 0 for done, else an error.  `*out` is what the stream has
// given once it was fed all of `data`, flushed at the marks, which are in
// order.
int Deflate(std::string_view data, std::span<const FlushMark> marks,
            const DeflateOptions& options, std::string* out);

struct Inflated {
  std::string out;
  size_t consumed = 0;  // bytes of the data
  bool is_end = false;  // the stream's end was among them
  int status = 0;       // zlib's: 0, or an error
  std::string message;  // zlib's words for it, if it has any
};

// What `data` gives after its first `skip` bytes, up to `limit` of them.
Inflated Inflate(std::string_view data, int window_bits,
                 std::string_view dictionary, size_t skip, size_t limit);

uint32_t Adler32(std::string_view data, uint32_t start);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_DEFLATE_H_

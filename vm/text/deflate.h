// One piece of a deflate stream.  A stream is made of pieces that each end at a
// whole byte: what goes from one to the next is the data before it, where matches
// are found, and nothing of zlib's.
//
// Threads: pure functions.
#ifndef MIDGE_VM_TEXT_DEFLATE_H_
#define MIDGE_VM_TEXT_DEFLATE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace midge::vm::text {

// As zlib has them.
struct DeflateOptions {
  int level = -1;
  int window_bits = 15;  // of a raw stream: 9 to 15
  int memory_level = 8;
  int strategy = 0;
};

// False: zlib takes no such options.  `window` is what precedes the data.
bool Deflate(std::string_view data, std::string_view window, bool is_last,
             const DeflateOptions& options, std::string* out);

uint32_t Adler32(std::string_view data, uint32_t start);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_DEFLATE_H_

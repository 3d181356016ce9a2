#include "vm/text/deflate.h"

#include <zlib.h>

#include <cstring>

namespace midge::vm::text {
namespace {

// An empty stored block, which ends a piece at a whole byte.
constexpr size_t kFlushBytes = 16;

Bytef* InputOf(std::string_view data) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
}

}  // namespace

bool Deflate(std::string_view data, std::string_view window, bool is_last,
             const DeflateOptions& options, std::string* out) {
  z_stream stream;
  std::memset(&stream, 0, sizeof stream);
  int status =
      deflateInit2(&stream, options.level, Z_DEFLATED, -options.window_bits,
                   options.memory_level, options.strategy);
  if (status != Z_OK) return false;
  if (!window.empty()) {
    status = deflateSetDictionary(&stream, InputOf(window),
                                  static_cast<uInt>(window.size()));
  }
  out->resize(deflateBound(&stream, data.size()) + kFlushBytes);
  stream.next_in = InputOf(data);
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out->data());
  stream.avail_out = static_cast<uInt>(out->size());
  if (status == Z_OK) {
    status = deflate(&stream, is_last ? Z_FINISH : Z_SYNC_FLUSH);
  }
  out->resize(out->size() - stream.avail_out);
  const bool is_whole = stream.avail_in == 0;
  deflateEnd(&stream);
  return is_whole && status == (is_last ? Z_STREAM_END : Z_OK);
}

uint32_t Adler32(std::string_view data, uint32_t start) {
  if (data.empty()) return start;  // zlib takes null for a new beginning.
  return static_cast<uint32_t>(
      adler32(start, InputOf(data), static_cast<uInt>(data.size())));
}

}  // namespace midge::vm::text

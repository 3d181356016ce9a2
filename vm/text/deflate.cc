#include "vm/text/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

namespace midge::vm::text {
namespace {

constexpr size_t kChunk = 64 << 10;

Bytef* InputOf(std::string_view data) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
}

// Runs `stream` over `data`, and appends what comes out.
int DeflatePart(z_stream* stream, std::string_view data, int mode,
                std::string* out) {
  stream->next_in = InputOf(data);
  stream->avail_in = static_cast<uInt>(data.size());
  int status;
  do {
    char chunk[kChunk];
    stream->next_out = reinterpret_cast<Bytef*>(chunk);
    stream->avail_out = kChunk;
    status = deflate(stream, mode);
    if (status == Z_STREAM_ERROR) return status;
    out->append(chunk, kChunk - stream->avail_out);
  } while (stream->avail_out == 0);
  return Z_OK;
}

int DeflateAll(z_stream* stream, std::string_view data,
               std::span<const FlushMark> marks, std::string_view dictionary,
               std::string* out) {
  if (!dictionary.empty()) {
    const int status = deflateSetDictionary(
        stream, InputOf(dictionary), static_cast<uInt>(dictionary.size()));
    if (status != Z_OK) return status;
  }
  size_t at = 0;
  for (const FlushMark& mark : marks) {
    const int status =
        DeflatePart(stream, data.substr(at, mark.end - at), mark.mode, out);
    if (status != Z_OK) return status;
    at = mark.end;
  }
  if (at == data.size()) return Z_OK;
  return DeflatePart(stream, data.substr(at), Z_NO_FLUSH, out);
}

// Appends to `result` what `stream` gives beyond `skip` bytes, up to `limit`.
int InflateAll(z_stream* stream, std::string_view dictionary, size_t skip,
               size_t limit, std::string* out) {
  size_t given = 0;
  for (;;) {
    char chunk[kChunk];
    const size_t room = std::min(kChunk, skip + limit - given);
    stream->next_out = reinterpret_cast<Bytef*>(chunk);
    stream->avail_out = static_cast<uInt>(room);
    const int status = inflate(stream, Z_SYNC_FLUSH);
    const size_t count = room - stream->avail_out;
    const size_t skipped = std::min(count, skip - std::min(skip, given));
    out->append(chunk + skipped, count - skipped);
    given += count;
    if (status == Z_NEED_DICT && !dictionary.empty()) {
      const int set = inflateSetDictionary(
          stream, InputOf(dictionary), static_cast<uInt>(dictionary.size()));
      if (set != Z_OK) return set;
      continue;
    }
    if (status != Z_OK) return status;
    if (given == skip + limit) return Z_OK;
    if (stream->avail_in == 0 && stream->avail_out != 0) return Z_OK;
  }
}

}  // namespace

int Deflate(std::string_view data, std::span<const FlushMark> marks,
            const DeflateOptions& options, std::string* out) {
  z_stream stream;
  std::memset(&stream, 0, sizeof stream);
  int status =
      deflateInit2(&stream, options.level, Z_DEFLATED, options.window_bits,
                   options.memory_level, options.strategy);
  if (status != Z_OK) return status;
  status = DeflateAll(&stream, data, marks, options.dictionary, out);
  deflateEnd(&stream);
  return status;
}

Inflated Inflate(std::string_view data, int window_bits,
                 std::string_view dictionary, size_t skip, size_t limit) {
  Inflated result;
  z_stream stream;
  std::memset(&stream, 0, sizeof stream);
  result.status = inflateInit2(&stream, window_bits);
  if (result.status != Z_OK) return result;
  // A raw stream does not say that it needs its dictionary.
  if (window_bits < 0 && !dictionary.empty()) {
    result.status = inflateSetDictionary(&stream, InputOf(dictionary),
                                         static_cast<uInt>(dictionary.size()));
  }
  stream.next_in = InputOf(data);
  stream.avail_in = static_cast<uInt>(data.size());
  if (result.status == Z_OK) {
    result.status = InflateAll(&stream, dictionary, skip, limit, &result.out);
  }
  result.consumed = data.size() - stream.avail_in;
  if (stream.msg != nullptr) result.message = stream.msg;
  inflateEnd(&stream);
  result.is_end = result.status == Z_STREAM_END;
  // No input was left, or no room: neither is wrong.
  if (result.is_end || result.status == Z_BUF_ERROR) result.status = Z_OK;
  return result;
}

uint32_t Adler32(std::string_view data, uint32_t start) {
  return static_cast<uint32_t>(
      adler32(start, InputOf(data), static_cast<uInt>(data.size())));
}

}  // namespace midge::vm::text

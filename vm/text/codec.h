// Bytes to text and back: UTF-8, UTF-16, Latin-1 and ASCII, with the error
// handlers of CPython's codecs.
//
// Errors: kStrict, and any handler that cannot treat an error, gives false
// with what UnicodeDecodeError or UnicodeEncodeError needs.
#ifndef MIDGE_VM_TEXT_CODEC_H_
#define MIDGE_VM_TEXT_CODEC_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/text/text_view.h"

namespace midge::vm::text {

enum class Encoding {
  kUtf8,
  kUtf16,  // a byte order mark first; little-endian without one
  kUtf16Le,
  kUtf16Be,
  kLatin1,
  kAscii,
};

// Whether ASCII text is the same bytes in it.
bool IsAsciiSuperset(Encoding encoding);

enum class ErrorHandler {
  kStrict,
  kReplace,
  kIgnore,
  kSurrogateEscape,
  kSurrogatePass,
  kBackslashReplace,
  kXmlCharRefReplace,  // encoding only
};

// By CPython's names, in any case and with '-', '_' or ' ' for encodings.
// False: LookupError ("unknown encoding: …", "unknown error handler name …").
bool ParseEncoding(std::string_view name, Encoding* encoding);
bool ParseErrorHandler(std::string_view name, ErrorHandler* handler);

// "utf-8", "latin-1" …, as errors name it.
const char* EncodingName(Encoding encoding);

// Where and why: input[start:end] in bytes (decoding) or characters.
struct CodecError {
  int64_t start = 0;
  int64_t end = 0;
  const char* reason = "";
  // What was read: kUtf16 is one of its byte orders when decoding.
  Encoding encoding = Encoding::kUtf8;
};

// What a first pass over UTF-8 finds, so that the caller can make room for
// the text and decode right into it.
struct Utf8Scan {
  bool valid = true;
  int64_t size = 0;             // characters
  uint32_t max_code_point = 0;  // exact, but 0x7f for any ASCII
};
Utf8Scan ScanUtf8(std::string_view bytes);

// REQUIRES: ScanUtf8(bytes) was valid and its text fits `width`.
void DecodeValidUtf8(std::string_view bytes, int width, void* out);

bool Decode(std::string_view bytes, Encoding encoding, ErrorHandler handler,
            std::u32string* text, CodecError* error);

bool Encode(TextView text, Encoding encoding, ErrorHandler handler,
            std::string* bytes, CodecError* error);

// UTF-8 of any text; a lone surrogate becomes its three bytes. For printing
// and for names inside the VM, where nothing can be refused.
std::string ToUtf8(TextView text);

// Whether such UTF-8 has a surrogate in it, and the same with "\\ud800" in its
// place.
bool HasSurrogates(std::string_view utf8);
std::string EscapeSurrogates(std::string_view utf8);

// Appends `c` to UTF-8 `out`, surrogates included.
void AppendUtf8(uint32_t c, std::string* out);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_CODEC_H_

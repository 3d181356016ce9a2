// UTF-8, where bytes of unknown making become text: a protobuf string that is
// not UTF-8 cannot be parsed, and would make a whole answer unreadable.
//
// Threads: pure functions.
#ifndef MIDGE_BASE_UTF8_H_
#define MIDGE_BASE_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace midge {

// Bytes of the sequence that `text` begins with; 0 when it begins with none.
// Overlong forms and surrogates are not UTF-8.
size_t Utf8SequenceBytes(absl::string_view text);

bool IsUtf8(absl::string_view text);

// Every byte that belongs to no sequence becomes U+FFFD.
std::string ToUtf8(absl::string_view bytes);

}  // namespace midge

#endif  // MIDGE_BASE_UTF8_H_

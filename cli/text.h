// Small pieces of text that people read and write: ages, sizes, references
// and near misses.
//
// Threads: pure functions.
#ifndef MIDGE_CLI_TEXT_H_
#define MIDGE_CLI_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/ids.h"

namespace midge::cli {

// "0s", "59s", "3m12s", "5h2m", "4d1h": never more than two parts.
std::string Age(int64_t ms);

// "17", "1.2k", "3.4M": three or four places.
std::string Count(uint64_t count);

// "512 B", "1.5 KiB", "20.0 GiB".
std::string Bytes(uint64_t bytes);

// `text`, or "<none>" when empty.
std::string OrNone(absl::string_view text);

// What of `candidates` someone who wrote `name` may have meant, or "".
std::string Closest(absl::string_view name,
                    const std::vector<std::string>& candidates);

// ": did you mean ants-1?", or "" when nothing is close.
std::string DidYouMean(absl::string_view name,
                       const std::vector<std::string>& candidates);

// `bytes` as a JSON string with its quotes. JSON has no place for bytes that
// are not UTF-8: each becomes U+FFFD.
std::string JsonString(absl::string_view bytes);

// "swarm/ants-1": one of the kinds given, and a name. A name alone is of the
// first kind.
struct Reference {
  std::string kind;
  std::string name;
};
absl::StatusOr<Reference> ParseReference(absl::string_view text,
                                         const std::vector<std::string>& kinds);

// "12.345" or a plain number, as an object's id.
absl::StatusOr<ObjectId> ParseObjectId(absl::string_view text);

}  // namespace midge::cli

#endif  // MIDGE_CLI_TEXT_H_

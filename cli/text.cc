#include "cli/text.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/utf8.h"
#include "cli/limits.h"

namespace midge::cli {
namespace {

// Insertions, deletions and replacements from `a` to `b`.
int Edits(absl::string_view a, absl::string_view b) {
  std::vector<int> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i) + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

std::string TwoParts(int64_t big, const char* big_unit, int64_t small,
                     const char* small_unit) {
  if (small == 0) return absl::StrCat(big, big_unit);
  return absl::StrCat(big, big_unit, small, small_unit);
}

}  // namespace

std::string Age(int64_t ms) {
  const int64_t seconds = std::max<int64_t>(ms, 0) / 1000;
  if (seconds < 60) return absl::StrCat(seconds, "s");
  const int64_t minutes = seconds / 60;
  if (minutes < 60) return TwoParts(minutes, "m", seconds % 60, "s");
  const int64_t hours = minutes / 60;
  if (hours < 24) return TwoParts(hours, "h", minutes % 60, "m");
  return TwoParts(hours / 24, "d", hours % 24, "h");
}

std::string Count(uint64_t count) {
  if (count < 10'000) return absl::StrCat(count);
  const char* const units[] = {"k", "M", "G", "T", "P", "E"};
  double value = static_cast<double>(count);
  size_t unit = 0;
  for (value /= 1000; value >= 999.95 && unit + 1 < std::size(units); ++unit) {
    value /= 1000;
  }
  return absl::StrFormat("%.1f%s", value, units[unit]);
}

std::string Bytes(uint64_t bytes) {
  if (bytes < 1024) return absl::StrCat(bytes, " B");
  const char* const units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  double value = static_cast<double>(bytes);
  size_t unit = 0;
  for (value /= 1024; value >= 1023.95 && unit + 1 < std::size(units); ++unit) {
    value /= 1024;
  }
  return absl::StrFormat("%.1f %s", value, units[unit]);
}

std::string OrNone(absl::string_view text) {
  return text.empty() ? "<none>" : std::string(text);
}

std::string Closest(absl::string_view name,
                    const std::vector<std::string>& candidates) {
  std::string best;
  // A short name is close to everything: half of it must be right.
  int best_edits =
      std::min<int>(kSuggestEditsMax, static_cast<int>(name.size()) / 2) + 1;
  for (const std::string& candidate : candidates) {
    const int edits = Edits(name, candidate);
    if (edits < best_edits) {
      best = candidate;
      best_edits = edits;
    }
  }
  return best;
}

std::string DidYouMean(absl::string_view name,
                       const std::vector<std::string>& candidates) {
  const std::string closest = Closest(name, candidates);
  return closest.empty() ? "" : absl::StrCat(": did you mean ", closest, "?");
}

std::string JsonString(absl::string_view bytes) {
  std::string text = "\"";
  while (!bytes.empty()) {
    const size_t size = Utf8SequenceBytes(bytes);
    const char c = bytes.front();
    if (size == 0) {
      text += "\\ufffd";
    } else if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (c == '\n') {
      text += "\\n";
    } else if (size == 1 && (c < 0x20 || c == 0x7f)) {
      absl::StrAppendFormat(&text, "\\u%04x", static_cast<unsigned>(c));
    } else {
      absl::StrAppend(&text, bytes.substr(0, size));
    }
    bytes.remove_prefix(std::max<size_t>(size, 1));
  }
  text += '"';
  return text;
}

absl::StatusOr<Reference> ParseReference(
    absl::string_view text, const std::vector<std::string>& kinds) {
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) {
    return Reference{kinds.front(), std::string(text)};
  }
  Reference reference{std::string(text.substr(0, slash)),
                      std::string(text.substr(slash + 1))};
  const bool known =
      std::find(kinds.begin(), kinds.end(), reference.kind) != kinds.end();
  if (!known) {
    return absl::InvalidArgumentError(absl::StrCat(
        "no kind ", reference.kind, " (", absl::StrJoin(kinds, ", "), ")",
        DidYouMean(reference.kind, kinds)));
  }
  if (reference.name.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(text, " names nothing"));
  }
  return reference;
}

absl::StatusOr<ObjectId> ParseObjectId(absl::string_view text) {
  if (std::optional<ObjectId> id = ObjectId::Parse(std::string(text))) {
    return *id;
  }
  uint64_t bits = 0;
  if (absl::SimpleAtoi(text, &bits) && bits != 0) return ObjectId{bits};
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is not the id of an agent, like 12.345"));
}

}  // namespace midge::cli

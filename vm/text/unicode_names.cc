#include "vm/text/unicode_names.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace midge::vm::text {
namespace {

// Characters whose names are the prefix and their code points.
struct NumberedRange {
  uint32_t first;
  uint32_t last;
  const char* prefix;
};

// Where characters with consecutive code points begin: name `index` is that of
// `first`.
struct NameRun {
  uint32_t first;
  uint32_t index;
};

// An alias of a character, or the name of a sequence of them.
struct OtherName {
  const char* name;
  uint32_t size;
  char32_t points[4];
};

#include "unicode_names.inc"

constexpr std::string_view kHangul = "HANGUL SYLLABLE ";
constexpr uint32_t kFirstHangul = 0xac00;
constexpr uint32_t kVowels = 21;
constexpr uint32_t kTails = 28;
constexpr std::string_view kLeadNames[] = {
    "G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
    "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr std::string_view kVowelNames[] = {
    "A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
    "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::string_view kTailNames[] = {
    "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
    "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
    "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
constexpr uint32_t kHangulCount = std::size(kLeadNames) * kVowels * kTails;
static_assert(std::size(kVowelNames) == kVowels);
static_assert(std::size(kTailNames) == kTails);

// The longest of `names` that `text` begins with; all three lists of parts of
// syllables are read so.
template <size_t kSize>
bool TakeLongest(const std::string_view (&names)[kSize], std::string_view* text,
                 uint32_t* place) {
  bool found = false;
  size_t longest = 0;
  for (uint32_t i = 0; i < kSize; ++i) {
    if (!text->starts_with(names[i])) continue;
    if (found && names[i].size() <= longest) continue;
    found = true;
    longest = names[i].size();
    *place = i;
  }
  text->remove_prefix(longest);
  return found;
}

bool FindHangul(std::string_view name, uint32_t* c) {
  if (!name.starts_with(kHangul)) return false;
  name.remove_prefix(kHangul.size());
  uint32_t lead = 0, vowel = 0, tail = 0;
  if (!TakeLongest(kLeadNames, &name, &lead) ||
      !TakeLongest(kVowelNames, &name, &vowel) ||
      !TakeLongest(kTailNames, &name, &tail) || !name.empty()) {
    return false;
  }
  *c = kFirstHangul + (lead * kVowels + vowel) * kTails + tail;
  return true;
}

std::string HangulName(uint32_t place) {
  std::string name(kHangul);
  name += kLeadNames[place / kTails / kVowels];
  name += kVowelNames[place / kTails % kVowels];
  name += kTailNames[place % kTails];
  return name;
}

bool FindNumbered(std::string_view name, uint32_t* c) {
  for (const NumberedRange& range : kNumberedRanges) {
    const std::string_view prefix = range.prefix;
    if (!name.starts_with(prefix)) continue;
    const std::string_view digits = name.substr(prefix.size());
    if (digits.size() != 4 && digits.size() != 5) continue;
    if (digits.find_first_not_of("0123456789ABCDEF") != digits.npos) continue;
    *c = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), *c, 16);
    if (range.first <= *c && *c <= range.last) return true;
  }
  return false;
}

// The words of the name at `index` in the order of code points.
std::string NameAt(uint32_t index) {
  const uint8_t* at = kNameData + kNameBlocks[index / kNamesABlock];
  for (uint32_t skip = index % kNamesABlock; skip > 0; --skip) at += *at + 1;
  std::string name;
  const uint8_t* const end = at + *at + 1;
  for (++at; at < end; ++at) {
    uint32_t word = *at;
    if (word >= 128) word = ((word - 128) << 8) | *++at;
    if (!name.empty()) name += ' ';
    name.append(kWordText + kWordStarts[word],
                kWordStarts[word + 1] - kWordStarts[word]);
  }
  return name;
}

uint32_t CodePointAt(uint32_t index) {
  const NameRun* after = std::upper_bound(
      std::begin(kNameRuns), std::end(kNameRuns), index,
      [](uint32_t i, const NameRun& run) { return i < run.index; });
  const NameRun& run = *std::prev(after);
  return run.first + index - run.index;
}

bool FindNamed(std::string_view name, uint32_t* c) {
  const auto found =
      std::lower_bound(std::begin(kByName), std::end(kByName), name,
                       [](uint16_t index, std::string_view wanted) {
                         return NameAt(index) < wanted;
                       });
  if (found == std::end(kByName) || NameAt(*found) != name) return false;
  *c = CodePointAt(*found);
  return true;
}

const OtherName* FindOther(std::string_view name) {
  const auto found =
      std::lower_bound(std::begin(kOtherNames), std::end(kOtherNames), name,
                       [](const OtherName& other, std::string_view wanted) {
                         return other.name < wanted;
                       });
  return found != std::end(kOtherNames) && found->name == name ? found
                                                               : nullptr;
}

}  // namespace

std::string CharacterName(uint32_t c) {
  if (c - kFirstHangul < kHangulCount) return HangulName(c - kFirstHangul);
  for (const NumberedRange& range : kNumberedRanges) {
    if (c < range.first || c > range.last) continue;
    char digits[8];
    const char* end = std::to_chars(digits, std::end(digits), c, 16).ptr;
    std::string name = range.prefix;
    for (const char* at = digits; at < end; ++at) {
      name += static_cast<char>(*at >= 'a' ? *at - 'a' + 'A' : *at);
    }
    return name;
  }
  const NameRun* after = std::upper_bound(
      std::begin(kNameRuns), std::end(kNameRuns), c,
      [](uint32_t point, const NameRun& run) { return point < run.first; });
  if (after == std::begin(kNameRuns)) return "";
  const uint32_t index = std::prev(after)->index + c - std::prev(after)->first;
  const uint32_t end = after == std::end(kNameRuns) ? kNameCount : after->index;
  return index < end ? NameAt(index) : "";
}

std::u32string FindCharacters(std::string_view name, bool sequences) {
  uint32_t c;
  // Only these are not found in small letters.
  if (FindHangul(name, &c) || FindNumbered(name, &c)) {
    return std::u32string(1, static_cast<char32_t>(c));
  }
  std::string capitals(name);
  for (char& letter : capitals) {
    if ('a' <= letter && letter <= 'z') {
      letter = static_cast<char>(letter - 'a' + 'A');
    }
  }
  if (FindNamed(capitals, &c)) {
    return std::u32string(1, static_cast<char32_t>(c));
  }
  const OtherName* other = FindOther(capitals);
  if (other == nullptr || (other->size > 1 && !sequences)) return {};
  return std::u32string(other->points, other->size);
}

}  // namespace midge::vm::text

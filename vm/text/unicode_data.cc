#include "vm/text/unicode_data.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string_view>
#include <vector>

namespace midge::vm::text {
namespace {

struct DecompositionEntry {
  uint32_t c;
  uint8_t kind;
  uint8_t size;
  uint32_t at;  // in kDecompositionPoints
};

#include "unicode_data.inc"

const DecompositionEntry* FindDecomposition(uint32_t c) {
  const auto found =
      std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions),
                       c, [](const DecompositionEntry& entry, uint32_t point) {
                         return entry.c < point;
                       });
  return found != std::end(kDecompositions) && found->c == c ? found : nullptr;
}

constexpr uint32_t kFirstHangul = 0xac00;
constexpr uint32_t kHangulCount = 11172;
constexpr uint32_t kFirstLead = 0x1100;
constexpr uint32_t kFirstVowel = 0x1161;
constexpr uint32_t kNoTail = 0x11a7;
constexpr uint32_t kVowels = 21;
constexpr uint32_t kTails = 28;

void Decompose(uint32_t c, bool compatible, std::u32string* out) {
  if (c - kFirstHangul < kHangulCount) {
    const uint32_t place = c - kFirstHangul;
    *out += static_cast<char32_t>(kFirstLead + place / kTails / kVowels);
    *out += static_cast<char32_t>(kFirstVowel + place / kTails % kVowels);
    if (place % kTails != 0) {
      *out += static_cast<char32_t>(kNoTail + place % kTails);
    }
    return;
  }
  const DecompositionEntry* entry = c < 0x80 ? nullptr : FindDecomposition(c);
  if (entry == nullptr || (entry->kind != 0 && !compatible)) {
    *out += static_cast<char32_t>(c);
    return;
  }
  // Nested a few times at most: the tables say so.
  for (uint32_t i = 0; i < entry->size; ++i) {
    Decompose(kDecompositionPoints[entry->at + i], compatible, out);
  }
}

uint8_t Combining(char32_t c) { return PropertiesOf(c).combining; }

// Marks go by their class, those of one class as they came.
void SortMarks(std::u32string* text) {
  for (auto at = text->begin(); at != text->end();) {
    if (Combining(*at) == 0) {
      ++at;
      continue;
    }
    const auto end = std::find_if(at, text->end(),
                                  [](char32_t c) { return Combining(c) == 0; });
    std::stable_sort(at, end, [](char32_t a, char32_t b) {
      return Combining(a) < Combining(b);
    });
    at = end;
  }
}

}  // namespace

const UnicodeProperties& PropertiesOf(uint32_t c) {
  const uint32_t block = kPropertyBlocks[c / kPropertiesABlock];
  return kProperties[kPropertyPlaces[block * kPropertiesABlock +
                                     c % kPropertiesABlock]];
}

const NumericValue* FindNumericValue(uint32_t c) {
  const auto found =
      std::lower_bound(std::begin(kNumericValues), std::end(kNumericValues), c,
                       [](const NumericValue& entry, uint32_t point) {
                         return entry.c < point;
                       });
  return found != std::end(kNumericValues) && found->c == c ? found : nullptr;
}

std::string DecompositionText(uint32_t c) {
  const DecompositionEntry* entry = FindDecomposition(c);
  if (entry == nullptr) return "";
  std::string text = kDecompositionKinds[entry->kind];
  for (uint32_t i = 0; i < entry->size; ++i) {
    char digits[12];
    std::snprintf(digits, sizeof digits, text.empty() ? "%04X" : " %04X",
                  kDecompositionPoints[entry->at + i]);
    text += digits;
  }
  return text;
}

std::u32string Normalize(TextView text, Normalization form) {
  const bool compatible =
      form == Normalization::kNFKC || form == Normalization::kNFKD;
  std::u32string out;
  for (int64_t i = 0; i < text.size(); ++i) {
    Decompose(text[i], compatible, &out);
  }
  SortMarks(&out);
  if (form == Normalization::kNFD || form == Normalization::kNFKD) return out;
  // Nothing new in Unicode 15.0 composes.
  const utf8proc_ssize_t size = utf8proc_normalize_utf32(
      reinterpret_cast<utf8proc_int32_t*>(out.data()),
      static_cast<utf8proc_ssize_t>(out.size()),
      static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  if (size >= 0) out.resize(static_cast<size_t>(size));
  return out;
}

}  // namespace midge::vm::text

// What module unicodedata tells of a code point beyond vm/text/unicode.h, as in
// CPython 3.11: Unicode 14.0.
#ifndef MIDGE_VM_TEXT_UNICODE_DATA_H_
#define MIDGE_VM_TEXT_UNICODE_DATA_H_

#include <cstdint>
#include <string>

#include "vm/text/text_view.h"

namespace midge::vm::text {

struct UnicodeProperties {
  const char* category;
  const char* bidirectional;
  const char* east_asian_width;
  uint8_t combining;
  uint8_t mirrored;
};
const UnicodeProperties& PropertiesOf(uint32_t c);

struct NumericValue {
  uint32_t c;
  int digit;  // -1 where it is none
  double value;
};
// Null for a character that is no number.
const NumericValue* FindNumericValue(uint32_t c);

// As UnicodeData.txt writes it, "<compat> 0020 0308"; empty where there is
// none.
std::string DecompositionText(uint32_t c);

enum class Normalization { kNFC, kNFD, kNFKC, kNFKD };
std::u32string Normalize(TextView text, Normalization form);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_UNICODE_DATA_H_

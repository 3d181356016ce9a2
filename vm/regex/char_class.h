// What single characters match: classes, sets, case.
//
// Under the LOCALE flag the locale is "C": letters are ASCII's.
#ifndef MIDGE_VM_REGEX_CHAR_CLASS_H_
#define MIDGE_VM_REGEX_CHAR_CLASS_H_

#include <cstdint>

#include "vm/text/unicode.h"

namespace midge::vm::regex {

inline uint32_t LowerAscii(uint32_t c) {
  return c - 'A' < 26 ? c + ('a' - 'A') : c;
}
inline uint32_t UpperAscii(uint32_t c) {
  return c - 'a' < 26 ? c - ('a' - 'A') : c;
}
inline uint32_t LowerUnicode(uint32_t c) {
  return c < 0x80 ? LowerAscii(c) : text::SimpleLower(c);
}

bool InCategory(uint32_t category, uint32_t c);

// The set that begins at `set`. REQUIRES: verified.
bool InSet(const uint32_t* set, uint32_t c);

// Whether the operator at `code` matches `c`, which is the whole of its work.
// REQUIRES: IsUnit(*code).
bool MatchesUnit(const uint32_t* code, uint32_t c);

// Whether `op` matches exactly one character.
bool IsUnit(uint32_t op);

// As the three GroupRef...Ignore compare characters.
uint32_t FoldFor(uint32_t group_ref_op, uint32_t c);

}  // namespace midge::vm::regex

#endif  // MIDGE_VM_REGEX_CHAR_CLASS_H_

// Ints to text in any base, and back: str(int), bin(), int(text, base).
//
// Pure functions; text is ASCII. Callers turn other decimal digits (Arabic,
// full-width …) into ASCII first: see unicode.h.
#ifndef MIDGE_VM_TEXT_INT_TEXT_H_
#define MIDGE_VM_TEXT_INT_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/text/big_int.h"
#include "vm/text/limits.h"

namespace midge::vm::text {

// What CPython says of str(int) for kTooManyDigits, and of int(str) where the
// text has `digits`.
std::string TooManyDigits(int32_t digits_max);
std::string TooManyDigits(int32_t digits_max, int64_t digits);

// Digits of `a` in `base` with '-' in front when negative, lower case, no
// prefix. kTooManyDigits when base is not a power of two and there would be
// more than `digits_max`, unless that is 0. REQUIRES: 2 <= base <= 36.
BigStatus IntToText(BigView a, int base, std::string* text,
                    int32_t digits_max = kIntTextDigitsMax);
std::string Int64ToText(int64_t value);

// int(text, base) without surrounding white space: sign, prefix (when base is
// 0 or matches it), digits with single underscores between. Base 0 reads the
// base off the prefix and refuses leading zeros as Python source does.
// kInvalidText, or kTooManyDigits (as above), or kTooLarge.
// REQUIRES: base is 0 or 2 … 36.
BigStatus TextToInt(std::string_view text, int base, BigInt* value,
                    int32_t digits_max = kIntTextDigitsMax);

// How many digits `text` begins with, sign and underscores aside: for the
// message of kTooManyDigits.
int64_t CountDigits(std::string_view text, int base);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_INT_TEXT_H_

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

namespace midge::vm::text {

// What CPython says of str(int) for kTooManyDigits.
inline constexpr char kTooManyDigitsMessage[] =
    "Exceeds the limit (4300 digits) for integer string conversion; "
    "use sys.set_int_max_str_digits() to increase the limit";

// Digits of `a` in `base` with '-' in front when negative, lower case, no
// prefix. kTooManyDigits when base is not a power of two and the text would
// exceed kIntTextDigitsMax. REQUIRES: 2 <= base <= 36.
BigStatus IntToText(BigView a, int base, std::string* text);
std::string Int64ToText(int64_t value);

// int(text, base) without surrounding white space: sign, prefix (when base is
// 0 or matches it), digits with single underscores between. Base 0 reads the
// base off the prefix and refuses leading zeros as Python source does.
// kInvalidText, or kTooManyDigits. REQUIRES: base is 0 or 2 … 36.
BigStatus TextToInt(std::string_view text, int base, BigInt* value);

// The number of digits in `text`: for the message of kTooManyDigits.
int64_t CountDigits(std::string_view text);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_INT_TEXT_H_

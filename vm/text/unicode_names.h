// The names of characters, as CPython 3.11's unicodedata has them.
//
// The tables are constants of a few hundred kilobytes, in which names are
// sequences of words; nobody who does not ask for a name touches them.
#ifndef MIDGE_VM_TEXT_UNICODE_NAMES_H_
#define MIDGE_VM_TEXT_UNICODE_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace midge::vm::text {

// Empty for a character without a name.
std::string CharacterName(uint32_t c);

// The character of that name or alias, in capitals or not; or, where sequences
// are wanted too, the characters of a sequence that has a name.  Empty where
// there is none.
std::u32string FindCharacters(std::string_view name, bool sequences);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_UNICODE_NAMES_H_

// What CPython 3.11 knows of a code point: its category predicates, its value
// as a digit, its case mappings.
//
// utf8proc has the tables. It follows Unicode 15.0 where CPython 3.11 follows
// 14.0: unicode_tables.inc lists the characters new in 15.0, which are treated
// as unassigned here, so that every predicate agrees for every code point.
#ifndef MIDGE_VM_TEXT_UNICODE_H_
#define MIDGE_VM_TEXT_UNICODE_H_

#include <cstdint>
#include <string>

#include "vm/text/text_view.h"

namespace midge::vm::text {

bool IsAlpha(uint32_t c);
bool IsDecimal(uint32_t c);
bool IsDigit(uint32_t c);
bool IsNumeric(uint32_t c);
bool IsAlnum(uint32_t c);
bool IsSpace(uint32_t c);
bool IsLower(uint32_t c);
bool IsUpper(uint32_t c);
bool IsTitle(uint32_t c);  // title case only, such as U+01C5
bool IsPrintable(uint32_t c);
bool IsIdentifierStart(uint32_t c);
bool IsIdentifierContinue(uint32_t c);

// Where splitlines() ends a line.
bool IsLineBreak(uint32_t c);

// 0 … 9 for a decimal digit of any script, or -1.
int DecimalValue(uint32_t c);

// One character for one: the first of what lower() and upper() make of it.
uint32_t SimpleLower(uint32_t c);
uint32_t SimpleUpper(uint32_t c);

// Number text for int() and float(): decimal digits of any script as ASCII
// digits, white space as ' ', everything else outside ASCII as '?'; white
// space at both ends is gone.
std::string NumberText(TextView text);

// str methods of the same names. Case mappings may lengthen the text.
bool IsIdentifier(TextView text);
std::u32string Upper(TextView text);
std::u32string Lower(TextView text);
std::u32string Title(TextView text);
std::u32string Capitalize(TextView text);
std::u32string SwapCase(TextView text);
std::u32string CaseFold(TextView text);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_UNICODE_H_

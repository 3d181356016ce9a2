// repr() and ascii() of text and bytes: which quotes, which escapes.
//
// Results are UTF-8; they hold printable characters only, so no surrogates.
#ifndef MIDGE_VM_TEXT_REPR_TEXT_H_
#define MIDGE_VM_TEXT_REPR_TEXT_H_

#include <string>
#include <string_view>

#include "vm/text/text_view.h"

namespace midge::vm::text {

// repr(str).
std::string ReprText(TextView text);

// ascii(str): also what is printable but not ASCII is escaped.
std::string AsciiText(TextView text);

// ascii() of text that is a repr already: escapes all that is not ASCII.
std::string EscapeNonAscii(TextView text);

// repr(bytes), with the b.
std::string ReprBytes(std::string_view bytes);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_REPR_TEXT_H_

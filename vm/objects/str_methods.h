// The methods of str; see also text_methods.h.
#ifndef MIDGE_VM_OBJECTS_STR_METHODS_H_
#define MIDGE_VM_OBJECTS_STR_METHODS_H_

#include <span>

#include "vm/objects/text_methods.h"

namespace midge::vm {

// str_format.cc: format(), format_map() and the pieces of templates for the
// prelude.
NativeResult StrFormat(NativeCall& call, const Text& self);
NativeResult StrFormatMap(NativeCall& call, const Text& self);
void RegisterTemplates();

// str_codec.cc
// bytes.decode() and str(bytes, encoding, errors).
NativeResult DecodeText(NativeCall& call, const Text& bytes, Value encoding,
                        Value errors);
// str.encode() and bytes(str, encoding, errors).
NativeResult EncodeText(NativeCall& call, const Text& text, Value encoding,
                        Value errors);
// unicode_errors.cc
void RegisterUnicodeErrors();
// UnicodeDecodeError or UnicodeEncodeError of (encoding, object, start, end,
// reason).
NativeResult RaiseUnicodeError(Context& context, Class* cls,
                               std::span<const Value> parts);
// str() of one; false if its parts are not as they should be.
// REQUIRES: its class has a UnicodeErrorSlot for each.
bool UnicodeErrorText(Context& context, Instance* error, std::string* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_STR_METHODS_H_

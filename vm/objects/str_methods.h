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
// The attributes of UnicodeDecodeError and UnicodeEncodeError.
void RegisterUnicodeErrors();
// What one is about: its arguments, but for what was assigned to since.
Tuple* UnicodeErrorParts(Context& context, Instance* error);
// Whether one may have these arguments; else TypeError.  `names_codec`: it is
// no UnicodeTranslateError.
bool CheckUnicodeError(Context& context, bool names_codec, bool decodes,
                       std::span<const Value> args);
// str() of one with these parts; false if they are not as its own.
bool UnicodeErrorText(Context& context, Tuple* args, std::string* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_STR_METHODS_H_

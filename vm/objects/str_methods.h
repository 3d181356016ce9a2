// The methods of str; see also text_methods.h.
#ifndef MIDGE_VM_OBJECTS_STR_METHODS_H_
#define MIDGE_VM_OBJECTS_STR_METHODS_H_

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
// str() of one with these args; false if they are not as its own.
bool UnicodeErrorText(Context& context, Tuple* args, std::string* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_STR_METHODS_H_

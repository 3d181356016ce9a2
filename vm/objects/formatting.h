// format() of builtin values and "…" % values, on vm/text.
#ifndef MIDGE_VM_OBJECTS_FORMATTING_H_
#define MIDGE_VM_OBJECTS_FORMATTING_H_

#include <string_view>

#include "vm/objects/text_value.h"
#include "vm/text/format_spec.h"

namespace midge::vm {

// Writes padding and text.
void AppendFormatted(const text::FormattedNumber& number, TextBuilder* out);
void AppendFormatted(const text::FormattedText& pieces, text::TextView view,
                     TextBuilder* out);

// Raises what the error says.
OpResult RaiseFormatError(Context& context, const text::FormatError& error);

// format(value, spec) of an int (also bool), float or str; `type_name` is the
// type in error texts. REQUIRES: it is one.
OpResult FormatScalar(Context& context, Value value, text::TextView spec,
                      std::string_view type_name, Value* out);

// A value as %s and !s, %r and !r, %a and !a have it: a Str in `*out`.
// kPython if a user's method has a say.
OpResult ConvertValue(Context& context, uint32_t conversion, Value value,
                      Value* out);

// The pieces of a % template for the prelude, see PercentPieces in percent.cc.
void RegisterPercent();

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_FORMATTING_H_

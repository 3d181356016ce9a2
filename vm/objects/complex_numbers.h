// complex: arithmetic, equality, hash and text.  Its constructor and methods
// are in complex_methods.cc.
#ifndef MIDGE_VM_OBJECTS_COMPLEX_NUMBERS_H_
#define MIDGE_VM_OBJECTS_COMPLEX_NUMBERS_H_

#include <complex>
#include <string>
#include <string_view>

#include "vm/objects/operators.h"
#include "vm/text/text_view.h"

namespace midge::vm {

using ComplexValue = std::complex<double>;

Value NewComplex(Context& context, ComplexValue value);

// A complex or another number.  REQUIRES: it is one.  Raises OverflowError for
// an int too large.
OpResult ToComplex(Context& context, Value v, ComplexValue* out);

// a op b where one is a complex.  `*supported` becomes false if the types or
// the operator do not go together.
OpResult ComplexBinary(Context& context, BinaryOperator op, Value a, Value b,
                       Value* out, bool* supported);
OpResult ComplexPower(Context& context, ComplexValue a, ComplexValue b,
                      Value* out);
// a == b where one is a complex.
bool ComplexEquals(Value a, Value b);
int64_t ComplexHash(ComplexValue value);
std::string ComplexText(ComplexValue value);
// complex(text); false if it is none.
bool ParseComplex(std::string_view text, ComplexValue* out);
// format(value, spec); of an instance of the type `type_name`, for errors.
OpResult FormatComplex(Context& context, ComplexValue value,
                       text::TextView spec, const std::string& type_name,
                       Value* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_COMPLEX_NUMBERS_H_

// Turning the arguments of natives into C++ values, with CPython's complaints.
//
// Each returns false with the exception raised. An argument that was not given
// is unbound: the …Or forms take what stands for it.
#ifndef MIDGE_VM_OBJECTS_ARGUMENTS_H_
#define MIDGE_VM_OBJECTS_ARGUMENTS_H_

#include <cstdint>
#include <string_view>

#include "vm/objects/native.h"

namespace midge::vm {

// Where an argument has an __index__, or a __float__, of the user's own, the
// interpreter calls that and then the native once more: arguments are looked at
// before anything else is done.

// "'str' object cannot be interpreted as an integer"
void RaiseNoInteger(Context& context, Value v);

// The same in other words. False.
bool RaiseNoIndex(Context& context, Value v, std::string_view message);

// An int of C++ size: "'str' object cannot be interpreted as an integer";
// OverflowError "Python int too large to convert to C ssize_t".
bool IntArgument(Context& context, Value v, int64_t* out);
bool IntArgumentOr(Context& context, Value v, int64_t fallback, int64_t* out);

// As IntArgument, but huge values become INT64_MIN or INT64_MAX: positions and
// repeat counts.
bool ClampedArgument(Context& context, Value v, int64_t* out);

// The same of a place to search from or to, left as it is if not given: "slice
// indices must be integers or have an __index__ method".
bool PlaceArgument(Context& context, Value v, int64_t* out);

// A number as double: "must be real number, not str".
bool DoubleArgument(Context& context, Value v, double* out);

// `text`, interned; null with MemoryError raised if there is no more room.
Str* InternOrRaise(Context& context, const Str* text);
// An attribute's name, interned; null with an exception raised if it is none.
Str* NameArgument(Context& context, Value v);

// start and end of "s.find(x, start, end)": None and unbound are the ends,
// negative counts from the end, and both are clamped to 0 … size. `begin` may
// exceed `end`.
bool RangeArguments(Context& context, Value start, Value end, int64_t size,
                    int64_t* begin_out, int64_t* end_out);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_ARGUMENTS_H_

// Raising Python exceptions from C++.
//
// Every function here makes the exception, stores it in context.raised, and
// returns kRaise so that a native can say `return RaiseTypeError(...)`.
#ifndef MIDGE_VM_OBJECTS_ERRORS_H_
#define MIDGE_VM_OBJECTS_ERRORS_H_

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "vm/objects/context.h"
#include "vm/objects/native.h"

namespace midge::vm {

// A new exception of `cls` with args = (message,), message UTF-8.
Instance* NewException(Context& context, Class* cls, std::string_view message);
// With the given args tuple.
Instance* NewExceptionWith(Context& context, Class* cls, Tuple* args);

NativeResult Raise(Context& context, Class* cls, std::string_view message);
NativeResult RaiseValue(Context& context, Class* cls, Value argument);
NativeResult RaiseTypeError(Context& context, std::string_view message);
NativeResult RaiseValueError(Context& context, std::string_view message);
NativeResult RaiseIndexError(Context& context, std::string_view message);
NativeResult RaiseOverflowError(Context& context, std::string_view message);
NativeResult RaiseKeyError(Context& context, Value key);
NativeResult RaiseMemoryError(Context& context);
NativeResult RaiseZeroDivision(Context& context, std::string_view message);
// StopIteration(value); unbound is no value.
NativeResult RaiseStopIteration(Context& context, Value value);

// TypeError: an instance of a class with abstract methods.
NativeResult RaiseAbstract(Context& context, Class* cls);

// The name of a class as error texts have it: "int", "collections.deque".
std::string ClassName(const Class* cls);
// That of the class of `value`.
std::string TypeName(Context& context, Value value);
// The same of a wrong argument, where None is "None".
std::string ArgumentTypeName(Context& context, Value value);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_ERRORS_H_

// Registration of the builtin types' methods, one function per file; called by
// vm/lib/start_up.cc.
#ifndef MIDGE_VM_OBJECTS_METHODS_H_
#define MIDGE_VM_OBJECTS_METHODS_H_

#include <algorithm>
#include <cstddef>

#include "vm/objects/native.h"
#include "vm/objects/operators.h"

namespace midge::vm {

void RegisterObjectMethods();
void RegisterModuleMethods();
void RegisterSizes();  // __sizeof__, and what of a type is about memory
void RegisterTypeMethods();
void RegisterDescriptorMethods();  // property, staticmethod, classmethod
void RegisterExceptionMethods();
void RegisterListMethods();
void RegisterTupleMethods();
void RegisterDictMethods();
void RegisterSetMethods();
void RegisterRangeMethods();  // and slice
void RegisterStrMethods();
void RegisterBytesMethods();      // also bytearray's that bytes has
void RegisterByteArrayMethods();  // those that change it
void RegisterWeakRefs();          // and the functions of _weakref
void RegisterIntMethods();        // and bool
void RegisterFloatMethods();
void RegisterComplexMethods();
void RegisterNumberFunctions();  // abs, bin, chr, divmod, hex, oct, ord ...
void RegisterTextFunctions();    // ascii, format; __format__ of int, float, str
// __add__, __len__, ... of the builtin types: what `super().__add__` and
// subclasses of builtins find.
void RegisterOperatorMethods();
// REQUIRES: enumerate, zip, map, filter and reversed are there.
void RegisterIteratorClasses();
// Of functions, methods and cells.
void RegisterFunctionMethods();

// `value` as an instance of `cls`: itself if cls is its own class, else wrapped
// in an instance of the subclass.
Value AsInstanceOf(Context& context, Class* cls, Class* builtin, Value value);

template <typename T>
T* As(NativeCall& call, Value v) {
  return As<T>(call.context, v);
}

// What an argument that was not given, or a field that is empty, shows as.
inline Value OrNone(Value v) { return v.is_unbound() ? Value::None() : v; }

// A literal, as a template's argument.
template <size_t kSize>
struct Literal {
  consteval Literal(const char (&literal)[kSize]) {  // NOLINT: converts
    std::copy_n(literal, kSize, text);
  }
  char text[kSize];
};

// A native that is Python: the prelude's function of that name, with the same
// arguments.
template <Literal kName, int kArguments = 1>
NativeResult InPrelude(NativeCall& call) {
  static_assert(kArguments >= 1 && kArguments <= 3);
  const Value* args = call.args;
  if constexpr (kArguments == 1) return call.Prelude(kName.text, {args[0]});
  if constexpr (kArguments == 2) {
    return call.Prelude(kName.text, {args[0], args[1]});
  }
  return call.Prelude(kName.text, {args[0], args[1], args[2]});
}

// The end of a native whose work was an operator.
// REQUIRES: result is not kPython.
inline NativeResult Finish(OpResult result) {
  MIDGE_DCHECK(result != OpResult::kPython);
  return result == OpResult::kDone ? NativeResult::kReturn
                                   : NativeResult::kRaise;
}

// Checks that `self` is (or wraps) a builtin object of `kind`; raises TypeError
// and gives unbound if not.  Writable: for methods that change it.
Value SelfOf(NativeCall& call, Kind kind, bool writable = false);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_METHODS_H_

// What the operators (operators.h) ask of single types.  Operands are builtin
// unless said otherwise.
#ifndef MIDGE_VM_OBJECTS_TYPE_OPERATORS_H_
#define MIDGE_VM_OBJECTS_TYPE_OPERATORS_H_

#include <array>

#include "vm/objects/operators.h"

namespace midge::vm {

// For objects of kinds that operators.cc does not know itself.
OpResult TypeEquals(Context& context, Value a, Value b, bool* out);
// `*supported` becomes false if the types do not go together.
OpResult TypeCompare(Context& context, CompareOperator op, Value a, Value b,
                     Value* out, bool* supported);
OpResult TypeBinary(Context& context, BinaryOperator op, bool in_place, Value a,
                    Value b, Value* out, bool* supported);
OpResult TypeTruth(Context& context, Value a, bool* out);

OpResult UnaryUnsupported(Context& context, const char* symbol, Value a);

// Of an instance or a class: whether its class (or metaclass) defines __eq__,
// or __bool__ or __len__, or holds a builtin value that does.
bool HasOwnEquality(Context& context, Value v);
bool HasOwnTruth(Context& context, Value v);

// The class of a heap object.
Class* ClassOfObject(Object* object);

// Whether the native is a method, so that reading it through an instance binds.
bool IsNativeMethod(const Native* native);

// Binary operators of single types (see TypeBinary).
OpResult StrBinary(Context& context, BinaryOperator op, Value a, Value b,
                   Value* out, bool* supported);
OpResult BytesBinary(Context& context, BinaryOperator op, bool in_place,
                     Value a, Value b, Value* out, bool* supported);
OpResult SetBinary(Context& context, BinaryOperator op, bool in_place, Value a,
                   Value b, Value* out, bool* supported);
OpResult DictBinary(Context& context, BinaryOperator op, bool in_place, Value a,
                    Value b, Value* out, bool* supported);
OpResult SequenceBinary(Context& context, BinaryOperator op, bool in_place,
                        Value a, Value b, Value* out, bool* supported);

// --- Pieces of single types
// --------------------------------------------------- str % args, bytes % args
OpResult StrPercent(Context& context, Value format, Value args, Value* out);
// Copies `from` into `to` from character `at` on.  REQUIRES: it fits, and `to`
// is as wide or wider.
void CopyStr(Str* to, uint32_t at, const Str* from);
ByteArray* NewByteArray(Context& context, std::string_view bytes);
// Makes room for `count` bytes more; false: MemoryError was raised.
bool GrowByteArray(Context& context, ByteArray* array, size_t count);
// Appends `bytes`; false: MemoryError was raised.
bool ExtendByteArray(Context& context, ByteArray* array,
                     const std::string& bytes);
// Whether nothing views it, so that its size may change; else BufferError,
// which a collection may help.
bool MayResize(Context& context, ByteArray* array);
// Notes that `view` views it.  REQUIRES: not shared.
void AddView(Context& context, ByteArray* array, Object* view);
ByteArray* WritableByteArray(Context& context, Value array);

// "<class 'module.name'>", whatever its metaclass would say.
std::string ReprOfClass(Context& context, Class* cls);

// len(range) as an int of any size.
Value RangeSize(Context& context, Range* range);
std::array<Value, 3> RangeKey(Context& context, Range* range);
OpResult RangesEqual(Context& context, Range* a, Range* b, bool* out);
// len(range); false if it does not fit.
bool RangeLength(Range* range, int64_t* out);
// The hash of what it refers to, kept once it is known; and equality likewise,
// while both are alive.
OpResult WeakRefHash(Context& context, WeakRef* ref, int64_t* out);
OpResult WeakRefsEqual(Context& context, WeakRef* a, WeakRef* b, bool* out);
// What is looked for in a set: a set as a frozenset, all else as it is.
Value FrozenItem(Context& context, Value item);
// <=, <, >=, > of sets.
OpResult CompareSets(Context& context, CompareOperator op, Value a, Value b,
                     Value* out);
// list.extend(items) for a builtin `items`.
OpResult ListExtend(Context& context, Value list, Value items);
List* WritableList(Context& context, Value list);
Dict* WritableDict(Context& context, Value dict);
Set* WritableSet(Context& context, Value set);
// The repr of a set in an instance of the class `name`; a Str, or kPython.
OpResult ReprOfSet(Context& context, Set* set, Str* name, Value* out);
// Adds all items of `iterable`.  After kPython an item that is gone from an
// iterator is in `*begun`, a tuple; the rest can be done again.
OpResult SetUpdate(Context& context, Set* set, Value iterable, Value* begun);

// What is added to the error of `print >>file`, as Python 2 wrote it; else "".
const char* OldPrintHint(BinaryOperator op, Value a);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_TYPE_OPERATORS_H_

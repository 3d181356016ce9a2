// Making and changing the builtin containers from C++.
//
// Functions that compare keys come in two forms: those for Str and int keys,
// which never need Python, and those for any key, which may answer kPython (a
// user's __hash__ or __eq__).  None of them resolves or makes private copies:
// callers that may hold a shared object do so first (Context::Resolve,
// Writable).
#ifndef MIDGE_VM_OBJECTS_CONTAINERS_H_
#define MIDGE_VM_OBJECTS_CONTAINERS_H_

#include <span>
#include <string>
#include <string_view>

#include "vm/objects/operators.h"
#include "vm/text/text_view.h"

namespace midge::vm {

// --- Text and bytes ----------------------------------------------------------
// A Str of UTF-8 text; bytes that are not UTF-8 become U+FFFD.
Str* NewStr(Context& context, std::string_view utf8);
// A Str with `length` characters of `width` bytes; the caller fills them in and
// has chosen the narrowest width.
Str* NewStrRaw(Context& context, uint32_t length, int width);
// The first `length` characters of `whole`, which are in it already.
Str* NewPrefix(Context& context, Str* whole, uint32_t length);
size_t ByteCount(const Str* str);  // of its characters
// A Str of code points, in the narrowest width.
Str* NewStrFrom(Context& context, std::span<const uint32_t> code_points);
// The one-character string.
Str* CharStr(Context& context, uint32_t code_point);
// UTF-8; lone surrogates in their 3-byte form.
std::string ToUtf8(const Str* str);
// Its characters, for vm/text.
text::TextView TextOf(const Str* str);
bool StrEqual(const Str* a, const Str* b);
// < 0, 0, > 0 by code points.
int StrCompare(const Str* a, const Str* b);
uint32_t StrHash(Str* str);
Bytes* NewBytes(Context& context, std::string_view bytes);

// --- Numbers -----------------------------------------------------------------
// Any 64-bit int as a Value: small, or a BigInt.
Value NewInt(Context& context, int64_t i);
Value NewUnsigned(Context& context, uint64_t i);
// An int, bool or BigInt that fits: true and `*out`.
bool ToInt64(Value v, int64_t* out);

// --- Sequences ---------------------------------------------------------------
Tuple* NewTuple(Context& context, std::span<const Value> items);
Tuple* NewTuple(Context& context, uint32_t length);  // of unbound items
List* NewList(Context& context, std::span<const Value> items = {});
void ListReserve(Context& context, List* list, uint64_t capacity);
inline void ListPush(Context& context, List* list, Value item) {
  if (list->array.get() == nullptr || list->size == list->array->capacity()) {
    ListReserve(context, list, list->size + 1);
  }
  list->items()[list->size++] = item;
}

// --- Dicts -------------------------------------------------------------------
inline constexpr uint32_t kUnindexedEntries = 8;

Dict* NewDict(Context& context);
// With a version, for modules and classes.
Dict* NewVersionedDict(Context& context);
// The value of a Str key; unbound if there is none.
Value DictGet(const Dict* dict, Str* key);
// The entry of an interned key, or -1: for inline caches.
int DictEntry(const Dict* dict, const Str* interned);
inline Value* DictEntryKey(const Dict* dict, uint32_t entry) {
  return &dict->entries->items()[entry * 3];
}
inline Value* DictEntryValue(const Dict* dict, uint32_t entry) {
  return &dict->entries->items()[entry * 3 + 1];
}
void DictSet(Context& context, Dict* dict, Str* key, Value value);
bool DictDelete(Dict* dict, Str* key);
// Any key.
OpResult DictFind(Context& context, Dict* dict, Value key, Value* out);
OpResult DictStore(Context& context, Dict* dict, Value key, Value value);
OpResult DictRemove(Context& context, Dict* dict, Value key, Value* removed);
void DictClear(Dict* dict);
Dict* DictCopy(Context& context, const Dict* dict);
// Gives a dict without entries those of `from`.
void DictFill(Context& context, Dict* target, const Dict* from);
// Iterates: advances `*position` from 0 to the next live entry and gives it.
bool DictNext(const Dict* dict, int64_t* position, Value* key, Value* value);

// For the prelude's slow path, which calls a user's __hash__: the entry of
// `key`, or -1; kPython if a user's __eq__ must be asked.
OpResult DictFindEntry(Context& context, Dict* dict, Value key, int64_t hash,
                       int64_t* entry);
// And which calls that: the next entry with `hash` after `*position` (0 to
// begin).
bool DictNextWithHash(const Dict* dict, int64_t hash, int64_t* position,
                      int64_t* entry);
void DictStoreHashed(Context& context, Dict* dict, Value key, int64_t hash,
                     Value value);  // REQUIRES: key is not in it
void DictRemoveEntry(Dict* dict, int64_t entry);

// --- Sets (Set and FrozenSet)
// --------------------------------------------------
Set* NewSet(Context& context, Kind kind = Kind::kSet);
OpResult SetFind(Context& context, Set* set, Value item, bool* found);
OpResult SetInsert(Context& context, Set* set, Value item, bool* added);
OpResult SetRemove(Context& context, Set* set, Value item, bool* removed);
void SetClear(Set* set);
// The same items; their order may differ, as it does in CPython.
Set* SetCopy(Context& context, const Set* set, Kind kind);
// Iterates: advances `*position` from 0 and gives the next item (and its hash).
bool SetNext(const Set* set, int64_t* position, Value* item);
bool SetNextHashed(const Set* set, int64_t* position, Value* item,
                   int64_t* hash);
// Removes and gives the item that pop() is to take; false: the set is empty.
bool SetTake(Set* set, Value* item);

// Of two sets (whose items are not hashed again), or of the keys of a dict.
// kPython: nothing has happened yet, but that there may be more room.
OpResult SetFindHashed(Context& context, Set* set, Value item, int64_t hash,
                       bool* found);
OpResult SetMerge(Context& context, Set* set, Set* from);
OpResult SetMergeKeys(Context& context, Set* set, const Dict* from);
OpResult SetKeep(Context& context, Set* a, Set* b, Set* out);     // a & b
OpResult SetWithout(Context& context, Set* a, Set* b, Set* out);  // a - b
OpResult SetRemoveAll(Context& context, Set* set, Set* of);       // set -= of
OpResult SetToggleAll(Context& context, Set* set, Set* of);       // set ^= of
// Gives `set` the items of `from`, which is not used again.
void SetTakeOver(Set* set, const Set* from);

// For the prelude's slow path, as of dicts, and for updates from other things.
OpResult SetFindEntry(Context& context, Set* set, Value item, int64_t hash,
                      int64_t* entry);
bool SetNextWithHash(const Set* set, int64_t hash, int64_t* position,
                     int64_t* entry);
Value SetEntry(const Set* set, int64_t entry);
void SetInsertHashed(Context& context, Set* set, Value item,
                     int64_t hash);  // REQUIRES: item is not in it
void SetRemoveEntry(Set* set, int64_t entry);
// Before an update with `count` items, and after removing many.
void SetReserve(Context& context, Set* set, uint32_t count);
void SetShrink(Context& context, Set* set);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CONTAINERS_H_

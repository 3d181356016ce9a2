// Set and FrozenSet objects from C++; see containers.h.
#include "vm/objects/containers.h"
#include "vm/objects/hash_table.h"

namespace midge::vm {
namespace {

using SetTable = HashTable<Set>;

}  // namespace

Set* NewSet(Context& context, Kind kind) {
  Set* set = static_cast<Set*>(context.heap().Allocate(kind));
  set->live_count = set->entry_count = 0;
  return set;
}

OpResult SetFind(Context& context, Set* set, Value item, bool* found) {
  Value hash;
  uint32_t entry;
  const OpResult result = FindKey(context, set, item, &hash, &entry);
  *found = entry != kNoEntry;
  return result;
}

OpResult SetInsert(Context& context, Set* set, Value item, bool* added) {
  Value hash;
  uint32_t entry;
  const OpResult result = FindKey(context, set, item, &hash, &entry);
  if (result != OpResult::kDone) return result;
  *added = entry == kNoEntry;
  if (*added) SetTable(set).Append(context, item, hash);
  return OpResult::kDone;
}

OpResult SetRemove(Context& context, Set* set, Value item, bool* removed) {
  Value hash;
  uint32_t entry;
  const OpResult result = FindKey(context, set, item, &hash, &entry);
  if (result != OpResult::kDone) return result;
  *removed = entry != kNoEntry;
  if (*removed) SetTable(set).Remove(entry);
  return OpResult::kDone;
}

void SetClear(Set* set) { SetTable(set).Clear(); }

Set* SetCopy(Context& context, const Set* set, Kind kind) {
  Set* copy = NewSet(context, kind);
  SetTable(copy).CopyFrom(context, set);
  return copy;
}

bool SetNext(const Set* set, int64_t* position, Value* item) {
  while (*position < set->entry_count) {
    const uint32_t entry = static_cast<uint32_t>((*position)++);
    *item = *SetTable(const_cast<Set*>(set)).entry(entry);
    if (!item->is_unbound()) return true;
  }
  return false;
}

bool SetNextWithHash(const Set* set, int64_t hash, int64_t* position,
                     int64_t* entry) {
  uint32_t cursor = static_cast<uint32_t>(*position);
  const uint32_t found =
      SetTable(const_cast<Set*>(set))
          .Find(HashWord(hash), &cursor, [](Value) { return true; });
  if (found == kNoEntry) return false;
  *position = cursor;
  *entry = found;
  return true;
}

void SetInsertHashed(Context& context, Set* set, Value item, int64_t hash) {
  SetTable(set).Append(context, item, HashWord(hash));
}

void SetRemoveEntry(Set* set, int64_t entry) {
  SetTable(set).Remove(static_cast<uint32_t>(entry));
}

}  // namespace midge::vm

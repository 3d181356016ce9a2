// Set and FrozenSet objects from C++; see containers.h.
#include <vector>

#include "vm/objects/containers.h"
#include "vm/objects/set_table.h"

namespace midge::vm {
namespace {

SetTable Table(const Set* set) { return SetTable(const_cast<Set*>(set)); }

// The entry of `item`, or kNoEntry.
OpResult EntryOf(Context& context, Set* set, Value item, int64_t hash,
                 uint32_t* entry) {
  context.Charge(1);
  return FindHashed(context, Table(set), item, hash, entry);
}

// What one update has inserted, after Reserve(), to take it back.
class Additions {
 public:
  explicit Additions(Set* set) : set_(set), before_(set->entry_count) {}

  void Add(Context& context, Value item, int64_t hash) {
    const uint32_t taken = Table(set_).Insert(context, item, hash);
    if (taken != kNoEntry) taken_.push_back(taken);
  }
  OpResult Undo(OpResult result) {
    Table(set_).Truncate(before_);
    for (const uint32_t entry : taken_) Table(set_).Remove(entry);
    return result;
  }

 private:
  Set* set_;
  uint32_t before_;
  std::vector<uint32_t> taken_;  // entries of items removed before
};

// Inserts the items of `a` that are (or are not) in `b` into `out`, new.
OpResult Filter(Context& context, Set* a, Set* b, bool in_b, Set* out) {
  Value item;
  int64_t hash;
  for (int64_t at = 0; SetNextHashed(a, &at, &item, &hash);) {
    bool found;
    const OpResult result = SetFindHashed(context, b, item, hash, &found);
    if (result != OpResult::kDone) return result;
    // Items of one set differ, so no user's __eq__ need say it again.
    if (found == in_b) Table(out).Insert(context, item, hash);
  }
  return OpResult::kDone;
}

// Removes an item known to be in it.  What only a user's __eq__ could tell from
// it came from the same other set as the item, so it is not that.
void RemoveKnown(Context& context, Set* set, Value item, int64_t hash) {
  uint32_t cursor = 0;
  const uint32_t entry = Table(set).Find(hash, &cursor, [&](Value candidate) {
    bool equal = candidate == item;
    if (equal) return true;
    return Equals(context, candidate, item, &equal) == OpResult::kDone && equal;
  });
  if (entry != kNoEntry) Table(set).Remove(entry);
}

}  // namespace

Set* NewSet(Context& context, Kind kind) {
  Set* set = static_cast<Set*>(context.heap().Allocate(kind));
  set->live_count = set->entry_count = set->finger = 0;
  set->mask = SetTable::kSlotsMin - 1;
  return set;
}

OpResult SetFind(Context& context, Set* set, Value item, bool* found) {
  int64_t hash;
  uint32_t entry;
  const OpResult result = FindKey(context, Table(set), item, &hash, &entry);
  *found = entry != kNoEntry;
  return result;
}

OpResult SetFindHashed(Context& context, Set* set, Value item, int64_t hash,
                       bool* found) {
  uint32_t entry;
  const OpResult result = EntryOf(context, set, item, hash, &entry);
  *found = entry != kNoEntry;
  return result;
}

OpResult SetFindEntry(Context& context, Set* set, Value item, int64_t hash,
                      int64_t* entry) {
  uint32_t found;
  const OpResult result = EntryOf(context, set, item, hash, &found);
  *entry = found == kNoEntry ? -1 : int64_t{found};
  return result;
}

OpResult SetInsert(Context& context, Set* set, Value item, bool* added) {
  int64_t hash;
  uint32_t entry;
  const OpResult result = FindKey(context, Table(set), item, &hash, &entry);
  if (result != OpResult::kDone) return result;
  *added = entry == kNoEntry;
  if (*added) Table(set).Insert(context, item, hash);
  return OpResult::kDone;
}

OpResult SetRemove(Context& context, Set* set, Value item, bool* removed) {
  int64_t hash;
  uint32_t entry;
  const OpResult result = FindKey(context, Table(set), item, &hash, &entry);
  if (result != OpResult::kDone) return result;
  *removed = entry != kNoEntry;
  if (*removed) Table(set).Remove(entry);
  return OpResult::kDone;
}

void SetClear(Set* set) { Table(set).Clear(); }

Set* SetCopy(Context& context, const Set* set, Kind kind) {
  Set* copy = NewSet(context, kind);
  Table(copy).Reserve(context, set->live_count);
  Table(copy).CopyFrom(context, set);
  return copy;
}

bool SetNext(const Set* set, int64_t* position, Value* item) {
  uint32_t entry;
  if (!Table(set).Next(position, &entry)) return false;
  *item = *Table(set).entry(entry);
  return true;
}

bool SetNextHashed(const Set* set, int64_t* position, Value* item,
                   int64_t* hash) {
  uint32_t entry;
  if (!Table(set).Next(position, &entry)) return false;
  *item = *Table(set).entry(entry);
  *hash = Table(set).hash(entry);
  return true;
}

bool SetTake(Set* set, Value* item) {
  uint32_t entry;
  int64_t at = set->finger & set->mask;
  if (!Table(set).Next(&at, &entry)) {
    at = 0;
    if (!Table(set).Next(&at, &entry)) return false;
  }
  set->finger = static_cast<uint32_t>(at);
  *item = *Table(set).entry(entry);
  Table(set).Remove(entry);
  return true;
}

// --- Two sets ----------------------------------------------------------------

OpResult SetMerge(Context& context, Set* set, Set* from) {
  if (from == set || from->live_count == 0) return OpResult::kDone;
  Table(set).Reserve(context, from->live_count);
  if (set->entry_count == 0) {
    Table(set).CopyFrom(context, from);
    return OpResult::kDone;
  }
  Additions additions(set);
  Value item;
  int64_t hash;
  for (int64_t at = 0; SetNextHashed(from, &at, &item, &hash);) {
    uint32_t entry;
    const OpResult result = EntryOf(context, set, item, hash, &entry);
    if (result != OpResult::kDone) return additions.Undo(result);
    if (entry == kNoEntry) additions.Add(context, item, hash);
  }
  return OpResult::kDone;
}

OpResult SetMergeKeys(Context& context, Set* set, const Dict* from) {
  Table(set).Reserve(context, from->live_count);
  Additions additions(set);
  Value key, value;
  for (int64_t at = 0; DictNext(from, &at, &key, &value);) {
    int64_t hash;
    uint32_t entry;
    const OpResult result = FindKey(context, Table(set), key, &hash, &entry);
    if (result != OpResult::kDone) return additions.Undo(result);
    if (entry == kNoEntry) additions.Add(context, key, hash);
    context.Charge(1);
  }
  return OpResult::kDone;
}

OpResult SetKeep(Context& context, Set* a, Set* b, Set* out) {
  if (a == b) return SetMerge(context, out, a);
  if (b->live_count > a->live_count) std::swap(a, b);
  return Filter(context, b, a, true, out);
}

OpResult SetWithout(Context& context, Set* a, Set* b, Set* out) {
  if (a->live_count / 4 <= b->live_count) {
    return Filter(context, a, b, false, out);
  }
  const OpResult result = SetMerge(context, out, a);
  return result == OpResult::kDone ? SetRemoveAll(context, out, b) : result;
}

OpResult SetRemoveAll(Context& context, Set* set, Set* of) {
  if (set == of) {
    SetClear(set);
    return OpResult::kDone;
  }
  if (of->live_count / 8 > set->live_count) {
    Set* common = NewSet(context);
    const OpResult result = SetKeep(context, set, of, common);
    if (result != OpResult::kDone) return result;
    of = common;
  }
  Value item;
  int64_t hash;
  for (int64_t at = 0; SetNextHashed(of, &at, &item, &hash);) {
    uint32_t entry;
    const OpResult result = EntryOf(context, set, item, hash, &entry);
    if (result != OpResult::kDone) return result;
    if (entry != kNoEntry) Table(set).Remove(entry);
  }
  SetShrink(context, set);
  return OpResult::kDone;
}

OpResult SetToggleAll(Context& context, Set* set, Set* of) {
  if (set == of) {
    SetClear(set);
    return OpResult::kDone;
  }
  // Which of them are in it is known before the first one comes or goes.
  std::vector<bool> known;
  known.reserve(of->live_count);
  Value item;
  int64_t hash;
  for (int64_t at = 0; SetNextHashed(of, &at, &item, &hash);) {
    bool found;
    const OpResult result = SetFindHashed(context, set, item, hash, &found);
    if (result != OpResult::kDone) return result;
    known.push_back(found);
  }
  size_t number = 0;
  for (int64_t at = 0; SetNextHashed(of, &at, &item, &hash);) {
    if (known[number++]) {
      RemoveKnown(context, set, item, hash);
    } else {
      Table(set).Insert(context, item, hash);
    }
  }
  return OpResult::kDone;
}

void SetTakeOver(Set* set, const Set* from) {
  set->entries = from->entries;
  set->index = from->index;
  set->live_count = from->live_count;
  set->entry_count = from->entry_count;
  set->mask = from->mask;
}

// --- For the prelude ---------------------------------------------------------

bool SetNextWithHash(const Set* set, int64_t hash, int64_t* position,
                     int64_t* entry) {
  uint32_t cursor = static_cast<uint32_t>(*position);
  const uint32_t found =
      Table(set).Find(hash, &cursor, [](Value) { return true; });
  if (found == kNoEntry) return false;
  *position = cursor;
  *entry = found;
  return true;
}

Value SetEntry(const Set* set, int64_t entry) {
  return *Table(set).entry(static_cast<uint32_t>(entry));
}

void SetInsertHashed(Context& context, Set* set, Value item, int64_t hash) {
  Table(set).Insert(context, item, hash);
}

void SetRemoveEntry(Set* set, int64_t entry) {
  // A user's __eq__ may have changed the set since the entry was found.
  if (entry >= set->entry_count || SetEntry(set, entry).is_unbound()) return;
  Table(set).Remove(static_cast<uint32_t>(entry));
}

void SetReserve(Context& context, Set* set, uint32_t count) {
  Table(set).Reserve(context, count);
}

void SetShrink(Context& context, Set* set) { Table(set).Shrink(context); }

}  // namespace midge::vm

// Finding a key in the tables under Dict and Set (dict_table.h, set_table.h).
//
// A table says how it keeps hashes (Hashed, HashedAs) and finds the entries
// that have one: Find(hash, &cursor, matches), see DictTable.
#ifndef MIDGE_VM_OBJECTS_FIND_KEY_H_
#define MIDGE_VM_OBJECTS_FIND_KEY_H_

#include "vm/objects/containers.h"

namespace midge::vm {

inline constexpr uint32_t kNoEntry = 0xFFFFFFFF;

// Finds `key`, whose hash is known, by identity or Equals(): kPython when a
// user's __eq__ must be asked.  `*entry` is kNoEntry if it is not there.
template <typename Table>
OpResult FindHashed(Context& context, Table table, Value key,
                    typename Table::Hashed hash, uint32_t* entry) {
  OpResult result = OpResult::kDone;
  uint32_t cursor = 0;
  *entry = table.Find(hash, &cursor, [&](Value candidate) {
    if (candidate == key) return true;
    bool equal = false;
    result = Equals(context, candidate, key, &equal);
    return result != OpResult::kDone || equal;
  });
  return result;
}

// The same, of a key whose hash is not known and may need a user's __hash__.
// Str and int keys among others of their type are found without asking further.
template <typename Table>
OpResult FindKey(Context& context, Table table, Value key,
                 typename Table::Hashed* hash, uint32_t* entry) {
  *entry = kNoEntry;
  uint32_t start = 0;
  if (key.is_int()) {
    // HashInt64 of a small int; an equal small int is the same word.
    *hash = Table::HashedAs(key.as_int() == -1 ? -2 : key.as_int());
    *entry = table.Find(*hash, &start, [key](Value candidate) {
      return candidate == key || !candidate.is_int();
    });
    if (*entry == kNoEntry || table.entry(*entry)[0] == key) {
      return OpResult::kDone;
    }
  } else if (IsKind(key, Kind::kStr)) {
    Str* text = static_cast<Str*>(key.as_object());
    *hash = Table::HashedAs(StrHash(text));
    *entry = table.Find(*hash, &start, [=](Value candidate) {
      return candidate == key || !IsKind(candidate, Kind::kStr) ||
             StrEqual(static_cast<Str*>(candidate.as_object()), text);
    });
    if (*entry == kNoEntry || IsKind(table.entry(*entry)[0], Kind::kStr)) {
      return OpResult::kDone;
    }
  }
  // Among the candidates is one of another type: they are asked in order.
  *entry = kNoEntry;
  int64_t full_hash;
  const OpResult hashed = Hash(context, key, &full_hash);
  if (hashed != OpResult::kDone) return hashed;
  *hash = Table::HashedAs(full_hash);
  return FindHashed(context, table, key, *hash, entry);
}

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_FIND_KEY_H_

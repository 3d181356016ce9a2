// The hash table under Dict.  An entry is key, value, hash.
//
// Entries stand in order of insertion; a deleted one has an unbound key and
// stays until the table is rebuilt.  The index, an open-addressed table of
// entry numbers with linear probing, is at most half full, and exists only past
// kUnindexedEntries.  A number once in the index is never taken out: it leads
// to the deleted entry, which matches nothing.
#ifndef MIDGE_VM_OBJECTS_DICT_TABLE_H_
#define MIDGE_VM_OBJECTS_DICT_TABLE_H_

#include <algorithm>
#include <cstring>

#include "vm/objects/find_key.h"

namespace midge::vm {

// What entries keep of a hash: a small int that all its bits have a say in (a
// float's may all be high ones), and that is its own HashWord().  Hashes are
// compared only in this form.
inline Value HashWord(int64_t hash) {
  // 0 of a hash that is a small int, so that it stays as it is.
  const uint64_t high = static_cast<uint64_t>(hash >> 47) + (hash < 0);
  const uint64_t mixed = static_cast<uint64_t>(hash) ^ high * 0x9E3779B97F4B;
  return Value::Int(static_cast<int64_t>(mixed << 16) >> 16);
}

class DictTable {
 public:
  static constexpr uint32_t kStride = 3;
  static constexpr uint32_t kHashAt = 2;

  explicit DictTable(Dict* table) : table_(table) {}

  // For FindKey().
  using Hashed = Value;
  static Value HashedAs(int64_t hash) { return HashWord(hash); }

  Value* entry(uint32_t i) { return &table_->entries->items()[i * kStride]; }
  uint32_t capacity() {
    return table_->entries ? table_->entries->capacity() / kStride : 0;
  }

  // The first entry for which `matches(key)` among those with `hash`, from
  // candidate number `*cursor` on (0 to begin).  kNoEntry if there is none;
  // otherwise `*cursor` lets the search go on after it.
  template <typename Matches>
  uint32_t Find(Value hash, uint32_t* cursor, Matches&& matches) {
    if (!table_->index) {
      for (uint32_t i = *cursor; i < table_->entry_count; ++i) {
        if (Candidate(i, hash) && matches(entry(i)[0])) {
          *cursor = i + 1;
          return i;
        }
      }
      return kNoEntry;
    }
    const uint32_t* slots = Slots();
    const uint32_t mask = SlotCount() - 1;
    for (uint32_t probe = *cursor;; ++probe) {
      const uint32_t i = slots[(FirstSlot(hash) + probe) & mask];
      if (i == kNoEntry) return kNoEntry;
      if (Candidate(i, hash) && matches(entry(i)[0])) {
        *cursor = probe + 1;
        return i;
      }
    }
  }

  // A new last entry with key and hash set.  REQUIRES: the key is not in it.
  Value* Append(Context& context, Value key, Value hash) {
    if (table_->entry_count == capacity()) Grow(context);
    const uint32_t i = table_->entry_count++;
    ++table_->live_count;
    Value* added = entry(i);
    added[0] = key;
    added[kHashAt] = hash;
    if (table_->index) AddToIndex(i);
    return added;
  }

  void Remove(uint32_t i) {
    std::fill_n(entry(i), kStride, Value());
    if (--table_->live_count == 0) Clear();
  }

  // Forgets all entries, keeps the room.
  void Clear() {
    if (table_->entries) {
      std::fill_n(entry(0), table_->entry_count * kStride, Value());
    }
    if (table_->index) {
      std::memset(table_->index->data(), 0xFF, table_->index->length);
    }
    table_->live_count = table_->entry_count = 0;
  }

  void CopyFrom(Context& context, const Dict* from) {
    DictTable source(const_cast<Dict*>(from));
    if (from->live_count == 0) return;
    const bool is_whole = from->live_count == from->entry_count &&
                          from->live_count >= source.capacity() / 2;
    Resize(context, is_whole ? source.capacity() : from->live_count);
    if (is_whole) {  // And the index is as long.
      std::copy_n(source.entry(0), from->entry_count * kStride, entry(0));
      if (from->index) {
        std::memcpy(table_->index->data(), from->index->data(),
                    from->index->length);
      }
      table_->live_count = table_->entry_count = from->entry_count;
      context.Charge(from->entry_count / 4);
      return;
    }
    for (uint32_t i = 0; i < from->entry_count; ++i) {
      Value* old = source.entry(i);
      if (old[0].is_unbound()) continue;
      std::copy_n(old, kStride, Append(context, old[0], old[kHashAt]));
    }
  }

 private:
  bool Candidate(uint32_t i, Value hash) {
    const Value* at = entry(i);
    return at[kHashAt] == hash && !at[0].is_unbound();
  }
  uint32_t* Slots() {
    return reinterpret_cast<uint32_t*>(table_->index->data());
  }
  uint32_t SlotCount() { return table_->index->length / 4; }
  // Sixteen hashes in a row share a cache line, because ints hash to themselves
  // and mostly come in order; the groups are spread.
  static uint32_t FirstSlot(Value hash) {
    const uint64_t bits = hash.bits();
    const uint64_t group = (bits >> 4) * 0x9E3779B97F4A7C15 >> 36;
    return static_cast<uint32_t>(group << 4 | (bits & 15));
  }

  void Grow(Context& context) {
    const uint32_t live = table_->live_count;
    const bool mostly_dead = live < capacity() / 4 * 3;
    Resize(context, mostly_dead ? capacity() : std::max(4u, capacity() * 2));
  }

  // New storage for `wanted` entries, the live ones moved into it.
  void Resize(Context& context, uint32_t wanted) {
    Dict old = *table_;
    const uint32_t room = std::max(wanted, 4u);
    table_->entries = context.heap().New<Array>(size_t{room} * kStride);
    table_->index = nullptr;
    table_->entry_count = table_->live_count = 0;
    if (room > kUnindexedEntries) {
      uint32_t slots = 32;
      while (slots < room * 2) slots *= 2;
      table_->index = context.heap().New<Index>(size_t{slots} * 4);
      std::memset(table_->index->data(), 0xFF, size_t{slots} * 4);
    }
    DictTable source(&old);
    for (uint32_t i = 0; i < old.entry_count; ++i) {
      Value* from = source.entry(i);
      if (from[0].is_unbound()) continue;
      std::copy_n(from, kStride, Append(context, from[0], from[kHashAt]));
    }
    context.Charge(old.entry_count);
  }

  void AddToIndex(uint32_t i) {
    const uint32_t mask = SlotCount() - 1;
    uint32_t at = FirstSlot(entry(i)[kHashAt]) & mask;
    while (Slots()[at] != kNoEntry) at = (at + 1) & mask;
    Slots()[at] = i;
  }

  Dict* table_;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_DICT_TABLE_H_

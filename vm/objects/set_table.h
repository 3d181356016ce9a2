// The hash table under Set and FrozenSet, which iterate in the order in which
// CPython's sets do (for equal hashes): that order is the order of the slots,
// so where an item goes and when the table grows are rules of the language.
//
// Slots, mask + 1 of them, hold entry numbers.  From the slot that the hash
// names, up to kLinearProbes neighbours are looked at, then another place that
// all bits of the hash have a say in.  A table grows once it is three fifths
// full; a removed item counts until the table is rebuilt, but a new one whose
// way leads past it takes its place.
//
// Entries stand as they were made: `entries` holds their items (unbound once
// removed), `index` their hashes (8 bytes each) and behind these the
// slots, of 1, 2 or 4 bytes each.  An empty set may have neither: then its
// slots are all empty.
#ifndef MIDGE_VM_OBJECTS_SET_TABLE_H_
#define MIDGE_VM_OBJECTS_SET_TABLE_H_

#include <algorithm>
#include <cstring>
#include <utility>

#include "vm/objects/find_key.h"

namespace midge::vm {

class SetTable {
  // use(slots) with a pointer to slots of their size.
  template <typename Use>
  auto WithSlots(Use&& use) {
    uint8_t* slots = set_->index->data() + size_t{Capacity()} * 8;
    if (set_->mask <= 0xFF) return use(slots);
    if (set_->mask <= 0xFFFF) return use(reinterpret_cast<uint16_t*>(slots));
    return use(reinterpret_cast<uint32_t*>(slots));
  }

 public:
  static constexpr uint32_t kSlotsMin = 8;

  explicit SetTable(Set* set) : set_(set) {}

  // For FindKey().
  using Hashed = int64_t;
  static int64_t HashedAs(int64_t hash) { return hash; }

  Value* entry(uint32_t i) { return &set_->entries->items()[i]; }
  int64_t hash(uint32_t i) { return Hashes()[i]; }

  // The first entry for which `matches(item)` among those with `hash`, from the
  // `*cursor`th place on where it may be (0 to begin).  kNoEntry if there is
  // none; otherwise `*cursor` lets the search go on after it.
  template <typename Matches>
  uint32_t Find(int64_t hash, uint32_t* cursor, Matches&& matches) {
    if (!set_->index) return kNoEntry;
    return WithSlots(
        [&](auto* slots) { return FindIn(slots, hash, cursor, matches); });
  }

  // The item in the slot at `*position` or the next one that has one.
  bool Next(int64_t* position, uint32_t* number) {
    if (!set_->index) return false;
    return WithSlots([&](auto* slots) {
      const Value* items = set_->entries->items();
      for (int64_t at = *position; at <= set_->mask; ++at) {
        const auto i = slots[at];
        if (i == Empty(slots) || items[i].is_unbound()) continue;
        *position = at + 1;
        *number = i;
        return true;
      }
      return false;
    });
  }

  // Takes the place of a removed item, and gives the number of that entry, or
  // makes a new one: kNoEntry.  REQUIRES: an equal item is not in it.
  uint32_t Insert(Context& context, Value item, int64_t hash) {
    if (!set_->index) Allocate(context, set_->mask, 4);
    uint32_t removed = kNoEntry;
    const uint32_t slot = FreeSlot(hash, &removed);
    if (removed != kNoEntry) {
      ++set_->live_count;
      *entry(removed) = item;
      Hashes()[removed] = hash;
      return removed;
    }
    const uint32_t live = set_->live_count + 1;
    if (uint64_t{set_->entry_count + 1} * 5 >= uint64_t{set_->mask} * 3) {
      const Added added = {slot, item, hash};
      Rebuild(context, Roomy(live), uint64_t{live} * 2, &added);
      return kNoEntry;
    }
    if (set_->entry_count == Capacity()) WidenEntries(context);
    Place(slot, item, hash);
    return kNoEntry;
  }

  void Remove(uint32_t i) {
    *entry(i) = Value();
    --set_->live_count;
  }

  void Clear() {
    set_->entries = nullptr;
    set_->index = nullptr;
    set_->mask = kSlotsMin - 1;
    set_->live_count = set_->entry_count = 0;
  }

  // Makes room for what an update with `count` items may bring.
  void Reserve(Context& context, uint32_t count) {
    const uint64_t filled = uint64_t{set_->entry_count} + count;
    if (filled * 5 < uint64_t{set_->mask} * 3) return;
    const uint64_t wanted = uint64_t{set_->live_count} + count;
    Rebuild(context, wanted * 2, wanted, nullptr);
  }

  // What a difference leaves: more than a quarter of the slots with removed
  // items are too many.
  void Shrink(Context& context) {
    if (set_->entry_count - set_->live_count <= set_->mask / 4) return;
    Rebuild(context, Roomy(set_->live_count), set_->live_count, nullptr);
  }

  // All items of `from`.  REQUIRES: none was ever inserted since Reserve().
  void CopyFrom(Context& context, const Set* from) {
    SetTable source(const_cast<Set*>(from));
    if (!from->index) return;
    if (!set_->index) Allocate(context, set_->mask, from->live_count);
    if (set_->mask == from->mask && from->entry_count == from->live_count) {
      return CopySlots(context, from);
    }
    source.ForEachSlot([&](uint32_t, Value item, int64_t item_hash) {
      if (set_->entry_count == Capacity()) WidenEntries(context);
      PlaceNew(item, item_hash);
    });
    context.Charge(from->live_count);
  }

  // Takes back the insertions since there were `count` entries.  REQUIRES: no
  // rebuilding and no removal since then.
  void Truncate(uint32_t count) {
    while (set_->entry_count > count) {
      const uint32_t i = --set_->entry_count;
      WithSlots([&](auto* slots) {
        Walk(Hashes()[i], [&](uint64_t slot) {
          if (slots[slot] != i) return false;
          slots[slot] = Empty(slots);
          return true;
        });
      });
      *entry(i) = Value();
      --set_->live_count;
    }
  }

 private:
  static constexpr uint32_t kLinearProbes = 9;
  static constexpr uint32_t kBig = 50'000;

  struct Added {
    uint32_t slot;
    Value item;
    int64_t hash;
  };

  int64_t* Hashes() { return reinterpret_cast<int64_t*>(set_->index->data()); }
  uint32_t Capacity() { return set_->entries->capacity(); }
  static uint64_t Roomy(uint32_t live) {
    return uint64_t{live} * (live > kBig ? 2 : 4);
  }
  // As many entries as a table can have before it grows.
  static uint64_t EntriesMax(uint64_t mask) { return (mask * 3 - 1) / 5; }
  static uint32_t SlotBytes(uint64_t mask) {
    return mask <= 0xFF ? 1 : mask <= 0xFFFF ? 2 : 4;
  }

  template <typename Slot>
  static constexpr Slot Empty(const Slot*) {
    return static_cast<Slot>(~Slot{0});
  }
  // Calls visit(slot) for the slots where an item with `hash` may be, in order,
  // until it returns true.
  template <typename Visit>
  void Walk(int64_t hash, Visit&& visit) {
    const uint64_t mask = set_->mask;
    uint64_t bits = static_cast<uint64_t>(hash);
    uint64_t at = bits & mask;
    for (;;) {
      const uint64_t last =
          at + kLinearProbes <= mask ? at + kLinearProbes : at;
      for (uint64_t slot = at; slot <= last; ++slot) {
        if (visit(slot)) return;
      }
      bits >>= 5;
      at = (at * 5 + 1 + bits) & mask;
    }
  }

  template <typename Slot, typename Matches>
  uint32_t FindIn(const Slot* slots, int64_t hash, uint32_t* cursor,
                  Matches&& matches) {
    const int64_t* hashes = Hashes();
    const Value* items = set_->entries->items();
    uint32_t place = 0;
    uint32_t found = kNoEntry;
    Walk(hash, [&](uint64_t slot) {
      const Slot i = slots[slot];
      if (i == Empty(slots)) return true;
      ++place;
      if (hashes[i] != hash || place <= *cursor || items[i].is_unbound() ||
          !matches(items[i])) {
        return false;
      }
      *cursor = place;
      found = i;
      return true;
    });
    return found;
  }

  // The first empty slot for `hash`; `*removed` is the entry of the last
  // removed item on the way there, if there is one.
  uint32_t FreeSlot(int64_t hash, uint32_t* removed) {
    return WithSlots([&](auto* slots) {
      const Value* items = set_->entries->items();
      uint32_t found = 0;
      Walk(hash, [&](uint64_t slot) {
        found = static_cast<uint32_t>(slot);
        const auto i = slots[slot];
        if (i == Empty(slots)) return true;
        if (items[i].is_unbound()) *removed = i;
        return false;
      });
      return found;
    });
  }

  // A new entry in a table where nothing was removed.
  void PlaceNew(Value item, int64_t hash) {
    uint32_t removed;
    Place(FreeSlot(hash, &removed), item, hash);
  }

  // REQUIRES: there is room for an entry.
  void Place(uint32_t slot, Value item, int64_t hash) {
    const uint32_t i = set_->entry_count++;
    ++set_->live_count;
    *entry(i) = item;
    Hashes()[i] = hash;
    WithSlots([&](auto* slots) {
      slots[slot] = static_cast<std::decay_t<decltype(*slots)>>(i);
    });
  }

  // Calls take(slot, item, hash) for each item, in the order of the slots.
  template <typename Take>
  void ForEachSlot(Take&& take) {
    uint32_t i;
    for (int64_t at = 0; Next(&at, &i);) {
      take(static_cast<uint32_t>(at - 1), *entry(i), hash(i));
    }
  }

  // New, empty storage.
  void Allocate(Context& context, uint32_t mask, uint64_t room) {
    const uint64_t entries =
        std::min(std::max<uint64_t>(room, 4), EntriesMax(mask));
    const size_t slot_bytes = (size_t{mask} + 1) * SlotBytes(mask);
    set_->mask = mask;
    set_->live_count = set_->entry_count = 0;
    set_->entries = context.heap().New<Array>(entries);
    set_->index = context.heap().New<Index>(entries * 8 + slot_bytes);
    std::memset(set_->index->data() + entries * 8, 0xFF, slot_bytes);
  }

  void WidenEntries(Context& context) {
    Set old = *set_;
    Allocate(context, old.mask, uint64_t{old.entry_count} * 2);
    CopyStorage(&old);
    set_->live_count = old.live_count;
  }

  // The same entries in the same slots.
  void CopySlots(Context& context, const Set* from) {
    if (Capacity() < from->entry_count) {
      Allocate(context, from->mask, from->entry_count);
    }
    CopyStorage(from);
    set_->live_count = from->live_count;
    context.Charge(from->live_count / 8);
  }

  void CopyStorage(const Set* from) {
    SetTable source(const_cast<Set*>(from));
    const uint32_t count = from->entry_count;
    std::copy_n(source.entry(0), count, entry(0));
    std::copy_n(source.Hashes(), count, Hashes());
    source.WithSlots([&](const auto* slots) {
      std::memcpy(set_->index->data() + size_t{Capacity()} * 8, slots,
                  (size_t{from->mask} + 1) * sizeof(*slots));
    });
    set_->entry_count = count;
  }

  // Moves the items to a table of more than `slots_wanted` slots, with
  // storage for `room` of them.  `added` comes where its slot says.
  void Rebuild(Context& context, uint64_t slots_wanted, uint64_t room,
               const Added* added) {
    uint64_t slots = kSlotsMin;
    while (slots <= slots_wanted) slots *= 2;
    Set old = *set_;
    const bool is_clean = old.entry_count == old.live_count;
    if (slots == kSlotsMin && old.mask == kSlotsMin - 1 && is_clean &&
        added == nullptr) {
      return;
    }
    Allocate(context, static_cast<uint32_t>(slots - 1),
             std::max<uint64_t>(room, old.live_count + (added != nullptr)));
    SetTable(&old).ForEachSlot([&](uint32_t slot, Value item, int64_t h) {
      if (added != nullptr && added->slot < slot) {
        PlaceNew(added->item, added->hash);
        added = nullptr;
      }
      PlaceNew(item, h);
    });
    if (added != nullptr) PlaceNew(added->item, added->hash);
    context.Charge(old.entry_count);
  }

  Set* set_;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_SET_TABLE_H_

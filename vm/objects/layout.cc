#include "vm/objects/layout.h"

#include <atomic>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/mutex.h"

namespace midge::vm {
namespace {

// Members in slots behind these are never known to be set.
constexpr uint32_t kKnownSlots = 64;
// So many layouts may differ in what is set alone; of instances past these, it
// is not known of all members whether they are set.
constexpr uint32_t kMaxSetVariants = 4096;

// Layouts that differ in `set` alone share them.
using SlotNamesPtr = std::shared_ptr<const std::vector<Str*>>;

struct Layout {
  LayoutId id;
  uint32_t reserved;
  uint64_t set;  // bit i: reserved slot i has a value
  SlotNamesPtr shared_names;
  const std::vector<Str*>& names;
};

// Ids index pages of pointers, so that readers need no lock while it grows.
constexpr uint32_t kPageBits = 12;
constexpr uint32_t kPageSize = 1 << kPageBits;

struct Table {
  Mutex mutex;
  absl::flat_hash_map<std::pair<LayoutId, const Str*>, LayoutId> transitions
      ABSL_GUARDED_BY(mutex);
  absl::flat_hash_map<std::pair<LayoutId, uint32_t>, LayoutId> set_transitions
      ABSL_GUARDED_BY(mutex);
  absl::flat_hash_map<const std::vector<Str*>*, uint32_t> set_variants
      ABSL_GUARDED_BY(mutex);
  absl::flat_hash_map<uint32_t, LayoutId> of_reserved ABSL_GUARDED_BY(mutex);
  uint32_t count ABSL_GUARDED_BY(mutex) = 1;
  // Released when a layout is published, acquired by readers.
  std::atomic<std::atomic<Layout*>*> pages[kMaxLayouts / kPageSize] = {};

  Table() {
    MutexLock lock(&mutex);
    for (uint32_t reserved : {0, 1, static_cast<int>(kExceptionSlotCount)}) {
      AddOfReserved(reserved);
    }
  }

  LayoutId AddOfReserved(uint32_t reserved)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    return of_reserved[reserved] =
               Add(reserved, 0,
                   std::make_shared<std::vector<Str*>>(reserved, nullptr));
  }

  // Keeps what OfReserved() may need.
  bool IsFull() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    return count >= kMaxLayouts - kMaxReservedSlots;
  }

  LayoutId Add(uint32_t reserved, uint64_t set, SlotNamesPtr names)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    const LayoutId id = count++;
    std::atomic<std::atomic<Layout*>*>& page = pages[id >> kPageBits];
    if (page.load(std::memory_order_relaxed) == nullptr) {
      page.store(new std::atomic<Layout*>[kPageSize](),
                 std::memory_order_release);
    }
    page.load(std::memory_order_relaxed)[id & (kPageSize - 1)].store(
        new Layout{id, reserved, set, names, *names},
        std::memory_order_release);
    return id;
  }

  const Layout& Get(LayoutId id) {
    std::atomic<Layout*>* page =
        pages[id >> kPageBits].load(std::memory_order_acquire);
    return *page[id & (kPageSize - 1)].load(std::memory_order_acquire);
  }
};

// Never destroyed: layouts outlive every instance.
Table& table() {
  static Table* table = new Table;
  return *table;
}

}  // namespace

int Layouts::SlotOf(LayoutId layout, const Str* name) {
  const Layout& found = table().Get(layout);
  for (size_t i = found.reserved; i < found.names.size(); ++i) {
    if (found.names[i] == name) return static_cast<int>(i);
  }
  return -1;
}

LayoutId Layouts::With(LayoutId layout, Str* name) {
  Table& layouts = table();
  const Layout& from = layouts.Get(layout);
  if (from.names.size() >= kMaxLayoutSlots) return kDictLayout;
  MutexLock lock(&layouts.mutex);
  auto [entry, is_new] = layouts.transitions.try_emplace({layout, name}, 0);
  if (!is_new) return entry->second;
  if (layouts.IsFull()) {
    layouts.transitions.erase(entry);
    return kDictLayout;
  }
  auto names = std::make_shared<std::vector<Str*>>(from.names);
  names->push_back(name);
  return entry->second = layouts.Add(from.reserved, from.set, std::move(names));
}

LayoutId Layouts::OfReserved(uint32_t count) {
  Table& layouts = table();
  MutexLock lock(&layouts.mutex);
  const auto found = layouts.of_reserved.find(count);
  return found != layouts.of_reserved.end() ? found->second
                                            : layouts.AddOfReserved(count);
}

bool Layouts::IsSet(LayoutId layout, uint32_t slot) {
  return slot < kKnownSlots && (table().Get(layout).set >> slot & 1);
}

LayoutId Layouts::WithSet(LayoutId layout, uint32_t slot) {
  Table& layouts = table();
  const Layout& from = layouts.Get(layout);
  if (slot >= kKnownSlots || (from.set >> slot & 1)) return layout;
  MutexLock lock(&layouts.mutex);
  const auto found = layouts.set_transitions.find({layout, slot});
  if (found != layouts.set_transitions.end()) return found->second;
  uint32_t& variants = layouts.set_variants[from.shared_names.get()];
  if (layouts.IsFull() || variants == kMaxSetVariants) return layout;
  ++variants;
  const LayoutId added = layouts.Add(
      from.reserved, from.set | uint64_t{1} << slot, from.shared_names);
  return layouts.set_transitions[{layout, slot}] = added;
}

uint32_t Layouts::SlotCount(LayoutId layout) {
  return static_cast<uint32_t>(table().Get(layout).names.size());
}

uint32_t Layouts::ReservedCount(LayoutId layout) {
  return table().Get(layout).reserved;
}

std::span<Str* const> Layouts::SlotNames(LayoutId layout) {
  return table().Get(layout).names;
}

}  // namespace midge::vm

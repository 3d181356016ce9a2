#include "vm/objects/layout.h"

#include <atomic>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/mutex.h"

namespace midge::vm {
namespace {

struct Layout {
  LayoutId id;
  uint32_t reserved;
  std::vector<Str*> names;  // constant after it is published
};

// Ids index pages of pointers, so that readers need no lock while it grows.
constexpr uint32_t kPageBits = 12;
constexpr uint32_t kPageSize = 1 << kPageBits;

struct Table {
  Mutex mutex;
  absl::flat_hash_map<std::pair<LayoutId, const Str*>, LayoutId> transitions
      ABSL_GUARDED_BY(mutex);
  uint32_t count ABSL_GUARDED_BY(mutex) = 1;
  // Released when a layout is published, acquired by readers.
  std::atomic<std::atomic<Layout*>*> pages[kMaxLayouts / kPageSize] = {};

  Table() {
    MutexLock lock(&mutex);
    Add(0, {});
    Add(1, {nullptr});
    Add(kExceptionSlotCount, std::vector<Str*>(kExceptionSlotCount, nullptr));
  }

  LayoutId Add(uint32_t reserved, std::vector<Str*> names)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex) {
    const LayoutId id = count++;
    std::atomic<std::atomic<Layout*>*>& page = pages[id >> kPageBits];
    if (page.load(std::memory_order_relaxed) == nullptr) {
      page.store(new std::atomic<Layout*>[kPageSize](),
                 std::memory_order_release);
    }
    page.load(std::memory_order_relaxed)[id & (kPageSize - 1)].store(
        new Layout{id, reserved, std::move(names)}, std::memory_order_release);
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
  if (layouts.count >= kMaxLayouts) {
    layouts.transitions.erase(entry);
    return kDictLayout;
  }
  std::vector<Str*> names = from.names;
  names.push_back(name);
  return entry->second = layouts.Add(from.reserved, std::move(names));
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

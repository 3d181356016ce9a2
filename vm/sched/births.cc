#include "vm/sched/births.h"

#include <algorithm>

namespace midge::vm {

void Births::Add(uint64_t first, uint64_t count) {
  uint64_t end = first + count;
  auto next = ends_.upper_bound(first);
  if (next != ends_.begin()) {
    auto before = std::prev(next);
    if (before->second >= first) {
      first = before->first;
      end = std::max(end, before->second);
      ends_.erase(before);
    }
  }
  while (next != ends_.end() && next->first <= end) {
    end = std::max(end, next->second);
    next = ends_.erase(next);
  }
  ends_[first] = end;
}

bool Births::Contains(uint64_t serial) const { return Overlaps(serial, 1); }

bool Births::Overlaps(uint64_t first, uint64_t count) const {
  auto next = ends_.upper_bound(first);
  if (next != ends_.end() && next->first - first < count) return true;
  return next != ends_.begin() && std::prev(next)->second > first;
}

}  // namespace midge::vm

#include "vm/heap/weak.h"

namespace midge::vm {

void WeakLinks::Add(WeakRef* ref) {
  refs_.push_back(ref);
  WeakRef*& newest = newest_[ref->referent->serial()];
  ref->next = newest;
  newest = ref;
}

WeakRef* WeakLinks::NewestTo(uint64_t serial) const {
  const auto found = newest_.find(serial);
  return found == newest_.end() ? nullptr : found->second;
}

DueCall WeakLinks::TakeDue() {
  const DueCall call = due_.front();
  due_.pop_front();
  return call;
}

}  // namespace midge::vm

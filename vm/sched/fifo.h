// A queue that costs 32 bytes while empty: there are as many as mailboxes, and
// a std::deque takes half a kilobyte.
#ifndef MIDGE_VM_SCHED_FIFO_H_
#define MIDGE_VM_SCHED_FIFO_H_

#include <cstddef>
#include <utility>
#include <vector>

namespace midge::vm {

template <typename T>
class Fifo {
 public:
  bool empty() const { return head_ == items_.size(); }
  size_t size() const { return items_.size() - head_; }
  T& front() { return items_[head_]; }

  void Push(T item) { items_.push_back(std::move(item)); }
  void PushFront(T item) {
    if (head_ > 0) {
      items_[--head_] = std::move(item);
    } else {
      items_.insert(items_.begin(), std::move(item));
    }
  }
  T Pop() {
    T item = std::move(items_[head_++]);
    if (head_ == items_.size()) {
      Release();
    } else if (head_ >= 32 && head_ * 2 >= items_.size()) {
      items_.erase(items_.begin(),
                   items_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
    return item;
  }
  // Takes out the items for which `remove` is true, and returns how many.
  template <typename Predicate>
  size_t RemoveIf(Predicate remove) {
    size_t kept = 0;
    for (size_t i = head_; i < items_.size(); ++i) {
      if (remove(items_[i])) continue;
      if (kept != i) items_[kept] = std::move(items_[i]);
      ++kept;
    }
    const size_t removed = size() - kept;
    items_.resize(kept);
    head_ = 0;
    return removed;
  }
  template <typename Visit>
  void ForEach(Visit visit) {
    for (size_t i = head_; i < items_.size(); ++i) visit(items_[i]);
  }

 private:
  void Release() {
    head_ = 0;
    if (items_.capacity() > 64) {
      std::vector<T>().swap(items_);
    } else {
      items_.clear();
    }
  }

  std::vector<T> items_;
  size_t head_ = 0;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_FIFO_H_

// Which serials of a shard have been born, ever.
//
// A spawner names its agent at once, and the name may reach the agent's shard
// in somebody's message before the spawn itself does.  So a shard must tell an
// agent that is not there yet from one that is there no more.  Serials are
// given out in runs, so the set of intervals stays small.
#ifndef MIDGE_VM_SCHED_BIRTHS_H_
#define MIDGE_VM_SCHED_BIRTHS_H_

#include <cstddef>
#include <cstdint>
#include <map>

namespace midge::vm {

class Births {
 public:
  // REQUIRES: count > 0.
  void Add(uint64_t first, uint64_t count);
  bool Contains(uint64_t serial) const;
  // Whether any of `count` serials from `first` on is in.
  bool Overlaps(uint64_t first, uint64_t count) const;
  size_t interval_count() const { return ends_.size(); }

 private:
  std::map<uint64_t, uint64_t> ends_;  // first serial -> one past the last
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_BIRTHS_H_

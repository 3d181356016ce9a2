#include "node/stats.h"

#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <type_traits>

namespace midge::node {

void AddStats(const vm::VmStats& one, vm::VmStats* sum) {
  // VmStats is counters and nothing else, which this relies on: a field that
  // is added to it is summed here without a line of its own.
  static_assert(std::is_trivially_copyable_v<vm::VmStats>);
  static_assert(sizeof(vm::VmStats) % sizeof(uint64_t) == 0);
  constexpr size_t kFields = sizeof(vm::VmStats) / sizeof(uint64_t);
  uint64_t from[kFields];
  uint64_t to[kFields];
  std::memcpy(from, &one, sizeof(from));
  std::memcpy(to, sum, sizeof(to));
  for (size_t i = 0; i < kFields; ++i) to[i] += from[i];
  std::memcpy(static_cast<void*>(sum), to, sizeof(to));
}

uint64_t ResidentBytes() {
  std::ifstream statm("/proc/self/statm");
  uint64_t size = 0;
  uint64_t resident = 0;
  statm >> size >> resident;
  return resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace midge::node

#include "vm/interp/opcode_counts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace midge::vm {
namespace {

constexpr size_t kShownMax = 40;

using Counts = std::vector<std::pair<uint64_t, std::string>>;

void PrintMost(std::FILE* out, const char* title, Counts counts,
               uint64_t total) {
  std::sort(counts.rbegin(), counts.rend());
  std::fprintf(out, "%s\n", title);
  for (size_t i = 0; i < counts.size() && i < kShownMax; ++i) {
    std::fprintf(out, "%6.2f%% %14llu  %s\n",
                 100.0 * static_cast<double>(counts[i].first) /
                     static_cast<double>(total),
                 static_cast<unsigned long long>(counts[i].first),
                 counts[i].second.c_str());
  }
}

}  // namespace

void PrintOpcodeCounts(std::FILE* out) {
  Counts single, pairs;
  uint64_t total = 0;
  for (int next = 0; next < kOpcodeCount; ++next) {
    const std::string name = OpcodeName(static_cast<Opcode>(next));
    uint64_t sum = 0;
    for (int last = 0; last < kOpcodeCount; ++last) {
      const uint64_t count =
          opcode_pair_counts[last][next].load(std::memory_order_relaxed);
      if (count == 0) continue;
      sum += count;
      pairs.emplace_back(count, OpcodeName(static_cast<Opcode>(last)) +
                                    std::string(" ") + name);
    }
    total += sum;
    if (sum != 0) single.emplace_back(sum, name);
  }
  if (total == 0) return;
  PrintMost(out, "opcodes", std::move(single), total);
  PrintMost(out, "pairs of opcodes", std::move(pairs), total);
}

}  // namespace midge::vm

// How often each opcode ran and each pair of opcodes in a row, in a build with
// MIDGE_COUNT_OPCODES (`./dev profile --opcodes`).  Other builds have none of
// this in the loop.
//
// Threads: every worker counts, with relaxed increments.
#ifndef MIDGE_VM_INTERP_OPCODE_COUNTS_H_
#define MIDGE_VM_INTERP_OPCODE_COUNTS_H_

#include <atomic>
#include <cstdint>
#include <cstdio>

#include "vm/bytecode/opcode.h"

namespace midge::vm {

inline std::atomic<uint64_t> opcode_pair_counts[256][256];

// `next` runs after `last`.
inline void CountOpcodePair(Opcode last, Opcode next) {
  opcode_pair_counts[static_cast<int>(last)][static_cast<int>(next)].fetch_add(
      1, std::memory_order_relaxed);
}

// Prints the most frequent ones, with their share of all.
void PrintOpcodeCounts(std::FILE* out);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_OPCODE_COUNTS_H_

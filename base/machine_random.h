// Random bytes of the machine's own generator.
//
// Threads: any.
#ifndef MIDGE_BASE_MACHINE_RANDOM_H_
#define MIDGE_BASE_MACHINE_RANDOM_H_

#include <span>

namespace midge {

void FillFromMachine(std::span<char> bytes);

}  // namespace midge

#endif  // MIDGE_BASE_MACHINE_RANDOM_H_

// The process's standard input, taken as it comes.
//
// Threads: any.
#ifndef MIDGE_BASE_STANDARD_INPUT_H_
#define MIDGE_BASE_STANDARD_INPUT_H_

#include <optional>
#include <string>

namespace midge {

// Some of the bytes that have come and nobody has taken; nullopt if none have,
// empty at the end.  Never waits.
std::optional<std::string> TakeStandardInput();

}  // namespace midge

#endif  // MIDGE_BASE_STANDARD_INPUT_H_

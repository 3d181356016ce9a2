// How a program that took a free port tells which: --port-file.
#ifndef MIDGE_BASE_PORT_FILE_H_
#define MIDGE_BASE_PORT_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace midge {

// Writes HOST:PORT and a newline. The file appears whole, so that whoever
// waits for it never reads half an address.
absl::Status WritePortFile(const std::string& path, const std::string& address);

}  // namespace midge

#endif  // MIDGE_BASE_PORT_FILE_H_

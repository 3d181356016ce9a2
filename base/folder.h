// What a folder of this machine holds.
#ifndef MIDGE_BASE_FOLDER_H_
#define MIDGE_BASE_FOLDER_H_

#include <string>
#include <vector>

namespace midge {

// The names in a folder, sorted; those of folders have a "/" behind them. None if
// it cannot be read. Any thread.
std::vector<std::string> ListFolder(const std::string& path);

}  // namespace midge

#endif  // MIDGE_BASE_FOLDER_H_

#include "base/folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace midge {

std::vector<std::string> ListFolder(const std::string& path) {
  namespace fs = std::filesystem;
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(path, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code unknown;
    const std::string name = at->path().filename().string();
    names.push_back(at->is_directory(unknown) ? name + "/" : name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace midge

#include "base/port_file.h"

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace midge {

absl::Status WritePortFile(const std::string& path,
                           const std::string& address) {
  const std::string draft = path + ".new";
  {
    std::ofstream out(draft);
    out << address << "\n";
    if (!out.flush()) {
      return absl::UnavailableError(absl::StrCat("cannot write ", draft));
    }
  }
  if (std::rename(draft.c_str(), path.c_str()) != 0) {
    return absl::UnavailableError(absl::StrCat("cannot write ", path));
  }
  return absl::OkStatus();
}

}  // namespace midge

#include "base/standard_input.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace midge {

std::optional<std::string> TakeStandardInput() {
  // In a process that was started without one, something else has its number.
  struct stat about;
  if (fstat(STDIN_FILENO, &about) != 0 || (about.st_mode & S_IFMT) == 0) {
    return "";
  }
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  if (poll(&input, 1, 0) <= 0) return std::nullopt;
  std::string bytes(64 << 10, '\0');
  const ssize_t count = read(STDIN_FILENO, bytes.data(), bytes.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return std::nullopt;
  bytes.resize(count < 0 ? 0 : static_cast<size_t>(count));
  return bytes;
}

}  // namespace midge

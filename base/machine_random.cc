#include "base/machine_random.h"

#include <sys/random.h>

#include <cerrno>

#include "base/check.h"

namespace midge {

void FillFromMachine(std::span<char> bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t got = getrandom(&bytes[at], bytes.size() - at, 0);
    if (got > 0) at += static_cast<size_t>(got);
    // Interrupted by a signal; nothing else can fail here.
    MIDGE_CHECK(got > 0 || errno == EINTR, "getrandom");
  }
}

}  // namespace midge

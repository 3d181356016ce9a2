// Checks for our own bugs: a broken invariant stops the process with a message.
// Input from outside is never checked here; it gets an absl::Status.
#ifndef MIDGE_BASE_CHECK_H_
#define MIDGE_BASE_CHECK_H_

#include <string>

// MIDGE_CHECK(size <= limit) or MIDGE_CHECK(size <= limit, "mailbox overrun"):
// always on. The message may be a literal or a std::string.
#define MIDGE_CHECK(condition, ...)                  \
  (__builtin_expect(static_cast<bool>(condition), 1) \
       ? static_cast<void>(0)                        \
       : ::midge::CheckFailed(__FILE__, __LINE__,    \
                              #condition __VA_OPT__(, ) __VA_ARGS__))

// The same for hot paths: on in debug and sanitizer builds, elsewhere the
// condition is compiled but not evaluated.
#ifdef NDEBUG
#define MIDGE_DCHECK(condition, ...) \
  (true ? static_cast<void>(0)       \
        : MIDGE_CHECK(condition __VA_OPT__(, ) __VA_ARGS__))
#else
#define MIDGE_DCHECK(condition, ...) \
  MIDGE_CHECK(condition __VA_OPT__(, ) __VA_ARGS__)
#endif

namespace midge {

// Prints where and what to stderr, then aborts.
[[noreturn, gnu::cold]] void CheckFailed(const char* file, int line,
                                         const char* condition);
[[noreturn, gnu::cold]] void CheckFailed(const char* file, int line,
                                         const char* condition,
                                         const std::string& message);

}  // namespace midge

#endif  // MIDGE_BASE_CHECK_H_

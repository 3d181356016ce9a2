// The process's own log, one line per event, on stderr. What a swarm prints is
// not logged here: it is data and has its own way out.
//
// Threads: everything here is safe from any thread.
#ifndef MIDGE_BASE_LOG_H_
#define MIDGE_BASE_LOG_H_

#include <string>

#include "absl/strings/str_cat.h"

// MIDGE_LOG(kInfo, "node ", name, " joined"): the pieces are what absl::StrCat
// takes, and are not evaluated below the log level.
#define MIDGE_LOG(level, ...)                                              \
  do {                                                                     \
    if (::midge::LogEnabled(::midge::LogLevel::level)) {                   \
      ::midge::Log(::midge::LogLevel::level, ::absl::StrCat(__VA_ARGS__)); \
    }                                                                      \
  } while (false)

namespace midge {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };

// Lines below `level` are dropped from now on. The level at start is kInfo.
void SetLogLevel(LogLevel level);
bool LogEnabled(LogLevel level);

// Reads "debug", "info", "warning", "error" or "off"; false on anything else.
bool ParseLogLevel(const std::string& text, LogLevel* level);

void Log(LogLevel level, const std::string& message);

}  // namespace midge

#endif  // MIDGE_BASE_LOG_H_

#include "base/log.h"

#include <atomic>
#include <memory>

#include "base/check.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace midge {
namespace {

struct LevelName {
  LogLevel level;
  const char* name;
};

constexpr LevelName kLevelNames[] = {{LogLevel::kDebug, "debug"},
                                     {LogLevel::kInfo, "info"},
                                     {LogLevel::kWarning, "warning"},
                                     {LogLevel::kError, "error"},
                                     {LogLevel::kOff, "off"}};

// Relaxed: a level change needs no order with the lines around it.
std::atomic<LogLevel> log_level{LogLevel::kInfo};

spdlog::level::level_enum ToSpdlog(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kOff:
      return spdlog::level::off;
  }
  MIDGE_CHECK(false, "a log level outside the enum");
}

// Leaked on purpose, so that a thread that outlives main may still log.
spdlog::logger* Logger() {
  static spdlog::logger* const logger = [] {
    auto* made = new spdlog::logger(
        "midge", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_level(spdlog::level::trace);
    made->flush_on(spdlog::level::trace);
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return made;
  }();
  return logger;
}

}  // namespace

void SetLogLevel(LogLevel level) {
  log_level.store(level, std::memory_order_relaxed);
}

bool LogEnabled(LogLevel level) {
  return level != LogLevel::kOff &&
         level >= log_level.load(std::memory_order_relaxed);
}

bool ParseLogLevel(const std::string& text, LogLevel* level) {
  for (const LevelName& entry : kLevelNames) {
    if (text == entry.name) {
      *level = entry.level;
      return true;
    }
  }
  return false;
}

void Log(LogLevel level, const std::string& message) {
  if (!LogEnabled(level)) return;
  Logger()->log(ToSpdlog(level), message);
}

}  // namespace midge

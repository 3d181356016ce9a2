#include "cli/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/client.h"
#include "cli/text.h"

namespace midge::cli {
namespace {

constexpr int kBarCells = 24;
constexpr size_t kColumnsUnknown = 80;

// A line that wraps cannot be erased again, so it is cut to the terminal.
size_t Columns() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return kColumnsUnknown;
  }
  return size.ws_col;
}

}  // namespace

std::string ProgressLine(const v1::Swarm& swarm, int64_t elapsed_ms) {
  const v1::SwarmStats& stats = swarm.stats();
  // Directives count from the start, though their agents come one by one.
  uint64_t total = 0;
  for (const v1::SpawnDirective& spawn : swarm.spawns()) {
    total += spawn.count();
  }
  total = std::max(total, stats.agents_spawned());
  const uint64_t ended =
      std::min(total, stats.agents_finished() + stats.agents_failed());
  const int full =
      total == 0 ? 0
                 : static_cast<int>(static_cast<double>(ended) * kBarCells /
                                    static_cast<double>(total));
  std::string line =
      absl::StrCat(swarm.name(), " ", StateText(swarm.state()), " [",
                   std::string(static_cast<size_t>(full), '#'),
                   std::string(static_cast<size_t>(kBarCells - full), '.'),
                   "] ", Count(ended), "/", Count(total), " agents ended");
  if (stats.agents_failed() > 0) {
    absl::StrAppend(&line, ", ", Count(stats.agents_failed()), " failed");
  }
  absl::StrAppend(&line, ", ", Age(elapsed_ms));
  return line;
}

Progress::Progress(Context& context)
    : context_(context), begun_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { Clear(); }

void Progress::Show(const v1::Swarm& swarm) {
  if (!context_.err_is_terminal) return;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begun_);
  MutexLock lock(&mutex_);
  Erase();
  // The last column stays free: some terminals wrap when it is written.
  line_ = ProgressLine(swarm, elapsed.count()).substr(0, Columns() - 1);
  Draw();
}

void Progress::Clear() {
  MutexLock lock(&mutex_);
  Erase();
  line_.clear();
}

void Progress::Erase() {
  if (drawn_) context_.err << "\r\033[K" << std::flush;
  drawn_ = false;
}

void Progress::Draw() {
  if (line_.empty()) return;
  context_.err << line_ << std::flush;
  drawn_ = true;
}

}  // namespace midge::cli

// midge-vm-run: runs one Python program on the VM alone, as python3 would, on
// one node without a network.
//
//   midge-vm-run [run] [--slice N] [--gc-stress] [--gc-stress-bytes N]
//                [--workers N] [--shards N] [--wait] [--spawn FN=COUNT]
//                [--file DATA] [--stats] FILE [-- ARG...]
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/flusher.h"
#include "base/folder.h"
#include "base/machine_random.h"
#include "base/mutex.h"
#include "base/standard_input.h"
#if MIDGE_COUNT_OPCODES
#include "vm/interp/opcode_counts.h"
#endif
#include "vm/vm.h"

namespace midge::vm {
namespace {

namespace fs = std::filesystem;

constexpr size_t kDefaultShards = 64;

struct Options {
  int workers = 0;
  size_t shards = kDefaultShards;
  bool stats = false;
  std::string file;
  std::vector<std::string> data_files;
  SwarmOptions swarm;
};

// The process around one Vm: its standard streams and its clock.
class Console : public Host {
 public:
  SendResult Send(Envelope&&) override { return SendResult::kNodeLost; }
  void Log(const LogLine& line) override {
    MutexLock lock(&mutex_);
    FILE* file = line.stream == 1 ? stdout : stderr;
    if (line.stream != 1) std::fflush(stdout);
    // A flush alone has no text.
    if (!line.text.empty()) {
      std::fwrite(line.text.data(), 1, line.text.size(), file);
    }
    if (line.flush) {
      std::fflush(file);
    } else {
      flusher_.Written();
    }
  }
  void SwarmFinished(SwarmId, const SwarmExit& exit) override {
    MutexLock lock(&mutex_);
    exit_ = exit;
    finished_ = true;
    changed_.SignalAll();
  }
  int64_t MonotonicNanoseconds() override { return clock_.MonotonicNanos(); }
  int64_t WallNanoseconds() override { return clock_.WallNanos(); }
  int64_t ProcessorNanoseconds() override { return clock_.ProcessorNanos(); }
  void FillRandom(std::span<char> bytes) override { FillFromMachine(bytes); }
  std::optional<std::string> TakeInput() override {
    return TakeStandardInput();
  }

  SwarmExit Wait() {
    MutexLock lock(&mutex_);
    while (!finished_) changed_.Wait(&mutex_);
    std::fflush(stdout);
    return exit_;
  }

 private:
  RealClock clock_;
  Mutex mutex_;
  CondVar changed_;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  SwarmExit exit_ ABSL_GUARDED_BY(mutex_);
  Flusher flusher_{[] { std::fflush(stdout); }};
};

bool ReadFile(const fs::path& path, std::string* text) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  *text = out.str();
  return static_cast<bool>(in);
}

// The entry and what it imports.
bool AddSources(const fs::path& entry, SwarmSpec* spec) {
  const fs::path folder = entry.parent_path();
  auto sources = CollectSources(
      entry.filename().string(),
      [&](SourceFolder where, const std::string& path)
          -> absl::StatusOr<std::optional<std::string>> {
        const fs::path full =
            (where == SourceFolder::kProgram ? folder
                                             : fs::path(kLibraryFolder)) /
            path;
        std::string text;
        if (!fs::is_regular_file(full) || !ReadFile(full, &text)) {
          return std::nullopt;
        }
        return text;
      },
      [&](const std::string& path) {
        return ListFolder((folder / path).string());
      });
  if (!sources.ok()) return false;
  spec->sources = std::move(sources->program);
  spec->library = std::move(sources->library);
  return true;
}

bool ParseSpawn(std::string_view text, SwarmOptions* options) {
  const size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  char* end = nullptr;
  const std::string count(text.substr(equals + 1));
  SpawnDirective spawn;
  spawn.function = text.substr(0, equals);
  spawn.count = std::strtoull(count.c_str(), &end, 10);
  options->spawn.push_back(spawn);
  return !count.empty() && *end == '\0';
}

bool ParseOptions(int argc, char** argv, Options* options) {
  int i = 1;
  // tests/lang/run.py drives this program and `midge` alike.
  if (i < argc && std::string_view(argv[i]) == "run") ++i;
  for (; i < argc && argv[i][0] == '-'; ++i) {
    const std::string_view flag = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
    if (flag == "--gc-stress") {
      options->swarm.gc_stress = true;
    } else if (flag == "--wait") {
      options->swarm.wait_for_all = true;
    } else if (flag == "--stats") {
      options->stats = true;
    } else if (value == nullptr) {
      return false;
    } else {
      ++i;
      if (flag == "--slice") {
        options->swarm.slice = std::atoll(value);
      } else if (flag == "--gc-stress-bytes") {
        options->swarm.gc_stress_bytes = std::strtoull(value, nullptr, 10);
      } else if (flag == "--workers") {
        options->workers = std::atoi(value);
      } else if (flag == "--shards") {
        options->shards = static_cast<size_t>(std::atoi(value));
      } else if (flag == "--file") {
        options->data_files.push_back(value);
      } else if (flag != "--spawn" || !ParseSpawn(value, &options->swarm)) {
        return false;
      }
    }
  }
  if (i == argc) return false;
  options->file = argv[i++];
  options->swarm.argv.push_back(options->file);
  if (i < argc && std::string_view(argv[i]) == "--") ++i;
  for (; i < argc; ++i) options->swarm.argv.push_back(argv[i]);
  return true;
}

void PrintStats(const VmStats& stats) {
  std::fprintf(stderr,
               "opcodes %llu slices %llu preemptions %llu spawned %llu "
               "sent %llu collections %llu\n",
               static_cast<unsigned long long>(stats.opcodes),
               static_cast<unsigned long long>(stats.slices),
               static_cast<unsigned long long>(stats.preemptions),
               static_cast<unsigned long long>(stats.spawned),
               static_cast<unsigned long long>(stats.sent_local),
               static_cast<unsigned long long>(stats.collections));
}

int RunProgram(const Options& options, SwarmSpec spec) {
  Console console;
  Vm vm({NodeId(1), options.workers}, &console);
  vm.Start();
  const absl::Status started = vm.StartSwarm(spec);
  if (!started.ok()) {
    std::fprintf(stderr, "midge-vm-run: %s\n", started.ToString().c_str());
    return 2;
  }
  const SwarmExit exit = console.Wait();
  vm.StopSwarm(spec.id);
  if (options.stats) PrintStats(vm.Stats());
  vm.Stop();
#if MIDGE_COUNT_OPCODES
  PrintOpcodeCounts(stderr);
#endif
  std::fflush(stdout);
  return exit.status;
}

int Main(int argc, char** argv) {
  Options options;
  if (!ParseOptions(argc, argv, &options)) {
    std::fprintf(stderr,
                 "usage: midge-vm-run [--slice N] [--gc-stress] "
                 "[--gc-stress-bytes N] [--workers N] [--shards N] [--wait] "
                 "[--spawn FN=COUNT] [--file DATA] [--stats] FILE "
                 "[-- ARG...]\n");
    return 2;
  }
  SwarmSpec spec;
  spec.id = SwarmId(1);
  spec.name = options.file;
  spec.entry = fs::absolute(options.file).string();
  spec.options = options.swarm;
  spec.shards.node_of.assign(options.shards, NodeId(1));
  spec.shards.node_names[NodeId(1)] = "node-1";
  if (!AddSources(fs::absolute(options.file), &spec)) {
    std::fprintf(stderr, "midge-vm-run: can't open file '%s'\n",
                 options.file.c_str());
    return 2;
  }
  for (const std::string& path : options.data_files) {
    if (!ReadFile(path, &spec.data_files[fs::path(path).filename()])) {
      std::fprintf(stderr, "midge-vm-run: can't open file '%s'\n",
                   path.c_str());
      return 2;
    }
  }
  return RunProgram(options, std::move(spec));
}

}  // namespace
}  // namespace midge::vm

int main(int argc, char** argv) { return midge::vm::Main(argc, argv); }

// midge run FILE: runs a program on a cluster inside this process.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "base/status_macros.h"
#include "cli/program.h"
#include "cli/verbs.h"
#include "node/embedded_cluster.h"
#include "node/limits.h"

namespace midge::cli {
namespace {

struct RunOptions {
  std::string file;
  std::vector<std::string> argv;
  std::vector<std::string> spawns;
  std::vector<std::string> data;
  node::EmbeddedOptions cluster;
  vm::SwarmOptions swarm;
};

absl::StatusOr<vm::SpawnDirective> ParseSpawn(const std::string& text) {
  const size_t equals = text.find('=');
  vm::SpawnDirective spawn;
  if (equals == std::string::npos || equals == 0 ||
      !absl::SimpleAtoi(text.substr(equals + 1), &spawn.count)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--spawn: \"", text, "\" is not FN=COUNT"));
  }
  spawn.function = text.substr(0, equals);
  return spawn;
}

absl::StatusOr<vm::SwarmSpec> MakeSpec(const RunOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(v1::Program program,
                         ReadProgram(options.file, options.data));
  vm::SwarmSpec spec;
  spec.name = program.entry();
  spec.entry = options.file;
  for (const v1::ProgramFile& file : program.files()) {
    vm::SourceText source{file.path(), file.data()};
    // The entry first, and under the path it was given by: that is what
    // tracebacks show.
    if (file.path() == program.entry()) {
      spec.sources.insert(spec.sources.begin(), std::move(source));
    } else {
      spec.sources.push_back(std::move(source));
    }
  }
  for (const v1::ProgramFile& file : program.library()) {
    spec.library.push_back({file.path(), file.data()});
  }
  for (const v1::ProgramFile& file : program.data_files()) {
    spec.data_files[file.path()] = file.data();
  }
  spec.options = options.swarm;
  spec.options.argv = {options.file};
  for (const std::string& argument : options.argv) {
    spec.options.argv.push_back(argument);
  }
  for (const std::string& text : options.spawns) {
    MIDGE_ASSIGN_OR_RETURN(vm::SpawnDirective spawn, ParseSpawn(text));
    spec.options.spawn.push_back(std::move(spawn));
  }
  return spec;
}

absl::StatusOr<int> Run(Context& context, const RunOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(vm::SwarmSpec spec, MakeSpec(options));
  Mutex mutex;  // Workers print; a line of one is not cut by another's.
  node::EmbeddedCluster cluster(options.cluster, [&](const vm::LogLine& line) {
    MutexLock lock(&mutex);
    std::ostream& stream = line.stream == 2 ? context.err : context.out;
    stream.write(line.text.data(),
                 static_cast<std::streamsize>(line.text.size()));
    // At once, into a pipe too: what reads it may wait for this line.
    stream.flush();
  });
  MIDGE_ASSIGN_OR_RETURN(const vm::SwarmExit exit,
                         cluster.Run(std::move(spec)));
  return exit.status;
}

}  // namespace

void AddRun(CLI::App& verb, Context& context) {
  auto options = std::make_shared<RunOptions>();
  verb.positionals_at_end(false);
  verb.add_option("file", options->file, "the program")->required();
  verb.add_option("arg", options->argv, "sys.argv[1:], best after --");
  verb.add_option("--nodes", options->cluster.nodes,
                  "nodes of the embedded cluster")
      ->check(CLI::Range(1, node::kEmbeddedNodesMax));
  verb.add_option("--workers", options->cluster.workers,
                  "threads of each node; 0 shares the cores out")
      ->check(CLI::Range(0, 1024));
  verb.add_option("--spawn", options->spawns,
                  "FN=COUNT: start COUNT agents that run FN(i); repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  verb.add_option("--file", options->data,
                  "PATH or NAME=PATH: attach a data file; repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  verb.add_flag("--wait", options->swarm.wait_for_all,
                "end with the last agent, not with the root");
  verb.add_option("--slice", options->swarm.slice, "opcodes in one slice")
      ->check(CLI::Range(int64_t{1}, int64_t{1} << 40));
  verb.add_option("--heap-limit", options->swarm.heap_limit_bytes,
                  "bytes of heap of one agent")
      ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false));
  verb.add_option("--recursion-limit", options->swarm.recursion_limit,
                  "depth of calls");
  verb.add_option("--agents-limit", options->swarm.max_agents,
                  "agents alive at once on a node");
  verb.add_option("--seed", options->swarm.seed, "of the random numbers");
  verb.add_flag("--gc-stress", options->swarm.gc_stress,
                "collect at every safepoint (a test of the VM)");
  SetExample(verb, "midge run examples/ants.py -- 1000");
  OnChosen(verb, context,
           [&context, options] { return Run(context, *options); });
}

}  // namespace midge::cli

// midge run FILE: runs a program on a cluster inside this process.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/flusher.h"
#include "base/mutex.h"
#include "base/status_macros.h"
#include "cli/program.h"
#include "cli/swarm_flags.h"
#include "cli/verbs.h"
#include "node/embedded_cluster.h"
#include "node/limits.h"

namespace midge::cli {
namespace {

struct RunOptions {
  SwarmFlags swarm;
  node::EmbeddedOptions cluster;
  bool gc_stress = false;
};

absl::StatusOr<vm::SwarmOptions> MakeOptions(const RunOptions& options) {
  const SwarmFlags& flags = options.swarm;
  vm::SwarmOptions made;
  made.argv = {flags.file};
  made.argv.insert(made.argv.end(), flags.argv.begin(), flags.argv.end());
  MIDGE_ASSIGN_OR_RETURN(auto spawns, ParseSpawns(flags.spawns));
  for (const v1::SpawnDirective& spawn : spawns) {
    made.spawn.push_back({spawn.function(), spawn.count()});
  }
  made.wait_for_all = flags.wait;
  made.seed = flags.seed;
  made.slice = flags.slice;
  made.heap_limit_bytes = flags.heap_limit;
  made.recursion_limit = flags.recursion_limit;
  made.max_agents = flags.agents_limit;
  made.gc_stress = options.gc_stress;
  return made;
}

absl::StatusOr<vm::SwarmSpec> MakeSpec(const RunOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(v1::Program program,
                         ReadProgram(options.swarm.file, options.swarm.data));
  vm::SwarmSpec spec;
  spec.name = program.entry();
  // Tracebacks show the path as it was given.
  spec.entry =
      program.entry() == kStdinEntry ? kStdinEntry : options.swarm.file;
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
  MIDGE_ASSIGN_OR_RETURN(spec.options, MakeOptions(options));
  return spec;
}

absl::StatusOr<int> Run(Context& context, const RunOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(vm::SwarmSpec spec, MakeSpec(options));
  Mutex mutex;  // Workers print; a line of one is not cut by another's.
  Flusher flusher([&] {
    MutexLock lock(&mutex);
    context.out.flush();
  });
  node::EmbeddedCluster cluster(options.cluster, [&](const vm::LogLine& line) {
    MutexLock lock(&mutex);
    std::ostream& stream = line.stream == 2 ? context.err : context.out;
    if (line.stream == 2) context.out.flush();
    stream.write(line.text.data(),
                 static_cast<std::streamsize>(line.text.size()));
    if (line.flush) {
      stream.flush();
    } else {
      // Soon, into a pipe too: what reads it may wait for this line.
      flusher.Written();
    }
  });
  MIDGE_ASSIGN_OR_RETURN(const vm::SwarmExit exit,
                         cluster.Run(std::move(spec)));
  return exit.status;
}

}  // namespace

void AddRun(CLI::App& verb, Context& context) {
  auto options = std::make_shared<RunOptions>();
  AddSwarmFlags(verb, options->swarm);
  verb.add_option("--nodes", options->cluster.nodes,
                  "nodes of the embedded cluster")
      ->check(CLI::Range(1, node::kEmbeddedNodesMax));
  verb.add_option("--workers", options->cluster.workers,
                  "threads of each node; 0 shares the cores out")
      ->check(CLI::Range(0, 1024));
  verb.add_flag("--gc-stress", options->gc_stress,
                "collect at every safepoint (a test of the VM)");
  SetExample(verb, "midge run examples/ants.py -- 1000");
  OnChosen(verb, context,
           [&context, options] { return Run(context, *options); });
}

}  // namespace midge::cli

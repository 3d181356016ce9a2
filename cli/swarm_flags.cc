#include "cli/swarm_flags.h"

#include <CLI/CLI.hpp>
#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/context.h"

namespace midge::cli {

void AddSwarmFlags(CLI::App& verb, SwarmFlags& flags) {
  verb.positionals_at_end(false);
  verb.add_option("file", flags.file, "the program; - for stdin")->required();
  verb.add_option("arg", flags.argv, "sys.argv[1:], best after --");
  verb.add_option("--spawn", flags.spawns,
                  "FN=COUNT: start COUNT agents that run FN(i); repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  verb.add_option("--file", flags.data,
                  "PATH or NAME=PATH: attach a data file; repeatable")
      ->type_size(1)
      ->allow_extra_args(false);
  verb.add_flag("--wait", flags.wait,
                "the swarm ends with its last agent, not with its root");
  RefuseNegative(
      verb.add_option("--slice", flags.slice, "opcodes in one slice"));
  RefuseNegative(verb.add_option("--heap-limit", flags.heap_limit,
                                 "bytes of heap of one agent")
                     ->transform(CLI::AsSizeValue(/*kb_is_1000=*/false)));
  RefuseNegative(verb.add_option("--recursion-limit", flags.recursion_limit,
                                 "depth of calls"));
  RefuseNegative(verb.add_option("--agents-limit", flags.agents_limit,
                                 "agents alive at once on a node"));
  RefuseNegative(
      verb.add_option("--seed", flags.seed, "of the random numbers"));
}

absl::StatusOr<std::vector<v1::SpawnDirective>> ParseSpawns(
    const std::vector<std::string>& spawns) {
  std::vector<v1::SpawnDirective> directives;
  for (const std::string& text : spawns) {
    const size_t equals = text.find('=');
    uint64_t count = 0;
    if (equals == std::string::npos || equals == 0 ||
        !absl::SimpleAtoi(text.substr(equals + 1), &count)) {
      return absl::InvalidArgumentError(
          absl::StrCat("--spawn: \"", text, "\" is not FN=COUNT"));
    }
    v1::SpawnDirective& directive = directives.emplace_back();
    directive.set_function(text.substr(0, equals));
    directive.set_count(count);
  }
  return directives;
}

}  // namespace midge::cli

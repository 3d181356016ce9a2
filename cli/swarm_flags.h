// What `run` and `launch` ask alike: a program, and how its swarm runs.
#ifndef MIDGE_CLI_SWARM_FLAGS_H_
#define MIDGE_CLI_SWARM_FLAGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "midge/v1/common.pb.h"

namespace CLI {
class App;
}  // namespace CLI

namespace midge::cli {

// Zero means the node's default in every number.
struct SwarmFlags {
  std::string file;
  std::vector<std::string> argv;    // sys.argv[1:]
  std::vector<std::string> spawns;  // FN=COUNT
  std::vector<std::string> data;    // PATH or NAME=PATH
  bool wait = false;
  uint32_t slice = 0;
  uint64_t heap_limit = 0;
  int32_t recursion_limit = 0;
  uint64_t agents_limit = 0;
  std::optional<uint64_t> seed;
};

void AddSwarmFlags(CLI::App& verb, SwarmFlags& flags);

// "FN=COUNT" of each --spawn.
absl::StatusOr<std::vector<v1::SpawnDirective>> ParseSpawns(
    const std::vector<std::string>& spawns);

}  // namespace midge::cli

#endif  // MIDGE_CLI_SWARM_FLAGS_H_

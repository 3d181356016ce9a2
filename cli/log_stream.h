// What a swarm prints, gathered from all its nodes.
//
// Lines of one node keep their order; nodes are merged as they come.
#ifndef MIDGE_CLI_LOG_STREAM_H_
#define MIDGE_CLI_LOG_STREAM_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "cli/client.h"
#include "cli/context.h"
#include "cli/progress.h"

namespace midge::cli {

struct LogOptions {
  bool follow = false;      // Go on until the swarm ends.
  bool prefix = false;      // "node-1 3.17 | " before each line.
  bool json = false;        // One JSON object a line.
  uint64_t tail_lines = 0;  // 0: all that is kept.
};

// Prints the swarm's log: stdout's lines to context.out, stderr's to
// context.err, drawing round `progress`. A node that is lost on the way is
// told of on stderr and does not end the others.
absl::Status ShowLogs(Context& context, Client& client, const v1::Swarm& swarm,
                      const LogOptions& options, Progress& progress);

// One line as it is printed; ends with a newline if it has a prefix.
std::string LogText(const v1::LogLine& line, const std::string& node_name,
                    const LogOptions& options);

}  // namespace midge::cli

#endif  // MIDGE_CLI_LOG_STREAM_H_

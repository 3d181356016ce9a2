#include "cli/log_stream.h"

#include <memory>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "base/status_macros.h"
#include "cli/listing.h"
#include "cli/text.h"
#include "proto/rpc.h"

namespace midge::cli {
namespace {

// Bytes that are no UTF-8 become U+FFFD, as a terminal would show them: JSON
// has no place for raw bytes.
std::string JsonLine(const v1::LogLine& line, const std::string& node_name) {
  return absl::StrCat(
      "{\"unix_ms\":", line.unix_ms(),
      ",\"agent\":", JsonString(ObjectName(line.agent_id())),
      ",\"node\":", JsonString(node_name), ",\"stream\":",
      line.stream() == v1::LOG_STREAM_STDERR ? "\"stderr\"" : "\"stdout\"",
      ",\"text\":", JsonString(line.text()), "}\n");
}

void Write(Context& context, const v1::LogsResponse& response,
           const std::string& node_name, const LogOptions& options) {
  if (response.lines_dropped() > 0) {
    context.err << "… " << response.lines_dropped() << " lines of " << node_name
                << " were not kept\n";
  }
  for (const v1::LogLine& line : response.lines()) {
    // As data, JSON goes to stdout whatever the stream; the object says it.
    const bool to_err = line.stream() == v1::LOG_STREAM_STDERR && !options.json;
    (to_err ? context.err : context.out) << LogText(line, node_name, options);
  }
  context.out.flush();
}

}  // namespace

std::string LogText(const v1::LogLine& line, const std::string& node_name,
                    const LogOptions& options) {
  if (options.json) return JsonLine(line, node_name);
  if (!options.prefix) return line.text();
  const bool whole = absl::EndsWith(line.text(), "\n");
  return absl::StrCat(node_name, " ", ObjectName(line.agent_id()), " | ",
                      line.text(), whole ? "" : "\n");
}

absl::Status ShowLogs(Context& context, Client& client, const v1::Swarm& swarm,
                      const LogOptions& options, Progress& progress) {
  MIDGE_ASSIGN_OR_RETURN(auto nodes, client.NodesOf(swarm));
  v1::LogsRequest request;
  request.set_swarm_id(swarm.swarm_id());
  request.set_follow(options.follow);
  request.set_tail_lines(options.tail_lines);
  std::vector<absl::Status> ended(nodes.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < nodes.size(); ++i) {
    threads.emplace_back([&, i] {
      ended[i] = nodes[i]->Logs(request, [&](const v1::LogsResponse& some) {
        progress.Around(
            [&] { Write(context, some, nodes[i]->name(), options); });
      });
    });
  }
  for (std::thread& thread : threads) thread.join();
  size_t unknown = 0;
  for (const absl::Status& status : ended) {
    unknown += absl::IsNotFound(status);
    if (IsRetriable(status)) {
      context.err << status.message() << "; its log ends here\n";
    }
    const bool reported = absl::IsNotFound(status) || IsRetriable(status);
    if (!status.ok() && !reported) return status;
  }
  if (!nodes.empty() && unknown == nodes.size()) {
    return absl::NotFoundError(absl::StrCat("the log of swarm ", swarm.name(),
                                            " is no longer kept by any node"));
  }
  return absl::OkStatus();
}

}  // namespace midge::cli

// midge top: swarms and nodes at work, again and again on a terminal.
#include <CLI/CLI.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "cli/client.h"
#include "cli/listing.h"
#include "cli/printer.h"
#include "cli/text.h"
#include "cli/verbs.h"

namespace midge::cli {
namespace {

using Kind = Table::Kind;

struct TopOptions {
  bool once = false;
  int64_t interval_ms = kTopIntervalMs;
};

// What the cluster does at one moment.
struct Picture {
  std::chrono::steady_clock::time_point taken;
  v1::ListSwarmsResponse swarms;
  v1::ListNodesResponse nodes;
};

absl::StatusOr<Picture> Take(Client& client) {
  Picture picture;
  MIDGE_ASSIGN_OR_RETURN(picture.swarms, client.ListSwarms());
  MIDGE_ASSIGN_OR_RETURN(picture.nodes, client.ListNodes(false));
  picture.taken = std::chrono::steady_clock::now();
  return picture;
}

// A counter's growth in a second between two pictures.
std::string Rate(uint64_t before, uint64_t after, double seconds) {
  if (after <= before || seconds <= 0) return "0";
  return Count(
      static_cast<uint64_t>(static_cast<double>(after - before) / seconds));
}

double SecondsBetween(const Picture& before, const Picture& after) {
  return std::chrono::duration<double>(after.taken - before.taken).count();
}

Table LayNodes(const Picture& before, const Picture& after) {
  const double seconds = SecondsBetween(before, after);
  std::map<uint32_t, v1::SwarmStats> old_stats;
  for (const v1::NodeInfo& node : before.nodes.nodes()) {
    old_stats[node.member().node_id()] = node.stats();
  }
  Table table({{"NODE"},
               {"CORES", Kind::kRight},
               {"AGENTS", Kind::kRight},
               {"RUNNABLE", Kind::kRight},
               {"OPCODES/S", Kind::kRight},
               {"MESSAGES/S", Kind::kRight},
               {"HEAP", Kind::kRight}});
  for (const v1::NodeInfo& node : after.nodes.nodes()) {
    const v1::SwarmStats& now = node.stats();
    const v1::SwarmStats& old = old_stats[node.member().node_id()];
    table.AddRow({node.member().name(), absl::StrCat(node.member().cores()),
                  absl::StrCat(now.agents_live()),
                  absl::StrCat(now.threads_runnable()),
                  Rate(old.opcodes(), now.opcodes(), seconds),
                  Rate(old.messages_sent(), now.messages_sent(), seconds),
                  Bytes(now.heap_bytes())});
  }
  return table;
}

Table LaySwarms(const Picture& before, const Picture& after) {
  const double seconds = SecondsBetween(before, after);
  std::map<uint64_t, v1::SwarmStats> old_stats;
  for (const v1::Swarm& swarm : before.swarms.swarms()) {
    old_stats[swarm.swarm_id()] = swarm.stats();
  }
  Table table({{"SWARM"},
               {"STATE", Kind::kState},
               {"AGENTS", Kind::kRight},
               {"THREADS", Kind::kRight},
               {"RUNNABLE", Kind::kRight},
               {"OPCODES/S", Kind::kRight},
               {"MESSAGES/S", Kind::kRight},
               {"QUEUED", Kind::kRight},
               {"HEAP", Kind::kRight},
               {"AGE", Kind::kRight}});
  for (const v1::Swarm& swarm : after.swarms.swarms()) {
    if (IsEnded(swarm)) continue;
    const v1::SwarmStats& now = swarm.stats();
    const v1::SwarmStats& old = old_stats[swarm.swarm_id()];
    table.AddRow({swarm.name(), StateText(swarm.state()),
                  absl::StrCat(now.agents_live()), absl::StrCat(now.threads()),
                  absl::StrCat(now.threads_runnable()),
                  Rate(old.opcodes(), now.opcodes(), seconds),
                  Rate(old.messages_sent(), now.messages_sent(), seconds),
                  absl::StrCat(now.messages_queued()), Bytes(now.heap_bytes()),
                  Age(NowUnixMs() - swarm.created_unix_ms())});
  }
  return table;
}

std::string Lay(const Picture& before, const Picture& after, bool color) {
  const Table swarms = LaySwarms(before, after);
  return absl::StrCat(
      LayNodes(before, after).ToString(false, color), "\n",
      swarms.size() == 0 ? "no swarm runs\n" : swarms.ToString(false, color));
}

absl::StatusOr<int> Top(Context& context, const TopOptions& options) {
  MIDGE_ASSIGN_OR_RETURN(auto client, Client::Connect(context));
  MIDGE_ASSIGN_OR_RETURN(Picture before, Take(*client));
  while (true) {
    std::this_thread::sleep_for(std::chrono::milliseconds(options.interval_ms));
    MIDGE_ASSIGN_OR_RETURN(Picture after, Take(*client));
    const std::string text = Lay(before, after, context.color);
    if (options.once || !context.out_is_terminal) {
      context.out << text;
      return 0;
    }
    context.out << "\033[H\033[J" << text << std::flush;
    before = std::move(after);
  }
}

}  // namespace

void AddTop(CLI::App& verb, Context& context) {
  auto options = std::make_shared<TopOptions>();
  verb.add_flag("--once", options->once,
                "one picture, as always off a terminal");
  verb.add_option("--interval-ms", options->interval_ms, "between two pictures")
      ->check(CLI::Range(100, 3'600'000))
      ->capture_default_str();
  SetExample(verb, "midge top");
  OnChosen(verb, context,
           [&context, options] { return Top(context, *options); });
}

}  // namespace midge::cli

#include "coordinator/swarms.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

// Keeps both ends of a long traceback: where it began and what was raised. It
// is not cut inside a character: the reason travels as UTF-8.
std::string Bounded(absl::string_view text) {
  if (text.size() <= kReasonBytesMax) return std::string(text);
  const auto continues = [&](size_t i) { return (text[i] & 0xc0) == 0x80; };
  size_t head = kReasonBytesMax / 2;
  size_t tail = text.size() - kReasonBytesMax / 2;
  while (head > 0 && continues(head)) --head;
  while (tail < text.size() && continues(tail)) ++tail;
  return absl::StrCat(text.substr(0, head), "\n…\n", text.substr(tail));
}

void End(Swarm& swarm, SwarmState state, absl::string_view reason, Now now) {
  if (swarm.ended()) return;
  MIDGE_CHECK(state >= SwarmState::kSucceeded);
  swarm.state = state;
  swarm.reason = Bounded(reason);
  swarm.ended_unix_ms = now.unix_ms;
  ++swarm.version;
}

void EndByRoot(Swarm& swarm, Now now) {
  // `reason` holds the root's error since RootFinished.
  const std::string error = swarm.reason;
  End(swarm,
      swarm.exit_status == 0 ? SwarmState::kSucceeded : SwarmState::kFailed,
      error, now);
}

// True when no agent is left and no message is under way that could make one.
// Two quiet reports in a row from every node, and sums of envelopes that
// agree: the four-counter argument for the end of a distributed computation.
// A lost node's envelopes cannot be counted, so the sums are then left out.
bool IsQuiet(const Swarm& swarm) {
  uint64_t sent = 0;
  uint64_t received = 0;
  bool any_lost = false;
  const int reports_needed = swarm.shares.size() == 1 ? 1 : 2;
  for (const auto& [id, share] : swarm.shares) {
    sent += share.stats.envelopes_sent;
    received += share.stats.envelopes_received;
    any_lost |= share.lost;
    if (!share.lost && share.quiet_reports < reports_needed) return false;
  }
  return any_lost || sent == received;
}

// The part of the figures that stands still when nothing happens.
bool SameTraffic(const SwarmStats& a, const SwarmStats& b) {
  return a.agents_spawned == b.agents_spawned &&
         a.envelopes_sent == b.envelopes_sent &&
         a.envelopes_received == b.envelopes_received;
}

}  // namespace

absl::string_view StateName(SwarmState state) {
  switch (state) {
    case SwarmState::kPending:
      return "pending";
    case SwarmState::kRunning:
      return "running";
    case SwarmState::kSucceeded:
      return "succeeded";
    case SwarmState::kFailed:
      return "failed";
    case SwarmState::kKilled:
      return "killed";
  }
  return "unknown";
}

void ApplyPlacement(Swarm& swarm, const Placement& placement) {
  swarm.shards.epoch = 1;
  swarm.shards.node_of_shard = placement.node_of_shard;
  swarm.root_shard = ShardId(0);
  swarm.root_node = placement.root_node;
  for (NodeId node : placement.node_of_shard) swarm.shares[node];
}

void RestoreShares(Swarm& swarm, Now now) {
  swarm.pending_since_nanos = now.monotonic_nanos;
  for (NodeId node : swarm.shards.node_of_shard) {
    Share& share = swarm.shares[node];
    share.started = swarm.state != SwarmState::kPending;
    // A node that still runs an ended swarm learns by its next heartbeat.
    share.stopped = swarm.ended();
  }
}

void ShareStarted(Swarm& swarm, NodeId node) {
  auto share = swarm.shares.find(node);
  if (share == swarm.shares.end() || share->second.started) return;
  share->second.started = true;
  ++swarm.version;
}

void ShareRefused(Swarm& swarm, absl::string_view name, absl::string_view why,
                  Now now) {
  End(swarm, SwarmState::kFailed,
      absl::StrCat("node ", name, " could not start it: ", why), now);
}

bool ReadyToBegin(const Swarm& swarm) {
  if (swarm.state != SwarmState::kPending) return false;
  for (const auto& [id, share] : swarm.shares) {
    if (!share.started && !share.lost) return false;
  }
  return true;
}

void Begun(Swarm& swarm) {
  if (swarm.state != SwarmState::kPending) return;
  swarm.state = SwarmState::kRunning;
  ++swarm.version;
}

void CheckStartTimeout(Swarm& swarm,
                       const std::function<std::string(NodeId)>& name_of,
                       Now now) {
  if (swarm.state != SwarmState::kPending) return;
  const int64_t waited = now.monotonic_nanos - swarm.pending_since_nanos;
  if (waited < kStartTimeoutMs * kNanosPerMilli) return;
  std::string late;
  for (const auto& [id, share] : swarm.shares) {
    if (share.started || share.lost) continue;
    absl::StrAppend(&late, late.empty() ? "" : ", ", name_of(id));
  }
  if (late.empty()) late = name_of(swarm.root_node);
  End(swarm, SwarmState::kFailed,
      absl::StrCat("not started within ", kStartTimeoutMs / 1000, " s by node ",
                   late),
      now);
}

void ShareReported(Swarm& swarm, NodeId node, const SwarmStats& stats,
                   Now now) {
  auto found = swarm.shares.find(node);
  if (found == swarm.shares.end()) return;
  Share& share = found->second;
  const bool quiet = stats.agents_live == 0 && SameTraffic(stats, share.stats);
  share.quiet_reports = quiet ? share.quiet_reports + 1 : 0;
  share.missed_reports = 0;
  if (share.stats != stats) ++swarm.version;
  share.stats = stats;
  // A share without agents has reported none twice only if nothing was sent
  // between; the first report of a lone node is as good as its second.
  if (swarm.shares.size() == 1 && stats.agents_live == 0) {
    share.quiet_reports = 1;
  }
  if (swarm.wait && swarm.root_finished && IsQuiet(swarm)) {
    EndByRoot(swarm, now);
  }
}

void ShareMissing(Swarm& swarm, NodeId node, absl::string_view name, Now now) {
  auto found = swarm.shares.find(node);
  if (found == swarm.shares.end()) return;
  Share& share = found->second;
  if (swarm.ended()) {
    share.stopped = true;
    return;
  }
  // Until the root began, StartSwarm is on its way or will be sent again.
  if (swarm.state == SwarmState::kPending) return;
  if (++share.missed_reports < kMissedReportsMax) return;
  End(swarm, SwarmState::kFailed,
      absl::StrCat("node ", name,
                   " lives but no longer has its share of the swarm"),
      now);
}

void ShareStopped(Swarm& swarm, NodeId node, const SwarmStats& last) {
  auto found = swarm.shares.find(node);
  if (found == swarm.shares.end()) return;
  Share& share = found->second;
  share.stopped = true;
  // A node that had stopped it before answers with nothing.
  if (last.agents_spawned < share.stats.agents_spawned) return;
  if (share.stats != last) ++swarm.version;
  share.stats = last;
}

void RootFinished(Swarm& swarm, int32_t exit_status, absl::string_view error,
                  Now now) {
  if (swarm.ended() || swarm.root_finished) return;
  swarm.root_finished = true;
  swarm.exit_status = exit_status;
  swarm.reason = Bounded(error);
  // The node can only have run the root after Begin, even if the answer to
  // Begin was lost.
  Begun(swarm);
  ++swarm.version;
  if (!swarm.wait) EndByRoot(swarm, now);
}

void NodeLost(Swarm& swarm, NodeId node, absl::string_view name, Now now) {
  auto found = swarm.shares.find(node);
  if (found == swarm.shares.end()) return;
  Share& share = found->second;
  if (!share.lost) ++swarm.version;
  const bool newly_lost = !share.lost;
  share.lost = true;
  if (swarm.ended()) return;
  if (newly_lost) {
    // What lived there has failed with the node.
    share.stats.agents_failed += share.stats.agents_live;
    share.stats.agents_live = 0;
  }
  const bool all_lost = [&] {
    for (const auto& [id, other] : swarm.shares) {
      if (!other.lost) return false;
    }
    return true;
  }();
  if (node == swarm.root_node && !swarm.root_finished) {
    End(swarm, SwarmState::kFailed,
        absl::StrCat("node ", name, " was lost, and the root agent ran there"),
        now);
  } else if (all_lost) {
    End(swarm, SwarmState::kFailed,
        absl::StrCat("node ", name, " was lost, the last that it ran on"), now);
  }
}

void Kill(Swarm& swarm, absl::string_view reason, Now now) {
  End(swarm, SwarmState::kKilled,
      reason.empty() ? absl::string_view("killed by a client") : reason, now);
}

void Add(SwarmStats& sum, const SwarmStats& stats) {
  sum.agents_live += stats.agents_live;
  sum.agents_spawned += stats.agents_spawned;
  sum.agents_finished += stats.agents_finished;
  sum.agents_failed += stats.agents_failed;
  sum.threads += stats.threads;
  sum.threads_runnable += stats.threads_runnable;
  sum.heap_bytes += stats.heap_bytes;
  sum.mailboxes += stats.mailboxes;
  sum.messages_queued += stats.messages_queued;
  sum.semaphores += stats.semaphores;
  sum.messages_sent += stats.messages_sent;
  sum.messages_received += stats.messages_received;
  sum.envelopes_sent += stats.envelopes_sent;
  sum.envelopes_received += stats.envelopes_received;
  sum.opcodes += stats.opcodes;
}

SwarmStats Total(const Swarm& swarm) {
  SwarmStats sum;
  for (const auto& [id, share] : swarm.shares) {
    SwarmStats stats = share.stats;
    if (share.lost || swarm.ended()) {
      stats.agents_live = 0;
      stats.threads = 0;
      stats.threads_runnable = 0;
      stats.heap_bytes = 0;
      stats.mailboxes = 0;
      stats.messages_queued = 0;
      stats.semaphores = 0;
    }
    Add(sum, stats);
  }
  return sum;
}

}  // namespace midge::coordinator

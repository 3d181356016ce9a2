#include "coordinator/convert.h"

#include <random>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "base/status_macros.h"
#include "coordinator/swarms.h"
#include "proto/bundle.h"

namespace midge::coordinator {
namespace {

// "src/ants.py" -> "ants".
std::string StemOf(absl::string_view entry) {
  const size_t slash = entry.rfind('/');
  if (slash != absl::string_view::npos) entry.remove_prefix(slash + 1);
  return std::string(absl::StripSuffix(entry, ".py"));
}

uint64_t RandomSeed() {
  std::random_device device;
  return uint64_t{device()} << 32 | device();
}

absl::Status CheckLaunch(const v1::LaunchRequest& request) {
  if (request.argv_size() > kArgvMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "argv: ", request.argv_size(), " arguments, more than ", kArgvMax));
  }
  size_t bytes = 0;
  for (const std::string& argument : request.argv()) bytes += argument.size();
  if (bytes > kArgvBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("argv: ", bytes, " bytes, more than ", kArgvBytesMax));
  }
  if (request.spawns_size() > kSpawnDirectivesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("spawns: ", request.spawns_size(), ", more than ",
                     kSpawnDirectivesMax));
  }
  for (const v1::SpawnDirective& spawn : request.spawns()) {
    if (spawn.function().empty() || spawn.function().size() > kNameBytesMax) {
      return absl::InvalidArgumentError(
          absl::StrCat("spawns: \"", spawn.function().substr(0, kNameBytesMax),
                       "\" is not the name of a function"));
    }
    if (spawn.count() > kSpawnCountMax) {
      return absl::InvalidArgumentError(
          absl::StrCat("spawns: ", spawn.count(), " of ", spawn.function(),
                       ", more than ", kSpawnCountMax));
    }
  }
  return absl::OkStatus();
}

}  // namespace

Registration FromProto(const v1::RegisterRequest& request) {
  Registration node;
  node.name = request.name();
  node.address = request.address();
  node.metrics_address = request.metrics_address();
  node.cores = request.cores();
  node.version = request.version();
  node.labels.insert(request.labels().begin(), request.labels().end());
  return node;
}

SwarmStats FromProto(const v1::SwarmStats& stats) {
  SwarmStats out;
  out.agents_live = stats.agents_live();
  out.agents_spawned = stats.agents_spawned();
  out.agents_finished = stats.agents_finished();
  out.agents_failed = stats.agents_failed();
  out.threads = stats.threads();
  out.threads_runnable = stats.threads_runnable();
  out.heap_bytes = stats.heap_bytes();
  out.mailboxes = stats.mailboxes();
  out.messages_queued = stats.messages_queued();
  out.semaphores = stats.semaphores();
  out.messages_sent = stats.messages_sent();
  out.messages_received = stats.messages_received();
  out.envelopes_sent = stats.envelopes_sent();
  out.envelopes_received = stats.envelopes_received();
  out.opcodes = stats.opcodes();
  return out;
}

void ToProto(const SwarmStats& stats, v1::SwarmStats* out) {
  out->set_agents_live(stats.agents_live);
  out->set_agents_spawned(stats.agents_spawned);
  out->set_agents_finished(stats.agents_finished);
  out->set_agents_failed(stats.agents_failed);
  out->set_threads(stats.threads);
  out->set_threads_runnable(stats.threads_runnable);
  out->set_heap_bytes(stats.heap_bytes);
  out->set_mailboxes(stats.mailboxes);
  out->set_messages_queued(stats.messages_queued);
  out->set_semaphores(stats.semaphores);
  out->set_messages_sent(stats.messages_sent);
  out->set_messages_received(stats.messages_received);
  out->set_envelopes_sent(stats.envelopes_sent);
  out->set_envelopes_received(stats.envelopes_received);
  out->set_opcodes(stats.opcodes);
}

SwarmRef FromProto(const v1::SwarmRef& ref) {
  return {SwarmId(ref.swarm_id()), ref.name()};
}

absl::StatusOr<std::vector<SwarmReport>> FromProto(
    const v1::HeartbeatRequest& request) {
  if (request.swarms_size() > kReportsMax) {
    return absl::InvalidArgumentError(absl::StrCat(
        "swarms: ", request.swarms_size(), ", more than ", kReportsMax));
  }
  std::vector<SwarmReport> reports;
  for (const v1::SwarmReport& report : request.swarms()) {
    reports.push_back({SwarmId(report.swarm_id()), FromProto(report.stats())});
  }
  return reports;
}

absl::StatusOr<LaunchPlan> FromProto(const v1::LaunchRequest& request) {
  MIDGE_RETURN_IF_ERROR(CheckLaunch(request));
  MIDGE_ASSIGN_OR_RETURN(v1::Program program, OpenBundle(request.bundle()));
  v1::SwarmSpec spec;
  spec.set_entry(program.entry());
  *spec.mutable_argv() = request.argv();
  *spec.mutable_spawns() = request.spawns();
  *spec.mutable_options() = request.options();
  if (!spec.options().has_seed()) {
    spec.mutable_options()->set_seed(RandomSeed());
  }
  LaunchPlan plan;
  plan.name = request.name();
  plan.stem = StemOf(program.entry());
  plan.spec = spec.SerializeAsString();
  plan.wait = request.options().wait();
  plan.bundle = request.bundle();
  return plan;
}

void ToProto(const Member& member, v1::Member* out) {
  out->set_node_id(member.id.value());
  out->set_name(member.node.name);
  out->set_address(member.node.address);
  out->set_metrics_address(member.node.metrics_address);
  out->set_cores(member.node.cores);
  out->set_version(member.node.version);
  out->mutable_labels()->insert(member.node.labels.begin(),
                                member.node.labels.end());
  out->set_state(member.state == NodeState::kLive ? v1::NODE_STATE_LIVE
                                                  : v1::NODE_STATE_LOST);
  out->set_registered_unix_ms(member.registered_unix_ms);
  out->set_heartbeat_unix_ms(member.heartbeat_unix_ms);
}

void ToProto(const MembersView& view, v1::Members* out) {
  out->set_epoch(view.epoch);
  for (const Member& member : view.members) {
    ToProto(member, out->add_members());
  }
}

void ToProto(const Swarm& swarm, v1::Swarm* out) {
  out->set_swarm_id(swarm.id.value());
  out->set_name(swarm.name);
  // The enumerators are the same five, in the same order.
  out->set_state(static_cast<v1::SwarmState>(swarm.state));
  out->set_exit_status(swarm.exit_status);
  out->set_reason(swarm.reason);
  v1::SwarmSpec spec;
  // We wrote it; one that does not parse would be shown without its details.
  spec.ParseFromString(swarm.spec);
  out->set_entry(spec.entry());
  *out->mutable_argv() = spec.argv();
  *out->mutable_options() = spec.options();
  *out->mutable_spawns() = spec.spawns();
  ToProto(Total(swarm), out->mutable_stats());
  out->mutable_shard_map()->set_epoch(swarm.shards.epoch);
  for (NodeId node : swarm.shards.node_of_shard) {
    out->mutable_shard_map()->add_node_of_shard(node.value());
  }
  out->set_root_node_id(swarm.root_node.value());
  out->set_created_unix_ms(swarm.created_unix_ms);
  out->set_ended_unix_ms(swarm.ended_unix_ms);
  for (const auto& [node, share] : swarm.shares) {
    out->add_node_ids(node.value());
  }
}

void ToProto(const NodeSummary& node, v1::NodeInfo* out) {
  ToProto(node.member, out->mutable_member());
  out->set_swarms(node.swarms);
  ToProto(node.stats, out->mutable_stats());
}

v1::StartSwarmRequest MakeStartRequest(const NodeCall& call,
                                       const StartPlan& plan,
                                       const std::string& bundle) {
  v1::StartSwarmRequest request;
  request.set_node_id(call.node.value());
  v1::SwarmSpec* spec = request.mutable_spec();
  spec->ParseFromString(plan.swarm.spec);  // As in ToProto.
  spec->set_swarm_id(plan.swarm.id.value());
  spec->set_name(plan.swarm.name);
  spec->set_bundle(bundle);
  spec->mutable_shard_map()->set_epoch(plan.swarm.shards.epoch);
  for (NodeId node : plan.swarm.shards.node_of_shard) {
    spec->mutable_shard_map()->add_node_of_shard(node.value());
  }
  spec->set_root_node_id(plan.swarm.root_node.value());
  spec->set_root_shard(plan.swarm.root_shard.value());
  for (const Member& member : plan.members) {
    ToProto(member, request.add_members());
  }
  return request;
}

}  // namespace midge::coordinator

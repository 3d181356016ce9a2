#include "node/convert.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/clock.h"
#include "base/status_macros.h"
#include "base/utf8.h"
#include "node/limits.h"
#include "proto/bundle.h"

namespace midge::node {
namespace {

absl::Status CheckPlacement(const v1::SwarmSpec& spec) {
  const int shards = spec.shard_map().node_of_shard_size();
  if (spec.swarm_id() == 0) {
    return absl::InvalidArgumentError("swarm_id: is 0");
  }
  if (shards == 0 || shards > std::numeric_limits<uint16_t>::max() + 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("shard_map: has ", shards, " shards"));
  }
  if (spec.root_shard() >= static_cast<uint32_t>(shards)) {
    return absl::InvalidArgumentError(
        absl::StrCat("root_shard: is ", spec.root_shard(), " of ", shards));
  }
  return absl::OkStatus();
}

vm::SwarmOptions FromProto(const v1::SwarmSpec& spec,
                           const std::string& entry) {
  const v1::SwarmOptions& in = spec.options();
  vm::SwarmOptions out;
  out.argv.push_back(entry);
  out.argv.insert(out.argv.end(), spec.argv().begin(), spec.argv().end());
  for (const v1::SpawnDirective& spawn : spec.spawns()) {
    out.spawn.push_back({spawn.function(), spawn.count()});
  }
  // The coordinator sees all nodes, so it is the one that waits for all.
  out.wait_for_all = false;
  if (in.has_seed()) out.seed = in.seed();
  out.slice = in.slice_opcodes();
  out.heap_limit_bytes = in.agent_heap_bytes_limit();
  out.recursion_limit = static_cast<int32_t>(std::min<uint32_t>(
      in.recursion_limit(), std::numeric_limits<int32_t>::max()));
  out.max_agents = in.agents_limit();
  out.max_message_bytes = in.message_bytes_limit();
  return out;
}

}  // namespace

Peers FromProto(const v1::Members& members) {
  Peers peers = FromProto(members.members());
  peers.epoch = members.epoch();
  return peers;
}

Peers FromProto(const google::protobuf::RepeatedPtrField<v1::Member>& members) {
  Peers peers;
  for (const v1::Member& member : members) {
    peers.peers.push_back({NodeId(member.node_id()), member.address(),
                           member.state() == v1::NODE_STATE_LOST});
  }
  return peers;
}

absl::StatusOr<vm::SwarmSpec> FromProto(const v1::SwarmSpec& spec) {
  MIDGE_RETURN_IF_ERROR(CheckPlacement(spec));
  MIDGE_ASSIGN_OR_RETURN(v1::Program program, OpenBundle(spec.bundle()));
  vm::SwarmSpec out;
  out.id = SwarmId(spec.swarm_id());
  out.name = spec.name();
  out.entry = program.entry();
  // The VM wants the entry first.
  for (bool entry : {true, false}) {
    for (v1::ProgramFile& file : *program.mutable_files()) {
      if ((file.path() == program.entry()) != entry) continue;
      out.sources.push_back({file.path(), std::move(*file.mutable_data())});
    }
  }
  for (v1::ProgramFile& file : *program.mutable_library()) {
    out.library.push_back({file.path(), std::move(*file.mutable_data())});
  }
  for (v1::ProgramFile& file : *program.mutable_data_files()) {
    out.data_files[file.path()] = std::move(*file.mutable_data());
  }
  out.options = FromProto(spec, program.entry());
  out.shards.epoch = spec.shard_map().epoch();
  for (uint32_t node : spec.shard_map().node_of_shard()) {
    out.shards.node_of.push_back(NodeId(node));
  }
  out.root_shard = ShardId(static_cast<uint16_t>(spec.root_shard()));
  return out;
}

void ToProto(const ShareFigures& share, v1::SwarmStats* out) {
  const vm::VmStats& stats = share.stats;
  out->set_agents_live(stats.agents);
  out->set_agents_spawned(stats.spawned);
  out->set_agents_finished(stats.exited_returned);
  out->set_agents_failed(stats.exited_raised + stats.exited_killed);
  out->set_threads(stats.threads);
  out->set_threads_runnable(stats.threads_ready);
  out->set_heap_bytes(stats.heap_bytes);
  out->set_mailboxes(stats.mailboxes);
  out->set_messages_queued(stats.mailbox_messages);
  out->set_semaphores(stats.semaphores);
  out->set_messages_sent(stats.sent_local + stats.sent_remote);
  out->set_messages_received(stats.received_local + stats.received_remote);
  out->set_envelopes_sent(share.envelopes.sent);
  out->set_envelopes_received(share.envelopes.received);
  out->set_opcodes(stats.opcodes);
}

void ToProto(const vm::AgentReport& agent, NodeId node, v1::AgentInfo* out) {
  out->set_agent_id(agent.id.bits);
  out->set_name(ToUtf8(agent.name));
  out->set_function(ToUtf8(agent.function));
  const bool parked = agent.state == "parked";
  out->set_state(parked ? v1::AGENT_STATE_PARKED : v1::AGENT_STATE_RUNNABLE);
  if (parked && !agent.threads.empty()) {
    out->set_waits_for(ToUtf8(agent.threads[0].waits_for));
  }
  out->set_threads(static_cast<uint32_t>(agent.threads.size()));
  out->set_heap_bytes(agent.heap_bytes);
  out->set_inbox_messages(agent.inbox);
  out->set_age_ms(
      static_cast<uint64_t>(agent.age_nanoseconds / kNanosPerMilli));
  out->set_node_id(node.value());
}

void ToProto(const vm::ThreadReport& thread, v1::ThreadInfo* out) {
  out->set_thread_id(thread.serial);
  out->set_state(thread.state == "ready" ? "runnable" : thread.state);
  out->set_waits_for(ToUtf8(thread.waits_for));
  const size_t frames = thread.stack.size();
  const size_t half = kInspectFramesMax / 2;
  for (size_t i = 0; i < frames; ++i) {
    // The outermost and the innermost frames tell most.
    if (frames > kInspectFramesMax && i >= half && i < frames - half) continue;
    const vm::ThreadReport::Line& line = thread.stack[i];
    v1::Frame* frame = out->add_frames();
    frame->set_file(ToUtf8(line.file));
    frame->set_line(static_cast<uint32_t>(line.line));
    frame->set_function(ToUtf8(line.function));
    frame->set_source_line(ToUtf8(line.source));
  }
  out->set_frames_omitted(frames - static_cast<size_t>(out->frames_size()));
}

void ToProto(const vm::MailboxReport& mailbox, NodeId node,
             v1::MailboxInfo* out) {
  out->set_mailbox_id(mailbox.id.bits);
  out->set_name(ToUtf8(mailbox.name));
  out->set_messages(mailbox.messages);
  out->set_capacity(mailbox.capacity);
  out->set_receivers_waiting(mailbox.receivers);
  out->set_senders_waiting(mailbox.senders);
  out->set_node_id(node.value());
}

void ToProto(const vm::SemaphoreReport& semaphore, NodeId node,
             v1::SemaphoreInfo* out) {
  out->set_semaphore_id(semaphore.id.bits);
  out->set_name(ToUtf8(semaphore.name));
  out->set_value(static_cast<uint64_t>(std::max<int64_t>(semaphore.value, 0)));
  out->set_waiting(semaphore.waiters);
  out->set_node_id(node.value());
}

void ToProto(const LogEntry& entry, NodeId node, v1::LogLine* out) {
  out->set_unix_ms(entry.unix_ms);
  out->set_agent_id(entry.agent.bits);
  out->set_node_id(node.value());
  out->set_stream(entry.stream == 2 ? v1::LOG_STREAM_STDERR
                                    : v1::LOG_STREAM_STDOUT);
  out->set_text(entry.text);
}

void ToProto(const LinkFigures& link, v1::LinkStats* out) {
  out->set_peer_node_id(link.peer.value());
  out->set_connected(link.established);
  out->set_unacknowledged(static_cast<uint64_t>(link.counters.unacked_batches));
  out->set_queued_bytes(static_cast<uint64_t>(link.counters.queued_bytes));
  out->set_reconnects(static_cast<uint64_t>(
      std::max<int64_t>(link.counters.connections - 1, 0)));
}

}  // namespace midge::node

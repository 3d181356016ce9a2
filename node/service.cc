#include "node/service.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/version.h"
#include "midge/v1/node.grpc.pb.h"
#include "node/convert.h"
#include "node/limits.h"
#include "node/node.h"
#include "node/stats.h"
#include "proto/rpc.h"

namespace midge::node {
namespace {

// How long a follower that has nothing to read waits before it looks whether
// its client is still there.
constexpr int64_t kFollowNanos = 200 * kNanosPerMilli;

size_t PageSize(const v1::Page& page) {
  return page.limit() == 0 ? kPageMax : std::min(page.limit(), kPageMax);
}

// Cuts the page out of a whole list that is in order of id.
template <typename Report>
std::vector<Report> Cut(const std::vector<Report>& all, const v1::Page& page) {
  std::vector<Report> cut;
  for (const Report& one : all) {
    if (one.id.bits <= page.after_id()) continue;
    cut.push_back(one);
    if (cut.size() == PageSize(page)) break;
  }
  return cut;
}

// Sets next_after_id: a page that is not full is the last.
template <typename Report, typename Response>
void SetNext(const std::vector<Report>& reports, const v1::Page& page,
             Response* out) {
  if (reports.size() == PageSize(page)) {
    out->set_next_after_id(reports.back().id.bits);
  }
}

class Service final : public v1::Node::Service {
 public:
  Service(Node* node, std::string name) : node_(node), name_(std::move(name)) {}

  grpc::Status StartSwarm(grpc::ServerContext*, const v1::StartSwarmRequest* in,
                          v1::StartSwarmResponse* out) override {
    return ToGrpc([&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(vm::SwarmSpec spec, FromProto(in->spec()));
      for (const v1::Member& member : in->members()) {
        spec.shards.node_names[NodeId(member.node_id())] = member.name();
      }
      MIDGE_ASSIGN_OR_RETURN(
          bool already,
          node_->StartSwarm(NodeId(in->node_id()), FromProto(in->members()),
                            std::move(spec)));
      out->set_already_running(already);
      return absl::OkStatus();
    }());
  }

  grpc::Status BeginSwarm(grpc::ServerContext*, const v1::BeginSwarmRequest* in,
                          v1::BeginSwarmResponse*) override {
    return ToGrpc(node_->BeginSwarm(SwarmId(in->swarm_id())));
  }

  grpc::Status StopSwarm(grpc::ServerContext*, const v1::StopSwarmRequest* in,
                         v1::StopSwarmResponse* out) override {
    ToProto(node_->StopSwarm(SwarmId(in->swarm_id())), out->mutable_stats());
    return grpc::Status::OK;
  }

  grpc::Status NodesLost(grpc::ServerContext*, const v1::NodesLostRequest* in,
                         v1::NodesLostResponse*) override {
    std::vector<NodeId> nodes;
    for (uint32_t node : in->node_ids()) nodes.push_back(NodeId(node));
    node_->NodesLost(nodes);
    return grpc::Status::OK;
  }

  grpc::Status ListAgents(grpc::ServerContext*, const v1::ListAgentsRequest* in,
                          v1::ListAgentsResponse* out) override {
    return ToGrpc([&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(auto runtime, Here());
      const SwarmId swarm(in->swarm_id());
      MIDGE_ASSIGN_OR_RETURN(
          auto agents,
          runtime->vm().ListAgents(swarm, ObjectId{in->page().after_id()},
                                   PageSize(in->page())));
      for (const vm::AgentReport& agent : agents) {
        ToProto(agent, runtime->node(), out->add_agents());
      }
      SetNext(agents, in->page(), out);
      MIDGE_ASSIGN_OR_RETURN(vm::VmStats stats,
                             runtime->vm().SwarmStats(swarm));
      out->set_total(stats.agents);
      return absl::OkStatus();
    }());
  }

  grpc::Status InspectAgent(grpc::ServerContext*,
                            const v1::InspectAgentRequest* in,
                            v1::InspectAgentResponse* out) override {
    return ToGrpc([&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(auto runtime, Here());
      MIDGE_ASSIGN_OR_RETURN(
          vm::AgentReport agent,
          runtime->vm().InspectAgent(SwarmId(in->swarm_id()),
                                     ObjectId{in->agent_id()}));
      ToProto(agent, runtime->node(), out->mutable_agent());
      const size_t shown = std::min(agent.threads.size(), kInspectThreadsMax);
      for (size_t i = 0; i < shown; ++i) {
        ToProto(agent.threads[i], out->add_threads());
      }
      return absl::OkStatus();
    }());
  }

  grpc::Status ListMailboxes(grpc::ServerContext*,
                             const v1::ListMailboxesRequest* in,
                             v1::ListMailboxesResponse* out) override {
    return ToGrpc([&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(auto runtime, Here());
      MIDGE_ASSIGN_OR_RETURN(
          auto all, runtime->vm().ListMailboxes(SwarmId(in->swarm_id())));
      const auto mailboxes = Cut(all, in->page());
      for (const vm::MailboxReport& mailbox : mailboxes) {
        ToProto(mailbox, runtime->node(), out->add_mailboxes());
      }
      SetNext(mailboxes, in->page(), out);
      out->set_total(all.size());
      return absl::OkStatus();
    }());
  }

  grpc::Status ListSemaphores(grpc::ServerContext*,
                              const v1::ListSemaphoresRequest* in,
                              v1::ListSemaphoresResponse* out) override {
    return ToGrpc([&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(auto runtime, Here());
      MIDGE_ASSIGN_OR_RETURN(
          auto all, runtime->vm().ListSemaphores(SwarmId(in->swarm_id())));
      const auto semaphores = Cut(all, in->page());
      for (const vm::SemaphoreReport& semaphore : semaphores) {
        ToProto(semaphore, runtime->node(), out->add_semaphores());
      }
      SetNext(semaphores, in->page(), out);
      out->set_total(all.size());
      return absl::OkStatus();
    }());
  }

  grpc::Status Logs(grpc::ServerContext* context, const v1::LogsRequest* in,
                    grpc::ServerWriter<v1::LogsResponse>* writer) override {
    if (readers_.fetch_add(1, std::memory_order_relaxed) >= kLogReadersMax) {
      readers_.fetch_sub(1, std::memory_order_relaxed);
      return ToGrpc(absl::ResourceExhaustedError(
          absl::StrCat(kLogReadersMax, " clients read logs already")));
    }
    const absl::Status status = SendLogs(context, *in, writer);
    readers_.fetch_sub(1, std::memory_order_relaxed);
    return ToGrpc(status);
  }

  grpc::Status SendNamed(grpc::ServerContext*, const v1::SendNamedRequest* in,
                         v1::SendNamedResponse*) override {
    return ToGrpc([&]() -> absl::Status {
      MIDGE_ASSIGN_OR_RETURN(auto runtime, Here());
      return runtime->vm().SendNamed(SwarmId(in->swarm_id()), in->name(),
                                     in->value_literal());
    }());
  }

  grpc::Status Stats(grpc::ServerContext*, const v1::StatsRequest*,
                     v1::StatsResponse* out) override {
    out->set_name(name_);
    out->set_version(kVersion);
    out->set_resident_bytes(ResidentBytes());
    std::shared_ptr<Runtime> runtime = node_->runtime();
    if (runtime == nullptr) return grpc::Status::OK;
    out->set_node_id(runtime->node().value());
    for (const ShareFigures& share : runtime->Shares()) {
      v1::SwarmStatsEntry* entry = out->add_swarms();
      entry->set_swarm_id(share.swarm.value());
      ToProto(share, entry->mutable_stats());
    }
    for (const LinkFigures& link : runtime->hub().Figures()) {
      ToProto(link, out->add_links());
    }
    return grpc::Status::OK;
  }

 private:
  absl::StatusOr<std::shared_ptr<Runtime>> Here() const {
    std::shared_ptr<Runtime> runtime = node_->runtime();
    if (runtime == nullptr) {
      return absl::UnavailableError(
          "this node is not a member of its cluster now");
    }
    return runtime;
  }

  absl::Status SendLogs(grpc::ServerContext* context, const v1::LogsRequest& in,
                        grpc::ServerWriter<v1::LogsResponse>* writer) {
    const SwarmId swarm(in.swarm_id());
    std::shared_ptr<Runtime> runtime = node_->runtime();
    const NodeId self = runtime == nullptr ? NodeId() : runtime->node();
    runtime.reset();  // A follower must not keep a runtime that is forgotten.
    MIDGE_ASSIGN_OR_RETURN(uint64_t cursor,
                           node_->logs().Tail(swarm, in.tail_lines()));
    while (!context->IsCancelled()) {
      MIDGE_ASSIGN_OR_RETURN(
          LogStore::Chunk chunk,
          node_->logs().Read(swarm, cursor, in.follow() ? kFollowNanos : 0));
      cursor = chunk.next;
      if (!chunk.entries.empty()) {
        v1::LogsResponse out;
        out.set_lines_dropped(chunk.dropped);
        for (const LogEntry& entry : chunk.entries) {
          ToProto(entry, self, out.add_lines());
        }
        if (!writer->Write(out)) break;
      }
      if (chunk.ended || (chunk.entries.empty() && !in.follow())) break;
    }
    return absl::OkStatus();
  }

  Node* const node_;
  const std::string name_;
  std::atomic<int> readers_{0};  // Relaxed: only a count.
};

}  // namespace

std::unique_ptr<grpc::Service> MakeService(Node* node, std::string name) {
  return std::make_unique<Service>(node, std::move(name));
}

}  // namespace midge::node

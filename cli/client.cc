#include "cli/client.h"

#include <grpcpp/grpcpp.h>
#include <stdlib.h>

#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/status_macros.h"
#include "cli/local_cluster.h"
#include "cli/text.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "midge/v1/node.grpc.pb.h"
#include "proto/channel.h"
#include "proto/rpc.h"

namespace midge::cli {
namespace {

constexpr char kDefaultAddress[] = "127.0.0.1:7070";
// Status of a process that SIGKILL ended, as shells have it.
constexpr int kKilledStatus = 128 + 9;
// How long a watch waits for a coordinator that went away to come back.
constexpr std::chrono::seconds kWatchPatience(30);
constexpr std::chrono::milliseconds kWatchRetry(500);

// gRPC would take a port past 65535 modulo 65536, and a missing one for 443.
absl::Status CheckAddress(const std::string& address) {
  const size_t colon = address.rfind(':');
  int port = 0;
  if (absl::StartsWith(address, "unix:")) return absl::OkStatus();
  if (colon != std::string::npos && colon > 0 &&
      absl::SimpleAtoi(address.substr(colon + 1), &port) && port > 0 &&
      port <= 65535) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "the coordinator's address \"", address, "\" is not HOST:PORT"));
}

// One rpc with a deadline. `method` is a member of the stub.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                           const Request&,
                                                           Response*),
                              const Request& request,
                              int64_t timeout_ms = kRpcTimeoutMs) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::milliseconds(timeout_ms));
  Response response;
  const absl::Status status =
      FromGrpc((stub.*method)(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

}  // namespace

bool IsEnded(const v1::Swarm& swarm) {
  return swarm.state() == v1::SWARM_STATE_SUCCEEDED ||
         swarm.state() == v1::SWARM_STATE_FAILED ||
         swarm.state() == v1::SWARM_STATE_KILLED;
}

std::string StateText(v1::SwarmState state) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::SwarmState_Name(state), "SWARM_STATE_"));
}

bool HasExitStatus(const v1::Swarm& swarm) {
  return swarm.state() == v1::SWARM_STATE_SUCCEEDED ||
         (swarm.state() == v1::SWARM_STATE_FAILED && swarm.exit_status() != 0);
}

std::string Reason(const v1::Swarm& swarm) {
  return std::string(absl::StripTrailingAsciiWhitespace(swarm.reason()));
}

int ExitStatus(const v1::Swarm& swarm) {
  switch (swarm.state()) {
    case v1::SWARM_STATE_SUCCEEDED:
      return 0;
    case v1::SWARM_STATE_FAILED:
      return swarm.exit_status() != 0 ? swarm.exit_status() & 0xff : 1;
    default:
      return kKilledStatus;
  }
}

// ---- one node ----

class NodeClient::Impl {
 public:
  // A node that does not answer is named: the caller may have asked several.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(
      grpc::Status (v1::Node::Stub::*method)(grpc::ClientContext*,
                                             const Request&, Response*),
      const Request& request) {
    absl::StatusOr<Response> answer = Call(*stub, method, request);
    if (answer.ok()) return answer;
    return Named(answer.status());
  }
  absl::Status Named(const absl::Status& status) const {
    return absl::Status(
        status.code(),
        absl::StrCat("node ", name, " (", address, "): ", status.message()));
  }

  uint32_t id = 0;
  std::string name;
  std::string address;
  std::unique_ptr<v1::Node::Stub> stub;
  grpc::ClientContext logs_context;
};

NodeClient::NodeClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NodeClient::~NodeClient() = default;
const std::string& NodeClient::name() const { return impl_->name; }
uint32_t NodeClient::id() const { return impl_->id; }

absl::StatusOr<v1::ListAgentsResponse> NodeClient::ListAgents(
    const v1::ListAgentsRequest& request) {
  return impl_->Ask(&v1::Node::Stub::ListAgents, request);
}
absl::StatusOr<v1::InspectAgentResponse> NodeClient::InspectAgent(
    const v1::InspectAgentRequest& request) {
  return impl_->Ask(&v1::Node::Stub::InspectAgent, request);
}
absl::StatusOr<v1::ListMailboxesResponse> NodeClient::ListMailboxes(
    const v1::ListMailboxesRequest& request) {
  return impl_->Ask(&v1::Node::Stub::ListMailboxes, request);
}
absl::StatusOr<v1::ListSemaphoresResponse> NodeClient::ListSemaphores(
    const v1::ListSemaphoresRequest& request) {
  return impl_->Ask(&v1::Node::Stub::ListSemaphores, request);
}
absl::StatusOr<v1::SendNamedResponse> NodeClient::SendNamed(
    const v1::SendNamedRequest& request) {
  return impl_->Ask(&v1::Node::Stub::SendNamed, request);
}

absl::Status NodeClient::Logs(
    const v1::LogsRequest& request,
    const std::function<void(const v1::LogsResponse&)>& each) {
  auto reader = impl_->stub->Logs(&impl_->logs_context, request);
  v1::LogsResponse response;
  while (reader->Read(&response)) each(response);
  const absl::Status status = FromGrpc(reader->Finish());
  return status.ok() ? status : impl_->Named(status);
}

void NodeClient::Cancel() { impl_->logs_context.TryCancel(); }

// ---- the coordinator ----

class Client::Impl {
 public:
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(
      grpc::Status (v1::Coordinator::Stub::*method)(grpc::ClientContext*,
                                                    const Request&, Response*),
      const Request& request, int64_t timeout_ms = kRpcTimeoutMs) {
    absl::StatusOr<Response> answer = Call(*stub, method, request, timeout_ms);
    if (answer.ok()) return answer;
    return Explained(answer.status());
  }

  // Nobody there is the commonest error of all: say what to do.
  absl::Status Explained(const absl::Status& status) const {
    if (absl::IsUnimplemented(status)) {
      return absl::UnimplementedError(
          absl::StrCat("what answers at ", address,
                       " is no coordinator of ours: ", status.message()));
    }
    if (!IsRetriable(status)) return status;
    return absl::UnavailableError(absl::StrCat(
        "no coordinator at ", address, " (", status.message(),
        "): start a cluster with `midge up`, or say where one is with "
        "--coordinator HOST:PORT or MIDGE_COORDINATOR"));
  }

  std::string address;
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  std::unique_ptr<v1::Coordinator::Stub> stub;
};

std::string Client::FindCoordinator(const Context& context) {
  if (!context.coordinator.empty()) return context.coordinator;
  const char* named = ::getenv("MIDGE_COORDINATOR");
  if (named != nullptr && *named != '\0') return named;
  absl::StatusOr<LocalCluster> local = LocalCluster::Load();
  return local.ok() ? local->coordinator : kDefaultAddress;
}

absl::StatusOr<std::unique_ptr<Client>> Client::Connect(
    const Context& context) {
  auto impl = std::make_unique<Impl>();
  impl->address = FindCoordinator(context);
  MIDGE_RETURN_IF_ERROR(CheckAddress(impl->address));
  MIDGE_ASSIGN_OR_RETURN(impl->credentials,
                         MakeChannelCredentials(context.tls));
  impl->stub =
      v1::Coordinator::NewStub(MakeChannel(impl->address, impl->credentials));
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;
const std::string& Client::address() const { return impl_->address; }

absl::StatusOr<v1::Swarm> Client::Launch(const v1::LaunchRequest& request) {
  MIDGE_ASSIGN_OR_RETURN(
      v1::LaunchResponse response,
      impl_->Ask(&v1::Coordinator::Stub::Launch, request, kLaunchTimeoutMs));
  return response.swarm();
}

absl::StatusOr<v1::ListSwarmsResponse> Client::ListSwarms() {
  return impl_->Ask(&v1::Coordinator::Stub::ListSwarms,
                    v1::ListSwarmsRequest());
}

absl::StatusOr<v1::ListNodesResponse> Client::ListNodes(bool include_lost) {
  v1::ListNodesRequest request;
  request.set_include_lost(include_lost);
  return impl_->Ask(&v1::Coordinator::Stub::ListNodes, request);
}

absl::StatusOr<v1::GetClusterResponse> Client::GetCluster(int64_t timeout_ms) {
  return impl_->Ask(&v1::Coordinator::Stub::GetCluster, v1::GetClusterRequest(),
                    timeout_ms);
}

absl::StatusOr<v1::Swarm> Client::Kill(uint64_t swarm_id,
                                       const std::string& reason) {
  v1::KillSwarmRequest request;
  request.mutable_swarm()->set_swarm_id(swarm_id);
  request.set_reason(reason);
  MIDGE_ASSIGN_OR_RETURN(
      v1::KillSwarmResponse response,
      impl_->Ask(&v1::Coordinator::Stub::KillSwarm, request));
  return response.swarm();
}

absl::StatusOr<v1::Swarm> Client::FindSwarm(const std::string& text) {
  if (text.empty()) {
    MIDGE_ASSIGN_OR_RETURN(v1::ListSwarmsResponse list, ListSwarms());
    std::vector<v1::Swarm> running;
    for (const v1::Swarm& swarm : list.swarms()) {
      if (!IsEnded(swarm)) running.push_back(swarm);
    }
    if (running.size() == 1) return running.front();
    if (running.empty()) return absl::NotFoundError("no swarm runs");
    return absl::InvalidArgumentError(absl::StrCat(
        running.size(), " swarms run, say which: ",
        absl::StrJoin(running, ", ",
                      [](std::string* out, const v1::Swarm& swarm) {
                        out->append(swarm.name());
                      })));
  }
  MIDGE_ASSIGN_OR_RETURN(Reference reference, ParseReference(text, {"swarm"}));
  v1::GetSwarmRequest request;
  uint64_t id = 0;
  if (absl::SimpleAtoi(reference.name, &id)) {
    request.mutable_swarm()->set_swarm_id(id);
  } else {
    request.mutable_swarm()->set_name(reference.name);
  }
  auto response = impl_->Ask(&v1::Coordinator::Stub::GetSwarm, request);
  if (response.ok()) return response->swarm();
  if (!absl::IsNotFound(response.status())) return response.status();
  MIDGE_ASSIGN_OR_RETURN(v1::ListSwarmsResponse list, ListSwarms());
  std::vector<std::string> names;
  for (const v1::Swarm& swarm : list.swarms()) names.push_back(swarm.name());
  return absl::NotFoundError(absl::StrCat("no swarm ", reference.name,
                                          DidYouMean(reference.name, names)));
}

absl::StatusOr<v1::NodeInfo> Client::FindNode(const std::string& text) {
  MIDGE_ASSIGN_OR_RETURN(Reference reference, ParseReference(text, {"node"}));
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse list, ListNodes(true));
  std::vector<std::string> names;
  for (const v1::NodeInfo& node : list.nodes()) {
    if (node.member().name() == reference.name ||
        absl::StrCat(node.member().node_id()) == reference.name) {
      return node;
    }
    names.push_back(node.member().name());
  }
  return absl::NotFoundError(absl::StrCat("no node ", reference.name,
                                          DidYouMean(reference.name, names)));
}

absl::StatusOr<v1::Swarm> Client::Watch(
    uint64_t swarm_id, const std::function<bool(const v1::Swarm&)>& each) {
  v1::WaitSwarmRequest request;
  request.mutable_swarm()->set_swarm_id(swarm_id);
  auto give_up = std::chrono::steady_clock::now() + kWatchPatience;
  while (true) {
    grpc::ClientContext context;
    auto reader = impl_->stub->WaitSwarm(&context, request);
    v1::WaitSwarmResponse response;
    while (reader->Read(&response)) {
      const bool go_on = each(response.swarm());
      if (!go_on || IsEnded(response.swarm())) {
        context.TryCancel();
        return response.swarm();
      }
      give_up = std::chrono::steady_clock::now() + kWatchPatience;
    }
    absl::Status status = FromGrpc(reader->Finish());
    if (status.ok()) {
      status = absl::InternalError(
          absl::StrCat("the coordinator at ", impl_->address,
                       " told of no end of the swarm"));
    }
    if (!IsRetriable(status) || std::chrono::steady_clock::now() > give_up) {
      return impl_->Explained(status);
    }
    std::this_thread::sleep_for(kWatchRetry);
  }
}

std::unique_ptr<NodeClient> Client::Node(const v1::Member& member) {
  auto impl = std::make_unique<NodeClient::Impl>();
  impl->id = member.node_id();
  impl->name = member.name();
  impl->address = member.address();
  impl->stub =
      v1::Node::NewStub(MakeChannel(member.address(), impl_->credentials));
  return std::unique_ptr<NodeClient>(new NodeClient(std::move(impl)));
}

absl::StatusOr<std::vector<std::unique_ptr<NodeClient>>> Client::NodesOf(
    const v1::Swarm& swarm) {
  MIDGE_ASSIGN_OR_RETURN(v1::ListNodesResponse list, ListNodes(false));
  std::vector<std::unique_ptr<NodeClient>> nodes;
  for (const v1::NodeInfo& node : list.nodes()) {
    for (uint32_t id : swarm.node_ids()) {
      if (node.member().node_id() == id) nodes.push_back(Node(node.member()));
    }
  }
  return nodes;
}

}  // namespace midge::cli

// A whole coordinator behind its gRPC port, driven by nodes that speak the
// protocol and run nothing.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "coordinator/server.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "midge/v1/node.grpc.pb.h"
#include "proto/bundle.h"
#include "proto/channel.h"
#include "proto/limits.h"

namespace midge::coordinator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

// A node that remembers what it was told.
class ScriptedNode final : public v1::Node::Service {
 public:
  explicit ScriptedNode(std::string name) : name_(std::move(name)) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }

  grpc::Status StartSwarm(grpc::ServerContext*, const v1::StartSwarmRequest* in,
                          v1::StartSwarmResponse*) override {
    MutexLock lock(&mutex_);
    if (!refuse_start_.empty()) {
      return {grpc::StatusCode::INVALID_ARGUMENT, refuse_start_};
    }
    started_[in->spec().swarm_id()] = *in;
    changed_.SignalAll();
    return grpc::Status::OK;
  }
  grpc::Status BeginSwarm(grpc::ServerContext*, const v1::BeginSwarmRequest* in,
                          v1::BeginSwarmResponse*) override {
    return Note(&begun_, in->swarm_id());
  }
  grpc::Status StopSwarm(grpc::ServerContext*, const v1::StopSwarmRequest* in,
                         v1::StopSwarmResponse*) override {
    return Note(&stopped_, in->swarm_id());
  }
  grpc::Status NodesLost(grpc::ServerContext*, const v1::NodesLostRequest* in,
                         v1::NodesLostResponse*) override {
    for (uint32_t node : in->node_ids()) Note(&lost_, node);
    return grpc::Status::OK;
  }

  v1::RegisterRequest Registration() const {
    v1::RegisterRequest request;
    request.set_name(name_);
    request.set_address(absl::StrCat("127.0.0.1:", port_));
    request.set_cores(2);
    request.set_version("test");
    return request;
  }

  void RefuseStart(const std::string& why) {
    MutexLock lock(&mutex_);
    refuse_start_ = why;
  }
  v1::StartSwarmRequest AwaitStart(uint64_t swarm) {
    Await([&] { return started_.count(swarm) > 0; });
    MutexLock lock(&mutex_);
    return started_[swarm];
  }
  void AwaitBegin(uint64_t swarm) {
    Await([&] { return begun_.count(swarm) > 0; });
  }
  void AwaitStop(uint64_t swarm) {
    Await([&] { return stopped_.count(swarm) > 0; });
  }
  void AwaitLost(uint64_t node) {
    Await([&] { return lost_.count(node) > 0; });
  }

 private:
  grpc::Status Note(std::set<uint64_t>* set, uint64_t value) {
    MutexLock lock(&mutex_);
    set->insert(value);
    changed_.SignalAll();
    return grpc::Status::OK;
  }
  template <typename Condition>
  void Await(Condition condition) {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::seconds(20);
    MutexLock lock(&mutex_);
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << name_;
      changed_.WaitFor(&mutex_, std::chrono::milliseconds(100));
    }
  }

  const std::string name_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
  Mutex mutex_;
  CondVar changed_;
  std::string refuse_start_;
  std::map<uint64_t, v1::StartSwarmRequest> started_;
  std::set<uint64_t> begun_, stopped_, lost_;
};

std::string Bundle() {
  v1::Program program;
  program.set_entry("ants.py");
  auto* file = program.add_files();
  file->set_path("ants.py");
  file->set_data("print('ants')\n");
  return *PackBundle(program);
}

class ServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/service_test_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    options_.listen = "127.0.0.1:0";
    options_.db_path = folder_ + "/coordinator.db";
    options_.lease_ms = 600;
    StartServer();
  }
  void TearDown() override {
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  void StartServer() {
    auto server = Server::Start(options_);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    options_.listen = server_->address();
    stub_ = v1::Coordinator::NewStub(
        MakeChannel(server_->address(), grpc::InsecureChannelCredentials()));
  }

  // Calls `method` with a deadline.
  template <typename Request, typename Response>
  grpc::Status Call(grpc::Status (v1::Coordinator::Stub::*method)(
                        grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response* response) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(20));
    return (stub_.get()->*method)(&context, request, response);
  }

  uint32_t Register(const ScriptedNode& node) {
    v1::RegisterResponse response;
    const grpc::Status status =
        Call(&v1::Coordinator::Stub::Register, node.Registration(), &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.lease_ms(), 600u);
    EXPECT_GT(response.heartbeat_interval_ms(), 0u);
    return response.node_id();
  }

  grpc::Status Beat(uint32_t node, const std::vector<uint64_t>& swarms,
                    v1::HeartbeatResponse* response) {
    v1::HeartbeatRequest request;
    request.set_node_id(node);
    for (uint64_t swarm : swarms) {
      request.add_swarms()->set_swarm_id(swarm);
    }
    return Call(&v1::Coordinator::Stub::Heartbeat, request, response);
  }

  v1::Swarm Launch(const std::string& name = "") {
    v1::LaunchRequest request;
    request.set_bundle(Bundle());
    request.set_name(name);
    request.add_argv("--size");
    request.add_argv("3");
    v1::LaunchResponse response;
    const grpc::Status status =
        Call(&v1::Coordinator::Stub::Launch, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.swarm();
  }

  std::string folder_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::Coordinator::Stub> stub_;
};

TEST_F(ServiceTest, RunsASwarmOverTwoNodes) {
  ScriptedNode a("a"), b("b");
  const uint32_t a_id = Register(a);
  const uint32_t b_id = Register(b);
  const v1::Swarm swarm = Launch();
  EXPECT_EQ(swarm.name(), "ants-1");
  EXPECT_EQ(swarm.entry(), "ants.py");
  EXPECT_TRUE(swarm.options().has_seed());
  EXPECT_THAT(swarm.node_ids(), ElementsAre(a_id, b_id));

  const v1::StartSwarmRequest start = b.AwaitStart(swarm.swarm_id());
  EXPECT_EQ(start.node_id(), b_id);
  EXPECT_EQ(start.spec().bundle(), Bundle());
  EXPECT_EQ(start.spec().entry(), "ants.py");
  EXPECT_THAT(start.spec().argv(), ElementsAre("--size", "3"));
  EXPECT_EQ(start.spec().options().seed(), swarm.options().seed());
  EXPECT_EQ(start.spec().root_node_id(), a_id);
  EXPECT_EQ(start.spec().shard_map().node_of_shard(start.spec().root_shard()),
            a_id);
  EXPECT_THAT(start.members(), SizeIs(2));
  a.AwaitBegin(swarm.swarm_id());

  v1::SwarmFinishedRequest finished;
  finished.set_node_id(a_id);
  finished.set_swarm_id(swarm.swarm_id());
  finished.mutable_stats()->set_agents_spawned(5);
  v1::SwarmFinishedResponse nothing;
  ASSERT_TRUE(
      Call(&v1::Coordinator::Stub::SwarmFinished, finished, &nothing).ok());
  a.AwaitStop(swarm.swarm_id());
  b.AwaitStop(swarm.swarm_id());

  v1::GetSwarmRequest get;
  get.mutable_swarm()->set_name("ants-1");
  v1::GetSwarmResponse got;
  ASSERT_TRUE(Call(&v1::Coordinator::Stub::GetSwarm, get, &got).ok());
  EXPECT_EQ(got.swarm().state(), v1::SWARM_STATE_SUCCEEDED);
  EXPECT_EQ(got.swarm().stats().agents_spawned(), 5u);
}

TEST_F(ServiceTest, WatcherSeesEveryState) {
  ScriptedNode a("a");
  const uint32_t a_id = Register(a);
  const v1::Swarm swarm = Launch();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(20));
  v1::WaitSwarmRequest request;
  request.mutable_swarm()->set_swarm_id(swarm.swarm_id());
  auto reader = stub_->WaitSwarm(&context, request);
  v1::WaitSwarmResponse response;
  while (response.swarm().state() != v1::SWARM_STATE_RUNNING) {
    ASSERT_TRUE(reader->Read(&response));
  }
  v1::SwarmFinishedRequest finished;
  finished.set_node_id(a_id);
  finished.set_swarm_id(swarm.swarm_id());
  finished.set_exit_status(3);
  finished.set_error("ValueError: no ants");
  v1::SwarmFinishedResponse nothing;
  ASSERT_TRUE(
      Call(&v1::Coordinator::Stub::SwarmFinished, finished, &nothing).ok());
  while (reader->Read(&response)) continue;
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(response.swarm().state(), v1::SWARM_STATE_FAILED);
  EXPECT_EQ(response.swarm().exit_status(), 3);
  EXPECT_EQ(response.swarm().reason(), "ValueError: no ants");
}

TEST_F(ServiceTest, SilentNodeIsLostAndTheOtherIsTold) {
  ScriptedNode a("a"), b("b");
  const uint32_t a_id = Register(a);
  const uint32_t b_id = Register(b);
  const v1::Swarm swarm = Launch();
  a.AwaitBegin(swarm.swarm_id());
  // b never sends a heartbeat, a does.
  v1::HeartbeatResponse beat;
  bool told = false;
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!told && std::chrono::steady_clock::now() < deadline) {
    ASSERT_TRUE(Beat(a_id, {swarm.swarm_id()}, &beat).ok());
    for (const v1::Member& member : beat.members().members()) {
      told |= member.node_id() == b_id && member.state() == v1::NODE_STATE_LOST;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(told);
  a.AwaitLost(b_id);
  EXPECT_EQ(Beat(b_id, {}, &beat).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ServiceTest, RefusedStartFailsTheSwarmWithTheReason) {
  ScriptedNode a("a");
  a.RefuseStart("bundle: no module named 'ants'");
  Register(a);
  const v1::Swarm swarm = Launch("refused");
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(20));
  v1::WaitSwarmRequest request;
  request.mutable_swarm()->set_name("refused");
  auto reader = stub_->WaitSwarm(&context, request);
  v1::WaitSwarmResponse response;
  while (reader->Read(&response)) continue;
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(response.swarm().state(), v1::SWARM_STATE_FAILED);
  EXPECT_THAT(response.swarm().reason(), HasSubstr("no module named"));
}

TEST_F(ServiceTest, RestartedCoordinatorGoesOnWithNodesAndSwarms) {
  ScriptedNode a("a");
  const uint32_t a_id = Register(a);
  const v1::Swarm swarm = Launch();
  a.AwaitBegin(swarm.swarm_id());
  server_.reset();
  StartServer();
  v1::HeartbeatResponse beat;
  ASSERT_TRUE(Beat(a_id, {swarm.swarm_id()}, &beat).ok());
  ASSERT_THAT(beat.swarms(), SizeIs(1));
  EXPECT_EQ(beat.swarms(0).swarm_id(), swarm.swarm_id());
  v1::KillSwarmRequest kill;
  kill.mutable_swarm()->set_swarm_id(swarm.swarm_id());
  kill.set_reason("test");
  v1::KillSwarmResponse killed;
  ASSERT_TRUE(Call(&v1::Coordinator::Stub::KillSwarm, kill, &killed).ok());
  EXPECT_EQ(killed.swarm().state(), v1::SWARM_STATE_KILLED);
  a.AwaitStop(swarm.swarm_id());
}

TEST_F(ServiceTest, RefusesWhatIsWrongAndNamesIt) {
  ScriptedNode a("a");
  Register(a);
  auto launch_error = [&](auto change) {
    v1::LaunchRequest request;
    request.set_bundle(Bundle());
    change(request);
    v1::LaunchResponse response;
    const grpc::Status status =
        Call(&v1::Coordinator::Stub::Launch, request, &response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    return status.error_message();
  };
  using Request = v1::LaunchRequest;
  EXPECT_THAT(launch_error([](Request& r) { r.set_bundle("junk"); }),
              HasSubstr("bundle"));
  EXPECT_THAT(launch_error([](Request& r) { r.set_name("a/b"); }),
              HasSubstr("name"));
  EXPECT_THAT(launch_error([](Request& r) {
                for (int i = 0; i <= kArgvMax; ++i) r.add_argv("");
              }),
              HasSubstr("argv"));
  EXPECT_THAT(launch_error([](Request& r) {
                r.add_argv(std::string(kArgvBytesMax + 1, 'x'));
              }),
              HasSubstr("argv"));
  EXPECT_THAT(launch_error([](Request& r) {
                for (int i = 0; i <= kSpawnDirectivesMax; ++i) {
                  r.add_spawns()->set_function("f");
                }
              }),
              HasSubstr("spawns"));
  EXPECT_THAT(launch_error([](Request& r) {
                r.add_spawns()->set_function("f");
                r.mutable_spawns(0)->set_count(kSpawnCountMax + 1);
              }),
              HasSubstr("spawns"));
  EXPECT_THAT(launch_error([](Request& r) { r.add_spawns(); }),
              HasSubstr("spawns"));

  v1::HeartbeatRequest beat;
  beat.set_node_id(1);
  for (int i = 0; i <= kReportsMax; ++i) beat.add_swarms();
  v1::HeartbeatResponse answer;
  EXPECT_EQ(Call(&v1::Coordinator::Stub::Heartbeat, beat, &answer).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);

  v1::GetSwarmRequest get;
  get.mutable_swarm()->set_name("nobody");
  v1::GetSwarmResponse got;
  const grpc::Status unknown =
      Call(&v1::Coordinator::Stub::GetSwarm, get, &got);
  EXPECT_EQ(unknown.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(unknown.error_message(), HasSubstr("nobody"));
}

TEST_F(ServiceTest, RefusesAMessageBeyondTheLimit) {
  v1::LaunchRequest request;
  request.set_bundle(std::string(kRpcMessageBytesMax + 1, 'x'));
  v1::LaunchResponse response;
  EXPECT_EQ(
      Call(&v1::Coordinator::Stub::Launch, request, &response).error_code(),
      grpc::StatusCode::RESOURCE_EXHAUSTED);
  // One that fits is looked at, and refused for what is in it.
  request.set_bundle(std::string(kBundleBytesMax, 'x'));
  EXPECT_EQ(
      Call(&v1::Coordinator::Stub::Launch, request, &response).error_code(),
      grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(ServiceTest, RefusesMoreWatchersThanTheLimit) {
  ScriptedNode a("a");
  const uint32_t a_id = Register(a);
  const v1::Swarm swarm = Launch();
  v1::WaitSwarmRequest request;
  request.mutable_swarm()->set_swarm_id(swarm.swarm_id());
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReader<v1::WaitSwarmResponse>>>
      readers;
  v1::WaitSwarmResponse response;
  v1::HeartbeatResponse beat;
  for (int i = 0; i < kWatchersMax; ++i) {
    // Or the lease ends, with it the swarm, and with that every watch.
    Beat(a_id, {swarm.swarm_id()}, &beat);
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    readers.push_back(stub_->WaitSwarm(contexts.back().get(), request));
    ASSERT_TRUE(readers.back()->Read(&response)) << i;
  }
  grpc::ClientContext context;
  Beat(a_id, {swarm.swarm_id()}, &beat);
  auto one_more = stub_->WaitSwarm(&context, request);
  EXPECT_FALSE(one_more->Read(&response));
  EXPECT_EQ(one_more->Finish().error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  for (auto& open : contexts) open->TryCancel();
  for (auto& reader : readers) {
    while (reader->Read(&response)) continue;
    reader->Finish();
  }
}

TEST_F(ServiceTest, ListsNodesAndSaysWhoItIs) {
  ScriptedNode a("a"), b("b");
  Register(a);
  Register(b);
  v1::ListNodesResponse nodes;
  ASSERT_TRUE(
      Call(&v1::Coordinator::Stub::ListNodes, v1::ListNodesRequest(), &nodes)
          .ok());
  ASSERT_THAT(nodes.nodes(), SizeIs(2));
  EXPECT_EQ(nodes.nodes(0).member().name(), "a");
  EXPECT_EQ(nodes.nodes(0).member().state(), v1::NODE_STATE_LIVE);
  v1::GetClusterResponse cluster;
  ASSERT_TRUE(Call(&v1::Coordinator::Stub::GetCluster, v1::GetClusterRequest(),
                   &cluster)
                  .ok());
  EXPECT_EQ(cluster.nodes_live(), 2u);
  EXPECT_EQ(cluster.version(), MIDGE_VERSION);
}

TEST_F(ServiceTest, NoPortIsOpenedWhenNoneIsAskedFor) {
  ServerOptions options;
  options.listen = "";
  auto server = Server::Start(options);
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_EQ((*server)->address(), "");
  auto stub = v1::Coordinator::NewStub((*server)->InProcessChannel());
  grpc::ClientContext context;
  v1::GetClusterResponse cluster;
  EXPECT_TRUE(stub->GetCluster(&context, {}, &cluster).ok());
}

TEST_F(ServiceTest, TakenPortIsAnError) {
  ServerOptions options;
  options.listen = server_->address();
  auto second = Server::Start(options);
  EXPECT_TRUE(absl::IsUnavailable(second.status()));
  EXPECT_THAT(std::string(second.status().message()),
              HasSubstr(server_->address()));
}

TEST_F(ServiceTest, RefusesToListenBeyondLoopbackInTheClear) {
  ServerOptions options;
  options.listen = "0.0.0.0:0";
  auto server = Server::Start(options);
  EXPECT_TRUE(absl::IsFailedPrecondition(server.status()));
  options.listen = "127.0.0.1:0";
  options.metrics_listen = "0.0.0.0:0";
  server = Server::Start(options);
  EXPECT_TRUE(absl::IsFailedPrecondition(server.status()));
}

}  // namespace
}  // namespace midge::coordinator

// Whole nodes in this process, with real ports, and a coordinator that only
// keeps a list. The VM is the one of fake_vm.cc.
#include "node/server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "midge/v1/node.grpc.pb.h"
#include "proto/bundle.h"
#include "proto/channel.h"
#include "tests/node/cutting_proxy.h"

namespace midge::node {
namespace {

using ::testing::HasSubstr;

class ListKeeper final : public v1::Coordinator::Service {
 public:
  grpc::Status Register(grpc::ServerContext*, const v1::RegisterRequest* in,
                        v1::RegisterResponse* out) override {
    MutexLock lock(&mutex_);
    v1::Member* member = members_.add_members();
    member->set_node_id(static_cast<uint32_t>(members_.members_size()));
    member->set_name(in->name());
    member->set_address(in->address());
    member->set_metrics_address(in->metrics_address());
    member->set_state(v1::NODE_STATE_LIVE);
    members_.set_epoch(members_.epoch() + 1);
    out->set_node_id(member->node_id());
    out->set_heartbeat_interval_ms(20);
    *out->mutable_members() = members_;
    return grpc::Status::OK;
  }

  grpc::Status Heartbeat(grpc::ServerContext*, const v1::HeartbeatRequest* in,
                         v1::HeartbeatResponse* out) override {
    MutexLock lock(&mutex_);
    if (in->node_id() <= forgotten_) {
      return grpc::Status(grpc::StatusCode::NOT_FOUND, "who is that");
    }
    out->set_heartbeat_interval_ms(20);
    if (members_.epoch() > in->members_epoch()) {
      *out->mutable_members() = members_;
    }
    for (const v1::SwarmReport& report : in->swarms()) {
      out->add_swarms()->set_swarm_id(report.swarm_id());
    }
    heartbeats_[in->node_id()] = *in;
    return grpc::Status::OK;
  }

  grpc::Status SwarmFinished(grpc::ServerContext*,
                             const v1::SwarmFinishedRequest* in,
                             v1::SwarmFinishedResponse*) override {
    MutexLock lock(&mutex_);
    finished_ = *in;
    return grpc::Status::OK;
  }

  grpc::Status Leave(grpc::ServerContext*, const v1::LeaveRequest* in,
                     v1::LeaveResponse*) override {
    MutexLock lock(&mutex_);
    left_.push_back(in->node_id());
    return grpc::Status::OK;
  }

  // All that have this id or a lower one are strangers from now on.
  void Forget(uint32_t node) {
    MutexLock lock(&mutex_);
    forgotten_ = node;
  }
  v1::Members members() {
    MutexLock lock(&mutex_);
    return members_;
  }
  std::vector<uint32_t> left() {
    MutexLock lock(&mutex_);
    return left_;
  }
  std::optional<v1::SwarmFinishedRequest> finished() {
    MutexLock lock(&mutex_);
    return finished_;
  }
  std::map<uint32_t, v1::HeartbeatRequest> heartbeats() {
    MutexLock lock(&mutex_);
    return heartbeats_;
  }

 private:
  Mutex mutex_;
  v1::Members members_;
  uint32_t forgotten_ = 0;
  std::map<uint32_t, v1::HeartbeatRequest> heartbeats_;
  std::optional<v1::SwarmFinishedRequest> finished_;
  std::vector<uint32_t> left_;
};

bool Eventually(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

class ServerTest : public testing::Test {
 protected:
  void SetUp() override { StartCoordinator(); }

  void TearDown() override {
    servers_.clear();
    if (coordinator_ != nullptr) {
      coordinator_->Shutdown(std::chrono::system_clock::now());
    }
  }

  void StartCoordinator() {
    grpc::ServerBuilder builder;
    auto credentials = MakeServerCredentials(tls_);
    ASSERT_TRUE(credentials.ok()) << credentials.status();
    builder.AddListeningPort("127.0.0.1:0", *credentials, &coordinator_port_);
    builder.RegisterService(&keeper_);
    coordinator_ = builder.BuildAndStart();
    address_ = absl::StrCat("127.0.0.1:", coordinator_port_);
  }

  ServerOptions Options(const std::string& name) {
    ServerOptions options;
    options.coordinator = address_;
    options.name = name;
    options.metrics_listen = "127.0.0.1:0";
    options.workers = 1;
    options.tls = tls_;
    return options;
  }

  void StartNodes(int count) {
    for (int i = 1; i <= count; ++i) {
      auto server = Server::Start(Options(absl::StrCat("node-", i)));
      ASSERT_TRUE(server.ok()) << server.status();
      servers_.push_back(*std::move(server));
      ASSERT_TRUE(
          Eventually([&] { return keeper_.members().members_size() == i; }));
    }
    // Until everyone has heard of everyone.
    ASSERT_TRUE(Eventually([&] {
      size_t known = 0;
      for (const auto& [node, heartbeat] : keeper_.heartbeats()) {
        known += heartbeat.members_epoch() == keeper_.members().epoch();
      }
      return known == servers_.size();
    }));
  }

  std::unique_ptr<v1::Node::Stub> Stub(size_t index) {
    return v1::Node::NewStub(
        MakeChannel(servers_[index]->address(), *MakeChannelCredentials(tls_)));
  }

  // Shard i is on node i + 1.
  v1::StartSwarmRequest StartRequest(const std::string& script) {
    v1::Program program;
    program.set_entry("main.py");
    v1::ProgramFile* file = program.add_files();
    file->set_path("main.py");
    file->set_data(script);
    v1::StartSwarmRequest request;
    v1::SwarmSpec* spec = request.mutable_spec();
    spec->set_swarm_id(5);
    spec->set_bundle(*PackBundle(program));
    spec->mutable_shard_map()->set_epoch(1);
    const v1::Members members = keeper_.members();
    for (const v1::Member& member : members.members()) {
      spec->mutable_shard_map()->add_node_of_shard(member.node_id());
      *request.add_members() = member;
    }
    spec->set_root_node_id(1);
    return request;
  }

  void Run(const std::string& script) {
    v1::StartSwarmRequest request = StartRequest(script);
    for (size_t i = 0; i < servers_.size(); ++i) {
      request.set_node_id(static_cast<uint32_t>(i + 1));
      grpc::ClientContext context;
      v1::StartSwarmResponse response;
      const grpc::Status status =
          Stub(i)->StartSwarm(&context, request, &response);
      ASSERT_TRUE(status.ok()) << status.error_message();
    }
    grpc::ClientContext context;
    v1::BeginSwarmRequest begin;
    begin.set_swarm_id(5);
    v1::BeginSwarmResponse response;
    ASSERT_TRUE(Stub(0)->BeginSwarm(&context, begin, &response).ok());
  }

  TlsOptions tls_;
  ListKeeper keeper_;
  int coordinator_port_ = 0;
  std::string address_;
  std::unique_ptr<grpc::Server> coordinator_;
  std::vector<std::unique_ptr<Server>> servers_;
};

TEST_F(ServerTest, RunsASwarmAndReportsItsEnd) {
  StartNodes(2);
  Run("send 1 echo 0 hi\nexpect 1\nprint done\nexit 3\n");
  ASSERT_TRUE(Eventually([&] { return keeper_.finished().has_value(); }));
  EXPECT_EQ(keeper_.finished()->swarm_id(), 5u);
  EXPECT_EQ(keeper_.finished()->node_id(), 1u);
  EXPECT_EQ(keeper_.finished()->exit_status(), 3);
  EXPECT_EQ(keeper_.finished()->stats().envelopes_sent(), 1u);

  grpc::ClientContext context;
  v1::StatsResponse stats;
  ASSERT_TRUE(Stub(0)->Stats(&context, {}, &stats).ok());
  EXPECT_EQ(stats.node_id(), 1u);
  EXPECT_EQ(stats.name(), "node-1");
  ASSERT_EQ(stats.swarms_size(), 1);
  ASSERT_EQ(stats.links_size(), 1);
  EXPECT_TRUE(stats.links(0).connected());
  EXPECT_GT(stats.resident_bytes(), 1'000'000u);
}

TEST_F(ServerTest, FollowsALogToItsEnd) {
  StartNodes(1);
  Run("print one\nsleep 100\nprint two\nsleep 100\nexit 0\n");
  auto stub = Stub(0);
  grpc::ClientContext context;
  v1::LogsRequest request;
  request.set_swarm_id(5);
  request.set_follow(true);
  auto reader = stub->Logs(&context, request);
  std::string text;
  v1::LogsResponse response;
  while (reader->Read(&response)) {
    for (const v1::LogLine& line : response.lines()) {
      EXPECT_EQ(line.node_id(), 1u);
      EXPECT_EQ(line.stream(), v1::LOG_STREAM_STDOUT);
      text += line.text();
    }
    if (!absl::StrContains(text, "two")) continue;
    v1::StopSwarmRequest stop;
    stop.set_swarm_id(5);
    v1::StopSwarmResponse stopped;
    grpc::ClientContext stop_context;
    EXPECT_TRUE(Stub(0)->StopSwarm(&stop_context, stop, &stopped).ok());
  }
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_EQ(text, "one\ntwo\n");
}

TEST_F(ServerTest, RefusalsNameWhatIsWrong) {
  StartNodes(1);
  auto stub = Stub(0);
  const auto start = [&](v1::StartSwarmRequest request) {
    grpc::ClientContext context;
    v1::StartSwarmResponse response;
    return stub->StartSwarm(&context, request, &response);
  };
  v1::StartSwarmRequest request = StartRequest("");
  request.set_node_id(1);
  v1::StartSwarmRequest wrong = request;
  wrong.set_node_id(9);
  EXPECT_EQ(start(wrong).error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  wrong = request;
  wrong.mutable_spec()->set_root_shard(1);
  EXPECT_THAT(start(wrong).error_message(), HasSubstr("root_shard"));
  wrong = request;
  wrong.mutable_spec()->clear_shard_map();
  EXPECT_THAT(start(wrong).error_message(), HasSubstr("shard_map"));
  wrong = request;
  wrong.mutable_spec()->set_bundle("no bundle");
  EXPECT_EQ(start(wrong).error_code(), grpc::StatusCode::INVALID_ARGUMENT);

  grpc::ClientContext context;
  v1::BeginSwarmRequest begin;
  begin.set_swarm_id(77);
  v1::BeginSwarmResponse begun;
  const grpc::Status status = stub->BeginSwarm(&context, begin, &begun);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(status.error_message(), HasSubstr("swarm 77"));
}

TEST_F(ServerTest, JoinsAnewWhenItIsHeldForLost) {
  StartNodes(1);
  Run("sleep 60000\n");
  keeper_.Forget(1);
  EXPECT_TRUE(Eventually([&] { return keeper_.heartbeats().contains(2); }));
  EXPECT_EQ(keeper_.heartbeats()[2].swarms_size(), 0)
      << "what the lost one ran is gone";
}

TEST_F(ServerTest, SaysGoodByeWhenItStops) {
  StartNodes(1);
  servers_[0]->Stop();
  EXPECT_EQ(keeper_.left(), std::vector<uint32_t>{1});
}

TEST_F(ServerTest, WaitsForACoordinatorThatComesLater) {
  // Nobody can take the port in the meantime.
  CuttingProxy proxy;
  ServerOptions options = Options("early");
  options.coordinator = proxy.address();
  auto server = Server::Start(options);
  ASSERT_TRUE(server.ok());
  EXPECT_TRUE(Eventually([&] { return proxy.refused() > 0; }));
  EXPECT_EQ(keeper_.members().members_size(), 0);
  proxy.SetTarget(coordinator_port_);
  EXPECT_TRUE(
      Eventually([&] { return keeper_.members().members_size() == 1; }));
}

TEST_F(ServerTest, RefusesToListenBeyondLoopbackWithoutTls) {
  ServerOptions options = Options("node-1");
  options.listen = "0.0.0.0:0";
  EXPECT_THAT(Server::Start(options).status().ToString(), HasSubstr("0.0.0.0"));
}

// What a metrics port says; curl stands for Prometheus.
std::string Scrape(const std::string& address) {
  FILE* pipe =
      popen(absl::StrCat("curl -s http://", address, "/metrics").c_str(), "r");
  std::string text;
  char bytes[4096];
  while (size_t size = fread(bytes, 1, sizeof(bytes), pipe)) {
    text.append(bytes, size);
  }
  pclose(pipe);
  return text;
}

TEST_F(ServerTest, ShowsItsFigures) {
  StartNodes(2);
  Run("flood 1 1000\nsend 1 echo 0 x\nexpect 1\nprint done\nsleep 60000\n");
  const std::string address = servers_[0]->metrics_address();
  EXPECT_EQ(keeper_.members().members(0).metrics_address(), address);
  ASSERT_TRUE(Eventually([&] {
    return absl::StrContains(Scrape(address),
                             "midge_swarm_agents{swarm=\"5\"} 1");
  }));
  const std::string text = Scrape(address);
  EXPECT_THAT(text, HasSubstr("midge_node_link_up{peer=\"2\"} 1"));
  EXPECT_THAT(text, HasSubstr("midge_node_shards 1"));
  EXPECT_THAT(text, HasSubstr("midge_node_coordinator_connected 1"));
  EXPECT_THAT(text, HasSubstr("midge_build_info{component=\"node\""));
  EXPECT_THAT(text, HasSubstr("midge_node_link_batch_bytes_bucket"));
}

// The same over mutual TLS on every port.
class TlsServerTest : public ServerTest {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "/midge_node_XXXXXX";
    folder_ = mkdtemp(pattern.data());
    std::ofstream(folder_ + "/ext") << "subjectAltName=IP:127.0.0.1\n";
    const std::string key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 ";
    Shell(
        "openssl req -x509 -nodes -days 2 -subj /CN=ca -keyout ca.key "
        "-out ca.pem " +
        key);
    Shell("openssl req -nodes -subj /CN=node -keyout node.key -out node.csr " +
          key);
    Shell(
        "openssl x509 -req -days 2 -in node.csr -CA ca.pem -CAkey ca.key "
        "-CAcreateserial -extfile ext -out node.pem");
    tls_ = {folder_ + "/node.pem", folder_ + "/node.key", folder_ + "/ca.pem",
            false};
    StartCoordinator();
  }
  void TearDown() override {
    ServerTest::TearDown();
    std::filesystem::remove_all(folder_);
  }

  void Shell(const std::string& command) {
    ASSERT_EQ(std::system(("cd " + folder_ + " && " + command +
                           " >/dev/null 2>/dev/null")
                              .c_str()),
              0)
        << command;
  }

  std::string folder_;
};

TEST_F(TlsServerTest, LinksAndRpcsSpeakIt) {
  StartNodes(2);
  Run("send 1 echo 0 hi\nexpect 1\nexit 0\n");
  EXPECT_TRUE(Eventually([&] { return keeper_.finished().has_value(); }));
  // One without a certificate is not heard.
  auto stub = v1::Node::NewStub(grpc::CreateChannel(
      servers_[0]->address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(5));
  v1::StatsResponse response;
  EXPECT_FALSE(stub->Stats(&context, {}, &response).ok());
}

}  // namespace
}  // namespace midge::node

// A coordinator and nodes as real processes, over real gRPC, killed, stopped
// and cut.
//
// The nodes run scripts in place of Python (tests/node/fake_vm.cc): what is
// tested here is the cluster around the VM.
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "midge/v1/node.grpc.pb.h"
#include "proto/bundle.h"
#include "tests/cluster/process.h"
#include "tests/node/cutting_proxy.h"

namespace midge {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kLeaseMs = 1000;
// What a loaded machine may need beyond the lease.
constexpr milliseconds kPatience(10'000);

std::string ProgramFolder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

// Until it is true, for at most 30 s.
bool Eventually(const std::function<bool()>& condition) {
  for (int i = 0; i < 1500; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(milliseconds(20));
  }
  return false;
}

class ClusterTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = "/tmp/midge-cluster-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    StartCoordinator("127.0.0.1:0");
  }

  void TearDown() override {
    if (HasFailure()) {
      for (auto& node : nodes_) {
        if (node != nullptr) std::cerr << node->log() << "\n";
      }
      std::cerr << coordinator_->log() << "\n";
    }
    nodes_.clear();
    coordinator_.reset();
    std::filesystem::remove_all(folder_);
  }

  void StartCoordinator(const std::string& listen) {
    const std::string port_file = folder_ + "/coordinator.port";
    std::filesystem::remove(port_file);
    coordinator_ = std::make_unique<Process>(
        std::vector<std::string>{
            ProgramFolder() + "/midge-coordinator", "--listen", listen, "--db",
            folder_ + "/coordinator.db", "--lease-ms", absl::StrCat(kLeaseMs),
            "--port-file", port_file},
        folder_ + "/coordinator.log");
    coordinator_address_ = WaitForPortFile(port_file);
    ASSERT_FALSE(coordinator_address_.empty()) << coordinator_->log();
    stub_ = v1::Coordinator::NewStub(grpc::CreateChannel(
        coordinator_address_, grpc::InsecureChannelCredentials()));
  }

  // Returns the node's address when it listens.
  std::string StartNode(const std::string& name,
                        std::vector<std::string> flags = {}) {
    const std::string port_file = folder_ + "/" + name + ".port";
    std::filesystem::remove(port_file);
    std::vector<std::string> command = {ProgramFolder() + "/midge-script-node",
                                        "--coordinator",
                                        coordinator_address_,
                                        "--name",
                                        name,
                                        "--port-file",
                                        port_file,
                                        "--workers",
                                        "1"};
    command.insert(command.end(), flags.begin(), flags.end());
    nodes_.push_back(
        std::make_unique<Process>(command, folder_ + "/" + name + ".log"));
    return WaitForPortFile(port_file);
  }

  // node-1, … join one after the other, so that their ids are 1, 2, ….
  void StartNodes(int count) {
    for (int i = 1; i <= count; ++i) {
      StartNode(absl::StrCat("node-", i));
      ASSERT_TRUE(Eventually([&] { return Live().size() == size_t(i); }));
    }
  }

  std::vector<v1::NodeInfo> Nodes() {
    v1::ListNodesRequest request;
    request.set_include_lost(true);
    v1::ListNodesResponse response;
    grpc::ClientContext context;
    stub_->ListNodes(&context, request, &response);
    return {response.nodes().begin(), response.nodes().end()};
  }

  std::vector<v1::NodeInfo> Live() {
    std::vector<v1::NodeInfo> live;
    for (const v1::NodeInfo& node : Nodes()) {
      if (node.member().state() == v1::NODE_STATE_LIVE) live.push_back(node);
    }
    return live;
  }

  // The first shards are on nodes 1, 2, 3, 1, …; the root is in shard 0.
  uint64_t Launch(const std::string& script) {
    v1::Program program;
    program.set_entry("main.py");
    v1::ProgramFile* file = program.add_files();
    file->set_path("main.py");
    file->set_data(script);
    v1::LaunchRequest request;
    request.set_bundle(*PackBundle(program));
    v1::LaunchResponse response;
    grpc::ClientContext context;
    const grpc::Status status = stub_->Launch(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.swarm().swarm_id();
  }

  v1::Swarm Get(uint64_t swarm) {
    v1::GetSwarmRequest request;
    request.mutable_swarm()->set_swarm_id(swarm);
    v1::GetSwarmResponse response;
    grpc::ClientContext context;
    stub_->GetSwarm(&context, request, &response);
    return response.swarm();
  }

  v1::Swarm WaitForEnd(uint64_t swarm) {
    v1::Swarm last;
    EXPECT_TRUE(Eventually([&] {
      last = Get(swarm);
      return last.state() >= v1::SWARM_STATE_SUCCEEDED;
    })) << last.ShortDebugString();
    return last;
  }

  std::string Log(uint64_t swarm, uint32_t node) {
    for (const v1::NodeInfo& info : Live()) {
      if (info.member().node_id() != node) continue;
      auto stub = v1::Node::NewStub(grpc::CreateChannel(
          info.member().address(), grpc::InsecureChannelCredentials()));
      v1::LogsRequest request;
      request.set_swarm_id(swarm);
      v1::LogsResponse response;
      grpc::ClientContext context;
      auto reader = stub->Logs(&context, request);
      std::string text;
      while (reader->Read(&response)) {
        for (const v1::LogLine& line : response.lines()) text += line.text();
      }
      reader->Finish();
      return text;
    }
    return "";
  }

  std::string folder_;
  std::string coordinator_address_;
  std::unique_ptr<Process> coordinator_;
  std::unique_ptr<v1::Coordinator::Stub> stub_;
  std::vector<std::unique_ptr<Process>> nodes_;
};

TEST_F(ClusterTest, RunsASwarmOverThreeNodes) {
  StartNodes(3);
  const uint64_t swarm = Launch(
      "send 1 echo 0 hi\nsend 2 echo 0 ho\nexpect 2\nprint done\nexit 0\n");
  EXPECT_EQ(WaitForEnd(swarm).state(), v1::SWARM_STATE_SUCCEEDED);
  EXPECT_EQ(Log(swarm, 1), "done\n");
}

TEST_F(ClusterTest, AKilledNodeIsNoticedWithinTheLease) {
  StartNodes(3);
  const uint64_t swarm = Launch(
      "print begun\nlost 3\nsend 2 hello\nsend 1 echo 0 x\nexpect 1\nexit 0\n");
  ASSERT_TRUE(Eventually([&] { return Log(swarm, 1) == "begun\n"; }));
  const auto killed = steady_clock::now();
  nodes_[2]->Kill();
  EXPECT_EQ(WaitForEnd(swarm).state(), v1::SWARM_STATE_SUCCEEDED);
  EXPECT_LT(steady_clock::now() - killed, milliseconds(kLeaseMs) + kPatience);
  EXPECT_EQ(Log(swarm, 1), "begun\nlost 3\nNodeLost\n");
  EXPECT_EQ(Live().size(), 2u);
  for (const v1::NodeInfo& node : Nodes()) {
    EXPECT_EQ(node.member().state() == v1::NODE_STATE_LOST,
              node.member().node_id() == 3u);
  }
}

TEST_F(ClusterTest, ASwarmWhoseRootIsLostFailsAndTheOthersGoOn) {
  StartNodes(3);
  const uint64_t first = Launch("print begun\nsleep 60000\n");
  ASSERT_TRUE(Eventually([&] { return Log(first, 1) == "begun\n"; }));
  const uint64_t second = Launch("print begun\nlost 1\nexit 0\n");
  ASSERT_TRUE(Eventually([&] { return Log(second, 2) == "begun\n"; }));
  nodes_[0]->Kill();
  const v1::Swarm failed = WaitForEnd(first);
  EXPECT_EQ(failed.state(), v1::SWARM_STATE_FAILED);
  EXPECT_NE(failed.reason().find("node-1"), std::string::npos)
      << failed.reason();
  EXPECT_EQ(WaitForEnd(second).state(), v1::SWARM_STATE_SUCCEEDED);
  const uint64_t third = Launch("send 1 echo 0 x\nexpect 1\nexit 0\n");
  EXPECT_EQ(WaitForEnd(third).state(), v1::SWARM_STATE_SUCCEEDED);
}

TEST_F(ClusterTest, ARestartedCoordinatorGoesOnWithItsNodesAndSwarms) {
  StartNodes(3);
  const uint64_t swarm =
      Launch("print begun\nsleep 1500\nsend 1 echo 0 x\nexpect 1\nexit 7\n");
  ASSERT_TRUE(Eventually([&] { return Log(swarm, 1) == "begun\n"; }));
  coordinator_->Kill();
  StartCoordinator(coordinator_address_);
  const v1::Swarm ended = WaitForEnd(swarm);
  EXPECT_EQ(ended.state(), v1::SWARM_STATE_FAILED);
  EXPECT_EQ(ended.exit_status(), 7);
  EXPECT_EQ(Live().size(), 3u);
  for (const v1::NodeInfo& node : Live()) {
    EXPECT_LE(node.member().node_id(), 3u) << "nobody had to join anew";
  }
}

TEST_F(ClusterTest, ANodeThatIsToldToStopLeavesAtOnce) {
  StartNodes(2);
  nodes_[1]->Signal(SIGTERM);
  EXPECT_EQ(nodes_[1]->Wait(), 0);
  EXPECT_EQ(Live().size(), 1u);
}

TEST_F(ClusterTest, ANodeThatWasHeldForLostJoinsAnewAsAnother) {
  StartNodes(2);
  const uint64_t swarm = Launch("print begun\nlost 2\nexit 0\n");
  ASSERT_TRUE(Eventually([&] { return Log(swarm, 1) == "begun\n"; }));
  nodes_[1]->Signal(SIGSTOP);
  EXPECT_EQ(WaitForEnd(swarm).state(), v1::SWARM_STATE_SUCCEEDED);
  nodes_[1]->Signal(SIGCONT);
  ASSERT_TRUE(Eventually([&] { return Live().size() == 2u; }));
  EXPECT_EQ(Live()[1].member().node_id(), 3u);
  const uint64_t next = Launch("send 1 echo 0 x\nexpect 1\nexit 0\n");
  EXPECT_EQ(WaitForEnd(next).state(), v1::SWARM_STATE_SUCCEEDED);
}

TEST_F(ClusterTest, NothingIsLostWhenLinksAreCutInMidFlood) {
  StartNode("node-1");
  ASSERT_TRUE(Eventually([&] { return Live().size() == 1u; }));
  // Everyone, the coordinator too, reaches node 2 through the proxy.
  node::CuttingProxy proxy;
  const std::string address =
      StartNode("node-2", {"--advertise", proxy.address()});
  proxy.SetTarget(std::atoi(address.substr(address.rfind(':') + 1).c_str()));
  ASSERT_TRUE(Eventually([&] { return Live().size() == 2u; }));
  std::atomic<bool> done{false};
  // So often at most: on a busy machine a connection may not live long enough
  // between two cuts to carry anything.
  std::thread cutter([&] {
    for (int cuts = 0; cuts < 25 && !done.load(); ++cuts) {
      std::this_thread::sleep_for(milliseconds(40));
      proxy.Cut();
    }
  });
  const uint64_t swarm = Launch(
      "flood 1 300000\nsend 1 echo 0 done\nexpect 1\nprint done\nexit 0\n");
  const v1::Swarm ended = WaitForEnd(swarm);
  done.store(true);
  cutter.join();
  EXPECT_EQ(ended.state(), v1::SWARM_STATE_SUCCEEDED) << ended.reason();
  EXPECT_EQ(Log(swarm, 2), "") << "nothing came out of order";
  EXPECT_GT(proxy.accepted(), 3);
}

TEST_F(ClusterTest, AKilledSwarmEndsOnEveryNode) {
  StartNodes(2);
  const uint64_t swarm = Launch("print begun\nsleep 60000\n");
  ASSERT_TRUE(Eventually([&] { return Log(swarm, 1) == "begun\n"; }));
  v1::KillSwarmRequest request;
  request.mutable_swarm()->set_swarm_id(swarm);
  v1::KillSwarmResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->KillSwarm(&context, request, &response).ok());
  EXPECT_EQ(WaitForEnd(swarm).state(), v1::SWARM_STATE_KILLED);
  for (const v1::NodeInfo& info : Live()) {
    auto stub = v1::Node::NewStub(grpc::CreateChannel(
        info.member().address(), grpc::InsecureChannelCredentials()));
    EXPECT_TRUE(Eventually([&] {
      grpc::ClientContext stats_context;
      v1::StatsResponse stats;
      return stub->Stats(&stats_context, {}, &stats).ok() &&
             stats.swarms_size() == 0;
    }));
  }
}

}  // namespace
}  // namespace midge

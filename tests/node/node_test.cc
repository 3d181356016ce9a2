// The node between the coordinator and its runtime, over links in this
// process and the VM of fake_vm.cc.
#include "node/node.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "node/in_process_network.h"

namespace midge::node {
namespace {

constexpr SwarmId kSwarm{9};

class NodeTest : public testing::Test {
 protected:
  // Nodes 1 … count, all members.
  void Join(uint32_t count) {
    for (uint32_t i = 1; i <= count; ++i) {
      peers_.peers.push_back({NodeId(i), "", false});
    }
    peers_.epoch = 1;
    for (uint32_t i = 1; i <= count; ++i) {
      nodes_.push_back(
          std::make_unique<Node>(NodeOptions(), &clock_, &network_));
      nodes_.back()->Join(NodeId(i), peers_);
      network_.AddHub(&nodes_.back()->runtime()->hub());
    }
  }

  void TearDown() override {
    for (auto& node : nodes_) {
      if (auto runtime = node->runtime()) network_.RemoveHub(&runtime->hub());
      node->Forget();
    }
  }

  // Shard i is on node i + 1; the root is in shard 0.
  vm::SwarmSpec Spec(const std::string& script) {
    vm::SwarmSpec spec;
    spec.id = kSwarm;
    spec.sources = {{"main.py", script}};
    for (const Peer& peer : peers_.peers) {
      spec.shards.node_of.push_back(peer.node);
    }
    return spec;
  }

  void Start(const std::string& script) {
    for (auto& node : nodes_) {
      auto started =
          node->StartSwarm(node->runtime()->node(), peers_, Spec(script));
      ASSERT_TRUE(started.ok()) << started.status().ToString();
      EXPECT_FALSE(*started);
    }
    ASSERT_TRUE(nodes_[0]->BeginSwarm(kSwarm).ok());
  }

  // Bounded: the test fails when it does not come true within 20 s.
  static bool Eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 4000; ++i) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  std::string Log() {
    std::string text;
    auto chunk = nodes_[0]->logs().Read(kSwarm, 0, 0);
    if (!chunk.ok()) return chunk.status().ToString();
    for (const LogEntry& entry : chunk->entries) text += entry.text;
    return text;
  }

  RealClock clock_;
  InProcessNetwork network_;
  Peers peers_;
  std::vector<std::unique_ptr<Node>> nodes_;
};

TEST_F(NodeTest, RunsASwarmOverItsNodesAndReportsItsEnd) {
  Join(3);
  Start("send 1 echo 0 hi\nsend 2 echo 0 ho\nexpect 2\nprint done\nexit 4\n");
  FinishedSwarm finished;
  ASSERT_TRUE(Eventually([&] { return nodes_[0]->NextFinished(&finished); }));
  EXPECT_EQ(finished.swarm, kSwarm);
  EXPECT_EQ(finished.node, NodeId(1));
  EXPECT_EQ(finished.exit.status, 4);
  EXPECT_EQ(finished.figures.envelopes.sent, 2u);
  EXPECT_EQ(finished.figures.envelopes.received, 2u);
  EXPECT_EQ(Log(), "done\n");
  EXPECT_TRUE(nodes_[0]->NextFinished(&finished)) << "until it is popped";
  nodes_[0]->PopFinished();
  EXPECT_FALSE(nodes_[0]->NextFinished(&finished));
}

TEST_F(NodeTest, TheRootDoesNotRunBeforeItIsTold) {
  Join(1);
  ASSERT_TRUE(
      nodes_[0]->StartSwarm(NodeId(1), peers_, Spec("print hi\n")).ok());
  EXPECT_EQ(nodes_[0]->runtime()->Shares().size(), 1u);
  EXPECT_EQ(Log(), "");
  ASSERT_TRUE(nodes_[0]->BeginSwarm(kSwarm).ok());
  EXPECT_TRUE(Eventually([&] { return Log() == "hi\n"; }));
}

TEST_F(NodeTest, StartingAndBeginningAgainChangesNothing) {
  Join(1);
  Start("print hi\nexpect 1\n");
  ASSERT_TRUE(Eventually([&] { return Log() == "hi\n"; }));
  auto again = nodes_[0]->StartSwarm(NodeId(1), peers_, Spec("print no\n"));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(*again);
  EXPECT_TRUE(nodes_[0]->BeginSwarm(kSwarm).ok());
  EXPECT_EQ(Log(), "hi\n");
}

TEST_F(NodeTest, ALostPeerEndsTheWaitsOnIt) {
  Join(3);
  Start("lost 3\nsend 2 hello\nsend 1 echo 0 x\nexpect 1\nexit 0\n");
  nodes_[0]->NodesLost({NodeId(3)});
  FinishedSwarm finished;
  ASSERT_TRUE(Eventually([&] { return nodes_[0]->NextFinished(&finished); }));
  EXPECT_EQ(Log(), "lost 3\nNodeLost\n");
}

TEST_F(NodeTest, APeerThatLeavesTheListIsLost) {
  Join(2);
  Start("lost 2\n");
  Peers peers;
  peers.epoch = 2;
  peers.peers = {{NodeId(1), "", false}};
  nodes_[0]->UpdatePeers(peers);
  EXPECT_TRUE(Eventually([&] { return Log() == "lost 2\n"; }));
}

TEST_F(NodeTest, AnOlderListChangesNothing) {
  Join(2);
  Start("expect 1\n");
  Peers old;
  old.epoch = 1;
  nodes_[0]->UpdatePeers(old);
  EXPECT_NE(nodes_[0]->FindLink(NodeId(2)), nullptr);
}

TEST_F(NodeTest, ReconcileStopsWhatIsAssignedNoMore) {
  Join(1);
  Start("expect 1\n");
  nodes_[0]->Reconcile({}, {});
  EXPECT_EQ(nodes_[0]->runtime()->Shares().size(), 1u)
      << "it was started since the report";
  nodes_[0]->Reconcile({kSwarm}, {kSwarm});
  EXPECT_EQ(nodes_[0]->runtime()->Shares().size(), 1u);
  nodes_[0]->Reconcile({kSwarm}, {});
  EXPECT_TRUE(nodes_[0]->runtime()->Shares().empty());
}

TEST_F(NodeTest, AStoppedShareIsReportedOnceMore) {
  Join(2);
  Start("send 1 echo 0 x\nexpect 1\nprint done\nexpect 9\n");
  ASSERT_TRUE(Eventually([&] { return Log() == "done\n"; }));
  nodes_[1]->StopSwarm(kSwarm);
  EXPECT_TRUE(nodes_[1]->runtime()->Shares().empty());
  const std::vector<ShareFigures> report = nodes_[1]->Report();
  ASSERT_EQ(report.size(), 1u);
  EXPECT_EQ(report[0].envelopes.received, 1u);
  nodes_[1]->Reported(report);
  EXPECT_TRUE(nodes_[1]->Report().empty());
}

TEST_F(NodeTest, RefusesASwarmForWhoeverItWasBefore) {
  Join(1);
  auto refused = nodes_[0]->StartSwarm(NodeId(7), peers_, Spec(""));
  EXPECT_TRUE(absl::IsFailedPrecondition(refused.status()));
  EXPECT_EQ(refused.status().message(), "node 7 has registered anew as node 1");
}

TEST_F(NodeTest, ANodeThatIsForgottenRunsNothing) {
  Join(1);
  Start("expect 1\n");
  network_.RemoveHub(&nodes_[0]->runtime()->hub());
  nodes_[0]->Forget();
  EXPECT_EQ(nodes_[0]->runtime(), nullptr);
  EXPECT_TRUE(absl::IsUnavailable(nodes_[0]->BeginSwarm(kSwarm)));
  auto chunk = nodes_[0]->logs().Read(kSwarm, 0, 0);
  ASSERT_TRUE(chunk.ok());
  EXPECT_TRUE(chunk->ended) << "its followers reach the end";
}

}  // namespace
}  // namespace midge::node

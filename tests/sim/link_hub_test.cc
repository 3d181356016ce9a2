#include "node/link_hub.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "gtest/gtest.h"
#include "node/in_process_network.h"
#include "tests/node/flood.h"

namespace midge::node {
namespace {

struct TestNode {
  TestNode(NodeId node, InProcessNetwork* network)
      : hub(node, &clock, &receiver, network) {
    network->AddHub(&hub);
    hub.Start();
  }

  RealClock clock;
  FloodReceiver receiver;
  LinkHub hub;
};

class LinkHubTest : public testing::Test {
 protected:
  void StartNodes(uint32_t count) {
    for (uint32_t i = 1; i <= count; ++i) {
      nodes_.push_back(std::make_unique<TestNode>(NodeId(i), &network_));
    }
    for (auto& node : nodes_) {
      for (auto& peer : nodes_) node->hub.AddPeer(peer->hub.local(), "");
    }
  }

  void TearDown() override {
    for (auto& node : nodes_) {
      network_.RemoveHub(&node->hub);
      node->hub.Stop();
    }
  }

  // Every node sends to every other from `threads` threads.
  void FloodAll(uint64_t threads, int64_t count) {
    std::vector<std::thread> senders;
    for (auto& from : nodes_) {
      for (auto& to : nodes_) {
        if (from == to) continue;
        for (uint64_t lane = 0; lane < threads; ++lane) {
          senders.emplace_back([=, &from, &to] {
            Flood(&from->hub, &from->receiver, to->hub.local(), lane, count,
                  /*big_every=*/200);
          });
        }
      }
    }
    for (std::thread& sender : senders) sender.join();
    const auto peers = static_cast<int64_t>(nodes_.size()) - 1;
    for (auto& node : nodes_) {
      EXPECT_TRUE(node->receiver.WaitFor(peers * static_cast<int64_t>(threads) *
                                         count));
      EXPECT_EQ(node->receiver.wrong(), 0);
    }
  }

  InProcessNetwork network_;
  std::vector<std::unique_ptr<TestNode>> nodes_;
};

TEST_F(LinkHubTest, CarriesAFloodBetweenAllNodes) {
  StartNodes(3);
  FloodAll(/*threads=*/2, /*count=*/5000);
}

TEST_F(LinkHubTest, LosesAndDoublesNothingWhenCutInMidFlood) {
  StartNodes(3);
  std::atomic<bool> done{false};
  std::thread cutter([&] {
    while (!done.load()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(3));
      network_.CutAll();
    }
  });
  FloodAll(/*threads=*/2, /*count=*/5000);
  done.store(true);
  cutter.join();
  int64_t connections = 0;
  for (const LinkFigures& figures : nodes_[0]->hub.Figures()) {
    connections += figures.counters.connections;
  }
  EXPECT_GT(connections, 4) << "the connections were not cut";
}

TEST_F(LinkHubTest, PushesBackOnTheSender) {
  StartNodes(1);
  LinkHub& hub = nodes_[0]->hub;
  hub.AddPeer(NodeId(2), "");  // A member, but not there.
  int64_t sent = 0;
  while (hub.TrySend(NodeId(2), FloodEnvelope(0, 0, 10'000), false) ==
         SendResult::kSent) {
    ++sent;
  }
  EXPECT_EQ(hub.TrySend(NodeId(2), FloodEnvelope(0, 0, 1), false),
            SendResult::kFull);
  EXPECT_GE(sent * 10'100, kOutboxHighBytes);
  EXPECT_EQ(nodes_[0]->receiver.writable(), 0);
  auto peer = std::make_unique<TestNode>(NodeId(2), &network_);
  peer->hub.AddPeer(NodeId(1), "");
  nodes_.push_back(std::move(peer));
  nodes_[0]->receiver.WaitWritable(0);
  EXPECT_EQ(nodes_[0]->receiver.writable(), 1);
}

TEST_F(LinkHubTest, AnEndedMembershipRefusesAndStaysEnded) {
  StartNodes(2);
  LinkHub& hub = nodes_[0]->hub;
  EXPECT_EQ(hub.TrySend(NodeId(3), FloodEnvelope(0, 0, 1), false),
            SendResult::kLost);
  hub.RemovePeer(NodeId(2));
  hub.AddPeer(NodeId(2), "");
  EXPECT_EQ(hub.TrySend(NodeId(2), FloodEnvelope(0, 0, 1), false),
            SendResult::kLost);
}

TEST_F(LinkHubTest, NoEventComesAfterThePeerWasRemoved) {
  StartNodes(2);
  TestNode& one = *nodes_[0];
  TestNode& two = *nodes_[1];
  std::thread sender([&] {
    uint64_t place = 0;
    while (two.hub.TrySend(NodeId(1), FloodEnvelope(0, place, 40), true) ==
               SendResult::kSent &&
           place < 20'000) {
      ++place;
    }
  });
  EXPECT_TRUE(one.receiver.WaitFor(100));
  one.hub.RemovePeer(NodeId(2));
  const int64_t received = one.receiver.received();
  sender.join();
  EXPECT_EQ(one.receiver.received(), received);
}

}  // namespace
}  // namespace midge::node

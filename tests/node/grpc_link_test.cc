// Links over real gRPC and TCP on loopback.
#include "node/grpc_link.h"

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "gtest/gtest.h"
#include "midge/v1/link.grpc.pb.h"
#include "tests/node/cutting_proxy.h"
#include "tests/node/flood.h"

namespace midge::node {
namespace {

std::shared_ptr<grpc::Channel> MakeChannel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(),
                                   arguments);
}

class TestNode {
 public:
  explicit TestNode(NodeId node)
      : dialer_(MakeChannel),
        hub(node, &clock_, &receiver, &dialer_),
        service_([this](NodeId peer) { return hub.Find(peer); }, &clock_) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(service_.service());
    server_ = builder.BuildAndStart();
    hub.Start();
  }

  ~TestNode() {
    hub.Stop();
    server_->Shutdown(std::chrono::system_clock::now());
    server_->Wait();
  }

  int port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  RealClock clock_;
  GrpcLinkDialer dialer_;

 public:
  FloodReceiver receiver;
  LinkHub hub;

 private:
  GrpcLinkService service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

class GrpcLinkTest : public testing::Test {
 protected:
  // Node 1 dials node 2, through the proxy when there is one.
  void Join(const std::string& address_of_two) {
    one_.hub.AddPeer(NodeId(2), address_of_two);
    two_.hub.AddPeer(NodeId(1), one_.address());
  }

  void FloodBothWays(uint64_t lanes, int64_t count, int64_t big_every) {
    std::vector<std::thread> senders;
    for (uint64_t lane = 0; lane < lanes; ++lane) {
      senders.emplace_back([=, this] {
        Flood(&one_.hub, &one_.receiver, NodeId(2), lane, count, big_every);
      });
      senders.emplace_back([=, this] {
        Flood(&two_.hub, &two_.receiver, NodeId(1), lane, count, big_every);
      });
    }
    for (std::thread& sender : senders) sender.join();
    for (TestNode* node : {&one_, &two_}) {
      EXPECT_TRUE(node->receiver.WaitFor(static_cast<int64_t>(lanes) * count));
      EXPECT_EQ(node->receiver.wrong(), 0);
    }
  }

  TestNode one_{NodeId(1)};
  TestNode two_{NodeId(2)};
};

TEST_F(GrpcLinkTest, CarriesAFloodInBigBatches) {
  Join(two_.address());
  FloodBothWays(/*lanes=*/2, /*count=*/50'000, /*big_every=*/1'000'000);
  const LinkFigures figures = one_.hub.Figures()[0];
  EXPECT_TRUE(figures.established);
  EXPECT_EQ(figures.counters.envelopes_sent, 100'000);
  EXPECT_LT(figures.counters.batches_sent, 25'000);
  EXPECT_EQ(figures.counters.connections, 1);
}

TEST_F(GrpcLinkTest, LosesAndDoublesNothingWhenCutInMidFlood) {
  CuttingProxy proxy(two_.port());
  Join(proxy.address());
  std::atomic<bool> done{false};
  std::thread cutter([&] {
    for (int cuts = 0; cuts < 25 && !done.load(); ++cuts) {
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
      proxy.Cut();
    }
  });
  FloodBothWays(/*lanes=*/3, /*count=*/200'000, /*big_every=*/500);
  done.store(true);
  cutter.join();
  EXPECT_GT(proxy.accepted(), 2) << "the connection was not cut";
  const LinkCounters counters = one_.hub.Figures()[0].counters;
  EXPECT_GT(counters.batches_resent, 0);
}

TEST_F(GrpcLinkTest, AcknowledgesEverythingInTheEnd) {
  Join(two_.address());
  FloodBothWays(1, 1000, 100);
  LinkCounters counters;
  for (int i = 0; i < 1000; ++i) {
    counters = one_.hub.Figures()[0].counters;
    if (counters.unacked_bytes == 0 && counters.rtt_nanos > 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(counters.unacked_bytes, 0);
  EXPECT_GT(counters.rtt_nanos, 0);
}

TEST_F(GrpcLinkTest, AStrangerIsRefusedWithTheReason) {
  auto stub = v1::Link::NewStub(MakeChannel(two_.address()));
  grpc::ClientContext context;
  auto stream = stub->Connect(&context);
  v1::LinkFrame frame;
  frame.mutable_hello()->set_from_node_id(77);
  stream->Write(frame);
  EXPECT_FALSE(stream->Read(&frame));
  const grpc::Status status = stream->Finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_NE(status.error_message().find("node 77"), std::string::npos);
}

TEST_F(GrpcLinkTest, GarbageCutsTheStreamAndNothingElse) {
  two_.hub.AddPeer(NodeId(1), one_.address());
  {
    auto stub = v1::Link::NewStub(MakeChannel(two_.address()));
    grpc::ClientContext context;
    auto stream = stub->Connect(&context);
    v1::LinkFrame frame;
    frame.mutable_hello()->set_version(kLinkVersion);
    frame.mutable_hello()->set_from_node_id(1);
    frame.mutable_hello()->set_to_node_id(2);
    stream->Write(frame);
    v1::LinkFrame wild;
    wild.set_ack(1'000'000);
    stream->Write(wild);
    while (stream->Read(&frame)) {
    }
    EXPECT_FALSE(stream->Finish().ok());
  }
  one_.hub.AddPeer(NodeId(2), two_.address());
  FloodBothWays(1, 1000, 100);
}

}  // namespace
}  // namespace midge::node

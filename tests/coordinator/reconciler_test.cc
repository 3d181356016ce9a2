// The loop that tells nodes, against a caller that the test answers for.
#include "coordinator/reconciler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

// Keeps each call until the test answers it.
class HeldCaller final : public NodeCaller {
 public:
  void Call(const NodeCall& call, const StartPlan& plan,
            const std::string& bundle, Done done) override {
    calls.push_back({call, plan, bundle, std::move(done)});
  }
  void CancelAll() override { AnswerAll(absl::CancelledError("cancelled")); }

  void AnswerAll(const absl::Status& status) {
    auto answered = std::exchange(calls, {});
    for (auto& held : answered) held.done(status, last);
  }

  struct Held {
    NodeCall call;
    StartPlan plan;
    std::string bundle;
    Done done;
  };
  std::vector<Held> calls;
  SwarmStats last;  // What every answer carries.
};

class ReconcilerTest : public ::testing::Test {
 protected:
  ReconcilerTest() {
    store_ = *Store::Open({":memory:"});
    cluster_ = *Cluster::Open({}, store_.get(), &clock_);
    reconciler_ =
        std::make_unique<Reconciler>(cluster_.get(), &caller_, &clock_);
  }
  ~ReconcilerTest() override {
    cluster_->Shutdown();
    reconciler_->Stop();
  }

  void Join(int nodes) {
    for (int i = 0; i < nodes; ++i) {
      Registration node;
      node.name = absl::StrCat("n", i);
      node.address = absl::StrCat("10.0.0.1:", i);
      node.cores = 1;
      ASSERT_TRUE(cluster_->Register(node).ok());
    }
  }
  SwarmId Launch() {
    return cluster_->Launch({"", "ants", "spec", false, "bundle"})->id;
  }
  SwarmState State(SwarmId id) { return cluster_->Get({id, ""})->state; }

  ManualClock clock_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Cluster> cluster_;
  HeldCaller caller_;
  std::unique_ptr<Reconciler> reconciler_;
};

TEST_F(ReconcilerTest, BringsASwarmUp) {
  Join(2);
  const SwarmId id = Launch();
  reconciler_->Step();
  ASSERT_EQ(caller_.calls.size(), 2u);
  EXPECT_EQ(caller_.calls[0].bundle, "bundle");
  EXPECT_EQ(caller_.calls[0].plan.members.size(), 2u);
  caller_.AnswerAll(absl::OkStatus());
  reconciler_->Step();
  ASSERT_EQ(caller_.calls.size(), 1u);
  EXPECT_EQ(caller_.calls[0].call.kind, NodeCall::Kind::kBegin);
  caller_.AnswerAll(absl::OkStatus());
  EXPECT_EQ(State(id), SwarmState::kRunning);
}

TEST_F(ReconcilerTest, DoesNotRepeatACallInFlight) {
  Join(1);
  Launch();
  reconciler_->Step();
  reconciler_->Step();
  EXPECT_EQ(caller_.calls.size(), 1u);
}

TEST_F(ReconcilerTest, TriesAFailedCallAgainAfterAWhile) {
  Join(1);
  Launch();
  reconciler_->Step();
  caller_.AnswerAll(absl::UnavailableError("no"));
  reconciler_->Step();
  EXPECT_TRUE(caller_.calls.empty());
  clock_.Advance(kNodeCallRetryMs * kNanosPerMilli);
  reconciler_->Step();
  EXPECT_EQ(caller_.calls.size(), 1u);
}

TEST_F(ReconcilerTest, BoundsTheCallsInFlight) {
  Join(3 * kNodeCallsMax);
  const SwarmId id = Launch();
  reconciler_->Step();
  EXPECT_EQ(caller_.calls.size(), static_cast<size_t>(kStartCallsMax));
  ASSERT_TRUE(cluster_->Kill({id, ""}, "").ok());
  reconciler_->Step();
  EXPECT_EQ(caller_.calls.size(), static_cast<size_t>(kNodeCallsMax));
}

TEST_F(ReconcilerTest, StopCancelsWhatIsInFlight) {
  Join(1);
  const SwarmId id = Launch();
  reconciler_->Step();
  cluster_->Shutdown();
  reconciler_->Stop();
  EXPECT_TRUE(caller_.calls.empty());
  EXPECT_EQ(State(id), SwarmState::kPending);
}

TEST_F(ReconcilerTest, LastFiguresComeWithTheStop) {
  Join(2);
  const SwarmId id = Launch();
  ASSERT_TRUE(cluster_->Kill({id, ""}, "").ok());
  reconciler_->Step();
  ASSERT_EQ(caller_.calls.size(), 2u);
  caller_.last.agents_spawned = 21;
  caller_.AnswerAll(absl::OkStatus());
  const Swarm swarm = *cluster_->Get({id, ""});
  EXPECT_EQ(swarm.shares.begin()->second.stats.agents_spawned, 21u);
  EXPECT_EQ(swarm.shares.rbegin()->second.stats.agents_spawned, 21u);
}

}  // namespace
}  // namespace midge::coordinator

// The control plane on a clock that the test moves: no thread, no gRPC.
#include "coordinator/cluster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace midge::coordinator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = NodeCall::Kind;

class ClusterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto store = Store::Open({":memory:"});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    Restart();
  }

  // A new coordinator over the same store.
  void Restart() {
    cluster_.reset();
    auto cluster = Cluster::Open({}, store_.get(), &clock_);
    ASSERT_TRUE(cluster.ok()) << cluster.status();
    cluster_ = *std::move(cluster);
  }

  NodeId Join(const std::string& name) {
    Registration node;
    node.name = name;
    node.address = name + ":7000";
    node.cores = 4;
    auto welcome = cluster_->Register(node);
    EXPECT_TRUE(welcome.ok()) << welcome.status();
    return welcome.ok() ? welcome->id : NodeId();
  }

  Swarm Launch(const std::string& name = "") {
    auto swarm = cluster_->Launch({name, "ants", "spec", false, "bundle"});
    EXPECT_TRUE(swarm.ok()) << swarm.status();
    return swarm.ok() ? *swarm : Swarm();
  }

  // Answers every call that is due with success, round after round.
  void AnswerAll() {
    for (int round = 0; round < 5; ++round) {
      for (const NodeCall& call : cluster_->CallsDue()) {
        cluster_->CallEnded(call, absl::OkStatus());
      }
    }
  }

  // Time passes; the named nodes send heartbeats with the named swarms.
  void Pass(int64_t ms, const std::vector<NodeId>& beating,
            const std::vector<SwarmId>& swarms = {}) {
    std::vector<SwarmReport> reports;
    for (SwarmId swarm : swarms) reports.push_back({swarm, {}});
    for (int64_t i = 0; i < ms; i += 100) {
      clock_.Advance(100 * kNanosPerMilli);
      for (NodeId node : beating) {
        EXPECT_TRUE(cluster_->Heartbeat(node, 0, reports).ok());
      }
      cluster_->Tick();
    }
  }

  Swarm Get(SwarmId id) {
    auto swarm = cluster_->Get({id, ""});
    EXPECT_TRUE(swarm.ok()) << swarm.status();
    return swarm.ok() ? *swarm : Swarm();
  }

  std::vector<Kind> Due() {
    std::vector<Kind> kinds;
    for (const NodeCall& call : cluster_->CallsDue()) {
      kinds.push_back(call.kind);
    }
    return kinds;
  }

  ManualClock clock_{1'700'000'000 * kNanosPerSecond};
  std::unique_ptr<Store> store_;
  std::unique_ptr<Cluster> cluster_;
};

// A name that began with '-' would be a flag to the command line.
TEST_F(ClusterTest, NamesAreMadeOfTheFilesName) {
  Join("a");
  for (const auto& [stem, name] :
       {std::pair{"Big_Ants", "big-ants-1"}, std::pair{"<stdin>", "stdin--2"},
        std::pair{"-x", "x-3"}, std::pair{"\xc3\xa9", "swarm-4"}}) {
    LaunchPlan plan;
    plan.stem = stem;
    auto swarm = cluster_->Launch(std::move(plan));
    ASSERT_TRUE(swarm.ok()) << swarm.status();
    EXPECT_EQ(swarm->name, name);
    EXPECT_TRUE(CheckName("name", swarm->name).ok());
  }
}

TEST_F(ClusterTest, LaunchStartsEveryShareThenBeginsTheRoot) {
  Join("a");
  Join("b");
  const Swarm swarm = Launch();
  EXPECT_EQ(swarm.name, "ants-1");
  EXPECT_EQ(swarm.state, SwarmState::kPending);
  std::vector<NodeCall> calls = cluster_->CallsDue();
  ASSERT_THAT(calls, SizeIs(2));
  EXPECT_EQ(calls[0].kind, Kind::kStart);
  EXPECT_EQ(calls[0].address, "a:7000");
  EXPECT_EQ(calls[1].address, "b:7000");
  cluster_->CallEnded(calls[0], absl::OkStatus());
  EXPECT_THAT(Due(), ElementsAre(Kind::kStart));
  cluster_->CallEnded(calls[1], absl::OkStatus());
  calls = cluster_->CallsDue();
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].kind, Kind::kBegin);
  EXPECT_EQ(calls[0].node, swarm.root_node);
  cluster_->CallEnded(calls[0], absl::OkStatus());
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kRunning);
  EXPECT_THAT(Due(), IsEmpty());
}

TEST_F(ClusterTest, UnreachableNodeIsTriedAgainARefusalIsNot) {
  Join("a");
  const Swarm swarm = Launch();
  const NodeCall call = cluster_->CallsDue().front();
  cluster_->CallEnded(call, absl::UnavailableError("connection refused"));
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kPending);
  EXPECT_THAT(Due(), ElementsAre(Kind::kStart));
  cluster_->CallEnded(call, absl::InvalidArgumentError("bad bundle"));
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kFailed);
  EXPECT_THAT(Get(swarm.id).reason,
              HasSubstr("node a could not start it: bad bundle"));
}

TEST_F(ClusterTest, SwarmThatDoesNotStartInTimeFails) {
  const NodeId a = Join("a");
  const Swarm swarm = Launch();
  Pass(kStartTimeoutMs, {a});
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kFailed);
}

TEST_F(ClusterTest, RootsEndEndsItAndStopsEveryShare) {
  const NodeId a = Join("a");
  Join("b");
  const Swarm swarm = Launch();
  AnswerAll();
  EXPECT_TRUE(absl::IsFailedPrecondition(cluster_->SwarmFinished(
      NodeId(a.value() + 1), swarm.id, 0, "", std::nullopt)));
  ASSERT_TRUE(cluster_->SwarmFinished(a, swarm.id, 0, "", std::nullopt).ok());
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kSucceeded);
  EXPECT_THAT(Due(), ElementsAre(Kind::kStop, Kind::kStop));
  AnswerAll();
  EXPECT_THAT(Due(), IsEmpty());
  EXPECT_TRUE(cluster_->SwarmFinished(a, swarm.id, 0, "", std::nullopt).ok());
}

TEST_F(ClusterTest, LostRootNodeFailsTheSwarmWithinTheLease) {
  const NodeId a = Join("a");
  const NodeId b = Join("b");
  const Swarm swarm = Launch();
  ASSERT_EQ(swarm.root_node, a);
  AnswerAll();
  Pass(kLeaseMsDefault - 100, {b}, {swarm.id});
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kRunning);
  Pass(100, {b}, {swarm.id});
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kFailed);
  EXPECT_THAT(Get(swarm.id).reason, HasSubstr("node a was lost"));
}

TEST_F(ClusterTest, OtherNodesAreToldOfALostOne) {
  const NodeId a = Join("a");
  const NodeId b = Join("b");
  const Swarm swarm = Launch();
  AnswerAll();
  Pass(kLeaseMsDefault, {a}, {swarm.id});
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kRunning);
  // By a call at once …
  std::vector<NodeCall> calls = cluster_->CallsDue();
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].kind, Kind::kNodesLost);
  EXPECT_EQ(calls[0].node, a);
  EXPECT_THAT(calls[0].lost, ElementsAre(b));
  // … and by the next heartbeat, which makes the call needless.
  auto answer = cluster_->Heartbeat(a, 0, {});
  ASSERT_TRUE(answer.ok() && answer->members.has_value());
  ASSERT_THAT(answer->members->members, SizeIs(2));
  EXPECT_EQ(answer->members->members[1].state, NodeState::kLost);
  const uint64_t epoch = answer->members->epoch;
  answer = cluster_->Heartbeat(a, epoch, {{swarm.id, {}}});
  EXPECT_FALSE(answer->members.has_value());
  EXPECT_THAT(Due(), IsEmpty());
}

TEST_F(ClusterTest, LostNodeMustRegisterAnew) {
  const NodeId a = Join("a");
  Pass(kLeaseMsDefault, {});
  EXPECT_TRUE(absl::IsNotFound(cluster_->Heartbeat(a, 0, {}).status()));
  const NodeId again = Join("a");
  EXPECT_NE(again, a);
  EXPECT_TRUE(cluster_->Heartbeat(again, 0, {}).ok());
}

// The heartbeat comes just late, before anybody has looked at the leases.
TEST_F(ClusterTest, LateHeartbeatDoesNotReviveANode) {
  const NodeId a = Join("a");
  for (int i = 0; i < 29; ++i) {
    clock_.Advance(100 * kNanosPerMilli);
    cluster_->Tick();
  }
  clock_.Advance(200 * kNanosPerMilli);
  EXPECT_TRUE(absl::IsNotFound(cluster_->Heartbeat(a, 0, {}).status()));
}

TEST_F(ClusterTest, NodeThatComesBackFasterThanItsLeaseReplacesItself) {
  const NodeId a = Join("a");
  const Swarm swarm = Launch();
  AnswerAll();
  const NodeId again = Join("a");
  EXPECT_NE(a, again);
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kFailed);
  EXPECT_TRUE(absl::IsNotFound(cluster_->Heartbeat(a, 0, {}).status()));
  EXPECT_EQ(cluster_->Count().members_live, 1u);
}

TEST_F(ClusterTest, HeartbeatTellsWhatOughtToRun) {
  const NodeId a = Join("a");
  const Swarm one = Launch();
  const Swarm two = Launch();
  AnswerAll();
  ASSERT_TRUE(cluster_->Kill({one.id, ""}, "").ok());
  auto answer = cluster_->Heartbeat(a, 0, {{one.id, {}}, {two.id, {}}});
  ASSERT_TRUE(answer.ok());
  ASSERT_THAT(answer->swarms, SizeIs(1));
  EXPECT_EQ(answer->swarms[0].id, two.id);
}

TEST_F(ClusterTest, HeartbeatsCarryTheFigures) {
  const NodeId a = Join("a");
  const NodeId b = Join("b");
  const Swarm swarm = Launch();
  AnswerAll();
  SwarmStats stats;
  stats.agents_live = 21;
  ASSERT_TRUE(cluster_->Heartbeat(a, 0, {{swarm.id, stats}}).ok());
  ASSERT_TRUE(cluster_->Heartbeat(b, 0, {{swarm.id, stats}}).ok());
  EXPECT_EQ(cluster_->Count().stats.agents_live, 42u);
  const std::vector<NodeSummary> nodes = cluster_->Nodes(false);
  ASSERT_THAT(nodes, SizeIs(2));
  EXPECT_EQ(nodes[0].swarms, 1u);
  EXPECT_EQ(nodes[0].stats.agents_live, 21u);
}

TEST_F(ClusterTest, RestartedCoordinatorGoesOn) {
  const NodeId a = Join("a");
  const NodeId b = Join("b");
  const Swarm running = Launch("runs");
  AnswerAll();
  const Swarm ended = Launch("ends");
  ASSERT_TRUE(cluster_->Kill({ended.id, ""}, "enough").ok());
  AnswerAll();
  const Swarm pending = Launch("waits");
  Restart();
  EXPECT_EQ(Get(running.id).state, SwarmState::kRunning);
  EXPECT_EQ(Get(running.id).shards.node_of_shard, running.shards.node_of_shard);
  EXPECT_EQ(Get(ended.id).reason, "enough");
  // The nodes go on under their ids; only what had not begun is called for.
  EXPECT_TRUE(cluster_->Heartbeat(a, 0, {{running.id, {}}}).ok());
  EXPECT_TRUE(cluster_->Heartbeat(b, 0, {{running.id, {}}}).ok());
  std::set<SwarmId> started;
  for (const NodeCall& call : cluster_->CallsDue()) {
    if (call.kind == Kind::kStart) started.insert(call.swarm);
  }
  EXPECT_EQ(started, std::set<SwarmId>{pending.id});
  AnswerAll();
  EXPECT_EQ(Get(pending.id).state, SwarmState::kRunning);
  ASSERT_TRUE(
      cluster_->SwarmFinished(a, running.id, 4, "boom", std::nullopt).ok());
  EXPECT_EQ(Get(running.id).exit_status, 4);
  EXPECT_EQ(*store_->GetBundle(pending.id), "bundle");
}

TEST_F(ClusterTest, RestartNeverGivesAnIdAgain) {
  const NodeId a = Join("a");
  const Swarm one = Launch();
  Restart();
  EXPECT_GT(Join("b"), a);
  EXPECT_GT(Launch().id, one.id);
}

TEST_F(ClusterTest, NodeThatDiedWhileTheCoordinatorWasDownIsLost) {
  const NodeId a = Join("a");
  const NodeId b = Join("b");
  const Swarm swarm = Launch();
  ASSERT_EQ(swarm.root_node, a);
  AnswerAll();
  Restart();
  Pass(kLeaseMsDefault, {b}, {swarm.id});
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kFailed);
  Restart();
  EXPECT_EQ(Get(swarm.id).state, SwarmState::kFailed);
  EXPECT_EQ(cluster_->Count().members_lost, 1u);
}

TEST_F(ClusterTest, RefusesLaunchWithoutNodes) {
  auto swarm = cluster_->Launch({"", "ants", "spec", false, "b"});
  EXPECT_TRUE(absl::IsFailedPrecondition(swarm.status()));
}

TEST_F(ClusterTest, NamesAreUniqueAmongWhatRuns) {
  Join("a");
  const Swarm first = Launch("big");
  auto second = cluster_->Launch({"big", "ants", "spec", false, "b"});
  EXPECT_TRUE(absl::IsAlreadyExists(second.status()));
  ASSERT_TRUE(cluster_->Kill({first.id, ""}, "").ok());
  const Swarm third = Launch("big");
  EXPECT_EQ(cluster_->Get({SwarmId(), "big"})->id, third.id);
  ASSERT_TRUE(cluster_->Kill({third.id, ""}, "").ok());
  EXPECT_EQ(cluster_->Get({SwarmId(), "big"})->id, third.id)
      << "of ended ones the newest answers to the name";
  auto number = cluster_->Launch({"42", "ants", "spec", false, "b"});
  EXPECT_TRUE(absl::IsInvalidArgument(number.status()));
}

TEST_F(ClusterTest, GivenNameIsMadeFitFromTheFile) {
  Join("a");
  auto swarm = cluster_->Launch({"", "My Ants_2", "spec", false, "b"});
  ASSERT_TRUE(swarm.ok());
  EXPECT_EQ(swarm->name, "my-ants-2-1");
  EXPECT_TRUE(CheckName("name", swarm->name).ok());
}

TEST_F(ClusterTest, RefusesMoreSwarmsThanTheLimit) {
  Join("a");
  for (int i = 0; i < kSwarmsRunningMax; ++i) Launch();
  auto more = cluster_->Launch({"", "ants", "spec", false, "b"});
  EXPECT_TRUE(absl::IsResourceExhausted(more.status()));
}

TEST_F(ClusterTest, RefusesMoreNodesThanTheLimit) {
  for (int i = 0; i < kMembersLiveMax; ++i) Join(absl::StrCat("n", i));
  Registration node;
  node.name = "one-more";
  node.address = "x:1";
  node.cores = 1;
  EXPECT_TRUE(absl::IsResourceExhausted(cluster_->Register(node).status()));
}

TEST_F(ClusterTest, ForgetsTheOldestEndedSwarms) {
  Join("a");
  const Swarm first = Launch();
  ASSERT_TRUE(cluster_->Kill({first.id, ""}, "").ok());
  const Swarm stays = Launch("stays");
  for (int i = 0; i < kSwarmsEndedMax; ++i) {
    ASSERT_TRUE(cluster_->Kill({Launch().id, ""}, "").ok());
  }
  cluster_->Tick();
  EXPECT_TRUE(absl::IsNotFound(cluster_->Get({first.id, ""}).status()));
  EXPECT_TRUE(cluster_->Get({stays.id, ""}).ok());
  EXPECT_THAT(cluster_->List(5000), SizeIs(kSwarmsEndedMax + 1));
}

TEST_F(ClusterTest, LeaveLosesANodeAtOnce) {
  const NodeId a = Join("a");
  ASSERT_TRUE(cluster_->Leave(a).ok());
  EXPECT_EQ(cluster_->Count().members_live, 0u);
  EXPECT_TRUE(cluster_->Leave(a).ok());
}

TEST_F(ClusterTest, RefusesALeaseOutOfBounds) {
  for (int64_t lease : {kLeaseMsMin - 1, kLeaseMsMax + 1}) {
    auto cluster = Cluster::Open({lease}, store_.get(), &clock_);
    EXPECT_TRUE(absl::IsInvalidArgument(cluster.status())) << lease;
  }
}

// A full store refuses what is new, and what was decided meanwhile is written
// as soon as there is room.
TEST(ClusterFullStoreTest, RefusesLaunchAndWritesDecisionsLater) {
  ManualClock clock;
  auto store = Store::Open({":memory:", int64_t{128} << 10});
  ASSERT_TRUE(store.ok());
  auto cluster = Cluster::Open({}, store->get(), &clock);
  ASSERT_TRUE(cluster.ok());
  Registration node;
  node.name = "a";
  node.address = "a:1";
  node.cores = 1;
  ASSERT_TRUE((*cluster)->Register(node).ok());
  auto launch = [&](const std::string& name, size_t bytes) {
    return (*cluster)->Launch(
        {name, "s", "spec", false, std::string(bytes, 'x')});
  };
  ASSERT_TRUE(launch("wide", 40'000).ok());
  ASSERT_TRUE(launch("narrow", 1).ok());
  EXPECT_TRUE(absl::IsResourceExhausted(launch("big", 200'000).status()));
  while (launch("", 4000).ok()) continue;

  const std::string reason(kReasonBytesMax, 'r');
  ASSERT_TRUE((*cluster)->Kill({SwarmId(), "narrow"}, reason).ok());
  EXPECT_EQ((*cluster)->Count().store_unwritten, 1u);
  EXPECT_GE((*cluster)->Count().store_errors, 1u);
  EXPECT_EQ((*cluster)->Get({SwarmId(), "narrow"})->state, SwarmState::kKilled);
  // Its bundle goes with it, and makes the room.
  ASSERT_TRUE((*cluster)->Kill({SwarmId(), "wide"}, "").ok());
  (*cluster)->Tick();
  EXPECT_EQ((*cluster)->Count().store_unwritten, 0u);
  auto again = Cluster::Open({}, store->get(), &clock);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ((*again)->Get({SwarmId(), "narrow"})->reason, reason);
}

}  // namespace
}  // namespace midge::coordinator

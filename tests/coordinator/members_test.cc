#include "coordinator/members.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "base/clock.h"
#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int64_t kLeaseMs = 3000;

Registration Node(const std::string& name) {
  Registration node;
  node.name = name;
  node.address = "127.0.0.1:7000";
  node.cores = 4;
  return node;
}

class MembersTest : public ::testing::Test {
 protected:
  Now now() const { return Now::Of(clock_); }
  void AdvanceMs(int64_t ms) { clock_.Advance(ms * kNanosPerMilli); }
  // Time passes as it does for a coordinator that looks often.
  std::vector<NodeId> Pass(int64_t ms) {
    std::vector<NodeId> lost;
    for (int64_t i = 0; i < ms; i += 100) {
      AdvanceMs(100);
      for (NodeId id : members_.ExpireLeases(now())) lost.push_back(id);
    }
    return lost;
  }

  ManualClock clock_{1'700'000'000 * kNanosPerSecond};
  Members members_{kLeaseMs};
};

TEST_F(MembersTest, SilentNodeIsLostWhenItsLeaseRunsOutAndNotBefore) {
  members_.Admit(NodeId(1), Node("a"), now());
  EXPECT_THAT(Pass(kLeaseMs - 100), IsEmpty());
  EXPECT_TRUE(members_.IsLive(NodeId(1)));
  EXPECT_THAT(Pass(100), ElementsAre(NodeId(1)));
  EXPECT_FALSE(members_.IsLive(NodeId(1)));
}

TEST_F(MembersTest, HeartbeatsKeepANodeAlive) {
  members_.Admit(NodeId(1), Node("a"), now());
  members_.Admit(NodeId(2), Node("b"), now());
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(members_.Renew(NodeId(1), 0, now()));
    const std::vector<NodeId> lost = Pass(1000);
    EXPECT_EQ(lost.size(), i == 2 ? 1u : 0u) << i;
  }
  EXPECT_THAT(members_.Live(), ElementsAre(NodeId(1)));
}

TEST_F(MembersTest, LostNodeCannotRenew) {
  members_.Admit(NodeId(1), Node("a"), now());
  Pass(kLeaseMs);
  EXPECT_FALSE(members_.Renew(NodeId(1), 0, now()));
  EXPECT_FALSE(members_.Renew(NodeId(9), 0, now()));
}

TEST_F(MembersTest, CoordinatorThatStoodStillLosesNobody) {
  members_.Admit(NodeId(1), Node("a"), now());
  Pass(1000);
  AdvanceMs(3'600'000);  // The machine slept for an hour.
  EXPECT_THAT(members_.ExpireLeases(now()), IsEmpty());
  EXPECT_THAT(Pass(1900), IsEmpty());
  EXPECT_THAT(Pass(100), ElementsAre(NodeId(1)));
}

TEST_F(MembersTest, EpochGrowsWithEveryChange) {
  members_.Admit(NodeId(1), Node("a"), now());
  EXPECT_EQ(members_.epoch(), 1u);
  members_.Renew(NodeId(1), 1, now());
  EXPECT_EQ(members_.epoch(), 1u);
  EXPECT_TRUE(members_.Lose(NodeId(1)));
  EXPECT_EQ(members_.epoch(), 2u);
  EXPECT_FALSE(members_.Lose(NodeId(1)));
  EXPECT_EQ(members_.epoch(), 2u);
}

TEST_F(MembersTest, RestoreGivesWholeLeases) {
  Member old;
  old.id = NodeId(7);
  old.node = Node("a");
  AdvanceMs(1'000'000);
  members_.Restore({old}, 12, now());
  EXPECT_EQ(members_.epoch(), 12u);
  EXPECT_THAT(Pass(kLeaseMs - 100), IsEmpty());
  EXPECT_THAT(Pass(100), ElementsAre(NodeId(7)));
}

TEST_F(MembersTest, ForgetsTheLongestLostPastTheLimit) {
  for (int i = 1; i <= kMembersLostMax + 2; ++i) {
    members_.Admit(NodeId(i), Node(absl::StrCat("n", i)), now());
  }
  members_.Admit(NodeId(9999), Node("stays"), now());
  for (int i = kMembersLostMax + 2; i >= 1; --i) members_.Lose(NodeId(i));
  EXPECT_THAT(members_.ForgetOld(), ElementsAre(NodeId(kMembersLostMax + 2),
                                                NodeId(kMembersLostMax + 1)));
  EXPECT_EQ(members_.Find(NodeId(kMembersLostMax + 2)), nullptr);
  EXPECT_TRUE(members_.IsLive(NodeId(9999)));
  EXPECT_THAT(members_.ForgetOld(), IsEmpty());
}

TEST(CheckRegistrationTest, NamesTheFieldThatIsWrong) {
  auto error_of = [](auto change) {
    Registration node = Node("node-1");
    change(node);
    return std::string(CheckRegistration(node).message());
  };
  EXPECT_EQ(error_of([](Registration&) {}), "");
  EXPECT_THAT(error_of([](Registration& n) { n.name = ""; }),
              HasSubstr("name:"));
  EXPECT_THAT(error_of([](Registration& n) { n.name = "a b"; }),
              HasSubstr("\"a b\""));
  EXPECT_THAT(error_of([](Registration& n) { n.name = "12"; }),
              HasSubstr("numbers are ids"));
  EXPECT_THAT(
      error_of([](Registration& n) { n.name.assign(kNameBytesMax + 1, 'x'); }),
      HasSubstr("name:"));
  EXPECT_THAT(error_of([](Registration& n) { n.address = ""; }),
              HasSubstr("address:"));
  EXPECT_THAT(error_of([](Registration& n) {
                n.address.assign(kAddressBytesMax + 1, 'x');
              }),
              HasSubstr("address:"));
  EXPECT_THAT(error_of([](Registration& n) {
                n.version.assign(kVersionBytesMax + 1, 'x');
              }),
              HasSubstr("version:"));
  EXPECT_THAT(error_of([](Registration& n) { n.cores = 0; }),
              HasSubstr("cores:"));
  EXPECT_THAT(error_of([](Registration& n) { n.cores = kCoresMax + 1; }),
              HasSubstr("cores:"));
  EXPECT_THAT(error_of([](Registration& n) {
                n.labels["k"] = std::string(kLabelBytesMax + 1, 'x');
              }),
              HasSubstr("labels:"));
  EXPECT_THAT(error_of([](Registration& n) {
                for (size_t i = 0; i <= kLabelsMax; ++i) {
                  n.labels[absl::StrCat(i)] = "";
                }
              }),
              HasSubstr("labels:"));
}

}  // namespace
}  // namespace midge::coordinator

#include "coordinator/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"

namespace midge::coordinator {
namespace {

using ::testing::HasSubstr;

Member MakeMember(uint32_t id) {
  Member member;
  member.id = NodeId(id);
  member.node.name = absl::StrCat("node-", id);
  member.node.address = "10.0.0.1:7071";
  member.node.metrics_address = "10.0.0.1:9100";
  member.node.cores = 8;
  member.node.labels = {{"zone", "a"}, {"empty", ""}};
  member.node.version = "0.1.0";
  member.registered_unix_ms = 123;
  member.heartbeat_unix_ms = 456;
  return member;
}

Swarm MakeSwarm(uint64_t id) {
  Swarm swarm;
  swarm.id = SwarmId(id);
  swarm.name = absl::StrCat("swarm-", id);
  swarm.spec = std::string("spec\0with a zero", 16);
  swarm.wait = true;
  swarm.shards.epoch = 3;
  swarm.shards.node_of_shard = {NodeId(1), NodeId(2), NodeId(1)};
  swarm.root_shard = ShardId(2);
  swarm.root_node = NodeId(1);
  swarm.created_unix_ms = 789;
  return swarm;
}

class StoreTest : public ::testing::Test {
 protected:
  StoreTest() {
    std::string pattern = ::testing::TempDir() + "/store_test_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    path_ = folder_ + "/coordinator.db";
  }
  ~StoreTest() override { std::filesystem::remove_all(folder_); }

  std::unique_ptr<Store> Open() {
    auto store = Store::Open({path_});
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }
  absl::Status OpenError() { return Store::Open({path_}).status(); }
  // Changes the file behind the store's back.
  void Sql(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &error),
              SQLITE_OK)
        << error;
    sqlite3_close(database);
  }

  std::string folder_;
  std::string path_;
};

TEST_F(StoreTest, FreshStoreIsEmpty) {
  auto state = Open()->Load();
  ASSERT_TRUE(state.ok()) << state.status();
  EXPECT_TRUE(state->members.empty());
  EXPECT_TRUE(state->swarms.empty());
  EXPECT_EQ(state->members_epoch, 0u);
  EXPECT_EQ(state->last_node_id, NodeId());
}

TEST_F(StoreTest, MembersSurviveARestart) {
  ASSERT_TRUE(Open()->PutMember(MakeMember(1), 1).ok());
  Member lost = MakeMember(2);
  ASSERT_TRUE(Open()->PutMember(lost, 2).ok());
  lost.state = NodeState::kLost;
  lost.lost_epoch = 3;
  ASSERT_TRUE(Open()->PutMember(lost, 3).ok());

  auto state = Open()->Load();
  ASSERT_TRUE(state.ok()) << state.status();
  EXPECT_EQ(state->members_epoch, 3u);
  EXPECT_EQ(state->last_node_id, NodeId(2));
  ASSERT_EQ(state->members.size(), 2u);
  const Member& first = state->members[0];
  const Member expected = MakeMember(1);
  EXPECT_EQ(first.id, expected.id);
  EXPECT_EQ(first.node.name, expected.node.name);
  EXPECT_EQ(first.node.address, expected.node.address);
  EXPECT_EQ(first.node.metrics_address, expected.node.metrics_address);
  EXPECT_EQ(first.node.cores, expected.node.cores);
  EXPECT_EQ(first.node.labels, expected.node.labels);
  EXPECT_EQ(first.node.version, expected.node.version);
  EXPECT_EQ(first.registered_unix_ms, 123);
  EXPECT_EQ(first.heartbeat_unix_ms, 456);
  EXPECT_EQ(first.state, NodeState::kLive);
  EXPECT_EQ(state->members[1].state, NodeState::kLost);
  EXPECT_EQ(state->members[1].lost_epoch, 3u);
}

TEST_F(StoreTest, SwarmsSurviveARestart) {
  const std::string bundle("bundle\0bytes", 12);
  ASSERT_TRUE(Open()->AddSwarm(MakeSwarm(4), bundle).ok());
  auto store = Open();
  auto state = store->Load();
  ASSERT_TRUE(state.ok()) << state.status();
  ASSERT_EQ(state->swarms.size(), 1u);
  const Swarm& swarm = state->swarms[0];
  const Swarm expected = MakeSwarm(4);
  EXPECT_EQ(state->last_swarm_id, SwarmId(4));
  EXPECT_EQ(swarm.name, expected.name);
  EXPECT_EQ(swarm.spec, expected.spec);
  EXPECT_TRUE(swarm.wait);
  EXPECT_EQ(swarm.shards.epoch, 3u);
  EXPECT_EQ(swarm.shards.node_of_shard, expected.shards.node_of_shard);
  EXPECT_EQ(swarm.root_shard, ShardId(2));
  EXPECT_EQ(swarm.root_node, NodeId(1));
  EXPECT_EQ(swarm.state, SwarmState::kPending);
  EXPECT_EQ(swarm.created_unix_ms, 789);
  EXPECT_EQ(*store->GetBundle(SwarmId(4)), bundle);
}

TEST_F(StoreTest, EndedSwarmKeepsItsEndAndLosesItsBundle) {
  Swarm swarm = MakeSwarm(4);
  auto store = Open();
  ASSERT_TRUE(store->AddSwarm(swarm, "bytes").ok());
  swarm.state = SwarmState::kFailed;
  swarm.root_finished = true;
  swarm.exit_status = -7;
  swarm.reason = "why";
  swarm.ended_unix_ms = 1000;
  ASSERT_TRUE(store->PutSwarm(swarm).ok());
  EXPECT_TRUE(absl::IsNotFound(store->GetBundle(swarm.id).status()));
  auto state = store->Load();
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->swarms[0].state, SwarmState::kFailed);
  EXPECT_TRUE(state->swarms[0].root_finished);
  EXPECT_EQ(state->swarms[0].exit_status, -7);
  EXPECT_EQ(state->swarms[0].reason, "why");
  EXPECT_EQ(state->swarms[0].ended_unix_ms, 1000);
}

TEST_F(StoreTest, IdsOfDeletedRowsAreRemembered) {
  auto store = Open();
  ASSERT_TRUE(store->PutMember(MakeMember(9), 1).ok());
  ASSERT_TRUE(store->AddSwarm(MakeSwarm(8), "b").ok());
  ASSERT_TRUE(store->DeleteMember(NodeId(9)).ok());
  ASSERT_TRUE(store->DeleteSwarm(SwarmId(8)).ok());
  store.reset();
  auto state = Open()->Load();
  EXPECT_TRUE(state->members.empty());
  EXPECT_EQ(state->last_node_id, NodeId(9));
  EXPECT_EQ(state->last_swarm_id, SwarmId(8));
  EXPECT_TRUE(absl::IsNotFound(Open()->GetBundle(SwarmId(8)).status()));
}

TEST_F(StoreTest, RefusesAFileThatIsNoDatabase) {
  std::ofstream(path_) << std::string(5000, 'x');
  const absl::Status error = OpenError();
  EXPECT_TRUE(absl::IsDataLoss(error)) << error;
  EXPECT_THAT(std::string(error.message()), HasSubstr(path_));
}

TEST_F(StoreTest, RefusesADamagedDatabase) {
  {
    auto store = Open();
    for (uint32_t i = 1; i < 200; ++i) {
      ASSERT_TRUE(store->PutMember(MakeMember(i), i).ok());
    }
  }
  // Page 1 stays whole, so that only the check can find out.
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  const auto size = std::filesystem::file_size(path_);
  file.seekp(4096);
  file << std::string(size - 4096, '\x5a');
  file.close();
  const absl::Status error = OpenError();
  EXPECT_TRUE(absl::IsDataLoss(error)) << error;
  EXPECT_THAT(std::string(error.message()), HasSubstr(path_));
}

TEST_F(StoreTest, RefusesAnotherProgramsDatabase) {
  Sql("CREATE TABLE recipes(name TEXT)");
  const absl::Status error = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(error)) << error;
  EXPECT_THAT(std::string(error.message()),
              HasSubstr("not made by a coordinator"));
}

TEST_F(StoreTest, RefusesANewerSchema) {
  Open();
  Sql("PRAGMA user_version=99");
  EXPECT_THAT(std::string(OpenError().message()), HasSubstr("newer"));
}

TEST_F(StoreTest, RefusesASecondCoordinator) {
  auto first = Open();
  const absl::Status error = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(error)) << error;
  EXPECT_THAT(std::string(error.message()), HasSubstr("another coordinator"));
}

TEST_F(StoreTest, RefusesAFolderThatIsNotThere) {
  auto store = Store::Open({folder_ + "/none/coordinator.db"});
  EXPECT_TRUE(absl::IsFailedPrecondition(store.status())) << store.status();
}

TEST_F(StoreTest, RowThatMakesNoSenseIsNamed) {
  ASSERT_TRUE(Open()->AddSwarm(MakeSwarm(5), "b").ok());
  Sql("UPDATE swarms SET state=77");
  auto state = Open()->Load();
  EXPECT_TRUE(absl::IsDataLoss(state.status()));
  EXPECT_THAT(std::string(state.status().message()), HasSubstr("row 5"));
}

// SQLite would take fewer bytes than a page for no limit at all.
TEST_F(StoreTest, RefusesALimitThatHoldsNothing) {
  for (int64_t bytes : {int64_t{-1}, int64_t{0}, kStoreBytesMaxLeast - 1}) {
    EXPECT_TRUE(absl::IsInvalidArgument(Store::Open({path_, bytes}).status()));
  }
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(StoreTest, FullIsAnErrorAndWhatWasThereStays) {
  StoreOptions options{path_, int64_t{64} << 10};
  auto store = Store::Open(options);
  ASSERT_TRUE(store.ok()) << store.status();
  ASSERT_TRUE((*store)->AddSwarm(MakeSwarm(1), "small").ok());
  const absl::Status full =
      (*store)->AddSwarm(MakeSwarm(2), std::string(100'000, 'x'));
  EXPECT_TRUE(absl::IsResourceExhausted(full)) << full;
  auto state = (*store)->Load();
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->swarms.size(), 1u);
  EXPECT_EQ(*(*store)->GetBundle(SwarmId(1)), "small");
  EXPECT_TRUE((*store)->PutMember(MakeMember(1), 1).ok());
}

}  // namespace
}  // namespace midge::coordinator

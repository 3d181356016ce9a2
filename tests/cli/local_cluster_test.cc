#include "cli/local_cluster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace midge::cli {
namespace {

class LocalClusterTest : public ::testing::Test {
 protected:
  LocalClusterTest() {
    std::string pattern = ::testing::TempDir() + "/local_cluster_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    ::setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
  }
  ~LocalClusterTest() override {
    for (const LocalProcess& process : started_) ::kill(process.pid, SIGKILL);
    std::filesystem::remove_all(folder_);
  }

  LocalProcess Start(const std::vector<std::string>& argv) {
    auto process = StartProcess("test", argv, folder_ + "/test.log");
    EXPECT_TRUE(process.ok()) << process.status();
    if (process.ok()) started_.push_back(*process);
    return process.ok() ? *process : LocalProcess();
  }

  std::string folder_;
  std::vector<LocalProcess> started_;
};

TEST_F(LocalClusterTest, RoundTrip) {
  EXPECT_TRUE(absl::IsNotFound(LocalCluster::Load().status()));
  LocalCluster cluster;
  cluster.coordinator = "127.0.0.1:7070";
  cluster.processes = {{"coordinator", 123, 456}, {"node-1", 789, 1011}};
  ASSERT_TRUE(FolderLock::Take().ok());  // Makes the folder.
  ASSERT_TRUE(cluster.Save().ok());
  auto loaded = LocalCluster::Load();
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_EQ(loaded->ToText(), cluster.ToText());
  ASSERT_EQ(loaded->processes.size(), 2u);
  EXPECT_EQ(loaded->processes[1].pid, 789);
  EXPECT_EQ(loaded->processes[1].start, 1011u);
  ASSERT_TRUE(LocalCluster::Remove().ok());
  EXPECT_TRUE(absl::IsNotFound(LocalCluster::Load().status()));
  EXPECT_TRUE(LocalCluster::Remove().ok());
}

TEST_F(LocalClusterTest, RefusesAFileThatMakesNoSense) {
  for (const char* text :
       {"", "hello\n", "midge-cluster 2\n",
        "midge-cluster 1\nprocess a 1 5\n",  // Never signal init.
        "midge-cluster 1\nprocess a -4 5\n", "midge-cluster 1\nprocess a b c\n",
        "midge-cluster 1\nwhat\n"}) {
    EXPECT_FALSE(LocalCluster::FromText(text).ok()) << text;
  }
}

TEST_F(LocalClusterTest, StartsAndStopsAProcess) {
  const LocalProcess process = Start({"/bin/sleep", "600"});
  EXPECT_TRUE(IsAlive(process));
  EXPECT_TRUE(StopProcess(process, 5000).value());
  EXPECT_FALSE(IsAlive(process));
  EXPECT_FALSE(StopProcess(process, 5000).value());
}

TEST_F(LocalClusterTest, KillsWhatDoesNotHeedSigterm) {
  const std::string ready = folder_ + "/ready";
  const LocalProcess process =
      Start({"/bin/sh", "-c",
             "trap '' TERM; touch " + ready + "; while :; do sleep 1; done"});
  while (!std::filesystem::exists(ready)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_TRUE(StopProcess(process, 100).value());
  EXPECT_FALSE(IsAlive(process));
}

// The pid is in use, by a process that began at another time.
TEST_F(LocalClusterTest, NeverStopsAStranger) {
  const LocalProcess process = Start({"/bin/sleep", "600"});
  LocalProcess stale = process;
  stale.start -= 1;
  EXPECT_FALSE(IsAlive(stale));
  EXPECT_FALSE(StopProcess(stale, 5000).value());
  EXPECT_TRUE(IsAlive(process));
}

TEST_F(LocalClusterTest, OneWorksOnAFolderAtATime) {
  {
    const auto lock = FolderLock::Take();
    ASSERT_TRUE(lock.ok()) << lock.status();
    EXPECT_TRUE(absl::IsAborted(FolderLock::Take().status()));
  }
  EXPECT_TRUE(FolderLock::Take().ok());
}

TEST_F(LocalClusterTest, RefusesWhatIsAnotherUsers) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root may act for others";
  const LocalProcess process = Start({"/bin/sleep", "600"});
  ASSERT_EQ(::setresuid(65534, 65534, 0), 0);
  const absl::Status stopped = StopProcess(process, 5000).status();
  const absl::Status locked = FolderLock::Take().status();
  ASSERT_EQ(::setresuid(0, 0, 0), 0);
  EXPECT_TRUE(absl::IsPermissionDenied(stopped)) << stopped;
  EXPECT_FALSE(locked.ok());
  EXPECT_TRUE(IsAlive(process));
}

TEST_F(LocalClusterTest, OutputGoesToTheLog) {
  const LocalProcess process =
      Start({"/bin/sh", "-c", "echo out; echo err >&2"});
  while (IsAlive(process)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  std::ifstream in(folder_ + "/test.log");
  std::string one, two;
  std::getline(in, one);
  std::getline(in, two);
  EXPECT_EQ(one + two, "outerr");
}

TEST_F(LocalClusterTest, ProgramThatIsNotThereIsAnError) {
  EXPECT_FALSE(StartProcess("x", {"/nowhere/x"}, folder_ + "/x.log").ok());
}

}  // namespace
}  // namespace midge::cli

#include "node/embedded_cluster.h"

#include <chrono>
#include <string>
#include <thread>

#include "base/mutex.h"
#include "gtest/gtest.h"

namespace midge::node {
namespace {

class EmbeddedClusterTest : public testing::Test {
 protected:
  absl::StatusOr<vm::SwarmExit> Run(int nodes, const std::string& script) {
    EmbeddedOptions options;
    options.nodes = nodes;
    EmbeddedCluster cluster(options, [this](const vm::LogLine& line) {
      MutexLock lock(&mutex_);
      log_ += std::string(line.text);
    });
    cluster_ = &cluster;
    vm::SwarmSpec spec;
    spec.entry = "main.py";
    spec.sources = {{"main.py", script}};
    return cluster.Run(spec);
  }

  std::string log() {
    MutexLock lock(&mutex_);
    return log_;
  }

  EmbeddedCluster* cluster_ = nullptr;
  Mutex mutex_;
  std::string log_;
};

TEST_F(EmbeddedClusterTest, RunsAProgramOnOneNode) {
  auto exit = Run(1, "print hello\nexit 3\n");
  ASSERT_TRUE(exit.ok()) << exit.status().ToString();
  EXPECT_EQ(exit->status, 3);
  EXPECT_EQ(log(), "hello\n");
}

// Shard i is on node i % 3, counted from 0.
TEST_F(EmbeddedClusterTest, CarriesEnvelopesBetweenItsNodes) {
  auto exit = Run(3,
                  "send 1 echo 0 hi\n"
                  "send 2 echo 0 ho\n"
                  "flood 1 50000\n"
                  "send 1 echo 0 done\n"
                  "expect 3\n"
                  "exit 0\n");
  ASSERT_TRUE(exit.ok()) << exit.status().ToString();
  EXPECT_EQ(exit->status, 0);
  EXPECT_EQ(log(), "");
}

TEST_F(EmbeddedClusterTest, StartsAndEndsInWellUnderASecond) {
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_TRUE(Run(4, "exit 0\n").ok());
  EXPECT_LT(std::chrono::steady_clock::now() - begun,
            std::chrono::milliseconds(900));
}

TEST_F(EmbeddedClusterTest, KillEndsAProgramThatWaits) {
  std::thread killer([this] {
    while (log().empty()) std::this_thread::yield();
    cluster_->Kill();
  });
  auto exit = Run(2, "print here\nexpect 1\n");
  killer.join();
  ASSERT_TRUE(exit.ok());
  EXPECT_TRUE(exit->killed);
}

}  // namespace
}  // namespace midge::node

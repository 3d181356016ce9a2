// A few Vms in one process, whose hosts carry envelopes to each other through
// queues: what the node's links do, without a network.
#ifndef MIDGE_TESTS_VM_SCHED_TEST_CLUSTER_H_
#define MIDGE_TESTS_VM_SCHED_TEST_CLUSTER_H_

#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/mutex.h"
#include "vm/vm.h"

namespace midge::vm {

class TestCluster {
 public:
  // Node i (from 1) runs the shards s with s % nodes == i - 1; the root is in
  // shard 0, on node 1.
  explicit TestCluster(int nodes, int workers = 2,
                       const Clock* clock = nullptr);
  ~TestCluster();

  // Starts a program on all nodes.
  void Start(const std::string& source, SwarmOptions options = {});
  // Its end; fails the test after a minute.
  SwarmExit Wait();
  SwarmExit Run(const std::string& source, SwarmOptions options = {}) {
    Start(source, std::move(options));
    return Wait();
  }
  // What was printed so far, on all nodes; stream 2 apart.
  std::string output() { return Text(1); }
  std::string errors() { return Text(2); }
  // How often what was printed was to be seen at once.
  int flushes();
  // Returns when the output holds `text`; fails the test after a minute.
  void WaitForOutput(const std::string& text);

  // Node `node` dies: nothing comes from it or goes to it any more.
  void Lose(int node);
  // While full, the links of node 1 take nothing.
  void SetFull(bool full);

  Vm& vm(int node) { return *nodes_[static_cast<size_t>(node - 1)]->vm; }
  static constexpr SwarmId kSwarm{7};
  static constexpr int kShardsPerNode = 4;

 private:
  struct Node : public Host {
    Node(TestCluster* cluster, int number, int workers);
    SendResult Send(Envelope&& envelope) override;
    void Log(const LogLine& line) override;
    void SwarmFinished(SwarmId swarm, const SwarmExit& exit) override;
    int64_t MonotonicNanoseconds() override;
    int64_t WallNanoseconds() override;
    void FillRandom(std::span<char> bytes) override;
    void DeliverAll();

    TestCluster* const cluster;
    const int number;
    std::unique_ptr<Vm> vm;
    std::thread deliverer;
    Mutex mutex;
    CondVar changed;
    std::deque<Envelope> incoming ABSL_GUARDED_BY(mutex);
    bool stopping ABSL_GUARDED_BY(mutex) = false;
  };

  std::string Text(int stream);

  RealClock real_clock_;
  const Clock* const clock_;
  std::vector<NodeId> node_of_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::atomic<bool> full_{false};
  std::vector<std::unique_ptr<std::atomic<bool>>> lost_;
  Mutex mutex_;
  CondVar changed_;
  std::string text_[3] ABSL_GUARDED_BY(mutex_);
  int flushes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  SwarmExit exit_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace midge::vm

#endif  // MIDGE_TESTS_VM_SCHED_TEST_CLUSTER_H_

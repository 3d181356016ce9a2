#include "tests/vm/sched/test_cluster.h"

#include "gtest/gtest.h"

namespace midge::vm {

namespace {

constexpr std::chrono::seconds kPatience{60};

}  // namespace

TestCluster::Node::Node(TestCluster* c, int n, int workers)
    : cluster(c), number(n) {
  vm = std::make_unique<Vm>(
      VmOptions{NodeId(static_cast<uint32_t>(n)), workers}, this);
  deliverer = std::thread([this] { DeliverAll(); });
}

SendResult TestCluster::Node::Send(Envelope&& envelope) {
  const NodeId to = cluster->node_of_[envelope.to.value()];
  const size_t index = to.value() - 1;
  if (*cluster->lost_[index] ||
      *cluster->lost_[static_cast<size_t>(number - 1)]) {
    return SendResult::kNodeLost;
  }
  if (cluster->full_ && number == 1) return SendResult::kFull;
  Node* node = cluster->nodes_[index].get();
  MutexLock lock(&node->mutex);
  node->incoming.push_back(std::move(envelope));
  node->changed.Signal();
  return SendResult::kAccepted;
}

void TestCluster::Node::DeliverAll() {
  for (;;) {
    Envelope envelope;
    {
      MutexLock lock(&mutex);
      while (incoming.empty() && !stopping) changed.Wait(&mutex);
      if (stopping) return;
      envelope = std::move(incoming.front());
      incoming.pop_front();
    }
    const absl::Status status = vm->Deliver(std::move(envelope));
    EXPECT_TRUE(status.ok() || absl::IsNotFound(status)) << status;
  }
}

void TestCluster::Node::Log(const LogLine& line) {
  MutexLock lock(&cluster->mutex_);
  cluster->text_[line.stream] += line.text;
  if (line.flush) ++cluster->flushes_;
  cluster->changed_.SignalAll();
}

void TestCluster::Node::SwarmFinished(SwarmId, const SwarmExit& exit) {
  MutexLock lock(&cluster->mutex_);
  EXPECT_FALSE(cluster->finished_) << "a swarm finishes once";
  cluster->exit_ = exit;
  cluster->finished_ = true;
  cluster->changed_.SignalAll();
}

int64_t TestCluster::Node::MonotonicNanoseconds() {
  return cluster->clock_->MonotonicNanos();
}
int64_t TestCluster::Node::WallNanoseconds() {
  return cluster->clock_->WallNanos();
}

void TestCluster::Node::FillRandom(std::span<char> bytes) {
  std::fill(bytes.begin(), bytes.end(), 'r');
}

TestCluster::TestCluster(int nodes, int workers, const Clock* clock)
    : clock_(clock == nullptr ? &real_clock_ : clock) {
  for (int i = 0; i < nodes * kShardsPerNode; ++i) {
    node_of_.push_back(NodeId(static_cast<uint32_t>(i % nodes + 1)));
  }
  for (int i = 1; i <= nodes; ++i) {
    lost_.push_back(std::make_unique<std::atomic<bool>>(false));
  }
  for (int i = 1; i <= nodes; ++i) {
    nodes_.push_back(std::make_unique<Node>(this, i, workers));
  }
  for (auto& node : nodes_) node->vm->Start();
}

TestCluster::~TestCluster() {
  for (auto& node : nodes_) {
    node->vm->StopSwarm(kSwarm);
    node->vm->Stop();
  }
  for (auto& node : nodes_) {
    {
      MutexLock lock(&node->mutex);
      node->stopping = true;
      node->changed.Signal();
    }
    node->deliverer.join();
  }
}

void TestCluster::Start(const std::string& source, SwarmOptions options) {
  SwarmSpec spec;
  spec.id = kSwarm;
  spec.name = "test";
  spec.entry = "main.py";
  spec.sources.push_back({"main.py", source});
  spec.options = std::move(options);
  if (spec.options.argv.empty()) spec.options.argv = {"main.py"};
  spec.shards.node_of = node_of_;
  for (size_t i = 1; i <= nodes_.size(); ++i) {
    spec.shards.node_names[NodeId(static_cast<uint32_t>(i))] =
        "node-" + std::to_string(i);
  }
  // The root's node first: what it sends must find the others late, too.
  for (auto& node : nodes_) {
    const absl::Status status = node->vm->StartSwarm(spec);
    ASSERT_TRUE(status.ok()) << status;
  }
}

SwarmExit TestCluster::Wait() {
  MutexLock lock(&mutex_);
  while (!finished_) {
    if (!changed_.WaitFor(&mutex_, kPatience)) {
      ADD_FAILURE() << "the swarm does not end; output so far:\n"
                    << text_[1] << text_[2];
      return {};
    }
  }
  return exit_;
}

void TestCluster::WaitForOutput(const std::string& text) {
  MutexLock lock(&mutex_);
  while (text_[1].find(text) == std::string::npos) {
    if (!changed_.WaitFor(&mutex_, kPatience)) {
      ADD_FAILURE() << "no \"" << text << "\" in\n" << text_[1] << text_[2];
      return;
    }
  }
}

int TestCluster::flushes() {
  MutexLock lock(&mutex_);
  return flushes_;
}

std::string TestCluster::Text(int stream) {
  MutexLock lock(&mutex_);
  return text_[stream];
}

void TestCluster::Lose(int lost) {
  *lost_[static_cast<size_t>(lost - 1)] = true;
  for (auto& node : nodes_) {
    if (node->number == lost) continue;
    node->vm->NodeLost(NodeId(static_cast<uint32_t>(lost)));
  }
}

void TestCluster::SetFull(bool full) {
  full_ = full;
  if (full) return;
  for (auto& node : nodes_) {
    for (auto& peer : nodes_) {
      if (peer == node) continue;
      node->vm->LinkWritable(NodeId(static_cast<uint32_t>(peer->number)));
    }
  }
}

}  // namespace midge::vm

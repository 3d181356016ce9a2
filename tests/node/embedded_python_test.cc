// Python on a cluster in this process: the VM, its links and all their
// threads, without gRPC, so that the sanitizers see the whole of it.
#include <string>
#include <utility>

#include "base/mutex.h"
#include "gtest/gtest.h"
#include "node/embedded_cluster.h"

namespace midge::node {
namespace {

struct Outcome {
  int status = -1;
  std::string text;
};

Outcome RunProgram(int nodes, const std::string& program,
                   bool wait_for_all = false) {
  Mutex mutex;
  Outcome outcome;
  EmbeddedOptions options;
  options.nodes = nodes;
  options.workers = 2;
  EmbeddedCluster cluster(options, [&](const vm::LogLine& line) {
    MutexLock lock(&mutex);
    outcome.text += std::string(line.text);
  });
  vm::SwarmSpec spec;
  spec.entry = "main.py";
  spec.sources = {{"main.py", program}};
  spec.options.argv = {"main.py"};
  spec.options.wait_for_all = wait_for_all;
  auto exit = cluster.Run(std::move(spec));
  EXPECT_TRUE(exit.ok()) << exit.status().ToString();
  if (exit.ok()) outcome.status = exit->status;
  MutexLock lock(&mutex);
  return outcome;
}

// Where it lives does not show: one text, whatever the number of nodes.
class EmbeddedPythonTest : public testing::TestWithParam<int> {};

TEST_P(EmbeddedPythonTest, SpawnsAndJoins) {
  const Outcome outcome = RunProgram(GetParam(), R"(
import midge

def square(i):
    return i * i

if __name__ == "__main__":
    print(sum(agent.join() for agent in midge.spawn_many(square, 300)))
)");
  EXPECT_EQ(outcome.text, "8955050\n");
  EXPECT_EQ(outcome.status, 0);
}

TEST_P(EmbeddedPythonTest, KeepsTheOrderOfEverySender) {
  const Outcome outcome = RunProgram(GetParam(), R"(
import midge

def pour(lane, box):
    for i in range(300):
        box.send((lane, i, "x" * (50_000 if i % 100 == 99 else 10)))

if __name__ == "__main__":
    box = midge.Mailbox()
    for lane in range(8):
        midge.spawn(pour, lane, box)
    expected = [0] * 8
    for _ in range(8 * 300):
        lane, i, text = box.receive(timeout=60)
        assert i == expected[lane], (lane, i)
        expected[lane] += 1
    print(expected)
)");
  EXPECT_EQ(outcome.text, "[300, 300, 300, 300, 300, 300, 300, 300]\n");
}

TEST_P(EmbeddedPythonTest, SharesSemaphores) {
  const Outcome outcome = RunProgram(GetParam(), R"(
import midge

def work(door, counter):
    for _ in range(20):
        with door:
            counter.send(counter.receive() + 1)

if __name__ == "__main__":
    door = midge.Semaphore(1)
    counter = midge.Mailbox()
    counter.send(0)
    agents = [midge.spawn(work, door, counter) for _ in range(12)]
    for agent in agents:
        agent.join()
    print(counter.receive())
)");
  EXPECT_EQ(outcome.text, "240\n");
}

TEST_P(EmbeddedPythonTest, AnErrorEndsWithStatusOne) {
  const Outcome outcome = RunProgram(GetParam(), R"(
import midge

def fail():
    raise ValueError("no")

if __name__ == "__main__":
    try:
        midge.spawn(fail).join()
    except midge.AgentError as error:
        print(type(error).__name__)
    raise SystemExit(7)
)");
  EXPECT_NE(outcome.text.find("AgentError\n"), std::string::npos)
      << outcome.text;
  EXPECT_EQ(outcome.status, 7);
}

TEST_P(EmbeddedPythonTest, WaitsForEveryAgentWhenTold) {
  const Outcome outcome = RunProgram(GetParam(), R"(
import midge
import time

def late():
    time.sleep(0.2)
    print("late")

if __name__ == "__main__":
    for _ in range(6):
        midge.spawn(late)
)",
                                     /*wait_for_all=*/true);
  std::string expected;
  for (int i = 0; i < 6; ++i) expected += "late\n";
  EXPECT_EQ(outcome.text, expected);
}

INSTANTIATE_TEST_SUITE_P(Nodes, EmbeddedPythonTest, testing::Values(1, 3));

}  // namespace
}  // namespace midge::node

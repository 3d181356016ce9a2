// One node: how swarms begin, end, are looked at and are bounded.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/vm/sched/test_cluster.h"

namespace midge::vm {
namespace {

using testing::HasSubstr;

TEST(SwarmTest, EndsWithTheRootsStatus) {
  struct Case {
    const char* source;
    int status;
    const char* errors;
  } const cases[] = {
      {"print('x')", 0, ""},
      {"import sys; sys.exit(3)", 3, ""},
      {"import sys; sys.exit('why')", 1, "why\n"},
      {"raise ValueError('bad')", 1, "ValueError: bad\n"},
      {"def f(:\n  pass", 1, "SyntaxError: "},
  };
  for (const Case& c : cases) {
    TestCluster cluster(1);
    const SwarmExit exit = cluster.Run(c.source);
    EXPECT_EQ(exit.status, c.status) << c.source;
    EXPECT_THAT(cluster.errors(), HasSubstr(c.errors));
  }
}

TEST(SwarmTest, FlushingReachesTheHost) {
  TestCluster cluster(1);
  EXPECT_EQ(cluster.Run("print('a')\nprint('b', flush=False)").status, 0);
  EXPECT_EQ(cluster.flushes(), 0);
  TestCluster flushing(1);
  const SwarmExit exit = flushing.Run(R"(
import sys
print("a", flush=True)
print("b", object, flush=1)
print("c", file=sys.stderr, flush=True)
sys.stdout.flush()
sys.stderr.flush()
sys.stdout.buffer.flush()
)");
  EXPECT_EQ(exit.status, 0) << flushing.errors();
  EXPECT_EQ(flushing.output(), "a\nb <class 'object'>\n");
  EXPECT_EQ(flushing.flushes(), 6);
}

TEST(SwarmTest, RandomBytesAreTheHosts) {
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import posix, random
print(posix.urandom(5), random.SystemRandom().randbytes(3))
print(posix.urandom(3_000_001) == b"r" * 3_000_001)
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "b'rrrrr' b'rrr'\nTrue\n");
}

TEST(SwarmTest, KillEndsARootThatNeverReturns) {
  TestCluster cluster(1);
  cluster.Start("print('on')\nwhile True: pass\n");
  cluster.WaitForOutput("on\n");
  cluster.vm(1).KillSwarm(TestCluster::kSwarm);
  const SwarmExit exit = cluster.Wait();
  EXPECT_TRUE(exit.killed);
  EXPECT_NE(exit.status, 0);
}

TEST(SwarmTest, StopTakesAgentsThatRunAndThatWait) {
  TestCluster cluster(1);
  cluster.Start(R"(
import midge
def busy():
    while True: pass
def main():
    for _ in range(20): midge.spawn(busy)
    midge.spawn_many(lambda i: midge.receive(), 500)
    midge.Mailbox(name="x").receive()
print("on") if __name__ == "__main__" else None
main() if __name__ == "__main__" else None
)");
  cluster.WaitForOutput("on\n");
  cluster.vm(1).StopSwarm(TestCluster::kSwarm);
  EXPECT_EQ(cluster.vm(1).Stats().agents, 0u);
  EXPECT_FALSE(cluster.vm(1).SwarmStats(TestCluster::kSwarm).ok());
}

TEST(SwarmTest, WhoWaitsAtTheRootsMailboxesGoesQuietly) {
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge, time
def serve(i, box): box.receive()
if __name__ == "__main__":
    box = midge.Mailbox()
    midge.spawn_many(serve, 200, box)
    time.sleep(0.02)
)");
  EXPECT_EQ(exit.status, 0);
  cluster.vm(1).StopSwarm(TestCluster::kSwarm);
  EXPECT_EQ(cluster.errors(), "");
}

TEST(SwarmTest, WaitWaitsForEveryAgent) {
  SwarmOptions options;
  options.wait_for_all = true;
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge, time
def late(n):
    time.sleep(0.05)
    print("late", n)
if __name__ == "__main__":
    midge.spawn(late, 1)
)",
                                     options);
  EXPECT_EQ(exit.status, 0);
  EXPECT_EQ(cluster.output(), "late 1\n");
}

TEST(SwarmTest, SpawnDirectivesStartAgentsBesideTheRoot) {
  SwarmOptions options;
  options.wait_for_all = true;
  options.spawn.push_back({"worker", 3});
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge, time
def worker(i):
    while True:  # The root may not have made it yet.
        try:
            return midge.lookup("jobs").send(i)
        except LookupError:
            time.sleep(0.001)
if __name__ == "__main__":
    box = midge.Mailbox(name="jobs")
    print(sorted(box.receive(timeout=30) for _ in range(3)))
)",
                                     options);
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "[0, 1, 2]\n") << cluster.errors();
}

TEST(SwarmTest, TimersRunOnTheHostsClock) {
  ManualClock clock;
  TestCluster cluster(1, 2, &clock);
  cluster.Start(R"(
import midge, time
start = time.monotonic()
midge.thread(lambda: print("started"))
time.sleep(3600)
print(time.monotonic() - start >= 3600)
try:
    midge.receive(timeout=60)
except TimeoutError:
    print("timed out")
)");
  cluster.WaitForOutput("started\n");
  // A sleeper may not have parked yet when the clock jumps: jump until it has.
  for (int i = 0; i < 10000; ++i) {
    clock.Advance(61 * kNanosPerSecond);
    cluster.vm(1).ClockMoved();
    if (cluster.output().ends_with("timed out\n")) break;
    std::this_thread::yield();
  }
  EXPECT_EQ(cluster.Wait().status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "started\nTrue\ntimed out\n");
}

TEST(SwarmTest, InspectShowsALiveStack) {
  TestCluster cluster(1);
  cluster.Start(R"(
import midge
def deep(box):
    box.receive()
def outer(box):
    deep(box)
def main():
    box = midge.Mailbox(name="never")
    agent = midge.spawn(outer, box, name="worker")
    midge.lookup("worker")
    print("on")
    agent.join()
main() if __name__ == "__main__" else None
)");
  cluster.WaitForOutput("on\n");
  Vm& vm = cluster.vm(1);
  AgentReport worker;
  for (int i = 0; i < 10000 && worker.threads.empty(); ++i) {
    const auto agents = vm.ListAgents(TestCluster::kSwarm, ObjectId(), 100);
    ASSERT_TRUE(agents.ok());
    for (const AgentReport& agent : agents.value()) {
      if (agent.name != "worker") continue;
      const auto report = vm.InspectAgent(TestCluster::kSwarm, agent.id);
      ASSERT_TRUE(report.ok());
      if (!report->threads.empty() &&
          report->threads[0].waits_for.starts_with("mailbox")) {
        worker = *report;
      }
    }
  }
  ASSERT_EQ(worker.threads.size(), 1u);
  EXPECT_EQ(worker.function, "outer");
  EXPECT_EQ(worker.state, "parked");
  const auto& stack = worker.threads[0].stack;
  ASSERT_EQ(stack.size(), 2u);
  EXPECT_EQ(stack[0].function, "outer");
  EXPECT_EQ(stack[1].function, "deep");
  EXPECT_EQ(stack[1].line, 4);
  EXPECT_EQ(stack[1].source, "box.receive()");
  EXPECT_FALSE(
      vm.InspectAgent(TestCluster::kSwarm, ObjectId::Make(ShardId(0), 99999))
          .ok());
  const auto boxes = vm.ListMailboxes(TestCluster::kSwarm);
  ASSERT_EQ(boxes->size(), 1u);
  EXPECT_EQ((*boxes)[0].name, "never");
  EXPECT_EQ((*boxes)[0].receivers, 1u);
}

TEST(SwarmTest, SendNamedReachesMailboxesAndAgents) {
  TestCluster cluster(1);
  cluster.Start(R"(
import midge
box = midge.Mailbox(name="jobs")
print("on")
print(box.receive())
)");
  cluster.WaitForOutput("on\n");
  Vm& vm = cluster.vm(1);
  EXPECT_TRUE(absl::IsNotFound(vm.SendNamed(TestCluster::kSwarm, "job", "1")));
  EXPECT_TRUE(absl::IsInvalidArgument(
      vm.SendNamed(TestCluster::kSwarm, "jobs", "open('x')")));
  EXPECT_TRUE(vm.SendNamed(TestCluster::kSwarm, "jobs",
                           "{'n': [1, -2.5, (b'x', None)]}")
                  .ok());
  EXPECT_EQ(cluster.Wait().status, 0);
  EXPECT_THAT(cluster.output(), HasSubstr("{'n': [1, -2.5, (b'x', None)]}"));
}

TEST(SwarmTest, LimitsHaveTheirErrors) {
  SwarmOptions options;
  options.max_agents = 50;
  options.max_message_bytes = 1000;
  options.heap_limit_bytes = 8 << 20;
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge
def waits(): midge.receive()
def eats():
    hoard = []
    while True: hoard.append([0] * 100)
def tries(what):
    try:
        what()
    except Exception as error:
        print(type(error).__name__, error)
def spawns():
    for _ in range(60): midge.spawn(waits)
def main():
    try:
        midge.spawn(eats).join(timeout=30)
    except midge.AgentError as error:
        print("MemoryError" in str(error))
    tries(lambda: midge.me().send("x" * 2000))
    tries(lambda: midge.Mailbox(capacity=0))
    tries(lambda: midge.Mailbox(name=""))
    tries(lambda: midge.spawn_many(waits, -1))
    tries(spawns)
main() if __name__ == "__main__" else None
)",
                                     options);
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), R"(True
ValueError message is larger than 1000 bytes
ValueError capacity must be 1 to 1048576
ValueError a name has 1 to 1024 bytes
ValueError spawn_many() takes 0 to 100000000 agents, not -1
RuntimeError the node runs its limit of agents
)");
}

TEST(SwarmTest, AFullInboxTellsItsReceiver) {
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge, time
me = midge.me()
for _ in range(2**20 + 5): me.send(None)
time.sleep(0)
try:
    midge.receive()
except MemoryError as error:
    print(error)
print(midge.receive())
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_THAT(cluster.output(),
              HasSubstr("messages were refused: the inbox was full\nNone\n"));
}

TEST(SwarmTest, AnImageThatCannotBeMadeIsTheSpawnersError) {
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge
if __name__ != "__main__":
    raise KeyError("no image")
try:
    midge.spawn(print)
except KeyError as error:
    print("KeyError", error)
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "KeyError 'no image'\n");
}

TEST(SwarmTest, SpawningWhileTheImageIsMadeIsRefused) {
  TestCluster cluster(1);
  const SwarmExit exit = cluster.Run(R"(
import midge
def f(): pass
midge.spawn(f).join()
)");
  EXPECT_EQ(exit.status, 1);
  EXPECT_THAT(cluster.errors(), HasSubstr("__name__ == '__main__'"));
}

TEST(SwarmTest, HostileEnvelopesAreRefused) {
  TestCluster cluster(2);
  cluster.Start(
      "import midge\nprint('on')\nmidge.Mailbox(name='x').receive()\n");
  cluster.WaitForOutput("on\n");
  Envelope envelope;
  envelope.swarm = TestCluster::kSwarm;
  envelope.to = ShardId(0);
  for (const char* payload : {"", "x", "\x01\x05\x00\x00\x00zzzzzzzz"}) {
    Envelope copy = envelope;
    copy.payload = payload;
    EXPECT_FALSE(cluster.vm(1).Deliver(std::move(copy)).ok());
  }
  envelope.to = ShardId(999);
  EXPECT_FALSE(cluster.vm(1).Deliver(std::move(envelope)).ok());
  cluster.vm(1).KillSwarm(TestCluster::kSwarm);
  cluster.Wait();
}

TEST(SwarmTest, EnvelopesThatComeBeforeTheSwarmWait) {
  TestCluster cluster(2);
  // Start() starts node 1 first, whose root spawns at once: what it sends may
  // find node 2 without the swarm.
  const SwarmExit exit = cluster.Run(R"(
import midge
def f(i): return i
if __name__ == "__main__":
    agents = midge.spawn_many(f, 200)
    print(sum(a.join(timeout=30) for a in agents))
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "19900\n");
}

}  // namespace
}  // namespace midge::vm

// Goal: what one node promises holds on two, and a lost node ends every wait
// that depended on it.  Method: Vms in one process, envelopes through queues.
#include <chrono>
#include <thread>

#include "gtest/gtest.h"
#include "tests/vm/sched/test_cluster.h"

namespace midge::vm {
namespace {

TEST(TwoNodesTest, SpawnsAndJoinsElsewhere) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def add(a, b): return a + b
def main():
    agents = [midge.spawn(add, n, 1, on="node-2") for n in range(50)]
    print([a.join(timeout=30) for a in agents] == list(range(1, 51)))
    print(len({a.id.split(".")[0] for a in agents}) > 0)
    try:
        midge.spawn(add, 1, 2, on="node-9")
    except ValueError as error:
        print(error)
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(),
            "True\nTrue\nno node of this swarm is called 'node-9'\n");
}

TEST(TwoNodesTest, SpawnManyDealsAgentsOutToAllNodes) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def member(i, box, factor):
    box.send(i * factor)
def main():
    box = midge.Mailbox()
    agents = midge.spawn_many(member, 1001, box, 2)
    print(sum(box.receive(timeout=30) for _ in range(1001)))
    print(len(agents), agents[1000].join(timeout=30))
    print(len({a.id for a in agents}))
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "1001000\n1001 None\n1001\n");
  EXPECT_GT(cluster.vm(2).Stats().spawned, 400u);
}

TEST(TwoNodesTest, MailboxesWorkBothWays) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def server(box, back):
    while True:
        value = box.receive()
        if value is None: return "served"
        back.send(value * 2)
def main():
    box, back = midge.Mailbox(), midge.Mailbox(capacity=2)
    agent = midge.spawn(server, box, back, on="node-2")
    for i in range(100): box.send(i)
    print([back.receive(timeout=30) for _ in range(100)] ==
          [2 * i for i in range(100)])
    box.send(None)
    print(agent.join(timeout=30))
    try:
        midge.spawn(box.receive, 0.05, on="node-2").join(timeout=30)
    except midge.AgentError as error:
        print("TimeoutError" in str(error))
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "True\nserved\nTrue\n");
}

TEST(TwoNodesTest, InboxKeepsOrderAcrossNodes) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def flood(parent, tag, n):
    for i in range(n): parent.send((tag, i))
def main():
    for tag in range(4):
        midge.spawn(flood, midge.me(), tag, 300, on="node-2")
    next = [0] * 4
    for _ in range(1200):
        tag, i = midge.receive(timeout=30)
        assert next[tag] == i
        next[tag] += 1
    print(next)
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "[300, 300, 300, 300]\n");
}

TEST(TwoNodesTest, AMessageMayOvertakeTheBirthOfItsReceiver) {
  TestCluster cluster(3);
  const SwarmExit exit = cluster.Run(R"(
import midge
def child(): return midge.receive(timeout=30)
def relay():
    for _ in range(200): midge.receive(timeout=30).send("hello")
def main():
    other = midge.spawn(relay, on="node-3")
    agents = []
    for _ in range(200):
        agent = midge.spawn(child, on="node-2")
        other.send(agent)
        agents.append(agent)
    print({a.join(timeout=30) for a in agents})
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "{'hello'}\n");
}

TEST(TwoNodesTest, SemaphoresArePassedOnWhenTheHolderDies) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def holder(door, inside):
    with door:
        inside.send("in")
        midge.receive()
def main():
    door, inside = midge.Semaphore(1), midge.Mailbox()
    agent = midge.spawn(holder, door, inside, on="node-2")
    print(inside.receive(timeout=30))
    try:
        door.acquire(timeout=0.02)
    except TimeoutError:
        print("held")
    agent.kill()
    door.acquire(timeout=30)
    print("given back")
    try:
        agent.join(timeout=30)
    except midge.AgentError as error:
        print("killed" in str(error))
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "in\nheld\ngiven back\nTrue\n");
}

TEST(TwoNodesTest, NamesAndMonitorsCrossNodes) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def queen():
    box = midge.Mailbox(name="jobs")
    midge.lookup("queen").send("self")
    print(midge.receive(timeout=30))
    return box.receive(timeout=30)
def fails(): raise ValueError("why")
def main():
    agent = midge.spawn(queen, name="queen", on="node-2")
    while True:
        try:
            midge.lookup("jobs").send(7)
            break
        except LookupError:
            pass
    print(agent.join(timeout=30))
    agent = midge.spawn(fails, on="node-2")
    midge.monitor(agent)
    exit = midge.receive(timeout=30)
    print(exit.reason, exit.agent == agent, "ValueError: why" in exit.error)
    try:
        agent.join(timeout=30)
    except midge.AgentError as error:
        print("in fails" in str(error), agent.alive)
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "self\n7\nraised True True\nTrue False\n");
}

TEST(TwoNodesTest, ALostNodeEndsEveryWait) {
  TestCluster cluster(2);
  cluster.Start(R"(
import midge, time
def stays(door, ready):
    box = midge.Mailbox()
    door.acquire(timeout=30)
    with midge.lookup("door"):
        ready.send(box)
        midge.receive()
def tries(what, log):
    try:
        what()
        log.send("no error")
    except midge.NodeLost:
        log.send("NodeLost")
def main():
    log, ready = midge.Mailbox(), midge.Mailbox()
    door = midge.Semaphore(2, name="door")
    agent = midge.spawn(stays, door, ready, on="node-2")
    far = ready.receive(timeout=30)
    midge.monitor(agent)
    midge.thread(tries, agent.join, log)
    midge.thread(tries, far.receive, log)
    time.sleep(0.05)
    print("ready")
    print([log.receive(timeout=30) for _ in range(2)])
    print(midge.receive(timeout=30).reason)
    door.acquire(timeout=30)
    print("the permit held by with came back")
    for call in (lambda: agent.send(1), lambda: far.send(1), far.receive):
        tries(call, log)
        print(log.receive(timeout=30))
    print(midge.spawn(len, "abc").join(timeout=30), agent.alive)
    print(len(midge.spawn_many(print, 3)))
if __name__ == "__main__":
    main()
)");
  cluster.WaitForOutput("ready\n");
  cluster.Lose(2);
  const SwarmExit exit = cluster.Wait();
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_NE(cluster.output().find("ready\n['NodeLost', 'NodeLost']\nnode lost\n"
                                  "the permit held by with came back\n"
                                  "NodeLost\nNodeLost\nNodeLost\n3 False\n"),
            std::string::npos)
      << cluster.output();
}

TEST(TwoNodesTest, WaitWaitsForTheAgentsOfAllNodes) {
  SwarmOptions options;
  options.wait_for_all = true;
  TestCluster cluster(3);
  const SwarmExit exit = cluster.Run(R"(
import midge, time
def chain(n):
    time.sleep(0.01)
    if n > 0:
        midge.spawn(chain, n - 1, on=f"node-{n % 3 + 1}")
    else:
        print("the last")
if __name__ == "__main__":
    midge.spawn(chain, 20, on="node-2")
    print("the root")
)",
                                     options);
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "the root\nthe last\n");
}

TEST(TwoNodesTest, WaitEndsWhenTheLastNodeOfAnAgentIsLost) {
  SwarmOptions options;
  options.wait_for_all = true;
  TestCluster cluster(2);
  cluster.Start(R"(
import midge
def stays(box):
    box.send(1)
    midge.receive()
if __name__ == "__main__":
    box = midge.Mailbox()
    midge.spawn(stays, box, on="node-2")
    box.receive()
    print("ready")
)",
                options);
  cluster.WaitForOutput("ready\n");
  cluster.Lose(2);
  EXPECT_EQ(cluster.Wait().status, 0) << cluster.errors();
}

TEST(TwoNodesTest, ADeadlockOverBothIsFound) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge
def forward(inward, outward):
    while True:
        outward.send(inward.receive() + 1)
def main():
    ping, pong = midge.Mailbox(), midge.Mailbox()
    midge.spawn(forward, ping, pong, on="node-2")
    ping.send(1)
    print(pong.receive())
    for attempt in range(2):
        try:
            pong.receive()
        except midge.Deadlock as error:
            print(error)
    ping.send(5)
    print(pong.receive())
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  const std::string text =
      "nothing can ever run again\n"
      "  the root agent 0.1 waits for mailbox 0.3\n"
      "  and 1 agent on other nodes\n";
  EXPECT_EQ(cluster.output(), "2\n" + text + text + "6\n");
}

TEST(TwoNodesTest, WorkElsewhereIsNoDeadlock) {
  TestCluster cluster(2);
  const SwarmExit exit = cluster.Run(R"(
import midge, time
def sleeper():
    time.sleep(0.4)
    return "slept"
def worker():
    end = time.monotonic() + 0.4
    while time.monotonic() < end:
        pass
    return "worked"
def main():
    for function in sleeper, worker:
        print(midge.spawn(function, on="node-2").join())
if __name__ == "__main__":
    main()
)");
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "slept\nworked\n");
}

TEST(TwoNodesTest, WhoWaitsForANameElsewhereMayBeSentTo) {
  TestCluster cluster(2);
  cluster.Start(R"(
import midge
def door():
    print("open", flush=True)
    return midge.receive()
def main():
    print(midge.spawn(door, on="node-2", name="door").join())
if __name__ == "__main__":
    main()
)");
  cluster.WaitForOutput("open");
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  EXPECT_TRUE(cluster.vm(1).SendNamed(TestCluster::kSwarm, "door", "7").ok());
  EXPECT_EQ(cluster.Wait().status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "open\n7\n");
}

TEST(TwoNodesTest, AFullLinkParksTheSender) {
  TestCluster cluster(2);
  cluster.Start(R"(
import midge
def count(n):
    return sum(midge.receive(timeout=30) for _ in range(n))
def main():
    agent = midge.spawn(count, 100, on="node-2")
    box = midge.Mailbox(name="go")
    print(agent.alive)
    box.receive()
    midge.thread(lambda: print("others run"))
    for i in range(100): agent.send(i)
    print(agent.join(timeout=30))
main() if __name__ == "__main__" else None
)");
  cluster.WaitForOutput("True\n");
  cluster.SetFull(true);
  // From the other node, whose own links are not full.
  ASSERT_TRUE(cluster.vm(2).SendNamed(TestCluster::kSwarm, "go", "1").ok());
  cluster.WaitForOutput("others run\n");
  cluster.SetFull(false);
  const SwarmExit exit = cluster.Wait();
  EXPECT_EQ(exit.status, 0) << cluster.errors();
  EXPECT_EQ(cluster.output(), "True\nothers run\n4950\n");
}

}  // namespace
}  // namespace midge::vm

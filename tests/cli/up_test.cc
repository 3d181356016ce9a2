// `midge up` and what follows: a coordinator and nodes as real processes, real
// programs on them, and a node killed with -9.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/local_cluster.h"
#include "tests/cli/run_midge.h"

namespace midge::cli {
namespace {

using ::testing::HasSubstr;

constexpr char kParked[] = R"(
import midge

def ant(i):
    return midge.receive()

def main():
    jobs = midge.Mailbox(name="jobs")
    ants = midge.spawn_many(ant, 50)
    print("ready", flush=True)
    job = jobs.receive()
    print("got", job)

if __name__ == "__main__":
    main()
)";

class UpTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/up_test_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    ::setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
    ::unsetenv("MIDGE_COORDINATOR");
  }
  void TearDown() override {
    if (LocalCluster::Load().ok()) RunMidge({"down"});
    std::filesystem::remove_all(folder_);
  }

  void Up(int nodes) {
    const Outcome outcome =
        RunMidge({"up", "--nodes", absl::StrCat(nodes), "--lease-ms", "1000"});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out, ::testing::StartsWith("127.0.0.1:"));
  }

  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path) << text;
    return path;
  }

  LocalProcess Process(const std::string& name) {
    auto cluster = LocalCluster::Load();
    EXPECT_TRUE(cluster.ok()) << cluster.status();
    for (const LocalProcess& process : cluster->processes) {
      if (process.name == name) return process;
    }
    ADD_FAILURE() << "no process " << name;
    return {};
  }

  // Repeats a verb until its output has `text`.
  Outcome Until(const std::vector<std::string>& verb, const std::string& text) {
    const auto give_up =
        std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      Outcome outcome = RunMidge(verb);
      if (absl::StrContains(outcome.out, text)) return outcome;
      if (std::chrono::steady_clock::now() > give_up) {
        ADD_FAILURE() << "never \"" << text << "\":\n"
                      << outcome.out << outcome.err;
        return outcome;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }

  std::string folder_;
};

TEST_F(UpTest, UpServesAndDownLeavesNothing) {
  Up(2);
  const LocalProcess coordinator = Process("coordinator");
  const LocalProcess node = Process("node-2");
  EXPECT_TRUE(IsAlive(coordinator));
  const Outcome nodes = RunMidge({"get", "nodes"});
  EXPECT_THAT(nodes.out, HasSubstr("node-1   live"));
  EXPECT_THAT(nodes.out, HasSubstr("node-2   live"));

  const Outcome again = RunMidge({"up"});
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.err, HasSubstr("up already"));

  const Outcome down = RunMidge({"down"});
  EXPECT_EQ(down.status, 0) << down.err;
  EXPECT_THAT(down.err, HasSubstr("stopped 3 processes"));
  EXPECT_FALSE(IsAlive(coordinator));
  EXPECT_FALSE(IsAlive(node));
  EXPECT_EQ(RunMidge({"down"}).status, 1);
  EXPECT_THAT(RunMidge({"ps"}).err, HasSubstr("no coordinator at"));
}

TEST_F(UpTest, UpGoesOverTheRemainsOfADeadCluster) {
  Up(1);
  ::kill(Process("node-1").pid, SIGKILL);
  ::kill(Process("coordinator").pid, SIGKILL);
  while (IsAlive(Process("node-1")) || IsAlive(Process("coordinator"))) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  Up(1);
  EXPECT_EQ(RunMidge({"ps"}).err, "no swarms\n");
}

TEST_F(UpTest, TakenPortIsToldAndNothingStays) {
  Up(1);
  const std::string address = LocalCluster::Load()->coordinator;
  const std::string other = folder_ + "/other";
  std::filesystem::create_directories(other);
  ::setenv("XDG_RUNTIME_DIR", other.c_str(), 1);
  const Outcome outcome = RunMidge({"up", "--listen", address});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr(address));
  EXPECT_TRUE(absl::IsNotFound(LocalCluster::Load().status()));
  ::setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
}

// The second finds the first at work, or the cluster that it has made.
TEST_F(UpTest, OfTwoAtOnceOneIsUp) {
  const std::string up = BinFolder() + "/midge up --nodes 1";
  const Outcome both = RunShell(up + " & " + up + "; wait");
  EXPECT_THAT(both.out, ::testing::MatchesRegex("127.0.0.1:[0-9]+\n"));
  EXPECT_THAT(both.err, HasSubstr("a coordinator and 1 nodes are up"));
  EXPECT_THAT(RunMidge({"get", "nodes"}).out, HasSubstr("node-1   live"));
}

TEST_F(UpTest, RefusesToListenBeyondLoopback) {
  const Outcome outcome = RunMidge({"up", "--listen", "0.0.0.0:0"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("0.0.0.0:0 is beyond loopback"));
}

TEST_F(UpTest, RefusesMoreNodesThanTheLimit) {
  EXPECT_EQ(RunMidge({"up", "--nodes", "65"}).status, 2);
  EXPECT_EQ(RunMidge({"up", "--nodes", "0"}).status, 2);
}

TEST_F(UpTest, ProcessesSayWhatIsWrongAndWhyTheyStop) {
  for (const char* name : {"midge-node", "midge-coordinator"}) {
    const std::string program = BinFolder() + "/" + name;
    const Outcome flag = RunShell(program + " --colour");
    EXPECT_EQ(flag.status, 2);
    EXPECT_THAT(flag.err, ::testing::StartsWith(std::string(name) + ": "));
    const Outcome level = RunShell(program + " --log-level loud");
    EXPECT_EQ(level.status, 2);
    EXPECT_EQ(level.err, std::string(name) + ": --log-level: no level loud\n");
    const Outcome stopped = RunShell(absl::StrCat(
        "timeout 2 ", program, " --listen 127.0.0.1:0 ",
        name == std::string("midge-node") ? "--coordinator 127.0.0.1:1"
                                          : "--db :memory:"));
    EXPECT_THAT(stopped.err, HasSubstr("listening on 127.0.0.1:"));
    EXPECT_THAT(stopped.err, HasSubstr("stopping: SIGTERM"));
  }
}

TEST_F(UpTest, LaunchIsTheProgramItself) {
  Up(2);
  Write("greeting.py", "def greet(who):\n    print('hello', who)\n");
  const std::string hello = Write("hello.py",
                                  "import sys\n"
                                  "from greeting import greet\n"
                                  "if __name__ == '__main__':\n"
                                  "    greet(sys.argv[1])\n"
                                  "    print('bye', file=sys.stderr)\n"
                                  "    sys.exit(3)\n");
  const Outcome outcome =
      RunMidge({"launch", hello, "--follow", "--", "world"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out, "hello world\n");
  EXPECT_EQ(outcome.err, "bye\n");
  EXPECT_EQ(RunMidge({"logs", "hello-1"}).out, "hello world\n");
}

TEST_F(UpTest, TracebackGoesToStderr) {
  Up(1);
  const std::string path = Write("bad.py", "def f():\n    return 1 / 0\nf()\n");
  const Outcome outcome = RunMidge({"launch", path, "--follow"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("Traceback (most recent call last):"));
  EXPECT_THAT(outcome.err, HasSubstr("ZeroDivisionError: division by zero"));
}

// What is no UTF-8 may not make the answers about all swarms unreadable.
TEST_F(UpTest, StrangeTextIsShownAsWellAsItCanBe) {
  Up(1);
  const std::string error =
      Write("error.py", "raise ValueError('\\udc80' + '\u20ac' * 20001)\n");
  EXPECT_EQ(RunMidge({"launch", error, "--follow"}).status, 1);
  EXPECT_EQ(RunMidge({"wait", "error-1"}).status, 1);
  EXPECT_THAT(RunMidge({"ps"}).out, HasSubstr("error-1   failed"));

  const std::string names =
      Write("names.py",
            "import midge\n"
            "def ant(): midge.receive()\n"
            "if __name__ == '__main__':\n"
            "    box = midge.Mailbox(name='box\\udc80')\n"
            "    ant = midge.spawn(ant, name='ant\\udc80')\n"
            "    print('ready', flush=True)\n"
            "    midge.Mailbox(name='end').receive()\n");
  ASSERT_EQ(RunMidge({"launch", names}).status, 0);
  Until({"logs", "names-2"}, "ready");
  EXPECT_THAT(RunMidge({"get", "agents"}).out, HasSubstr("ant\ufffd"));
  EXPECT_THAT(RunMidge({"get", "mailboxes"}).out, HasSubstr("box\ufffd"));
  EXPECT_EQ(RunMidge({"inspect", "swarm/names-2"}).status, 0);

  const Outcome argument = RunMidge({"launch", names, "--", "\xff"});
  EXPECT_EQ(argument.status, 2);
  EXPECT_EQ(argument.err, "midge: \"\ufffd\" is not UTF-8\n");
}

TEST_F(UpTest, RunningSwarmCanBeSeenAndSpokenTo) {
  Up(2);
  const std::string path = Write("parked.py", kParked);
  const Outcome launch = RunMidge({"launch", path, "--name", "nest"});
  ASSERT_EQ(launch.status, 0) << launch.err;
  Until({"logs", "nest"}, "ready");
  EXPECT_THAT(Until({"get", "agents"}, " ant ").out, HasSubstr("parked"));
  EXPECT_THAT(RunMidge({"get", "agents", "-o", "wide"}).out,
              HasSubstr("receive"));
  EXPECT_THAT(Until({"ps"}, " 51 ").out, HasSubstr("nest"));
  EXPECT_THAT(RunMidge({"get", "mailboxes"}).out, HasSubstr("jobs"));
  const Outcome stacks = RunMidge({"inspect", "swarm/nest", "--limit", "60"});
  EXPECT_THAT(stacks.out, HasSubstr("in ant\n      return midge.receive()"));
  EXPECT_THAT(stacks.out, HasSubstr("in main\n      job = jobs.receive()"));
  // Agents live on both nodes, and each is found where it lives.
  EXPECT_THAT(stacks.out, HasSubstr("on node-1"));
  EXPECT_THAT(stacks.out, HasSubstr("on node-2"));

  const Outcome sent = RunMidge({"send", "jobs", "{'dig': [1, 2]}"});
  ASSERT_EQ(sent.status, 0) << sent.err;
  EXPECT_EQ(RunMidge({"wait", "nest"}).status, 0);
  EXPECT_THAT(RunMidge({"logs", "nest"}).out, HasSubstr("got {'dig': [1, 2]}"));
}

TEST_F(UpTest, KilledNodeIsLostAndTheSwarmTellsTheTruth) {
  Up(2);
  const std::string path = Write("parked.py", kParked);
  ASSERT_EQ(RunMidge({"launch", path, "--name", "nest"}).status, 0);
  Until({"logs", "nest"}, "ready");
  const Outcome swarm = RunMidge({"describe", "swarm/nest"});
  const bool on_first =
      absl::StrContains(swarm.out, "node-1: 32 shards, the root agent");
  const std::string root = on_first ? "node-1" : "node-2";
  ::kill(Process(root).pid, SIGKILL);
  const auto killed = std::chrono::steady_clock::now();
  const Outcome wait = RunMidge({"wait", "nest"});
  EXPECT_LT(std::chrono::steady_clock::now() - killed, std::chrono::seconds(5));
  EXPECT_EQ(wait.status, 1);
  EXPECT_EQ(wait.out, "swarm/nest failed\n");
  EXPECT_THAT(wait.err, HasSubstr(absl::StrCat("node ", root, " was lost")));
  EXPECT_THAT(RunMidge({"get", "nodes"}).out,
              HasSubstr(absl::StrCat(root, "   lost")));
  EXPECT_THAT(RunMidge({"ps"}).out, HasSubstr("nest   failed"));
}

TEST_F(UpTest, SwarmOutlivesItsCoordinator) {
  Up(2);
  const std::string path = Write("parked.py", kParked);
  ASSERT_EQ(RunMidge({"launch", path, "--name", "nest"}).status, 0);
  Until({"logs", "nest"}, "ready");
  const std::string address = LocalCluster::Load()->coordinator;
  ::kill(Process("coordinator").pid, SIGKILL);
  while (IsAlive(Process("coordinator"))) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_THAT(RunMidge({"ps"}).err, HasSubstr("no coordinator at"));
  auto again = StartProcess(
      "coordinator",
      {BinFolder() + "/midge-coordinator", "--listen", address, "--lease-ms",
       "1000", "--db", LocalCluster::Folder() + "/coordinator.db"},
      folder_ + "/again.log");
  ASSERT_TRUE(again.ok()) << again.status();
  Until({"ps"}, "nest   running");
  EXPECT_THAT(RunMidge({"get", "nodes"}).out, HasSubstr("node-2   live"));
  EXPECT_EQ(RunMidge({"send", "jobs", "7"}).status, 0);
  EXPECT_EQ(RunMidge({"wait", "nest"}).status, 0);
  EXPECT_THAT(RunMidge({"logs", "nest"}).out, HasSubstr("got 7"));
  RunMidge({"down"});
  EXPECT_TRUE(StopProcess(*again, 5000).ok());
}

TEST_F(UpTest, KillStopsABusySwarm) {
  Up(1);
  const std::string path = Write("busy.py", "while True:\n    pass\n");
  ASSERT_EQ(RunMidge({"launch", path, "--name", "busy"}).status, 0);
  EXPECT_EQ(RunMidge({"kill", "busy"}).out, "swarm/busy killed\n");
  EXPECT_EQ(RunMidge({"wait", "busy"}).status, 137);
  // The worker is free again.
  const std::string hello = Write("hello.py", "print('hello')\n");
  EXPECT_EQ(RunMidge({"launch", hello, "--follow"}).out, "hello\n");
}

}  // namespace
}  // namespace midge::cli

// Every verb that talks to a cluster, as a real process, against a real
// coordinator and a node that answers by a script: what is printed, where, and
// with which status.
#include "cli/verbs.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "base/ids.h"
#include "base/mutex.h"
#include "coordinator/server.h"
#include "midge/v1/coordinator.grpc.pb.h"
#include "midge/v1/node.grpc.pb.h"
#include "proto/bundle.h"
#include "tests/cli/run_midge.h"

namespace midge::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

// Runs no program: its one agent waits for ever, and its log is fixed.
class ScriptedNode final : public v1::Node::Service {
 public:
  explicit ScriptedNode(const std::string& coordinator)
      : stub_(v1::Coordinator::NewStub(grpc::CreateChannel(
            coordinator, grpc::InsecureChannelCredentials()))) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    v1::RegisterRequest request;
    request.set_name("node-1");
    address_ = absl::StrCat("127.0.0.1:", port);
    request.set_address(address_);
    request.set_cores(4);
    request.set_version("0.1.0");
    (*request.mutable_labels())["zone"] = "a";
    v1::RegisterResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(stub_->Register(&context, request, &response).ok());
    id_ = response.node_id();
    beating_ = std::thread([this] { Beat(); });
  }
  ~ScriptedNode() override {
    stopping_ = true;
    beating_.join();
  }

  // The root of the swarm last begun ends.
  void FinishRoot(int exit_status, const std::string& error) {
    v1::SwarmFinishedRequest request;
    {
      MutexLock lock(&mutex_);
      request.set_swarm_id(swarm_);
    }
    request.set_node_id(id_);
    request.set_exit_status(exit_status);
    request.set_error(error);
    v1::SwarmFinishedResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(stub_->SwarmFinished(&context, request, &response).ok());
  }
  const std::string& address() const { return address_; }
  // From now on the root ends as soon as it begins.
  void FinishAtOnce(int exit_status) { finish_at_once_ = exit_status; }

  v1::SwarmSpec spec() {
    MutexLock lock(&mutex_);
    return spec_;
  }
  std::string sent() {
    MutexLock lock(&mutex_);
    return sent_;
  }

  grpc::Status StartSwarm(grpc::ServerContext*, const v1::StartSwarmRequest* in,
                          v1::StartSwarmResponse*) override {
    MutexLock lock(&mutex_);
    spec_ = in->spec();
    swarm_ = in->spec().swarm_id();
    running_.insert(swarm_);
    return grpc::Status::OK;
  }
  grpc::Status BeginSwarm(grpc::ServerContext*, const v1::BeginSwarmRequest*,
                          v1::BeginSwarmResponse*) override {
    if (finish_at_once_ >= 0) FinishRoot(finish_at_once_, "");
    return grpc::Status::OK;
  }
  grpc::Status StopSwarm(grpc::ServerContext*, const v1::StopSwarmRequest* in,
                         v1::StopSwarmResponse*) override {
    MutexLock lock(&mutex_);
    running_.erase(in->swarm_id());
    return grpc::Status::OK;
  }
  grpc::Status ListAgents(grpc::ServerContext*, const v1::ListAgentsRequest* in,
                          v1::ListAgentsResponse* out) override {
    // Three pages of one, however many are asked for.
    const uint64_t next = in->page().after_id() + 1;
    if (next <= 3) FillAgent(next, out->add_agents());
    if (next < 3) out->set_next_after_id(next);
    out->set_total(3);
    return grpc::Status::OK;
  }
  grpc::Status InspectAgent(grpc::ServerContext*,
                            const v1::InspectAgentRequest* in,
                            v1::InspectAgentResponse* out) override {
    if (in->agent_id() > 3) {
      return {grpc::StatusCode::NOT_FOUND, "no such agent"};
    }
    FillAgent(in->agent_id(), out->mutable_agent());
    v1::ThreadInfo* thread = out->add_threads();
    thread->set_state("parked");
    thread->set_waits_for("receive");
    v1::Frame* frame = thread->add_frames();
    frame->set_file("ants.py");
    frame->set_line(12);
    frame->set_function("ant");
    frame->set_source_line("job = midge.receive()");
    return grpc::Status::OK;
  }
  grpc::Status ListMailboxes(grpc::ServerContext*,
                             const v1::ListMailboxesRequest*,
                             v1::ListMailboxesResponse* out) override {
    v1::MailboxInfo* mailbox = out->add_mailboxes();
    mailbox->set_mailbox_id(ObjectId::Make(ShardId(2), 5).bits);
    mailbox->set_name("jobs");
    mailbox->set_messages(42);
    mailbox->set_node_id(id_);
    out->set_total(1);
    return grpc::Status::OK;
  }
  grpc::Status ListSemaphores(grpc::ServerContext*,
                              const v1::ListSemaphoresRequest*,
                              v1::ListSemaphoresResponse*) override {
    return grpc::Status::OK;
  }
  grpc::Status Logs(grpc::ServerContext*, const v1::LogsRequest*,
                    grpc::ServerWriter<v1::LogsResponse>* writer) override {
    v1::LogsResponse response;
    AddLine("hello\n", v1::LOG_STREAM_STDOUT, &response);
    AddLine("oops\n", v1::LOG_STREAM_STDERR, &response);
    AddLine("no newline", v1::LOG_STREAM_STDOUT, &response);
    writer->Write(response);
    return grpc::Status::OK;
  }
  grpc::Status SendNamed(grpc::ServerContext*, const v1::SendNamedRequest* in,
                         v1::SendNamedResponse*) override {
    if (in->name() != "jobs") {
      return {grpc::StatusCode::NOT_FOUND, "no mailbox " + in->name()};
    }
    MutexLock lock(&mutex_);
    sent_ = in->value_literal();
    return grpc::Status::OK;
  }

 private:
  void Beat() {
    while (!stopping_) {
      v1::HeartbeatRequest request;
      request.set_node_id(id_);
      {
        MutexLock lock(&mutex_);
        for (uint64_t swarm : running_) {
          v1::SwarmReport* report = request.add_swarms();
          report->set_swarm_id(swarm);
          report->mutable_stats()->set_agents_live(3);
          report->mutable_stats()->set_agents_spawned(5);
        }
      }
      v1::HeartbeatResponse response;
      grpc::ClientContext context;
      stub_->Heartbeat(&context, request, &response);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

  void FillAgent(uint64_t id, v1::AgentInfo* agent) const {
    agent->set_agent_id(id);
    agent->set_function("ants.ant");
    agent->set_state(v1::AGENT_STATE_PARKED);
    agent->set_waits_for("receive");
    agent->set_node_id(id_);
    agent->set_heap_bytes(2048);
  }

  void AddLine(const std::string& text, v1::LogStream stream,
               v1::LogsResponse* response) const {
    v1::LogLine* line = response->add_lines();
    line->set_text(text);
    line->set_stream(stream);
    line->set_agent_id(1);
    line->set_node_id(id_);
  }

  const std::unique_ptr<v1::Coordinator::Stub> stub_;
  std::unique_ptr<grpc::Server> server_;
  uint32_t id_ = 0;
  std::atomic<int> finish_at_once_{-1};
  std::string address_;
  std::atomic<bool> stopping_{false};
  std::thread beating_;
  Mutex mutex_;
  v1::SwarmSpec spec_ ABSL_GUARDED_BY(mutex_);
  uint64_t swarm_ ABSL_GUARDED_BY(mutex_) = 0;  // The last one started.
  std::set<uint64_t> running_ ABSL_GUARDED_BY(mutex_);
  std::string sent_ ABSL_GUARDED_BY(mutex_);
};

class VerbsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/verbs_test_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    coordinator::ServerOptions options;
    options.listen = "127.0.0.1:0";
    auto server = coordinator::Server::Start(options);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    ::setenv("XDG_RUNTIME_DIR", folder_.c_str(), 1);
    ::setenv("MIDGE_COORDINATOR", server_->address().c_str(), 1);
    node_ = std::make_unique<ScriptedNode>(server_->address());
    Write("ants.py", "import helper\n");
    Write("helper.py", "");
    Write("table.tsv", "1\t2\n");
  }
  void TearDown() override {
    node_.reset();
    server_.reset();
    ::unsetenv("MIDGE_COORDINATOR");
    std::filesystem::remove_all(folder_);
  }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ + "/" + name) << text;
  }
  Outcome Launch(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"launch", folder_ + "/ants.py"});
    return RunMidge(more);
  }

  std::string folder_;
  std::unique_ptr<coordinator::Server> server_;
  std::unique_ptr<ScriptedNode> node_;
};

TEST_F(VerbsTest, LaunchSendsTheWholeProgram) {
  const Outcome outcome = Launch({"--name", "big", "--spawn", "ant=7", "--file",
                                  folder_ + "/table.tsv", "--slice", "100",
                                  "--seed", "9", "--wait", "--", "-x", "3"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "swarm/big running\n");
  const v1::SwarmSpec spec = node_->spec();
  EXPECT_EQ(spec.name(), "big");
  EXPECT_THAT(spec.argv(), ::testing::ElementsAre("-x", "3"));
  ASSERT_EQ(spec.spawns_size(), 1);
  EXPECT_EQ(spec.spawns(0).function(), "ant");
  EXPECT_EQ(spec.spawns(0).count(), 7u);
  EXPECT_EQ(spec.options().slice_opcodes(), 100u);
  EXPECT_EQ(spec.options().seed(), 9u);
  EXPECT_TRUE(spec.options().wait());
  auto program = OpenBundle(spec.bundle());
  ASSERT_TRUE(program.ok()) << program.status();
  EXPECT_EQ(program->entry(), "ants.py");
  EXPECT_EQ(program->files_size(), 2);
  EXPECT_EQ(program->data_files(0).path(), "table.tsv");
}

TEST_F(VerbsTest, LaunchRefusesWhatItCannotRead) {
  const Outcome missing = RunMidge({"launch", "/nowhere/x.py"});
  EXPECT_EQ(missing.status, 1);
  EXPECT_EQ(missing.out, "");
  EXPECT_THAT(missing.err, HasSubstr("/nowhere/x.py"));
  const Outcome spawn = Launch({"--spawn", "ant"});
  EXPECT_EQ(spawn.status, 2);
  EXPECT_THAT(spawn.err, HasSubstr("FN=COUNT"));
}

TEST_F(VerbsTest, LaunchWithFollowIsTheProgram) {
  node_->FinishAtOnce(3);
  const Outcome outcome = Launch({"--follow"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out, "hello\nno newline");
  EXPECT_EQ(outcome.err, "oops\n");
}

TEST_F(VerbsTest, PsAndGetListSwarms) {
  EXPECT_EQ(RunMidge({"ps"}).err, "no swarms\n");
  Launch();
  for (const std::vector<std::string>& verb :
       std::vector<std::vector<std::string>>{{"ps"}, {"get", "swarms"}}) {
    const Outcome outcome = RunMidge(verb);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                MatchesRegex("NAME +STATE +NODES +AGENTS +SPAWNED"
                             " +FAILED +EXIT +AGE\n"
                             "ants-1 +running +1 .*<none> +.*s\n"));
  }
  EXPECT_THAT(RunMidge({"ps", "-o", "wide"}).out, HasSubstr("REASON"));
  const Outcome json = RunMidge({"ps", "-o", "json"});
  EXPECT_THAT(json.out, HasSubstr("\"name\": \"ants-1\""));
  EXPECT_THAT(RunShell(absl::StrCat(BinFolder(),
                                    "/midge ps -o json | python3 -m json.tool"))
                  .status,
              0);
}

TEST_F(VerbsTest, GetNodes) {
  const Outcome outcome = RunMidge({"get", "nodes", "-o", "wide"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("NAME "));
  EXPECT_THAT(outcome.out, HasSubstr("node-1   live"));
  EXPECT_THAT(outcome.out, HasSubstr("zone=a"));
}

TEST_F(VerbsTest, GetAgentsReadsEveryPageUpToTheLimit) {
  Launch();
  Outcome outcome = RunMidge({"get", "agents"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\n0.1    <none>   ants.ant   parked"));
  EXPECT_THAT(outcome.out, HasSubstr("\n0.3 "));
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(RunMidge({"get", "agents", "-o", "wide"}).out,
              HasSubstr(" receive "));
  outcome = RunMidge({"get", "agents", "--swarm", "ants-1", "--limit", "2"});
  EXPECT_THAT(outcome.out, Not(HasSubstr("\n0.3 ")));
  EXPECT_THAT(outcome.err, HasSubstr("1 more agents"));
}

TEST_F(VerbsTest, GetMailboxesAndSemaphores) {
  Launch();
  EXPECT_THAT(RunMidge({"get", "mailboxes"}).out,
              HasSubstr("\n2.5    jobs           42     <none>"));
  const Outcome none = RunMidge({"get", "semaphores"});
  EXPECT_EQ(none.out, "");
  EXPECT_EQ(none.err, "no semaphores\n");
}

TEST_F(VerbsTest, GetOfNothingKnownSuggests) {
  const Outcome outcome = RunMidge({"get", "agent5"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("did you mean agents?"));
}

TEST_F(VerbsTest, DescribeTellsAll) {
  Launch({"--", "a b"});
  const Outcome swarm = RunMidge({"describe", "swarm/ants-1"});
  EXPECT_EQ(swarm.status, 0) << swarm.err;
  EXPECT_THAT(swarm.out, HasSubstr("Program:          ants.py a b\n"));
  EXPECT_THAT(swarm.out, HasSubstr("node-1: 64 shards, the root agent"));
  EXPECT_THAT(RunMidge({"describe", "node/node-1"}).out,
              HasSubstr("Labels:      zone=a\n"));
  EXPECT_THAT(RunMidge({"describe", "agent/0.2"}).out,
              HasSubstr("Waits for:  receive\n"));
  const Outcome unknown = RunMidge({"describe", "node/node-2"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean node-1?"));
}

TEST_F(VerbsTest, InspectShowsAStackLikeATraceback) {
  Launch();
  const std::string stack =
      "agent 0.1 ants.ant on node-1: parked\n"
      "  thread 0 parked, waits for receive\n"
      "    File \"ants.py\", line 12, in ant\n"
      "      job = midge.receive()\n";
  EXPECT_EQ(RunMidge({"inspect", "agent/0.1"}).out, stack);
  EXPECT_THAT(RunMidge({"inspect", "swarm/ants-1"}).out, StartsWith(stack));
  const Outcome unknown = RunMidge({"inspect", "agent/0.9"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.err, HasSubstr("swarm ants-1 has no agent 0.9"));
  EXPECT_EQ(RunMidge({"inspect", "agent/x"}).status, 2);
}

TEST_F(VerbsTest, LogsKeepTheStreamsApart) {
  Launch();
  Outcome outcome = RunMidge({"logs", "ants-1", "-f"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "hello\nno newline");
  EXPECT_EQ(outcome.err, "oops\n");
  outcome = RunMidge({"logs", "ants-1", "--prefix"});
  EXPECT_EQ(outcome.out, "node-1 0.1 | hello\nnode-1 0.1 | no newline\n");
  outcome = RunMidge({"logs", "ants-1", "-o", "json"});
  EXPECT_THAT(outcome.out,
              HasSubstr("\"node\":\"node-1\",\"stream\":\"stderr\","
                        "\"text\":\"oops\\n\"}\n"));
}

TEST_F(VerbsTest, KillEndsASwarm) {
  Launch();
  const Outcome outcome =
      RunMidge({"kill", "swarm/ants-1", "--reason", "enough"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "swarm/ants-1 killed\n");
  EXPECT_THAT(RunMidge({"ps", "-o", "wide"}).out, HasSubstr("enough"));
  EXPECT_THAT(RunMidge({"kill", "1"}).err, HasSubstr("had ended before"));
}

TEST_F(VerbsTest, UnknownSwarmSuggests) {
  Launch();
  const Outcome outcome = RunMidge({"kill", "ant-1"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err, "midge: no swarm ant-1: did you mean ants-1?\n");
}

TEST_F(VerbsTest, SeveralSwarmsMustBeTold) {
  Launch();
  Launch();
  const Outcome outcome = RunMidge({"get", "agents"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("say which: ants-2, ants-1"));
}

TEST_F(VerbsTest, WaitExitsWithTheProgramsStatus) {
  Launch();
  std::thread finisher([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    node_->FinishRoot(4, "ValueError: no ants");
  });
  const Outcome outcome = RunMidge({"wait", "ants-1"});
  finisher.join();
  EXPECT_EQ(outcome.status, 4);
  EXPECT_EQ(outcome.out, "swarm/ants-1 failed\n");
  EXPECT_EQ(outcome.err, "ValueError: no ants\n");
  EXPECT_EQ(RunMidge({"wait", "ants-1"}).status, 4);
  Launch();
  RunMidge({"kill", "ants-2"});
  EXPECT_EQ(RunMidge({"wait", "ants-2"}).status, 137);
}

TEST_F(VerbsTest, SendReachesTheMailbox) {
  Launch();
  const Outcome outcome = RunMidge({"send", "jobs", "('dig', 3)"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(node_->sent(), "('dig', 3)");
  const Outcome unknown = RunMidge({"send", "joke", "1"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_THAT(unknown.err, HasSubstr("no mailbox joke"));
}

TEST_F(VerbsTest, TopPrintsOnceOffATerminal) {
  Launch();
  const Outcome outcome = RunMidge({"top", "--interval-ms", "100"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("NODE "));
  EXPECT_THAT(outcome.out, HasSubstr("\nants-1   running"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("\033")));
}

TEST_F(VerbsTest, VersionAsksTheCoordinatorToo) {
  const Outcome outcome = RunMidge({"version"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out,
            absl::StrCat("midge ", MIDGE_VERSION, "\ncoordinator ",
                         MIDGE_VERSION, " at ", server_->address(), "\n"));
}

TEST_F(VerbsTest, AddressThatIsNoneIsRefused) {
  for (const char* address : {"localhost", ":7070", "127.0.0.1:", "127.0.0.1:x",
                              "127.0.0.1:0", "127.0.0.1:65536"}) {
    const Outcome outcome = RunMidge({"ps", "--coordinator", address});
    EXPECT_EQ(outcome.status, 2) << address;
    EXPECT_THAT(outcome.err, HasSubstr("is not HOST:PORT")) << address;
  }
}

TEST_F(VerbsTest, OtherServersAreToldApart) {
  const std::string node = node_->address();
  const Outcome outcome = RunMidge({"ps", "--coordinator", node});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("what answers at " + node +
                                     " is no coordinator of ours"));
}

TEST_F(VerbsTest, OutputThatCannotBeWrittenIsAFailure) {
  Launch();
  const std::string midge = BinFolder() + "/midge";
  const Outcome full = RunShell(midge + " ps >/dev/full");
  EXPECT_EQ(full.status, 1);
  EXPECT_EQ(full.err, "midge: not all of the output could be written\n");
  EXPECT_EQ(RunShell(midge + " ps --help >/dev/full").status, 1);
  // Nobody asked for the output of a closed stream.
  EXPECT_EQ(RunShell(midge + " ps >&-").status, 0);
}

TEST_F(VerbsTest, KilledSwarmHasNoExitStatus) {
  Launch();
  RunMidge({"kill", "ants-1", "--reason", "enough"});
  const Outcome outcome = RunMidge({"describe", "ants-1"});
  EXPECT_THAT(outcome.out, Not(HasSubstr("Exit status")));
  EXPECT_THAT(outcome.out, HasSubstr("enough\n"));
}

// The swarm is left alone, and how to go on is said.
TEST_F(VerbsTest, InterruptedFollowerSaysThatTheSwarmGoesOn) {
  const Outcome outcome = RunShell(
      absl::StrCat("env --default-signal=INT timeout -s INT 3 ", BinFolder(),
                   "/midge launch ", folder_, "/ants.py --follow"));
  EXPECT_EQ(outcome.status, 124) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("midge: swarm/ants-1 goes on: `midge logs "
                                     "ants-1 -f` follows it, `midge kill "
                                     "ants-1` ends it\n"));
  EXPECT_THAT(RunMidge({"ps"}).out, HasSubstr("running"));
}

TEST_F(VerbsTest, FlagBeatsTheEnvironment) {
  const Outcome outcome = RunMidge({"--coordinator", "127.0.0.1:1", "ps"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("no coordinator at 127.0.0.1:1"));
  EXPECT_THAT(outcome.err, HasSubstr("`midge up`"));
}

// util-linux' script gives the program a terminal.
std::string OnTerminal(const std::string& verb) {
  return RunShell(absl::StrCat("script -qec \"", BinFolder(), "/midge ", verb,
                               "\" /dev/null"))
      .out;
}

TEST_F(VerbsTest, ColoursAndProgressAreForTerminals) {
  Launch();
  EXPECT_THAT(OnTerminal("ps"), HasSubstr("\033[32mrunning\033[0m"));
  EXPECT_THAT(RunMidge({"ps"}).out, Not(HasSubstr("\033")));
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_THAT(OnTerminal("ps"), Not(HasSubstr("\033")));
  ::unsetenv("NO_COLOR");

  std::thread finisher([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    node_->FinishRoot(0, "");
  });
  const std::string shown = OnTerminal("wait ants-1");
  finisher.join();
  EXPECT_THAT(shown, HasSubstr("ants-1 running [....."));
  EXPECT_THAT(shown, HasSubstr("/5 agents ended"));
  EXPECT_THAT(shown, ::testing::EndsWith("\r\033[Kswarm/ants-1 succeeded\r\n"));
}

TEST_F(VerbsTest, TlsFlagsReachATlsCluster) {
  // One self-signed certificate is its own authority.
  ASSERT_EQ(
      RunShell(absl::StrCat("cd ", folder_,
                            " && openssl req -x509 -newkey ec -pkeyopt "
                            "ec_paramgen_curve:P-256 -nodes -days 2 -subj "
                            "/CN=midge -addext subjectAltName=IP:127.0.0.1 "
                            "-keyout key.pem -out cert.pem"))
          .status,
      0);
  coordinator::ServerOptions options;
  options.listen = "127.0.0.1:0";
  options.tls = {folder_ + "/cert.pem", folder_ + "/key.pem",
                 folder_ + "/cert.pem", false};
  auto server = coordinator::Server::Start(options);
  ASSERT_TRUE(server.ok()) << server.status();
  const std::string address = (*server)->address();
  EXPECT_EQ(RunMidge({"--coordinator", address, "ps"}).status, 1);
  const Outcome outcome = RunMidge(
      {"ps", "--coordinator", address, "--tls-cert", options.tls.cert_path,
       "--tls-key", options.tls.key_path, "--tls-ca", options.tls.ca_path});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "no swarms\n");
  const Outcome half = RunMidge({"ps", "--tls-cert", options.tls.cert_path});
  EXPECT_EQ(half.status, 2);
  EXPECT_THAT(half.err, HasSubstr("--tls-key"));
}

// ---- without a cluster ----

TEST(MidgeTest, EveryVerbHasAnExample) {
  for (const Verb& verb : Verbs()) {
    const Outcome outcome = RunMidge({verb.name, "--help"});
    EXPECT_EQ(outcome.status, 0) << verb.name;
    EXPECT_THAT(outcome.out, HasSubstr("Example:")) << verb.name;
    EXPECT_THAT(outcome.out, HasSubstr("midge")) << verb.name;
    EXPECT_THAT(RunMidge({"--help"}).out, HasSubstr(verb.summary));
  }
}

TEST(MidgeTest, UnknownVerbSuggests) {
  const Outcome outcome = RunMidge({"lauch", "x.py"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "midge: no verb lauch: did you mean launch?\n");
}

// What a flag before the verb is given is no verb.
TEST(MidgeTest, FlagsMayComeBeforeTheVerb) {
  EXPECT_EQ(RunMidge({"--coordinator", "h:1", "lauch"}).err,
            "midge: no verb lauch: did you mean launch?\n");
  EXPECT_EQ(RunMidge({"--coordinator=h:1", "lauch"}).err,
            "midge: no verb lauch: did you mean launch?\n");
  EXPECT_THAT(RunMidge({"--coordinator", "h:1", "ps", "--colour"}).err,
              StartsWith("midge ps: "));
}

TEST(MidgeTest, UnknownFlagIsAUsageError) {
  EXPECT_EQ(RunMidge({"ps", "--colour"}).status, 2);
  EXPECT_EQ(RunMidge({}).status, 2);
  const Outcome outcome = RunMidge({"ps", "-o", "yaml"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "midge ps: --output: no format yaml (table, wide, json); "
            "`midge ps --help` says more\n");
  EXPECT_THAT(RunMidge({"kill"}).err, StartsWith("midge kill: swarm is "));
}

TEST(MidgeTest, NegativeNumbersAreRefused) {
  for (const char* flag : {"--slice", "--heap-limit", "--recursion-limit",
                           "--agents-limit", "--seed"}) {
    for (const char* verb : {"run", "launch"}) {
      const Outcome outcome = RunMidge({verb, "x.py", flag, "-1"});
      EXPECT_EQ(outcome.status, 2) << verb << " " << flag;
      EXPECT_THAT(outcome.err, HasSubstr("-1 is negative")) << flag;
    }
  }
  EXPECT_EQ(RunMidge({"get", "agents", "--limit", "-1"}).status, 2);
  EXPECT_EQ(RunMidge({"logs", "--tail", "-1"}).status, 2);
}

// ---- a program in this process ----

TEST(RunTest, StdinIsAProgramToo) {
  const Outcome outcome = RunShell(
      absl::StrCat("printf \"import sys\\nprint(sys.argv)\\n1/0\\n\" | ",
                   BinFolder(), "/midge run - -- a"));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "['-', 'a']\n");
  EXPECT_THAT(outcome.err, HasSubstr("File \"<stdin>\", line 3, in <module>"));
}

// What waits for input that has not come stops nobody else.
TEST(RunTest, ProgramsReadStandardInputAsItComes) {
  const Outcome outcome = RunShell(
      absl::StrCat("file=$(mktemp --suffix=.py); printf '"
                   "import midge, time\n"
                   "def tick():\n"
                   "    time.sleep(0.1)\n"
                   "    print(\"tick\", flush=True)\n"
                   "def main():\n"
                   "    midge.spawn(tick)\n"
                   "    print(input(\"name? \"), input())\n"
                   "    try:\n"
                   "        input()\n"
                   "    except EOFError as error:\n"
                   "        print(error)\n"
                   "if __name__ == \"__main__\":\n"
                   "    main()\n' > $file; "
                   "(sleep 1; printf 'one\n'; sleep 0.2; printf two) | ",
                   BinFolder(), "/midge run --workers 1 $file; rm $file"));
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "name? tick\none two\nEOF when reading a line\n");
}

TEST(RunTest, OutputThatCannotBeWrittenIsAFailure) {
  const Outcome outcome = RunShell(absl::StrCat(
      "echo \"print(1)\" | ", BinFolder(), "/midge run - >/dev/full"));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.err, "midge: not all of the output could be written\n");
}

TEST(RunTest, WhatIsPrintedOutlivesAKill) {
  const Outcome outcome = RunShell(absl::StrCat(
      "out=$(mktemp); echo \"import time; print('kept', end=''); "
      "time.sleep(50)\" | ",
      BinFolder(),
      "/midge run - > $out & "
      "for i in $(seq 400); do test -s $out && break; sleep 0.1; done; "
      "kill -9 $!; wait $! 2>/dev/null; cat $out; rm $out"));
  EXPECT_EQ(outcome.out, "kept");
}

TEST(RunTest, EverySeedCanBeRepeated) {
  for (const char* seed : {"0", "7"}) {
    const std::string command =
        absl::StrCat("echo \"import random; print(random.random())\" | ",
                     BinFolder(), "/midge run - --seed ", seed);
    const Outcome one = RunShell(command);
    EXPECT_EQ(one.status, 0) << one.err;
    EXPECT_EQ(one.out, RunShell(command).out) << seed;
  }
}

TEST(DisTest, SyntaxErrorIsToldAsPythonDoes) {
  const Outcome outcome = RunShell(
      absl::StrCat("echo \"print(1\" | ", BinFolder(), "/midge dis -"));
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, StartsWith("  File \"-\", line 1\n"));
  EXPECT_THAT(outcome.err, HasSubstr("SyntaxError: '(' was never closed\n"));
}

TEST(MidgeTest, CompletionIsASoundScriptThatKnowsEveryVerb) {
  const Outcome bash = RunMidge({"completion", "bash"});
  EXPECT_EQ(bash.status, 0);
  for (const Verb& verb : Verbs()) {
    EXPECT_THAT(bash.out, HasSubstr(std::string(verb.name) + ") words="));
    EXPECT_THAT(RunMidge({"completion", "zsh"}).out, HasSubstr(verb.name));
    EXPECT_THAT(RunMidge({"completion", "fish"}).out, HasSubstr(verb.name));
  }
  const Outcome complete = RunShell(absl::StrCat(
      "bash -c 'source <(", BinFolder(),
      "/midge completion bash); COMP_WORDS=(midge la); COMP_CWORD=1; _midge; "
      "echo \"${COMPREPLY[@]}\"; COMP_WORDS=(midge get ma); COMP_CWORD=2; "
      "_midge; echo \"${COMPREPLY[@]}\"'"));
  EXPECT_EQ(complete.out, "launch\nmailboxes\n") << complete.err;
  EXPECT_EQ(RunMidge({"completion", "tcsh"}).status, 2);
}

}  // namespace
}  // namespace midge::cli

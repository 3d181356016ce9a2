// Midge's virtual machine: the only header of vm/ that others include.
//
// A Vm runs the agents of any number of swarms on its own worker threads.  It
// knows no network, no files and no wall clock: a Host gives it what it needs,
// and carries envelopes between Vms.  The same Vm runs in the CLI, in a node,
// and in a simulated cluster.
//
// Sharding: a swarm's objects are spread over shards, and a shard map says
// which node runs which shard.  The Vm runs the shards it was told are its own;
// whatever concerns another shard leaves as an Envelope through Host::Send, and
// what others send comes in through Vm::Deliver.
#ifndef MIDGE_VM_VM_H_
#define MIDGE_VM_VM_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/ids.h"

namespace midge::vm {

// What one shard tells another; opaque outside vm/.
struct Envelope {
  SwarmId swarm;
  ShardId to;
  // Envelopes with the same lane and destination node arrive in the order in
  // which they were sent; lanes are independent.  Hash of the sending agent.
  uint32_t lane = 0;
  std::string payload;
};

enum class SendResult {
  kAccepted,
  kFull,      // try again after Vm::LinkWritable(); nothing was taken
  kNodeLost,  // the shard's node is gone
};

struct LogLine {
  SwarmId swarm;
  ObjectId agent;
  int stream = 1;         // 1 stdout, 2 stderr
  std::string_view text;  // as written: whole lines are not guaranteed
  bool flush = false;     // all text of the stream is to be seen at once
};

// How a swarm ended.
struct SwarmExit {
  int status = 0;       // the exit status of the program
  std::string error;    // the traceback, if the root died of an exception;
                        // it was also written to the log, stream 2
  bool killed = false;  // by KillSwarm() or a lost root
};

// What the Vm needs from the process it is in.
// Threads: every method may be called from any worker, and must not call back
// into the Vm except where it says so.
class Host {
 public:
  virtual ~Host() = default;
  // Hands over an envelope for a shard of another node.
  virtual SendResult Send(Envelope&& envelope) = 0;
  virtual void Log(const LogLine& line) = 0;
  // The root agent of a swarm returned, died or was killed.  Called once, on
  // the node of the root.  Other nodes still run the swarm until StopSwarm().
  virtual void SwarmFinished(SwarmId swarm, const SwarmExit& exit) = 0;
  virtual int64_t MonotonicNanoseconds() = 0;
  virtual int64_t WallNanoseconds() = 0;
  // Processor time of the whole process; where time is virtual, that.
  virtual int64_t ProcessorNanoseconds() { return MonotonicNanoseconds(); }
  // Of the machine's generator: os.urandom().
  virtual void FillRandom(std::span<char> bytes) = 0;
  // Some of the input that has come for the programs run here; nullopt if none
  // has yet, empty at its end.  Must not wait.
  virtual std::optional<std::string> TakeInput() { return ""; }
};

// Where a swarm's shards are.  Constant in this version of the cluster: a lost
// node's shards are lost with it.
struct ShardMap {
  uint64_t epoch = 1;
  std::vector<NodeId> node_of;  // by shard
  // What spawn(on="node-2") may say.
  std::map<NodeId, std::string> node_names;
};

struct SourceText {
  std::string path;  // relative to the entry's folder: "ants.py", "pkg/a.py"
  std::string text;
};

// Where Debian's libpython3.11-stdlib has its modules, and so where tracebacks
// show them.
inline constexpr std::string_view kLibraryFolder = "/usr/lib/python3.11";

// Modules of one program; more are refused.
inline constexpr size_t kProgramModulesMax = 4096;

// Of these, modules that come along because of a name made at run time; no more
// are looked for.
inline constexpr size_t kGuessedModulesMax = 1024;

// What a program is made of.
struct ProgramSources {
  std::vector<SourceText> program;  // the entry first
  std::vector<SourceText> library;  // paths below the library's folder
};
enum class SourceFolder { kProgram, kLibrary };
// Gives the file at a path below one of the two folders; nullopt if there is
// none.
using SourceReader = std::function<absl::StatusOr<std::optional<std::string>>(
    SourceFolder folder, const std::string& path)>;

// Gives the names of the files in a folder below the program's, and of the
// folders in it with a "/" behind; none if there is no such folder.
using FolderReader =
    std::function<std::vector<std::string>(const std::string& folder)>;

// Finds the entry and all modules that its import statements lead to: those of
// the program, and those of Python's standard library.  Where a source of the
// program makes names of modules at run time, all of its own package and of
// those it may speak of come along.  What Midge has itself needs no file.
absl::StatusOr<ProgramSources> CollectSources(const std::string& entry,
                                              const SourceReader& read,
                                              const FolderReader& list);

// --spawn FN=COUNT
struct SpawnDirective {
  std::string function;
  uint64_t count = 0;
};

struct SwarmOptions {
  std::vector<std::string> argv;  // sys.argv, [0] the entry
  std::vector<SpawnDirective> spawn;
  bool wait_for_all = false;     // --wait
  std::optional<uint64_t> seed;  // of the agents' random state
  int64_t slice = 0;             // opcodes; 0: kDefaultSlice
  size_t heap_limit_bytes = 0;   // per agent; 0: default
  int32_t recursion_limit = 0;   // 0: default
  uint64_t max_agents = 0;       // on this node; 0: default
  size_t max_message_bytes = 0;  // 0: default
  bool gc_stress = false;        // collect at every safepoint (tests)
  size_t gc_stress_bytes = 0;    // or after so many bytes of new objects
};

// A program to run.
struct SwarmSpec {
  SwarmId id;
  std::string name;
  std::string entry;                // path of the entry file, as given
  std::vector<SourceText> sources;  // the entry first
  std::vector<SourceText> library;  // paths below kLibraryFolder
  std::map<std::string, std::string> data_files;  // --file: name -> bytes
  SwarmOptions options;
  ShardMap shards;
  ShardId root_shard;
};

// Counters of one swarm on this node, or of the whole Vm.
struct VmStats {
  uint64_t opcodes = 0, slices = 0, preemptions = 0;
  uint64_t spawned = 0, exited_returned = 0, exited_raised = 0,
           exited_killed = 0;
  uint64_t agents = 0, agents_ready = 0, agents_parked = 0;
  uint64_t threads = 0, threads_ready = 0, threads_parked = 0;
  uint64_t mailboxes = 0, mailbox_messages = 0, semaphores = 0;
  uint64_t semaphore_waits = 0, semaphore_wait_nanoseconds = 0;
  uint64_t sent_local = 0, sent_remote = 0, received_local = 0,
           received_remote = 0, forwarded = 0;
  uint64_t heap_bytes = 0, collections = 0, collection_nanoseconds = 0;
  uint64_t run_queue = 0;
  // Histograms: bucket i counts values up to 2^i microseconds; sums in ns.
  uint64_t schedule_latency[24] = {}, schedule_latency_sum = 0;
  uint64_t collection_pause[24] = {}, collection_pause_sum = 0;
};

// For `get` and `inspect`.
struct ThreadReport {
  uint64_t serial = 0;
  std::string state;  // "ready", "running", "parked"
  std::string
      waits_for;  // "receive", "mailbox 3.17 \"jobs\"", "sleep 1.5 s"; ""
  struct Line {
    std::string file;
    int line = 0;
    std::string function;
    std::string source;
  };
  std::vector<Line> stack;  // outermost first
};
struct AgentReport {
  ObjectId id;
  std::string name;
  std::string function;  // what it was spawned with
  std::string state;     // "ready", "running", "parked"
  uint64_t heap_bytes = 0;
  uint64_t inbox = 0;  // messages
  int64_t age_nanoseconds = 0;
  std::vector<ThreadReport> threads;  // stacks only if asked for
};
struct MailboxReport {
  ObjectId id;
  std::string name;
  uint64_t messages = 0, capacity = 0, receivers = 0, senders = 0;
};
struct SemaphoreReport {
  ObjectId id;
  std::string name;
  int64_t value = 0;
  uint64_t waiters = 0, holders = 0;
};

struct VmOptions {
  NodeId node;      // who we are in shard maps
  int workers = 0;  // threads; 0: one per core
};

// Threads: every method may be called from any thread that is not a worker.
class Vm {
 public:
  Vm(const VmOptions& options, Host* host);
  ~Vm();  // Stop()s
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  void Start();
  // Stops the workers at their next safepoints and joins them.
  void Stop();

  // Begins to run a swarm's shards that are ours; its root too, if the root
  // shard is.  A program that does not compile is not an error here: the root
  // ends with the SyntaxError, as in python3.
  absl::Status StartSwarm(const SwarmSpec& spec);
  // Kills what is left of a swarm here and forgets it.
  void StopSwarm(SwarmId swarm);
  // Ends the root with status `status`: SwarmFinished() follows.
  void KillSwarm(SwarmId swarm);

  // An envelope that another node's Vm gave to its Host.  Bytes from outside:
  // refused with a status if they make no sense.
  absl::Status Deliver(Envelope&& envelope);
  // The link to `node` takes envelopes again after kFull.
  void LinkWritable(NodeId node);
  // The host's clock jumped, as virtual time does: timers are looked at now.
  void ClockMoved();
  // `node` is lost: all that waits on its shards ends in NodeLost, permits held
  // from there come back.
  void NodeLost(NodeId node);

  // `midge send`: a Python literal, to the mailbox or agent called `name`.
  absl::Status SendNamed(SwarmId swarm, std::string_view name,
                         std::string_view literal);

  VmStats Stats() const;
  absl::StatusOr<VmStats> SwarmStats(SwarmId swarm) const;
  // At most `limit`, with ids above `after`, in order of id.
  absl::StatusOr<std::vector<AgentReport>> ListAgents(SwarmId swarm,
                                                      ObjectId after,
                                                      size_t limit) const;
  // With stacks; stops the agent at a safepoint to look.
  absl::StatusOr<AgentReport> InspectAgent(SwarmId swarm, ObjectId agent);
  absl::StatusOr<std::vector<MailboxReport>> ListMailboxes(SwarmId swarm) const;
  absl::StatusOr<std::vector<SemaphoreReport>> ListSemaphores(
      SwarmId swarm) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// What `midge dis` prints for a file, or the text of its SyntaxError as a
// status.
absl::StatusOr<std::string> DisassembleSource(std::string_view source,
                                              std::string_view file_name);

}  // namespace midge::vm

#endif  // MIDGE_VM_VM_H_

// One swarm on this node: its shards, its image, its agents, its end.
//
// Life of a request: a native of a running agent makes it (waits.h) and calls
// Send().  If the target's shard is ours, Shard::Apply() does it at once and
// the answer may be there already; else the Router sends it to the other node,
// where Receive() applies it.  What Apply() wants to tell others comes back as
// more requests, which Send() passes on in turn.
//
// Ownership: a shared_ptr in the Vm's table, in each queued agent's worker
// while
//            it ends an agent, and in whoever looks at it.
// Threads:   any, except where it says worker.
#ifndef MIDGE_VM_SCHED_SWARM_H_
#define MIDGE_VM_SCHED_SWARM_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "base/mutex.h"
#include "vm/image/codec.h"
#include "vm/interp/interpreter.h"
#include "vm/interp/loader.h"
#include "vm/sched/agent.h"
#include "vm/sched/counters.h"
#include "vm/sched/router.h"
#include "vm/sched/scheduler.h"
#include "vm/sched/shard.h"
#include "vm/vm.h"

namespace midge::vm {

// What a swarm is given by the Vm.
struct SwarmEnvironment {
  Scheduler* scheduler;
  Host* host;
  NodeId node;
  CompileFunction compile;
  Program* prelude;  // code of modules that every program has; may be null
  // Modules that every program may import; may be null.
  const std::vector<SourceFile>* library = nullptr;
};

class Swarm final : public Services,
                    public std::enable_shared_from_this<Swarm> {
 public:
  Swarm(SwarmSpec spec, const SwarmEnvironment& environment);
  ~Swarm() override;

  SwarmId id() const { return spec_.id; }
  const SwarmSpec& spec() const { return spec_; }
  Program& program() { return program_; }
  const CodecOptions& codec() const { return codec_; }
  Counters& counters() { return counters_; }
  Router& router() { return router_; }
  Scheduler& scheduler() { return *environment_.scheduler; }
  int64_t slice() const { return slice_; }
  size_t heap_limit_bytes() const { return heap_limit_bytes_; }
  // What an agent sets of its interpreter by module sys, as it begins: what is
  // spawned begins with what the modules of the image have set.
  struct Settings {
    int32_t recursion_limit;
    int32_t int_digits_max;
  };
  const Settings& SettingsOf(AgentRecord::Role role) const {
    return role == AgentRecord::Role::kChild ? image_settings_ : settings_;
  }

  // --- Life and end ---
  // Starts the root, if the root's shard is ours.
  void Start();
  // Ends every agent; returns when there are none.  Not called by a worker.
  void Stop();
  void KillRoot();
  bool stopping() const { return stopping_.load(std::memory_order_acquire); }

  // --- Requests ---
  // Where the shards of an agent's requests are ours, replies to `asker` are
  // given in `*answer` instead of being delivered.  `*answered` says so.
  enum class Sent { kDone, kQueued, kLost };
  Sent Send(Request&& request, uint32_t lane, const Waiter* asker,
            Event* answer, bool* answered);
  // Delivers a message to an agent that lives here; false if it does not: it
  // stays the caller's, and Send() has to find out what becomes of it.
  bool SendHere(ObjectId to, std::unique_ptr<Event>* message);
  // Sends on what nobody waits for.
  void Send(Request&& request);
  void SendAll(Requests requests);
  // From another node; hostile.
  absl::Status Receive(std::string_view payload, ShardId to);
  void LinkWritable(NodeId node);
  void NodeLost(NodeId node);
  void TimerDue(const TimerTarget& target);

  // --- Objects and spawning ---
  Shard* shard(ShardId id) {
    return id.value() < shards_.size() ? shards_[id.value()].get() : nullptr;
  }
  // The next shard of the round in which agents are placed.
  ShardId NextPlacement();
  // A shard of the node called `name`; false if none is.
  bool FindShardOn(const std::string& name, ShardId* shard);
  // A fresh id for an agent that `spawner` puts into `shard`.
  ObjectId NewAgentId(const Agent& spawner, ShardId shard);
  // Spawns `count` agents as `request` says, dealt out to all shards in turn,
  // in the name of `spawner`.  The first of their AgentRange.
  ObjectId DealOut(Request request, ObjectId spawner, uint64_t count);
  // True if the agents can be born here: the image is made.  Else `request` is
  // kept until it is, and `waiter` is answered then.
  bool image_ready() const {
    return image_state_.load(std::memory_order_acquire) == ImageState::kReady;
  }
  // Starts to make the image if nobody has; answers `waiter` when it is made:
  // at once with false, later with a reply.
  bool WaitForImage(const Waiter& waiter, Parcel* error);
  // Whether `count` more agents stay below the limit.
  bool HasRoomForAgents(uint64_t count) const {
    return agents_live_.load(std::memory_order_relaxed) + count <= agents_max_;
  }

  // --- For the turn (worker) ---
  void AgentQueued(AgentRecord* agent);
  // The agent has become idle, or something else that was active is not.
  void AgentIdle();
  // This worker's next turn is an agent's of `next`; null: it has no next.
  static void TurnOf(const Swarm* next);
  // The agent is at its end: tells everybody, and deletes it.
  void EndAgent(Agent* agent, Exit exit);
  // The root's end, when nothing of it runs any more.
  void RootEnded(int status, std::string error, bool killed);
  // The image builder's end; `error` is a bytes payload if it failed.
  void ImageMade(Agent* builder, const Exit& exit);
  // What the image was made in, once it is ready; and its modules.
  Agent* image() const { return image_; }
  Dict* image_modules() const { return image_modules_; }
  void ArmTimer(Agent* agent, Thread* thread, int64_t deadline_nanos);
  void EndTimer(Thread* thread);
  uint32_t LaneOf(ObjectId agent) const;

  // --- Services ---
  void Write(Context& context, int stream, std::string_view text) override;
  void Flush(Context& context, int stream) override;
  int64_t MonotonicNanoseconds() override;
  int64_t WallNanoseconds() override;
  int64_t ProcessorNanoseconds() override;
  uint64_t Entropy() override;
  void FillRandom(std::span<char> bytes) override;
  std::optional<std::string> TakeInput() override;

  // --- Reports ---
  void AddTo(VmStats* stats);
  template <typename Visit>
  void ForEachShard(Visit visit) {
    for (auto& shard : shards_) {
      if (shard != nullptr) visit(*shard);
    }
  }
  std::vector<AgentReport> ListAgents(ObjectId after, size_t limit);
  absl::StatusOr<AgentReport> InspectAgent(ObjectId id);
  // A message from outside to what is called `name`; `bytes` are the codec's.
  absl::Status SendNamed(std::string name, std::string bytes);

 private:
  enum class ImageState { kNone, kMaking, kReady, kFailed };

  void StartRoot();
  void SpawnAsDirected(const SpawnDirective& directive);
  void EndImageThreads(Agent* builder);
  void StartImageLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(image_mutex_);
  AgentRecord* NewAgent(ObjectId id, AgentRecord::Role role);
  void ApplySpawn(Request&& request);
  void Bear(const Request& request);
  void BearFailed(const Request& request, const Exit& exit);
  void ApplyAndCollect(Request&& request, Requests* out);
  absl::Status CheckReceived(const Request& request, ShardId to) const;
  void CountSent(const Request& request);
  void Deactivate();
  void CheckQuiescence();
  // --- What happens on all nodes (census.cc) ---
  struct Tally {
    uint64_t live = 0;      // agents
    uint64_t sent = 0;      // requests to other nodes
    uint64_t received = 0;  // and from them
    bool busy = false;      // something can still happen by itself
    void Add(const Tally& other);
  };
  bool IsQuiet() const;
  bool NamedIsAwaited();
  Tally TallyHere();
  void LookForDeadlock() ABSL_LOCKS_EXCLUDED(census_mutex_);
  void LookForEnd() ABSL_LOCKS_EXCLUDED(census_mutex_);
  void CensusDue(uint64_t round) ABSL_LOCKS_EXCLUDED(census_mutex_);
  void BeginCensus() ABSL_LOCKS_EXCLUDED(census_mutex_);
  void PauseCensus() ABSL_LOCKS_EXCLUDED(census_mutex_);
  void AnswerCensus(const Request& request);
  void TakeCensusAnswer(const Request& request)
      ABSL_LOCKS_EXCLUDED(census_mutex_);
  void EndCensusRound() ABSL_LOCKS_EXCLUDED(census_mutex_);
  void ArmCensusLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(census_mutex_);
  bool RootHasEnded() ABSL_LOCKS_EXCLUDED(end_mutex_);
  void RaiseDeadlock(uint64_t agents_elsewhere);
  std::string WhoWaits(uint64_t agents_elsewhere);
  void Finish();

  const SwarmSpec spec_;
  const SwarmEnvironment environment_;
  Program program_;
  CodeIndex codes_;
  CodecOptions codec_;
  Router router_;
  Counters counters_;
  std::vector<std::unique_ptr<Shard>> shards_;  // by id; null: another node's
  const int64_t slice_;
  const uint64_t agents_max_;
  const size_t heap_limit_bytes_;
  const Settings settings_;
  ObjectId root_;  // none: not here

  std::atomic<bool> stopping_{false};
  std::atomic<uint64_t> agents_live_{0};
  // Agents that are queued or run, with requests from other nodes that are
  // being applied, and timers that run: while there are none, nothing happens
  // by itself.  See CheckQuiescence().
  std::atomic<int64_t> active_{0};
  std::atomic<int64_t> checkers_{0};  // threads in Deactivate()
  std::atomic<int64_t> timers_{0};
  std::atomic<uint32_t> next_placement_{0};
  // To and from other nodes, the census's own apart.
  std::atomic<uint64_t> requests_sent_{0};
  std::atomic<uint64_t> requests_received_{0};
  std::atomic<uint64_t> entropy_{0};

  Mutex end_mutex_;
  CondVar all_gone_;
  bool root_ended_ ABSL_GUARDED_BY(end_mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(end_mutex_) = false;
  SwarmExit exit_ ABSL_GUARDED_BY(end_mutex_);

  struct Census {
    uint64_t round = 0;
    size_t awaited = 0;  // answers
    Tally now;
    uint64_t live_here = 0;
    bool settled_before = false;  // the round before found everybody at rest
    uint64_t sent_before = 0;
    int64_t interval_nanos = 0;
    int64_t interval_nanos_max = 0;
  };
  Mutex census_mutex_;
  Census census_ ABSL_GUARDED_BY(census_mutex_);
  // A round is under way or due, in search of a deadlock.
  std::atomic<bool> census_runs_{false};
  std::atomic<bool> all_ended_{false};

  std::atomic<ImageState> image_state_{ImageState::kNone};
  Agent* image_ = nullptr;         // constant once the image is ready,
  Dict* image_modules_ = nullptr;  // and so is this,
  Settings image_settings_;        // and so are these
  Mutex image_mutex_;
  std::unique_ptr<AgentRecord> image_agent_ ABSL_GUARDED_BY(image_mutex_);
  Parcel image_error_ ABSL_GUARDED_BY(image_mutex_);
  std::vector<Waiter> image_waiters_ ABSL_GUARDED_BY(image_mutex_);
  std::vector<Request> unborn_ ABSL_GUARDED_BY(image_mutex_);
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_SWARM_H_

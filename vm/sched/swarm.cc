#include "vm/sched/swarm.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "vm/sched/limits.h"
#include "vm/sched/reports.h"
#include "vm/text/codec.h"

namespace midge::vm {

namespace {

// "pkg/a.py" -> "pkg.a", "pkg/__init__.py" -> "pkg".
SourceFile ToSourceFile(std::string_view folder, const SourceText& source) {
  SourceFile file;
  file.text = source.text;
  file.file_name = absl::StrCat(std::string(folder), source.path);
  std::string name = source.path;
  if (name.ends_with(".py")) name.resize(name.size() - 3);
  std::replace(name.begin(), name.end(), '/', '.');
  if (name.ends_with(".__init__")) {
    name.resize(name.size() - 9);
    file.is_package = true;
  }
  file.module_name = name;
  return file;
}

// All that the swarm can import: its program, our library, Python's.
std::vector<SourceFile> ToSourceFiles(const SwarmSpec& spec,
                                      const SwarmEnvironment& environment) {
  std::vector<SourceFile> files;
  const std::string folder = spec.entry.substr(0, spec.entry.rfind('/') + 1);
  for (const SourceText& source : spec.sources) {
    files.push_back(ToSourceFile(folder, source));
  }
  // The entry is a module too, should another import it by its name.
  SourceFile entry = files.front();
  entry.file_name = spec.entry;
  files.front().module_name = "__main__";
  files.front().file_name = spec.entry;
  files.push_back(std::move(entry));
  if (environment.library != nullptr) {
    files.insert(files.end(), environment.library->begin(),
                 environment.library->end());
  }
  const std::string library = absl::StrCat(std::string(kLibraryFolder), "/");
  for (const SourceText& source : spec.library) {
    files.push_back(ToSourceFile(library, source));
  }
  return files;
}

// "dir/ants.py" -> "ants"
std::string StemOf(std::string path) {
  const size_t slash = path.rfind('/');
  if (slash != std::string::npos) path.erase(0, slash + 1);
  if (path.ends_with(".py")) path.resize(path.size() - 3);
  return path;
}

uint64_t Mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

}  // namespace

Swarm::Swarm(SwarmSpec spec, const SwarmEnvironment& environment)
    : spec_(std::move(spec)),
      environment_(environment),
      program_(ToSourceFiles(spec_, environment), environment.compile),
      codes_(environment.prelude == nullptr
                 ? std::vector<Program*>{&program_}
                 : std::vector<Program*>{&program_, environment.prelude}),
      router_(spec_, environment.node, environment.host),
      counters_(environment.scheduler->worker_count()),
      slice_(spec_.options.slice > 0 ? spec_.options.slice : kDefaultSlice),
      agents_max_(spec_.options.max_agents > 0 ? spec_.options.max_agents
                                               : kDefaultAgentsMax),
      heap_limit_bytes_(spec_.options.heap_limit_bytes > 0
                            ? spec_.options.heap_limit_bytes
                            : kDefaultHeapLimitBytes),
      settings_{spec_.options.recursion_limit > 0
                    ? spec_.options.recursion_limit
                    : Context::kDefaultRecursionLimit,
                text::kIntTextDigitsMax},
      image_settings_(settings_) {
  codec_.codes = &codes_;
  codec_.modules = ModuleNames(StemOf(spec_.entry));
  if (spec_.options.max_message_bytes > 0) {
    codec_.bytes_max = spec_.options.max_message_bytes;
  }
  const size_t count = spec_.shards.node_of.size();
  for (size_t i = 0; i < count; ++i) {
    const ShardId id(static_cast<uint16_t>(i));
    shards_.push_back(router_.IsLocal(id) ? std::make_unique<Shard>(id, count)
                                          : nullptr);
  }
  next_placement_ = spec_.root_shard.value() + 1;
  entropy_ = spec_.options.seed.value_or(
      static_cast<uint64_t>(environment.host->WallNanoseconds()));
}

Swarm::~Swarm() {
  // No worker runs any more, or no agent is left.
  ForEachShard([](Shard& shard) {
    std::vector<AgentRecord*> agents;
    shard.ForEachAgent(0, [&agents](AgentRecord* agent) {
      agents.push_back(agent);
      return true;
    });
    for (AgentRecord* agent : agents) delete agent;
  });
}

// --- Life and end ------------------------------------------------------------

AgentRecord* Swarm::NewAgent(ObjectId id, AgentRecord::Role role) {
  auto* agent = new AgentRecord(this, id, role);
  agents_live_.fetch_add(1, std::memory_order_relaxed);
  return agent;
}

void Swarm::Start() {
  if (router_.IsLocal(spec_.root_shard)) StartRoot();
}

void Swarm::StartRoot() {
  Shard* home = shard(spec_.root_shard);
  root_ = ObjectId::Make(home->id(), home->TakeSerials(1));
  AgentRecord* root = NewAgent(root_, AgentRecord::Role::kRoot);
  root->born_nanos = MonotonicNanoseconds();
  home->Bear({root}, "");
  root->Wake();
  for (const SpawnDirective& directive : spec_.options.spawn) {
    SpawnAsDirected(directive);
  }
}

void Swarm::KillRoot() {
  if (root_.is_none()) return;
  Request request;
  request.operation = Operation::kKill;
  request.target = root_;
  Send(std::move(request));
}

void Swarm::Stop() {
  stopping_.store(true, std::memory_order_release);
  // An agent that is born while we look is doomed the next time.
  for (;;) {
    ForEachShard([](Shard& shard) {
      shard.ForEachAgent(0, [](AgentRecord* agent) {
        agent->doomed.store(true, std::memory_order_relaxed);
        agent->Wake();
        return true;
      });
    });
    // A worker that still has a part of active_ will come back to us.
    const auto gone = [this] {
      return agents_live_.load(std::memory_order_acquire) == 0 &&
             active_.load(std::memory_order_seq_cst) == 0 &&
             checkers_.load(std::memory_order_seq_cst) == 0;
    };
    MutexLock lock(&end_mutex_);
    if (gone()) return;
    all_gone_.WaitFor(&end_mutex_, std::chrono::milliseconds(20));
    if (gone()) return;
  }
}

void Swarm::EndAgent(Agent* agent, Exit exit) {
  // The last reference may go while we are here.
  const std::shared_ptr<Swarm> keep = shared_from_this();
  agent->ForEachThread([this](Thread* thread) { EndTimer(thread); });
  Requests out;
  const ObjectId id = agent->id();
  agent->ForEachThread([agent](Thread* thread) {
    // Where it waits, nobody shall wait for it.
    const bool parked =
        thread->state == static_cast<uint32_t>(ThreadState::kParked);
    if (parked && thread->wait_id != 0) {
      agent->EntangleWith(ObjectId{thread->wait_id});
    }
  });
  if (agent->entangled != nullptr) {
    for (const ObjectId object : *agent->entangled) {
      Request gone;
      gone.operation = Operation::kAgentGone;
      gone.target = object;
      gone.from.agent = id;
      out.push_back(std::move(gone));
    }
  }
  const Counter how = exit.outcome == Outcome::kDone ? Counter::kExitedReturned
                      : exit.outcome == Outcome::kRaised
                          ? Counter::kExitedRaised
                          : Counter::kExitedKilled;
  counters_.Add(how, 1);
  EventList unread;
  const bool ends_swarm = agent->role() == Agent::Role::kRoot &&
                          (!spec_.options.wait_for_all || agent->killed);
  shard(id.shard())
      ->End(&agent->record(), std::move(exit), ends_swarm, &unread, &out);
  while (auto event = unread.Pop()) {
    Request back;
    if (event->type == Event::Type::kInspect) AnswerInspect(event.get());
    if (GiveBack(event.get(), id, &back)) out.push_back(std::move(back));
  }
  counters_.Add(Counter::kThreadsEnded, agent->thread_count());
  delete &agent->record();
  SendAll(std::move(out));
  AgentIdle();
  if (agents_live_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    MutexLock lock(&end_mutex_);
    all_gone_.SignalAll();
  }
  Finish();
}

void Swarm::RootEnded(int status, std::string error, bool killed) {
  {
    MutexLock lock(&end_mutex_);
    root_ended_ = true;
    exit_ = {status, std::move(error), killed};
  }
  if (spec_.options.wait_for_all && !router_.single_node()) LookForEnd();
}

// Tells the host once, when nothing of the program is left to wait for.
void Swarm::Finish() {
  SwarmExit exit;
  {
    MutexLock lock(&end_mutex_);
    if (!root_ended_ || finished_) return;
    if (spec_.options.wait_for_all && !exit_.killed && !stopping()) {
      const bool busy = router_.single_node()
                            ? active_.load() + timers_.load() > 0
                            : !all_ended_.load(std::memory_order_acquire);
      if (busy) return;
    }
    finished_ = true;
    exit = exit_;
  }
  environment_.host->SwarmFinished(spec_.id, exit);
}

// --- Requests ----------------------------------------------------------------

uint32_t Swarm::LaneOf(ObjectId agent) const {
  return static_cast<uint32_t>(Mix(agent.bits));
}

namespace {

bool IsCensus(const Request& request) {
  return request.operation == Operation::kCount ||
         request.operation == Operation::kCountReply;
}

}  // namespace

// Before it leaves, so that what was received has been counted as sent.
void Swarm::CountSent(const Request& request) {
  counters_.Add(Counter::kSentRemote, 1);
  if (!IsCensus(request)) {
    requests_sent_.fetch_add(1, std::memory_order_seq_cst);
  }
}

void Swarm::ApplyAndCollect(Request&& request, Requests* out) {
  switch (request.operation) {
    case Operation::kSpawn:
      return ApplySpawn(std::move(request));
    case Operation::kCount:
      return AnswerCensus(request);
    case Operation::kCountReply:
      return TakeCensusAnswer(request);
    default:
      break;
  }
  Shard* home = shard(request.target.shard());
  if (home != nullptr) home->Apply(std::move(request), out);
}

bool Swarm::SendHere(ObjectId to, std::unique_ptr<Event>* message) {
  Shard* home = shard(to.shard());
  if (home == nullptr || !home->Deliver(to.serial(), message)) return false;
  counters_.Add(Counter::kSentLocal, 1);
  return true;
}

namespace {

// Takes the reply to `asker` out of what is to be sent; false if none is there.
bool TakeReplyTo(const Waiter& asker, Requests* out, Event* answer) {
  const auto reply =
      std::find_if(out->begin(), out->end(), [&asker](const Request& request) {
        return request.operation == Operation::kReply && request.from == asker;
      });
  if (reply == out->end()) return false;
  answer->type = Event::Type::kReply;
  answer->outcome = reply->outcome;
  answer->kind = reply->kind;
  answer->hold = reply->hold;
  answer->object = reply->object;
  answer->count = reply->count;
  answer->payload = std::move(reply->payload);
  out->erase(reply);
  return true;
}

}  // namespace

Swarm::Sent Swarm::Send(Request&& request, uint32_t lane, const Waiter* asker,
                        Event* answer, bool* answered) {
  *answered = false;
  const ShardId to = request.target.shard();
  if (!router_.IsValid(to)) return Sent::kLost;
  if (!router_.IsLocal(to)) {
    CountSent(request);
    const bool asks = request.from.thread != 0;
    if (asks && !router_.Expect(to, request.from)) return Sent::kLost;
    switch (router_.Send(request, lane, asks ? nullptr : asker)) {
      case Router::Sent::kSent:
        return Sent::kDone;
      case Router::Sent::kQueued:
        return Sent::kQueued;
      case Router::Sent::kLost:
        break;
    }
    if (asks) router_.Answered(to, request.from);
    return Sent::kLost;
  }
  counters_.Add(Counter::kSentLocal, 1);
  Requests out;
  ApplyAndCollect(std::move(request), &out);
  if (asker != nullptr) *answered = TakeReplyTo(*asker, &out, answer);
  if (!out.empty()) SendAll(std::move(out));
  return Sent::kDone;
}

void Swarm::Send(Request&& request) {
  Requests all;
  all.push_back(std::move(request));
  SendAll(std::move(all));
}

void Swarm::SendAll(Requests requests) {
  // Each may lead to more; none leads to an endless chain, because an answer is
  // not answered.
  for (size_t i = 0; i < requests.size(); ++i) {
    Request request = std::move(requests[i]);
    const ShardId to = request.target.shard();
    if (!router_.IsValid(to)) continue;
    if (router_.IsLocal(to)) {
      ApplyAndCollect(std::move(request), &requests);
    } else {
      CountSent(request);
      const ObjectId lane = request.operation == Operation::kReply
                                ? request.target
                                : request.from.agent;
      router_.Send(request, LaneOf(lane), nullptr);
    }
  }
}

// What the bytes say must be possible: no agent of ours speaks for itself from
// another node, and every id has a shard of this swarm.
absl::Status Swarm::CheckReceived(const Request& request, ShardId to) const {
  const auto bad = [](const char* what) {
    return absl::InvalidArgumentError(absl::StrCat("envelope with ", what));
  };
  if (!(request.target.shard() == to) || !router_.IsLocal(to) ||
      request.target.is_none()) {
    return bad("a target of another shard");
  }
  if (!request.object.is_none() && !router_.IsValid(request.object.shard())) {
    return bad("an object of no shard");
  }
  const ObjectId from = request.from.agent;
  const bool reply = request.operation == Operation::kReply;
  if (!from.is_none() &&
      (!router_.IsValid(from.shard()) ||
       (reply ? from != request.target : router_.IsLocal(from.shard())))) {
    return bad("a sender that is not there");
  }
  if (request.operation == Operation::kSpawn) {
    const uint64_t serial = request.target.serial();
    if (request.count == 0 || request.count > kSpawnCountMax ||
        request.count > ObjectId::kSerialMax - serial ||
        request.payload.bytes.empty()) {
      return bad("an impossible spawn");
    }
  }
  if (request.operation == Operation::kCount && request.object.is_none()) {
    return bad("nobody to answer");
  }
  return absl::OkStatus();
}

absl::Status Swarm::Receive(std::string_view payload, ShardId to) {
  absl::StatusOr<Request> request = DecodeRequest(payload, codec_.bytes_max);
  if (!request.ok()) return request.status();
  MIDGE_RETURN_IF_ERROR(CheckReceived(*request, to));
  if (request->operation == Operation::kSpawn &&
      shard(to)->WasBorn(request->target.serial(), request->count)) {
    return absl::AlreadyExistsError("spawn of agents that were born already");
  }
  counters_.Add(Counter::kReceivedRemote, 1);
  const bool census = IsCensus(*request);
  if (!census) {
    // Until whom it wakes is active, it is itself.
    active_.fetch_add(1, std::memory_order_seq_cst);
    requests_received_.fetch_add(1, std::memory_order_seq_cst);
  }
  SendAll({*std::move(request)});
  if (!census) AgentIdle();
  return absl::OkStatus();
}

void Swarm::LinkWritable(NodeId node) {
  for (const Waiter& waiter : router_.LinkWritable(node)) {
    Send(ReplyTo(waiter, Outcome::kDone));
  }
}

void Swarm::NodeLost(NodeId node) {
  const Router::Losses losses = router_.NodeLost(node);
  Requests out;
  for (const Waiter& waiter : losses.waiters) {
    out.push_back(ReplyTo(waiter, Outcome::kNodeLost));
  }
  for (const auto& [target, watcher] : losses.watched) {
    Request exited;
    exited.operation = Operation::kExited;
    exited.target = watcher;
    exited.object = target;
    exited.outcome = Outcome::kNodeLost;
    out.push_back(std::move(exited));
  }
  const IsLost is_lost = [this](ShardId shard) {
    return router_.IsValid(shard) && router_.IsLost(shard);
  };
  ForEachShard([&](Shard& shard) { shard.NodeLost(is_lost, &out); });
  SendAll(std::move(out));
  bool counting;
  {
    MutexLock lock(&census_mutex_);
    counting = census_.awaited > 0;
  }
  // Its answer will not come: ask those that are left.
  if (counting) BeginCensus();
}

// --- Scheduling --------------------------------------------------------------

namespace {

// Whose active_ this worker has counted one too many, to count the next agent
// that it wakes; null: nobody's.  It is a worker's between two turns, never a
// sleeper's.
constinit thread_local Swarm* spare_count = nullptr;

}  // namespace

void Swarm::AgentQueued(AgentRecord* agent) {
  if (spare_count == this) {
    spare_count = nullptr;
  } else {
    active_.fetch_add(1, std::memory_order_seq_cst);
  }
  // Reading the clock costs as much as a short turn, so the latency of one
  // wake-up in 64 is measured.
  const bool measured = agent->wake_count++ % 64 == 0;
  agent->queued_micros = measured ? ToMicros(MonotonicNanoseconds()) : 0;
  environment_.scheduler->Enqueue(agent, Scheduler::Place::kNext);
}

void Swarm::AgentIdle() {
  if (spare_count == this) {
    // Not the last: the spare one is left.
    active_.fetch_sub(1, std::memory_order_seq_cst);
  } else if (spare_count == nullptr && environment_.scheduler->HasMoreHere()) {
    spare_count = this;
  } else {
    Deactivate();
  }
}

void Swarm::TurnOf(const Swarm* next) {
  if (spare_count == nullptr || spare_count == next) return;
  Swarm* swarm = spare_count;
  spare_count = nullptr;
  swarm->Deactivate();
}

void Swarm::Deactivate() {
  // Once active_ is less, Stop() may not wait for our agent any more: for us.
  checkers_.fetch_add(1, std::memory_order_seq_cst);
  if (active_.fetch_sub(1, std::memory_order_seq_cst) == 1) {
    CheckQuiescence();
  }
  checkers_.fetch_sub(1, std::memory_order_seq_cst);
}

void Swarm::ArmTimer(Agent* agent, Thread* thread, int64_t deadline_nanos) {
  timers_.fetch_add(1, std::memory_order_seq_cst);
  thread->timer = environment_.scheduler->ArmTimer(
      deadline_nanos,
      {spec_.id.value(), agent->id().bits, thread->serial, thread->wait});
}

void Swarm::EndTimer(Thread* thread) {
  if (thread->timer == 0) return;
  if (environment_.scheduler->CancelTimer(thread->timer)) {
    timers_.fetch_sub(1, std::memory_order_seq_cst);
  }
  thread->timer = 0;
}

void Swarm::TimerDue(const TimerTarget& target) {
  if (target.agent == 0) return CensusDue(target.thread);
  const ObjectId agent{target.agent};
  auto event = std::make_unique<Event>();
  event->type = Event::Type::kTimer;
  event->thread = target.thread;
  event->wait = target.wait;
  shard(agent.shard())->Deliver(agent.serial(), &event);
  // Only now: while it counts, the swarm is not quiet.
  timers_.fetch_sub(1, std::memory_order_seq_cst);
  CheckQuiescence();
}

bool Swarm::RootHasEnded() {
  MutexLock lock(&end_mutex_);
  return root_ended_;
}

// Nothing is queued, nothing runs, no timer runs: if that is so on every node,
// nothing will ever happen again, unless somebody outside sends to a name.
void Swarm::CheckQuiescence() {
  if (!IsQuiet() || root_.is_none() || stopping()) return;
  const bool alone = router_.single_node();
  if (!alone && census_runs_.load(std::memory_order_seq_cst)) return;
  if (RootHasEnded()) {
    if (alone) Finish();
    return;
  }
  if (!alone) return LookForDeadlock();
  if (!NamedIsAwaited()) RaiseDeadlock(0);
}

void Swarm::RaiseDeadlock(uint64_t agents_elsewhere) {
  auto event = std::make_unique<Event>();
  event->type = Event::Type::kDeadlock;
  event->payload.bytes = WhoWaits(agents_elsewhere);
  shard(root_.shard())->Deliver(root_.serial(), &event);
}

std::string Swarm::WhoWaits(uint64_t agents_elsewhere) {
  std::vector<std::string> lines;
  uint64_t more = 0;
  ForEachShard([&](Shard& shard) {
    shard.ForEachAgent(0, [&](AgentRecord* agent) {
      if (lines.size() >= kDeadlockAgentsNamed) {
        ++more;
        return true;
      }
      // Everything is idle; if something woke up meanwhile, it is skipped.
      if (!agent->Hold()) return true;
      lines.push_back(DescribeWaits(&agent->Unfold()));
      agent->Fold();
      if (!agent->GoIdle()) AgentQueued(agent);
      return true;
    });
  });
  std::string text = "nothing can ever run again";
  for (const std::string& line : lines) absl::StrAppend(&text, "\n  ", line);
  if (more > 0) absl::StrAppend(&text, "\n  and ", more, " more agents");
  if (agents_elsewhere > 0) {
    absl::StrAppend(&text, "\n  and ", agents_elsewhere,
                    agents_elsewhere == 1 ? " agent" : " agents",
                    " on other nodes");
  }
  return text;
}

// --- Services ----------------------------------------------------------------

void Swarm::Write(Context& context, int stream, std::string_view text) {
  const Agent& agent = static_cast<Agent&>(context);
  if (agent.role() == Agent::Role::kImageBuilder) return;
  // What is printed is UTF-8: stdout has refused all else, and what stderr is
  // told must not be lost.
  if (!text::HasSurrogates(text)) {
    environment_.host->Log({spec_.id, agent.id(), stream, text});
    return;
  }
  const std::string escaped = text::EscapeSurrogates(text);
  environment_.host->Log({spec_.id, agent.id(), stream, escaped});
}

void Swarm::Flush(Context& context, int stream) {
  const Agent& agent = static_cast<Agent&>(context);
  if (agent.role() == Agent::Role::kImageBuilder) return;
  environment_.host->Log({spec_.id, agent.id(), stream, {}, true});
}

int64_t Swarm::MonotonicNanoseconds() {
  return environment_.host->MonotonicNanoseconds();
}

int64_t Swarm::WallNanoseconds() {
  return environment_.host->WallNanoseconds();
}

int64_t Swarm::ProcessorNanoseconds() {
  return environment_.host->ProcessorNanoseconds();
}

uint64_t Swarm::Entropy() {
  return Mix(entropy_.fetch_add(0x9E3779B97F4A7C15, std::memory_order_relaxed));
}

void Swarm::FillRandom(std::span<char> bytes) {
  environment_.host->FillRandom(bytes);
}

std::optional<std::string> Swarm::TakeInput() {
  return environment_.host->TakeInput();
}

// --- Reports -----------------------------------------------------------------

std::vector<AgentReport> Swarm::ListAgents(ObjectId after, size_t limit) {
  std::vector<AgentReport> reports;
  const int64_t now = MonotonicNanoseconds();
  ForEachShard([&](Shard& shard) {
    if (shard.id() < after.shard()) return;
    const uint64_t from = shard.id() == after.shard() ? after.serial() : 0;
    const size_t first = reports.size();
    shard.ForEachAgent(from, [&](AgentRecord* agent) {
      if (reports.size() >= limit) return false;
      reports.push_back(ReportOf(*agent, now));
      return true;
    });
    for (size_t i = first; i < reports.size(); ++i) {
      reports[i].name = shard.AgentName(reports[i].id.serial());
    }
  });
  return reports;
}

absl::StatusOr<AgentReport> Swarm::InspectAgent(ObjectId id) {
  Shard* home = router_.IsLocal(id.shard()) ? shard(id.shard()) : nullptr;
  InspectRequest look;
  auto event = std::make_unique<Event>();
  event->type = Event::Type::kInspect;
  event->inspect = &look;
  if (home != nullptr && home->Deliver(id.serial(), &event)) {
    look.Wait();
  }
  if (!look.found) {
    return absl::NotFoundError(
        absl::StrCat("agent ", id.ToString(), " does not run here"));
  }
  look.report.name = home->AgentName(id.serial());
  return std::move(look.report);
}

absl::Status Swarm::SendNamed(std::string name, std::string bytes) {
  Request request;
  request.operation = Operation::kSendNamed;
  request.target = ObjectId::Make(ShardOfName(name, router_.shard_count()), 1);
  request.name = std::move(name);
  request.payload.bytes = std::move(bytes);
  Shard* home = shard(request.target.shard());
  if (home != nullptr && !home->HasName(request.name)) {
    return absl::NotFoundError(
        absl::StrCat("no agent or mailbox is called '", request.name, "'"));
  }
  Send(std::move(request));
  return absl::OkStatus();
}

void Swarm::AddTo(VmStats* stats) {
  counters_.AddTo(stats);
  ForEachShard([stats](Shard& shard) { shard.AddTo(stats); });
}

}  // namespace midge::vm

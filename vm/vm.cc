#include "vm/vm.h"

#include <algorithm>
#include <deque>

#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "base/status_macros.h"
#include "vm/bytecode/code_unit.h"
#include "vm/lib/start_up.h"
#include "vm/literal.h"
#include "vm/prelude/prelude.h"
#include "vm/sched/early_mail.h"
#include "vm/sched/reports.h"
#include "vm/sched/scheduler.h"
#include "vm/sched/swarm.h"
#include "vm/sched/turn.h"

namespace midge::vm {

namespace {

constexpr size_t kShardsMax = 65535;

absl::Status CheckSpec(const SwarmSpec& spec) {
  if (spec.sources.empty()) {
    return absl::InvalidArgumentError("a swarm without an entry file");
  }
  const size_t shards = spec.shards.node_of.size();
  if (shards == 0 || shards > kShardsMax || spec.root_shard.value() >= shards) {
    return absl::InvalidArgumentError(
        absl::StrCat("a swarm of ", shards, " shards with its root in shard ",
                     spec.root_shard.value()));
  }
  return absl::OkStatus();
}

absl::Status UnknownSwarm(SwarmId swarm) {
  return absl::NotFoundError(
      absl::StrCat("swarm ", swarm.ToString(), " does not run here"));
}

}  // namespace

class Vm::Impl final : public SchedulerClient {
 public:
  Impl(const VmOptions& options, Host* host)
      : node_(options.node), host_(host), scheduler_(options.workers, this) {
    StartUp();
  }
  ~Impl() override { Stop(); }

  void Start() {
    running_.store(true);
    scheduler_.Start();
  }

  void Stop() {
    running_.store(false);
    scheduler_.Stop();
    MutexLock lock(&mutex_);
    swarms_.clear();
  }

  absl::Status StartSwarm(const SwarmSpec& spec) {
    MIDGE_RETURN_IF_ERROR(CheckSpec(spec));
    auto swarm = std::make_shared<Swarm>(
        spec, SwarmEnvironment{&scheduler_, host_, node_, &CompileModule,
                               nullptr, &LibraryFiles()});
    {
      MutexLock lock(&mutex_);
      if (swarms_.contains(spec.id) || early_.WasStopped(spec.id)) {
        return absl::AlreadyExistsError(
            absl::StrCat("swarm ", spec.id.ToString(), " was started before"));
      }
      swarms_[spec.id] = swarm;
      // Under the lock, so that what is delivered from now on comes later.
      for (const Envelope& envelope : early_.Take(spec.id)) {
        swarm->Receive(envelope.payload, envelope.to)
            .IgnoreError();  // Its sender has been answered.
      }
    }
    swarm->Start();
    return absl::OkStatus();
  }

  void StopSwarm(SwarmId id) {
    std::shared_ptr<Swarm> swarm;
    {
      MutexLock lock(&mutex_);
      early_.Stop(id);
      const auto found = swarms_.find(id);
      if (found == swarms_.end()) return;
      swarm = found->second;
    }
    if (running_.load()) swarm->Stop();
    MutexLock lock(&mutex_);
    if (swarms_.erase(id) > 0) swarm->AddTo(&retired_);
  }

  absl::Status Deliver(Envelope&& envelope) {
    std::shared_ptr<Swarm> swarm;
    {
      MutexLock lock(&mutex_);
      const auto found = swarms_.find(envelope.swarm);
      if (found == swarms_.end()) return early_.Keep(std::move(envelope));
      swarm = found->second;
    }
    return swarm->Receive(envelope.payload, envelope.to);
  }

  std::shared_ptr<Swarm> Find(SwarmId id) const {
    MutexLock lock(&mutex_);
    const auto found = swarms_.find(id);
    return found == swarms_.end() ? nullptr : found->second;
  }
  std::vector<std::shared_ptr<Swarm>> All() const {
    MutexLock lock(&mutex_);
    std::vector<std::shared_ptr<Swarm>> all;
    for (const auto& [id, swarm] : swarms_) all.push_back(swarm);
    return all;
  }

  VmStats Stats() const {
    VmStats stats;
    {
      MutexLock lock(&mutex_);
      stats = retired_;
    }
    for (const auto& swarm : All()) swarm->AddTo(&stats);
    stats.run_queue = scheduler_.queue_length();
    return stats;
  }

  Scheduler& scheduler() { return scheduler_; }

  // --- SchedulerClient ---
  bool RunTurn(AgentRecord* agent) override { return vm::RunTurn(agent); }
  void OutOfWork() override { Swarm::TurnOf(nullptr); }
  void TimerDue(const TimerTarget& target) override {
    const std::shared_ptr<Swarm> swarm = Find(SwarmId(target.swarm));
    if (swarm != nullptr) swarm->TimerDue(target);
  }
  int64_t MonotonicNanoseconds() override {
    return host_->MonotonicNanoseconds();
  }

 private:
  const NodeId node_;
  Host* const host_;
  std::atomic<bool> running_{false};
  mutable Mutex mutex_;
  std::map<SwarmId, std::shared_ptr<Swarm>> swarms_ ABSL_GUARDED_BY(mutex_);
  EarlyMail early_ ABSL_GUARDED_BY(mutex_);
  VmStats retired_ ABSL_GUARDED_BY(mutex_);
  Scheduler scheduler_;
};

Vm::Vm(const VmOptions& options, Host* host)
    : impl_(std::make_unique<Impl>(options, host)) {}
Vm::~Vm() = default;

void Vm::Start() { impl_->Start(); }
void Vm::Stop() { impl_->Stop(); }

absl::Status Vm::StartSwarm(const SwarmSpec& spec) {
  return impl_->StartSwarm(spec);
}
void Vm::StopSwarm(SwarmId swarm) { impl_->StopSwarm(swarm); }

void Vm::KillSwarm(SwarmId swarm) {
  if (const auto found = impl_->Find(swarm)) found->KillRoot();
}

absl::Status Vm::Deliver(Envelope&& envelope) {
  return impl_->Deliver(std::move(envelope));
}

void Vm::LinkWritable(NodeId node) {
  for (const auto& swarm : impl_->All()) swarm->LinkWritable(node);
}

void Vm::NodeLost(NodeId node) {
  for (const auto& swarm : impl_->All()) swarm->NodeLost(node);
}

void Vm::ClockMoved() { impl_->scheduler().ClockMoved(); }

absl::Status Vm::SendNamed(SwarmId id, std::string_view name,
                           std::string_view literal) {
  const auto swarm = impl_->Find(id);
  if (swarm == nullptr) return UnknownSwarm(id);
  MIDGE_ASSIGN_OR_RETURN(std::string bytes, EncodeLiteral(literal));
  return swarm->SendNamed(std::string(name), std::move(bytes));
}

VmStats Vm::Stats() const { return impl_->Stats(); }

absl::StatusOr<VmStats> Vm::SwarmStats(SwarmId id) const {
  const auto swarm = impl_->Find(id);
  if (swarm == nullptr) return UnknownSwarm(id);
  VmStats stats;
  swarm->AddTo(&stats);
  return stats;
}

absl::StatusOr<std::vector<AgentReport>> Vm::ListAgents(SwarmId id,
                                                        ObjectId after,
                                                        size_t limit) const {
  const auto swarm = impl_->Find(id);
  if (swarm == nullptr) return UnknownSwarm(id);
  return swarm->ListAgents(after, limit);
}

absl::StatusOr<AgentReport> Vm::InspectAgent(SwarmId id, ObjectId agent) {
  const auto swarm = impl_->Find(id);
  if (swarm == nullptr) return UnknownSwarm(id);
  return swarm->InspectAgent(agent);
}

absl::StatusOr<std::vector<MailboxReport>> Vm::ListMailboxes(SwarmId id) const {
  const auto swarm = impl_->Find(id);
  if (swarm == nullptr) return UnknownSwarm(id);
  std::vector<MailboxReport> reports;
  swarm->ForEachShard([&](Shard& shard) { shard.ListMailboxes(&reports); });
  std::sort(reports.begin(), reports.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return reports;
}

absl::StatusOr<std::vector<SemaphoreReport>> Vm::ListSemaphores(
    SwarmId id) const {
  const auto swarm = impl_->Find(id);
  if (swarm == nullptr) return UnknownSwarm(id);
  std::vector<SemaphoreReport> reports;
  swarm->ForEachShard([&](Shard& shard) { shard.ListSemaphores(&reports); });
  std::sort(reports.begin(), reports.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return reports;
}

absl::StatusOr<std::string> DisassembleSource(std::string_view source,
                                              std::string_view file_name) {
  const CompiledSource compiled = CompileModule(source, file_name);
  if (compiled.unit != nullptr) return Disassemble(*compiled.unit);
  return absl::InvalidArgumentError(
      absl::StrCat("  File \"", compiled.file_name, "\", line ", compiled.line,
                   "\n", compiled.error_class, ": ", compiled.message));
}

}  // namespace midge::vm

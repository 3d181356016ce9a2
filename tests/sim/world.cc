#include "tests/sim/world.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/check.h"
#include "base/version.h"
#include "tests/sim/sim_vm.h"

namespace midge::sim {
namespace {

constexpr int64_t kHeartbeatNanos = coordinator::kLeaseMsDefault *
                                    kNanosPerMilli /
                                    coordinator::kHeartbeatsPerLease;

node::Peers ToPeers(const std::vector<coordinator::Member>& members) {
  node::Peers peers;
  for (const coordinator::Member& member : members) {
    peers.peers.push_back({member.id, member.node.address,
                           member.state == coordinator::NodeState::kLost});
  }
  return peers;
}

node::Peers ToPeers(const coordinator::MembersView& view) {
  node::Peers peers = ToPeers(view.members);
  peers.epoch = view.epoch;
  return peers;
}

coordinator::SwarmStats ToStats(const node::ShareFigures& share) {
  coordinator::SwarmStats stats;
  stats.agents_live = share.stats.agents;
  stats.envelopes_sent = share.envelopes.sent;
  stats.envelopes_received = share.envelopes.received;
  return stats;
}

}  // namespace

// One end of a connection.
class World::Stream final : public node::LinkStream,
                            public std::enable_shared_from_this<Stream> {
 public:
  Stream(World* world, std::shared_ptr<node::Link> link)
      : world_(world), link_(std::move(link)) {}

  static void Connect(const std::shared_ptr<Stream>& one,
                      const std::shared_ptr<Stream>& two) {
    one->other_ = two;
    two->other_ = one;
  }

  void Write(const node::LinkFrame& frame) override {
    auto self = shared_from_this();
    auto other = other_.lock();
    const int64_t latency = world_->Latency();
    world_->After(latency, [self] {
      if (!self->closed_) self->link_->OnWritten(self.get());
    });
    if (other == nullptr || world_->Happens(world_->weather_.lose) ||
        !world_->Reaches(link_->local(), link_->peer())) {
      return;
    }
    const int copies = world_->Happens(world_->weather_.repeat) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
      world_->After(latency * (i + 1), [other, frame] {
        if (!other->closed_) other->link_->OnFrame(other.get(), frame);
      });
    }
  }

  void Close(const absl::Status&) override {
    Shut();
    if (auto other = other_.lock()) other->Shut();
  }

  bool closed() const { return closed_; }

 private:
  void Shut() {
    if (std::exchange(closed_, true)) return;
    auto self = shared_from_this();
    world_->After(kStepNanos, [self] {
      self->link_->OnClosed(self.get(), absl::UnavailableError("cut"));
    });
  }

  World* const world_;
  const std::shared_ptr<node::Link> link_;
  std::weak_ptr<Stream> other_;
  bool closed_ = false;
};

World::World(uint64_t seed, int machines, Weather weather)
    : random_(seed), weather_(weather) {
  store_ = *coordinator::Store::Open({":memory:"});
  OpenCoordinator();
  machines_.resize(static_cast<size_t>(machines));
  for (int i = 0; i < machines; ++i) {
    machines_[i].index = i;
    StartNode(i);
  }
}

World::~World() {
  for (Machine& machine : machines_) machine.process.reset();
  CancelAll();
  // Events hold links, whose hubs are gone: they must not run.
  events_.clear();
}

void World::OpenCoordinator() {
  cluster_ = *coordinator::Cluster::Open({}, store_.get(), &clock_);
  reconciler_ =
      std::make_unique<coordinator::Reconciler>(cluster_.get(), this, &clock_);
}

void World::RestartCoordinator() {
  CancelAll();
  reconciler_.reset();
  cluster_.reset();
  OpenCoordinator();
}

void World::Run(int64_t nanos) {
  for (const int64_t end = now() + nanos; now() < end;) {
    clock_.Advance(kStepNanos);
    RunEvents();
    reconciler_->Step();
    for (Machine& machine : machines_) {
      if (!machine.up()) continue;
      StepMember(&machine);
      if (auto runtime = machine.process->runtime()) runtime->hub().Step();
      StepVm(machine.id, &random_);
    }
  }
}

int64_t World::Latency() {
  int64_t latency = Below(2 * kStepNanos);
  if (Happens(weather_.delay)) latency += Below(20) * kStepNanos;
  return latency;
}

void World::After(int64_t nanos, std::function<void()> event) {
  events_.emplace(now() + nanos, std::move(event));
}

void World::RunEvents() {
  while (!events_.empty() && events_.begin()->first <= now()) {
    std::function<void()> event = std::move(events_.begin()->second);
    events_.erase(events_.begin());
    event();
  }
}

void World::StartNode(int index) {
  Machine& machine = machines_[static_cast<size_t>(index)];
  MIDGE_CHECK(!machine.up());
  node::NodeOptions options;
  options.stepped = true;
  machine.process = std::make_unique<node::Node>(options, &clock_, this);
  machine.id = NodeId();
  machine.heartbeat_nanos = 0;
}

void World::KillNode(int index) {
  Machine& machine = machines_[static_cast<size_t>(index)];
  machine.process.reset();
  machine.id = NodeId();
}

void World::CutLinks() {
  for (const auto& stream : std::exchange(streams_, {})) {
    if (!stream->closed()) ++cuts_;
    stream->Close(absl::UnavailableError("cut"));
  }
}

SwarmId World::Launch() {
  return cluster_->Launch({"", "swarm", "spec", false, "bundle"})->id;
}

coordinator::Swarm World::Get(SwarmId swarm) const {
  return *cluster_->Get({swarm, ""});
}

Machine* World::ByAddress(const std::string& address) {
  int index = 0;
  const absl::string_view view(address);
  MIDGE_CHECK(absl::SimpleAtoi(view.substr(view.find(':') + 1), &index));
  return &machines_[static_cast<size_t>(index)];
}

Machine* World::ById(NodeId id) {
  for (Machine& machine : machines_) {
    if (machine.up() && machine.id == id) return &machine;
  }
  return nullptr;
}

bool World::Reaches(NodeId one, NodeId two) {
  const Machine* first = ById(one);
  const Machine* second = ById(two);
  return first != nullptr && second != nullptr && !first->cut_off &&
         !second->cut_off;
}

void World::Dial(const std::string&, std::shared_ptr<node::Link> link) {
  auto dialled = std::make_shared<Stream>(this, link);
  std::shared_ptr<node::Link> peer;
  if (Reaches(link->local(), link->peer())) {
    peer = ById(link->peer())->process->FindLink(link->local());
  }
  if (peer == nullptr) {
    link->Attach(dialled);
    dialled->Close(absl::UnavailableError("nobody there"));
    return;
  }
  auto accepted = std::make_shared<Stream>(this, peer);
  Stream::Connect(dialled, accepted);
  link->Attach(dialled);
  peer->Attach(accepted);
  streams_.push_back(std::move(dialled));
}

void World::StepMember(Machine* machine) {
  if (machine->cut_off || now() < machine->heartbeat_nanos) return;
  machine->heartbeat_nanos = now() + kHeartbeatNanos;
  if (machine->id == NodeId()) return Register(machine);
  ReportFinished(machine);
  Heartbeat(machine);
}

void World::Register(Machine* machine) {
  if (Happens(weather_.lose)) return;  // The request.
  coordinator::Registration registration;
  registration.name = absl::StrCat("node-", machine->index);
  registration.address = absl::StrCat("10.0.0.1:", machine->index);
  registration.cores = 1;
  registration.version = kVersion;
  auto welcome = cluster_->Register(registration);
  MIDGE_CHECK(welcome.ok(), welcome.status().ToString());
  if (Happens(weather_.lose)) return;  // The answer.
  machine->id = welcome->id;
  machine->process->Join(welcome->id, ToPeers(welcome->members));
}

void World::Heartbeat(Machine* machine) {
  if (Happens(weather_.lose)) return;
  std::vector<coordinator::SwarmReport> reports;
  std::vector<SwarmId> reported;
  const std::vector<node::ShareFigures> shares = machine->process->Report();
  for (const node::ShareFigures& share : shares) {
    reports.push_back({share.swarm, ToStats(share)});
    reported.push_back(share.swarm);
  }
  auto answer = cluster_->Heartbeat(machine->id,
                                    machine->process->peers_epoch(), reports);
  if (Happens(weather_.lose)) return;
  if (absl::IsNotFound(answer.status())) {
    machine->process->Forget();
    machine->id = NodeId();
    return;
  }
  MIDGE_CHECK(answer.ok(), answer.status().ToString());
  machine->process->Reported(shares);
  if (answer->members.has_value()) {
    machine->process->UpdatePeers(ToPeers(*answer->members));
  }
  std::vector<SwarmId> assigned;
  for (const auto& swarm : answer->swarms) assigned.push_back(swarm.id);
  machine->process->Reconcile(reported, assigned);
}

void World::ReportFinished(Machine* machine) {
  node::FinishedSwarm finished;
  while (machine->process->NextFinished(&finished)) {
    if (Happens(weather_.lose)) return;
    cluster_
        ->SwarmFinished(machine->id, finished.swarm, finished.exit.status,
                        finished.exit.error, ToStats(finished.figures))
        .IgnoreError();  // A repeated one may be refused.
    if (Happens(weather_.lose)) return;
    machine->process->PopFinished();
  }
}

void World::Call(const coordinator::NodeCall& call,
                 const coordinator::StartPlan& plan, const std::string&,
                 Done done) {
  const int64_t number = ++last_call_;
  calls_[number] = std::move(done);
  const auto answer = [this, number](const absl::Status& status) {
    auto found = calls_.find(number);
    if (found == calls_.end()) return;
    auto answered = std::move(found->second);
    calls_.erase(found);
    answered(status, {});
  };
  if (Happens(weather_.lose)) {
    After(10 * kStepNanos, [answer] {
      answer(absl::DeadlineExceededError("the request was lost"));
    });
    return;
  }
  After(Latency(), [this, call, plan, answer] {
    const absl::Status status = Handle(call, plan);
    After(Latency(), [answer, status, lost = Happens(weather_.lose)] {
      answer(lost ? absl::DeadlineExceededError("the answer was lost")
                  : status);
    });
  });
}

void World::CancelAll() {
  for (auto& [number, done] : std::exchange(calls_, {})) {
    done(absl::CancelledError("cancelled"), {});
  }
}

absl::Status World::Handle(const coordinator::NodeCall& call,
                           const coordinator::StartPlan& plan) {
  Machine* machine = ByAddress(call.address);
  if (!machine->up() || machine->cut_off) {
    return absl::UnavailableError("nobody there");
  }
  node::Node& process = *machine->process;
  switch (call.kind) {
    case coordinator::NodeCall::Kind::kStart: {
      vm::SwarmSpec spec;
      spec.id = plan.swarm.id;
      spec.shards.epoch = plan.swarm.shards.epoch;
      spec.shards.node_of = plan.swarm.shards.node_of_shard;
      spec.root_shard = plan.swarm.root_shard;
      return process.StartSwarm(call.node, ToPeers(plan.members), spec)
          .status();
    }
    case coordinator::NodeCall::Kind::kBegin:
      return process.BeginSwarm(call.swarm);
    case coordinator::NodeCall::Kind::kStop:
      process.StopSwarm(call.swarm);
      return absl::OkStatus();
    case coordinator::NodeCall::Kind::kNodesLost:
      process.NodesLost(call.lost);
      return absl::OkStatus();
  }
  return absl::InternalError("no such call");
}

}  // namespace midge::sim

// How a swarm's agents come to be: placing, spawning, and the image that all
// but the root share.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/image/call.h"
#include "vm/objects/names.h"
#include "vm/sched/limits.h"
#include "vm/sched/swarm.h"
#include "vm/sched/waits.h"

namespace midge::vm {

// --- Spawning ----------------------------------------------------------------

ShardId Swarm::NextPlacement() {
  const size_t count = router_.shard_count();
  for (size_t tries = 0; tries < count; ++tries) {
    const uint32_t turn =
        next_placement_.fetch_add(1, std::memory_order_relaxed);
    const ShardId shard(static_cast<uint16_t>(turn % count));
    if (!router_.IsLost(shard)) return shard;
  }
  return spec_.root_shard;
}

bool Swarm::FindShardOn(const std::string& name, ShardId* found) {
  const ShardMap& map = spec_.shards;
  const size_t count = map.node_of.size();
  const uint32_t turn = next_placement_.load(std::memory_order_relaxed);
  for (size_t i = 0; i < count; ++i) {
    const size_t shard = (turn + i) % count;
    const auto node = map.node_names.find(map.node_of[shard]);
    if (node == map.node_names.end() || node->second != name) continue;
    *found = ShardId(static_cast<uint16_t>(shard));
    return true;
  }
  return false;
}

ObjectId Swarm::NewAgentId(const Agent& spawner, ShardId there) {
  if (router_.IsLocal(there)) {
    return ObjectId::Make(there, shard(there)->TakeSerials(1));
  }
  Shard* home = shard(spawner.id().shard());
  return ObjectId::Make(there, home->TakeSerialsFor(there, 1));
}

ObjectId Swarm::DealOut(Request request, ObjectId spawner, uint64_t count) {
  const uint64_t shards = router_.shard_count();
  const uint64_t rounds = (count + shards - 1) / shards;
  const ShardId first = NextPlacement();
  const uint64_t serial =
      shard(spawner.shard())->TakeSerialsForAll(std::max<uint64_t>(rounds, 1));
  request.operation = Operation::kSpawn;
  request.from.agent = spawner;
  request.stride = shards;
  for (uint64_t i = 0; i < shards && i < count; ++i) {
    Request part = request;
    part.target = ObjectId::Make(
        ShardId(static_cast<uint16_t>((first.value() + i) % shards)), serial);
    part.count = (count - i + shards - 1) / shards;
    part.index = i;
    Send(std::move(part));
  }
  return ObjectId::Make(first, serial);
}

void Swarm::SpawnAsDirected(const SpawnDirective& directive) {
  Request request;
  request.text = directive.function;
  request.payload.bytes = EncodeCallByName("__main__", directive.function);
  DealOut(std::move(request), root_, directive.count);
}

void Swarm::ApplySpawn(Request&& request) {
  if (!image_ready()) {
    MutexLock lock(&image_mutex_);
    const ImageState state = image_state_.load(std::memory_order_acquire);
    if (state == ImageState::kNone) StartImageLocked();
    if (state == ImageState::kNone || state == ImageState::kMaking) {
      unborn_.push_back(std::move(request));
      return;
    }
  }
  Bear(request);
}

void Swarm::Bear(const Request& request) {
  if (image_state_.load(std::memory_order_acquire) == ImageState::kFailed) {
    BearFailed(request, {Outcome::kRaised,
                         {Value::None(), "the image could not be made"}});
    return;
  }
  if (!HasRoomForAgents(request.count)) {
    BearFailed(request,
               {Outcome::kRaised,
                {Value::None(),
                 absl::StrCat("RuntimeError: the node runs its limit of ",
                              agents_max_, " agents")}});
    return;
  }
  auto birth = std::make_shared<BirthCertificate>();
  birth->function = request.text;
  birth->payload = request.payload.bytes;
  birth->called = FindCalled(*image_, codec_, birth->payload);
  birth->for_one = request.count == 1;
  birth->first_serial = request.target.serial();
  birth->first_index = request.index;
  birth->stride = request.stride;
  const int64_t now = MonotonicNanoseconds();
  std::vector<AgentRecord*> agents;
  agents.reserve(request.count);
  for (uint64_t i = 0; i < request.count; ++i) {
    AgentRecord* agent = NewAgent(
        ObjectId::Make(request.target.shard(), request.target.serial() + i),
        AgentRecord::Role::kChild);
    agent->birth = birth;
    agent->born_nanos = now;
    // As for wake-ups, the latency of one in 64 is measured.
    if (agent->wake_count++ % 64 == 0) agent->queued_micros = ToMicros(now);
    agents.push_back(agent);
  }
  counters_.Add(Counter::kSpawned, request.count);
  // Queued before they can be found: nobody else must run or end them while we
  // hold pointers to them.
  for (AgentRecord* agent : agents) agent->Hold();
  active_.fetch_add(static_cast<int64_t>(agents.size()),
                    std::memory_order_seq_cst);
  shard(request.target.shard())->Bear(agents, request.name);
  for (AgentRecord* agent : agents) {
    environment_.scheduler->Enqueue(agent, Scheduler::Place::kLast);
  }
}

// Agents that cannot be born end at once: who joins them learns why.
void Swarm::BearFailed(const Request& request, const Exit& exit) {
  Requests out;
  Shard* home = shard(request.target.shard());
  for (uint64_t i = 0; i < request.count; ++i) {
    AgentRecord agent(this,
                      ObjectId::Make(home->id(), request.target.serial() + i),
                      AgentRecord::Role::kChild);
    agent.Hold();
    home->Bear({&agent}, request.name);
    EventList unread;
    home->End(&agent, exit, false, &unread, &out);
    while (auto event = unread.Pop()) {
      Request back;
      if (GiveBack(event.get(), agent.id(), &back)) {
        out.push_back(std::move(back));
      }
    }
  }
  SendAll(std::move(out));
}

// --- The image ---------------------------------------------------------------

void Swarm::StartImageLocked() {
  image_state_.store(ImageState::kMaking, std::memory_order_release);
  Shard* home = nullptr;
  ForEachShard([&home](Shard& shard) {
    if (home == nullptr) home = &shard;
  });
  const ObjectId id = ObjectId::Make(home->id(), home->TakeSerials(1));
  AgentRecord* builder = NewAgent(id, AgentRecord::Role::kImageBuilder);
  builder->born_nanos = MonotonicNanoseconds();
  home->Bear({builder}, "");
  builder->Wake();
}

bool Swarm::WaitForImage(const Waiter& waiter, Parcel* error) {
  MutexLock lock(&image_mutex_);
  switch (image_state_.load(std::memory_order_acquire)) {
    case ImageState::kReady:
      return false;
    case ImageState::kFailed:
      *error = image_error_;
      return false;
    case ImageState::kNone:
      StartImageLocked();
      break;
    case ImageState::kMaking:
      break;
  }
  image_waiters_.push_back(waiter);
  return true;
}

// Threads that modules left running are over.  No queue of the image may hold
// one: whoever copies a lock would wake it.
void Swarm::EndImageThreads(Agent* builder) {
  builder->ForEachThread([this, builder](Thread* thread) {
    EndTimer(thread);
    if (thread->state == static_cast<uint32_t>(ThreadState::kParked)) {
      Abandon(builder, thread);
    }
  });
}

void Swarm::ImageMade(Agent* builder, const Exit& exit) {
  const std::shared_ptr<Swarm> keep = shared_from_this();
  EndImageThreads(builder);
  counters_.Add(Counter::kThreadsEnded, builder->thread_count());
  Requests out;
  std::vector<Request> unborn;
  std::vector<Waiter> waiters;
  EventList unread;
  shard(builder->id().shard())
      ->End(&builder->record(), exit, false, &unread, &out);
  {
    MutexLock lock(&image_mutex_);
    image_agent_.reset(&builder->record());
    unborn.swap(unborn_);
    waiters.swap(image_waiters_);
    if (exit.outcome == Outcome::kDone) {
      image_ = builder;
      image_modules_ = builder->modules;
      image_settings_ = {builder->recursion_limit, builder->int_digits_max};
      builder->heap().Freeze();
      image_state_.store(ImageState::kReady, std::memory_order_release);
    } else {
      image_error_ = exit.payload;
      image_state_.store(ImageState::kFailed, std::memory_order_release);
    }
  }
  const bool failed = exit.outcome != Outcome::kDone;
  for (const Waiter& waiter : waiters) {
    out.push_back(ReplyTo(waiter, failed ? Outcome::kException : Outcome::kDone,
                          failed ? exit.payload : Parcel()));
  }
  SendAll(std::move(out));
  for (const Request& request : unborn) Bear(request);
  AgentIdle();
  // The builder is no agent any more; its heap lives on as the image.
  if (agents_live_.fetch_sub(1, std::memory_order_acq_rel) == 1) {
    MutexLock lock(&end_mutex_);
    all_gone_.SignalAll();
  }
}

}  // namespace midge::vm

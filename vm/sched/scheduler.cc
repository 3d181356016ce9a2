#include "vm/sched/scheduler.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "vm/sched/limits.h"

namespace midge::vm {

namespace {

// A timer id: the wheel's own below, the worker's number above.
constexpr int kWorkerShift = 56;
constexpr uint64_t kWheelMask = (uint64_t{1} << kWorkerShift) - 1;

}  // namespace

Scheduler::Scheduler(int workers, SchedulerClient* client) : client_(client) {
  if (workers <= 0) {
    workers = static_cast<int>(std::thread::hardware_concurrency());
  }
  workers = std::clamp(workers, 1, 255);
  for (int i = 0; i < workers; ++i) {
    workers_.push_back(std::make_unique<Worker>());
    workers_.back()->number = i;
    workers_.back()->random = static_cast<uint64_t>(i) + 1;
  }
}

Scheduler::~Scheduler() { Stop(); }

void Scheduler::Start() {
  for (auto& worker : workers_) {
    worker->thread = std::thread([this, w = worker.get()] { Loop(w); });
  }
}

void Scheduler::Stop() {
  stopping_.store(true, std::memory_order_seq_cst);
  {
    MutexLock lock(&idle_mutex_);
    idle_.SignalAll();
  }
  for (auto& worker : workers_) {
    if (worker->thread.joinable()) worker->thread.join();
  }
}

// --- Queues ------------------------------------------------------------------

void Scheduler::Push(Worker* worker, AgentRecord* agent) {
  SpinLockHolder lock(&worker->mutex);
  worker->queue.push_back(agent);
  worker->queued.store(worker->queue.size(), std::memory_order_seq_cst);
}

void Scheduler::Enqueue(AgentRecord* agent, Place place) {
  if (current_worker_ < 0) {
    const uint32_t turn = next_worker_.fetch_add(1, std::memory_order_relaxed);
    Push(workers_[turn % workers_.size()].get(), agent);
    WakeOne();
    return;
  }
  Worker* worker = workers_[static_cast<size_t>(current_worker_)].get();
  if (place == Place::kNext && worker->slot == nullptr &&
      worker->queued.load(std::memory_order_relaxed) == 0) {
    // No other worker is woken for it: it runs within a slice.
    worker->slot = agent;
    return;
  }
  Push(worker, agent);
  WakeOne();
}

AgentRecord* Scheduler::TakeOwn(Worker* worker) {
  if (worker->slot != nullptr) return std::exchange(worker->slot, nullptr);
  if (worker->queued.load(std::memory_order_relaxed) == 0) return nullptr;
  SpinLockHolder lock(&worker->mutex);
  if (worker->queue.empty()) return nullptr;
  AgentRecord* agent = worker->queue.front();
  worker->queue.pop_front();
  worker->queued.store(worker->queue.size(), std::memory_order_seq_cst);
  return agent;
}

AgentRecord* Scheduler::Steal(Worker* thief) {
  const size_t count = workers_.size();
  thief->random = thief->random * 6364136223846793005u + 1442695040888963407u;
  const size_t start = static_cast<size_t>(thief->random >> 33);
  std::vector<AgentRecord*> taken;
  for (size_t i = 0; i < count && taken.empty(); ++i) {
    Worker* victim = workers_[(start + i) % count].get();
    if (victim == thief ||
        victim->queued.load(std::memory_order_seq_cst) == 0) {
      continue;
    }
    SpinLockHolder lock(&victim->mutex);
    for (size_t n = (victim->queue.size() + 1) / 2; n > 0; --n) {
      taken.push_back(victim->queue.front());
      victim->queue.pop_front();
    }
    victim->queued.store(victim->queue.size(), std::memory_order_seq_cst);
  }
  if (taken.empty()) return nullptr;
  SpinLockHolder lock(&thief->mutex);
  thief->queue.insert(thief->queue.end(), taken.begin() + 1, taken.end());
  thief->queued.store(thief->queue.size(), std::memory_order_seq_cst);
  return taken.front();
}

bool Scheduler::AnyQueued() const {
  return std::any_of(workers_.begin(), workers_.end(), [](const auto& w) {
    return w->queued.load(std::memory_order_seq_cst) > 0;
  });
}

uint64_t Scheduler::queue_length() const {
  uint64_t length = 0;
  for (const auto& worker : workers_) {
    length += worker->queued.load(std::memory_order_relaxed);
  }
  return length;
}

AgentRecord* Scheduler::Next(Worker* worker) {
  if (AgentRecord* agent = TakeOwn(worker)) return agent;
  client_->OutOfWork();
  // That may have woken one: of a swarm where nothing else happens any more.
  if (AgentRecord* agent = TakeOwn(worker)) return agent;
  return Steal(worker);
}

// --- Sleeping and waking -----------------------------------------------------

void Scheduler::WakeOne() {
  if (sleepers_.load(std::memory_order_seq_cst) == 0) return;
  bool nobody = false;
  if (!searching_.compare_exchange_strong(nobody, true,
                                          std::memory_order_seq_cst)) {
    return;
  }
  MutexLock lock(&idle_mutex_);
  ++wakes_;
  idle_.Signal();
}

void Scheduler::Sleep(Worker* worker) {
  MutexLock lock(&idle_mutex_);
  sleepers_.fetch_add(1, std::memory_order_seq_cst);
  searching_.store(false, std::memory_order_seq_cst);
  const uint64_t wakes = wakes_;
  const uint64_t moves = clock_moves_;
  while (!AnyQueued() && wakes == wakes_ && moves == clock_moves_ &&
         !stopping_.load(std::memory_order_seq_cst)) {
    const int64_t deadline = worker->timers.NextDeadline();
    if (deadline == kNoDeadline) {
      idle_.Wait(&idle_mutex_);
      continue;
    }
    const int64_t wait = deadline - client_->MonotonicNanoseconds();
    if (wait <= 0 ||
        !idle_.WaitFor(&idle_mutex_, std::chrono::nanoseconds(wait))) {
      break;
    }
  }
  sleepers_.fetch_sub(1, std::memory_order_seq_cst);
}

void Scheduler::ClockMoved() {
  MutexLock lock(&idle_mutex_);
  ++clock_moves_;
  idle_.SignalAll();
}

// --- Timers ------------------------------------------------------------------

uint64_t Scheduler::ArmTimer(int64_t deadline_nanos,
                             const TimerTarget& target) {
  const uint32_t number =
      current_worker_ < 0 ? 0 : static_cast<uint32_t>(current_worker_);
  const uint64_t id = uint64_t{number} << kWorkerShift |
                      workers_[number]->timers.Arm(deadline_nanos, target);
  // That worker may sleep past it.
  if (current_worker_ < 0) ClockMoved();
  return id;
}

bool Scheduler::CancelTimer(uint64_t id) {
  const size_t worker = id >> kWorkerShift;
  MIDGE_CHECK(worker < workers_.size(), "a timer of no worker");
  return workers_[worker]->timers.Cancel(id & kWheelMask);
}

void Scheduler::RunTimers(Worker* worker) {
  if (!worker->timers.any()) return;
  std::vector<TimerTarget> due;
  worker->timers.Advance(client_->MonotonicNanoseconds(), &due);
  for (const TimerTarget& target : due) client_->TimerDue(target);
}

// --- The loop ----------------------------------------------------------------

void Scheduler::Loop(Worker* worker) {
  current_worker_ = worker->number;
  bool was_idle = false;
  while (!stopping_.load(std::memory_order_relaxed)) {
    RunTimers(worker);
    AgentRecord* agent = Next(worker);
    if (agent == nullptr) {
      Sleep(worker);
      was_idle = true;
      continue;
    }
    if (was_idle) {
      // The search is over; the next sleeper goes on with it if there is more.
      searching_.store(false, std::memory_order_seq_cst);
      if (AnyQueued()) WakeOne();
      was_idle = false;
    }
    if (client_->RunTurn(agent)) Push(worker, agent);
  }
  current_worker_ = -1;
}

}  // namespace midge::vm

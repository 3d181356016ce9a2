#include "vm/sched/agent.h"

#include <algorithm>

#include "vm/sched/reports.h"
#include "vm/sched/swarm.h"

namespace midge::vm {

// --- ThreadQueue -------------------------------------------------------------

void ThreadQueue::Push(Thread* thread) {
  thread->next = Value();
  if (first) {
    last->next = Value::Of(thread);
  } else {
    first = thread;
  }
  last = thread;
}

Thread* ThreadQueue::Pop() {
  Thread* thread = first;
  if (thread == nullptr) return nullptr;
  if (thread->next.is_unbound()) {
    first = last = nullptr;
  } else {
    first = static_cast<Thread*>(thread->next.as_object());
  }
  thread->next = Value();
  return thread;
}

bool ThreadQueue::Remove(Thread* thread) {
  Thread* before = nullptr;
  Thread* at = first;
  while (at != nullptr && at != thread) {
    before = at;
    at = at->next.is_unbound() ? nullptr
                               : static_cast<Thread*>(at->next.as_object());
  }
  if (at == nullptr) return false;
  if (before == nullptr) {
    Pop();
    return true;
  }
  before->next = thread->next;
  if (last.get() == thread) last = before;
  thread->next = Value();
  return true;
}

// --- Agent -------------------------------------------------------------------

void Agent::Enter(AgentRecord* record, HeapChunk* chunk) {
  Swarm& swarm = record->swarm();
  record_ = record;
  set_services(&swarm);
  program = &swarm.program();
  TakeCopiesOf(role() == Role::kChild ? swarm.image() : nullptr);
  const Swarm::Settings& settings = swarm.SettingsOf(role());
  recursion_limit = settings.recursion_limit;
  int_digits_max = settings.int_digits_max;
  heap().set_limit_bytes(swarm.heap_limit_bytes());
  heap().set_stress(swarm.spec().options.gc_stress);
  heap().set_stress_bytes(swarm.spec().options.gc_stress_bytes);
  if (chunk == nullptr) return;
  heap().Unfold(chunk);
  modules = swarm.image_modules();
  main = reinterpret_cast<Thread*>(chunk->begin());
  threads_.push_back({main->serial, main});
  next_thread_ = main->serial + 1;
  live_threads_ = foreground_threads_ = 1;
  if (main->wait_kind == static_cast<uint32_t>(WaitKind::kReceive)) {
    receivers.Push(main);
  }
}

bool Agent::is_plain() const {
  const Swarm& swarm = record_->swarm();
  const Swarm::Settings& settings = swarm.SettingsOf(role());
  return role() == Role::kChild && threads_.size() == 1 && next_thread_ == 2 &&
         live_threads_ == 1 && foreground_threads_ == 1 && ready.empty() &&
         !main_done && !killed && messages.count == 0 && refused == 0 &&
         entangled == nullptr && Context::is_plain() &&
         modules.get() == swarm.image_modules() &&
         recursion_limit == settings.recursion_limit &&
         int_digits_max == settings.int_digits_max &&
         const_cast<Agent*>(this)->heap().CanFold(main);
}

HeapChunk* Agent::Leave() {
  main->next = Value();
  HeapChunk* const folded = heap().Fold();
  MIDGE_CHECK(Reset(), "a plain agent is as new when it is empty");
  return folded;
}

bool Agent::Reset() {
  raised = Value();
  if (role() != Role::kChild || !Context::is_plain() || entangled != nullptr ||
      threads_.capacity() > 8) {
    return false;
  }
  record_ = nullptr;
  set_services(nullptr);
  heap().Reset();
  outcome = Value();
  running = turn = main = nullptr;
  modules = nullptr;
  ready = receivers = ThreadQueue();
  killed = main_done = outcome_raised = false;
  while (messages.Pop() != nullptr) continue;
  refused = 0;
  threads_.clear();
  next_thread_ = 1;
  live_threads_ = foreground_threads_ = 0;
  return true;
}

void Agent::AddThread(Thread* thread, bool daemon) {
  thread->serial = next_thread_++;
  thread->wait = 0;
  thread->timer = 0;
  threads_.push_back({thread->serial, thread});
  ++live_threads_;
  if (daemon) {
    thread->flags |= kThreadDaemon;
  } else {
    ++foreground_threads_;
  }
  ready.Push(thread);
  swarm().counters().Add(Counter::kThreadsStarted, 1);
}

std::vector<Agent::Entry>::iterator Agent::EntryOf(uint64_t serial) {
  const auto entry =
      std::lower_bound(threads_.begin(), threads_.end(), serial,
                       [](const Entry& e, uint64_t s) { return e.serial < s; });
  return entry != threads_.end() && entry->serial == serial ? entry
                                                            : threads_.end();
}

Thread* Agent::FindThread(uint64_t serial) {
  const auto entry = EntryOf(serial);
  return entry == threads_.end() ? nullptr : entry->thread.get();
}

void Agent::RemoveThread(Thread* thread) {
  const auto entry = EntryOf(thread->serial);
  MIDGE_CHECK(entry != threads_.end(), "a thread of another agent");
  entry->thread = nullptr;
  --live_threads_;
  if (!(thread->flags & kThreadDaemon)) --foreground_threads_;
  if (threads_.size() > 2 * live_threads_ + 8) {
    std::erase_if(threads_, [](const Entry& e) { return !e.thread; });
  }
  swarm().counters().Add(Counter::kThreadsEnded, 1);
}

void Agent::Unpark(Thread* thread, Value value) {
  swarm().EndTimer(thread);
  WakeThread(thread, value);
  ready.Push(thread);
  swarm().counters().Add(Counter::kUnparks, 1);
}

void Agent::UnparkRaising(Thread* thread, Value exception) {
  swarm().EndTimer(thread);
  WakeThreadRaising(thread, exception);
  ready.Push(thread);
  swarm().counters().Add(Counter::kUnparks, 1);
}

void Agent::EntangleWith(ObjectId id) {
  if (entangled == nullptr) {
    entangled = std::make_unique<std::vector<ObjectId>>();
  }
  if (std::find(entangled->begin(), entangled->end(), id) == entangled->end()) {
    entangled->push_back(id);
  }
}

void Agent::CollectHeap() {
  const int64_t start = swarm().MonotonicNanoseconds();
  Context::CollectHeap();
  const int64_t pause = swarm().MonotonicNanoseconds() - start;
  Counters& counters = swarm().counters();
  counters.Add(Counter::kCollections, 1);
  counters.Add(Counter::kCollectionNanos, static_cast<uint64_t>(pause));
  counters.AddPause(pause);
}

void Agent::VisitRoots(RootVisitor& visitor) {
  Context::VisitRoots(visitor);
  ready.Visit(visitor);
  receivers.Visit(visitor);
  visitor.Visit(&turn);
  visitor.Visit(&main);
  visitor.Visit(&outcome);
  for (Entry& entry : threads_) visitor.Visit(&entry.thread);
}

}  // namespace midge::vm

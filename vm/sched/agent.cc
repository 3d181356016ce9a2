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

Agent::Agent(Services* services, Swarm* swarm, ObjectId id, Role role)
    : Context(services), id_(id), swarm_(swarm), role_(role) {}

Agent::~Agent() {
  EventList rest;
  TakeInbox(&rest);
  while (auto event = rest.Pop()) {
    if (event->type == Event::Type::kInspect) AnswerInspect(event.get());
  }
}

void Agent::Deliver(std::unique_ptr<Event> event) {
  Event* raw = event.release();
  Event* head = inbox_.load(std::memory_order_relaxed);
  do {
    raw->next = head == Idle() ? nullptr : head;
  } while (!inbox_.compare_exchange_weak(head, raw, std::memory_order_seq_cst,
                                         std::memory_order_relaxed));
  if (head == Idle()) swarm_->AgentQueued(this);
}

void Agent::Wake() {
  if (Hold()) swarm_->AgentQueued(this);
}

bool Agent::Hold() {
  Event* idle = Idle();
  return inbox_.compare_exchange_strong(idle, nullptr,
                                        std::memory_order_seq_cst);
}

bool Agent::GoIdle() {
  Event* nothing = nullptr;
  return inbox_.compare_exchange_strong(nothing, Idle(),
                                        std::memory_order_seq_cst);
}

void Agent::TakeInbox(EventList* events) {
  if (inbox_empty()) return;
  Event* newest = inbox_.exchange(nullptr, std::memory_order_seq_cst);
  if (newest == Idle()) return;
  Event* oldest = nullptr;
  while (newest != nullptr) {
    Event* next = newest->next;
    newest->next = oldest;
    oldest = newest;
    newest = next;
  }
  while (oldest != nullptr) {
    Event* next = oldest->next;
    events->Push(std::unique_ptr<Event>(oldest));
    oldest = next;
  }
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
  swarm_->counters().Add(Counter::kThreadsStarted, 1);
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
  swarm_->counters().Add(Counter::kThreadsEnded, 1);
}

void Agent::Unpark(Thread* thread, Value value) {
  swarm_->EndTimer(thread);
  WakeThread(thread, value);
  ready.Push(thread);
  swarm_->counters().Add(Counter::kUnparks, 1);
}

void Agent::UnparkRaising(Thread* thread, Value exception) {
  swarm_->EndTimer(thread);
  WakeThreadRaising(thread, exception);
  ready.Push(thread);
  swarm_->counters().Add(Counter::kUnparks, 1);
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

#include "vm/sched/agent_record.h"

#include "vm/sched/agent.h"
#include "vm/sched/limits.h"
#include "vm/sched/reports.h"
#include "vm/sched/swarm.h"

namespace midge::vm {

// There may be ten million of them: a field more is to be a decision.
static_assert(sizeof(AgentRecord) == 80);

namespace {

// Agents that are nobody's, for the records that this thread unfolds.
std::vector<std::unique_ptr<Agent>>& Spares() {
  static thread_local std::vector<std::unique_ptr<Agent>> spares;
  return spares;
}

std::unique_ptr<Agent> TakeSpare() {
  auto& spares = Spares();
  if (spares.empty()) return std::make_unique<Agent>();
  std::unique_ptr<Agent> agent = std::move(spares.back());
  spares.pop_back();
  return agent;
}

void KeepSpare(std::unique_ptr<Agent> agent) {
  auto& spares = Spares();
  if (spares.size() < kSpareAgentsMax) spares.push_back(std::move(agent));
}

}  // namespace

AgentRecord::~AgentRecord() {
  EventList rest;
  TakeInbox(&rest);
  while (auto event = rest.Pop()) {
    if (event->type == Event::Type::kInspect) AnswerInspect(event.get());
  }
  if (is_folded_) {
    Heap::Free(heap_);
    return;
  }
  std::unique_ptr<Agent> agent(agent_);
  if (agent->Reset()) KeepSpare(std::move(agent));
}

void AgentRecord::Deliver(std::unique_ptr<Event> event) {
  Event* raw = event.release();
  Event* head = inbox_.load(std::memory_order_relaxed);
  do {
    raw->next = head == Idle() ? nullptr : head;
  } while (!inbox_.compare_exchange_weak(head, raw, std::memory_order_seq_cst,
                                         std::memory_order_relaxed));
  if (head == Idle()) swarm_->AgentQueued(this);
}

void AgentRecord::Wake() {
  if (Hold()) swarm_->AgentQueued(this);
}

bool AgentRecord::Hold() {
  Event* idle = Idle();
  return inbox_.compare_exchange_strong(idle, nullptr,
                                        std::memory_order_seq_cst);
}

bool AgentRecord::GoIdle() {
  Event* nothing = nullptr;
  return inbox_.compare_exchange_strong(nothing, Idle(),
                                        std::memory_order_seq_cst);
}

void AgentRecord::TakeInbox(EventList* events) {
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

Agent& AgentRecord::Unfold() {
  if (is_folded_) {
    HeapChunk* const heap = heap_;
    agent_ = TakeSpare().release();
    agent_->Enter(this, heap);
    is_folded_ = false;
  }
  return *agent_;
}

void AgentRecord::Fold() {
  if (is_folded_ || !agent_->is_plain()) return;
  std::unique_ptr<Agent> agent(agent_);
  heap_ = agent->Leave();
  is_folded_ = true;
  KeepSpare(std::move(agent));
}

}  // namespace midge::vm

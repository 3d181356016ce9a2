#include "vm/sched/reports.h"

#include "absl/strings/str_cat.h"
#include "vm/interp/interpreter.h"
#include "vm/sched/swarm.h"

namespace midge::vm {

namespace {

// A report names so many threads of one agent.
constexpr size_t kThreadsReported = 1000;
constexpr size_t kWaitsDescribed = 3;

bool IsParked(const Thread& thread) {
  return thread.state == static_cast<uint32_t>(ThreadState::kParked);
}

}  // namespace

std::string WaitsFor(const Thread& thread) {
  const std::string id = ObjectId{thread.wait_id}.ToString();
  switch (static_cast<WaitKind>(thread.wait_kind)) {
    case WaitKind::kNone:
      return "";
    case WaitKind::kSleep:
      return "sleep";
    case WaitKind::kReceive:
      return "receive";
    case WaitKind::kMailboxReceive:
      return absl::StrCat("mailbox ", id);
    case WaitKind::kMailboxSend:
      return absl::StrCat("room in mailbox ", id);
    case WaitKind::kSemaphoreAcquire:
      return absl::StrCat("semaphore ", id);
    case WaitKind::kAgentJoin:
      return absl::StrCat("the end of agent ", id);
    case WaitKind::kThreadJoin:
      return "the end of a thread";
    case WaitKind::kLocalSemaphore:
      return "a lock";
    case WaitKind::kReply:
      return "an answer from another node";
    case WaitKind::kImage:
      return "the image";
    case WaitKind::kLinkRoom:
      return "room on a link";
  }
  return "";
}

std::string DescribeWaits(Agent* agent) {
  std::string text = absl::StrCat(
      agent->role() == Agent::Role::kRoot ? "the root agent " : "agent ",
      agent->id().ToString());
  const auto& birth = agent->record().birth;
  if (birth != nullptr) {
    absl::StrAppend(&text, " (", birth->function, ")");
  }
  size_t waits = 0;
  agent->ForEachThread([&](Thread* thread) {
    if (!IsParked(*thread) || waits++ >= kWaitsDescribed) return;
    absl::StrAppend(&text, waits == 1 ? " waits for " : " and for ",
                    WaitsFor(*thread));
  });
  return text;
}

AgentReport ReportOf(const AgentRecord& agent, int64_t now_nanos) {
  AgentReport report;
  report.id = agent.id();
  if (agent.role() == AgentRecord::Role::kRoot) {
    report.function = "__main__";
  } else if (agent.birth != nullptr) {
    report.function = agent.birth->function;
  } else {
    report.function = "image";
  }
  if (agent.is_idle()) {
    report.state = "parked";
  } else {
    report.state =
        agent.in_turn.load(std::memory_order_relaxed) ? "running" : "ready";
  }
  report.heap_bytes =
      uint64_t{agent.seen_heap_words.load(std::memory_order_relaxed)} * 8;
  report.inbox = agent.seen_messages.load(std::memory_order_relaxed);
  report.age_nanoseconds = now_nanos - agent.born_nanos;
  return report;
}

void Inspect(Agent* agent, Event* event) {
  AgentReport report =
      ReportOf(agent->record(), agent->swarm().MonotonicNanoseconds());
  report.heap_bytes = agent->heap().used_bytes();
  report.inbox = agent->messages.count;
  bool any_ready = false;
  agent->ForEachThread([&](Thread* thread) {
    if (report.threads.size() >= kThreadsReported) return;
    ThreadReport entry;
    entry.serial = thread->serial;
    entry.state = IsParked(*thread) ? "parked" : "ready";
    any_ready = any_ready || !IsParked(*thread);
    entry.waits_for = WaitsFor(*thread);
    for (StackEntry& line : StackOf(*agent, thread)) {
      entry.stack.push_back({std::move(line.file), line.line,
                             std::move(line.function), std::move(line.source)});
    }
    report.threads.push_back(std::move(entry));
  });
  // It runs only because it is being looked at.
  report.state = any_ready ? "running" : "parked";
  event->inspect->report = std::move(report);
  event->inspect->Answer(true);
}

void AnswerInspect(Event* event) {
  if (event->inspect != nullptr) event->inspect->Answer(false);
}

}  // namespace midge::vm

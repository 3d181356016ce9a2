// What is delivered to an agent, to be dealt with by the worker that runs it.
#ifndef MIDGE_VM_SCHED_EVENT_H_
#define MIDGE_VM_SCHED_EVENT_H_

#include <memory>

#include "vm/sched/request.h"

namespace midge::vm {

struct InspectRequest;  // vm/sched/reports.h

struct Event {
  enum class Type : uint8_t {
    kMessage,  // payload, for receive()
    kExited,   // the same, made of `object`, `outcome` and payload's text
    kReply,    // the answer to `thread`'s wait `wait`
    kTimer,    // that wait took too long
    kKill,
    kDeadlock,  // payload: the text
    kInspect,
  };
  Event* next = nullptr;
  Type type = Type::kMessage;
  Outcome outcome = Outcome::kDone;
  HomedKind kind = HomedKind::kNone;
  bool hold = false;
  uint64_t thread = 0;
  uint64_t wait = 0;
  ObjectId object;
  uint64_t count = 0;
  Parcel payload;
  InspectRequest* inspect = nullptr;
};

// A list of events that only one thread touches.
struct EventList {
  Event* first = nullptr;
  Event* last = nullptr;
  size_t count = 0;

  EventList() = default;
  EventList(const EventList&) = delete;
  EventList& operator=(const EventList&) = delete;
  ~EventList() {
    while (first != nullptr) Pop();
  }
  void Push(std::unique_ptr<Event> event) {
    event->next = nullptr;
    Event* raw = event.release();
    (first == nullptr ? first : last->next) = raw;
    last = raw;
    ++count;
  }
  std::unique_ptr<Event> Pop() {
    std::unique_ptr<Event> event(first);
    if (first == nullptr) return event;
    first = first->next;
    --count;
    return event;
  }
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_EVENT_H_

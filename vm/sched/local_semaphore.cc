#include "vm/sched/local_semaphore.h"

#include <array>

#include "vm/objects/attributes.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/sched/waits.h"

namespace midge::vm {

namespace {

// The attributes of the prelude's _Waitable.
enum Attribute { kValue, kFirst, kLast, kAttributes };

const std::array<Str*, kAttributes>& AttributeNames() {
  static const std::array<Str*, kAttributes> names = {
      Names::Intern("_value"), Names::Intern("_first"), Names::Intern("_last")};
  return names;
}

// In which slots instances of a layout have the attributes; -1: in none.
// A layout never changes, so what a worker last looked up stays true.
const std::array<int, kAttributes>& SlotsOf(LayoutId layout) {
  static thread_local constinit LayoutId known = kDictLayout;
  static thread_local constinit std::array<int, kAttributes> slots = {};
  if (layout != known) {
    for (int i = 0; i < kAttributes; ++i) {
      slots[i] = Layouts::SlotOf(layout, AttributeNames()[i]);
    }
    known = layout;
  }
  return slots;
}

// A semaphore's attributes, read at once; Save() writes them back.
class State {
 public:
  State(Context& context, Instance* semaphore)
      : context_(context), semaphore_(semaphore) {
    Find();
    const Value v = Load(kValue);
    value = v.is_int() ? v.as_int() : 0;
    queue.first = LoadThread(kFirst);
    queue.last = LoadThread(kLast);
  }

  void SaveValue() { Store(kValue, Value::Int(value)); }
  void SaveQueue() {
    StoreThread(kFirst, queue.first);
    StoreThread(kLast, queue.last);
  }

  int64_t value;
  ThreadQueue queue;

 private:
  void Find() {
    if (semaphore_->layout() == kDictLayout) return;
    const auto& slots = SlotsOf(semaphore_->layout());
    for (int i = 0; i < kAttributes; ++i) {
      if (slots[i] < 0) continue;
      places_[i] = semaphore_->slot(static_cast<uint32_t>(slots[i]));
    }
  }
  Value Load(Attribute attribute) const {
    if (places_[attribute] != nullptr) return *places_[attribute];
    return InstanceGet(context_, semaphore_, AttributeNames()[attribute]);
  }
  Thread* LoadThread(Attribute attribute) const {
    const Value v = Load(attribute);
    return IsKind(v, Kind::kThread) ? static_cast<Thread*>(v.as_object())
                                    : nullptr;
  }
  void Store(Attribute attribute, Value value) {
    if (places_[attribute] != nullptr) {
      *places_[attribute] = value;
    } else {
      InstanceSet(context_, semaphore_, AttributeNames()[attribute], value);
    }
  }
  void StoreThread(Attribute attribute, Thread* thread) {
    Store(attribute, thread == nullptr ? Value::None() : Value::Of(thread));
  }

  Context& context_;
  Instance* const semaphore_;
  Value* places_[kAttributes] = {};  // null: not in a slot
};

}  // namespace

bool IsWaitable(Context& context, Instance* semaphore) {
  if (semaphore->layout() != kDictLayout) {
    return SlotsOf(semaphore->layout())[kLast] >= 0;
  }
  return !InstanceGet(context, semaphore, AttributeNames()[kLast]).is_unbound();
}

int64_t LocalValue(Context& context, Instance* semaphore) {
  return State(context, semaphore).value;
}

NativeResult LocalAcquire(NativeCall& call, Instance* semaphore,
                          int64_t timeout_nanos) {
  semaphore = Writable(call.context, semaphore);
  State state(call.context, semaphore);
  if (state.value > 0 && state.queue.empty()) {
    --state.value;
    state.SaveValue();
    return call.Return(Value::True());
  }
  if (timeout_nanos == 0) return call.Return(Value::False());
  state.queue.Push(call.thread);
  state.SaveQueue();
  return Park(call, WaitKind::kLocalSemaphore, ObjectId(), Value::Of(semaphore),
              timeout_nanos);
}

NativeResult LocalRelease(NativeCall& call, Instance* semaphore,
                          int64_t count) {
  State state(call.context, Writable(call.context, semaphore));
  if (!Value::FitsSmallInt(count) ||
      !Value::FitsSmallInt(state.value + count)) {
    return RaiseOverflowError(call.context, "semaphore value too large");
  }
  if (!state.queue.empty()) {
    for (; count > 0 && !state.queue.empty(); --count) {
      AgentOf(call).Unpark(state.queue.Pop(), Value::True());
    }
    state.SaveQueue();
  }
  if (count > 0) {
    state.value += count;
    state.SaveValue();
  }
  return call.Return(Value::None());
}

void LeaveLocalSemaphore(Agent* agent, Thread* thread) {
  State state(*agent, static_cast<Instance*>(thread->value.as_object()));
  state.queue.Remove(thread);
  state.SaveQueue();
}

}  // namespace midge::vm

#include "vm/sched/local_semaphore.h"

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

Str* NameOf(Attribute attribute) {
  static Str* const* const names = new Str* const [kAttributes] {
    Names::Intern("_value"), Names::Intern("_first"), Names::Intern("_last")
  };
  return names[attribute];
}

// Where the attribute is; null if that cannot be said.  All semaphores have the
// same layout, and a layout never changes, so one look for a thread is enough.
Value* SlotOf(Instance* semaphore, Attribute attribute) {
  static thread_local constinit uint32_t known_layout = kDictLayout;
  static thread_local constinit int slots[kAttributes] = {};
  if (semaphore->layout() == kDictLayout) return nullptr;
  if (semaphore->layout() != known_layout) {
    for (int i = 0; i < kAttributes; ++i) {
      slots[i] = Layouts::SlotOf(semaphore->layout(),
                                 NameOf(static_cast<Attribute>(i)));
    }
    known_layout = semaphore->layout();
  }
  const int slot = slots[attribute];
  return slot < 0 ? nullptr : semaphore->slot(static_cast<uint32_t>(slot));
}

Value Load(Context& context, Instance* semaphore, Attribute attribute) {
  const Value* slot = SlotOf(semaphore, attribute);
  return slot != nullptr ? *slot
                         : InstanceGet(context, semaphore, NameOf(attribute));
}

void Store(Context& context, Instance* semaphore, Attribute attribute,
           Value value) {
  Value* slot = SlotOf(semaphore, attribute);
  if (slot != nullptr) {
    *slot = value;
  } else {
    InstanceSet(context, semaphore, NameOf(attribute), value);
  }
}

ThreadQueue LoadQueue(Context& context, Instance* semaphore) {
  const auto load = [&](Attribute attribute) -> Thread* {
    const Value v = Load(context, semaphore, attribute);
    return IsKind(v, Kind::kThread) ? static_cast<Thread*>(v.as_object())
                                    : nullptr;
  };
  ThreadQueue queue;
  queue.first = load(kFirst);
  queue.last = load(kLast);
  return queue;
}

void StoreQueue(Context& context, Instance* semaphore,
                const ThreadQueue& queue) {
  const auto store = [&](Attribute attribute, Thread* thread) {
    Store(context, semaphore, attribute,
          thread == nullptr ? Value::None() : Value::Of(thread));
  };
  store(kFirst, queue.first);
  store(kLast, queue.last);
}

int64_t LoadValue(Context& context, Instance* semaphore) {
  const Value v = Load(context, semaphore, kValue);
  return v.is_int() ? v.as_int() : 0;
}

}  // namespace

NativeResult LocalAcquire(NativeCall& call, Instance* semaphore,
                          int64_t timeout_nanos) {
  semaphore = Writable(call.context, semaphore);
  const int64_t value = LoadValue(call.context, semaphore);
  ThreadQueue queue = LoadQueue(call.context, semaphore);
  if (value > 0 && queue.empty()) {
    Store(call.context, semaphore, kValue, Value::Int(value - 1));
    return call.Return(Value::True());
  }
  if (timeout_nanos == 0) return call.Return(Value::False());
  queue.Push(call.thread);
  StoreQueue(call.context, semaphore, queue);
  return Park(call, WaitKind::kLocalSemaphore, ObjectId(), Value::Of(semaphore),
              timeout_nanos);
}

NativeResult LocalRelease(NativeCall& call, Instance* semaphore,
                          int64_t count) {
  semaphore = Writable(call.context, semaphore);
  ThreadQueue queue = LoadQueue(call.context, semaphore);
  while (count > 0 && !queue.empty()) {
    AgentOf(call).Unpark(queue.Pop(), Value::True());
    --count;
  }
  StoreQueue(call.context, semaphore, queue);
  if (count > 0) {
    const int64_t value = LoadValue(call.context, semaphore) + count;
    if (!Value::FitsSmallInt(value)) {
      return RaiseOverflowError(call.context, "semaphore value too large");
    }
    Store(call.context, semaphore, kValue, Value::Int(value));
  }
  return call.Return(Value::None());
}

void LeaveLocalSemaphore(Agent* agent, Thread* thread) {
  Instance* semaphore = static_cast<Instance*>(thread->value.as_object());
  ThreadQueue queue = LoadQueue(*agent, semaphore);
  queue.Remove(thread);
  StoreQueue(*agent, semaphore, queue);
}

}  // namespace midge::vm

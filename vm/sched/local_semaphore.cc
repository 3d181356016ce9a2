#include "vm/sched/local_semaphore.h"

#include "vm/objects/attributes.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"
#include "vm/sched/waits.h"

namespace midge::vm {

namespace {

struct AttributeNames {
  Str* value = Names::Intern("_value");
  Str* first = Names::Intern("_first");
  Str* last = Names::Intern("_last");
};

const AttributeNames& Attributes() {
  static const AttributeNames* const kNames = new AttributeNames;
  return *kNames;
}

ThreadQueue LoadQueue(Context& context, Instance* semaphore) {
  const auto load = [&](Str* name) -> Thread* {
    const Value v = InstanceGet(context, semaphore, name);
    return IsKind(v, Kind::kThread) ? static_cast<Thread*>(v.as_object())
                                    : nullptr;
  };
  ThreadQueue queue;
  queue.first = load(Attributes().first);
  queue.last = load(Attributes().last);
  return queue;
}

void StoreQueue(Context& context, Instance* semaphore,
                const ThreadQueue& queue) {
  const auto store = [&](Str* name, Thread* thread) {
    InstanceSet(context, semaphore, name,
                thread == nullptr ? Value::None() : Value::Of(thread));
  };
  store(Attributes().first, queue.first);
  store(Attributes().last, queue.last);
}

int64_t LoadValue(Context& context, Instance* semaphore) {
  const Value v = InstanceGet(context, semaphore, Attributes().value);
  return v.is_int() ? v.as_int() : 0;
}

}  // namespace

NativeResult LocalAcquire(NativeCall& call, Instance* semaphore,
                          int64_t timeout_nanos) {
  semaphore = Writable(call.context, semaphore);
  const int64_t value = LoadValue(call.context, semaphore);
  ThreadQueue queue = LoadQueue(call.context, semaphore);
  if (value > 0 && queue.empty()) {
    InstanceSet(call.context, semaphore, Attributes().value,
                Value::Int(value - 1));
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
    InstanceSet(call.context, semaphore, Attributes().value, Value::Int(value));
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

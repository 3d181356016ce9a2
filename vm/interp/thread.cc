#include "vm/interp/thread.h"

#include <algorithm>

#include "base/check.h"
#include "vm/interp/code.h"
#include "vm/interp/frame.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// For the parameters that a native's caller leaves out: without room for them
// the first such call would make the stack of a small agent twice as big.
constexpr int kSpareSlots = 2;

// The function that a thread starts in, and its arguments: the one it was given
// if nothing can go wrong in binding them, else the prelude's thread_main, so
// that what goes wrong is raised in the thread.
struct Start {
  Function* function;
  Value args[3];
  std::span<Value> arguments;
};

void ChooseStart(Context& context, Value function, Tuple* args, Dict* kwargs,
                 Start* start) {
  if (IsKind(function, Kind::kFunction) &&
      (kwargs == nullptr || kwargs->live_count == 0)) {
    start->function =
        context.Resolve(static_cast<Function*>(function.as_object()));
    start->arguments = args->span();
    if (start->function->code->data->simple_arguments ==
        static_cast<int32_t>(args->length)) {
      return;
    }
  }
  const Value main = core().prelude.at(Names::Intern("thread_main"));
  start->function = static_cast<Function*>(main.as_object());
  start->args[0] = function;
  start->args[1] = Value::Of(args);
  start->args[2] = kwargs ? Value::Of(kwargs) : Value::None();
  start->arguments = start->args;
}

}  // namespace

Thread* NewThread(Context& context, Value function, Tuple* args, Dict* kwargs) {
  Start start;
  ChooseStart(context, function, args, kwargs, &start);
  const CodeData& code = *start.function->code->data;
  Thread* thread = context.heap().New<Thread>();
  Array* stack = context.heap().New<Array>(static_cast<size_t>(
      kFrameHeaderSlots + code.register_count + kSpareSlots));
  Value* base = stack->items() + kFrameHeaderSlots;
  FrameCallee(base) = Value::Of(start.function);
  FrameLinkWord(base) =
      FrameLink{kFrameHeaderSlots, 0, ReturnAction::kThreadExit}.Pack();
  FrameIp(base) = Value::Int(0);
  std::copy(start.arguments.begin(), start.arguments.end(), base);
  thread->stack = stack;
  thread->serial = 0;
  thread->base = kFrameHeaderSlots;
  // The prelude's own frame is none of the program's.
  thread->depth = code.is(kCodeHidden) ? 0 : 1;
  thread->state = static_cast<uint32_t>(ThreadState::kReady);
  thread->wait_kind = static_cast<uint32_t>(WaitKind::kNone);
  thread->wait_id = thread->timer = thread->flags = thread->wait = 0;
  return thread;
}

Value& ThreadExtraSlot(Context& context, Thread* thread, ThreadExtra which) {
  if (!thread->extra) thread->extra = context.heap().New<Array>(kThreadExtras);
  return thread->extra->items()[which];
}

void WakeThread(Thread* thread, Value value) {
  MIDGE_CHECK(thread->state == static_cast<uint32_t>(ThreadState::kParked),
              "only a parked thread wakes");
  thread->state = static_cast<uint32_t>(ThreadState::kReady);
  thread->wait_kind = static_cast<uint32_t>(WaitKind::kNone);
  thread->value = value;
  thread->flags |= kThreadWoken;
}

void WakeThreadRaising(Thread* thread, Value exception) {
  WakeThread(thread, exception);
  thread->flags |= kThreadWakeRaises;
}

}  // namespace midge::vm

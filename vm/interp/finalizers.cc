// What the collector leaves to be called: __del__ of dead objects, close() of
// dead generators, callbacks of weak references.
//
// A safepoint pushes a frame of the prelude's run_due_calls (finalizers.py),
// which takes the calls one by one.  A thread runs one such frame at a time, so
// finalizers that make garbage do not nest.
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/interp/thread.h"
#include "vm/objects/containers.h"
#include "vm/objects/methods.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// Frames that a finalizer may count on; with fewer left it waits for a
// safepoint higher up.
constexpr int32_t kFinalizerFrames = 50;

// next_due_call(): (callback, object), or None when none is left.  callback is
// None for an object whose own finalizer is to run.
Result NextDueCall(NativeCall& call) {
  Heap& heap = call.context.heap();
  if (!heap.has_due_calls()) {
    call.thread->flags &= ~uint64_t{kThreadFinalizing};
    return call.Return(Value::None());
  }
  const DueCall due = heap.TakeDueCall();
  Value pair[] = {Value::None(), due.object};
  if (due.is_callback) {
    auto* ref =
        static_cast<WeakRef*>(Payload(call.context, due.object).as_object());
    pair[0] = ref->callback;
    ref->callback = Value::None();
  }
  return call.Return(Value::Of(NewTuple(call.context, pair)));
}

// is_unawaited(generator): whether it is a coroutine that never began.
Result IsUnawaited(NativeCall& call) {
  return call.Return(
      Value::Bool(As<Generator>(call, call.args[0])->is_unawaited()));
}

// is_closed(generator): whether it has ended, by itself or by close().
Result IsClosed(NativeCall& call) {
  return call.Return(Value::Bool(As<Generator>(call, call.args[0])->state() ==
                                 Generator::kClosed));
}

// unawaited_coroutines(): all that there are.
Result UnawaitedCoroutines(NativeCall& call) {
  std::vector<Value> found;
  for (const Object* object : call.context.heap().finalizable()) {
    if (object->is(Kind::kGenerator) &&
        static_cast<const Generator*>(object)->is_unawaited()) {
      found.push_back(Value::Of(object));
    }
  }
  return call.Return(Value::Of(NewList(call.context, found)));
}

// exception_text(exception): what python3 prints for it.
Result ExceptionText(NativeCall& call) {
  return call.Return(Value::Of(
      NewStr(call.context, FormatException(call.context, call.args[0]))));
}

constexpr NativeSpec kIntrinsics[] = {
    {"next_due_call", "", &NextDueCall},
    {"is_unawaited", "generator, /", &IsUnawaited},
    {"is_closed", "generator, /", &IsClosed},
    {"unawaited_coroutines", "", &UnawaitedCoroutines},
    {"traceback_text", "exception, /", &ExceptionText},
};

}  // namespace

void PushDueCalls(Machine& m) {
  if (m.thread->flags & kThreadFinalizing) return;
  if (m.thread->depth + kFinalizerFrames > m.context.recursion_limit) return;
  m.thread->flags |= kThreadFinalizing;
  const Flow flow =
      CallPrelude(m, "run_due_calls", {}, ReturnAction::kDiscard, 0);
  if (flow == Flow::kNext) return;
  // No room for its frame: they stay due.
  m.context.raised = Value();
  m.thread->flags &= ~uint64_t{kThreadFinalizing};
}

void RegisterFinalizers() { AddFunctions("_prelude", kIntrinsics); }

}  // namespace midge::vm

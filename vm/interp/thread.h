// The states of a microthread and what it may wait for.  The record itself is
// the heap object Thread (vm/objects/objects.h): plain data, so that a thread
// can be frozen wherever it stands.
#ifndef MIDGE_VM_INTERP_THREAD_H_
#define MIDGE_VM_INTERP_THREAD_H_

#include <cstdint>

#include "vm/objects/context.h"

namespace midge::vm {

enum class ThreadState : uint32_t {
  kReady,     // in its agent's ready list, or running
  kParked,    // wait_kind says for what
  kFinished,  // result: what it returned
  kFailed,    // result: the exception it died of
};

// Values are frozen with threads; append only.
enum class WaitKind : uint32_t {
  kNone,
  kSleep,             // timer
  kReceive,           // own inbox
  kMailboxReceive,    // wait_id: the mailbox
  kMailboxSend,       // wait_id: the mailbox, value: the message
  kSemaphoreAcquire,  // wait_id: the semaphore
  kAgentJoin,         // wait_id: the agent
  kThreadJoin,        // value: the Thread
  kLocalSemaphore,    // a lock inside the agent; value: the object
  kReply,             // wait_id: number of the request sent to another shard
  kImage,             // the image is being made
  kLinkRoom,          // the link to wait_id's shard is full
};

enum ThreadFlags : uint64_t {
  // The wake-up raises the value instead of returning it.
  kThreadWakeRaises = 1 << 0,
  // A value waits to be taken as the parked call's result.
  kThreadWoken = 1 << 1,
  // To be killed at its next safepoint.
  kThreadKilled = 1 << 2,
  kThreadDaemon = 1 << 3,
  // Runs the finalizers that are due: no second frame does.
  kThreadFinalizing = 1 << 4,
  // Its exception has been shown to sys.excepthook.
  kThreadHooked = 1 << 5,
};

// Of an agent's first thread.
inline constexpr uint64_t kMainThreadSerial = 1;

// Where the thread keeps one of the things that few have; made now.
Value& ThreadExtraSlot(Context& context, Thread* thread, ThreadExtra which);
// What is there, or unbound.
inline Value GetThreadExtra(const Thread* thread, ThreadExtra which) {
  return thread->extra ? thread->extra->items()[which] : Value();
}

// A new thread that will call `function` with `args`; ready to Run().
Thread* NewThread(Context& context, Value function, Tuple* args, Dict* kwargs);

// Ends a park: the call that parked returns `value`, or raises it.
// REQUIRES: parked.  The caller puts the thread into its agent's ready list.
void WakeThread(Thread* thread, Value value);
void WakeThreadRaising(Thread* thread, Value exception);

}  // namespace midge::vm

#endif  // MIDGE_VM_INTERP_THREAD_H_

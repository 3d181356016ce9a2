// How a native of the midge module asks for something, and how the answer gets
// to the thread that asked: at once, or by parking it and waking it later.
//
// Threads: the worker that runs the agent.
#ifndef MIDGE_VM_SCHED_WAITS_H_
#define MIDGE_VM_SCHED_WAITS_H_

#include "vm/objects/native.h"
#include "vm/objects/operators.h"
#include "vm/sched/agent.h"

namespace midge::vm {

inline Agent& AgentOf(NativeCall& call) {
  return static_cast<Agent&>(call.context);
}

// A timeout as natives take it: None or unbound is kNoTimeout; else seconds, an
// int or a float.  False: context.raised is set.
inline constexpr int64_t kNoTimeout = -1;
bool ParseTimeout(Context& context, Value value, int64_t* nanos);

// What a thread waits for while its request is answered.
struct WaitFor {
  WaitKind kind = WaitKind::kReply;
  Value value = Value();  // kept in Thread::value
  int64_t timeout_nanos = kNoTimeout;
};

// Asks in the name of the calling thread.  kReturn, kRaise, or kPark.
NativeResult Ask(NativeCall& call, Request&& request, const WaitFor& wait);
// Sends what is not answered.  Parks while the link is full.  Returns `result`.
NativeResult Tell(NativeCall& call, Request&& request,
                  Value result = Value::None());

// Parks the calling thread.
NativeResult Park(NativeCall& call, WaitKind kind, ObjectId id, Value value,
                  int64_t timeout_nanos);

// receive() of the agent's own inbox.
NativeResult Receive(NativeCall& call, int64_t timeout_nanos);
// Gives what is in the inbox to the threads that wait for it.
void FeedReceivers(Agent* agent);

// What an answer is to a thread that waits so: a value, or an exception in
// agent->raised.
OpResult TakeAnswer(Agent* agent, WaitKind kind, ObjectId id, Value wait_value,
                    Event* answer, Value* out);

// The thread's wait took too long.
void TimeOut(Agent* agent, Thread* thread);
// Takes the thread out of whatever it waits in; the caller wakes it.
void Abandon(Agent* agent, Thread* thread);

// Encodes a value for its way; kRaise if it cannot be sent.
OpResult Pack(Agent* agent, Value value, Parcel* payload);
OpResult Unpack(Agent* agent, const Parcel& payload, Value* out);
// Raises what a failed Decode() means to the agent; false.
bool RaiseUndecoded(Agent* agent, const absl::Status& status);

// A handle of an agent, a mailbox or a semaphore.
Value NewHandle(Context& context, HomedKind kind, ObjectId id);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_WAITS_H_

// What one part of a swarm asks of another: one record for every operation on
// agents, mailboxes, semaphores and names, and for the answers.
//
// A request is applied by the shard of its target.  If that shard is on this
// node it is applied at once; else the record leaves as an envelope and is
// applied there.  Either way the same code does it (vm/sched/shard.h).
#ifndef MIDGE_VM_SCHED_REQUEST_H_
#define MIDGE_VM_SCHED_REQUEST_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "base/ids.h"
#include "vm/heap/value.h"

namespace midge::vm {

// Values are on the wire: append only.
enum class Operation : uint8_t {
  // To an agent (target).
  kSend,     // payload: a message for its inbox
  kJoin,     // answered with its result when it has ended
  kMonitor,  // from.agent gets an Exit message when target has ended
  kKill,
  kAlive,   // answered with a bool
  kSpawn,   // target: the first of `count` agents; see Spawn
  kReply,   // the answer to `to_thread` of the target
  kExited,  // a message: agent `object` ended with `outcome`
  // To a mailbox.
  kMailboxSend,
  kMailboxReceive,
  kMailboxGiveBack,  // payload, received by nobody: to the front again
  // To a semaphore.
  kAcquire,  // count permits; `hold`: they come back if from.agent dies
  kRelease,  // count permits; `hold`: those that from.agent holds
  // To a mailbox or a semaphore.
  kClose,
  kCancel,     // from waits no longer; answered kTimedOut if it did wait
  kAgentGone,  // from.agent died: its waits end, what it holds comes back
  // To the shard of a name (target: any id of that shard).
  kRegister,  // name -> object; answered kDone or kTaken
  kUnregister,
  kLookUp,  // answered with the object's handle, or kNotFound
  // To a node (target: any id of a shard of it).
  kCount,  // how many agents live there, requests sent and received; see
           // census.cc
  kCountReply,
  kSendNamed,  // as kLookUp, but payload goes to what is found
};
inline constexpr int kOperationCount =
    static_cast<int>(Operation::kSendNamed) + 1;

// What an operation came to.  Values are on the wire: append only.
enum class Outcome : uint8_t {
  kDone,  // payload: the result
  kTimedOut,
  kTaken,  // the name is
  kNotFound,
  kClosed,  // the mailbox or semaphore is
  kRaised,  // bytes: the traceback the agent died of
  kKilled,
  kNodeLost,
  kDropped,    // the result of the ended agent is no longer kept
  kException,  // payload: an exception to raise
  kDeadlock,   // bytes: who waits for what
};
inline constexpr int kOutcomeCount = static_cast<int>(Outcome::kDeadlock) + 1;

// A value on its way: a word, or the codec's bytes.
struct Parcel {
  Value word = Value::None();  // never an object
  std::string bytes;           // used if not empty
};

// One wait of one thread.
struct Waiter {
  ObjectId agent;
  uint64_t thread = 0;  // Thread::serial
  uint64_t wait = 0;    // Thread::wait
  friend bool operator==(const Waiter&, const Waiter&) = default;
};

// The kinds of homed objects, for kRegister and kLookUp.
enum class HomedKind : uint8_t { kNone, kAgent, kMailbox, kSemaphore };

struct Request {
  Operation operation = Operation::kSend;
  Outcome outcome = Outcome::kDone;
  HomedKind kind = HomedKind::kNone;
  bool hold = false;
  ObjectId target;
  ObjectId object;
  Waiter from;  // who asks; no thread if nobody waits
  uint64_t count = 0;
  uint64_t index = 0;   // kSpawn: number of the first agent in its range
  uint64_t stride = 0;  // kSpawn: step of `index` from agent to agent; 0: the
                        // function takes no index
  std::string name;     // of what is registered, looked up or spawned
  std::string text;     // kSpawn: how the function is called
  Parcel payload;
};

// Mostly none, one or two.
using Requests = absl::InlinedVector<Request, 2>;

// The bytes of an envelope that holds `request`.
std::string EncodeRequest(const Request& request);
// Bounded and verified; the payload's bytes are the codec's to verify.
absl::StatusOr<Request> DecodeRequest(std::string_view bytes,
                                      size_t payload_bytes_max);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_REQUEST_H_

// One slice of a swarm: the agents, mailboxes, semaphores and names that have
// their home here, and the rules of every operation on them.
//
// Apply() is the one implementation of each operation.  It changes the shard,
// delivers to the shard's own agents, and says what shall go elsewhere (answers
// to who waited, messages to watchers) as requests that the caller sends on
// once it holds no lock.
//
// An agent of ours is found by its serial in one of four states: not born yet
// (somebody knew its id before its spawn came), alive, ended with an exit that
// is kept, or ended and forgotten.
//
// Ownership: owns mailboxes, semaphores and exits; agents are the swarm's.
// Threads:   any; one lock.
#ifndef MIDGE_VM_SCHED_SHARD_H_
#define MIDGE_VM_SCHED_SHARD_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/spin_lock.h"
#include "vm/sched/agent_table.h"
#include "vm/sched/births.h"
#include "vm/sched/event.h"
#include "vm/sched/fifo.h"
#include "vm/sched/request.h"
#include "vm/vm.h"

namespace midge::vm {

class AgentRecord;

// How an agent ended.
struct Exit {
  Outcome outcome = Outcome::kDone;  // kDone, kRaised, kKilled, kNodeLost
  Parcel payload;                    // the result, or the traceback's text
};

// Which waits a lost node ends, and which objects were made from there.
using IsLost = std::function<bool(ShardId)>;

class Shard {
 public:
  // `shard_count` is that of the swarm: names have their home by hash.
  Shard(ShardId id, size_t shard_count) : id_(id), shard_count_(shard_count) {}

  ShardId id() const { return id_; }

  // Does what `request` asks; any operation but kSpawn, kCount, kCountReply.
  // REQUIRES: request.target.shard() == id().
  void Apply(Request&& request, Requests* out) ABSL_LOCKS_EXCLUDED(mutex_);

  // `count` fresh serials of our own.
  uint64_t TakeSerials(uint64_t count) ABSL_LOCKS_EXCLUDED(mutex_);
  // `count` fresh serials for agents that this shard spawns in shard `there`:
  // no other shard gives out the same.
  uint64_t TakeSerialsFor(ShardId there, uint64_t count)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Serials good in every shard of the swarm.
  uint64_t TakeSerialsForAll(uint64_t count) ABSL_LOCKS_EXCLUDED(mutex_);

  // Whether any of these agents was born already.
  bool WasBorn(uint64_t first, uint64_t count) ABSL_LOCKS_EXCLUDED(mutex_);
  // Takes in agents whose serials follow each other, and delivers what came for
  // them before.
  void Bear(const std::vector<AgentRecord*>& agents, const std::string& name)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // Forgets the agent: answers who joined it, tells who watched it, closes what
  // it made unless the swarm ends with it.  `unread` are its events that were
  // not dealt with.
  void End(AgentRecord* agent, Exit exit, bool ends_swarm, EventList* unread,
           Requests* out) ABSL_LOCKS_EXCLUDED(mutex_);

  // A mailbox or semaphore that lives as long as `owner`, or until closed.
  ObjectId MakeMailbox(ObjectId owner, uint64_t capacity,
                       const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);
  ObjectId MakeSemaphore(ObjectId owner, int64_t value, const std::string& name)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // A node is gone: drops the waits of its agents, takes back their permits,
  // and ends the waits for agents that it spawned and that never came.
  void NodeLost(const IsLost& is_lost, Requests* out)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Delivers to a living agent; false if there is none, and `*event` stays.
  bool Deliver(uint64_t serial, std::unique_ptr<Event>* event)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Whether an agent or somebody outside may send to a name here and so wake
  // one who waits.
  bool NamedIsAwaited() ABSL_LOCKS_EXCLUDED(mutex_);
  // Calls visit(agent) for each living agent above `after`, in order of serial,
  // until it returns false.
  void ForEachAgent(uint64_t after,
                    const std::function<bool(AgentRecord*)>& visit)
      ABSL_LOCKS_EXCLUDED(mutex_);
  bool HasName(const std::string& name) ABSL_LOCKS_EXCLUDED(mutex_);
  std::string AgentName(uint64_t serial) ABSL_LOCKS_EXCLUDED(mutex_);
  void ListMailboxes(std::vector<MailboxReport>* out)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void ListSemaphores(std::vector<SemaphoreReport>* out)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void AddTo(VmStats* stats) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct ParkedMessage {
    Waiter from;
    Parcel payload;
  };
  struct Mailbox {
    std::string name;
    uint64_t capacity = 0;  // 0: kMailboxMessagesMax, and not shown
    Fifo<Parcel> messages;
    Fifo<Waiter> receivers;  // not empty only if `messages` is
    Fifo<ParkedMessage> senders;
  };
  struct Acquirer {
    Waiter from;
    uint64_t count;
    bool hold;
  };
  struct Semaphore {
    std::string name;
    uint64_t value = 0;
    Fifo<Acquirer> waiters;
    std::vector<std::pair<ObjectId, uint64_t>> held;  // by `with`
  };
  // What others keep about an agent; most have none.
  struct Ties {
    std::vector<Waiter> joiners;
    std::vector<ObjectId> watchers;
    std::vector<ObjectId> owned;  // mailboxes and semaphores
    std::string name;
    EventList early;  // what came before its birth
    bool killed_early = false;
  };
  struct Named {
    HomedKind kind;
    ObjectId object;
  };
  enum class Life { kUnborn, kAlive, kEnded };

  void ApplyToAgent(Request&& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ApplyToMailbox(Mailbox* mailbox, Request&& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ApplyToSemaphore(Semaphore* semaphore, Request&& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ApplyToName(Request&& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SendToMailbox(Mailbox* mailbox, Request&& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ReceiveFromMailbox(Mailbox* mailbox, const Request& request,
                          Requests* out) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void AdmitSenders(Mailbox* mailbox, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Grant(ObjectId id, Semaphore* semaphore, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TakeBack(ObjectId id, Semaphore* semaphore,
                const std::function<bool(ObjectId)>& gone, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void CloseMailbox(ObjectId id, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void CloseSemaphore(ObjectId id, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Join(const Request& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Monitor(const Request& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void CancelJoin(const Request& request, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void DeliverTo(uint64_t serial, std::unique_ptr<Event> event, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TellTies(ObjectId id, Ties* ties, const Exit& exit, Requests* out)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void KeepExit(uint64_t serial, Exit exit)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Life LifeOf(uint64_t serial) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  Ties& TiesOf(uint64_t serial) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Unregister(const std::string& name, ObjectId object, Requests* out);

  const ShardId id_;
  const size_t shard_count_;

  SpinLock mutex_;
  uint64_t next_serial_ ABSL_GUARDED_BY(mutex_) = 1;
  // By shard: the next count of those that we give out for it.
  absl::flat_hash_map<uint16_t, uint64_t> next_for_ ABSL_GUARDED_BY(mutex_);
  uint64_t next_for_all_ ABSL_GUARDED_BY(mutex_) = 1;
  Births births_ ABSL_GUARDED_BY(mutex_);
  AgentTable agents_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<uint64_t, std::unique_ptr<Ties>> ties_
      ABSL_GUARDED_BY(mutex_);
  // Null: it returned None.
  absl::flat_hash_map<uint64_t, std::unique_ptr<Exit>> exits_
      ABSL_GUARDED_BY(mutex_);
  Fifo<uint64_t> exit_order_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<uint64_t, std::unique_ptr<Mailbox>> mailboxes_
      ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<uint64_t, std::unique_ptr<Semaphore>> semaphores_
      ABSL_GUARDED_BY(mutex_);
  std::map<std::string, Named, std::less<>> names_ ABSL_GUARDED_BY(mutex_);
};

// The shard where `name` is kept.
ShardId ShardOfName(const std::string& name, size_t shard_count);
// The answer to `waiter`.
Request ReplyTo(const Waiter& waiter, Outcome outcome, Parcel payload = {});
// What gives back what a reply brought to nobody; false if it brought nothing.
bool GiveBack(Event* reply, ObjectId agent, Request* request);

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_SHARD_H_

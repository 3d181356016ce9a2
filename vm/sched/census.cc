// What the root's node asks every node: whether any agent lives, and whether
// anything can still happen.  It ends a swarm started with --wait when the last
// agent of all nodes has ended, and it finds the deadlock of a swarm on several
// nodes.
//
// A request may be on its way while all are counted, so one round proves
// nothing.  Two rounds in a row do, if both find everybody at rest and every
// request that was sent received, and nothing was sent in between: then nobody
// was woken after the first round, and nobody is left who could wake one.
#include <algorithm>

#include "vm/sched/limits.h"
#include "vm/sched/swarm.h"

namespace midge::vm {

bool Swarm::IsQuiet() const {
  return active_.load(std::memory_order_seq_cst) == 0 &&
         timers_.load(std::memory_order_seq_cst) == 0;
}

bool Swarm::NamedIsAwaited() {
  bool awaited = false;
  ForEachShard([&awaited](Shard& shard) {
    awaited = awaited || shard.NamedIsAwaited();
  });
  return awaited;
}

void Swarm::Tally::Add(const Tally& other) {
  live += other.live;
  sent += other.sent;
  received += other.received;
  busy = busy || other.busy;
}

// The counts come before the look at who is busy: who is woken in between is
// busy, and who was woken before is counted.
Swarm::Tally Swarm::TallyHere() {
  Tally here;
  here.received = requests_received_.load(std::memory_order_seq_cst);
  here.sent = requests_sent_.load(std::memory_order_seq_cst);
  here.live = agents_live_.load(std::memory_order_acquire);
  here.busy = !IsQuiet() || NamedIsAwaited();
  return here;
}

void Swarm::ArmCensusLocked() {
  environment_.scheduler->ArmTimer(
      MonotonicNanoseconds() + census_.interval_nanos,
      {spec_.id.value(), 0, census_.round, 0});
}

// The root's node has come to rest.
void Swarm::LookForDeadlock() {
  if (router_.AnyLost() || census_runs_.exchange(true)) return;
  MutexLock lock(&census_mutex_);
  census_.settled_before = false;
  census_.interval_nanos = kCensusNanosMin;
  census_.interval_nanos_max = kCensusNanosMax;
  ArmCensusLocked();
}

// A busy node needs no census: it looks for a deadlock when it is quiet again.
void Swarm::PauseCensus() {
  census_runs_.store(false);
  if (IsQuiet()) LookForDeadlock();
}

void Swarm::LookForEnd() {
  {
    MutexLock lock(&census_mutex_);
    census_.settled_before = false;
    census_.interval_nanos = census_.interval_nanos_max = kCensusNanosMin;
  }
  BeginCensus();
}

void Swarm::CensusDue(uint64_t round) {
  {
    MutexLock lock(&census_mutex_);
    if (round != census_.round) return;  // Another was begun meanwhile.
  }
  BeginCensus();
}

void Swarm::BeginCensus() {
  if (stopping() || all_ended_.load(std::memory_order_acquire)) return;
  const bool for_end = RootHasEnded();
  if (!for_end && (!IsQuiet() || router_.AnyLost())) return PauseCensus();
  Requests questions;
  {
    MutexLock lock(&census_mutex_);
    ++census_.round;
    census_.now = TallyHere();
    census_.live_here = census_.now.live;
    const std::vector<ShardId> peers = router_.OneShardPerPeer();
    census_.awaited = peers.size();
    for (const ShardId peer : peers) {
      Request question;
      question.operation = Operation::kCount;
      question.target = ObjectId::Make(peer, 1);
      question.object = root_;
      question.from.wait = census_.round;
      questions.push_back(std::move(question));
    }
  }
  const bool alone = questions.empty();
  SendAll(std::move(questions));
  if (alone) EndCensusRound();
}

void Swarm::AnswerCensus(const Request& request) {
  const Tally here = TallyHere();
  Request answer;
  answer.operation = Operation::kCountReply;
  answer.target = request.object;
  answer.from.wait = request.from.wait;
  answer.count = here.live;
  answer.index = here.sent;
  answer.stride = here.received;
  answer.hold = here.busy;
  Send(std::move(answer));
}

void Swarm::TakeCensusAnswer(const Request& request) {
  {
    MutexLock lock(&census_mutex_);
    if (request.from.wait != census_.round || census_.awaited == 0) return;
    census_.now.Add(
        {request.count, request.index, request.stride, request.hold});
    if (--census_.awaited > 0) return;
  }
  EndCensusRound();
}

void Swarm::EndCensusRound() {
  // After a loss the sums need not agree: what was sent to the dead is gone.
  const bool lost = router_.AnyLost();
  const bool for_end = RootHasEnded();
  bool settled;
  uint64_t elsewhere;
  {
    MutexLock lock(&census_mutex_);
    const Tally& now = census_.now;
    const bool rests = for_end ? now.live == 0 : !now.busy;
    const bool once = rests && (lost || now.sent == now.received);
    settled = once && census_.settled_before && census_.sent_before == now.sent;
    elsewhere = now.live - census_.live_here;
    census_.settled_before = once;
    census_.sent_before = now.sent;
    if (!settled) {
      census_.interval_nanos =
          std::min(2 * census_.interval_nanos, census_.interval_nanos_max);
      return ArmCensusLocked();
    }
  }
  if (for_end) {
    all_ended_.store(true, std::memory_order_release);
    return Finish();
  }
  if (!lost) RaiseDeadlock(elsewhere);
  PauseCensus();
}

}  // namespace midge::vm

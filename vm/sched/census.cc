// Whether any agent lives on any node: what --wait waits for.
//
// The root's node asks every node how many agents it runs, and how many spawns
// it has sent to and received from others.  A spawn may be on its way while all
// are counted, so one round proves nothing: only when two rounds in a row find
// no agent, everything sent received, and nothing sent in between, is there
// nobody left who could spawn.
#include "vm/sched/limits.h"
#include "vm/sched/swarm.h"

namespace midge::vm {

void Swarm::BeginCensus() {
  std::vector<Request> questions;
  {
    MutexLock lock(&census_mutex_);
    if (stopping() || all_ended_.load(std::memory_order_acquire)) return;
    ++census_.round;
    census_.live = agents_live_.load(std::memory_order_acquire);
    census_.sent = spawns_sent_.load(std::memory_order_acquire);
    census_.received = spawns_received_.load(std::memory_order_acquire);
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
    if (peers.empty()) EndCensusRoundLocked();
  }
  SendAll(std::move(questions));
  if (all_ended_.load(std::memory_order_acquire)) Finish();
}

void Swarm::AnswerCensus(const Request& request) {
  Request answer;
  answer.operation = Operation::kCountReply;
  answer.target = request.object;
  answer.from.wait = request.from.wait;
  answer.count = agents_live_.load(std::memory_order_acquire);
  answer.index = spawns_sent_.load(std::memory_order_acquire);
  answer.stride = spawns_received_.load(std::memory_order_acquire);
  Send(std::move(answer));
}

void Swarm::TakeCensusAnswer(const Request& request) {
  {
    MutexLock lock(&census_mutex_);
    if (request.from.wait != census_.round || census_.awaited == 0) return;
    census_.live += request.count;
    census_.sent += request.index;
    census_.received += request.stride;
    if (--census_.awaited == 0) EndCensusRoundLocked();
  }
  if (all_ended_.load(std::memory_order_acquire)) Finish();
}

void Swarm::EndCensusRoundLocked() {
  // After a loss the sums need not agree: what was sent to the dead is gone.
  const bool lost = router_.AnyLost();
  const bool quiet =
      census_.live == 0 && (lost || census_.sent == census_.received);
  if (quiet && census_.quiet_before && census_.sent == census_.sent_before) {
    all_ended_.store(true, std::memory_order_release);
    return;
  }
  census_.quiet_before = quiet;
  census_.sent_before = census_.sent;
  environment_.scheduler->ArmTimer(
      MonotonicNanoseconds() + kCensusIntervalNanos,
      {spec_.id.value(), 0, 0, 0});
}

}  // namespace midge::vm

#include "coordinator/reconciler.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/log.h"
#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

// How often leases are looked at when nothing else happens: detection is late
// by this at most.
int64_t TickMs(int64_t lease_ms) {
  return std::clamp<int64_t>(lease_ms / 20, 10, 250);
}

}  // namespace

Reconciler::~Reconciler() {
  MIDGE_CHECK(!thread_.joinable(), "Stop() was not called");
}

void Reconciler::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Reconciler::Stop() {
  MIDGE_CHECK(cluster_->is_shut_down());
  if (thread_.joinable()) thread_.join();
  caller_->CancelAll();
  MutexLock lock(&mutex_);
  while (in_flight_ > 0) idle_.Wait(&mutex_);
}

void Reconciler::Run() {
  uint64_t seen = 0;
  while (!cluster_->is_shut_down()) {
    Step();
    seen = cluster_->WaitForWork(seen, TickMs(cluster_->lease_ms()));
  }
}

void Reconciler::Step() {
  cluster_->Tick();
  const std::vector<NodeCall> calls = cluster_->CallsDue();
  {
    // Attempts at what is no longer due are forgotten.
    std::set<Key> due;
    for (const NodeCall& call : calls) {
      due.insert({call.kind, call.node, call.swarm});
    }
    MutexLock lock(&mutex_);
    for (auto it = attempts_.begin(); it != attempts_.end();) {
      const bool keep = it->second.in_flight || due.count(it->first) > 0;
      it = keep ? std::next(it) : attempts_.erase(it);
    }
  }
  for (const NodeCall& call : calls) {
    if (Claim(call)) Issue(call);
  }
}

bool Reconciler::Claim(const NodeCall& call) {
  MutexLock lock(&mutex_);
  const bool is_start = call.kind == NodeCall::Kind::kStart;
  if (in_flight_ >= kNodeCallsMax) return false;
  if (is_start && starts_in_flight_ >= kStartCallsMax) return false;
  Attempt& attempt = attempts_[{call.kind, call.node, call.swarm}];
  if (attempt.in_flight) return false;
  if (clock_->MonotonicNanos() < attempt.retry_at_nanos) return false;
  attempt.in_flight = true;
  ++in_flight_;
  starts_in_flight_ += is_start;
  return true;
}

void Reconciler::Issue(const NodeCall& call) {
  StartPlan plan;
  std::string bundle;
  if (call.kind == NodeCall::Kind::kStart) {
    absl::StatusOr<StartPlan> planned = cluster_->PlanStart(call.swarm);
    if (!planned.ok()) return Ended(call, absl::CancelledError("ended"), {});
    absl::StatusOr<std::string> stored = cluster_->Bundle(call.swarm);
    if (!stored.ok()) return Ended(call, stored.status(), {});
    plan = *std::move(planned);
    bundle = *std::move(stored);
  }
  caller_->Call(call, plan, bundle,
                [this, call](absl::Status status, const SwarmStats& last) {
                  Ended(call, status, last);
                });
}

void Reconciler::Ended(const NodeCall& call, const absl::Status& status,
                       const SwarmStats& last) {
  if (!status.ok()) {
    MIDGE_LOG(kDebug, "node ", call.node.ToString(), " at ", call.address, ": ",
              status.ToString());
  }
  {
    // The retry time is set before the cluster wakes the loop, so that the
    // loop does not find the attempt gone and the call due at once.
    MutexLock lock(&mutex_);
    Attempt& attempt = attempts_[{call.kind, call.node, call.swarm}];
    attempt.retry_at_nanos =
        clock_->MonotonicNanos() + kNodeCallRetryMs * kNanosPerMilli;
  }
  cluster_->CallEnded(call, status, last);
  MutexLock lock(&mutex_);
  attempts_[{call.kind, call.node, call.swarm}].in_flight = false;
  --in_flight_;
  starts_in_flight_ -= call.kind == NodeCall::Kind::kStart;
  if (in_flight_ == 0) idle_.SignalAll();
}

}  // namespace midge::coordinator

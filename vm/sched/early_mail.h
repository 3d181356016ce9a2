// What other nodes sent for swarms that have not been started here yet, and
// which swarms were stopped here, so that what comes late for them is refused.
//
// Ownership: lives in the Vm.
// Threads:   the Vm's lock is held around every call.
// Invariant: holds at most kEarlyBytesMax bytes of mail, and the ids of at most
//            kStoppedSwarmsMax swarms.
#ifndef MIDGE_VM_SCHED_EARLY_MAIL_H_
#define MIDGE_VM_SCHED_EARLY_MAIL_H_

#include <map>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "base/ids.h"
#include "vm/vm.h"

namespace midge::vm {

class EarlyMail {
 public:
  // REQUIRES: the swarm does not run here.
  absl::Status Keep(Envelope&& envelope);
  // What was kept for a swarm that starts now, in order.
  std::vector<Envelope> Take(SwarmId swarm);
  // The swarm was stopped: it never starts here again.
  void Stop(SwarmId swarm);
  // REQUIRES: the swarm does not run here.
  bool WasStopped(SwarmId swarm) const {
    return swarm <= all_stopped_ || stopped_.contains(swarm);
  }

 private:
  std::map<SwarmId, std::vector<Envelope>> kept_;
  size_t bytes_ = 0;
  // Ids only grow, so the oldest need no place of their own: what has so small
  // an id and does not run here was stopped.
  std::set<SwarmId> stopped_;
  SwarmId all_stopped_;
};

}  // namespace midge::vm

#endif  // MIDGE_VM_SCHED_EARLY_MAIL_H_

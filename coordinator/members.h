// Who is in the cluster: a node registers, holds a lease by heartbeats, and
// is lost when the lease runs out.
//
// Threads:   none of its own; one caller at a time (Cluster's lock).
// Invariant: an id that was lost never lives again; live names are unique; the
//            epoch grows with every member that comes or is lost.
#ifndef MIDGE_COORDINATOR_MEMBERS_H_
#define MIDGE_COORDINATOR_MEMBERS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "coordinator/types.h"

namespace midge::coordinator {

// Refuses a registration that breaks a limit, naming the field.
absl::Status CheckRegistration(const Registration& node);

// Refuses a name of a node or swarm that is not 1 to 63 letters, digits, '-',
// '.' or '_', or is a number (numbers are ids). `what` goes into the error.
absl::Status CheckName(absl::string_view what, absl::string_view name);

class Members {
 public:
  explicit Members(int64_t lease_ms) : lease_ms_(lease_ms) {}

  // Takes what the store kept. Live members get a whole lease from `now`: the
  // silence was this coordinator's, not theirs.
  void Restore(std::vector<Member> members, uint64_t epoch, Now now);

  // The live member of that name.
  std::optional<NodeId> LiveNamed(absl::string_view name) const;

  // A new live member. REQUIRES: `id` is new, no live member has that name.
  const Member& Admit(NodeId id, Registration node, Now now);

  // A heartbeat. False when `id` is unknown or lost.
  bool Renew(NodeId id, uint64_t known_epoch, Now now);

  // Ends a live member now. False when `id` is not live.
  bool Lose(NodeId id);

  // Loses every member whose lease has run out and returns them. When this
  // was not called for a good part of a lease, the coordinator itself stood
  // still (a suspended machine), heard nobody, and extends all leases first.
  std::vector<NodeId> ExpireLeases(Now now);

  // `id` has heard of everything up to `epoch`.
  void Told(NodeId id, uint64_t epoch);

  // Drops the longest-lost members past kMembersLostMax; returns their ids.
  std::vector<NodeId> ForgetOld();

  // Null when unknown. Valid until the member is forgotten.
  const Member* Find(NodeId id) const;
  bool IsLive(NodeId id) const;
  const std::map<NodeId, Member>& all() const { return members_; }
  std::vector<NodeId> Live() const;
  uint64_t epoch() const { return epoch_; }
  int64_t lease_ms() const { return lease_ms_; }

 private:
  const int64_t lease_ms_;
  std::map<NodeId, Member> members_;
  uint64_t epoch_ = 0;
  int64_t expired_at_nanos_ = 0;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_MEMBERS_H_

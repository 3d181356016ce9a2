// What the coordinator must not forget: members, swarms with their shard maps,
// and the bundles of swarms that have not ended. One SQLite file.
//
// Format: `PRAGMA application_id` says the file is ours, `user_version` which
//   schema it has:
//   1  meta(key, value), members, swarms, bundles.
// A newer schema than this program's is refused, an older one is upgraded in
// one transaction at Open().
//
// Threads:   safe from any thread.
// Invariant: every call is one transaction: after a crash it is there whole or
//            not at all. The file is locked: a second coordinator is refused.
#ifndef MIDGE_COORDINATOR_STORE_H_
#define MIDGE_COORDINATOR_STORE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "coordinator/limits.h"
#include "coordinator/types.h"

namespace midge::coordinator {

struct StoreOptions {
  // File to keep, made if absent; ":memory:" keeps nothing.
  std::string path;
  int64_t bytes_max = kStoreBytesMaxDefault;
};

// Everything but the bundles, as a coordinator starts from it.
struct StoredState {
  uint64_t members_epoch = 0;
  // The highest ids ever given, of things forgotten too.
  NodeId last_node_id;
  SwarmId last_swarm_id;
  std::vector<Member> members;
  std::vector<Swarm> swarms;
};

class Store {
 public:
  // Refuses, with the path and the reason, a file that is no database, is
  // damaged, is another program's or a newer Midge's, or is in use.
  static absl::StatusOr<std::unique_ptr<Store>> Open(StoreOptions options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // A row that does not make sense is DATA_LOSS, naming it.
  absl::StatusOr<StoredState> Load();

  // Writes the member, new or changed, and the members' epoch with it.
  absl::Status PutMember(const Member& member, uint64_t epoch);
  absl::Status DeleteMember(NodeId id);

  // A new swarm with its bundle.
  absl::Status AddSwarm(const Swarm& swarm, const std::string& bundle);
  // Writes a changed swarm; once it has ended, its bundle goes.
  absl::Status PutSwarm(const Swarm& swarm);
  absl::Status DeleteSwarm(SwarmId id);
  absl::StatusOr<std::string> GetBundle(SwarmId id);

 private:
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_STORE_H_

// The coordinator's figures for Prometheus, all named midge_coordinator_….
//
// What is counted as it happens (rpcs, calls) lives in counters; what is a
// state (members, swarms) is read from the cluster at each scrape, so that a
// scrape cannot be stale.
//
// Threads: safe from any thread.
#ifndef MIDGE_COORDINATOR_METRICS_H_
#define MIDGE_COORDINATOR_METRICS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace prometheus {
class Collectable;
}  // namespace prometheus

namespace midge::coordinator {

class Cluster;

class Metrics {
 public:
  // Borrows the cluster.
  explicit Metrics(const Cluster* cluster);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // An rpc of ours was answered. `method` is one of the service's names.
  void CountRpc(absl::string_view method, const absl::Status& status,
                int64_t nanos);
  // A call to a node ended.
  void CountNodeCall(absl::string_view method, const absl::Status& status,
                     int64_t nanos);

  // What an exposer serves; they live as long as someone holds them.
  std::vector<std::shared_ptr<prometheus::Collectable>> collectables() const;

 private:
  class Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_METRICS_H_

// The port where a process shows its figures to Prometheus, at /metrics.
//
// The same rules hold as for the gRPC port: TLS is mutual, and without it
// nothing listens beyond loopback unless told --insecure.
//
// Ownership: shares the collectables.
// Threads:   the port has two threads of its own, which collect.
#ifndef MIDGE_PROTO_METRICS_PORT_H_
#define MIDGE_PROTO_METRICS_PORT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/credentials.h"

namespace prometheus {
class Collectable;
}  // namespace prometheus

namespace midge {

class MetricsPort {
 public:
  // Listens on HOST:PORT; port 0 takes a free one.
  static absl::StatusOr<std::unique_ptr<MetricsPort>> Listen(
      const std::string& address, const TlsOptions& tls,
      std::vector<std::shared_ptr<prometheus::Collectable>> collectables);
  ~MetricsPort();
  MetricsPort(const MetricsPort&) = delete;
  MetricsPort& operator=(const MetricsPort&) = delete;

  // HOST:PORT as it is listened on.
  const std::string& address() const;

 private:
  class Impl;
  explicit MetricsPort(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge

#endif  // MIDGE_PROTO_METRICS_PORT_H_

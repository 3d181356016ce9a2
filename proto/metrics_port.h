// The port where a process shows its figures to Prometheus, at /metrics, and
// that it is alive, at /healthz.
//
// The same rules hold as for the gRPC port: TLS is mutual, and without it
// nothing listens beyond loopback unless told --insecure. It is a server of
// our own because the packaged civetweb, which prometheus-cpp's exposer uses,
// calls a function that OpenSSL 3 no longer has, and crashes at the first TLS
// request.
//
// Ownership: shares the collectables.
// Threads:   one of its own, which collects; one scrape at a time.
// Invariant: a client holds the port for kMetricsRequestMs at most.
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
  // Closes the port and joins.
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

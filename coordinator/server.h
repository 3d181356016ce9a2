// A whole coordinator: store, cluster, reconciler, service and ports. The
// program midge-coordinator is one of these and its flags.
//
// Ownership: owns all its parts.
// Threads:   Start() and Stop() from one thread; Wait() from any.
#ifndef MIDGE_COORDINATOR_SERVER_H_
#define MIDGE_COORDINATOR_SERVER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "coordinator/limits.h"
#include "proto/credentials.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace midge::coordinator {

struct ServerOptions {
  // HOST:PORT of the gRPC port; port 0 takes a free one, and empty opens no
  // port: then only InProcessChannel() reaches it.
  std::string listen = "127.0.0.1:7070";
  // HOST:PORT of the metrics; empty serves none.
  std::string metrics_listen;
  // The database file.
  std::string db_path = ":memory:";
  int64_t db_bytes_max = kStoreBytesMaxDefault;
  int64_t lease_ms = kLeaseMsDefault;
  TlsOptions tls;
};

class Server {
 public:
  static absl::StatusOr<std::unique_ptr<Server>> Start(ServerOptions options);
  // Stops.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Ends watches and calls, closes the ports, joins every thread. The swarms
  // go on: nodes wait for a coordinator to come back.
  void Stop();

  // HOST:PORT as listened on; empty when it is not.
  const std::string& address() const;
  const std::string& metrics_address() const;
  // A channel that needs no port.
  std::shared_ptr<grpc::Channel> InProcessChannel();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_SERVER_H_

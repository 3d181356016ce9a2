// A whole node process: runtime, links, services, ports, and its place in the
// cluster. The program midge-node is one of these and its flags.
//
// Ownership: owns all its parts.
// Threads:   Start() and Stop() from one thread.
#ifndef MIDGE_NODE_SERVER_H_
#define MIDGE_NODE_SERVER_H_

#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "proto/credentials.h"

namespace midge::node {

struct ServerOptions {
  // HOST:PORT of the coordinator.
  std::string coordinator = "127.0.0.1:7070";
  // The node's name; unique among live members.
  std::string name = "node-1";
  // HOST:PORT of the one gRPC port; port 0 takes a free one.
  std::string listen = "127.0.0.1:0";
  // HOST:PORT where others reach it, when that is not `listen`. Port 0 means
  // the port that is listened on.
  std::string advertise;
  // HOST:PORT of the metrics; empty serves none.
  std::string metrics_listen;
  std::map<std::string, std::string> labels;
  int workers = 0;              // 0: one for each core.
  size_t heap_limit_bytes = 0;  // Of an agent; 0: the VM's default.
  TlsOptions tls;
};

class Server {
 public:
  // Listens at once and joins the cluster as soon as its coordinator answers.
  static absl::StatusOr<std::unique_ptr<Server>> Start(ServerOptions options);
  // Stops.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Leaves the cluster, ends its swarms here, closes the ports, joins every
  // thread.
  void Stop();

  // HOST:PORT as listened on; empty when it is not.
  const std::string& address() const;
  const std::string& metrics_address() const;

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace midge::node

#endif  // MIDGE_NODE_SERVER_H_

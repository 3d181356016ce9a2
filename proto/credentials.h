// Who may listen where, and the TLS both ends of every port use.
//
// All of Midge's ports speak mutual TLS: each side shows a certificate that
// the common authority signed. Without TLS a process listens on loopback
// only, unless it was told --insecure.
// Threads: pure functions, but for the reading of the files.
#ifndef MIDGE_PROTO_CREDENTIALS_H_
#define MIDGE_PROTO_CREDENTIALS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace CLI {
class App;
}  // namespace CLI

namespace grpc {
class ChannelCredentials;
class ServerCredentials;
}  // namespace grpc

namespace midge {

// The flags --tls-cert, --tls-key, --tls-ca and --insecure.
struct TlsOptions {
  std::string cert_path;  // PEM chain this process shows.
  std::string key_path;   // PEM key of it.
  std::string ca_path;    // PEM authority that signed every peer.
  bool insecure = false;  // Listen beyond loopback without TLS.

  // True when the three files are named.
  bool enabled() const {
    return !cert_path.empty() && !key_path.empty() && !ca_path.empty();
  }
};

// Adds the four flags to a server's command line.
void AddTlsFlags(CLI::App& app, TlsOptions& options);
// Adds those of a program that only connects: all but --insecure.
void AddTlsClientFlags(CLI::App& app, TlsOptions& options);

// True when HOST:PORT names this machine alone: 127.0.0.0/8, [::1],
// localhost, or a unix: socket.
bool IsLoopback(absl::string_view address);

// Refuses a half-given TLS configuration, and an address beyond loopback
// without TLS and without --insecure. Call before every listen, metrics too.
absl::Status CheckListen(absl::string_view address, const TlsOptions& options);

// What a server listens with, and what a channel connects with. The files are
// read now; one that is not there or not PEM is named in the error.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsOptions& options);
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>>
MakeChannelCredentials(const TlsOptions& options);

}  // namespace midge

#endif  // MIDGE_PROTO_CREDENTIALS_H_

#include "proto/credentials.h"

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <sstream>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace midge {
namespace {

// "127." followed by three more numbers of 0 to 255; "127.evil.example" is a
// name, and no loopback.
bool IsLoopbackV4(absl::string_view host) {
  const std::vector<absl::string_view> parts = absl::StrSplit(host, '.');
  if (parts.size() != 4 || parts[0] != "127") return false;
  for (absl::string_view part : parts) {
    int number = -1;
    if (part.empty() || part.size() > 3) return false;
    if (!absl::SimpleAtoi(part, &number) || number < 0 || number > 255) {
      return false;
    }
  }
  return true;
}

absl::StatusOr<std::string> ReadPem(const std::string& path,
                                    absl::string_view flag) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": cannot read ", path));
  }
  if (!absl::StrContains(text.str(), "-----BEGIN ")) {
    return absl::InvalidArgumentError(
        absl::StrCat(flag, ": ", path, " is not a PEM file"));
  }
  return text.str();
}

struct Pem {
  std::string cert;
  std::string key;
  std::string ca;
};

absl::StatusOr<Pem> ReadAll(const TlsOptions& options) {
  absl::StatusOr<std::string> cert = ReadPem(options.cert_path, "--tls-cert");
  if (!cert.ok()) return cert.status();
  absl::StatusOr<std::string> key = ReadPem(options.key_path, "--tls-key");
  if (!key.ok()) return key.status();
  absl::StatusOr<std::string> ca = ReadPem(options.ca_path, "--tls-ca");
  if (!ca.ok()) return ca.status();
  return Pem{*std::move(cert), *std::move(key), *std::move(ca)};
}

// All three files or none: a certificate without an authority would accept
// anyone, which nobody asks for knowingly.
absl::Status CheckComplete(const TlsOptions& options) {
  const bool none = options.cert_path.empty() && options.key_path.empty() &&
                    options.ca_path.empty();
  if (none || options.enabled()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "TLS is mutual: give all of --tls-cert, --tls-key and --tls-ca");
}

}  // namespace

void AddTlsClientFlags(CLI::App& app, TlsOptions& options) {
  app.add_option("--tls-cert", options.cert_path,
                 "PEM certificate chain to show to peers")
      ->envname("MIDGE_TLS_CERT");
  app.add_option("--tls-key", options.key_path, "PEM key of --tls-cert")
      ->envname("MIDGE_TLS_KEY");
  app.add_option("--tls-ca", options.ca_path,
                 "PEM authority that signed every peer's certificate")
      ->envname("MIDGE_TLS_CA");
}

void AddTlsFlags(CLI::App& app, TlsOptions& options) {
  AddTlsClientFlags(app, options);
  app.add_flag("--insecure", options.insecure,
               "allow ports beyond loopback without TLS");
}

bool IsLoopback(absl::string_view address) {
  if (absl::StartsWith(address, "unix:")) return true;
  const size_t colon = address.rfind(':');
  absl::string_view host = address.substr(0, colon);
  if (host == "[::1]" || host == "localhost") return true;
  return IsLoopbackV4(host);
}

absl::Status CheckListen(absl::string_view address, const TlsOptions& options) {
  absl::Status complete = CheckComplete(options);
  if (!complete.ok()) return complete;
  if (options.enabled() || options.insecure || IsLoopback(address)) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "refusing to listen on ", address,
      " without TLS: give --tls-cert, --tls-key and --tls-ca, listen on "
      "127.0.0.1, or say --insecure"));
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsOptions& options) {
  absl::Status complete = CheckComplete(options);
  if (!complete.ok()) return complete;
  if (!options.enabled()) return grpc::InsecureServerCredentials();
  absl::StatusOr<Pem> pem = ReadAll(options);
  if (!pem.ok()) return pem.status();
  grpc::SslServerCredentialsOptions ssl(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  ssl.pem_root_certs = pem->ca;
  ssl.pem_key_cert_pairs.push_back({pem->key, pem->cert});
  return grpc::SslServerCredentials(ssl);
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>>
MakeChannelCredentials(const TlsOptions& options) {
  absl::Status complete = CheckComplete(options);
  if (!complete.ok()) return complete;
  if (!options.enabled()) return grpc::InsecureChannelCredentials();
  absl::StatusOr<Pem> pem = ReadAll(options);
  if (!pem.ok()) return pem.status();
  grpc::SslCredentialsOptions ssl;
  ssl.pem_root_certs = pem->ca;
  ssl.pem_private_key = pem->key;
  ssl.pem_cert_chain = pem->cert;
  return grpc::SslCredentials(ssl);
}

}  // namespace midge

#include "proto/metrics_port.h"

#include <prometheus/exposer.h>
#include <stdlib.h>
#include <unistd.h>

#include <exception>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"

namespace midge {
namespace {

// civetweb wants certificate and key in one file. It reads the file while it
// starts and never again, so the file is gone as soon as it listens.
class CombinedPem {
 public:
  ~CombinedPem() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  absl::Status Write(const TlsOptions& tls) {
    const char* folder = ::getenv("TMPDIR");
    path_ = absl::StrCat(folder != nullptr ? folder : "/tmp",
                         "/midge-tls-XXXXXX");
    // mkstemp makes it readable by its owner alone.
    const int file = ::mkstemp(path_.data());
    if (file < 0) {
      const absl::Status status = absl::UnavailableError(
          absl::StrCat("cannot make a temporary file ", path_));
      path_.clear();
      return status;
    }
    ::close(file);
    std::ofstream out(path_, std::ios::binary);
    for (const std::string& part : {tls.cert_path, tls.key_path}) {
      std::ifstream in(part, std::ios::binary);
      out << in.rdbuf() << "\n";
      if (!in) {
        return absl::InvalidArgumentError(
            absl::StrCat("TLS: cannot read ", part));
      }
    }
    out.close();
    if (out) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat("cannot write ", path_));
  }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

class MetricsPort::Impl {
 public:
  std::string address;
  std::vector<std::shared_ptr<prometheus::Collectable>> collectables;
  // Last, so that it stops before what it collects goes.
  std::unique_ptr<prometheus::Exposer> exposer;
};

MetricsPort::MetricsPort(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MetricsPort::~MetricsPort() = default;
const std::string& MetricsPort::address() const { return impl_->address; }

absl::StatusOr<std::unique_ptr<MetricsPort>> MetricsPort::Listen(
    const std::string& address, const TlsOptions& tls,
    std::vector<std::shared_ptr<prometheus::Collectable>> collectables) {
  MIDGE_RETURN_IF_ERROR(CheckListen(address, tls));
  CombinedPem pem;
  std::vector<std::string> options = {
      "listening_ports", tls.enabled() ? address + "s" : address,
      "num_threads", "2"};
  if (tls.enabled()) {
    MIDGE_RETURN_IF_ERROR(pem.Write(tls));
    for (const char* option :
         {"ssl_certificate", pem.path().c_str(), "ssl_ca_file",
          tls.ca_path.c_str(), "ssl_verify_peer", "yes",
          "ssl_protocol_version", "4"}) {
      options.push_back(option);
    }
  }
  auto impl = std::make_unique<Impl>();
  impl->collectables = std::move(collectables);
  // prometheus-cpp throws on a taken port; this is the one place to catch it.
  try {
    impl->exposer = std::make_unique<prometheus::Exposer>(options);
    for (const auto& collectable : impl->collectables) {
      impl->exposer->RegisterCollectable(collectable);
    }
  } catch (const std::exception& error) {
    return absl::UnavailableError(absl::StrCat(
        "cannot serve metrics on ", address,
        tls.enabled() ? " with TLS: " : ": ", error.what()));
  }
  const std::string host = address.substr(0, address.rfind(':'));
  impl->address =
      absl::StrCat(host, ":", impl->exposer->GetListeningPorts().front());
  return std::unique_ptr<MetricsPort>(new MetricsPort(std::move(impl)));
}

}  // namespace midge

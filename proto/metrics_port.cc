#include "proto/metrics_port.h"

#include <netdb.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <prometheus/collectable.h>
#include <prometheus/text_serializer.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/limits.h"

namespace midge {
namespace {

using Deadline = std::chrono::steady_clock::time_point;
using ContextPtr = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

constexpr int kBacklog = 16;

// A file descriptor that closes itself.
class File {
 public:
  explicit File(int fd = -1) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

// Waits for `events`; false at the deadline.
bool Await(int fd, short events, Deadline deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      deadline - std::chrono::steady_clock::now());
  if (left.count() <= 0) return false;
  pollfd waited{fd, events, 0};
  return ::poll(&waited, 1, static_cast<int>(left.count())) > 0;
}

// One client, in the clear or over TLS, until a deadline.
class Connection {
 public:
  Connection(File file, SSL_CTX* context, Deadline deadline)
      : file_(std::move(file)),
        deadline_(deadline),
        ssl_(context == nullptr ? nullptr : SSL_new(context), &SSL_free) {
    if (ssl_ != nullptr) SSL_set_fd(ssl_.get(), file_.get());
  }

  // The handshake, where there is one.
  bool Accept() {
    if (ssl_ == nullptr) return true;
    return Try([&] { return SSL_accept(ssl_.get()); }) == 1;
  }

  // Bytes read; 0 or less at the end, an error or the deadline.
  int Read(char* buffer, int size) {
    if (ssl_ != nullptr) {
      return Try([&] { return SSL_read(ssl_.get(), buffer, size); });
    }
    if (!Await(file_.get(), POLLIN, deadline_)) return -1;
    return static_cast<int>(
        ::recv(file_.get(), buffer, static_cast<size_t>(size), 0));
  }

  void Write(const std::string& text) {
    for (size_t sent = 0; sent < text.size();) {
      const int size = WriteSome(text.data() + sent, text.size() - sent);
      if (size <= 0) return;
      sent += static_cast<size_t>(size);
    }
    if (ssl_ != nullptr) SSL_shutdown(ssl_.get());
  }

 private:
  int WriteSome(const char* data, size_t size) {
    if (ssl_ != nullptr) {
      return Try(
          [&] { return SSL_write(ssl_.get(), data, static_cast<int>(size)); });
    }
    if (!Await(file_.get(), POLLOUT, deadline_)) return -1;
    return static_cast<int>(::send(file_.get(), data, size, MSG_NOSIGNAL));
  }

  // Repeats an OpenSSL call while it wants the socket to be ready.
  template <typename Operation>
  int Try(Operation operation) {
    while (true) {
      ERR_clear_error();
      const int result = operation();
      if (result > 0) return result;
      const int error = SSL_get_error(ssl_.get(), result);
      const bool reads = error == SSL_ERROR_WANT_READ;
      if (!reads && error != SSL_ERROR_WANT_WRITE) return -1;
      if (!Await(file_.get(), reads ? POLLIN : POLLOUT, deadline_)) return -1;
    }
  }

  const File file_;
  const Deadline deadline_;
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

// The request's head, or nothing when it is too long, too slow or cut.
std::string ReadHead(Connection& connection) {
  std::string head;
  char buffer[1024];
  while (head.size() < kMetricsRequestBytesMax) {
    const int size = connection.Read(buffer, sizeof buffer);
    if (size <= 0) return "";
    head.append(buffer, static_cast<size_t>(size));
    if (absl::StrContains(head, "\r\n\r\n")) return head;
  }
  return "";
}

std::string Response(absl::string_view status, absl::string_view body) {
  return absl::StrCat(
      "HTTP/1.1 ", status,
      "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8"
      "\r\nConnection: close\r\nContent-Length: ",
      body.size(), "\r\n\r\n", body);
}

absl::Status TlsError(absl::string_view what) {
  char reason[256];
  ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
  return absl::InvalidArgumentError(absl::StrCat("TLS: ", what, ": ", reason));
}

absl::StatusOr<ContextPtr> MakeContext(const TlsOptions& tls) {
  ContextPtr context(nullptr, &SSL_CTX_free);
  if (!tls.enabled()) return context;
  context.reset(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr) return TlsError("no context");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  if (SSL_CTX_use_certificate_chain_file(context.get(),
                                         tls.cert_path.c_str()) != 1) {
    return TlsError(tls.cert_path);
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), tls.key_path.c_str(),
                                  SSL_FILETYPE_PEM) != 1) {
    return TlsError(tls.key_path);
  }
  if (SSL_CTX_load_verify_file(context.get(), tls.ca_path.c_str()) != 1) {
    return TlsError(tls.ca_path);
  }
  SSL_CTX_set_verify(context.get(),
                     SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                     nullptr);
  return context;
}

absl::Status SocketError(const std::string& address) {
  return absl::UnavailableError(absl::StrCat("cannot serve metrics on ",
                                             address, ": ", ::strerror(errno)));
}

absl::StatusOr<File> OpenListener(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("metrics address ", address, " is not HOST:PORT"));
  }
  std::string host = address.substr(0, colon);
  if (host.size() > 2 && host.front() == '[') {
    host = host.substr(1, host.size() - 2);
  }
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int code =
      ::getaddrinfo(host.empty() ? nullptr : host.c_str(),
                    address.substr(colon + 1).c_str(), &hints, &found);
  if (code != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("metrics address ", address, ": ", ::gai_strerror(code)));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(
      found, &::freeaddrinfo);
  File file(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  ::setsockopt(file.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(file.get(), found->ai_addr, found->ai_addrlen) != 0 ||
      ::listen(file.get(), kBacklog) != 0) {
    return SocketError(address);
  }
  return file;
}

int PortOf(const File& listener) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&bound), &size);
  // The port is at the same place in both families.
  return ntohs(reinterpret_cast<const sockaddr_in*>(&bound)->sin_port);
}

}  // namespace

class MetricsPort::Impl {
 public:
  Impl(std::string address, File listener, ContextPtr context,
       std::vector<std::shared_ptr<prometheus::Collectable>> collectables)
      : address(std::move(address)),
        listener_(std::move(listener)),
        stop_(::eventfd(0, EFD_CLOEXEC)),
        context_(std::move(context)),
        collectables_(std::move(collectables)),
        thread_([this] { Run(); }) {}

  ~Impl() {
    const uint64_t one = 1;
    // An eventfd with room always takes it.
    if (::write(stop_.get(), &one, sizeof one) < 0) ::abort();
    thread_.join();
  }

  const std::string address;

 private:
  void Run() {
    // OpenSSL writes with write(): a client that went away must not kill us.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    while (true) {
      pollfd waited[] = {{stop_.get(), POLLIN, 0},
                         {listener_.get(), POLLIN, 0}};
      ::poll(waited, 2, -1);
      if (waited[0].revents != 0) return;
      File client(::accept4(listener_.get(), nullptr, nullptr,
                            SOCK_CLOEXEC | SOCK_NONBLOCK));
      if (client.get() >= 0) Serve(std::move(client));
    }
  }

  void Serve(File client) {
    Connection connection(std::move(client), context_.get(),
                          std::chrono::steady_clock::now() +
                              std::chrono::milliseconds(kMetricsRequestMs));
    if (!connection.Accept()) return;
    const std::string head = ReadHead(connection);
    if (absl::StartsWith(head, "GET /metrics ")) {
      connection.Write(Response("200 OK", Collect()));
    } else if (absl::StartsWith(head, "GET /healthz ")) {
      connection.Write(Response("200 OK", "ok\n"));
    } else if (!head.empty()) {
      connection.Write(Response("404 Not Found", "try /metrics\n"));
    }
  }

  std::string Collect() const {
    std::vector<prometheus::MetricFamily> families;
    for (const auto& collectable : collectables_) {
      std::vector<prometheus::MetricFamily> some = collectable->Collect();
      families.insert(families.end(), std::make_move_iterator(some.begin()),
                      std::make_move_iterator(some.end()));
    }
    return prometheus::TextSerializer().Serialize(families);
  }

  const File listener_;
  const File stop_;
  const ContextPtr context_;
  const std::vector<std::shared_ptr<prometheus::Collectable>> collectables_;
  std::thread thread_;
};

MetricsPort::MetricsPort(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MetricsPort::~MetricsPort() = default;
const std::string& MetricsPort::address() const { return impl_->address; }

absl::StatusOr<std::unique_ptr<MetricsPort>> MetricsPort::Listen(
    const std::string& address, const TlsOptions& tls,
    std::vector<std::shared_ptr<prometheus::Collectable>> collectables) {
  MIDGE_RETURN_IF_ERROR(CheckListen(address, tls));
  MIDGE_ASSIGN_OR_RETURN(ContextPtr context, MakeContext(tls));
  MIDGE_ASSIGN_OR_RETURN(File listener, OpenListener(address));
  std::string bound = absl::StrCat(address.substr(0, address.rfind(':')), ":",
                                   PortOf(listener));
  return std::unique_ptr<MetricsPort>(new MetricsPort(
      std::make_unique<Impl>(std::move(bound), std::move(listener),
                             std::move(context), std::move(collectables))));
}

}  // namespace midge

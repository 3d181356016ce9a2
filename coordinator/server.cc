#include "coordinator/server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/clock.h"
#include "base/status_macros.h"
#include "coordinator/cluster.h"
#include "coordinator/metrics.h"
#include "coordinator/node_caller.h"
#include "coordinator/reconciler.h"
#include "coordinator/service.h"
#include "coordinator/store.h"
#include "proto/limits.h"
#include "proto/metrics_port.h"

namespace midge::coordinator {
namespace {

// How long answers under way may take at Stop() before they are cut.
constexpr std::chrono::seconds kStopGrace(2);

}  // namespace

class Server::Impl {
 public:
  ~Impl() { Stop(); }

  absl::Status Start(const ServerOptions& options) {
    // Before the database is made: what is refused leaves nothing behind.
    for (const std::string& address :
         {options.listen, options.metrics_listen}) {
      if (address.empty()) continue;
      MIDGE_RETURN_IF_ERROR(CheckListen(address, options.tls));
    }
    MIDGE_ASSIGN_OR_RETURN(
        store_, Store::Open({options.db_path, options.db_bytes_max}));
    MIDGE_ASSIGN_OR_RETURN(
        cluster_, Cluster::Open({options.lease_ms}, store_.get(), &clock_));
    metrics_ = std::make_unique<Metrics>(cluster_.get());
    MIDGE_ASSIGN_OR_RETURN(auto channel_credentials,
                           MakeChannelCredentials(options.tls));
    caller_ =
        std::make_unique<GrpcNodeCaller>(channel_credentials, metrics_.get());
    service_ = MakeService(cluster_.get(), metrics_.get(), &clock_);
    MIDGE_RETURN_IF_ERROR(Listen(options));
    if (!options.metrics_listen.empty()) {
      MIDGE_ASSIGN_OR_RETURN(
          metrics_port_,
          MetricsPort::Listen(options.metrics_listen, options.tls,
                              metrics_->collectables()));
    }
    reconciler_ =
        std::make_unique<Reconciler>(cluster_.get(), caller_.get(), &clock_);
    reconciler_->Start();
    return absl::OkStatus();
  }

  void Stop() {
    if (cluster_ == nullptr) return;
    cluster_->Shutdown();
    if (server_ != nullptr) {
      server_->Shutdown(std::chrono::system_clock::now() + kStopGrace);
      server_->Wait();
    }
    if (reconciler_ != nullptr) reconciler_->Stop();
    // A scrape must not reach a cluster that is gone.
    metrics_port_.reset();
  }

  std::string address;
  grpc::Server* server() { return server_.get(); }
  const std::string& metrics_address() const {
    static const std::string* const kNone = new std::string;
    return metrics_port_ == nullptr ? *kNone : metrics_port_->address();
  }

 private:
  absl::Status Listen(const ServerOptions& options) {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(kRpcMessageBytesMax);
    builder.SetMaxSendMessageSize(kRpcMessageBytesMax);
    // Two programs on one port would share its calls at random.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    int port = 0;
    if (!options.listen.empty()) {
      MIDGE_ASSIGN_OR_RETURN(auto credentials,
                             MakeServerCredentials(options.tls));
      builder.AddListeningPort(options.listen, credentials, &port);
    }
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || (!options.listen.empty() && port == 0)) {
      return absl::UnavailableError(absl::StrCat(
          "cannot listen on ", options.listen,
          ": the port is taken, the address is not this machine's, or the "
          "certificate does not fit its key"));
    }
    if (!options.listen.empty()) {
      const size_t colon = options.listen.rfind(':');
      address = absl::StrCat(options.listen.substr(0, colon), ":", port);
    }
    return absl::OkStatus();
  }

  // In order of dependence: the last goes first.
  RealClock clock_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Cluster> cluster_;
  std::unique_ptr<Metrics> metrics_;
  std::unique_ptr<GrpcNodeCaller> caller_;
  std::unique_ptr<grpc::Service> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Reconciler> reconciler_;
  std::unique_ptr<MetricsPort> metrics_port_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions options) {
  auto impl = std::make_unique<Impl>();
  MIDGE_RETURN_IF_ERROR(impl->Start(options));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

void Server::Stop() { impl_->Stop(); }
const std::string& Server::address() const { return impl_->address; }
const std::string& Server::metrics_address() const {
  return impl_->metrics_address();
}
std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  return impl_->server()->InProcessChannel(grpc::ChannelArguments());
}

}  // namespace midge::coordinator

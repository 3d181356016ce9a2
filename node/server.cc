#include "node/server.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/clock.h"
#include "base/mutex.h"
#include "base/status_macros.h"
#include "node/coordinator_client.h"
#include "node/grpc_link.h"
#include "node/metrics.h"
#include "node/node.h"
#include "node/service.h"
#include "node/stats.h"
#include "proto/channel.h"
#include "proto/limits.h"
#include "proto/metrics_port.h"

namespace midge::node {
namespace {

// How long answers under way may take at Stop() before they are cut.
constexpr std::chrono::seconds kStopGrace(1);

std::string HostOf(const std::string& address) {
  return address.substr(0, address.rfind(':'));
}

// Each dial gets a connection of its own: a shared one would keep gRPC's
// back-off, where the link has one already.
std::shared_ptr<grpc::Channel> MakeLinkChannel(
    const std::string& address,
    const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(kRpcMessageBytesMax);
  // A proxy named in the environment is for the world outside.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

}  // namespace

class Server::Impl {
 public:
  explicit Impl(ServerOptions options) : options_(std::move(options)) {}
  ~Impl() { Stop(); }

  absl::Status Start() {
    MIDGE_ASSIGN_OR_RETURN(credentials_, MakeChannelCredentials(options_.tls));
    dialer_ = std::make_unique<GrpcLinkDialer>(
        [credentials = credentials_](const std::string& address) {
          return MakeLinkChannel(address, credentials);
        });
    node_ = std::make_unique<Node>(
        NodeOptions{options_.workers, options_.heap_limit_bytes}, &clock_,
        dialer_.get());
    service_ = MakeService(node_.get(), options_.name);
    links_ = std::make_unique<GrpcLinkService>(
        [node = node_.get()](NodeId peer) { return node->FindLink(peer); },
        &clock_);
    MIDGE_RETURN_IF_ERROR(Listen());
    MIDGE_RETURN_IF_ERROR(ListenMetrics());
    client_ = std::make_shared<CoordinatorClient>(
        MakeChannel(options_.coordinator, credentials_), Describe(),
        node_.get());
    client_->Start();
    {
      // A scrape may have come before.
      MutexLock lock(&mutex_);
      scraped_client_ = client_;
    }
    return absl::OkStatus();
  }

  void Stop() {
    if (stopped_) return;
    stopped_ = true;
    if (client_ != nullptr) client_->Stop();
    // A scrape must not reach a node that is gone.
    metrics_port_.reset();
    if (node_ != nullptr) {
      node_->Forget();
      node_->logs().Shutdown();
    }
    if (server_ != nullptr) {
      server_->Shutdown(std::chrono::system_clock::now() + kStopGrace);
      server_->Wait();
    }
  }

  std::string address;
  std::string metrics_address;

 private:
  absl::Status Listen() {
    MIDGE_RETURN_IF_ERROR(CheckListen(options_.listen, options_.tls));
    MIDGE_ASSIGN_OR_RETURN(auto credentials,
                           MakeServerCredentials(options_.tls));
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(kRpcMessageBytesMax);
    builder.SetMaxSendMessageSize(kRpcMessageBytesMax);
    // Two programs on one port would share its calls at random.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    int port = 0;
    builder.AddListeningPort(options_.listen, credentials, &port);
    builder.RegisterService(service_.get());
    builder.RegisterService(links_->service());
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || port == 0) {
      return absl::UnavailableError(absl::StrCat(
          "cannot listen on ", options_.listen,
          ": the port is taken, the address is not this machine's, or the "
          "certificate does not fit its key"));
    }
    address = absl::StrCat(HostOf(options_.listen), ":", port);
    if (options_.advertise.empty()) {
      options_.advertise = address;
    } else if (absl::EndsWith(options_.advertise, ":0")) {
      options_.advertise = absl::StrCat(HostOf(options_.advertise), ":", port);
    }
    return absl::OkStatus();
  }

  absl::Status ListenMetrics() {
    if (options_.metrics_listen.empty()) return absl::OkStatus();
    MIDGE_ASSIGN_OR_RETURN(
        metrics_port_,
        MetricsPort::Listen(options_.metrics_listen, options_.tls,
                            {MakeCollector([this] { return Figures(); })}));
    metrics_address = metrics_port_->address();
    return absl::OkStatus();
  }

  Registration Describe() const {
    Registration registration;
    registration.name = options_.name;
    registration.address = options_.advertise;
    registration.metrics_address = metrics_address;
    registration.cores = static_cast<uint32_t>(
        options_.workers > 0 ? options_.workers
                             : std::thread::hardware_concurrency());
    registration.labels = options_.labels;
    return registration;
  }

  NodeFigures Figures() const ABSL_LOCKS_EXCLUDED(mutex_) {
    NodeFigures figures;
    figures.resident_bytes = ResidentBytes();
    {
      MutexLock lock(&mutex_);
      if (scraped_client_ != nullptr) {
        figures.coordinator_connected = scraped_client_->connected();
        figures.heartbeats_failed = scraped_client_->heartbeats_failed();
      }
    }
    if (std::shared_ptr<Runtime> runtime = node_->runtime()) {
      figures.vm = runtime->vm().Stats();
      figures.shares = runtime->Shares();
      figures.links = runtime->hub().Figures();
    }
    return figures;
  }

  ServerOptions options_;
  bool stopped_ = false;
  RealClock clock_;
  std::shared_ptr<grpc::ChannelCredentials> credentials_;
  // In order of dependence: the last goes first.
  std::unique_ptr<GrpcLinkDialer> dialer_;
  std::unique_ptr<Node> node_;
  std::unique_ptr<grpc::Service> service_;
  std::unique_ptr<GrpcLinkService> links_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<CoordinatorClient> client_;
  std::unique_ptr<MetricsPort> metrics_port_;

  mutable Mutex mutex_;
  std::shared_ptr<CoordinatorClient> scraped_client_ ABSL_GUARDED_BY(mutex_);
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  MIDGE_RETURN_IF_ERROR(impl->Start());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

void Server::Stop() { impl_->Stop(); }
const std::string& Server::address() const { return impl_->address; }
const std::string& Server::metrics_address() const {
  return impl_->metrics_address;
}

}  // namespace midge::node

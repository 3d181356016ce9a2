#include "node/grpc_link.h"

#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <list>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/mutex.h"
#include "midge/v1/link.grpc.pb.h"
#include "node/limits.h"
#include "proto/rpc.h"

namespace midge::node {
namespace {

void ToProto(const LinkFrame& frame, v1::LinkFrame* out) {
  out->Clear();
  if (frame.hello.has_value()) {
    v1::LinkHello* hello = out->mutable_hello();
    hello->set_version(frame.hello->version);
    hello->set_from_node_id(frame.hello->from.value());
    hello->set_to_node_id(frame.hello->to.value());
    hello->set_received(frame.hello->received);
  }
  out->set_seq(frame.seq);
  out->set_sent(frame.sent);
  out->set_ack(frame.ack);
  out->set_ping(frame.ping);
  out->set_pong(frame.pong);
  if (frame.batch != nullptr) out->set_batch(*frame.batch);
}

LinkFrame FromProto(v1::LinkFrame* frame) {
  LinkFrame out;
  if (frame->has_hello()) {
    out.hello = {
        frame->hello().version(), NodeId(frame->hello().from_node_id()),
        NodeId(frame->hello().to_node_id()), frame->hello().received()};
  }
  out.seq = frame->seq();
  out.sent = frame->sent();
  out.ack = frame->ack();
  out.ping = frame->ping();
  out.pong = frame->pong();
  if (!frame->batch().empty()) {
    out.batch =
        std::make_shared<const std::string>(std::move(*frame->mutable_batch()));
  }
  return out;
}

// The half of a stream that is the same at both ends.
//
// A read is always outstanding until one fails; no write is started after
// that. So the call cannot end while something is about to be started on it.
template <typename Reactor>
class GrpcStream : public Reactor, public LinkStream {
 public:
  void Write(const LinkFrame& frame) override ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(&mutex_);
    if (ended_) return;
    ToProto(frame, &out_);
    this->StartWrite(&out_);
  }

  void OnWriteDone(bool ok) override {
    // A write that failed is followed by a read that fails.
    if (ok) link_->OnWritten(this);
  }

 protected:
  // True for the first caller: from here on nothing is started.
  bool End() ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(&mutex_);
    return !std::exchange(ended_, true);
  }

  // Set before the first write, constant after.
  std::shared_ptr<Link> link_;
  v1::LinkFrame in_;
  // Holds the stream alive until gRPC is done with it.
  std::shared_ptr<LinkStream> self_;

 private:
  Mutex mutex_;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  v1::LinkFrame out_;  // Of the write under way.
};

}  // namespace

// Holds the channel of each connection for longer than anything of gRPC does.
// gRPC joins its callback threads when the last channel that they served goes,
// so it must not be let go on one of them; a stream ends there.
class GrpcLinkDialer::Channels {
 public:
  // For as long as it lives, its channel does.
  class Lease {
   public:
    Lease(Channels* owner, std::shared_ptr<grpc::Channel> channel)
        : owner_(owner), kept_(owner->Keep(std::move(channel))) {}
    ~Lease() { owner_->Return(kept_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    const std::shared_ptr<grpc::Channel>& channel() const { return *kept_; }

   private:
    Channels* const owner_;
    const std::list<std::shared_ptr<grpc::Channel>>::iterator kept_;
  };

  ~Channels() {
    MutexLock lock(&mutex_);
    while (!used_.empty()) returned_.Wait(&mutex_);
  }

 private:
  using List = std::list<std::shared_ptr<grpc::Channel>>;

  List::iterator Keep(std::shared_ptr<grpc::Channel> channel)
      ABSL_LOCKS_EXCLUDED(mutex_) {
    List unused;  // Goes after the lock.
    MutexLock lock(&mutex_);
    unused.swap(unused_);
    return used_.insert(used_.end(), std::move(channel));
  }

  void Return(List::iterator kept) ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(&mutex_);
    unused_.splice(unused_.end(), used_, kept);
    if (used_.empty()) returned_.SignalAll();
  }

  Mutex mutex_;
  CondVar returned_;
  List used_ ABSL_GUARDED_BY(mutex_);
  // Let go at the next Keep(), which is called on the hub's thread.
  List unused_ ABSL_GUARDED_BY(mutex_);
};

namespace {

class ClientStream final
    : public GrpcStream<grpc::ClientBidiReactor<v1::LinkFrame, v1::LinkFrame>> {
 public:
  ClientStream(GrpcLinkDialer::Channels* channels,
               std::shared_ptr<grpc::Channel> channel,
               std::shared_ptr<Link> link)
      : lease_(channels, std::move(channel)),
        stub_(v1::Link::NewStub(lease_.channel())) {
    link_ = std::move(link);
  }

  static void Start(std::shared_ptr<ClientStream> stream) {
    stream->self_ = stream;
    stream->stub_->async()->Connect(&stream->context_, stream.get());
    // Writes come from any thread, so the call is held until reads fail.
    stream->AddHold();
    stream->StartRead(&stream->in_);
    stream->StartCall();
    stream->link_->Attach(stream);
  }

  void Close(const absl::Status&) override { context_.TryCancel(); }

  void OnReadDone(bool ok) override {
    if (ok) {
      link_->OnFrame(this, FromProto(&in_));
      StartRead(&in_);
    } else if (End()) {
      RemoveHold();
    }
  }

  void OnDone(const grpc::Status& status) override {
    link_->OnClosed(this, FromGrpc(status));
    // The last reference but the link's, which OnClosed() gave up. It must
    // not go before this returns.
    std::shared_ptr<LinkStream> self = std::move(self_);
  }

 private:
  const GrpcLinkDialer::Channels::Lease lease_;  // First, so it goes last.
  grpc::ClientContext context_;
  const std::unique_ptr<v1::Link::Stub> stub_;
};

}  // namespace

GrpcLinkDialer::GrpcLinkDialer(ChannelMaker maker)
    : maker_(std::move(maker)), channels_(std::make_unique<Channels>()) {}

GrpcLinkDialer::~GrpcLinkDialer() = default;

void GrpcLinkDialer::Dial(const std::string& address,
                          std::shared_ptr<Link> link) {
  ClientStream::Start(std::make_shared<ClientStream>(
      channels_.get(), maker_(address), std::move(link)));
}

class GrpcLinkService::Impl final : public v1::Link::CallbackService {
 public:
  Impl(std::function<std::shared_ptr<Link>(NodeId)> find, const Clock* clock)
      : find_(std::move(find)), clock_(clock) {}

  grpc::ServerBidiReactor<v1::LinkFrame, v1::LinkFrame>* Connect(
      grpc::CallbackServerContext* context) override;

 private:
  class ServerStream;

  std::shared_ptr<Link> Find(const v1::LinkFrame& frame) {
    return find_(NodeId(frame.hello().from_node_id()));
  }
  // False when there are too many already.
  bool AddUnknown(ServerStream* stream) ABSL_LOCKS_EXCLUDED(mutex_);
  void RemoveUnknown(ServerStream* stream) ABSL_LOCKS_EXCLUDED(mutex_) {
    MutexLock lock(&mutex_);
    unknown_.erase(stream);
  }

  const std::function<std::shared_ptr<Link>(NodeId)> find_;
  const Clock* const clock_;
  Mutex mutex_;
  // Connections that have not said who they are.
  std::set<ServerStream*> unknown_ ABSL_GUARDED_BY(mutex_);
};

class GrpcLinkService::Impl::ServerStream final
    : public GrpcStream<grpc::ServerBidiReactor<v1::LinkFrame, v1::LinkFrame>> {
 public:
  ServerStream(Impl* service, grpc::CallbackServerContext* context)
      : service_(service),
        context_(context),
        began_nanos_(service->clock_->MonotonicNanos()) {}

  static void Start(std::shared_ptr<ServerStream> stream) {
    stream->self_ = stream;
    stream->StartRead(&stream->in_);
  }

  int64_t began_nanos() const { return began_nanos_; }

  // The peer learns no reason: it would have to read it first, and this is
  // also for peers that do not.
  void Close(const absl::Status&) override { context_->TryCancel(); }

  void Refuse(const absl::Status& why) {
    if (End()) Finish(ToGrpc(why));
  }

  void OnReadDone(bool ok) override {
    if (!ok) return Refuse(absl::CancelledError("the peer is gone"));
    if (link_ == nullptr && !Identify()) return;
    link_->OnFrame(this, FromProto(&in_));
    StartRead(&in_);
  }

  void OnDone() override {
    service_->RemoveUnknown(this);
    if (link_ != nullptr) {
      link_->OnClosed(this, absl::UnavailableError("the stream ended"));
    }
    std::shared_ptr<LinkStream> self = std::move(self_);
  }

 private:
  bool Identify() {
    link_ = service_->Find(in_);
    if (link_ == nullptr) {
      Refuse(absl::UnavailableError(
          absl::StrCat("node ", in_.hello().from_node_id(),
                       " is not a member that this node knows")));
      return false;
    }
    service_->RemoveUnknown(this);
    link_->Attach(self_);
    return true;
  }

  Impl* const service_;
  grpc::CallbackServerContext* const context_;
  const int64_t began_nanos_;
};

grpc::ServerBidiReactor<v1::LinkFrame, v1::LinkFrame>*
GrpcLinkService::Impl::Connect(grpc::CallbackServerContext* context) {
  auto stream = std::make_shared<ServerStream>(this, context);
  ServerStream* reactor = stream.get();
  const bool added = AddUnknown(reactor);
  ServerStream::Start(std::move(stream));
  if (!added) {
    reactor->Close(absl::ResourceExhaustedError("too many connections"));
  }
  return reactor;
}

bool GrpcLinkService::Impl::AddUnknown(ServerStream* stream) {
  MutexLock lock(&mutex_);
  if (unknown_.size() >= static_cast<size_t>(kUnknownConnectionsMax)) {
    // They stay in the set until gRPC is done with them.
    for (ServerStream* silent : unknown_) {
      if (stream->began_nanos() - silent->began_nanos() >= kHelloNanosMax) {
        silent->Close(absl::DeadlineExceededError("no hello"));
      }
    }
    return false;
  }
  unknown_.insert(stream);
  return true;
}

GrpcLinkService::GrpcLinkService(
    std::function<std::shared_ptr<Link>(NodeId)> find, const Clock* clock)
    : impl_(std::make_unique<Impl>(std::move(find), clock)) {}

GrpcLinkService::~GrpcLinkService() = default;

grpc::Service* GrpcLinkService::service() { return impl_.get(); }

}  // namespace midge::node

// A bare gRPC stream, the floor for what goes between two nodes: the same
// library, one bidirectional stream, no protocol of ours over it.
//
//   stream serve                  prints its port; echoes, or counts a flood
//   stream trip COUNT PORT        COUNT round trips of a small frame
//   stream flood COUNT PORT       COUNT small frames one way, one at a time
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "midge/v1/link.grpc.pb.h"

namespace midge {
namespace {

using Frame = v1::LinkFrame;

// Echoes what has `ping` set, counts what has `seq` set, and answers the
// frame with `sent` set with the sum.
class Echo final : public grpc::ServerBidiReactor<Frame, Frame> {
 public:
  Echo() { StartRead(&in_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    if (in_.ping() == 0 && in_.sent() == 0) {
      sum_ += in_.seq();
      return StartRead(&in_);
    }
    out_ = in_;
    out_.set_ack(in_.ping() != 0 ? in_.ping() + 1 : sum_);
    StartWrite(&out_);
  }
  void OnWriteDone(bool ok) override {
    if (ok) StartRead(&in_);
  }
  void OnDone() override { delete this; }

 private:
  Frame in_;
  Frame out_;
  uint64_t sum_ = 0;
};

class Service final : public v1::Link::CallbackService {
  grpc::ServerBidiReactor<Frame, Frame>* Connect(
      grpc::CallbackServerContext*) override {
    return new Echo;
  }
};

int Serve() {
  Service service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  auto server = builder.BuildAndStart();
  std::printf("%d\n", port);
  std::fflush(stdout);
  std::getchar();  // Until the driver closes our stdin.
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}

int Drive(const std::string& verb, uint64_t count, const std::string& port) {
  auto stub = v1::Link::NewStub(grpc::CreateChannel(
      "127.0.0.1:" + port, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  auto stream = stub->Connect(&context);
  Frame out;
  Frame in;
  out.set_batch(std::string(64, 'x'));
  uint64_t result = 0;
  const auto begun = std::chrono::steady_clock::now();
  for (uint64_t i = 1; i <= count; ++i) {
    verb == "trip" ? out.set_ping(i) : out.set_seq(i - 1);
    if (!stream->Write(out)) return 1;
    if (verb != "trip") continue;
    if (!stream->Read(&in)) return 1;
    result += in.ack() - 1;
  }
  if (verb != "trip") {
    out.set_sent(1);
    if (!stream->Write(out) || !stream->Read(&in)) return 1;
    result = in.ack();
  }
  const std::chrono::duration<double> seconds =
      std::chrono::steady_clock::now() - begun;
  std::printf("seconds: %.9f\nresult: %llu\n", seconds.count(),
              static_cast<unsigned long long>(result));
  stream->WritesDone();
  return stream->Finish().ok() ? 0 : 1;
}

}  // namespace
}  // namespace midge

int main(int argc, char** argv) {
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "serve") return midge::Serve();
  if (argc != 4) return 2;
  return midge::Drive(verb, std::strtoull(argv[2], nullptr, 10), argv[3]);
}

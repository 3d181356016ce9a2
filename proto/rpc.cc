#include "proto/rpc.h"

#include <grpcpp/support/status.h>

#include <cstddef>
#include <string>

namespace midge {
namespace {

// gRPC carries the message in a trailer and refuses big ones (8 KiB for all
// metadata by default); percent-encoding may triple it.
constexpr size_t kMessageBytesMax = 2048;

}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  std::string message(status.message());
  if (message.size() > kMessageBytesMax) {
    message.resize(kMessageBytesMax);
    message += "…";
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), message);
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
}

bool IsRetriable(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

}  // namespace midge

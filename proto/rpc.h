// The one place where absl::Status and grpc::Status meet.
//
// The codes are the same sixteen in both, so nothing is lost either way.
// Threads: pure functions.
#ifndef MIDGE_PROTO_RPC_H_
#define MIDGE_PROTO_RPC_H_

#include "absl/status/status.h"

namespace grpc {
class Status;
}  // namespace grpc

namespace midge {

// What a handler answers. A message longer than a trailer may carry is cut.
grpc::Status ToGrpc(const absl::Status& status);

// What a caller got.
absl::Status FromGrpc(const grpc::Status& status);

// True when the same call may succeed later: the peer is not there (yet), or
// did not answer in time.
bool IsRetriable(const absl::Status& status);

}  // namespace midge

#endif  // MIDGE_PROTO_RPC_H_

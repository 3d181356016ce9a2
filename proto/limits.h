// Limits of what travels in midge/v1, the same at both ends of every rpc.
#ifndef MIDGE_PROTO_LIMITS_H_
#define MIDGE_PROTO_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace midge {

// Bytes of a bundle as it travels, compressed. Past it: INVALID_ARGUMENT.
inline constexpr size_t kBundleBytesMax = size_t{64} << 20;

// Bytes of a bundle once opened; a bundle that claims more is not opened.
inline constexpr size_t kProgramBytesMax = size_t{512} << 20;

// Files in one program, data files included.
inline constexpr int kProgramFilesMax = 4096;

// Bytes of the path of one of them.
inline constexpr size_t kProgramPathBytesMax = 1024;

// Bytes of one gRPC message: a bundle with its spec around it. Both ends of
// every channel are built with it (gRPC's own default is 4 MiB).
inline constexpr int kRpcMessageBytesMax = 72 << 20;

// Bytes of one request to the metrics port, and how long it may take; past
// either the connection is closed.
inline constexpr size_t kMetricsRequestBytesMax = 8 << 10;
inline constexpr int kMetricsRequestMs = 5000;

}  // namespace midge

#endif  // MIDGE_PROTO_LIMITS_H_

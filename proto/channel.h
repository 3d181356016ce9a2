// How every program of Midge makes a channel.
//
// Threads: a pure function.
#ifndef MIDGE_PROTO_CHANNEL_H_
#define MIDGE_PROTO_CHANNEL_H_

#include <memory>
#include <string>

namespace grpc {
class Channel;
class ChannelCredentials;
}  // namespace grpc

namespace midge {

// A channel to HOST:PORT that takes messages up to kRpcMessageBytesMax and
// tries again soon after the peer was away: a node that comes back is talked
// to within a second, not within gRPC's two minutes.
std::shared_ptr<grpc::Channel> MakeChannel(
    const std::string& address,
    const std::shared_ptr<grpc::ChannelCredentials>& credentials);

}  // namespace midge

#endif  // MIDGE_PROTO_CHANNEL_H_

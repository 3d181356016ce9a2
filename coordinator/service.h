// The Coordinator service: checks what comes in, asks the cluster, converts
// what goes out. Nothing is decided here.
//
// Threads: gRPC calls it from many.
#ifndef MIDGE_COORDINATOR_SERVICE_H_
#define MIDGE_COORDINATOR_SERVICE_H_

#include <memory>

#include "base/clock.h"

namespace grpc {
class Service;
}  // namespace grpc

namespace midge::coordinator {

class Cluster;
class Metrics;

// Borrows all three.
std::unique_ptr<grpc::Service> MakeService(Cluster* cluster, Metrics* metrics,
                                           const Clock* clock);

}  // namespace midge::coordinator

#endif  // MIDGE_COORDINATOR_SERVICE_H_

// midge.v1.Node, thin: validates, asks the Node, converts.
#ifndef MIDGE_NODE_SERVICE_H_
#define MIDGE_NODE_SERVICE_H_

#include <memory>
#include <string>

namespace grpc {
class Service;
}  // namespace grpc

namespace midge::node {

class Node;

// Borrows the node, which outlives the server it is registered with.
std::unique_ptr<grpc::Service> MakeService(Node* node, std::string name);

}  // namespace midge::node

#endif  // MIDGE_NODE_SERVICE_H_

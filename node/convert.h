// Between midge/v1 and the node's plain structs. What comes from outside is
// verified here.
//
// Threads: pure functions.
#ifndef MIDGE_NODE_CONVERT_H_
#define MIDGE_NODE_CONVERT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "midge/v1/common.pb.h"
#include "midge/v1/coordinator.pb.h"
#include "midge/v1/node.pb.h"
#include "node/link_hub.h"
#include "node/log_store.h"
#include "node/node.h"
#include "vm/vm.h"

namespace midge::node {

Peers FromProto(const v1::Members& members);
Peers FromProto(const google::protobuf::RepeatedPtrField<v1::Member>& members);

// Opens the bundle, which is most of the work.
absl::StatusOr<vm::SwarmSpec> FromProto(const v1::SwarmSpec& spec);

void ToProto(const ShareFigures& share, v1::SwarmStats* out);
void ToProto(const vm::AgentReport& agent, NodeId node, v1::AgentInfo* out);
void ToProto(const vm::ThreadReport& thread, v1::ThreadInfo* out);
void ToProto(const vm::MailboxReport& mailbox, NodeId node,
             v1::MailboxInfo* out);
void ToProto(const vm::SemaphoreReport& semaphore, NodeId node,
             v1::SemaphoreInfo* out);
void ToProto(const LogEntry& entry, NodeId node, v1::LogLine* out);
void ToProto(const LinkFigures& link, v1::LinkStats* out);

}  // namespace midge::node

#endif  // MIDGE_NODE_CONVERT_H_

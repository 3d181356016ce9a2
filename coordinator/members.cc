#include "coordinator/members.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "coordinator/limits.h"

namespace midge::coordinator {
namespace {

absl::Status CheckBytes(absl::string_view field, absl::string_view value,
                        size_t max) {
  if (value.size() <= max) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, ": ", value.size(), " bytes, more than ", max));
}

absl::Status CheckLabels(const std::map<std::string, std::string>& labels) {
  if (labels.size() > kLabelsMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("labels: ", labels.size(), ", more than ", kLabelsMax));
  }
  for (const auto& [key, value] : labels) {
    MIDGE_RETURN_IF_ERROR(CheckBytes("labels", key, kLabelBytesMax));
    MIDGE_RETURN_IF_ERROR(CheckBytes("labels", value, kLabelBytesMax));
  }
  return absl::OkStatus();
}

bool IsNameByte(char c) {
  return absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_';
}

}  // namespace

absl::Status CheckName(absl::string_view what, absl::string_view name) {
  const bool shaped = !name.empty() && name.size() <= kNameBytesMax &&
                      std::all_of(name.begin(), name.end(), IsNameByte);
  if (!shaped) {
    return absl::InvalidArgumentError(
        absl::StrCat(what, ": a name is 1 to ", kNameBytesMax,
                     " letters, digits, '-', '.' or '_', and \"",
                     name.substr(0, 80), "\" is not"));
  }
  const bool digits =
      std::all_of(name.begin(), name.end(), absl::ascii_isdigit);
  if (digits) {
    return absl::InvalidArgumentError(absl::StrCat(
        what, ": a name may not be a number like ", name, ": numbers are ids"));
  }
  return absl::OkStatus();
}

absl::Status CheckRegistration(const Registration& node) {
  MIDGE_RETURN_IF_ERROR(CheckName("name", node.name));
  if (node.address.empty()) {
    return absl::InvalidArgumentError("address: empty");
  }
  MIDGE_RETURN_IF_ERROR(CheckBytes("address", node.address, kAddressBytesMax));
  MIDGE_RETURN_IF_ERROR(
      CheckBytes("metrics_address", node.metrics_address, kAddressBytesMax));
  MIDGE_RETURN_IF_ERROR(CheckBytes("version", node.version, kVersionBytesMax));
  if (node.cores < 1 || node.cores > kCoresMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("cores: ", node.cores, " is not 1 to ", kCoresMax));
  }
  return CheckLabels(node.labels);
}

void Members::Restore(std::vector<Member> members, uint64_t epoch, Now now) {
  MIDGE_CHECK(members_.empty());
  epoch_ = epoch;
  expired_at_nanos_ = now.monotonic_nanos;
  for (Member& member : members) {
    member.lease_end_nanos = now.monotonic_nanos + lease_ms_ * kNanosPerMilli;
    const NodeId id = member.id;
    members_.emplace(id, std::move(member));
  }
}

std::optional<NodeId> Members::LiveNamed(absl::string_view name) const {
  for (const auto& [id, member] : members_) {
    if (member.state == NodeState::kLive && member.node.name == name) return id;
  }
  return std::nullopt;
}

const Member& Members::Admit(NodeId id, Registration node, Now now) {
  MIDGE_CHECK(members_.find(id) == members_.end(), "a node id came twice");
  MIDGE_CHECK(!LiveNamed(node.name).has_value());
  Member member;
  member.id = id;
  member.node = std::move(node);
  member.registered_unix_ms = now.unix_ms;
  member.heartbeat_unix_ms = now.unix_ms;
  member.lease_end_nanos = now.monotonic_nanos + lease_ms_ * kNanosPerMilli;
  member.told_epoch = ++epoch_;
  return members_.emplace(id, std::move(member)).first->second;
}

bool Members::Renew(NodeId id, uint64_t known_epoch, Now now) {
  auto found = members_.find(id);
  if (found == members_.end()) return false;
  Member& member = found->second;
  if (member.state != NodeState::kLive) return false;
  member.heartbeat_unix_ms = now.unix_ms;
  member.lease_end_nanos = now.monotonic_nanos + lease_ms_ * kNanosPerMilli;
  member.told_epoch = std::max(member.told_epoch, known_epoch);
  return true;
}

bool Members::Lose(NodeId id) {
  auto found = members_.find(id);
  if (found == members_.end()) return false;
  if (found->second.state != NodeState::kLive) return false;
  found->second.state = NodeState::kLost;
  found->second.lost_epoch = ++epoch_;
  return true;
}

std::vector<NodeId> Members::ExpireLeases(Now now) {
  const int64_t gap = now.monotonic_nanos - expired_at_nanos_;
  expired_at_nanos_ = now.monotonic_nanos;
  const bool stood_still = gap > lease_ms_ * kNanosPerMilli / 2;
  std::vector<NodeId> lost;
  for (auto& [id, member] : members_) {
    if (member.state != NodeState::kLive) continue;
    if (stood_still) member.lease_end_nanos += gap;
    if (member.lease_end_nanos <= now.monotonic_nanos) lost.push_back(id);
  }
  for (NodeId id : lost) Lose(id);
  return lost;
}

void Members::Told(NodeId id, uint64_t epoch) {
  auto found = members_.find(id);
  if (found == members_.end()) return;
  found->second.told_epoch = std::max(found->second.told_epoch, epoch);
}

std::vector<NodeId> Members::ForgetOld() {
  std::vector<std::pair<uint64_t, NodeId>> lost;
  for (const auto& [id, member] : members_) {
    if (member.state == NodeState::kLost) {
      lost.emplace_back(member.lost_epoch, id);
    }
  }
  std::vector<NodeId> forgotten;
  if (lost.size() <= kMembersLostMax) return forgotten;
  std::sort(lost.begin(), lost.end());
  lost.resize(lost.size() - kMembersLostMax);
  for (const auto& [epoch, id] : lost) {
    members_.erase(id);
    forgotten.push_back(id);
  }
  return forgotten;
}

const Member* Members::Find(NodeId id) const {
  auto found = members_.find(id);
  return found == members_.end() ? nullptr : &found->second;
}

bool Members::IsLive(NodeId id) const {
  const Member* member = Find(id);
  return member != nullptr && member->state == NodeState::kLive;
}

std::vector<NodeId> Members::Live() const {
  std::vector<NodeId> live;
  for (const auto& [id, member] : members_) {
    if (member.state == NodeState::kLive) live.push_back(id);
  }
  return live;
}

}  // namespace midge::coordinator

// The ids that appear in more than one folder. Each is a type of its own, so
// that a shard is never passed where a node is meant.
#ifndef MIDGE_BASE_IDS_H_
#define MIDGE_BASE_IDS_H_

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace midge {

// An integer that only compares with its own kind. Zero is "none".
template <typename Tag, typename Integer>
class StrongId {
 public:
  using Value = Integer;

  constexpr StrongId() = default;
  constexpr explicit StrongId(Integer value) : value_(value) {}

  constexpr Integer value() const { return value_; }
  std::string ToString() const { return std::to_string(value_); }

  friend constexpr auto operator<=>(StrongId, StrongId) = default;
  template <typename H>
  friend H AbslHashValue(H hash, StrongId id) {
    return H::combine(std::move(hash), id.value_);
  }

 private:
  Integer value_ = 0;
};

// A swarm, unique over the life of a coordinator's store.
using SwarmId = StrongId<struct SwarmIdTag, uint64_t>;
// A node, unique over the life of a coordinator's store.
using NodeId = StrongId<struct NodeIdTag, uint32_t>;
// A slice of one swarm's objects; shard 0 is a swarm's first and is valid.
using ShardId = StrongId<struct ShardIdTag, uint16_t>;

// An agent, a mailbox or a semaphore, unique within its swarm. It holds its
// shard, so the shard map alone says where the object lives. The top 16 bits
// are the shard, the rest a serial that the shard counts up from 1; they are
// never used again. All bits zero is "none".
//
// Values are on the wire: the layout never changes.
struct ObjectId {
  static constexpr int kSerialBits = 48;
  static constexpr uint64_t kSerialMax = (uint64_t{1} << kSerialBits) - 1;

  uint64_t bits = 0;

  // REQUIRES: 1 <= serial <= kSerialMax.
  static ObjectId Make(ShardId shard, uint64_t serial);
  // Reads what ToString() writes: shard, dot, serial, in decimal.
  static std::optional<ObjectId> Parse(const std::string& text);

  constexpr ShardId shard() const {
    return ShardId(static_cast<uint16_t>(bits >> kSerialBits));
  }
  constexpr uint64_t serial() const { return bits & kSerialMax; }
  constexpr bool is_none() const { return bits == 0; }
  // "12.345".
  std::string ToString() const;

  friend constexpr auto operator<=>(ObjectId, ObjectId) = default;
  template <typename H>
  friend H AbslHashValue(H hash, ObjectId id) {
    return H::combine(std::move(hash), id.bits);
  }
};

}  // namespace midge

template <typename Tag, typename Integer>
struct std::hash<midge::StrongId<Tag, Integer>> {
  size_t operator()(midge::StrongId<Tag, Integer> id) const {
    return std::hash<Integer>()(id.value());
  }
};

template <>
struct std::hash<midge::ObjectId> {
  size_t operator()(midge::ObjectId id) const {
    return std::hash<uint64_t>()(id.bits);
  }
};

#endif  // MIDGE_BASE_IDS_H_

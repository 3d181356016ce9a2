#include "base/ids.h"

#include <charconv>
#include <limits>

#include "base/check.h"

namespace midge {
namespace {

// Reads all of [begin, end) as a decimal without sign or needless zeros.
bool ParseDecimal(const char* begin, const char* end, uint64_t max,
                  uint64_t* value) {
  if (begin == end || (*begin == '0' && end - begin > 1)) return false;
  const auto [stop, error] = std::from_chars(begin, end, *value);
  return error == std::errc() && stop == end && *value <= max;
}

}  // namespace

ObjectId ObjectId::Make(ShardId shard, uint64_t serial) {
  MIDGE_CHECK(serial >= 1 && serial <= kSerialMax, "serial out of range");
  return ObjectId{(uint64_t{shard.value()} << kSerialBits) | serial};
}

std::optional<ObjectId> ObjectId::Parse(const std::string& text) {
  const size_t dot = text.find('.');
  if (dot == std::string::npos) return std::nullopt;
  const char* const begin = text.data();
  constexpr uint64_t kShardMax = std::numeric_limits<ShardId::Value>::max();
  uint64_t shard, serial;
  if (!ParseDecimal(begin, begin + dot, kShardMax, &shard) ||
      !ParseDecimal(begin + dot + 1, begin + text.size(), kSerialMax,
                    &serial) ||
      serial == 0) {
    return std::nullopt;
  }
  return Make(ShardId(static_cast<uint16_t>(shard)), serial);
}

std::string ObjectId::ToString() const {
  return shard().ToString() + "." + std::to_string(serial());
}

}  // namespace midge

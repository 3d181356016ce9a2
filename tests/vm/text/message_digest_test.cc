#include "vm/text/message_digest.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace midge::vm::text {
namespace {

// What digests are is told by tests/lang/library/hashes.py; here, that a state
// from anywhere is refused or does no harm.
TEST(MessageDigestTest, RefusesStatesThatAreNone) {
  MessageDigest digest;
  ASSERT_TRUE(digest.Begin(DigestKind::kSha256, 0, "", false));
  for (size_t at = 0; at < sizeof digest; ++at) {
    for (const int byte : {0x00, 0x01, 0x7F, 0xFF}) {
      MessageDigest changed = digest;
      reinterpret_cast<uint8_t*>(&changed)[at] = static_cast<uint8_t>(byte);
      if (!changed.IsValid()) continue;
      changed.Update(std::string(500, 'x'));
      EXPECT_LE(changed.Finish(64).size(), 64u);
    }
  }
}

TEST(MessageDigestTest, RefusesParametersThatAreNone) {
  MessageDigest digest;
  for (const uint32_t rate : {0u, 7u, 12u, 176u, 200u}) {
    EXPECT_FALSE(digest.Begin(DigestKind::kSha3, rate, "", false)) << rate;
  }
  EXPECT_TRUE(digest.Begin(DigestKind::kSha3, 136, "", false));
  EXPECT_FALSE(digest.Begin(DigestKind::kBlake2b, 0, "short", false));
  EXPECT_TRUE(
      digest.Begin(DigestKind::kBlake2s, 0, std::string(32, '\1'), true));
}

}  // namespace
}  // namespace midge::vm::text

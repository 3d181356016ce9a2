#include "vm/interp/frame.h"

#include <gtest/gtest.h>

#include "vm/interp/anchors.h"

namespace midge::vm {
namespace {

TEST(FrameLinkTest, PacksIntoASmallInt) {
  for (bool generator : {false, true}) {
    const FrameLink link{(1 << 24) - 1, 249, ReturnAction::kThreadExit,
                         generator};
    const FrameLink back = FrameLink::Unpack(link.Pack());
    EXPECT_EQ(back.caller_distance, link.caller_distance);
    EXPECT_EQ(back.target, link.target);
    EXPECT_EQ(back.action, link.action);
    EXPECT_EQ(back.generator, generator);
  }
}

TEST(SavedIpTest, PacksIntoASmallInt) {
  const SavedIp saved{0xFFFFFFFF, 249, ReturnAction::kThreadExit};
  const SavedIp back = SavedIp::Unpack(saved.Pack());
  EXPECT_EQ(back.ip, saved.ip);
  EXPECT_EQ(back.target, saved.target);
  EXPECT_EQ(back.action, saved.action);
}

std::string Marked(std::string_view text, Opcode op) {
  const std::optional<Anchors> found = FindAnchors(text, op);
  if (!found) return "";
  return std::string(text.substr(found->begin, found->end - found->begin));
}

TEST(AnchorsTest, TheOutermostOperatorIsMarked) {
  EXPECT_EQ(FindAnchors("a + b", Opcode::kAdd)->begin, 2u);
  EXPECT_EQ(FindAnchors("a + b + c", Opcode::kAdd)->begin, 6u);
  EXPECT_EQ(FindAnchors("a - b + c", Opcode::kAdd)->begin, 6u);
  EXPECT_EQ(FindAnchors("a ** b ** c", Opcode::kPower)->begin, 2u);
  EXPECT_EQ(Marked("a // (b // c)", Opcode::kFloorDivide), "//");
  EXPECT_EQ(Marked("f(x + 1)[2] * -y", Opcode::kMultiply), "*");
  EXPECT_EQ(FindAnchors("'+' + x", Opcode::kAdd)->begin, 4u);
}

TEST(AnchorsTest, TheLastSubscriptIsMarked) {
  EXPECT_EQ(Marked("a[0][i + 1]", Opcode::kLoadItem), "[i + 1]");
  EXPECT_EQ(Marked("f(a)[']']", Opcode::kLoadItem), "[']']");
  EXPECT_EQ(Marked("(a)", Opcode::kLoadItem), "");
}

TEST(AnchorsTest, OtherInstructionsHaveNone) {
  EXPECT_EQ(Marked("a + b", Opcode::kCall), "");
}

}  // namespace
}  // namespace midge::vm

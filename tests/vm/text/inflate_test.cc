#include "vm/text/inflate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>

#include "vm/text/deflate.h"

namespace midge::vm::text {
namespace {

// What streams are is told by tests/lang/library/zlib_streams.py; here, that
// pieces of any size give the same, and that hostile states and streams do no
// harm.

std::string SomeText(size_t size) {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < size) {
    text += "words that come again ";
    text += std::to_string(random() % 1000);
  }
  return text;
}

// A raw stream of two pieces.
std::string Packed(const std::string& text) {
  const std::string_view all = text;
  const size_t half = text.size() / 2;
  std::string first, second;
  EXPECT_TRUE(Deflate(all.substr(0, half), "", false, {}, &first));
  const std::string_view window = all.substr(
      half - std::min(half, kInflateWindow), std::min(half, kInflateWindow));
  EXPECT_TRUE(Deflate(all.substr(half), window, true, {}, &second));
  return first + second;
}

// What the stream gives when `state` is fed `step` bytes at a time, with `room`
// for what comes of them; stops at an error.
std::string Unpacked(InflateState* state, const std::string& packed,
                     size_t step, size_t room, Inflated* last) {
  std::string out, given(room, '\0');
  size_t at = 0;
  do {
    const std::string_view piece = std::string_view(packed).substr(at, step);
    *last = Inflate(state, piece, given.data(), room);
    EXPECT_LE(last->consumed, piece.size());
    EXPECT_LE(last->given, room);
    at += last->consumed;
    out.append(given, 0, last->given);
    if (last->consumed == 0 && last->given == 0) break;
  } while (last->status == Inflated::kMore);
  return out;
}

TEST(InflateTest, PiecesOfAnySizeGiveTheSame) {
  const std::string text = SomeText(100'000);
  const std::string packed = Packed(text);
  EXPECT_LT(packed.size(), text.size() / 2);
  for (const size_t step : {1, 2, 15, 16, 17, 1000, 1'000'000}) {
    for (const size_t room : {1, 257, 258, 259, 40'000, 200'000}) {
      auto state = std::make_unique<InflateState>();
      ASSERT_TRUE(InflateBegin(-15, state.get()));
      Inflated last;
      EXPECT_EQ(Unpacked(state.get(), packed, step, room, &last), text)
          << step << " " << room;
      EXPECT_EQ(last.status, Inflated::kEnd);
    }
  }
}

TEST(InflateTest, ACopyOfAStateGoesOnAlone) {
  const std::string text = SomeText(100'000);
  const std::string packed = Packed(text);
  auto state = std::make_unique<InflateState>();
  ASSERT_TRUE(InflateBegin(-15, state.get()));
  std::string out(200'000, '\0');
  const size_t half = packed.size() / 2;
  const Inflated begun =
      Inflate(state.get(), packed.substr(0, half), out.data(), out.size());
  auto copy = std::make_unique<InflateState>();
  std::memcpy(copy.get(), state.get(), sizeof *state);
  state.reset();
  const Inflated ended =
      Inflate(copy.get(), std::string_view(packed).substr(begun.consumed),
              out.data() + begun.given, out.size() - begun.given);
  EXPECT_EQ(ended.status, Inflated::kEnd);
  out.resize(begun.given + ended.given);
  EXPECT_EQ(out, text);
}

TEST(InflateTest, HostileStatesDoNoHarm) {
  const std::string packed = Packed(SomeText(3000));
  std::mt19937 random(11);
  auto state = std::make_unique<InflateState>();
  constexpr size_t kHead = offsetof(InflateState, lengths);
  for (int round = 0; round < 20'000; ++round) {
    ASSERT_TRUE(InflateBegin(-15, state.get()));
    char given[700];
    Inflate(state.get(), std::string_view(packed).substr(0, random() % 400),
            given, sizeof given);
    auto* bytes = reinterpret_cast<uint8_t*>(state.get());
    for (int i = 0; i < 4; ++i) {
      const size_t reach = i % 2 == 0 ? kHead : sizeof *state;
      bytes[random() % reach] = static_cast<uint8_t>(random());
    }
    Inflated last;
    Unpacked(state.get(), packed, 1 + random() % 50, 1 + random() % 700, &last);
  }
}

TEST(InflateTest, HostileStreamsDoNoHarm) {
  const std::string packed = Packed(SomeText(3000));
  std::mt19937 random(13);
  auto state = std::make_unique<InflateState>();
  int errors = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string changed = packed;
    changed[random() % 200] = static_cast<char>(random());
    ASSERT_TRUE(InflateBegin(-15, state.get()));
    Inflated last;
    Unpacked(state.get(), changed, 1 + random() % 50, 1 + random() % 700,
             &last);
    if (last.status == Inflated::kError) {
      EXPECT_STRNE(last.message, "");
      ++errors;
    }
  }
  EXPECT_GT(errors, 1000);
}

TEST(InflateTest, RefusesWindowsThatThereAreNot) {
  auto state = std::make_unique<InflateState>();
  for (const int bits : {-16, -7, -1, 1, 7, 17, 23, 48, 1000}) {
    EXPECT_FALSE(InflateBegin(bits, state.get())) << bits;
  }
  for (const int bits : {-15, -8, 0, 8, 15, 16, 24, 31, 47}) {
    EXPECT_TRUE(InflateBegin(bits, state.get())) << bits;
  }
}

}  // namespace
}  // namespace midge::vm::text

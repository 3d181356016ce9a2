#include "vm/text/inflate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "vm/text/deflate.h"
#include "vm/text/limits.h"

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
std::string Packed(const std::string& text, const DeflateOptions& options) {
  const std::string_view all = text;
  const size_t half = text.size() / 2;
  std::string first, second;
  EXPECT_TRUE(Deflate(all.substr(0, half), "", false, options, &first));
  const std::string_view window = all.substr(
      half - std::min(half, kInflateWindow), std::min(half, kInflateWindow));
  EXPECT_TRUE(Deflate(all.substr(half), window, true, options, &second));
  return first + second;
}

std::unique_ptr<InflateState> Begun() {
  auto state = std::make_unique<InflateState>();
  EXPECT_EQ(InflateBegin("", -15, "", state.get()).status, Inflated::kEnd);
  return state;
}

// What the stream gives when `state` is fed `step` bytes at a time, with `room`
// for what comes of them; stops at an error.
std::string Unpacked(InflateState* state, const std::string& packed,
                     size_t step, size_t room, Inflated* last) {
  std::string out;
  size_t at = 0;
  do {
    const std::string_view piece = std::string_view(packed).substr(at, step);
    *last = Inflate(state, piece, room);
    EXPECT_LE(last->consumed, piece.size());
    EXPECT_LE(last->out.size(), room);
    at += last->consumed;
    out += last->out;
    if (last->consumed == 0 && last->out.empty()) break;
  } while (last->status == Inflated::kMore);
  return out;
}

// Of stored blocks, of ones with the fixed code, and of others.
TEST(InflateTest, PiecesOfAnySizeGiveTheSame) {
  const std::string text = SomeText(20'000) + std::string(20'000, '-');
  for (const auto& [level, strategy] : {std::pair{0, 0}, {6, 4}, {6, 0}}) {
    DeflateOptions options;
    options.level = level;
    options.strategy = strategy;
    const std::string packed = Packed(text, options);
    for (const size_t step : {1, 2, 17, 1000, 1'000'000}) {
      for (const size_t room : {1, 257, 258, 259, 40'000, 200'000}) {
        auto state = Begun();
        Inflated last;
        EXPECT_EQ(Unpacked(state.get(), packed, step, room, &last), text)
            << step << " " << room;
        EXPECT_EQ(last.status, Inflated::kEnd);
      }
    }
  }
}

// However long a block is, what is kept of it is a code.
TEST(InflateTest, NoPieceDoesThoseBeforeItAgain) {
  std::string packed;
  ASSERT_TRUE(Deflate(std::string(200'000, '-'), "", true, {}, &packed));
  auto state = Begun();
  for (size_t given = 0; given < 190'000; given += 1000) {
    const Inflated last = Inflate(state.get(), packed, 1000);
    ASSERT_EQ(last.out, std::string(1000, '-'));
    packed.erase(0, last.consumed);
    EXPECT_LT(state->lead_size, 100);
  }
}

TEST(InflateTest, HeadersHaveALimit) {
  auto state = std::make_unique<InflateState>();
  const std::string head("\x1f\x8b\x08\x08\0\0\0\0\0\3", 10);
  const std::string name(kStreamHeaderBytesMax, 'n');
  const Inflated partly =
      InflateBegin(head + name.substr(20), 31, "", state.get());
  EXPECT_EQ(partly.status, Inflated::kMore);
  const Inflated whole = InflateBegin(head + name.substr(20) + '\0' + "behind",
                                      31, "", state.get());
  EXPECT_EQ(whole.status, Inflated::kEnd);
  EXPECT_EQ(whole.consumed, kStreamHeaderBytesMax - 9);
  const Inflated never = InflateBegin(head + name, 31, "", state.get());
  EXPECT_EQ(never.status, Inflated::kError);
  EXPECT_EQ(never.message, "header too long");
}

TEST(InflateTest, ACopyOfAStateGoesOnAlone) {
  const std::string text = SomeText(100'000);
  const std::string packed = Packed(text, {});
  auto state = Begun();
  const Inflated begun =
      Inflate(state.get(), packed.substr(0, packed.size() / 2), 200'000);
  auto copy = std::make_unique<InflateState>();
  std::memcpy(copy.get(), state.get(), sizeof *state);
  state.reset();
  const Inflated ended = Inflate(
      copy.get(), std::string_view(packed).substr(begun.consumed), 200'000);
  EXPECT_EQ(ended.status, Inflated::kEnd);
  EXPECT_EQ(begun.out + ended.out, text);
}

TEST(InflateTest, HostileStatesDoNoHarm) {
  const std::string packed = Packed(SomeText(3000), {});
  std::mt19937 random(11);
  constexpr size_t kHead = offsetof(InflateState, window);
  for (int round = 0; round < 5000; ++round) {
    auto state = Begun();
    Inflate(state.get(), std::string_view(packed).substr(0, random() % 400),
            700);
    auto* bytes = reinterpret_cast<uint8_t*>(state.get());
    for (int i = 0; i < 4; ++i) {
      const size_t reach = i % 2 == 0 ? offsetof(InflateState, lead) : kHead;
      bytes[random() % reach] = static_cast<uint8_t>(random());
    }
    Inflated last;
    Unpacked(state.get(), packed, 1 + random() % 50, 1 + random() % 700, &last);
  }
}

TEST(InflateTest, HostileStreamsDoNoHarm) {
  const std::string packed = Packed(SomeText(3000), {});
  std::mt19937 random(13);
  int errors = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string changed = packed;
    changed[random() % 200] = static_cast<char>(random());
    auto state = Begun();
    Inflated last;
    Unpacked(state.get(), changed, 1 + random() % 50, 1 + random() % 700,
             &last);
    if (last.status == Inflated::kError) {
      EXPECT_NE(last.message, "");
      ++errors;
    }
  }
  EXPECT_GT(errors, 250);
}

TEST(InflateTest, RefusesWindowsThatThereAreNot) {
  for (const int bits : {-16, -7, -1, 1, 7, 17, 23, 48, 1000}) {
    EXPECT_FALSE(IsInflateWindow(bits)) << bits;
  }
  for (const int bits : {-15, -8, 0, 8, 15, 16, 24, 31, 47}) {
    EXPECT_TRUE(IsInflateWindow(bits)) << bits;
  }
}

}  // namespace
}  // namespace midge::vm::text

// Runs a pattern's code over a text.
//
// A search is plain data, and so is its stack of what it may yet come back to:
// positions are numbers, nothing is a pointer. So Run() does a bounded number
// of steps and can be continued later, from a copy, or on another machine; a
// pattern that backtracks for ever takes its turns like any other.
//
// What a group holds after backtracking follows CPython 3.11 to the letter,
// also where one may wonder: it saves groups only inside of a repeat.
//
// Ownership: the caller's: code, text, Search and stack are handed to each
// Run(). Invariant: with code that Verify() accepted, nothing outside code,
// text and
//            stack is read or written.
#ifndef MIDGE_VM_REGEX_MATCHER_H_
#define MIDGE_VM_REGEX_MATCHER_H_

#include <cstdint>
#include <span>

#include "vm/text/text_view.h"

namespace midge::vm::regex {

struct Pattern {
  std::span<const uint32_t> code;  // verified
  int64_t groups = 0;
};

enum class Mode : uint8_t {
  kMatch,      // at `begin`
  kFullMatch,  // at `begin`, up to `end`
  kSearch,     // at the first place from `begin` on
};

enum class Outcome : uint8_t {
  kMatch,
  kNoMatch,
  kPaused,    // out of steps: Run() it again
  kNeedRoom,  // Run() it again with a larger stack that begins with this one
  kTooBig,    // it would need more than kStackBytesMax
};

// One search. `begin`, `end`, `mode` and `must_advance` are the caller's to
// set; the rest is the matcher's own, but for what it found.
struct Search {
  static constexpr uint32_t kNowhere = UINT32_MAX;
  enum class Phase : uint8_t { kScan, kAttempt, kRun, kBacktrack };

  int64_t begin = 0;
  int64_t end = 0;
  Mode mode = Mode::kSearch;
  // No empty match at `begin`: the one before it ended there.
  bool must_advance = false;

  Phase phase = Phase::kScan;
  bool begun = false;
  // After kMatch: text[start:at]; before, where this attempt began and where
  // it is now.
  int64_t start = 0;
  int64_t at = 0;
  int32_t last_mark = -1;
  int32_t last_index = -1;  // the group that closed last, from 1; -1: none

  uint32_t ip = 0;
  uint32_t top = 0;             // words of the stack in use
  uint32_t frame = kNowhere;    // the newest one
  uint32_t repeat = kNowhere;   // the frame of the innermost repeat
  uint32_t barrier = kNowhere;  // the frame of the innermost sub-match
  int64_t counted = 0;          // progress of an operator that was paused
};

// Words of a stack that is enough to begin with.
size_t FirstStackWords(const Pattern& pattern);

// Goes on with `search` for about `*steps` steps, and takes what was used from
// it. REQUIRES: 0 <= begin <= text.size(), 0 <= end <= text.size(). As in
// CPython, a match may begin behind `end`, but takes nothing there.
Outcome Run(const Pattern& pattern, text::TextView text, Search* search,
            std::span<int64_t> stack, int64_t* steps);

// After kMatch: where group `group` (from 0) begins and ends, or false if it
// took no part. A span that ends before it begins is possible where CPython
// reports an error of its own.
bool GroupSpan(const Search& search, std::span<const int64_t> stack,
               int64_t group, int64_t* begin_out, int64_t* end_out);

}  // namespace midge::vm::regex

#endif  // MIDGE_VM_REGEX_MATCHER_H_

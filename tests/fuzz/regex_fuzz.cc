// Verifies hostile pattern code, and runs what is accepted for some steps, in
// pieces. Input: the number of groups, the length of a text, the text, and the
// words of the code, in four bytes each.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "vm/regex/matcher.h"
#include "vm/regex/verify.h"

namespace {

using namespace midge::vm;  // NOLINT: a program of one function.

constexpr int kTurns = 50;
constexpr int64_t kStepsPerTurn = 200;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2 || size - 2 < data[1]) return 0;
  const text::TextView text(data + 2, data[1], 1);
  const uint8_t* words = data + 2 + data[1];
  std::vector<uint32_t> code((size - 2 - data[1]) / 4);
  if (!code.empty()) std::memcpy(code.data(), words, code.size() * 4);
  const regex::Pattern pattern{code, data[0]};
  if (!regex::Verify(code, pattern.groups)) return 0;
  regex::Search search;
  search.end = text.size();
  std::vector<int64_t> stack(regex::FirstStackWords(pattern));
  for (int turn = 0; turn < kTurns; ++turn) {
    int64_t steps = kStepsPerTurn;
    switch (regex::Run(pattern, text, &search, stack, &steps)) {
      case regex::Outcome::kNeedRoom:
        stack.resize(stack.size() * 2);
        break;
      case regex::Outcome::kPaused:
        break;
      default:
        return 0;
    }
  }
  return 0;
}

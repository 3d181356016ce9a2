// Goal: classes and case of every code point are CPython's. Method: the whole
// table of each, asked of CPython's own engine.
#include "vm/regex/char_class.h"

#include <gtest/gtest.h>

#include "tests/vm/text/oracle.h"
#include "vm/regex/opcodes.h"

namespace midge::vm::regex {
namespace {

TEST(CharClassTest, CaseOfEveryCodePointIsCPythons) {
  const auto rows = text::AskPython(R"(
import _sre
for c in range(0x110000):
    if _sre.unicode_iscased(c) or _sre.unicode_tolower(c) != c:
        print(c, _sre.unicode_tolower(c), sep='\t')
)");
  size_t next = 0;
  for (uint32_t c = 0; c < 0x110000; ++c) {
    const bool listed = next < rows.size() && std::stoul(rows[next][0]) == c;
    const bool cased = text::SimpleLower(c) != c || text::SimpleUpper(c) != c;
    ASSERT_EQ(cased, listed) << c;
    if (!listed) continue;
    ASSERT_EQ(text::SimpleLower(c), std::stoul(rows[next][1])) << c;
    ++next;
  }
}

TEST(CharClassTest, ClassesOfEveryCodePointAreCPythons) {
  const auto rows = text::AskPython(R"(
import re
every = ''.join(map(chr, range(0x110000)))
for number, pattern, flags in [
        (0, r'\d', re.A), (2, r'\s', re.A), (4, r'\w', re.A), (10, r'\d', 0),
        (12, r'\s', 0), (14, r'\w', 0)]:
    for found in re.finditer(pattern + '+', every, flags):
        print(number, found.start(), found.end(), sep='\t')
)");
  std::vector<std::vector<bool>> in(kCategoryCodeCount);
  for (const auto& row : rows) {
    std::vector<bool>& members = in[std::stoul(row[0])];
    members.resize(0x110000);
    for (size_t c = std::stoul(row[1]); c < std::stoul(row[2]); ++c) {
      members[c] = true;
    }
  }
  for (uint32_t category = 0; category < kCategoryCodeCount; ++category) {
    if (in[category].empty()) continue;
    for (uint32_t c = 0; c < 0x110000; ++c) {
      ASSERT_EQ(InCategory(category, c), in[category][c]) << category << c;
      ASSERT_EQ(InCategory(category + 1, c), !in[category][c]);
    }
  }
}

}  // namespace
}  // namespace midge::vm::regex

// What the files of the regular expressions have in common: a search at work
// for a native, and what it finds.
#ifndef MIDGE_VM_LIB_REGEX_H_
#define MIDGE_VM_LIB_REGEX_H_

#include <array>
#include <cstdint>
#include <span>

#include "vm/objects/native.h"
#include "vm/objects/text_value.h"
#include "vm/regex/matcher.h"

namespace midge::vm {

// The code of `pattern` for the matcher.
regex::Pattern PatternOf(const RegexPattern* pattern);

// The receiver, or null with TypeError raised.
RegexPattern* SelfPattern(NativeCall& call);
RegexMatch* SelfMatch(NativeCall& call);
// One that may be written to.
RegexScanner* SelfScanner(NativeCall& call);

// The text to be searched: a str or bytes. A bytearray's bytes are copied, so
// that nothing changes under a search. False with TypeError raised if `string`
// is not what the pattern is for.
bool SubjectOf(Context& context, const RegexPattern* pattern, Value string,
               Text* out);

// A search under a native's hands. Its stack is on the C++ stack to begin with,
// and in the agent's heap when it has grown.
//
// Ownership: lives on the C++ stack of one native.
class RegexSearch {
 public:
  RegexSearch(Context& context, const RegexPattern* pattern,
              text::TextView text);
  RegexSearch(const RegexSearch&) = delete;
  RegexSearch& operator=(const RegexSearch&) = delete;

  // Goes on until it is decided or its steps are spent: kMatch, kNoMatch or
  // kPaused. kTooBig: with MemoryError raised. What it does is charged.
  regex::Outcome Go();

  // Continues what `scanner` paused; leaves it there to be continued.
  void Load(const RegexScanner* scanner);
  void Save(RegexScanner* scanner);

  regex::Search& state() { return state_; }
  std::span<const int64_t> stack() const { return stack_; }
  // Group `group` of a match, 0 the whole. Empty begin and end -1 if it took no
  // part; false with SystemError raised if CPython would have.
  bool Span(int64_t group, int64_t* begin_out, int64_t* end_out) const;

 private:
  bool Grow();

  Context& context_;
  const regex::Pattern pattern_;
  const text::TextView text_;
  regex::Search state_;
  int64_t steps_;
  std::array<int64_t, 160> first_;
  std::span<int64_t> stack_;
  Index* grown_ = nullptr;  // where stack_ is, if not in first_
};

// The match that `search` came to; null with an exception raised.
RegexMatch* NewMatch(Context& context, RegexPattern* pattern, Value string,
                     int64_t pos, int64_t end_pos, const RegexSearch& search);

RegexScanner* NewScanner(Context& context, RegexPattern* pattern, Value string,
                         const Text& subject, int64_t pos, int64_t end_pos);

// The rest of `scanner`'s task, as far as the steps go. Python goes on if they
// do not suffice.
NativeResult RunScanner(NativeCall& call, RegexScanner* scanner);

// For RegisterRegex().
void RegisterRegexMatches();
void RegisterRegexScanners();

}  // namespace midge::vm

#endif  // MIDGE_VM_LIB_REGEX_H_

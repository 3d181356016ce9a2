// The matcher: a loop over operators, and a stack of frames.
//
// An operator that can go on in several ways pushes a frame that says how to go
// on otherwise, and takes the first way. Backtrack() pops frames until one has
// a way left. Frames that only undo something (a repeat's count) have none.
//
// A sub-match (assertion, atomic group, possessive repeat) pushes a barrier and
// runs on; Success inside of it drops the barrier and all frames above.
#include "vm/regex/matcher.h"

#include <algorithm>
#include <cstring>

#include "vm/regex/char_class.h"
#include "vm/regex/limits.h"
#include "vm/regex/opcodes.h"

namespace midge::vm::regex {
namespace {

constexpr uint32_t kNowhere = Search::kNowhere;

struct Frame {
  enum Kind : uint16_t {
    kBranch,        // ip: the skip of the alternative being tried
    kRepeatOne,     // count items taken, up to position
    kMinRepeatOne,  // the same
    kRepeat,        // a repeat's own data: count, last
    kBody,          // of a repeat below its minimum: restores its count
    kMaxBody,       // one more item being tried; without it comes the tail
    kMinTail,       // the tail being tried; if it fails comes one more item
    kMinBody,       // one more item of a lazy repeat: restores count and last
    kAssert,        // barriers; `last` is the barrier around it
    kAssertNot,
    kAtomic,
    kPossessive,      // count items below the minimum
    kPossessiveMore,  // one more item being tried
  };
  uint32_t previous;  // the frame below
  Kind kind;
  uint16_t has_marks;  // the groups follow: last_mark + 1 words
  uint32_t ip;
  uint32_t repeat;  // the registers when it was pushed
  int32_t last_mark;
  int32_t last_index;
  int64_t position;
  int64_t count;
  int64_t last;
};
constexpr uint32_t kFrameWords = sizeof(Frame) / 8;
static_assert(sizeof(Frame) % 8 == 0);

// Characters that cost a step where nothing but them is looked at, and how
// many of them are looked at between two looks at the steps left.
constexpr int64_t kCharsPerStep = 16;
constexpr int64_t kCharsAtOnce = 4096;

enum class Flow : uint8_t { kGo, kFail, kMatch, kPause };

uint32_t MarksOf(const Pattern& pattern) {
  return static_cast<uint32_t>(pattern.groups) * 2;
}

template <typename Char>
class Machine {
 public:
  Machine(const Pattern& pattern, std::span<const Char> text, Search* search,
          std::span<int64_t> stack, int64_t* steps)
      : code_(pattern.code.data()),
        text_(text.data()),
        marks_(MarksOf(pattern)),
        stack_(stack),
        out_(*search),
        s_(*search),
        steps_out_(*steps),
        steps_(*steps) {
    if (code_[0] == kInfo) info_ = code_;
    first_ip_ = info_ != nullptr ? 1 + code_[1] : 0;
    // The most that one operator pushes, and a frame with all groups each.
    room_ = 2 * (kFrameWords + marks_);
  }

  Outcome Run() {
    const Outcome outcome = RunPhases();
    out_ = s_;
    steps_out_ = steps_;
    return outcome;
  }

 private:
  using Phase = Search::Phase;

  Frame& FrameAt(uint32_t at) { return *reinterpret_cast<Frame*>(&stack_[at]); }
  int64_t* FrameMarks(uint32_t at) { return &stack_[at + kFrameWords]; }
  bool HasRoom() const { return stack_.size() - s_.top >= room_; }
  int64_t end() const { return s_.end; }
  bool IsWord(int64_t at, uint32_t category) const {
    return InCategory(category, text_[at]);
  }
  bool InRepeat() const { return s_.repeat != kNowhere; }
  bool TakesMore(int64_t count, uint32_t max) const {
    return max == kMaxRepeat || count < max;
  }

  Outcome RunPhases();
  bool Scan(Outcome* outcome);
  int64_t NextStart(int64_t from, int64_t limit) const;
  void BeginAttempt();
  bool AttemptFailed();
  Flow Execute();
  Flow Complex(uint32_t op);
  Flow Backtrack();
  Flow Resume(uint32_t at);

  Frame& Push(typename Frame::Kind kind, uint32_t ip, bool with_marks);
  void Pop();
  void Restore(uint32_t at);
  uint32_t PushBarrier(typename Frame::Kind kind);
  Flow Success();
  Flow SubMatchSucceeded();
  bool CountItems(uint32_t max);
  bool At(uint32_t where) const;
  bool AtBoundary(uint32_t category, bool wanted) const;
  void SetMark(uint32_t mark);
  bool GroupIsSet(uint32_t group) const;
  Flow GroupRef();
  Flow BeginBranch();
  bool NextAlternative(uint32_t at);
  Flow BeginRepeatOne();
  Flow RetryRepeatOne(uint32_t at);
  Flow RetryMinRepeatOne(uint32_t at);
  Flow MaxUntil();
  Flow MaxUntilTail(uint32_t at);
  Flow MinUntil();
  Flow MinUntilMore(uint32_t at);
  Flow PossessiveItem(int64_t count, int64_t last);
  Flow PossessiveTail(uint32_t at);

  const uint32_t* const code_;
  const Char* const text_;
  const uint32_t marks_;  // words at the bottom of the stack
  const std::span<int64_t> stack_;
  Search& out_;
  Search s_;
  int64_t& steps_out_;
  int64_t steps_;
  const uint32_t* info_ = nullptr;
  uint32_t first_ip_;
  size_t room_;
};

// --- Attempts ----------------------------------------------------------------

template <typename Char>
Outcome Machine<Char>::RunPhases() {
  if (!s_.begun) {
    s_.begun = true;
    s_.start = s_.begin;
    s_.phase = s_.mode == Mode::kSearch ? Phase::kScan : Phase::kAttempt;
  }
  for (;;) {
    Outcome outcome;
    if (s_.phase == Phase::kScan && !Scan(&outcome)) return outcome;
    if (s_.phase == Phase::kAttempt) BeginAttempt();
    Flow flow = Flow::kGo;
    if (s_.phase == Phase::kBacktrack) flow = Backtrack();
    if (flow == Flow::kGo) flow = Execute();
    switch (flow) {
      case Flow::kMatch:
        return Outcome::kMatch;
      case Flow::kPause:
        return HasRoom() ? Outcome::kPaused : Outcome::kNeedRoom;
      default:
        if (!AttemptFailed()) return Outcome::kNoMatch;
    }
  }
}

// Finds where to attempt next; false if `*outcome` is to be returned.
template <typename Char>
bool Machine<Char>::Scan(Outcome* outcome) {
  const int64_t width = info_ != nullptr ? info_[3] : 0;
  const int64_t limit = s_.end - width + 1;  // no attempt from here on
  while (s_.start < limit) {
    const int64_t chunk = std::min(limit, s_.start + kCharsAtOnce);
    const int64_t found = NextStart(s_.start, chunk);
    steps_ -= (found - s_.start) / kCharsPerStep + 1;
    s_.start = found;
    if (found < chunk) {
      s_.phase = Phase::kAttempt;
      return true;
    }
    if (steps_ <= 0) {
      *outcome = Outcome::kPaused;
      return false;
    }
  }
  *outcome = Outcome::kNoMatch;
  return false;
}

// The first place in from ... limit - 1 where the pattern may match, or limit.
template <typename Char>
int64_t Machine<Char>::NextStart(int64_t from, int64_t limit) const {
  if (info_ == nullptr) return from;
  if (info_[2] & kInfoCharset) {
    while (from < limit && !InSet(info_ + 5, text_[from])) ++from;
    return from;
  }
  if (!(info_[2] & kInfoPrefix)) return from;
  const uint32_t first = info_[7];
  if (first > static_cast<Char>(-1)) return limit;
  if (sizeof(Char) == 1) {
    const void* found = std::memchr(text_ + from, static_cast<int>(first),
                                    static_cast<size_t>(limit - from));
    if (found == nullptr) return limit;
    return static_cast<const Char*>(found) - text_;
  }
  while (from < limit && text_[from] != first) ++from;
  return from;
}

template <typename Char>
void Machine<Char>::BeginAttempt() {
  s_.at = s_.start;
  s_.ip = first_ip_;
  s_.top = marks_;
  s_.frame = s_.repeat = s_.barrier = kNowhere;
  s_.last_mark = s_.last_index = -1;
  s_.counted = 0;
  s_.phase = Phase::kRun;
}

// Whether there is another one to make.
template <typename Char>
bool Machine<Char>::AttemptFailed() {
  if (s_.mode != Mode::kSearch) return false;
  const uint32_t* first = code_ + first_ip_;
  if (first[0] == kAt &&
      (first[1] == kAtBeginning || first[1] == kAtBeginningString)) {
    return false;
  }
  ++s_.start;
  s_.must_advance = false;
  s_.phase = Phase::kScan;
  return true;
}

// --- Frames ------------------------------------------------------------------

template <typename Char>
Frame& Machine<Char>::Push(typename Frame::Kind kind, uint32_t ip,
                           bool with_marks) {
  const uint32_t at = s_.top;
  Frame& frame = FrameAt(at);
  frame = {s_.frame,     kind,          with_marks, ip, s_.repeat,
           s_.last_mark, s_.last_index, s_.at,      0,  0};
  s_.top += kFrameWords;
  if (with_marks) {
    const uint32_t count = static_cast<uint32_t>(s_.last_mark + 1);
    std::copy_n(&stack_[0], count, FrameMarks(at));
    s_.top += count;
    steps_ -= count / kCharsPerStep;
  }
  s_.frame = at;
  return frame;
}

template <typename Char>
void Machine<Char>::Pop() {
  const uint32_t at = s_.frame;
  s_.frame = FrameAt(at).previous;
  s_.top = at;
}

// Groups and registers as they were when the frame was pushed.
template <typename Char>
void Machine<Char>::Restore(uint32_t at) {
  const Frame& frame = FrameAt(at);
  if (frame.has_marks) {
    std::copy_n(FrameMarks(at), frame.last_mark + 1, &stack_[0]);
  }
  s_.last_mark = frame.last_mark;
  s_.last_index = frame.last_index;
  s_.repeat = frame.repeat;
  s_.at = frame.position;
}

template <typename Char>
uint32_t Machine<Char>::PushBarrier(typename Frame::Kind kind) {
  const bool with_marks = (kind == Frame::kAssertNot && InRepeat()) ||
                          kind == Frame::kPossessiveMore;
  Frame& frame = Push(kind, s_.ip, with_marks);
  frame.last = s_.barrier;
  s_.barrier = s_.frame;
  return s_.frame;
}

template <typename Char>
Flow Machine<Char>::Backtrack() {
  while (s_.frame != kNowhere) {
    // What a frame resumes may need room for others, as an operator does.
    if (--steps_ < 0 || !HasRoom()) {
      s_.phase = Phase::kBacktrack;
      return Flow::kPause;
    }
    if (Resume(s_.frame) == Flow::kGo) {
      s_.phase = Phase::kRun;
      return Flow::kGo;
    }
  }
  return Flow::kFail;
}

// kGo: on another way. kFail: the frame is gone and had none. kPause: it is
// not done looking for one.
template <typename Char>
Flow Machine<Char>::Resume(uint32_t at) {
  Frame& frame = FrameAt(at);
  switch (frame.kind) {
    case Frame::kBranch:
      Restore(at);
      frame.ip += code_[frame.ip];
      if (NextAlternative(at)) return Flow::kGo;
      break;
    case Frame::kRepeatOne:
      return RetryRepeatOne(at);
    case Frame::kMinRepeatOne:
      return RetryMinRepeatOne(at);
    case Frame::kMaxBody:
      return MaxUntilTail(at);
    case Frame::kMinTail:
      return MinUntilMore(at);
    case Frame::kMinBody:
      FrameAt(frame.repeat).last = frame.last;
      FrameAt(frame.repeat).count = frame.count - 1;
      break;
    case Frame::kBody:
      FrameAt(frame.repeat).count = frame.count - 1;
      break;
    case Frame::kAssertNot:
      Restore(at);
      s_.barrier = static_cast<uint32_t>(frame.last);
      s_.ip = frame.ip + 1 + code_[frame.ip + 1];
      Pop();
      return Flow::kGo;
    case Frame::kPossessiveMore:
      Restore(at);
      return PossessiveTail(at);
    case Frame::kAssert:
    case Frame::kAtomic:
    case Frame::kPossessive:
      s_.barrier = static_cast<uint32_t>(frame.last);
      break;
    case Frame::kRepeat:
      break;
  }
  Pop();
  return Flow::kFail;
}

// --- Success -----------------------------------------------------------------

template <typename Char>
Flow Machine<Char>::Success() {
  if (s_.barrier != kNowhere) return SubMatchSucceeded();
  if (s_.mode == Mode::kFullMatch && s_.at != s_.end) return Flow::kFail;
  if (s_.must_advance && s_.at == s_.start) return Flow::kFail;
  return Flow::kMatch;
}

template <typename Char>
Flow Machine<Char>::SubMatchSucceeded() {
  const uint32_t at = s_.barrier;
  const Frame frame = FrameAt(at);
  s_.frame = frame.previous;
  s_.top = at;
  s_.repeat = frame.repeat;
  s_.barrier = static_cast<uint32_t>(frame.last);
  s_.ip = frame.ip;
  switch (frame.kind) {
    case Frame::kAssert:
      s_.at = frame.position;
      s_.ip += 1 + code_[frame.ip + 1];
      return Flow::kGo;
    case Frame::kAssertNot:
      return Flow::kFail;
    case Frame::kAtomic:
      s_.ip += 1 + code_[frame.ip + 1];
      return Flow::kGo;
    case Frame::kPossessive:
      return PossessiveItem(frame.count + 1, -1);
    default:
      return PossessiveItem(frame.count + 1, frame.position);
  }
}

// --- Operators ---------------------------------------------------------------

template <typename Char>
Flow Machine<Char>::Execute() {
  const uint32_t* const code = code_;
  const Char* const text = text_;
  const int64_t end = s_.end;
  uint32_t ip = s_.ip;
  int64_t at = s_.at;
  for (;;) {
    if (--steps_ < 0 || !HasRoom()) {
      s_.ip = ip;
      s_.at = at;
      return Flow::kPause;
    }
    const uint32_t op = code[ip];
    bool fails = false;
    switch (op) {
      case kLiteral:
        fails = at >= end || text[at] != code[ip + 1];
        ++at;
        ip += 2;
        break;
      case kNotLiteral:
        fails = at >= end || text[at] == code[ip + 1];
        ++at;
        ip += 2;
        break;
      case kAny:
        fails = at >= end || text[at] == '\n';
        ++at;
        ++ip;
        break;
      case kAnyAll:
        fails = at >= end;
        ++at;
        ++ip;
        break;
      case kIn:
      case kInIgnore:
      case kInUniIgnore:
      case kInLocIgnore:
        fails = at >= end || !MatchesUnit(code + ip, text[at]);
        ++at;
        ip += 1 + code[ip + 1];
        break;
      case kJump:
        ip += 1 + code[ip + 1];
        break;
      default: {
        s_.ip = ip;
        s_.at = at;
        const Flow flow = Complex(op);
        if (flow == Flow::kMatch || flow == Flow::kPause) return flow;
        fails = flow == Flow::kFail;
        ip = s_.ip;
        at = s_.at;
      }
    }
    if (fails) {
      const Flow flow = Backtrack();
      if (flow != Flow::kGo) return flow;
      ip = s_.ip;
      at = s_.at;
    }
  }
}

template <typename Char>
Flow Machine<Char>::Complex(uint32_t op) {
  const uint32_t* const operands = code_ + s_.ip + 1;
  switch (op) {
    case kSuccess:
      return Success();
    case kMark:
      SetMark(operands[0]);
      s_.ip += 2;
      return Flow::kGo;
    case kAt:
      s_.ip += 2;
      return At(operands[0]) ? Flow::kGo : Flow::kFail;
    case kGroupRef:
    case kGroupRefIgnore:
    case kGroupRefUniIgnore:
    case kGroupRefLocIgnore:
      return GroupRef();
    case kGroupRefExists:
      s_.ip += GroupIsSet(operands[0]) ? 3 : 1 + operands[1];
      return Flow::kGo;
    case kAssert:
      if (s_.at < operands[1]) return Flow::kFail;
      PushBarrier(Frame::kAssert);
      s_.at -= operands[1];
      s_.ip += 3;
      return Flow::kGo;
    case kAssertNot:
      if (s_.at < operands[1]) {
        s_.ip += 1 + operands[0];
        return Flow::kGo;
      }
      PushBarrier(Frame::kAssertNot);
      s_.at -= operands[1];
      s_.ip += 3;
      return Flow::kGo;
    case kAtomicGroup:
      PushBarrier(Frame::kAtomic);
      s_.ip += 2;
      return Flow::kGo;
    case kBranch:
      return BeginBranch();
    case kRepeatOne:
    case kMinRepeatOne:
    case kPossessiveRepeatOne:
      return BeginRepeatOne();
    case kRepeat: {
      Frame& frame = Push(Frame::kRepeat, s_.ip, false);
      frame.count = -1;
      frame.last = -1;
      s_.repeat = s_.frame;
      s_.ip += 1 + operands[0];
      return Flow::kGo;
    }
    case kMaxUntil:
      return MaxUntil();
    case kMinUntil:
      return MinUntil();
    case kPossessiveRepeat:
      return PossessiveItem(0, -1);
    case kFailure:
      return Flow::kFail;
    default:  // Category and the units that ignore case
      if (s_.at >= s_.end || !MatchesUnit(code_ + s_.ip, text_[s_.at])) {
        return Flow::kFail;
      }
      ++s_.at;
      s_.ip += 2;
      return Flow::kGo;
  }
}

template <typename Char>
void Machine<Char>::SetMark(uint32_t mark) {
  const int32_t i = static_cast<int32_t>(mark);
  if (i & 1) s_.last_index = i / 2 + 1;
  if (i > s_.last_mark) {
    std::fill(stack_.begin() + s_.last_mark + 1, stack_.begin() + i, -1);
    s_.last_mark = i;
  }
  stack_[mark] = s_.at;
}

template <typename Char>
bool Machine<Char>::GroupIsSet(uint32_t group) const {
  const int64_t mark = int64_t{group} * 2;
  if (mark >= s_.last_mark) return false;
  const int64_t begin = stack_[mark], end = stack_[mark + 1];
  return begin >= 0 && end >= begin;
}

template <typename Char>
Flow Machine<Char>::GroupRef() {
  const uint32_t op = code_[s_.ip];
  const uint32_t group = code_[s_.ip + 1];
  if (!GroupIsSet(group)) return Flow::kFail;
  const int64_t begin = stack_[group * 2];
  const int64_t length = stack_[group * 2 + 1] - begin;
  if (length > 0 && s_.end - s_.at < length) return Flow::kFail;
  const int64_t chunk = std::min(length, s_.counted + kCharsAtOnce);
  steps_ -= (chunk - s_.counted) / kCharsPerStep;
  for (; s_.counted < chunk; ++s_.counted) {
    if (FoldFor(op, text_[begin + s_.counted]) !=
        FoldFor(op, text_[s_.at + s_.counted])) {
      s_.counted = 0;
      return Flow::kFail;
    }
  }
  // Comes back here for the next chunk.
  if (chunk < length) return Flow::kGo;
  s_.counted = 0;
  s_.at += length;
  s_.ip += 2;
  return Flow::kGo;
}

template <typename Char>
bool Machine<Char>::At(uint32_t where) const {
  const int64_t at = s_.at;
  switch (where) {
    case kAtBeginning:
    case kAtBeginningString:
      return at == 0;
    case kAtBeginningLine:
      return at == 0 || text_[at - 1] == '\n';
    case kAtEnd:
      return at == s_.end || (s_.end - at == 1 && text_[at] == '\n');
    case kAtEndLine:
      return at == s_.end || text_[at] == '\n';
    case kAtEndString:
      return at == s_.end;
    case kAtBoundary:
      return AtBoundary(kCategoryWord, true);
    case kAtNonBoundary:
      return AtBoundary(kCategoryWord, false);
    case kAtLocBoundary:
      return AtBoundary(kCategoryLocWord, true);
    case kAtLocNonBoundary:
      return AtBoundary(kCategoryLocWord, false);
    case kAtUniBoundary:
      return AtBoundary(kCategoryUniWord, true);
    default:
      return AtBoundary(kCategoryUniWord, false);
  }
}

// In an empty text there is neither a boundary nor none.
template <typename Char>
bool Machine<Char>::AtBoundary(uint32_t category, bool wanted) const {
  if (s_.end == 0) return false;
  const bool before = s_.at > 0 && IsWord(s_.at - 1, category);
  const bool behind = s_.at < s_.end && IsWord(s_.at, category);
  return (before != behind) == wanted;
}

// --- Alternatives ------------------------------------------------------------

template <typename Char>
Flow Machine<Char>::BeginBranch() {
  Push(Frame::kBranch, s_.ip + 1, InRepeat());
  if (NextAlternative(s_.frame)) return Flow::kGo;
  Pop();
  return Flow::kFail;
}

// Goes to the first alternative from frame.ip on that may match here.
template <typename Char>
bool Machine<Char>::NextAlternative(uint32_t at) {
  Frame& frame = FrameAt(at);
  for (; code_[frame.ip] != 0; frame.ip += code_[frame.ip]) {
    const uint32_t* first = code_ + frame.ip + 1;
    --steps_;
    if ((*first == kLiteral || *first == kIn) &&
        (s_.at >= s_.end || !MatchesUnit(first, text_[s_.at]))) {
      continue;
    }
    s_.ip = frame.ip + 1;
    return true;
  }
  return false;
}

// --- Repeats of one character
// --------------------------------------------------

// Counts into s_.counted how often the item matches from s_.at on, up to `max`
// times. False when there is more to count, in another go.
template <typename Char>
bool Machine<Char>::CountItems(uint32_t max) {
  const uint32_t* const item = code_ + s_.ip + 4;
  int64_t most = s_.end - s_.at;
  if (max != kMaxRepeat) most = std::min<int64_t>(most, max);
  const int64_t chunk = std::min(most, s_.counted + kCharsAtOnce);
  int64_t count = s_.counted;
  const Char* const from = text_ + s_.at;
  if (*item == kAnyAll) {
    count = most;
  } else if (*item == kLiteral) {
    while (count < chunk && from[count] == item[1]) ++count;
  } else if (*item == kAny) {
    while (count < chunk && from[count] != '\n') ++count;
  } else {
    while (count < chunk && MatchesUnit(item, from[count])) ++count;
  }
  if (*item != kAnyAll) steps_ -= (count - s_.counted) / kCharsPerStep;
  s_.counted = count;
  return count < chunk || count == most;
}

template <typename Char>
Flow Machine<Char>::BeginRepeatOne() {
  const uint32_t ip = s_.ip;
  const uint32_t op = code_[ip], min = code_[ip + 2], max = code_[ip + 3];
  if (s_.end - s_.at < min) return Flow::kFail;
  // A lazy one begins with the least.
  if (!CountItems(op == kMinRepeatOne ? min : max)) return Flow::kGo;
  const int64_t count = s_.counted;
  s_.counted = 0;
  if (count < min) return Flow::kFail;
  const uint32_t tail = ip + 1 + code_[ip + 1];
  if (op == kPossessiveRepeatOne) {
    s_.at += count;
    s_.ip = tail;
    return Flow::kGo;
  }
  Frame& frame =
      Push(op == kRepeatOne ? Frame::kRepeatOne : Frame::kMinRepeatOne, ip,
           InRepeat());
  s_.at += count;
  s_.ip = tail;
  frame.position = s_.at;
  frame.count = count;
  return Flow::kGo;
}

// With one item less. Where a literal follows, on to a place that has it.
template <typename Char>
Flow Machine<Char>::RetryRepeatOne(uint32_t at) {
  Frame& frame = FrameAt(at);
  const uint32_t tail = frame.ip + 1 + code_[frame.ip + 1];
  const int64_t min = code_[frame.ip + 2];
  const bool literal = code_[tail] == kLiteral;
  const uint32_t wanted = code_[tail + literal];
  const int64_t base = frame.position - frame.count;
  int64_t count = frame.count - 1;
  const int64_t chunk = std::max(min, count - kCharsAtOnce);
  if (literal) {
    while (count >= chunk &&
           (base + count >= s_.end || text_[base + count] != wanted)) {
      --count;
    }
    steps_ -= (frame.count - count) / kCharsPerStep;
  }
  frame.count = std::max(count, chunk);
  frame.position = base + frame.count;
  if (count < chunk && chunk > min) return Flow::kPause;
  if (count < min) {
    Pop();
    return Flow::kFail;
  }
  Restore(at);
  s_.ip = tail;
  return Flow::kGo;
}

// With one item more.
template <typename Char>
Flow Machine<Char>::RetryMinRepeatOne(uint32_t at) {
  Frame& frame = FrameAt(at);
  const uint32_t max = code_[frame.ip + 3];
  Restore(at);
  if (!TakesMore(frame.count, max) || s_.at >= s_.end ||
      !MatchesUnit(code_ + frame.ip + 4, text_[s_.at])) {
    Pop();
    return Flow::kFail;
  }
  ++frame.position;
  ++frame.count;
  ++s_.at;
  s_.ip = frame.ip + 1 + code_[frame.ip + 1];
  return Flow::kGo;
}

// --- Repeats of anything
// -------------------------------------------------------

template <typename Char>
Flow Machine<Char>::MaxUntil() {
  const uint32_t at = s_.repeat;
  Frame& repeat = FrameAt(at);
  const uint32_t* const operands = code_ + repeat.ip + 1;
  const int64_t count = repeat.count + 1;
  if (count < operands[1]) {
    Push(Frame::kBody, s_.ip, false).count = count;
    repeat.count = count;
    s_.ip = repeat.ip + 4;
    return Flow::kGo;
  }
  if (TakesMore(count, operands[2]) && s_.at != repeat.last) {
    Frame& frame = Push(Frame::kMaxBody, s_.ip, true);
    frame.count = count;
    frame.last = repeat.last;
    repeat.count = count;
    repeat.last = s_.at;
    s_.ip = repeat.ip + 4;
    return Flow::kGo;
  }
  s_.repeat = repeat.repeat;
  ++s_.ip;
  return Flow::kGo;
}

// The item did not match once more: the tail then.
template <typename Char>
Flow Machine<Char>::MaxUntilTail(uint32_t at) {
  const Frame& frame = FrameAt(at);
  Restore(at);
  Frame& repeat = FrameAt(frame.repeat);
  repeat.last = frame.last;
  repeat.count = frame.count - 1;
  s_.repeat = repeat.repeat;
  s_.ip = frame.ip + 1;
  Pop();
  return Flow::kGo;
}

template <typename Char>
Flow Machine<Char>::MinUntil() {
  const uint32_t at = s_.repeat;
  Frame& repeat = FrameAt(at);
  const int64_t count = repeat.count + 1;
  if (count < code_[repeat.ip + 2]) {
    Push(Frame::kBody, s_.ip, false).count = count;
    repeat.count = count;
    s_.ip = repeat.ip + 4;
    return Flow::kGo;
  }
  Push(Frame::kMinTail, s_.ip, repeat.repeat != kNowhere).count = count;
  s_.repeat = repeat.repeat;
  ++s_.ip;
  return Flow::kGo;
}

// The tail did not match: one item more.
template <typename Char>
Flow Machine<Char>::MinUntilMore(uint32_t at) {
  const Frame frame = FrameAt(at);
  Restore(at);
  Pop();
  Frame& repeat = FrameAt(frame.repeat);
  if (!TakesMore(frame.count, code_[repeat.ip + 3]) || s_.at == repeat.last) {
    return Flow::kFail;
  }
  Frame& body = Push(Frame::kMinBody, frame.ip, false);
  body.count = frame.count;
  body.last = repeat.last;
  repeat.count = frame.count;
  repeat.last = s_.at;
  s_.ip = repeat.ip + 4;
  return Flow::kGo;
}

// Begins the item after `count` of them; the tail when there are enough. `last`
// is where the item before it began, if it was over the minimum.
template <typename Char>
Flow Machine<Char>::PossessiveItem(int64_t count, int64_t last) {
  const uint32_t ip = s_.ip;
  const bool below = count < code_[ip + 2];
  if (!below && (!TakesMore(count, code_[ip + 3]) || s_.at == last)) {
    s_.ip = ip + 1 + code_[ip + 1] + 1;
    return Flow::kGo;
  }
  const uint32_t at =
      PushBarrier(below ? Frame::kPossessive : Frame::kPossessiveMore);
  FrameAt(at).count = count;
  s_.ip = ip + 4;
  return Flow::kGo;
}

template <typename Char>
Flow Machine<Char>::PossessiveTail(uint32_t at) {
  const Frame& frame = FrameAt(at);
  s_.barrier = static_cast<uint32_t>(frame.last);
  s_.ip = frame.ip + 1 + code_[frame.ip + 1] + 1;
  Pop();
  return Flow::kGo;
}

}  // namespace

size_t FirstStackWords(const Pattern& pattern) {
  return MarksOf(pattern) + 2 * (kFrameWords + MarksOf(pattern));
}

Outcome Run(const Pattern& pattern, text::TextView text, Search* search,
            std::span<int64_t> stack, int64_t* steps) {
  if (stack.size() < FirstStackWords(pattern)) return Outcome::kNeedRoom;
  const Outcome outcome =
      text::Visit(text, [&]<typename Char>(std::span<const Char> chars) {
        return Machine<Char>(pattern, chars, search, stack, steps).Run();
      });
  if (outcome == Outcome::kNeedRoom && stack.size_bytes() >= kStackBytesMax) {
    return Outcome::kTooBig;
  }
  return outcome;
}

bool GroupSpan(const Search& search, std::span<const int64_t> stack,
               int64_t group, int64_t* begin_out, int64_t* end_out) {
  const int64_t mark = group * 2;
  if (mark + 1 > search.last_mark) return false;
  *begin_out = stack[static_cast<size_t>(mark)];
  *end_out = stack[static_cast<size_t>(mark + 1)];
  return *begin_out >= 0 && *end_out >= 0;
}

}  // namespace midge::vm::regex

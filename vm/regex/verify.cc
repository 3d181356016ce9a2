#include "vm/regex/verify.h"

#include <vector>

#include "vm/regex/char_class.h"
#include "vm/regex/limits.h"
#include "vm/regex/opcodes.h"
#include "vm/text/text_view.h"

namespace midge::vm::regex {
namespace {

// Walks the code once, front to back. What it is inside of is an explicit
// stack, so that deep nesting in code from outside needs no C++ stack.
class Verifier {
 public:
  Verifier(std::span<const uint32_t> code, int64_t groups)
      : code_(code), groups_(groups) {}

  bool Run() {
    if (code_.empty() || code_.size() > kCodeWordsMax || groups_ < 0 ||
        groups_ > kGroupsMax || code_.back() != kSuccess) {
      return false;
    }
    if (code_[0] == kInfo && !Info()) return false;
    open_.push_back({Region::kProgram, code_.size() - 1, 0});
    while (!open_.empty()) {
      const bool fine = at_ == open_.back().end ? Close() : Operator();
      if (!fine) return false;
    }
    return at_ == code_.size();
  }

 private:
  struct Region {
    enum Kind {
      kProgram,
      kBody,         // closed by Success
      kRepeat,       // closed by MaxUntil or MinUntil
      kAlternative,  // closed by Jump, followed by another or by 0
      kYes,          // may be closed by Jump
      kNo,
    };
    Kind kind;
    size_t end;     // the closing word is there
    size_t target;  // kAlternative: where all lead; 0: not known yet
  };

  size_t inner_end() const { return open_.back().end; }

  // Room for `count` operands, and the word after them is still code.
  bool Has(size_t count) const { return inner_end() - at_ > count; }

  bool Open(Region::Kind kind, size_t begin, size_t end, size_t target = 0) {
    if (begin > end || end >= inner_end()) return false;
    at_ = begin;
    open_.push_back({kind, end, target});
    return true;
  }

  // The place that the skip in word `at` leads to, or 0 if none is there.
  size_t TargetOf(size_t at) const {
    const size_t target = at + code_[at];
    return target > at && target <= code_.size() - 1 ? target : 0;
  }

  bool Operator();
  bool Close();
  bool CloseAlternative();
  bool OpenAlternative(size_t target);
  bool OpenRepeat(bool possessive);
  bool RepeatOne();
  bool Conditional();
  bool ConditionalElse();
  bool Info();
  bool Set(size_t end);
  bool SetItem(size_t end);

  // Passes an operator with one operand that is below `bound`.
  bool Operand(uint64_t bound) {
    if (!Has(1) || code_[at_ + 1] >= bound) return false;
    at_ += 2;
    return true;
  }

  const std::span<const uint32_t> code_;
  const int64_t groups_;
  size_t at_ = 0;
  std::vector<Region> open_;
};

bool Verifier::Operator() {
  if (at_ > inner_end()) return false;
  switch (code_[at_]) {
    case kFailure:
    case kAny:
    case kAnyAll:
      ++at_;
      return true;
    case kLiteral:
    case kNotLiteral:
    case kLiteralIgnore:
    case kNotLiteralIgnore:
    case kLiteralUniIgnore:
    case kNotLiteralUniIgnore:
    case kLiteralLocIgnore:
    case kNotLiteralLocIgnore:
      return Operand(uint64_t{1} << 32);
    case kAt:
      return Operand(kAtCodeCount);
    case kCategory:
      return Operand(kCategoryCodeCount);
    case kMark:
      return Operand(static_cast<uint64_t>(groups_) * 2);
    case kGroupRef:
    case kGroupRefIgnore:
    case kGroupRefUniIgnore:
    case kGroupRefLocIgnore:
      return Operand(static_cast<uint64_t>(groups_));
    case kIn:
    case kInIgnore:
    case kInUniIgnore:
    case kInLocIgnore: {
      if (!Has(1)) return false;
      const size_t end = TargetOf(at_ + 1);
      if (end == 0 || end > inner_end()) return false;
      at_ += 2;
      return Set(end);
    }
    case kAssert:
    case kAssertNot: {
      if (!Has(2)) return false;
      const size_t end = TargetOf(at_ + 1);
      return end != 0 && Open(Region::kBody, at_ + 3, end - 1);
    }
    case kAtomicGroup: {
      if (!Has(1)) return false;
      const size_t end = TargetOf(at_ + 1);
      return end != 0 && Open(Region::kBody, at_ + 2, end - 1);
    }
    case kBranch:
      ++at_;
      return OpenAlternative(0);
    case kRepeat:
      return OpenRepeat(false);
    case kPossessiveRepeat:
      return OpenRepeat(true);
    case kRepeatOne:
    case kMinRepeatOne:
    case kPossessiveRepeatOne:
      return RepeatOne();
    case kGroupRefExists:
      return Conditional();
    case kJump:
      return ConditionalElse();
    default:
      return false;
  }
}

bool Verifier::OpenRepeat(bool possessive) {
  if (!Has(3) || code_[at_ + 2] > code_[at_ + 3]) return false;
  const size_t end = TargetOf(at_ + 1);
  return end != 0 &&
         Open(possessive ? Region::kBody : Region::kRepeat, at_ + 4, end);
}

bool Verifier::RepeatOne() {
  if (!Has(3) || code_[at_ + 2] > code_[at_ + 3]) return false;
  const size_t end = TargetOf(at_ + 1);
  if (end == 0 || end > inner_end() || end < at_ + 6) return false;
  const size_t item = at_ + 4;
  if (!IsUnit(code_[item]) || code_[end - 1] != kSuccess) return false;
  // The item alone, as a region: it must end where Success stands.
  if (!Open(Region::kBody, item, end - 1) || !Operator()) return false;
  return at_ == end - 1;
}

bool Verifier::Conditional() {
  if (!Has(2) || code_[at_ + 1] >= static_cast<uint64_t>(groups_)) return false;
  // The skip counts from the word before it.
  const size_t yes_end = at_ + 1 + code_[at_ + 2];
  if (yes_end < at_ + 3 || yes_end > inner_end()) return false;
  at_ += 3;
  open_.push_back({Region::kYes, yes_end, 0});
  return true;
}

// A Jump at the end of a conditional's first part: the second part follows.
bool Verifier::ConditionalElse() {
  const Region yes = open_.back();
  if (yes.kind != Region::kYes || at_ + 2 != yes.end) return false;
  const size_t end = TargetOf(at_ + 1);
  open_.pop_back();
  if (end < yes.end || end > inner_end()) return false;
  at_ = yes.end;
  open_.push_back({Region::kNo, end, 0});
  return true;
}

// At the skip of an alternative, or at the 0 that ends the list.
bool Verifier::OpenAlternative(size_t target) {
  if (at_ >= inner_end()) return false;
  if (code_[at_] == 0) {
    ++at_;
    return target == 0 || target == at_;
  }
  const size_t next = TargetOf(at_);
  if (next < at_ + 3 || next >= inner_end()) return false;
  return Open(Region::kAlternative, at_ + 1, next - 2, target);
}

bool Verifier::CloseAlternative() {
  const Region region = open_.back();
  open_.pop_back();
  if (code_[region.end] != kJump) return false;
  const size_t target = TargetOf(region.end + 1);
  if (target == 0 || (region.target != 0 && target != region.target)) {
    return false;
  }
  at_ = region.end + 2;
  return OpenAlternative(target);
}

bool Verifier::Close() {
  const Region region = open_.back();
  switch (region.kind) {
    case Region::kAlternative:
      return CloseAlternative();
    case Region::kYes:
    case Region::kNo:
      open_.pop_back();
      return true;
    case Region::kRepeat:
      open_.pop_back();
      return code_[at_] == kMaxUntil || code_[at_] == kMinUntil ? (++at_, true)
                                                                : false;
    default:
      open_.pop_back();
      return code_[at_++] == kSuccess;
  }
}

// From at_ to its closing Failure, which is the last word before `end`.
bool Verifier::Set(size_t end) {
  while (at_ < end && code_[at_] != kFailure) {
    if (!SetItem(end)) return false;
  }
  return ++at_ == end;
}

bool Verifier::SetItem(size_t end) {
  size_t operands;
  switch (code_[at_]) {
    case kNegate:
      operands = 0;
      break;
    case kLiteral:
      operands = 1;
      break;
    case kCategory:
      operands = 1;
      if (end - at_ < 2 || code_[at_ + 1] >= kCategoryCodeCount) return false;
      break;
    case kRange:
    case kRangeUniIgnore:
      operands = 2;
      break;
    case kCharset:
      operands = kBitmapWords;
      break;
    case kBigCharset: {
      if (end - at_ < 2 + kBlockIndexWords) return false;
      const size_t blocks = code_[at_ + 1];
      if (blocks > 256) return false;
      for (size_t page = 0; page < 256; ++page) {
        const uint32_t word = code_[at_ + 2 + page / 4];
        if ((word >> (page % 4 * 8) & 0xff) >= blocks) return false;
      }
      operands = 1 + kBlockIndexWords + blocks * kBitmapWords;
      break;
    }
    default:
      return false;
  }
  // One word more: the Failure at the end.
  if (end - at_ <= operands + 1) return false;
  at_ += 1 + operands;
  return true;
}

bool Verifier::Info() {
  if (code_.size() < 6) return false;
  const size_t end = TargetOf(1);
  if (end < 5) return false;
  const uint32_t flags = code_[2];
  if (flags & ~(kInfoPrefix | kInfoLiteral | kInfoCharset)) return false;
  if ((flags & kInfoPrefix) && (flags & kInfoCharset)) return false;
  at_ = 5;
  if (flags & kInfoPrefix) {
    if (end < 7) return false;
    const size_t length = code_[5];
    if (length == 0 || code_[6] > length || length > end ||
        end != 7 + 2 * length) {
      return false;
    }
    at_ = end;
  } else if (flags & kInfoCharset) {
    if (!Set(end)) return false;
  }
  return at_ == end;
}

}  // namespace

bool Verify(std::span<const uint32_t> code, int64_t groups) {
  return Verifier(code, groups).Run();
}

}  // namespace midge::vm::regex

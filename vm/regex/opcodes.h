// The code that a compiled pattern consists of: words of 32 bits, as the
// library's re/_compiler.py emits them. The numbers are its contract with the
// engine behind it, named by kMagic.
//
//   op            operands                        then
//   Any, AnyAll, Success, Failure
//   Literal ...   character
//   At            AtCode
//   Category      CategoryCode
//   In ...        skip set                        code goes on at
//   word(skip)+skip Mark          2 * group, + 1 at its end       groups are
//   counted from 0 here GroupRef ...  group GroupRefExists  group skip yes
//   word(group)+skip is behind it,
//                 or yes Jump skip no             or where `no` begins
//   Assert, AssertNot  skip back body Success
//   AtomicGroup   skip body Success
//   Branch        (skip alternative Jump skip) ... 0
//   RepeatOne, MinRepeatOne, PossessiveRepeatOne  skip min max item Success
//   Repeat        skip min max body               MaxUntil or MinUntil
//   PossessiveRepeat  skip min max body           Success
//   Info          skip flags min max [prefix or set]  first in the program only
//
// A set is a list of Literal, Range, RangeUniIgnore, Charset, BigCharset and
// Category, each preceded by Negate or not, closed by Failure.
#ifndef MIDGE_VM_REGEX_OPCODES_H_
#define MIDGE_VM_REGEX_OPCODES_H_

#include <cstdint>

namespace midge::vm::regex {

inline constexpr uint32_t kMagic = 20220615;
inline constexpr uint32_t kMaxRepeat = UINT32_MAX;  // no upper bound

enum Opcode : uint32_t {
  kFailure,
  kSuccess,
  kAny,
  kAnyAll,
  kAssert,
  kAssertNot,
  kAt,
  kBranch,
  kCategory,
  kCharset,
  kBigCharset,
  kGroupRef,
  kGroupRefExists,
  kIn,
  kInfo,
  kJump,
  kLiteral,
  kMark,
  kMaxUntil,
  kMinUntil,
  kNotLiteral,
  kNegate,
  kRange,
  kRepeat,
  kRepeatOne,
  kSubpattern,
  kMinRepeatOne,
  kAtomicGroup,
  kPossessiveRepeat,
  kPossessiveRepeatOne,
  kGroupRefIgnore,
  kInIgnore,
  kLiteralIgnore,
  kNotLiteralIgnore,
  kGroupRefLocIgnore,
  kInLocIgnore,
  kLiteralLocIgnore,
  kNotLiteralLocIgnore,
  kGroupRefUniIgnore,
  kInUniIgnore,
  kLiteralUniIgnore,
  kNotLiteralUniIgnore,
  kRangeUniIgnore,
};

enum AtCode : uint32_t {
  kAtBeginning,
  kAtBeginningLine,
  kAtBeginningString,
  kAtBoundary,
  kAtNonBoundary,
  kAtEnd,
  kAtEndLine,
  kAtEndString,
  kAtLocBoundary,
  kAtLocNonBoundary,
  kAtUniBoundary,
  kAtUniNonBoundary,
  kAtCodeCount,
};

// An odd one is the complement of the one before it.
enum CategoryCode : uint32_t {
  kCategoryDigit = 0,
  kCategorySpace = 2,
  kCategoryWord = 4,
  kCategoryLineBreak = 6,
  kCategoryLocWord = 8,
  kCategoryUniDigit = 10,
  kCategoryUniSpace = 12,
  kCategoryUniWord = 14,
  kCategoryUniLineBreak = 16,
  kCategoryCodeCount = 18,
};

enum InfoFlags : uint32_t {
  kInfoPrefix = 1,   // begins with this literal text
  kInfoLiteral = 2,  // and that is all of it
  kInfoCharset = 4,  // begins with a character of this set
};

// Words of the bitmaps in sets.
inline constexpr uint32_t kBitmapWords = 256 / 32;
inline constexpr uint32_t kBlockIndexWords = 256 / 4;

}  // namespace midge::vm::regex

#endif  // MIDGE_VM_REGEX_OPCODES_H_

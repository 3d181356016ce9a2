#include "vm/regex/char_class.h"

#include "vm/regex/opcodes.h"

namespace midge::vm::regex {
namespace {

bool IsAsciiDigit(uint32_t c) { return c - '0' < 10; }
bool IsAsciiSpace(uint32_t c) { return c == ' ' || c - '\t' < 5; }
bool IsAsciiWord(uint32_t c) {
  return IsAsciiDigit(c) || LowerAscii(c) - 'a' < 26 || c == '_';
}

bool InPositiveCategory(uint32_t category, uint32_t c) {
  switch (category) {
    case kCategoryDigit:
      return IsAsciiDigit(c);
    case kCategorySpace:
      return IsAsciiSpace(c);
    case kCategoryWord:
    case kCategoryLocWord:
      return IsAsciiWord(c);
    case kCategoryLineBreak:
      return c == '\n';
    case kCategoryUniDigit:
      return c < 0x80 ? IsAsciiDigit(c) : text::IsDecimal(c);
    case kCategoryUniSpace:
      return text::IsSpace(c);
    case kCategoryUniWord:
      return c < 0x80 ? IsAsciiWord(c) : text::IsAlnum(c);
    default:
      return text::IsLineBreak(c);
  }
}

bool InBitmap(const uint32_t* bitmap, uint32_t bit) {
  return bitmap[bit / 32] >> (bit % 32) & 1;
}

bool InBigCharset(const uint32_t* blocks, uint32_t c) {
  if (c >= 0x10000) return false;
  const uint32_t page = c >> 8;
  const uint32_t block = blocks[page / 4] >> (page % 4 * 8) & 0xff;
  return InBitmap(blocks + kBlockIndexWords + block * kBitmapWords, c & 0xff);
}

bool InSetLocIgnore(const uint32_t* set, uint32_t c) {
  const uint32_t lower = LowerAscii(c), upper = UpperAscii(c);
  return InSet(set, lower) || (upper != lower && InSet(set, upper));
}

bool IsLiteralLocIgnore(uint32_t literal, uint32_t c) {
  return c == literal || LowerAscii(c) == literal || UpperAscii(c) == literal;
}

}  // namespace

bool InCategory(uint32_t category, uint32_t c) {
  return InPositiveCategory(category & ~1u, c) != ((category & 1) != 0);
}

bool InSet(const uint32_t* set, uint32_t c) {
  bool found = true;
  for (;;) {
    switch (*set++) {
      case kFailure:
        return !found;
      case kLiteral:
        if (c == set[0]) return found;
        set += 1;
        break;
      case kCategory:
        if (InCategory(set[0], c)) return found;
        set += 1;
        break;
      case kRange:
        if (set[0] <= c && c <= set[1]) return found;
        set += 2;
        break;
      case kRangeUniIgnore: {
        // `c` is in lower case already.
        if (set[0] <= c && c <= set[1]) return found;
        const uint32_t upper = text::SimpleUpper(c);
        if (set[0] <= upper && upper <= set[1]) return found;
        set += 2;
        break;
      }
      case kNegate:
        found = !found;
        break;
      case kCharset:
        if (c < 256 && InBitmap(set, c)) return found;
        set += kBitmapWords;
        break;
      default: {  // kBigCharset
        const uint32_t blocks = *set++;
        if (InBigCharset(set, c)) return found;
        set += kBlockIndexWords + blocks * kBitmapWords;
        break;
      }
    }
  }
}

bool IsUnit(uint32_t op) {
  switch (op) {
    case kAny:
    case kAnyAll:
    case kCategory:
    case kIn:
    case kInIgnore:
    case kInUniIgnore:
    case kInLocIgnore:
    case kLiteral:
    case kNotLiteral:
    case kLiteralIgnore:
    case kNotLiteralIgnore:
    case kLiteralUniIgnore:
    case kNotLiteralUniIgnore:
    case kLiteralLocIgnore:
    case kNotLiteralLocIgnore:
      return true;
    default:
      return false;
  }
}

bool MatchesUnit(const uint32_t* code, uint32_t c) {
  switch (*code) {
    case kAny:
      return c != '\n';
    case kAnyAll:
      return true;
    case kCategory:
      return InCategory(code[1], c);
    case kIn:
      return InSet(code + 2, c);
    case kInIgnore:
      return InSet(code + 2, LowerAscii(c));
    case kInUniIgnore:
      return InSet(code + 2, LowerUnicode(c));
    case kInLocIgnore:
      return InSetLocIgnore(code + 2, c);
    case kLiteral:
      return c == code[1];
    case kNotLiteral:
      return c != code[1];
    case kLiteralIgnore:
      return LowerAscii(c) == code[1];
    case kNotLiteralIgnore:
      return LowerAscii(c) != code[1];
    case kLiteralUniIgnore:
      return LowerUnicode(c) == code[1];
    case kNotLiteralUniIgnore:
      return LowerUnicode(c) != code[1];
    case kLiteralLocIgnore:
      return IsLiteralLocIgnore(code[1], c);
    default:
      return !IsLiteralLocIgnore(code[1], c);
  }
}

uint32_t FoldFor(uint32_t group_ref_op, uint32_t c) {
  switch (group_ref_op) {
    case kGroupRef:
      return c;
    case kGroupRefUniIgnore:
      return LowerUnicode(c);
    default:
      return LowerAscii(c);
  }
}

}  // namespace midge::vm::regex

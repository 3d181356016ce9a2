#include "vm/text/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>

namespace midge::vm::text {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
};

// A mapping to up to three characters; the rest are zeros.
struct SpecialCase {
  uint32_t from;
  uint32_t to[3];
};

#include "vm/text/unicode_tables.inc"

constexpr uint32_t kCapitalSigma = 0x3a3;
constexpr uint32_t kSigma = 0x3c3;
constexpr uint32_t kFinalSigma = 0x3c2;

template <size_t kSize>
bool In(const Range (&table)[kSize], uint32_t c) {
  auto next = std::upper_bound(
      std::begin(table), std::end(table), c,
      [](uint32_t point, const Range& range) { return point < range.first; });
  return next != std::begin(table) && c <= std::prev(next)->last;
}

template <size_t kSize>
const SpecialCase* Find(const SpecialCase (&table)[kSize], uint32_t c) {
  auto found = std::lower_bound(std::begin(table), std::end(table), c,
                                [](const SpecialCase& entry, uint32_t point) {
                                  return entry.from < point;
                                });
  return found != std::end(table) && found->from == c ? found : nullptr;
}

utf8proc_category_t Category(uint32_t c) {
  // Nothing new was assigned below this one.
  if (c >= kNotYetAssigned[0].first && In(kNotYetAssigned, c)) {
    return UTF8PROC_CATEGORY_CN;
  }
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

constexpr uint32_t Bit(utf8proc_category_t category) { return 1u << category; }

constexpr uint32_t kLetters =
    Bit(UTF8PROC_CATEGORY_LU) | Bit(UTF8PROC_CATEGORY_LL) |
    Bit(UTF8PROC_CATEGORY_LT) | Bit(UTF8PROC_CATEGORY_LM) |
    Bit(UTF8PROC_CATEGORY_LO);
constexpr uint32_t kNumbers = Bit(UTF8PROC_CATEGORY_ND) |
                              Bit(UTF8PROC_CATEGORY_NL) |
                              Bit(UTF8PROC_CATEGORY_NO);
constexpr uint32_t kStart = kLetters | Bit(UTF8PROC_CATEGORY_NL);
constexpr uint32_t kContinue =
    kStart | Bit(UTF8PROC_CATEGORY_MN) | Bit(UTF8PROC_CATEGORY_MC) |
    Bit(UTF8PROC_CATEGORY_ND) | Bit(UTF8PROC_CATEGORY_PC);
constexpr uint32_t kIgnorable =
    Bit(UTF8PROC_CATEGORY_MN) | Bit(UTF8PROC_CATEGORY_ME) |
    Bit(UTF8PROC_CATEGORY_CF) | Bit(UTF8PROC_CATEGORY_LM) |
    Bit(UTF8PROC_CATEGORY_SK);
constexpr uint32_t kUnprintable =
    Bit(UTF8PROC_CATEGORY_CC) | Bit(UTF8PROC_CATEGORY_CF) |
    Bit(UTF8PROC_CATEGORY_CS) | Bit(UTF8PROC_CATEGORY_CO) |
    Bit(UTF8PROC_CATEGORY_CN) | Bit(UTF8PROC_CATEGORY_ZL) |
    Bit(UTF8PROC_CATEGORY_ZP) | Bit(UTF8PROC_CATEGORY_ZS);

bool InCategories(uint32_t c, uint32_t categories) {
  return categories >> Category(c) & 1;
}

bool IsCased(uint32_t c) { return IsLower(c) || IsUpper(c) || IsTitle(c); }

bool IsCaseIgnorable(uint32_t c) {
  return InCategories(c, kIgnorable) != In(kIgnorableExceptions, c);
}

template <size_t kSize>
bool AppendSpecial(const SpecialCase (&table)[kSize], uint32_t c,
                   std::u32string* out) {
  const SpecialCase* special = c < 0x80 ? nullptr : Find(table, c);
  if (special == nullptr) return false;
  for (uint32_t to : special->to) {
    if (to != 0) *out += static_cast<char32_t>(to);
  }
  return true;
}

void AppendUpper(uint32_t c, std::u32string* out) {
  if (Category(c) == UTF8PROC_CATEGORY_CN) {
    *out += static_cast<char32_t>(c);
  } else if (!AppendSpecial(kSpecialUpper, c, out)) {
    *out += static_cast<char32_t>(
        utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
  }
}

void AppendTitle(uint32_t c, std::u32string* out) {
  if (Category(c) == UTF8PROC_CATEGORY_CN) {
    *out += static_cast<char32_t>(c);
  } else if (!AppendSpecial(kSpecialTitle, c, out)) {
    *out += static_cast<char32_t>(
        utf8proc_totitle(static_cast<utf8proc_int32_t>(c)));
  }
}

// A capital sigma is final when a cased letter precedes it and none follows,
// not counting ignorable characters.
bool IsFinalSigma(TextView text, int64_t at) {
  int64_t i = at - 1;
  while (i >= 0 && IsCaseIgnorable(text[i])) --i;
  if (i < 0 || !IsCased(text[i])) return false;
  i = at + 1;
  while (i < text.size() && IsCaseIgnorable(text[i])) ++i;
  return i == text.size() || !IsCased(text[i]);
}

void AppendLower(TextView text, int64_t at, std::u32string* out) {
  constexpr uint32_t kCapitalIWithDot = 0x130;
  uint32_t c = text[at];
  if (c == kCapitalSigma) {
    *out +=
        static_cast<char32_t>(IsFinalSigma(text, at) ? kFinalSigma : kSigma);
  } else if (c == kCapitalIWithDot) {
    *out += U"i\u0307";
  } else if (Category(c) == UTF8PROC_CATEGORY_CN) {
    *out += static_cast<char32_t>(c);
  } else {
    *out += static_cast<char32_t>(
        utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
  }
}

}  // namespace

bool IsAlpha(uint32_t c) { return InCategories(c, kLetters); }
bool IsDecimal(uint32_t c) { return Category(c) == UTF8PROC_CATEGORY_ND; }
bool IsDigit(uint32_t c) { return IsDecimal(c) || In(kDigits, c); }
bool IsNumeric(uint32_t c) {
  return InCategories(c, kNumbers) || In(kNumericLetters, c);
}
bool IsAlnum(uint32_t c) { return IsAlpha(c) || IsNumeric(c); }
bool IsSpace(uint32_t c) {
  if (c < 0x80) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
  }
  return Category(c) == UTF8PROC_CATEGORY_ZS || In(kOtherSpaces, c);
}
bool IsLower(uint32_t c) {
  return Category(c) == UTF8PROC_CATEGORY_LL || In(kOtherLowercase, c);
}
bool IsUpper(uint32_t c) {
  return Category(c) == UTF8PROC_CATEGORY_LU || In(kOtherUppercase, c);
}
bool IsTitle(uint32_t c) { return Category(c) == UTF8PROC_CATEGORY_LT; }
bool IsPrintable(uint32_t c) {
  if (c < 0x7f) return c >= ' ';
  return !InCategories(c, kUnprintable);
}
bool IsIdentifierStart(uint32_t c) {
  return c == '_' || InCategories(c, kStart) != In(kStartExceptions, c);
}
bool IsIdentifierContinue(uint32_t c) {
  return InCategories(c, kContinue) != In(kContinueExceptions, c);
}

bool IsLineBreak(uint32_t c) {
  return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 ||
         c == 0x2028 || c == 0x2029;
}

// Decimal digits come in runs of ten that begin with the zero; only the
// mathematical ones have several runs side by side.
int DecimalValue(uint32_t c) {
  constexpr uint32_t kMathematicalZero = 0x1d7ce;
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c < 0x80 || !IsDecimal(c)) return -1;
  if (c >= kMathematicalZero && c <= 0x1d7ff) {
    return static_cast<int>((c - kMathematicalZero) % 10);
  }
  int value = 0;
  while (value < 9 && IsDecimal(c - static_cast<uint32_t>(value) - 1)) ++value;
  return value;
}

uint32_t SimpleLower(uint32_t c) {
  if (c < 0x80) return c - 'A' < 26 ? c + ('a' - 'A') : c;
  if (Category(c) == UTF8PROC_CATEGORY_CN) return c;
  return static_cast<uint32_t>(
      utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

uint32_t SimpleUpper(uint32_t c) {
  if (c < 0x80) return c - 'a' < 26 ? c - ('a' - 'A') : c;
  if (Category(c) == UTF8PROC_CATEGORY_CN) return c;
  const SpecialCase* special = Find(kSpecialUpper, c);
  if (special != nullptr) return special->to[0];
  return static_cast<uint32_t>(
      utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

std::string NumberText(TextView text) {
  int64_t begin = 0, end = text.size();
  while (begin < end && IsSpace(text[begin])) ++begin;
  while (end > begin && IsSpace(text[end - 1])) --end;
  std::string out;
  out.reserve(static_cast<size_t>(end - begin));
  for (int64_t i = begin; i < end; ++i) {
    uint32_t c = text[i];
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (int digit = DecimalValue(c); digit >= 0) {
      out += static_cast<char>('0' + digit);
    } else {
      out += IsSpace(c) ? ' ' : '?';
    }
  }
  return out;
}

bool IsIdentifier(TextView text) {
  if (text.size() == 0 || !IsIdentifierStart(text[0])) return false;
  for (int64_t i = 1; i < text.size(); ++i) {
    if (!IsIdentifierContinue(text[i])) return false;
  }
  return true;
}

std::u32string Upper(TextView text) {
  std::u32string out;
  for (int64_t i = 0; i < text.size(); ++i) AppendUpper(text[i], &out);
  return out;
}

std::u32string Lower(TextView text) {
  std::u32string out;
  for (int64_t i = 0; i < text.size(); ++i) AppendLower(text, i, &out);
  return out;
}

std::u32string Title(TextView text) {
  std::u32string out;
  bool inside = false;
  for (int64_t i = 0; i < text.size(); ++i) {
    if (inside) {
      AppendLower(text, i, &out);
    } else {
      AppendTitle(text[i], &out);
    }
    inside = IsCased(text[i]);
  }
  return out;
}

std::u32string Capitalize(TextView text) {
  std::u32string out;
  if (text.size() > 0) AppendTitle(text[0], &out);
  for (int64_t i = 1; i < text.size(); ++i) AppendLower(text, i, &out);
  return out;
}

std::u32string SwapCase(TextView text) {
  std::u32string out;
  for (int64_t i = 0; i < text.size(); ++i) {
    if (IsUpper(text[i])) {
      AppendLower(text, i, &out);
    } else if (IsLower(text[i])) {
      AppendUpper(text[i], &out);
    } else {
      out += static_cast<char32_t>(text[i]);
    }
  }
  return out;
}

std::u32string CaseFold(TextView text) {
  std::u32string out;
  for (int64_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<utf8proc_int32_t>(text[i]);
    utf8proc_int32_t folded[8];
    int boundary = 0;
    bool surrogate = c >= 0xd800 && c < 0xe000;
    utf8proc_ssize_t count =
        surrogate || Category(text[i]) == UTF8PROC_CATEGORY_CN
            ? 0
            : utf8proc_decompose_char(c, folded, 8, UTF8PROC_CASEFOLD,
                                      &boundary);
    if (count <= 0) out += static_cast<char32_t>(c);
    for (utf8proc_ssize_t k = 0; k < count; ++k) {
      out += static_cast<char32_t>(folded[k]);
    }
  }
  return out;
}

}  // namespace midge::vm::text

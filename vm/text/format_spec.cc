#include "vm/text/format_spec.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "vm/text/codec.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"
#include "vm/text/limits.h"
#include "vm/text/unicode.h"

namespace midge::vm::text {
namespace {

FormatError ValueError(std::string message) {
  return {FormatError::kValueError, std::move(message)};
}

// 'x', or '\x20ac' for what does not print.
std::string QuoteType(uint32_t type) {
  char buffer[16];
  const char* format = type > 32 && type < 128 ? "'%c'" : "'\\x%x'";
  snprintf(buffer, sizeof(buffer), format, static_cast<unsigned>(type));
  return buffer;
}

bool IsAlign(uint32_t c) {
  return c == '<' || c == '>' || c == '=' || c == '^';
}

// Walks over the specification; each Take… consumes what it names.
class Reader {
 public:
  explicit Reader(TextView text) : text_(text) {}

  int64_t left() const { return text_.size() - at_; }
  uint32_t Peek(int64_t ahead = 0) const {
    return ahead < left() ? text_[at_ + ahead] : 0;
  }
  uint32_t Next() { return text_[at_++]; }
  bool Take(uint32_t c) {
    if (left() == 0 || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  // Decimal digits of any script. -1 when there are none; false on overflow.
  bool TakeNumber(int64_t* number) {
    *number = -1;
    while (left() > 0) {
      int digit = DecimalValue(text_[at_]);
      if (digit < 0) break;
      if (*number < 0) *number = 0;
      if (*number > (INT64_MAX - digit) / 10) return false;
      *number = *number * 10 + digit;
      ++at_;
    }
    return true;
  }

 private:
  TextView text_;
  int64_t at_ = 0;
};

// Grouping goes with some types only.
FormatError CheckGrouping(const FormatSpec& spec) {
  if (spec.grouping == '\0') return {};
  switch (spec.type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case '\0':
      return {};
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (spec.grouping == '_') return {};
      break;
    default:
      break;
  }
  return ValueError(std::string("Cannot specify '") + spec.grouping +
                    "' with " + QuoteType(spec.type) + ".");
}

void ReadAlignment(Reader* reader, FormatSpec* spec, bool* fill, bool* align) {
  if (reader->left() >= 2 && IsAlign(reader->Peek(1))) {
    spec->fill = reader->Next();
    *fill = true;
  } else if (reader->left() == 0 || !IsAlign(reader->Peek())) {
    return;
  }
  spec->align = static_cast<char>(reader->Next());
  *align = true;
}

FormatError ReadGrouping(Reader* reader, FormatSpec* spec) {
  if (reader->Take(',')) spec->grouping = ',';
  if (reader->Take('_')) {
    if (spec->grouping != '\0') {
      return ValueError("Cannot specify both ',' and '_'.");
    }
    spec->grouping = '_';
  }
  if (spec->grouping == '_' && reader->Peek() == ',' && reader->left() > 0) {
    return ValueError("Cannot specify both ',' and '_'.");
  }
  return {};
}

FormatError CheckBounds(const FormatSpec& spec) {
  if (spec.width > kFormatWidthMax || spec.precision > kFormatWidthMax) {
    return {FormatError::kMemoryError, ""};
  }
  return {};
}

}  // namespace

FormatError UnknownType(const FormatSpec& spec, std::string_view type_name) {
  return ValueError("Unknown format code " + QuoteType(spec.type) +
                    " for object of type '" + std::string(type_name) + "'");
}

namespace {

// Splits `padding` round something, by the alignment.
template <typename Pieces>
void Distribute(const FormatSpec& spec, int64_t padding, Pieces* out) {
  out->fill = spec.fill;
  if (padding <= 0) return;
  if (spec.align == '<') {
    out->right = padding;
  } else if (spec.align == '^') {
    out->left = padding / 2;
    out->right = padding - out->left;
  } else if constexpr (requires { out->inner; }) {
    (spec.align == '=' ? out->inner : out->left) = padding;
  } else {
    out->left = padding;
  }
}

// Puts a separator between every `group` digits and zeros in front, until the
// whole is at least `width` wide; it never begins with a separator.
std::string Group(const std::string& digits, char separator, int64_t group,
                  int64_t width) {
  std::string reversed;
  auto left = static_cast<int64_t>(digits.size());
  while (true) {
    int64_t take = std::min(group, std::max({left, width, int64_t{1}}));
    for (int64_t i = 0; i < take; ++i) {
      reversed += left > 0 ? digits[static_cast<size_t>(--left)] : '0';
    }
    width -= take;
    if (left <= 0 && width <= 0) break;
    reversed += separator;
    --width;
  }
  return {reversed.rbegin(), reversed.rend()};
}

// A number as sign and base prefix, digits before the point, and the rest.
FormattedNumber Compose(const FormatSpec& spec, bool negative,
                        const std::string& base_prefix,
                        const std::string& digits, const std::string& rest,
                        int64_t group) {
  FormattedNumber out;
  if (negative) {
    out.prefix = "-";
  } else if (spec.sign == '+' || spec.sign == ' ') {
    out.prefix = spec.sign;
  }
  out.prefix += base_prefix;
  auto fixed = static_cast<int64_t>(out.prefix.size() + rest.size());
  bool zeros = spec.fill == '0' && spec.align == '=';
  if (spec.grouping != '\0' && !digits.empty()) {
    out.body =
        Group(digits, spec.grouping, group, zeros ? spec.width - fixed : 0);
  } else {
    out.body = digits;
  }
  out.body += rest;
  Distribute(spec, spec.width - out.size(), &out);
  return out;
}

}  // namespace

std::string FormattedNumber::ToString() const {
  std::string out;
  auto pad = [&](int64_t count) {
    for (int64_t i = 0; i < count; ++i) AppendUtf8(fill, &out);
  };
  pad(left);
  out += prefix;
  pad(inner);
  out += body;
  pad(right);
  return out;
}

FormatError ParseFormatSpec(TextView text, FormatTarget target,
                            std::string_view type_name, FormatSpec* spec) {
  *spec = FormatSpec();
  bool is_str = target == FormatTarget::kStr;
  spec->align = is_str ? '<' : '>';
  spec->type = is_str ? 's' : target == FormatTarget::kInt ? 'd' : '\0';
  Reader reader(text);
  bool has_fill = false, has_align = false;
  ReadAlignment(&reader, spec, &has_fill, &has_align);
  uint32_t sign = reader.Peek();
  if (reader.left() > 0 && (sign == '+' || sign == '-' || sign == ' ')) {
    spec->sign = static_cast<char>(reader.Next());
  }
  spec->no_negative_zero = reader.Take('z');
  spec->alternate = reader.Take('#');
  if (!has_fill && reader.Take('0')) {
    spec->fill = '0';
    if (!has_align && !is_str) spec->align = '=';
  }
  if (!reader.TakeNumber(&spec->width)) {
    return ValueError("Too many decimal digits in format string");
  }
  if (auto error = ReadGrouping(&reader, spec); !error.ok()) return error;
  if (reader.Take('.')) {
    if (!reader.TakeNumber(&spec->precision)) {
      return ValueError("Too many decimal digits in format string");
    }
    if (spec->precision < 0) {
      return ValueError("Format specifier missing precision");
    }
  }
  if (reader.left() > 1) {
    return ValueError("Invalid format specifier '" + ToUtf8(text) +
                      "' for object of type '" + std::string(type_name) + "'");
  }
  if (reader.left() == 1) spec->type = reader.Next();
  if (auto error = CheckGrouping(*spec); !error.ok()) return error;
  return CheckBounds(*spec);
}

bool WantsFloat(const FormatSpec& spec) {
  switch (spec.type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
      return true;
    default:
      return false;
  }
}

bool WantsChar(const FormatSpec& spec) { return spec.type == 'c'; }

namespace {

// The base of an int's type, or 0.
int BaseOf(uint32_t type) {
  switch (type) {
    case 'b':
      return 2;
    case 'o':
      return 8;
    case 'x':
    case 'X':
      return 16;
    case 'd':
    case 'n':
      return 10;
    default:
      return 0;
  }
}

FormatError CheckIntSpec(const FormatSpec& spec) {
  if (spec.precision >= 0) {
    return ValueError("Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    return ValueError(
        "Negative zero coercion (z) not allowed in integer format specifier");
  }
  return {};
}

}  // namespace

FormatError FormatInt(BigView value, const FormatSpec& spec,
                      std::string_view type_name, FormattedNumber* out,
                      int32_t digits_max) {
  int base = BaseOf(spec.type);
  if (base == 0) return UnknownType(spec, type_name);
  if (auto error = CheckIntSpec(spec); !error.ok()) return error;
  std::string digits;
  if (IntToText({value.limbs, false}, base, &digits, digits_max) !=
      BigStatus::kOk) {
    return ValueError(TooManyDigits(digits_max));
  }
  std::string prefix;
  if (spec.alternate && base != 10) {
    prefix = {'0', static_cast<char>(spec.type)};
  }
  if (spec.type == 'X') {
    for (char& c : digits) {
      if (c >= 'a') c -= 'a' - 'A';
    }
  }
  *out = Compose(spec, value.negative, prefix, digits, "", base == 10 ? 3 : 4);
  return {};
}

FormatError FormatFloat(double value, const FormatSpec& spec,
                        std::string_view type_name, FormattedNumber* out) {
  FloatFormat format;
  format.alternate = spec.alternate;
  format.precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
  format.type = static_cast<char>(spec.type);
  if (spec.type == '\0') {
    format.add_dot_zero = true;
    format.type = spec.precision < 0 ? 'r' : 'g';
  } else if (spec.type == 'n') {
    format.type = 'g';
  } else if (spec.type == '%') {
    format.type = 'f';
    value *= 100;
  } else if (!WantsFloat(spec)) {
    return UnknownType(spec, type_name);
  }
  std::string text = FormatDouble(value, format);
  bool negative = text[0] == '-';
  if (negative) text.erase(0, 1);
  if (negative && spec.no_negative_zero && std::isfinite(value)) {
    negative = HasDigitsButZero(text);
  }
  if (spec.type == '%') text += '%';
  size_t whole = std::min(text.find_first_not_of("0123456789"), text.size());
  *out =
      Compose(spec, negative, "", text.substr(0, whole), text.substr(whole), 3);
  return {};
}

bool HasDigitsButZero(std::string_view number) {
  const size_t mark = std::min(number.find_first_of("eE"), number.size());
  return number.find_first_of("123456789") < mark;
}

FormatError FormatStr(int64_t size, const FormatSpec& spec,
                      std::string_view type_name, FormattedText* out) {
  constexpr char kTail[] = " not allowed in string format specifier";
  if (spec.type != 's') return UnknownType(spec, type_name);
  if (spec.sign == ' ') return ValueError(std::string("Space") + kTail);
  if (spec.sign != '\0') return ValueError(std::string("Sign") + kTail);
  if (spec.no_negative_zero) {
    return ValueError(std::string("Negative zero coercion (z)") + kTail);
  }
  if (spec.alternate) {
    return ValueError(std::string("Alternate form (#)") + kTail);
  }
  if (spec.align == '=') {
    return ValueError(std::string("'=' alignment") + kTail);
  }
  out->size = spec.precision >= 0 ? std::min(size, spec.precision) : size;
  Distribute(spec, spec.width - out->size, out);
  return {};
}

FormatError FormatChar(const FormatSpec& spec, FormattedText* out) {
  if (auto error = CheckIntSpec(spec); !error.ok()) return error;
  constexpr char kTail[] = " not allowed with integer format specifier 'c'";
  if (spec.sign != '\0') return ValueError(std::string("Sign") + kTail);
  if (spec.alternate) {
    return ValueError(std::string("Alternate form (#)") + kTail);
  }
  out->size = 1;
  Distribute(spec, spec.width - 1, out);
  return {};
}

}  // namespace midge::vm::text

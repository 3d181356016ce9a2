// The format mini-language:
// [[fill]align][sign][z][#][0][width][,|_][.precision] [type], as format(),
// f-strings and str.format() use it.
//
// The result is not padded text but its pieces, so that a caller can write
// them into a string of the right width at once.
//
// Errors: CPython's, as message and exception type.
#ifndef MIDGE_VM_TEXT_FORMAT_SPEC_H_
#define MIDGE_VM_TEXT_FORMAT_SPEC_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "vm/text/big_int.h"
#include "vm/text/limits.h"
#include "vm/text/text_view.h"

namespace midge::vm::text {

struct FormatSpec {
  uint32_t fill = ' ';
  char align = '<';  // one of < > ^ =
  char sign = '\0';  // one of + - space, or none
  bool no_negative_zero = false;
  bool alternate = false;
  char grouping = '\0';  // ',' or '_'
  int64_t width = -1;
  int64_t precision = -1;
  uint32_t type = 0;  // 0 when none was given and the type has no default
};

struct FormatError {
  enum Kind { kNone, kValueError, kOverflowError, kMemoryError };
  Kind kind = kNone;
  std::string message;

  bool ok() const { return kind == kNone; }
};

// What to write: left * fill, prefix, inner * fill, body, right * fill.
// Prefix and body are ASCII.
struct FormattedNumber {
  std::string prefix;
  std::string body;
  uint32_t fill = ' ';
  int64_t left = 0;
  int64_t inner = 0;
  int64_t right = 0;

  int64_t size() const {
    return left + static_cast<int64_t>(prefix.size()) + inner +
           static_cast<int64_t>(body.size()) + right;
  }
  // As UTF-8, when the caller has no better place.
  std::string ToString() const;
};

// What to write: left * fill, the first `size` characters, right * fill.
struct FormattedText {
  int64_t size = 0;
  uint32_t fill = ' ';
  int64_t left = 0;
  int64_t right = 0;
};

// Which defaults and rules apply; also names the type in messages.
enum class FormatTarget { kInt, kFloat, kStr };

// Reads `text`. `type_name` is the Python type in messages: "int", "bool" …
FormatError ParseFormatSpec(TextView text, FormatTarget target,
                            std::string_view type_name, FormatSpec* spec);

// True when `spec` wants an int shown as a float (e f g % …): the caller
// converts and calls FormatFloat.
bool WantsFloat(const FormatSpec& spec);

// True for type c: the caller checks and makes the character, then pads it
// with FormatChar.
bool WantsChar(const FormatSpec& spec);

// Whether a number's text is not that of zero.
bool HasDigitsButZero(std::string_view number);

// `digits_max` is IntToText()'s.
FormatError FormatInt(BigView value, const FormatSpec& spec,
                      std::string_view type_name, FormattedNumber* out,
                      int32_t digits_max = kIntTextDigitsMax);
FormatError FormatFloat(double value, const FormatSpec& spec,
                        std::string_view type_name, FormattedNumber* out);
// `size` characters; checks what a str allows.
FormatError FormatStr(int64_t size, const FormatSpec& spec,
                      std::string_view type_name, FormattedText* out);
// "Unknown format code 'x' for object of type 'str'".
FormatError UnknownType(const FormatSpec& spec, std::string_view type_name);
// One character made of an int by type c.
FormatError FormatChar(const FormatSpec& spec, FormattedText* out);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_FORMAT_SPEC_H_

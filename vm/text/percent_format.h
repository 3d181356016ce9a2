// "…" % values: the template's pieces, and numbers laid out by a piece.
//
// The caller walks the pieces, fetches each value (by key, in order, and for
// each '*') and converts it; no value is seen here.
//
// Errors: ValueError messages of CPython, in FormatError.
#ifndef MIDGE_VM_TEXT_PERCENT_FORMAT_H_
#define MIDGE_VM_TEXT_PERCENT_FORMAT_H_

#include <cstdint>

#include "vm/text/big_int.h"
#include "vm/text/format_spec.h"
#include "vm/text/text_view.h"

namespace midge::vm::text {

struct PercentPiece {
  // text[begin:end]: the literal text, or the key of a %(key) directive.
  int64_t begin = 0;
  int64_t end = 0;
  bool directive = false;
  bool has_key = false;
  bool left = false;              // -
  bool plus = false;              // +
  bool blank = false;             // space
  bool alternate = false;         // #
  bool zero = false;              // 0
  bool no_negative_zero = false;  // z, which only bytes know
  bool star_width = false;
  bool star_precision = false;
  int64_t width = -1;
  int64_t precision = -1;
  uint32_t type = 0;       // as written, '%' included
  int64_t start = 0;       // where the directive's '%' stands
  int64_t type_index = 0;  // where the type stands, for messages

  // "%%", which is text; with anything between it is no directive we know.
  bool is_percent() const { return type == '%' && type_index == start + 1; }
};

// Reads pieces one by one, of a template that is bytes or str.
class PercentReader {
 public:
  PercentReader(TextView text, bool is_bytes)
      : text_(text), is_bytes_(is_bytes) {}

  // False at the end of the text, and on an error.
  bool Next(PercentPiece* piece);
  const FormatError& error() const { return error_; }

 private:
  bool Fail(const char* message);
  void ReadLiteral(PercentPiece* piece);
  bool ReadDirective(PercentPiece* piece);
  bool ReadKey(PercentPiece* piece);
  void ReadFlags(PercentPiece* piece);
  bool ReadNumber(int64_t limit, const char* too_big, int64_t* number);

  TextView text_;
  bool is_bytes_;
  int64_t at_ = 0;
  FormatError error_;
};

// "unsupported format character 'y' (0x79) at index 3".
FormatError UnsupportedCharacter(const PercentPiece& piece);

// %d %i %u %o %x %X. REQUIRES: type is one of them.
// `digits_max` is IntToText()'s.
FormatError PercentInt(BigView value, const PercentPiece& piece,
                       FormattedNumber* out,
                       int32_t digits_max = kIntTextDigitsMax);

// %e %f %g and their capitals. REQUIRES: type is one of them.
FormatError PercentFloat(double value, const PercentPiece& piece,
                         FormattedNumber* out);

// %s %r %a %c of `size` characters. Precision cuts, but not for %c.
FormatError PercentText(int64_t size, const PercentPiece& piece,
                        FormattedText* out);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_PERCENT_FORMAT_H_

// The template of str.format(): literal text and replacement fields,
// {name!conversion:spec}.
//
// Errors: CPython's ValueErrors, as messages.
#ifndef MIDGE_VM_TEXT_REPLACEMENT_FIELD_H_
#define MIDGE_VM_TEXT_REPLACEMENT_FIELD_H_

#include <cstdint>

#include "vm/text/text_view.h"

namespace midge::vm::text {

// Literal text, then a field if `has_field`. Parts of the template.
struct TemplatePiece {
  TextView literal;
  bool has_field = false;
  TextView name;
  uint32_t conversion = 0;  // the character after '!', or 0
  TextView spec;
  bool spec_has_fields = false;
};

class TemplateReader {
 public:
  explicit TemplateReader(TextView text) : text_(text) {}

  // False at the end of the template, and on an error.
  bool Next(TemplatePiece* piece);
  // Null, or what is wrong.
  const char* error() const { return error_; }

 private:
  bool Fail(const char* message);
  bool ReadField(TemplatePiece* piece);
  bool ReadSpec(TemplatePiece* piece);
  // The character that ended the name, in `*end`.
  bool ReadName(TemplatePiece* piece, uint32_t* end);

  TextView text_;
  int64_t at_ = 0;
  const char* error_ = nullptr;
};

// The name of a field: what comes first, then .attribute and [index] steps.
class FieldName {
 public:
  struct Step {
    bool attribute = false;  // .name; else [index]
    TextView name;
    int64_t index = -1;  // of an [index] that is an int
  };

  explicit FieldName(TextView name);

  TextView first() const { return first_; }
  // The first part as an int; negative if it is none.
  int64_t first_index() const { return first_index_; }
  bool has_steps() const { return at_ < text_.size(); }

  // False at the end, and on an error.
  bool Next(Step* step);
  const char* error() const { return error_; }

 private:
  TextView text_;
  TextView first_;
  int64_t first_index_;
  int64_t at_;
  const char* error_ = nullptr;
};

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_REPLACEMENT_FIELD_H_

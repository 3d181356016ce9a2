#include "vm/text/replacement_field.h"

#include "vm/text/unicode.h"

namespace midge::vm::text {
namespace {

// The value of all-digit text, or -1; also -1 for what is too large to be an
// index of anything.
constexpr int64_t kNoIndex = -1;
constexpr int64_t kTooLong = -2;
constexpr char kTooLongMessage[] = "Too many decimal digits in format string";

int64_t ToIndex(TextView text) {
  if (text.size() == 0) return kNoIndex;
  int64_t value = 0;
  for (int64_t i = 0; i < text.size(); ++i) {
    int digit = DecimalValue(text[i]);
    if (digit < 0) return kNoIndex;
    if (value > (INT64_MAX - digit) / 10) return kTooLong;
    value = value * 10 + digit;
  }
  return value;
}

}  // namespace

bool TemplateReader::Fail(const char* message) {
  error_ = message;
  return false;
}

bool TemplateReader::Next(TemplatePiece* piece) {
  *piece = TemplatePiece();
  if (at_ == text_.size()) return false;
  int64_t begin = at_;
  while (at_ < text_.size() && text_[at_] != '{' && text_[at_] != '}') ++at_;
  piece->literal = text_.Part(begin, at_);
  if (at_ == text_.size()) return true;
  uint32_t brace = text_[at_++];
  bool doubled = at_ < text_.size() && text_[at_] == brace;
  if (doubled) {
    // One brace is text, and so part of the literal.
    piece->literal = text_.Part(begin, at_++);
    return true;
  }
  if (brace == '}') return Fail("Single '}' encountered in format string");
  if (at_ == text_.size()) {
    return Fail("Single '{' encountered in format string");
  }
  piece->has_field = true;
  return ReadField(piece);
}

bool TemplateReader::ReadName(TemplatePiece* piece, uint32_t* end) {
  int64_t begin = at_;
  while (at_ < text_.size()) {
    uint32_t c = text_[at_++];
    if (c == '{') return Fail("unexpected '{' in field name");
    if (c == '[') {
      while (at_ < text_.size() && text_[at_] != ']') ++at_;
    } else if (c == '}' || c == ':' || c == '!') {
      *end = c;
      piece->name = text_.Part(begin, at_ - 1);
      return true;
    }
  }
  return Fail("expected '}' before end of string");
}

bool TemplateReader::ReadField(TemplatePiece* piece) {
  uint32_t end = 0;
  if (!ReadName(piece, &end)) return false;
  if (end == '}') return true;
  if (end == ':') return ReadSpec(piece);
  if (at_ == text_.size()) {
    return Fail("end of string while looking for conversion specifier");
  }
  piece->conversion = text_[at_++];
  if (at_ < text_.size()) {
    uint32_t c = text_[at_++];
    if (c == '}') return true;
    if (c != ':') return Fail("expected ':' after conversion specifier");
  }
  return ReadSpec(piece);
}

// Braces nest in a specification.
bool TemplateReader::ReadSpec(TemplatePiece* piece) {
  int64_t begin = at_;
  int depth = 1;
  while (at_ < text_.size()) {
    uint32_t c = text_[at_++];
    if (c == '{') {
      piece->spec_has_fields = true;
      ++depth;
    } else if (c == '}' && --depth == 0) {
      piece->spec = text_.Part(begin, at_ - 1);
      return true;
    }
  }
  return Fail("unmatched '{' in format spec");
}

FieldName::FieldName(TextView name) : text_(name), at_(0) {
  while (at_ < text_.size() && text_[at_] != '.' && text_[at_] != '[') ++at_;
  first_ = text_.Part(0, at_);
  first_index_ = ToIndex(first_);
  if (first_index_ == kTooLong) error_ = kTooLongMessage;
}

bool FieldName::Next(Step* step) {
  *step = Step();
  if (at_ == text_.size() || error_ != nullptr) return false;
  uint32_t kind = text_[at_++];
  int64_t begin = at_;
  if (kind == '.') {
    step->attribute = true;
    while (at_ < text_.size() && text_[at_] != '.' && text_[at_] != '[') ++at_;
    step->name = text_.Part(begin, at_);
  } else if (kind == '[') {
    while (at_ < text_.size() && text_[at_] != ']') ++at_;
    if (at_ == text_.size()) {
      error_ = "Missing ']' in format string";
      return false;
    }
    step->name = text_.Part(begin, at_++);
    step->index = ToIndex(step->name);
    if (step->index == kTooLong) {
      error_ = kTooLongMessage;
      return false;
    }
  } else {
    error_ = "Only '.' or '[' may follow ']' in format field specifier";
    return false;
  }
  if (step->name.size() > 0) return true;
  error_ = "Empty attribute in format string";
  return false;
}

}  // namespace midge::vm::text

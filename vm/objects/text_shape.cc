// Stripping and padding of str and bytes.
#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/errors.h"
#include "vm/objects/text_methods.h"
#include "vm/text/search.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

enum Ends { kLeft = 1, kRight = 2, kBoth = 3 };

// What is stripped: the characters of a text, or white space.
struct Strippable {
  const Text& self;
  Text chars;

  bool Has(uint32_t c) const {
    if (chars.value.is_unbound()) {
      if (self.is_str()) return text::IsSpace(c);
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    for (int64_t i = 0; i < chars.view.size(); ++i) {
      if (chars.view[i] == c) return true;
    }
    return false;
  }
};

NativeResult StripWith(NativeCall& call, const Text& self, const char* method,
                       int ends) {
  Strippable strippable{self, {}};
  const Value v = call.args[1];
  if (!v.is_unbound() && !v.is_none()) {
    if (self.is_str() && !GetStr(call.context, v, &strippable.chars)) {
      return RaiseTypeError(call.context,
                            absl::StrCat(method, " arg must be None or str"));
    }
    if (!TextArgument(call, self, v, "", &strippable.chars)) {
      return NativeResult::kRaise;
    }
  }
  int64_t begin = 0, end = self.view.size();
  if (ends & kLeft) {
    while (begin < end && strippable.Has(self.view[begin])) ++begin;
  }
  if (ends & kRight) {
    while (end > begin && strippable.Has(self.view[end - 1])) --end;
  }
  return call.Return(
      NewTextLike(call.context, self, self.view.Part(begin, end)));
}

// The fill character of center(width, fillchar); a blank if not given.
bool FillArgument(NativeCall& call, const Text& self, const char* method,
                  uint32_t* fill) {
  *fill = ' ';
  const Value v = call.args[2];
  if (v.is_unbound()) return true;
  Context& context = call.context;
  Text given;
  if (self.is_str()) {
    if (!GetStr(context, v, &given)) {
      RaiseTypeError(context, absl::StrCat("The fill character must be a "
                                           "unicode character, not ",
                                           TypeName(context, v)));
      return false;
    }
    if (given.view.size() != 1) {
      RaiseTypeError(context,
                     "The fill character must be exactly one character long");
      return false;
    }
  } else if (!GetBytes(context, v, &given) || given.view.size() != 1) {
    RaiseTypeError(context, absl::StrCat(method,
                                         "() argument 2 must be a byte string "
                                         "of length 1, not ",
                                         TypeName(context, v)));
    return false;
  }
  *fill = given.view[0];
  return true;
}

NativeResult ReturnPadded(NativeCall& call, const Text& self, int64_t left,
                          int64_t right, uint32_t fill) {
  TextBuilder builder(call.context);
  builder.Repeat(fill, left);
  builder.Append(self.view);
  builder.Repeat(fill, right);
  return ReturnBuiltLike(call, &builder, self);
}

// How the padding is divided: center leans left when both it and the width are
// odd.
int64_t LeftShare(int ends, int64_t padding, int64_t width) {
  if (ends == kLeft) return padding;
  if (ends == kRight) return 0;
  return padding / 2 + (padding & width & 1);
}

NativeResult JustifyWith(NativeCall& call, const Text& self, const char* method,
                         int ends) {
  int64_t width;
  uint32_t fill;
  if (!IntArgument(call.context, call.args[1], &width) ||
      !FillArgument(call, self, method, &fill)) {
    return NativeResult::kRaise;
  }
  const int64_t padding = width - self.view.size();
  if (padding <= 0) {
    return call.Return(NewTextLike(call.context, self, self.view));
  }
  const int64_t left = LeftShare(ends, padding, width);
  return ReturnPadded(call, self, left, padding - left, fill);
}

}  // namespace

NativeResult TextStrip(NativeCall& call, const Text& self) {
  return StripWith(call, self, "strip", kBoth);
}

NativeResult TextStripLeft(NativeCall& call, const Text& self) {
  return StripWith(call, self, "lstrip", kLeft);
}

NativeResult TextStripRight(NativeCall& call, const Text& self) {
  return StripWith(call, self, "rstrip", kRight);
}

NativeResult TextCenter(NativeCall& call, const Text& self) {
  return JustifyWith(call, self, "center", kBoth);
}

NativeResult TextJustifyLeft(NativeCall& call, const Text& self) {
  return JustifyWith(call, self, "ljust", kRight);
}

NativeResult TextJustifyRight(NativeCall& call, const Text& self) {
  return JustifyWith(call, self, "rjust", kLeft);
}

NativeResult TextFillZeros(NativeCall& call, const Text& self) {
  int64_t width;
  if (!IntArgument(call.context, call.args[1], &width)) {
    return NativeResult::kRaise;
  }
  const int64_t padding = width - self.view.size();
  if (padding <= 0) {
    return call.Return(NewTextLike(call.context, self, self.view));
  }
  const bool sign =
      self.view.size() > 0 && (self.view[0] == '+' || self.view[0] == '-');
  TextBuilder builder(call.context);
  builder.Append(self.view.Part(0, sign));
  builder.Repeat('0', padding);
  builder.Append(self.view.Part(sign, self.view.size()));
  return ReturnBuiltLike(call, &builder, self);
}

NativeResult TextExpandTabs(NativeCall& call, const Text& self) {
  int64_t tab;
  if (!IntArgumentOr(call.context, call.args[1], 8, &tab)) {
    return NativeResult::kRaise;
  }
  TextBuilder builder(call.context);
  int64_t column = 0;
  for (int64_t i = 0; i < self.view.size() && !builder.overflowed(); ++i) {
    const uint32_t c = self.view[i];
    if (c == '\t') {
      const int64_t blanks = tab > 0 ? tab - column % tab : 0;
      builder.Repeat(' ', blanks);
      column += blanks;
      continue;
    }
    builder.AppendChar(c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return ReturnBuiltLike(call, &builder, self);
}

}  // namespace midge::vm

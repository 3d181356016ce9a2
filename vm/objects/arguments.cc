#include "vm/objects/arguments.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"

namespace midge::vm {

namespace {

bool IsNegative(Value v) {
  text::Limb limb;
  return ViewInt(v, &limb).negative;
}

void NoteUnconverted(Context& context, Value v, const Str* name) {
  if (IsKind(v, Kind::kInstance) &&
      !FindSpecial(context, v, name).is_unbound()) {
    context.unconverted = v;
    context.unconverted_to_float = name == core().n_float;
  }
}

}  // namespace

bool RaiseNoIndex(Context& context, Value v, std::string_view message) {
  RaiseTypeError(context, message);
  NoteUnconverted(context, v, core().n_index);
  return false;
}

namespace {

// None and unbound give `fallback`.
bool SlicePart(Context& context, Value v, int64_t fallback, int64_t* out) {
  if (v.is_unbound() || v.is_none()) {
    *out = fallback;
    return true;
  }
  if (!IsInt(Payload(context, v))) {
    return RaiseNoIndex(context, v,
                        "slice indices must be integers or None or have an "
                        "__index__ method");
  }
  return ClampedArgument(context, v, out);
}

}  // namespace

bool PlaceArgument(Context& context, Value v, int64_t* out) {
  if (v.is_unbound()) return true;
  if (!IsInt(Payload(context, v))) {
    return RaiseNoIndex(context, v,
                        "slice indices must be integers or have an __index__ "
                        "method");
  }
  return ClampedArgument(context, v, out);
}

void RaiseNoInteger(Context& context, Value v) {
  RaiseTypeError(context,
                 absl::StrCat("'", TypeName(context, v),
                              "' object cannot be interpreted as an integer"));
  NoteUnconverted(context, v, core().n_index);
}

bool ClampedArgument(Context& context, Value v, int64_t* out) {
  const Value plain = Payload(context, v);
  if (!IsInt(plain)) {
    RaiseNoInteger(context, v);
    return false;
  }
  if (!ToInt64(plain, out)) *out = IsNegative(plain) ? INT64_MIN : INT64_MAX;
  return true;
}

bool IntArgument(Context& context, Value v, int64_t* out) {
  if (!ClampedArgument(context, v, out)) return false;
  if (ToInt64(Payload(context, v), out)) return true;
  RaiseOverflowError(context, "Python int too large to convert to C ssize_t");
  return false;
}

bool IntArgumentOr(Context& context, Value v, int64_t fallback, int64_t* out) {
  *out = fallback;
  return v.is_unbound() || IntArgument(context, v, out);
}

bool DoubleArgument(Context& context, Value v, double* out) {
  const Value plain = Payload(context, v);
  if (!IsNumber(plain)) {
    RaiseTypeError(context, absl::StrCat("must be real number, not ",
                                         TypeName(context, v)));
    NoteUnconverted(context, v, core().n_index);
    NoteUnconverted(context, v, core().n_float);
    return false;
  }
  return ToDouble(context, plain, out) == OpResult::kDone;
}

Str* InternOrRaise(Context& context, const Str* text) {
  Str* name = Names::Intern(text);
  if (name == nullptr) Raise(context, core().MemoryError, kTooManyNames);
  return name;
}

Str* NameArgument(Context& context, Value v) {
  const Value name = Payload(context, v);
  if (!IsKind(name, Kind::kStr)) {
    RaiseTypeError(context, absl::StrCat("attribute name must be string, not '",
                                         TypeName(context, v), "'"));
    return nullptr;
  }
  return InternOrRaise(context, static_cast<Str*>(name.as_object()));
}

bool RangeArguments(Context& context, Value start, Value end, int64_t size,
                    int64_t* begin_out, int64_t* end_out) {
  if (!SlicePart(context, start, 0, begin_out)) return false;
  if (!SlicePart(context, end, size, end_out)) return false;
  *end_out = std::min(*end_out, size);
  for (int64_t* place : {begin_out, end_out}) {
    if (*place < 0) *place = std::max<int64_t>(*place + size, 0);
  }
  return true;
}

}  // namespace midge::vm

// range objects.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/number_methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/slices.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

// Ints are small nearly always; 128 bits hold any sum of three of them.
bool SmallRange(Range* range, int64_t* start, int64_t* stop, int64_t* step) {
  return ToInt64(range->start, start) && ToInt64(range->stop, stop) &&
         ToInt64(range->step, step);
}

OpResult CheckPart(Context& context, Value part) {
  if (IsInt(part)) return OpResult::kDone;
  if (IsKind(part, Kind::kInstance) &&
      !FindSpecial(context, part, core().n_index).is_unbound()) {
    return OpResult::kPython;
  }
  RaiseTypeError(context, absl::StrCat("'", TypeName(context, part),
                                       "' object cannot be interpreted as an "
                                       "integer"));
  return OpResult::kRaise;
}

}  // namespace

OpResult NewRange(Context& context, Value start, Value stop, Value step,
                  Value* out) {
  for (Value part : {start, stop, step}) {
    const OpResult result = CheckPart(context, part);
    if (result != OpResult::kDone) return result;
  }
  if (NumberCompare(CompareOperator::kEqual, step, Value::Int(0))) {
    RaiseValueError(context, "range() arg 3 must not be zero");
    return OpResult::kRaise;
  }
  const auto plain = [](Value v) {
    return v.is_bool() ? Value::Int(v.is_true()) : v;
  };
  Range* range = context.heap().New<Range>();
  range->start = plain(start);
  range->stop = plain(stop);
  range->step = plain(step);
  *out = Value::Of(range);
  return OpResult::kDone;
}

bool RangeLength(Range* range, int64_t* out) {
  int64_t start, stop, step;
  if (!SmallRange(range, &start, &stop, &step)) return false;
  const __int128 distance =
      step > 0 ? __int128{stop} - start : __int128{start} - stop;
  const __int128 stride = step > 0 ? __int128{step} : -__int128{step};
  const __int128 length = distance <= 0 ? 0 : (distance - 1) / stride + 1;
  *out = static_cast<int64_t>(length);
  return length <= INT64_MAX;
}

Value RangeItem(Context& context, Range* range, int64_t index) {
  if (range->start.is_int() && range->step.is_int()) {
    const __int128 item = __int128{range->start.as_int()} +
                          __int128{range->step.as_int()} * index;
    if (item >= INT64_MIN && item <= INT64_MAX) {
      return NewInt(context, static_cast<int64_t>(item));
    }
  }
  Value offset, item;
  NumberBinary(context, BinaryOperator::kMultiply, range->step,
               NewInt(context, index), &offset);
  NumberBinary(context, BinaryOperator::kAdd, range->start, offset, &item);
  return item;
}

OpResult RangeContains(Context& context, Range* range, Value item, bool* out) {
  if (IsKind(item, Kind::kInstance)) return OpResult::kPython;
  *out = false;
  if (!IsInt(item)) {
    // As CPython: anything that equals one of its ints is in it.
    if (IsKind(item, Kind::kComplex)) {
      const Complex* complex = static_cast<Complex*>(item.as_object());
      if (complex->imaginary != 0) return OpResult::kDone;
      item = Value::Float(complex->real);
    }
    if (!item.is_float() || !std::isfinite(item.as_float()) ||
        item.as_float() != std::trunc(item.as_float())) {
      return OpResult::kDone;
    }
    const OpResult result = FloatToInt(context, item.as_float(), &item);
    if (result != OpResult::kDone) return result;
  }
  const auto compare = [](CompareOperator op, Value a, Value b) {
    return NumberCompare(op, a, b);
  };
  const bool up =
      compare(CompareOperator::kGreater, range->step, Value::Int(0));
  const Value low = up ? range->start : range->stop;
  const Value high = up ? range->stop : range->start;
  const bool inside =
      compare(up ? CompareOperator::kGreaterEqual : CompareOperator::kGreater,
              item, low) &&
      compare(up ? CompareOperator::kLess : CompareOperator::kLessEqual, item,
              high);
  if (!inside) return OpResult::kDone;
  Value offset, rest;
  NumberBinary(context, BinaryOperator::kSubtract, item, range->start, &offset);
  NumberBinary(context, BinaryOperator::kModulo, offset, range->step, &rest);
  *out = compare(CompareOperator::kEqual, rest, Value::Int(0));
  return OpResult::kDone;
}

Value RangeSize(Context& context, Range* range) {
  int64_t length;
  if (RangeLength(range, &length)) return NewInt(context, length);
  using Op = BinaryOperator;
  const bool back =
      NumberCompare(CompareOperator::kLess, range->step, Value::Int(0));
  const Value from = back ? range->stop : range->start;
  const Value to = back ? range->start : range->stop;
  Value distance, stride, size;
  // None of these fails: they are no larger than what made the range.
  (void)NumberBinary(context, Op::kSubtract, to, from, &distance);
  if (!NumberCompare(CompareOperator::kGreater, distance, Value::Int(0))) {
    return Value::Int(0);
  }
  (void)NumberBinary(context, Op::kMultiply, range->step,
                     Value::Int(back ? -1 : 1), &stride);
  (void)NumberBinary(context, Op::kSubtract, distance, Value::Int(1),
                     &distance);
  (void)NumberBinary(context, Op::kFloorDivide, distance, stride, &size);
  (void)NumberBinary(context, Op::kAdd, size, Value::Int(1), &size);
  return size;
}

// What ranges are compared and hashed by: their length, and their start and
// step as far as it takes these to tell them apart.
std::array<Value, 3> RangeKey(Context& context, Range* range) {
  const Value size = RangeSize(context, range);
  const auto is = [size](int64_t n) { return size == Value::Int(n); };
  return {size, is(0) ? Value::None() : range->start,
          is(0) || is(1) ? Value::None() : range->step};
}

OpResult RangesEqual(Context& context, Range* a, Range* b, bool* out) {
  const auto x = RangeKey(context, a), y = RangeKey(context, b);
  *out = true;
  for (size_t i = 0; i < x.size() && *out; ++i) {
    const OpResult result = Equals(context, x[i], y[i], out);
    if (result != OpResult::kDone) return result;
  }
  return OpResult::kDone;
}

}  // namespace midge::vm

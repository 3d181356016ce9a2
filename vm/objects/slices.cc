#include "vm/objects/slices.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/numbers.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

OpResult Done(Value* out, Value value) {
  *out = value;
  return OpResult::kDone;
}

OpResult Fail(NativeResult) { return OpResult::kRaise; }

// One part of a slice: `absent` if None, clamped to 64 bits if an int.
OpResult SlicePart(Context& context, Value part, int64_t absent, int64_t* out) {
  if (part.is_none()) return *out = absent, OpResult::kDone;
  if (IsInt(part)) {
    if (!ToInt64(part, out)) {
      text::Limb limb;
      *out = ViewInt(part, &limb).negative ? INT64_MIN : INT64_MAX;
    }
    // So that a length may be added, and the sign be changed.
    *out = std::clamp(*out, INT64_MIN / 2, INT64_MAX / 2);
    return OpResult::kDone;
  }
  if (IsKind(part, Kind::kInstance) &&
      !FindSpecial(context, part, core().n_index).is_unbound()) {
    return OpResult::kPython;
  }
  return Fail(RaiseTypeError(context,
                             "slice indices must be integers or None or have "
                             "an __index__ method"));
}

int64_t ClampIndex(int64_t index, int64_t length, bool backward) {
  if (index < 0) {
    index += length;
    if (index < 0) return backward ? -1 : 0;
    return index;
  }
  if (index >= length) return backward ? length - 1 : length;
  return index;
}

template <typename Char>
void CopyStepped(const Char* from, const SliceBounds& bounds, Char* to) {
  if (bounds.step == 1) {
    std::copy_n(from + bounds.start, bounds.count, to);
    return;
  }
  for (int64_t i = 0; i < bounds.count; ++i) {
    to[i] = from[bounds.start + i * bounds.step];
  }
}

Value SliceStr(Context& context, Str* str, const SliceBounds& bounds) {
  std::vector<uint32_t> points;
  if (str->width() == 1) {
    Str* part = NewStrRaw(context, static_cast<uint32_t>(bounds.count), 1);
    CopyStepped(str->chars1(), bounds, part->chars1());
    return Value::Of(part);
  }
  points.resize(static_cast<size_t>(bounds.count));
  for (int64_t i = 0; i < bounds.count; ++i) {
    points[static_cast<size_t>(i)] =
        str->at(static_cast<uint32_t>(bounds.start + i * bounds.step));
  }
  return Value::Of(NewStrFrom(context, points));
}

Value SliceBytes(Context& context, Value sequence, const SliceBounds& bounds) {
  std::string part(static_cast<size_t>(bounds.count), '\0');
  if (IsKind(sequence, Kind::kBytes)) {
    CopyStepped(reinterpret_cast<char*>(As<Bytes>(context, sequence)->data()),
                bounds, part.data());
    return Value::Of(NewBytes(context, part));
  }
  ByteArray* array = As<ByteArray>(context, sequence);
  if (bounds.count > 0) {
    CopyStepped(reinterpret_cast<char*>(array->buffer->data()), bounds,
                part.data());
  }
  return Value::Of(NewByteArray(context, part));
}

OpResult SliceRange(Context& context, Range* range, const SliceBounds& bounds,
                    Value* out) {
  Value start, stop, step;
  const Value factor = Value::Int(bounds.step);
  if (NumberBinary(context, BinaryOperator::kMultiply, range->step, factor,
                   &step) == OpResult::kRaise) {
    return OpResult::kRaise;
  }
  start = RangeItem(context, range, bounds.start);
  stop = RangeItem(context, range, bounds.stop);
  Range* part = context.heap().New<Range>();
  part->start = start;
  part->stop = stop;
  part->step = step;
  return Done(out, Value::Of(part));
}

OpResult SliceAgents(Context& context, AgentRange* range,
                     const SliceBounds& bounds, Value* out) {
  if (bounds.step != 1) {
    return Fail(RaiseValueError(context, "an AgentRange has no steps"));
  }
  AgentRange* part = context.heap().New<AgentRange>();
  part->first_id = range->first_id;
  part->spread = range->spread + (static_cast<uint64_t>(bounds.start) << 16);
  part->count = static_cast<uint64_t>(bounds.count);
  return Done(out, Value::Of(part));
}

// The items assigned to a slice; kPython for iterables other than list, tuple.
OpResult AssignedItems(Context& context, Value items, std::vector<Value>* out) {
  if (IsKind(items, Kind::kList)) {
    List* list = As<List>(context, items);
    out->assign(list->items(), list->items() + list->size);
  } else if (IsKind(items, Kind::kTuple)) {
    Tuple* tuple = As<Tuple>(context, items);
    out->assign(tuple->items(), tuple->items() + tuple->length);
  } else {
    return OpResult::kPython;
  }
  return OpResult::kDone;
}

// list[start:stop] = items
void Splice(Context& context, List* list, int64_t start, int64_t stop,
            std::span<const Value> items) {
  const int64_t tail = static_cast<int64_t>(list->size) - stop;
  const int64_t size = start + static_cast<int64_t>(items.size()) + tail;
  const uint64_t old_size = list->size;
  ListReserve(context, list, static_cast<uint64_t>(size));
  Value* all = list->items();
  if (tail > 0) {
    std::memmove(static_cast<void*>(all + start + items.size()), all + stop,
                 static_cast<size_t>(tail) * sizeof(Value));
  }
  std::copy(items.begin(), items.end(), all + start);
  list->size = static_cast<uint64_t>(size);
  for (uint64_t i = list->size; i < old_size; ++i) all[i] = Value();
  context.Charge(items.size() / 8 + static_cast<uint64_t>(tail) / 32);
}

}  // namespace

OpResult ResolveSlice(Context& context, Slice* slice, int64_t length,
                      SliceBounds* out) {
  OpResult result = SlicePart(context, slice->step, 1, &out->step);
  if (result != OpResult::kDone) return result;
  if (out->step == 0) {
    return Fail(RaiseValueError(context, "slice step cannot be zero"));
  }
  const bool backward = out->step < 0;
  int64_t start, stop;
  result = SlicePart(context, slice->start, backward ? length - 1 : 0, &start);
  if (result != OpResult::kDone) return result;
  result = SlicePart(context, slice->stop, 0, &stop);
  if (result != OpResult::kDone) return result;
  out->start =
      slice->start.is_none() ? start : ClampIndex(start, length, backward);
  out->stop = slice->stop.is_none() ? (backward ? -1 : length)
                                    : ClampIndex(stop, length, backward);
  if (backward) {
    out->count = out->start > out->stop
                     ? (out->start - out->stop - 1) / -out->step + 1
                     : 0;
  } else {
    out->count = out->start < out->stop
                     ? (out->stop - out->start - 1) / out->step + 1
                     : 0;
  }
  return OpResult::kDone;
}

OpResult GetSlice(Context& context, Value sequence, Value slice, Value* out) {
  int64_t length;
  if (IsKind(sequence, Kind::kRange) &&
      (!RangeLength(As<Range>(context, sequence), &length) ||
       IsKind(static_cast<Slice*>(slice.as_object())->step, Kind::kBigInt))) {
    return OpResult::kPython;
  }
  if (Length(context, sequence, &length) == OpResult::kRaise) {
    return OpResult::kRaise;
  }
  SliceBounds bounds;
  const OpResult result = ResolveSlice(
      context, static_cast<Slice*>(slice.as_object()), length, &bounds);
  if (result != OpResult::kDone) return result;
  context.Charge(static_cast<uint64_t>(bounds.count) / 16);
  switch (sequence.as_object()->kind()) {
    case Kind::kStr:
      return Done(out, SliceStr(context, As<Str>(context, sequence), bounds));
    case Kind::kTuple: {
      Tuple* from = As<Tuple>(context, sequence);
      Tuple* part = NewTuple(context, static_cast<uint32_t>(bounds.count));
      CopyStepped(from->items(), bounds, part->items());
      return Done(out, Value::Of(part));
    }
    case Kind::kList: {
      List* part = NewList(context);
      if (bounds.count > 0) {
        ListReserve(context, part, static_cast<uint64_t>(bounds.count));
        CopyStepped(As<List>(context, sequence)->items(), bounds,
                    part->items());
        part->size = static_cast<uint64_t>(bounds.count);
      }
      return Done(out, Value::Of(part));
    }
    case Kind::kRange:
      return SliceRange(context, As<Range>(context, sequence), bounds, out);
    case Kind::kAgentRange:
      return SliceAgents(context, As<AgentRange>(context, sequence), bounds,
                         out);
    default:
      return Done(out, SliceBytes(context, sequence, bounds));
  }
}

OpResult SetSlice(Context& context, Value sequence, Value slice, Value items) {
  if (IsKind(sequence, Kind::kByteArray)) {
    Text bytes;
    if (As<ByteArray>(context, sequence)->views ||
        !GetBuffer(context, items, &bytes)) {
      return OpResult::kPython;
    }
    return SpliceBytes(context, sequence, slice, &bytes);
  }
  if (!IsKind(sequence, Kind::kList)) return OpResult::kPython;
  List* list = WritableList(context, sequence);
  SliceBounds bounds;
  OpResult result =
      ResolveSlice(context, static_cast<Slice*>(slice.as_object()),
                   static_cast<int64_t>(list->size), &bounds);
  if (result != OpResult::kDone) return result;
  std::vector<Value> assigned;
  result = AssignedItems(context, items, &assigned);
  if (result != OpResult::kDone) return result;
  if (bounds.step == 1) {
    Splice(context, list, bounds.start, std::max(bounds.start, bounds.stop),
           assigned);
    return OpResult::kDone;
  }
  if (static_cast<int64_t>(assigned.size()) != bounds.count) {
    return Fail(RaiseValueError(
        context,
        absl::StrCat("attempt to assign sequence of size ", assigned.size(),
                     " to extended slice of size ", bounds.count)));
  }
  for (int64_t i = 0; i < bounds.count; ++i) {
    list->items()[bounds.start + i * bounds.step] =
        assigned[static_cast<size_t>(i)];
  }
  return OpResult::kDone;
}

OpResult DeleteSlice(Context& context, Value sequence, Value slice) {
  if (IsKind(sequence, Kind::kByteArray)) {
    if (As<ByteArray>(context, sequence)->views) return OpResult::kPython;
    return SpliceBytes(context, sequence, slice, nullptr);
  }
  if (!IsKind(sequence, Kind::kList)) return OpResult::kPython;
  List* list = WritableList(context, sequence);
  SliceBounds bounds;
  const OpResult result =
      ResolveSlice(context, static_cast<Slice*>(slice.as_object()),
                   static_cast<int64_t>(list->size), &bounds);
  if (result != OpResult::kDone) return result;
  if (bounds.count == 0) return OpResult::kDone;
  if (bounds.step == 1) {
    Splice(context, list, bounds.start, bounds.stop, {});
    return OpResult::kDone;
  }
  const int64_t step = bounds.step < 0 ? -bounds.step : bounds.step;
  const int64_t first = bounds.step < 0
                            ? bounds.start + (bounds.count - 1) * bounds.step
                            : bounds.start;
  const int64_t last = first + (bounds.count - 1) * step;
  Value* items = list->items();
  int64_t to = first;
  const int64_t size = static_cast<int64_t>(list->size);
  for (int64_t from = first; from < size; ++from) {
    const bool removed = from <= last && (from - first) % step == 0;
    if (!removed) items[to++] = items[from];
  }
  for (int64_t i = to; i < size; ++i) items[i] = Value();
  list->size = static_cast<uint64_t>(to);
  return OpResult::kDone;
}

}  // namespace midge::vm

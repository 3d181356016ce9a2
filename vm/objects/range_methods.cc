// range and slice: construction and methods.
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/slices.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Result RangeNew(NativeCall& call) {
  const bool only_stop = call.args[2].is_unbound();
  const Value start = only_stop ? Value::Int(0) : call.args[1];
  const Value stop = only_stop ? call.args[1] : call.args[2];
  const Value step = call.args[3].is_unbound() ? Value::Int(1) : call.args[3];
  const OpResult result =
      NewRange(call.context, start, stop, step, &call.result);
  if (result == OpResult::kPython) {
    return call.Prelude("range_of", {start, stop, step});
  }
  return Finish(result);
}

template <Value Range::*field>
Result RangeField(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kRange);
  if (self.is_unbound()) return Result::kRaise;
  return call.Return(static_cast<Range*>(self.as_object())->*field);
}

Result RangeReversed(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kRange);
  if (self.is_unbound()) return Result::kRaise;
  Slice* backward = call.context.heap().New<Slice>();
  backward->start = backward->stop = Value::None();
  backward->step = Value::Int(-1);
  Value turned;
  OpResult result = GetSlice(call.context, self, Value::Of(backward), &turned);
  if (result == OpResult::kPython) {  // It is too long for len().
    return call.Prelude("range_reversed", {self});
  }
  if (result == OpResult::kDone) {
    result = GetIterator(call.context, turned, &call.result);
  }
  return Finish(result);
}

Result RangeCount(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kRange);
  if (self.is_unbound()) return Result::kRaise;
  bool found;
  const OpResult result = Contains(call.context, self, call.args[1], &found);
  if (result == OpResult::kPython) {
    return call.Prelude("sequence_count", {self, call.args[1]});
  }
  call.result = Value::Int(found);
  return Finish(result);
}

Result RangeIndex(NativeCall& call) {
  const Value self = SelfOf(call, Kind::kRange);
  if (self.is_unbound()) return Result::kRaise;
  return call.Prelude("range_index", {self, call.args[1]});
}

Result SliceNew(NativeCall& call) {
  Slice* slice = call.context.heap().New<Slice>();
  const bool only_stop = call.args[2].is_unbound();
  slice->start = only_stop ? Value::None() : call.args[1];
  slice->stop = only_stop ? call.args[1] : call.args[2];
  slice->step = OrNone(call.args[3]);
  return call.Return(Value::Of(slice));
}

// slice.indices(length)
Result SliceIndices(NativeCall& call) {
  int64_t length;
  const Value step = As<Slice>(call, call.args[0])->step;
  if (!ToInt64(call.args[1], &length) || length < 0 ||
      !(step.is_none() || step.is_int())) {
    return call.Prelude("slice_indices", {call.args[0], call.args[1]});
  }
  SliceBounds bounds;
  const OpResult result = ResolveSlice(
      call.context, As<Slice>(call, call.args[0]), length, &bounds);
  if (result == OpResult::kPython) {
    return call.Prelude("slice_indices", {call.args[0], call.args[1]});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  const Value parts[] = {NewInt(call.context, bounds.start),
                         NewInt(call.context, bounds.stop),
                         step.is_none() ? Value::Int(1) : step};
  return call.Return(Value::Of(NewTuple(call.context, parts)));
}

template <Value Slice::*field>
Result SliceField(NativeCall& call) {
  return call.Return(As<Slice>(call, call.args[0])->*field);
}

constexpr NativeSpec kMethods[] = {
    {"__new__", "cls, start, stop=None, step=1, /", &RangeNew},
    {"__reversed__", "self, /", &RangeReversed},
    {"count", "self, value, /", &RangeCount},
    {"index", "self, value, /", &RangeIndex},
};
constexpr NativeSpec kSliceMethods[] = {
    {"__new__", "cls, start, stop=None, step=None, /", &SliceNew},
    {"indices", "self, length, /", &SliceIndices}};
constexpr NativeSpec kSliceGetters[] = {
    {"start", "self", &SliceField<&Slice::start>},
    {"stop", "self", &SliceField<&Slice::stop>},
    {"step", "self", &SliceField<&Slice::step>},
};

}  // namespace

void RegisterRangeMethods() {
  AddMethods(core().range, kMethods);
  AddGetter(core().range, {"start", "self", &RangeField<&Range::start>});
  AddGetter(core().range, {"stop", "self", &RangeField<&Range::stop>});
  AddGetter(core().range, {"step", "self", &RangeField<&Range::step>});
  AddMethods(core().slice, kSliceMethods);
  AddGetters(core().slice, kSliceGetters);
}

}  // namespace midge::vm

// What builtin iterators tell of themselves: how many items are left, and what
// copies of them are made of.
#include <algorithm>

#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;
using Op = BinaryOperator;

Iterator* SelfOf(NativeCall& call) {
  return call.context.Resolve(static_cast<Iterator*>(call.args[0].as_object()));
}

bool IsOfTable(const Iterator* iterator) {
  switch (iterator->type) {
    case Iterator::kDictKeys:
    case Iterator::kDictValues:
    case Iterator::kDictItems:
    case Iterator::kDictKeysReversed:
    case Iterator::kDictValuesReversed:
    case Iterator::kDictItemsReversed:
    case Iterator::kSet:
      return true;
    default:
      return false;
  }
}

// The items that an iterator over a dict or set has still to give, while it
// stays where it is.  Bounded by the table's size.
OpResult RestOfTable(Context& context, Iterator* self,
                     std::vector<Value>* items) {
  Iterator* copy =
      NewIterator(context, static_cast<Iterator::Type>(self->type), self->of);
  copy->extra = self->extra;
  copy->position = self->position;
  copy->expected = self->expected;
  for (;;) {
    Value item;
    const OpResult result = IteratorNext(context, Value::Of(copy), &item);
    if (result != OpResult::kDone || item.is_unbound()) return result;
    items->push_back(item);
    context.Charge(1);
  }
}

// The range that an iterator over one has still to walk.
Range* RestOfRange(Context& context, const Iterator* self) {
  Range* rest = context.heap().New<Range>();
  if (self->type == Iterator::kRange) {
    const int64_t step = self->extra.as_int();
    const __int128 stop =
        self->position + static_cast<__int128>(self->of.as_int()) * step;
    rest->start = NewInt(context, self->position);
    rest->stop = NewInt(context, static_cast<int64_t>(stop));
    rest->step = self->extra;
    return rest;
  }
  const Range* whole =
      context.Resolve(static_cast<Range*>(self->of.as_object()));
  rest->start = self->extra;
  rest->stop = whole->stop;
  rest->step = whole->step;
  return rest;
}

Result LengthHint(NativeCall& call) {
  Context& context = call.context;
  Iterator* self = SelfOf(call);
  if (self->of.is_unbound()) return call.Return(Value::Int(0));
  if (self->type == Iterator::kRange) return call.Return(self->of);
  if (self->type == Iterator::kBigRange) {
    return call.Return(RangeSize(context, RestOfRange(context, self)));
  }
  if (self->type == Iterator::kListReversed) {
    return call.Return(Value::Int(self->position + 1));
  }
  if (IsOfTable(self)) {
    std::vector<Value> items;
    if (RestOfTable(context, self, &items) != OpResult::kDone) {
      context.raised = Value();  // It changed meanwhile.
      items.clear();
    }
    return call.Return(Value::Int(static_cast<int64_t>(items.size())));
  }
  int64_t length = 0;
  if (Length(context, self->of, &length) != OpResult::kDone) {
    return Result::kRaise;
  }
  return call.Return(Value::Int(std::max<int64_t>(length - self->position, 0)));
}

// (function, (of,)) or (function, (of,), position)
Result Recipe(NativeCall& call, const char* function,
              std::initializer_list<Value> of, Value position) {
  const Value args = Value::Of(NewTuple(call.context, {of.begin(), of.size()}));
  const Value parts[] = {DictGet(core().builtins, Names::Intern(function)),
                         args, position};
  return call.Return(Value::Of(NewTuple(
      call.context, {parts, position.is_unbound() ? size_t{2} : size_t{3}})));
}

// What an iterator at its end is told to be over.
Value Nothing(Context& context, const Iterator* self) {
  switch (self->type) {
    case Iterator::kRange:
    case Iterator::kBigRange: {
      Range* range = context.heap().New<Range>();
      const bool small = self->type == Iterator::kRange;
      range->start = range->stop = small ? Value::Int(0) : self->extra;
      range->step = Value::Int(1);
      return Value::Of(range);
    }
    case Iterator::kTuple:
    case Iterator::kBytes:
    case Iterator::kByteArray:
      return Value::Of(core().empty_tuple);
    case Iterator::kStr:
      return Value::Of(core().empty_str);
    default:
      return Value::Of(NewList(context));
  }
}

Result Reduce(NativeCall& call) {
  Context& context = call.context;
  Iterator* self = SelfOf(call);
  if (self->of.is_unbound()) {
    return Recipe(call, "iter", {Nothing(context, self)}, Value());
  }
  if (IsOfTable(self)) {
    std::vector<Value> items;
    if (RestOfTable(context, self, &items) != OpResult::kDone) {
      return Result::kRaise;
    }
    return Recipe(call, "iter", {Value::Of(NewList(context, items))}, Value());
  }
  if (self->type == Iterator::kRange || self->type == Iterator::kBigRange) {
    return Recipe(call, "iter", {Value::Of(RestOfRange(context, self))},
                  Value::Int(0));
  }
  const bool backward = self->type == Iterator::kListReversed;
  return Recipe(call, backward ? "reversed" : "iter", {self->of},
                Value::Int(self->position));
}

// Goes `count` items on in a range.
bool AdvanceRange(Context& context, Iterator* self, int64_t count) {
  const Value left = self->type == Iterator::kRange
                         ? self->of
                         : RangeSize(context, RestOfRange(context, self));
  int64_t most;
  if (ToInt64(left, &most)) count = std::min(count, most);
  count = std::max<int64_t>(count, 0);
  if (self->type == Iterator::kRange) {
    self->position += count * self->extra.as_int();
    self->of = Value::Int(most - count);
    return true;
  }
  const Range* whole =
      context.Resolve(static_cast<Range*>(self->of.as_object()));
  Value way;
  return NumberBinary(context, Op::kMultiply, whole->step,
                      NewInt(context, count), &way) == OpResult::kDone &&
         NumberBinary(context, Op::kAdd, self->extra, way, &self->extra) ==
             OpResult::kDone;
}

Result SetState(NativeCall& call) {
  Context& context = call.context;
  int64_t position;
  if (!ClampedArgument(context, call.args[1], &position)) {
    return Result::kRaise;
  }
  Iterator* self =
      Writable(context, static_cast<Iterator*>(call.args[0].as_object()));
  call.result = Value::None();
  if (self->of.is_unbound()) return Result::kReturn;
  if (self->type == Iterator::kRange || self->type == Iterator::kBigRange) {
    return AdvanceRange(context, self, position) ? Result::kReturn
                                                 : Result::kRaise;
  }
  int64_t length;
  if (Length(context, self->of, &length) != OpResult::kDone) {
    return Result::kRaise;
  }
  const int64_t back = self->type == Iterator::kListReversed ? 1 : 0;
  self->position = std::clamp<int64_t>(position, -back,
                                       std::max<int64_t>(length - back, -back));
  return Result::kReturn;
}

// --- Of the classes that programs call ---------------------------------------

// (class of self, args)
Result RecipeOfClass(NativeCall& call, Value args) {
  const Value parts[] = {Value::Of(ClassOf(call.context, call.args[0])), args};
  return call.Return(Value::Of(NewTuple(call.context, parts)));
}

// The iterator that self is or carries; null for a generator of the prelude.
Iterator* BuiltinIn(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (!IsKind(self, Kind::kIterator)) return nullptr;
  return call.context.Resolve(static_cast<Iterator*>(self.as_object()));
}

Result ReduceEnumerate(NativeCall& call) {
  const Iterator* self = BuiltinIn(call);
  if (self == nullptr) return call.Prelude("enumerate_reduce", {call.args[0]});
  const bool ended = self->of.is_unbound();
  const Value args[] = {ended ? Value::Of(core().empty_tuple) : self->of,
                        self->extra};
  return RecipeOfClass(call, Value::Of(NewTuple(call.context, args)));
}

Result ReduceZip(NativeCall& call) {
  const Iterator* self = BuiltinIn(call);
  if (self == nullptr) return call.Prelude("zip_reduce", {call.args[0]});
  return RecipeOfClass(
      call, self->of.is_unbound() ? Value::Of(core().empty_tuple) : self->of);
}

constexpr NativeSpec kTold[] = {
    {"__length_hint__", "self, /", &LengthHint},
    {"__reduce__", "self, /", &Reduce},
};
constexpr NativeSpec kPlaced[] = {
    {"__setstate__", "self, state, /", &SetState},
};
constexpr NativeSpec kEnumerate[] = {
    {"__reduce__", "self, /", &ReduceEnumerate},
};
constexpr NativeSpec kZip[] = {
    {"__reduce__", "self, /", &ReduceZip},
};
constexpr NativeSpec kMap[] = {
    {"__reduce__", "self, /", &InPrelude<"map_reduce">},
};
constexpr NativeSpec kFilter[] = {
    {"__reduce__", "self, /", &InPrelude<"filter_reduce">},
};
constexpr NativeSpec kReversed[] = {
    {"__reduce__", "self, /", &InPrelude<"reversed_reduce">},
    {"__setstate__", "self, state, /", &InPrelude<"reversed_setstate", 2>},
    {"__length_hint__", "self, /", &InPrelude<"reversed_hint">},
};
constexpr NativeSpec kCallable[] = {
    {"__reduce__", "self, /", &InPrelude<"until_reduce">},
};
constexpr NativeSpec kSequence[] = {
    {"__reduce__", "self, /", &InPrelude<"by_index_reduce">},
    {"__setstate__", "self, state, /", &InPrelude<"by_index_setstate", 2>},
    {"__length_hint__", "self, /", &InPrelude<"by_index_hint">},
};

}  // namespace

void RegisterIteratorStates() {
  const auto& classes = core().class_of_iterator;
  for (int type : {Iterator::kList, Iterator::kTuple, Iterator::kStr,
                   Iterator::kBytes, Iterator::kByteArray, Iterator::kRange,
                   Iterator::kBigRange, Iterator::kListReversed}) {
    AddMethods(classes[type], kTold);
    AddMethods(classes[type], kPlaced);
  }
  for (int type :
       {Iterator::kDictKeys, Iterator::kDictValues, Iterator::kDictItems,
        Iterator::kDictKeysReversed, Iterator::kDictValuesReversed,
        Iterator::kDictItemsReversed, Iterator::kSet}) {
    AddMethods(classes[type], kTold);
  }
  AddMethods(classes[Iterator::kEnumerate], kEnumerate);
  AddMethods(classes[Iterator::kZip], kZip);
  const auto& generators = core().class_of_generator;
  AddMethods(generators[Generator::kMapItems], kMap);
  AddMethods(generators[Generator::kFilterItems], kFilter);
  AddMethods(generators[Generator::kReversedItems], kReversed);
  AddMethods(generators[Generator::kCallableItems], kCallable);
  AddMethods(core().iterator, kSequence);
}

}  // namespace midge::vm

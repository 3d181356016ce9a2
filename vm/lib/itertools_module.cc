// Module _itertools: what vm/prelude/library/itertools.py has of C++.
//
// count and repeat are iterators of the VM's own, because threads share them to
// number things: one next() is one step.  The others are generators, and
// typed() makes a generator show as an instance of its class.
#include <algorithm>

#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// typed(generator, cls)
Result Typed(NativeCall& call) {
  if (!IsGenerator(call.args[0]) || !IsKind(call.args[1], Kind::kClass)) {
    return RaiseTypeError(call.context, "typed() takes a generator, a class");
  }
  auto* generator = static_cast<Generator*>(call.args[0].as_object());
  Writable(call.context, generator)->name = call.args[1];
  return call.Return(call.args[0]);
}

// new_count(start, step), both numbers
Result NewCount(NativeCall& call) {
  if (!IsNumber(call.args[0]) || !IsNumber(call.args[1])) {
    return RaiseTypeError(call.context, "a number is required");
  }
  Iterator* iterator =
      NewIterator(call.context, Iterator::kCount, call.args[1]);
  iterator->extra = call.args[0];
  return call.Return(Value::Of(iterator));
}

// new_repeat(object, times), times an int that is not negative, or None
Result NewRepeat(NativeCall& call) {
  int64_t times = 0;
  if (!call.args[1].is_none() &&
      !ClampedArgument(call.context, call.args[1], &times)) {
    return Result::kRaise;
  }
  Iterator* iterator =
      NewIterator(call.context, Iterator::kRepeat, call.args[0]);
  iterator->extra = call.args[1].is_none()
                        ? call.args[1]
                        : Value::Int(std::min(times, kSmallIntMax));
  return call.Return(Value::Of(iterator));
}

// iterator_state(iterator): (of, extra) of a count or repeat; of is None at its
// end.
Result State(NativeCall& call) {
  if (!IsKind(call.args[0], Kind::kIterator)) {
    return RaiseTypeError(call.context, "iterator_state() takes an iterator");
  }
  Iterator* iterator =
      call.context.Resolve(static_cast<Iterator*>(call.args[0].as_object()));
  const Value state[] = {
      iterator->of.is_unbound() ? Value::None() : iterator->of,
      iterator->extra.is_unbound() ? Value::None() : iterator->extra};
  return call.Return(Value::Of(NewTuple(call.context, state)));
}

// The classes' own methods are Python: these find them in the prelude.
Result CountNew(NativeCall& call) {
  const auto given = [&](int i, int64_t otherwise) {
    return call.args[i].is_unbound() ? Value::Int(otherwise) : call.args[i];
  };
  return call.Prelude("count_of", {given(1, 0), given(2, 1)});
}

Result CountRepr(NativeCall& call) {
  return call.Prelude("count_repr", {call.args[0]});
}

Result RepeatNew(NativeCall& call) {
  const Value times = call.args[2];
  return call.Prelude(
      "repeat_of", {call.args[1], times.is_unbound() ? Value::None() : times});
}

Result RepeatRepr(NativeCall& call) {
  return call.Prelude("repeat_repr", {call.args[0]});
}

Result RepeatHint(NativeCall& call) {
  return call.Prelude("repeat_hint", {call.args[0]});
}

Result Iter(NativeCall& call) { return call.Return(call.args[0]); }

Result Next(NativeCall& call) {
  switch (IteratorNext(call.context, call.args[0], &call.result)) {
    case OpResult::kRaise:
      return Result::kRaise;
    default:
      if (!call.result.is_unbound()) return Result::kReturn;
      return RaiseStopIteration(call.context, Value());
  }
}

constexpr NativeSpec kFunctions[] = {
    {"typed", "generator, cls, /", &Typed},
    {"new_count", "start, step, /", &NewCount},
    {"new_repeat", "object, times, /", &NewRepeat},
    {"iterator_state", "iterator, /", &State},
};

constexpr NativeSpec kCountMethods[] = {
    {"__new__", "cls, start=0, step=1", &CountNew},
    {"__iter__", "self, /", &Iter},
    {"__next__", "self, /", &Next},
    {"__repr__", "self, /", &CountRepr},
};

constexpr NativeSpec kRepeatMethods[] = {
    {"__new__", "cls, object, times=None", &RepeatNew},
    {"__iter__", "self, /", &Iter},
    {"__next__", "self, /", &Next},
    {"__repr__", "self, /", &RepeatRepr},
    {"__length_hint__", "self, /", &RepeatHint},
};

}  // namespace

void RegisterItertools() {
  AddFunctions("_itertools", kFunctions);
  AddFunctions("_prelude", kFunctions);
  AddMethods(core().count, kCountMethods);
  AddMethods(core().repeat, kRepeatMethods);
  core().class_of_iterator[Iterator::kCount] = core().count;
  core().class_of_iterator[Iterator::kRepeat] = core().repeat;
  for (Class* cls : {core().count, core().repeat}) {
    cls->module = Value::Of(Names::Intern("itertools"));
    AddConstant("_itertools", ToUtf8(cls->name), Value::Of(cls));
  }
}

}  // namespace midge::vm

// Module _itertools: what vm/prelude/library/itertools.py has of C++.
//
// count and repeat are iterators of the VM's own, because threads share them to
// number things: one next() is one step.  The others are generators
// (Generator::kNamedItems), and typed() makes a generator show as an instance
// of its class, or puts it into one of a subclass.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/code.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/layout.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

constexpr uint64_t kGeneratorKind = static_cast<uint64_t>(Kind::kGenerator);

// The class of iterators that `v` is or derives from; null and raised if it is
// none.
Class* IteratorBase(NativeCall& call, Value v) {
  if (IsKind(v, Kind::kClass)) {
    Class* cls = call.context.Resolve(static_cast<Class*>(v.as_object()));
    const uint64_t kind = cls->instance_kind;
    for (Value at : cls->mro->span()) {
      Class* base = call.context.Resolve(static_cast<Class*>(at.as_object()));
      if ((cls->flags & kClassPayload) && (base->flags & kClassBuiltin) &&
          (kind == kGeneratorKind ||
           kind == static_cast<uint64_t>(Kind::kIterator))) {
        return base;
      }
    }
  }
  RaiseTypeError(call.context, "a class of iterators is required");
  return nullptr;
}

// As an instance of args[i], a class of iterators or a subclass.
Result ReturnAs(NativeCall& call, int i, Value iterator) {
  Class* base = IteratorBase(call, call.args[i]);
  if (base == nullptr) return Result::kRaise;
  auto* cls = static_cast<Class*>(call.args[i].as_object());
  return call.Return(
      AsInstanceOf(call.context, call.context.Resolve(cls), base, iterator));
}

// iterator_class(cls): a class as `cls` is, whose instances are generators.  It
// is another one, because `cls` may have instances already.
Result IteratorClass(NativeCall& call) {
  Context& context = call.context;
  if (!IsKind(call.args[0], Kind::kClass)) {
    return RaiseTypeError(context, "a class is required");
  }
  Class* from = context.Resolve(static_cast<Class*>(call.args[0].as_object()));
  if (!IsKind(DictGet(from->dict, core().n_new), Kind::kStaticMethod)) {
    return RaiseTypeError(context, "a class with a __new__ is required");
  }
  Dict* name_space = NewDict(context);
  Value key, value;
  for (int64_t at = 0; DictNext(from->dict, &at, &key, &value);) {
    Str* name = static_cast<Str*>(key.as_object());
    if (name == core().n_dict || name == core().n_weakref) continue;
    DictSet(context, name_space, name, value);
  }
  // No __dict__: the generators have none.
  Tuple* none = core().empty_tuple;
  DictSet(context, name_space, core().n_slots, Value::Of(none));
  if (NewClass(context, core().type, from->name, none, name_space, none,
               &call.result) == OpResult::kRaise) {
    return Result::kRaise;
  }
  Class* cls = static_cast<Class*>(call.result.as_object());
  DictDelete(cls->dict, core().n_slots);
  // As the builtin classes that are like it.
  cls->flags &= ~uint32_t{kClassSlotsOnly | kClassInstances};
  cls->flags |= kClassPayload | kClassBuiltin;
  cls->instance_kind = kGeneratorKind;
  cls->root_layout = kPayloadLayout;
  cls->inline_slots = 1;
  ClassChanged(context, cls);
  return Result::kReturn;
}

// Whether the generator is the library's, and its parameters are all that it
// needs to begin anew.
bool CanBeIterator(Context& context, Generator* generator) {
  generator = context.Resolve(generator);
  const CodeData& code = *generator->function->code->data;
  return generator->state() == Generator::kNew &&
         generator->type() == Generator::kPlain && code.is(kCodeHidden) &&
         code.parameter_count() == code.positional_count &&
         code.cell_names.empty();
}

// typed(generator, cls)
Result Typed(NativeCall& call) {
  if (!IsGenerator(call.args[0]) ||
      !CanBeIterator(call.context,
                     static_cast<Generator*>(call.args[0].as_object()))) {
    return RaiseTypeError(call.context,
                          "typed() takes a new generator of the library");
  }
  Class* base = IteratorBase(call, call.args[1]);
  if (base == nullptr) return Result::kRaise;
  auto* generator =
      Writable(call.context, static_cast<Generator*>(call.args[0].as_object()));
  generator->name = Value::Of(base);
  generator->set_type(Generator::kNamedItems);
  return ReturnAs(call, 1, Value::Of(generator));
}

// new_count(cls, start, step), both numbers
Result NewCount(NativeCall& call) {
  if (!IsNumber(call.args[1]) || !IsNumber(call.args[2])) {
    return RaiseTypeError(call.context, "a number is required");
  }
  Iterator* iterator =
      NewIterator(call.context, Iterator::kCount, call.args[2]);
  iterator->extra = call.args[1];
  return ReturnAs(call, 0, Value::Of(iterator));
}

// new_repeat(cls, object, times), times an int that is not negative, or None
Result NewRepeat(NativeCall& call) {
  const Value given = call.args[2];
  int64_t times = 0;
  if (!given.is_none() && !ClampedArgument(call.context, given, &times)) {
    return Result::kRaise;
  }
  Iterator* iterator =
      NewIterator(call.context, Iterator::kRepeat, call.args[1]);
  iterator->extra =
      given.is_none() ? given : Value::Int(std::min(times, kSmallIntMax));
  return ReturnAs(call, 0, Value::Of(iterator));
}

// is_native_iterator(x): whether it is not a generator.
Result IsNativeIterator(NativeCall& call) {
  return call.Return(Value::Bool(
      IsKind(Payload(call.context, call.args[0]), Kind::kIterator)));
}

// iterator_state(iterator): (of, extra) of a count or repeat.
Result State(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (!IsKind(self, Kind::kIterator)) {
    return RaiseTypeError(call.context, "iterator_state() takes an iterator");
  }
  Iterator* iterator =
      call.context.Resolve(static_cast<Iterator*>(self.as_object()));
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
  return call.Prelude("count_of", {call.args[0], given(1, 0), given(2, 1)});
}

Result RepeatNew(NativeCall& call) {
  const Value times = call.args[2];
  if (times.is_none()) {
    return RaiseTypeError(
        call.context, "'NoneType' object cannot be interpreted as an integer");
  }
  return call.Prelude(
      "repeat_of",
      {call.args[0], call.args[1], times.is_unbound() ? Value::None() : times});
}

// __iter__ and __next__ of the classes that are made by iterator_class().
Result Itself(NativeCall& call) { return call.Return(call.args[0]); }

Result Next(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (!IsGenerator(self)) {
    return RaiseTypeError(
        call.context,
        absl::StrCat("descriptor '__next__' requires an iterator but received "
                     "a '",
                     TypeName(call.context, self), "'"));
  }
  call.callee = self;
  call.call_args[0] = Value::None();
  return Result::kSend;
}

constexpr NativeSpec kFunctions[] = {
    {"typed", "generator, cls, /", &Typed},
    {"iterator_class", "cls, /", &IteratorClass},
    {"new_count", "cls, start, step, /", &NewCount},
    {"new_repeat", "cls, object, times, /", &NewRepeat},
    {"is_native_iterator", "x, /", &IsNativeIterator},
    {"iterator_state", "iterator, /", &State},
};

constexpr NativeSpec kNamedMethods[] = {
    {"__iter__", "self, /", &Itself},
    {"__next__", "self, /", &Next},
};

constexpr NativeSpec kCountMethods[] = {
    {"__new__", "cls, start=0, step=1", &CountNew},
    {"__repr__", "self, /", &InPrelude<"count_repr">},
    {"__reduce__", "self, /", &InPrelude<"count_reduce">},
};

constexpr NativeSpec kRepeatMethods[] = {
    {"__new__", "cls, object, times=None", &RepeatNew},
    {"__repr__", "self, /", &InPrelude<"repeat_repr">},
    {"__reduce__", "self, /", &InPrelude<"repeat_reduce">},
    {"__length_hint__", "self, /", &InPrelude<"repeat_hint">},
};

}  // namespace

void RegisterItertools() {
  AddFunctions("_itertools", kFunctions);
  AddFunctions("_prelude", kFunctions);
  for (const NativeSpec& spec : kNamedMethods) {
    AddConstant("_itertools", spec.name,
                Value::Of(MakeNative(spec, "iterator", "", true)));
  }
  AddMethods(core().count, kCountMethods);
  AddMethods(core().repeat, kRepeatMethods);
  core().class_of_iterator[Iterator::kCount] = core().count;
  core().class_of_iterator[Iterator::kRepeat] = core().repeat;
  for (Class* cls : {core().count, core().repeat}) {
    cls->instance_kind = static_cast<uint64_t>(Kind::kIterator);
    cls->module = Value::Of(Names::Intern("itertools"));
    AddConstant("_itertools", ToUtf8(cls->name), Value::Of(cls));
  }
}

}  // namespace midge::vm

// The classes of iterators and dict views, which are of few kinds, and the
// methods that they share.
#include "vm/objects/attributes.h"
#include "vm/objects/class_natives.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

Result Itself(NativeCall& call) { return call.Return(call.args[0]); }

Result Next(NativeCall& call) {
  const Value self = Payload(call.context, call.args[0]);
  if (IsGenerator(self)) {
    call.callee = self;
    call.call_args[0] = Value::None();
    return Result::kSend;
  }
  const OpResult result = IteratorNext(call.context, self, &call.result);
  if (result == OpResult::kDone && call.result.is_unbound()) {
    return RaiseStopIteration(call.context, Value());
  }
  return Finish(result);
}

// as_iterator(generator, type, cls): a generator of the prelude as an iterator
// of Generator::Type `type`, or in an instance of its subclass `cls`.
Result AsIterator(NativeCall& call) {
  const auto type = static_cast<Generator::Type>(call.args[1].as_int());
  static_cast<Generator*>(call.args[0].as_object())->set_type(type);
  if (call.args[2].is_unbound()) return call.Return(call.args[0]);
  return call.Return(
      AsInstanceOf(call.context, static_cast<Class*>(call.args[2].as_object()),
                   core().class_of_generator[type], call.args[0]));
}

constexpr NativeSpec kClassGetItem = {"__class_getitem__", "cls, item, /",
                                      &InPrelude<"generic_alias", 2>};
constexpr NativeSpec kMethods[] = {
    {"__iter__", "self, /", &Itself},
    {"__next__", "self, /", &Next},
};
constexpr NativeSpec kIntrinsics[] = {
    {"as_iterator", "generator, type, cls=None, /", &AsIterator},
};

Class* Hidden(std::string_view name) {
  Class* cls = AddHiddenClass(name);
  AddMethods(cls, kMethods);
  return cls;
}

// One that programs call by its name.
Class* Builtin(std::string_view name) {
  Class* cls = static_cast<Class*>(
      DictGet(core().builtins, Names::Intern(name)).as_object());
  AddMethods(cls, kMethods);
  return cls;
}

}  // namespace

void RegisterIteratorClasses() {
  AddFunctions("_prelude", kIntrinsics);
  Core& builtin = core();
  for (Class* cls : {builtin.iterator, builtin.count, builtin.repeat}) {
    AddMethods(cls, kMethods);
  }
  for (Class*& cls : builtin.class_of_iterator) cls = builtin.iterator;
  for (Class*& cls : builtin.class_of_generator) cls = builtin.generator;
  const auto of = [&](Iterator::Type type, const char* name) {
    builtin.class_of_iterator[type] = Hidden(name);
  };
  of(Iterator::kList, "list_iterator");
  of(Iterator::kTuple, "tuple_iterator");
  of(Iterator::kStr, "str_ascii_iterator");
  of(Iterator::kBytes, "bytes_iterator");
  of(Iterator::kByteArray, "bytearray_iterator");
  of(Iterator::kRange, "range_iterator");
  of(Iterator::kListReversed, "list_reverseiterator");
  of(Iterator::kBigRange, "longrange_iterator");
  of(Iterator::kDictKeys, "dict_keyiterator");
  of(Iterator::kDictValues, "dict_valueiterator");
  of(Iterator::kDictItems, "dict_itemiterator");
  of(Iterator::kSet, "set_iterator");
  of(Iterator::kDictKeysReversed, "dict_reversekeyiterator");
  of(Iterator::kDictValuesReversed, "dict_reversevalueiterator");
  of(Iterator::kDictItemsReversed, "dict_reverseitemiterator");
  const auto named = [&](Generator::Type type, const char* name) {
    return builtin.class_of_generator[type] = Builtin(name);
  };
  builtin.class_of_generator[Generator::kCoroutine] = builtin.coroutine;
  builtin.class_of_generator[Generator::kAsync] = builtin.async_generator;
  builtin.class_of_iterator[Iterator::kEnumerate] =
      named(Generator::kEnumerateItems, "enumerate");
  AddClassMethod(builtin.class_of_iterator[Iterator::kEnumerate],
                 kClassGetItem);
  builtin.class_of_iterator[Iterator::kZip] =
      named(Generator::kZipItems, "zip");
  named(Generator::kMapItems, "map");
  named(Generator::kFilterItems, "filter");
  named(Generator::kReversedItems, "reversed");
  builtin.class_of_generator[Generator::kCallableItems] =
      Hidden("callable_iterator");
  builtin.class_of_generator[Generator::kSequenceItems] = builtin.iterator;
  RegisterIteratorStates();
}

}  // namespace midge::vm

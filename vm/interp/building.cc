// Displays, comprehensions, and the functions of `def` and `lambda`.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

Dict* AsDict(Machine& m, Value v) {
  return m.context.Resolve(static_cast<Dict*>(v.as_object()));
}

// What is left to the prelude when a key's __hash__ or __eq__ is Python.
Flow StoreInMap(Machine& m, Value map, Value key, Value item) {
  switch (DictStore(m.context, AsDict(m, map), key, item)) {
    case OpResult::kDone:
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  return CallPrelude(m, "dict_set", {map, key, item}, ReturnAction::kDiscard,
                     0);
}

// `callee` is what an argument `*v` is for; None if there is more than it.
Flow RaiseNotIterable(Machine& m, Value v, Value callee) {
  const std::string type(TypeName(m.context, v));
  RaiseTypeError(
      m.context,
      callee.is_none()
          ? absl::StrCat("Value after * must be an iterable, not ", type)
          : absl::StrCat(CalleeName(m.context, callee),
                         " argument after * must be an iterable, not ", type));
  return Flow::kRaise;
}

bool IsIterable(Machine& m, Value v) {
  return !FindSpecial(m.context, v, core().n_iter).is_unbound() ||
         !FindSpecial(m.context, v, core().n_getitem).is_unbound();
}

}  // namespace

Flow BuildSet(Machine& m, int a, int b, int count) {
  Set* set = NewSet(m.context);
  for (int i = 0; i < count; ++i) {
    bool added;
    const OpResult result = SetInsert(m.context, set, m.base[b + i], &added);
    if (result == OpResult::kRaise) return Flow::kRaise;
    if (result == OpResult::kPython) {
      const Value items = Value::Of(
          NewTuple(m.context, {m.base + b, static_cast<size_t>(count)}));
      return CallPrelude(m, "build_set", {items}, ReturnAction::kStore, a);
    }
  }
  m.base[a] = Value::Of(set);
  return Flow::kNext;
}

Flow BuildMap(Machine& m, int a, int b, int count) {
  Dict* dict = NewDict(m.context);
  for (int i = 0; i < count; ++i) {
    const Value* pair = m.base + b + 2 * i;
    const OpResult result = DictStore(m.context, dict, pair[0], pair[1]);
    if (result == OpResult::kRaise) return Flow::kRaise;
    if (result == OpResult::kPython) {
      const Value items = Value::Of(
          NewTuple(m.context, {m.base + b, static_cast<size_t>(2 * count)}));
      return CallPrelude(m, "build_map", {items}, ReturnAction::kStore, a);
    }
  }
  m.base[a] = Value::Of(dict);
  return Flow::kNext;
}

void BuildString(Machine& m, int a, int b, int count) {
  uint32_t length = 0;
  int width = 1;
  for (int i = 0; i < count; ++i) {
    const Str* piece = static_cast<Str*>(m.base[b + i].as_object());
    length += piece->length;
    width = std::max(width, piece->width());
  }
  Str* joined = NewStrRaw(m.context, length, width);
  uint32_t at = 0;
  for (int i = 0; i < count; ++i) {
    const Str* piece = static_cast<Str*>(m.base[b + i].as_object());
    CopyStr(joined, at, piece);
    at += piece->length;
  }
  m.context.Charge(length / 64);
  m.base[a] = Value::Of(joined);
}

Flow ListExtend(Machine& m, Value list, Value from, Value callee) {
  List* to = m.context.Resolve(static_cast<List*>(list.as_object()));
  std::span<const Value> items;
  if (IsKind(from, Kind::kTuple)) {
    items = static_cast<Tuple*>(from.as_object())->span();
  } else if (IsKind(from, Kind::kList)) {
    List* source = m.context.Resolve(static_cast<List*>(from.as_object()));
    items = {source->items(), source->size};
  } else if (!IsIterable(m, from)) {
    return RaiseNotIterable(m, from, callee);
  } else {
    return CallPrelude(m, "spread", {list, from, callee},
                       ReturnAction::kDiscard, 0);
  }
  ListReserve(m.context, to, to->size + items.size());
  std::copy(items.begin(), items.end(), to->items() + to->size);
  to->size += items.size();
  m.context.Charge(items.size() / 32);
  return Flow::kNext;
}

namespace {

// The end of a change to a set: the prelude's `function` makes it where a
// user's method decides.
Flow ChangeSet(Machine& m, OpResult result, std::string_view function,
               std::initializer_list<Value> args) {
  if (result == OpResult::kDone) return Flow::kNext;
  if (result == OpResult::kRaise) return Flow::kRaise;
  return CallPrelude(m, function, args, ReturnAction::kDiscard, 0);
}

}  // namespace

Flow SetAdd(Machine& m, Value set, Value item) {
  bool added;
  const OpResult result =
      SetInsert(m.context, static_cast<Set*>(set.as_object()), item, &added);
  return ChangeSet(m, result, "set_add", {set, item});
}

Flow SetUpdate(Machine& m, Value set, Value from) {
  Value begun = Value::Of(core().empty_tuple);
  const OpResult result =
      SetUpdate(m.context, static_cast<Set*>(set.as_object()), from, &begun);
  return ChangeSet(m, result, "set_update", {set, from, begun});
}

Flow MapAdd(Machine& m, Value map, Value key, Value item) {
  return StoreInMap(m, map, key, item);
}

Flow MapUpdate(Machine& m, Value map, Value from) {
  return CallPrelude(m, "map_update", {map, from}, ReturnAction::kDiscard, 0);
}

Flow MapMerge(Machine& m, Value map, Value from, Value callee) {
  return CallPrelude(m, "map_merge", {map, from, callee},
                     ReturnAction::kDiscard, 0);
}

void MakeFunction(Machine& m, int a, int parts, Code* code) {
  const Value* with = m.base + a;
  const CodeData& data = *code->data;
  Function* function = m.heap().New<Function>();
  function->code = code;
  function->globals = m.function()->globals;
  const auto part = [&](int bit, int at) {
    return parts & bit ? with[at].as_object() : nullptr;
  };
  function->defaults = static_cast<Tuple*>(part(1, 1));
  function->keyword_defaults = static_cast<Dict*>(part(2, 2));
  function->closure = static_cast<Tuple*>(part(4, 3));
  function->annotations = static_cast<Dict*>(part(8, 4));
  function->name = Value::Of(data.name);
  function->qualified_name = Value::Of(data.qualified_name);
  const Value module = DictGet(GlobalsOf(m), core().n_name);
  function->module = module.is_unbound() ? Value::None() : module;
  function->doc = Value::None();
  if (data.unit->docstring >= 0) {
    function->doc = data.constants[data.unit->docstring];
  }
  m.base[a] = Value::Of(function);
}

}  // namespace midge::vm

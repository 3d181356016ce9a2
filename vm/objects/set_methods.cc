// set and frozenset: methods, construction, operators.
#include "absl/strings/str_cat.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

bool IsSet(Value v) {
  return IsKind(v, Kind::kSet) || IsKind(v, Kind::kFrozenSet);
}

Set* AsSet(Context& context, Value v) {
  const Value payload = Payload(context, v);
  return IsSet(payload)
             ? context.Resolve(static_cast<Set*>(payload.as_object()))
             : nullptr;
}

Set* SelfSet(NativeCall& call, bool writable = false) {
  Set* set = AsSet(call.context, call.args[0]);
  if (set == nullptr) {
    SelfOf(call, Kind::kSet);  // Raises.
    return nullptr;
  }
  return writable ? Writable(call.context, set) : set;
}

OpResult AddAll(Context& context, Set* set, Value iterable) {
  return ForEachItem(context, iterable, [&](Value item) {
    bool added;
    return SetInsert(context, set, item, &added);
  });
}

// The items of `a` that are (or are not) in `b`, into `out`.
OpResult Filter(Context& context, Set* a, Set* b, bool in_b, Set* out) {
  Value item;
  for (int64_t at = 0; SetNext(a, &at, &item);) {
    bool found, added;
    OpResult result = SetFind(context, b, item, &found);
    if (result != OpResult::kDone) return result;
    if (found != in_b) continue;
    result = SetInsert(context, out, item, &added);
    if (result != OpResult::kDone) return result;
    context.Charge(1);
  }
  return OpResult::kDone;
}

OpResult IsSubset(Context& context, Set* a, Set* b, bool* out) {
  *out = a->live_count <= b->live_count;
  Value item;
  for (int64_t at = 0; *out && SetNext(a, &at, &item);) {
    const OpResult result = SetFind(context, b, item, out);
    if (result != OpResult::kDone) return result;
  }
  return OpResult::kDone;
}

OpResult Combine(Context& context, BinaryOperator op, Set* a, Set* b, Kind kind,
                 Set** out) {
  switch (op) {
    case BinaryOperator::kBitOr: {
      *out = SetCopy(context, a, kind);
      return AddAll(context, *out, Value::Of(b));
    }
    case BinaryOperator::kBitAnd:
      *out = NewSet(context, kind);
      return Filter(context, a, b, true, *out);
    case BinaryOperator::kSubtract:
      *out = NewSet(context, kind);
      return Filter(context, a, b, false, *out);
    default: {
      *out = NewSet(context, kind);
      const OpResult result = Filter(context, a, b, false, *out);
      if (result != OpResult::kDone) return result;
      return Filter(context, b, a, false, *out);
    }
  }
}

// A set of the items of any builtin iterable.
OpResult ToSet(Context& context, Value iterable, Set** out) {
  *out = AsSet(context, iterable);
  if (*out != nullptr) return OpResult::kDone;
  *out = NewSet(context);
  return AddAll(context, *out, iterable);
}

void TakeOver(Set* set, const Set* from) {
  set->entries = from->entries;
  set->index = from->index;
  set->live_count = from->live_count;
  set->entry_count = from->entry_count;
}

template <Kind kind>
Result SetNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  Class* builtin = kind == Kind::kSet ? core().set : core().frozenset;
  const Value iterable = call.args[1];
  if (kind == Kind::kFrozenSet && cls == builtin &&
      IsKind(iterable, Kind::kFrozenSet)) {
    return call.Return(iterable);
  }
  Set* set = NewSet(call.context, kind);
  call.result = AsInstanceOf(call.context, cls, builtin, Value::Of(set));
  const bool filled_later = kind == Kind::kSet && cls != builtin;
  if (iterable.is_unbound() || filled_later) return Result::kReturn;
  const OpResult result = AddAll(call.context, set, iterable);
  if (result == OpResult::kPython) {
    return call.Prelude("set_from", {call.result, iterable});
  }
  return Finish(result);
}

Result SetInit(NativeCall& call) {
  Set* set = SelfSet(call, true);
  if (set == nullptr) return Result::kRaise;
  SetClear(set);
  call.result = Value::None();
  if (call.args[1].is_unbound()) return Result::kReturn;
  const OpResult result = AddAll(call.context, set, call.args[1]);
  if (result == OpResult::kPython) {
    return call.Prelude("set_update", {Value::Of(set), call.args[1]});
  }
  return Finish(result);
}

Result SetAddMethod(NativeCall& call) {
  Set* set = SelfSet(call, true);
  if (set == nullptr) return Result::kRaise;
  bool added;
  const OpResult result = SetInsert(call.context, set, call.args[1], &added);
  if (result == OpResult::kPython) {
    return call.Prelude("set_add", {Value::Of(set), call.args[1]});
  }
  call.result = Value::None();
  return Finish(result);
}

template <bool must_exist>
Result SetDiscard(NativeCall& call) {
  Set* set = SelfSet(call, true);
  if (set == nullptr) return Result::kRaise;
  bool removed;
  const Value item = IsKind(call.args[1], Kind::kSet)
                         ? FrozenItem(call.context, call.args[1])
                         : call.args[1];
  const OpResult result = SetRemove(call.context, set, item, &removed);
  if (result == OpResult::kPython) {
    return call.Prelude("set_discard",
                        {Value::Of(set), item, Value::Bool(must_exist)});
  }
  if (result == OpResult::kDone && must_exist && !removed) {
    return RaiseKeyError(call.context, call.args[1]);
  }
  call.result = Value::None();
  return Finish(result);
}

Result SetPop(NativeCall& call) {
  Set* set = SelfSet(call, true);
  if (set == nullptr) return Result::kRaise;
  int64_t at = 0;
  if (!SetNext(set, &at, &call.result)) {
    return RaiseKeyError(
        call.context, Value::Of(NewStr(call.context, "pop from an empty set")));
  }
  SetRemoveEntry(set, at - 1);
  return Result::kReturn;
}

Result SetClearMethod(NativeCall& call) {
  Set* set = SelfSet(call, true);
  if (set == nullptr) return Result::kRaise;
  SetClear(set);
  return call.Return(Value::None());
}

Result SetCopyMethod(NativeCall& call) {
  Set* set = SelfSet(call);
  if (set == nullptr) return Result::kRaise;
  return call.Return(Value::Of(SetCopy(call.context, set, set->kind())));
}

// a.union(b, c, ...), a.update(b, c, ...) and the like: `op` with each argument
// in turn.
template <BinaryOperator op, bool in_place>
Result SetCombine(NativeCall& call) {
  Set* set = SelfSet(call, in_place);
  if (set == nullptr) return Result::kRaise;
  Tuple* others = static_cast<Tuple*>(call.args[1].as_object());
  const Kind kind = set->kind();
  if (op == BinaryOperator::kBitXor && others->length != 1) {
    return RaiseTypeError(
        call.context,
        absl::StrCat(kind == Kind::kSet ? "set" : "frozenset",
                     ".symmetric_difference", in_place ? "_update" : "",
                     "() takes exactly one argument (", others->length,
                     " given)"));
  }
  Set* combined = in_place ? set : SetCopy(call.context, set, kind);
  for (const Value& other : others->span()) {
    Set *with, *result_set = nullptr;
    OpResult result = ToSet(call.context, other, &with);
    if (result == OpResult::kDone) {
      result = Combine(call.context, op, combined, with, kind, &result_set);
    }
    if (result == OpResult::kPython) {
      const auto rest = others->span().subspan(&other - others->span().data());
      return call.Prelude(
          "set_combine",
          {Value::Of(set), Value::Of(combined),
           Value::Of(NewTuple(call.context, rest)),
           Value::Int(static_cast<int>(op)), Value::Bool(in_place)});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
    combined = result_set;
  }
  if (!in_place) return call.Return(Value::Of(combined));
  TakeOver(set, combined);
  return call.Return(Value::None());
}

enum class Relation { kSubset, kSuperset, kDisjoint };

template <Relation relation>
Result SetRelation(NativeCall& call) {
  Set* set = SelfSet(call);
  if (set == nullptr) return Result::kRaise;
  Set* other;
  bool answer = false;
  OpResult result = ToSet(call.context, call.args[1], &other);
  if (result == OpResult::kDone) {
    if (relation == Relation::kSubset) {
      result = IsSubset(call.context, set, other, &answer);
    } else if (relation == Relation::kSuperset) {
      result = IsSubset(call.context, other, set, &answer);
    } else {
      Set* common = NewSet(call.context);
      result = Filter(call.context, set, other, true, common);
      answer = common->live_count == 0;
    }
  }
  if (result == OpResult::kPython) {
    return call.Prelude(
        "set_relation",
        {Value::Of(set), call.args[1], Value::Int(static_cast<int>(relation))});
  }
  call.result = Value::Bool(answer);
  return Finish(result);
}

// set_probe, set_put, set_drop: as dict_probe, dict_put, dict_drop.
Result SetProbe(NativeCall& call) {
  Set* set = AsSet(call.context, call.args[0]);
  int64_t hash, position, entry;
  ToInt64(call.args[1], &hash);
  ToInt64(call.args[2], &position);
  if (!SetNextWithHash(set, hash, &position, &entry)) {
    return call.Return(Value::None());
  }
  Value item;
  int64_t at = entry;
  SetNext(set, &at, &item);
  const Value found[] = {Value::Int(position), item, Value::Int(entry)};
  return call.Return(Value::Of(NewTuple(call.context, found)));
}

Result SetPut(NativeCall& call) {
  Set* set = Writable(call.context, AsSet(call.context, call.args[0]));
  int64_t hash;
  ToInt64(call.args[2], &hash);
  SetInsertHashed(call.context, set, call.args[1], hash);
  return call.Return(Value::None());
}

Result SetDrop(NativeCall& call) {
  Set* set = Writable(call.context, AsSet(call.context, call.args[0]));
  SetRemoveEntry(set, call.args[1].as_int());
  return call.Return(Value::None());
}

using Op = BinaryOperator;

constexpr NativeSpec kSharedMethods[] = {
    {"copy", "self, /", &SetCopyMethod},
    {"union", "self, *others", &SetCombine<Op::kBitOr, false>},
    {"intersection", "self, *others", &SetCombine<Op::kBitAnd, false>},
    {"difference", "self, *others", &SetCombine<Op::kSubtract, false>},
    {"symmetric_difference", "self, *others", &SetCombine<Op::kBitXor, false>},
    {"issubset", "self, other, /", &SetRelation<Relation::kSubset>},
    {"issuperset", "self, other, /", &SetRelation<Relation::kSuperset>},
    {"isdisjoint", "self, other, /", &SetRelation<Relation::kDisjoint>},
};

constexpr NativeSpec kSetMethods[] = {
    {"__new__", "cls, iterable=(), /", &SetNew<Kind::kSet>},
    {"__init__", "self, iterable=(), /", &SetInit},
    {"add", "self, item, /", &SetAddMethod},
    {"remove", "self, item, /", &SetDiscard<true>},
    {"discard", "self, item, /", &SetDiscard<false>},
    {"pop", "self, /", &SetPop},
    {"clear", "self, /", &SetClearMethod},
    {"update", "self, *others", &SetCombine<Op::kBitOr, true>},
    {"intersection_update", "self, *others", &SetCombine<Op::kBitAnd, true>},
    {"difference_update", "self, *others", &SetCombine<Op::kSubtract, true>},
    {"symmetric_difference_update", "self, *others",
     &SetCombine<Op::kBitXor, true>},
};

constexpr NativeSpec kFrozenSetMethods[] = {
    {"__new__", "cls, iterable=(), /", &SetNew<Kind::kFrozenSet>},
};

constexpr NativeSpec kPreludeFunctions[] = {
    {"set_probe", "set, hash, position, /", &SetProbe},
    {"set_put", "set, item, hash, /", &SetPut},
    {"set_drop", "set, entry, /", &SetDrop},
};

}  // namespace

OpResult SetBinary(Context& context, BinaryOperator op, bool in_place, Value a,
                   Value b, Value* out, bool* supported) {
  Set *left = AsSet(context, a), *right = AsSet(context, b);
  const bool known = op == Op::kBitOr || op == Op::kBitAnd ||
                     op == Op::kBitXor || op == Op::kSubtract;
  if (!known || left == nullptr || right == nullptr) {
    *supported = false;
    return OpResult::kDone;
  }
  Set* combined;
  const OpResult result =
      Combine(context, op, left, right, left->kind(), &combined);
  if (result != OpResult::kDone) return result;
  if (in_place && left->is(Kind::kSet)) {
    TakeOver(WritableSet(context, a), combined);
    *out = a;
  } else {
    *out = Value::Of(combined);
  }
  return OpResult::kDone;
}

OpResult CompareSets(Context& context, CompareOperator op, Value a, Value b,
                     Value* out) {
  Set *left = AsSet(context, a), *right = AsSet(context, b);
  const bool greater =
      op == CompareOperator::kGreater || op == CompareOperator::kGreaterEqual;
  if (greater) std::swap(left, right);
  const bool strict =
      op == CompareOperator::kLess || op == CompareOperator::kGreater;
  bool subset;
  const OpResult result = IsSubset(context, left, right, &subset);
  if (strict) subset = subset && left->live_count < right->live_count;
  *out = Value::Bool(subset);
  return result;
}

Set* WritableSet(Context& context, Value set) {
  return Writable(context, static_cast<Set*>(set.as_object()));
}

void RegisterSetMethods() {
  for (Class* cls : {core().set, core().frozenset}) {
    AddMethods(cls, kSharedMethods);
  }
  AddMethods(core().set, kSetMethods);
  AddMethods(core().frozenset, kFrozenSetMethods);
  AddFunctions("_prelude", kPreludeFunctions);
}

}  // namespace midge::vm

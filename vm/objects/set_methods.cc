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

// As ForEachItem(), but an item that was taken from an iterator and not dealt
// with, because that needs Python, is left in `*begun`, a tuple of it.
template <typename Take>
OpResult EachItem(Context& context, Value iterable, Value* begun, Take&& take) {
  const bool is_gone = IsKind(iterable, Kind::kIterator);
  return ForEachItem(context, iterable, [&](Value item) {
    const OpResult result = take(item);
    if (result == OpResult::kPython && is_gone) {
      *begun = Value::Of(NewTuple(context, std::span<const Value>(&item, 1)));
    }
    return result;
  });
}

// No safepoint sees that a set that is filled in one step passes the heap's
// limit: every so many items it is looked for here.
OpResult CheckRoom(Context& context, const Set* set) {
  if (set->live_count % 4096 != 0 || context.heap().HasRoomFor(0)) {
    return OpResult::kDone;
  }
  RaiseMemoryError(context);
  return OpResult::kRaise;
}

bool IsDict(Value v) { return IsKind(v, Kind::kDict); }

Dict* AsDict(Context& context, Value v) {
  return context.Resolve(static_cast<Dict*>(v.as_object()));
}

// The items of `set` that are in `iterable`, into `out`: in the order of the
// iterable, or of the smaller of two sets.
OpResult KeepFrom(Context& context, Set* set, Value iterable, Set* out,
                  Value* begun) {
  if (Set* other = AsSet(context, iterable)) {
    return SetKeep(context, set, other, out);
  }
  return EachItem(context, iterable, begun, [&](Value item) {
    bool found, added;
    const OpResult result = SetFind(context, set, item, &found);
    if (result != OpResult::kDone || !found) return result;
    return SetInsert(context, out, item, &added);
  });
}

OpResult RemoveAllFrom(Context& context, Set* set, Value iterable,
                       Value* begun) {
  if (Set* other = AsSet(context, iterable)) {
    return SetRemoveAll(context, set, other);
  }
  const OpResult result = EachItem(context, iterable, begun, [&](Value item) {
    bool removed;
    return SetRemove(context, set, item, &removed);
  });
  if (result == OpResult::kDone) SetShrink(context, set);
  return result;
}

// Whether a difference from `iterable` begins with a copy of `set`, as CPython
// does it: not of one that can be looked into and is not much smaller.
bool BeginsWithCopy(Context& context, Set* set, Value iterable) {
  if (Set* other = AsSet(context, iterable)) {
    return set->live_count / 4 > other->live_count;
  }
  return !IsDict(iterable) ||
         set->live_count / 4 > AsDict(context, iterable)->live_count;
}

// The items of `set` that are not in `other`, a set or dict, into `out`.
OpResult Without(Context& context, Set* set, Value other, Set* out) {
  if (Set* with = AsSet(context, other)) {
    return SetWithout(context, set, with, out);
  }
  Value item;
  int64_t hash;
  for (int64_t at = 0; SetNextHashed(set, &at, &item, &hash);) {
    Value value;
    const OpResult result =
        DictFind(context, AsDict(context, other), item, &value);
    if (result != OpResult::kDone) return result;
    if (value.is_unbound()) SetInsertHashed(context, out, item, hash);
  }
  return OpResult::kDone;
}

OpResult IsSubset(Context& context, Set* a, Set* b, bool* out) {
  *out = a->live_count <= b->live_count;
  Value item;
  int64_t hash;
  for (int64_t at = 0; *out && SetNextHashed(a, &at, &item, &hash);) {
    const OpResult result = SetFindHashed(context, b, item, hash, out);
    if (result != OpResult::kDone) return result;
  }
  return OpResult::kDone;
}

OpResult IsDisjoint(Context& context, Set* a, Set* b, bool* out) {
  if (a->live_count > b->live_count) std::swap(a, b);
  bool found = false;
  Value item;
  int64_t hash;
  for (int64_t at = 0; !found && SetNextHashed(a, &at, &item, &hash);) {
    const OpResult result = SetFindHashed(context, b, item, hash, &found);
    if (result != OpResult::kDone) return result;
  }
  *out = !found;
  return OpResult::kDone;
}

OpResult Combine(Context& context, BinaryOperator op, Set* a, Set* b, Kind kind,
                 Set** out) {
  switch (op) {
    case BinaryOperator::kBitOr:
      *out = SetCopy(context, a, kind);
      return a == b ? OpResult::kDone : SetMerge(context, *out, b);
    case BinaryOperator::kBitAnd:
      *out = NewSet(context, kind);
      return SetKeep(context, a, b, *out);
    case BinaryOperator::kSubtract:
      *out = NewSet(context, kind);
      return SetWithout(context, a, b, *out);
    default:
      *out = SetCopy(context, b, kind);
      return SetToggleAll(context, *out, a);
  }
}

OpResult CombineInPlace(Context& context, BinaryOperator op, Set* a, Set* b) {
  switch (op) {
    case BinaryOperator::kBitOr:
      return SetMerge(context, a, b);
    case BinaryOperator::kBitAnd: {
      Set* kept = NewSet(context);
      const OpResult result = SetKeep(context, a, b, kept);
      if (result == OpResult::kDone) SetTakeOver(a, kept);
      return result;
    }
    case BinaryOperator::kSubtract:
      return SetRemoveAll(context, a, b);
    default:
      return SetToggleAll(context, a, b);
  }
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
  Value begun = Value::Of(core().empty_tuple);
  const OpResult result = SetUpdate(call.context, set, iterable, &begun);
  if (result == OpResult::kPython) {
    return call.Prelude("set_from",
                        {call.result, Value::Of(set), iterable, begun});
  }
  return Finish(result);
}

Result SetInit(NativeCall& call) {
  Set* set = SelfSet(call, true);
  if (set == nullptr) return Result::kRaise;
  SetClear(set);
  call.result = Value::None();
  if (call.args[1].is_unbound()) return Result::kReturn;
  Value begun = Value::Of(core().empty_tuple);
  const OpResult result = SetUpdate(call.context, set, call.args[1], &begun);
  if (result == OpResult::kPython) {
    return call.Prelude("set_update", {Value::Of(set), call.args[1], begun});
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
  const Value item = FrozenItem(call.context, call.args[1]);
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
  if (SetTake(set, &call.result)) return Result::kReturn;
  return RaiseKeyError(
      call.context, Value::Of(NewStr(call.context, "pop from an empty set")));
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
  if (IsKind(call.args[0], Kind::kFrozenSet)) return call.Return(call.args[0]);
  return call.Return(Value::Of(SetCopy(call.context, set, set->kind())));
}

// What is left to do of a method with many others, from `other` on.
Value Rest(NativeCall& call, const Value& other) {
  const auto all = static_cast<Tuple*>(call.args[1].as_object())->span();
  return Value::Of(NewTuple(call.context, all.subspan(&other - all.data())));
}

std::span<Value> Others(NativeCall& call) {
  return static_cast<Tuple*>(call.args[1].as_object())->span();
}

template <bool in_place>
Result SetUnion(NativeCall& call) {
  Set* set = SelfSet(call, in_place);
  if (set == nullptr) return Result::kRaise;
  Set* joined = in_place ? set : SetCopy(call.context, set, set->kind());
  call.result = in_place ? Value::None() : Value::Of(joined);
  for (const Value& other : Others(call)) {
    if (AsSet(call.context, other) == set) continue;
    Value begun = Value::Of(core().empty_tuple);
    const OpResult result = SetUpdate(call.context, joined, other, &begun);
    if (result == OpResult::kPython) {
      return call.Prelude(
          "set_update_all",
          {Value::Of(joined), Rest(call, other), begun, call.result});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
  }
  return Result::kReturn;
}

template <bool in_place>
Result SetIntersection(NativeCall& call) {
  Set* set = SelfSet(call, in_place);
  if (set == nullptr) return Result::kRaise;
  Set* kept = set;
  for (const Value& other : Others(call)) {
    Set* out = NewSet(call.context, set->kind());
    Value begun = Value::Of(core().empty_tuple);
    const OpResult result = KeepFrom(call.context, kept, other, out, &begun);
    if (result == OpResult::kPython) {
      return call.Prelude("set_intersect_all",
                          {Value::Of(set), Value::Of(kept), Value::Of(out),
                           Rest(call, other), begun, Value::Bool(in_place)});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
    kept = out;
  }
  if (kept == set) kept = SetCopy(call.context, set, set->kind());
  if (!in_place) return call.Return(Value::Of(kept));
  SetTakeOver(set, kept);
  return call.Return(Value::None());
}

template <bool in_place>
Result SetDifference(NativeCall& call) {
  Set* set = SelfSet(call, in_place);
  if (set == nullptr) return Result::kRaise;
  Set* left = in_place ? set : nullptr;
  for (const Value& other : Others(call)) {
    Value begun = Value::Of(core().empty_tuple), source = Value::None();
    OpResult result;
    if (left == nullptr && !BeginsWithCopy(call.context, set, other)) {
      left = NewSet(call.context, set->kind());
      result = Without(call.context, set, other, left);
      if (result == OpResult::kPython) {
        source = Value::Of(set);
        SetClear(left);
      }
    } else {
      if (left == nullptr) left = SetCopy(call.context, set, set->kind());
      result = RemoveAllFrom(call.context, left, other, &begun);
    }
    if (result == OpResult::kPython) {
      return call.Prelude("set_subtract_all",
                          {source, Value::Of(left), Rest(call, other), begun,
                           in_place ? Value::None() : Value::Of(left)});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
  }
  if (left == nullptr) left = SetCopy(call.context, set, set->kind());
  return call.Return(in_place ? Value::None() : Value::Of(left));
}

template <bool in_place>
Result SetSymmetricDifference(NativeCall& call) {
  Set* set = SelfSet(call, in_place);
  if (set == nullptr) return Result::kRaise;
  if (Others(call).size() != 1) {
    return RaiseTypeError(
        call.context,
        absl::StrCat(set->is(Kind::kSet) ? "set" : "frozenset",
                     ".symmetric_difference", in_place ? "_update" : "",
                     "() takes exactly one argument (", Others(call).size(),
                     " given)"));
  }
  const Value other = Others(call)[0];
  Set* made = AsSet(call.context, other);
  Value begun = Value::Of(core().empty_tuple);
  OpResult result = OpResult::kDone;
  if (in_place && IsDict(other)) result = OpResult::kPython;
  if (made == nullptr || !in_place) {
    made = NewSet(call.context, set->kind());
    if (result == OpResult::kDone) {
      result = SetUpdate(call.context, made, other, &begun);
    }
  }
  const bool is_made = result == OpResult::kDone;
  if (is_made) {
    result = in_place ? SetToggleAll(call.context, set, made)
                      : SetToggleAll(call.context, made, set);
  }
  if (result == OpResult::kPython) {
    return call.Prelude("set_symmetric",
                        {Value::Of(set), Value::Of(made),
                         is_made ? Value::Of(core().empty_tuple) : other, begun,
                         Value::Bool(in_place)});
  }
  call.result = in_place ? Value::None() : Value::Of(made);
  return Finish(result);
}

enum class Relation { kSubset, kSuperset, kDisjoint };

template <Relation relation>
Result SetRelation(NativeCall& call) {
  Set* set = SelfSet(call);
  if (set == nullptr) return Result::kRaise;
  Set* other = AsSet(call.context, call.args[1]);
  bool answer = false;
  OpResult result = OpResult::kPython;
  if (other == nullptr && !IsKind(call.args[1], Kind::kIterator)) {
    Value begun;
    other = NewSet(call.context);
    result = SetUpdate(call.context, other, call.args[1], &begun);
  } else if (other != nullptr) {
    result = OpResult::kDone;
  }
  if (result == OpResult::kDone) {
    if (relation == Relation::kSubset) {
      result = IsSubset(call.context, set, other, &answer);
    } else if (relation == Relation::kSuperset) {
      result = IsSubset(call.context, other, set, &answer);
    } else {
      result = IsDisjoint(call.context, set, other, &answer);
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

// set_look, set_probe, set_put, set_drop: as dict_look and so on.
Result SetLook(NativeCall& call) {
  int64_t hash, entry;
  ToInt64(call.args[2], &hash);
  const OpResult result =
      SetFindEntry(call.context, AsSet(call.context, call.args[0]),
                   call.args[1], hash, &entry);
  if (result == OpResult::kPython) return call.Return(Value::None());
  call.result = Value::Int(entry);
  return Finish(result);
}

Result SetProbe(NativeCall& call) {
  Set* set = AsSet(call.context, call.args[0]);
  int64_t hash, position, entry;
  ToInt64(call.args[1], &hash);
  ToInt64(call.args[2], &position);
  if (!SetNextWithHash(set, hash, &position, &entry)) {
    return call.Return(Value::None());
  }
  const Value found[] = {Value::Int(position), SetEntry(set, entry),
                         Value::Int(entry)};
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

// set_next(set, at): (at behind it, item, hash) of the next item, or None.
Result SetNextItem(NativeCall& call) {
  Set* set = AsSet(call.context, call.args[0]);
  int64_t at = call.args[1].as_int(), hash;
  Value item;
  if (!SetNextHashed(set, &at, &item, &hash)) return call.Return(Value::None());
  const Value found[] = {Value::Int(at), item, NewInt(call.context, hash)};
  return call.Return(Value::Of(NewTuple(call.context, found)));
}

// set_merged(set, other): False if it needs Python; there is room then.
Result SetMerged(NativeCall& call) {
  Set* set = Writable(call.context, AsSet(call.context, call.args[0]));
  const OpResult result =
      SetMerge(call.context, set, AsSet(call.context, call.args[1]));
  if (result == OpResult::kRaise) return Result::kRaise;
  return call.Return(Value::Bool(result == OpResult::kDone));
}

Result SetReserveItems(NativeCall& call) {
  Set* set = Writable(call.context, AsSet(call.context, call.args[0]));
  SetReserve(call.context, set, static_cast<uint32_t>(call.args[1].as_int()));
  return call.Return(Value::None());
}

Result SetShrinkToFit(NativeCall& call) {
  SetShrink(call.context,
            Writable(call.context, AsSet(call.context, call.args[0])));
  return call.Return(Value::None());
}

// set_like(set): an empty one of its kind.
Result SetLike(NativeCall& call) {
  const Set* set = AsSet(call.context, call.args[0]);
  return call.Return(Value::Of(NewSet(call.context, set->kind())));
}

Result SetTakeItems(NativeCall& call) {
  SetTakeOver(Writable(call.context, AsSet(call.context, call.args[0])),
              AsSet(call.context, call.args[1]));
  return call.Return(Value::None());
}

using Op = BinaryOperator;

constexpr NativeSpec kSharedMethods[] = {
    {"copy", "self, /", &SetCopyMethod},
    {"union", "self, *others", &SetUnion<false>},
    {"intersection", "self, *others", &SetIntersection<false>},
    {"difference", "self, *others", &SetDifference<false>},
    {"symmetric_difference", "self, *others", &SetSymmetricDifference<false>},
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
    {"update", "self, *others", &SetUnion<true>},
    {"intersection_update", "self, *others", &SetIntersection<true>},
    {"difference_update", "self, *others", &SetDifference<true>},
    {"symmetric_difference_update", "self, *others",
     &SetSymmetricDifference<true>},
};

constexpr NativeSpec kFrozenSetMethods[] = {
    {"__new__", "cls, iterable=(), /", &SetNew<Kind::kFrozenSet>},
};

constexpr NativeSpec kPreludeFunctions[] = {
    {"set_look", "set, item, hash, /", &SetLook},
    {"set_probe", "set, hash, position, /", &SetProbe},
    {"set_put", "set, item, hash, /", &SetPut},
    {"set_drop", "set, entry, /", &SetDrop},
    {"set_next", "set, at, /", &SetNextItem},
    {"set_merged", "set, other, /", &SetMerged},
    {"set_reserve", "set, count, /", &SetReserveItems},
    {"set_shrink", "set, /", &SetShrinkToFit},
    {"set_like", "set, /", &SetLike},
    {"set_take_over", "set, other, /", &SetTakeItems},
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
  if (in_place && left->is(Kind::kSet)) {
    *out = a;
    return CombineInPlace(context, op, WritableSet(context, a), right);
  }
  Set* combined = nullptr;
  const OpResult result =
      Combine(context, op, left, right, left->kind(), &combined);
  *out = Value::Of(combined);
  return result;
}

OpResult SetUpdate(Context& context, Set* set, Value iterable, Value* begun) {
  if (Set* from = AsSet(context, iterable)) {
    return SetMerge(context, set, from);
  }
  if (IsDict(iterable)) {
    return SetMergeKeys(context, set, AsDict(context, iterable));
  }
  return EachItem(context, iterable, begun, [&](Value item) {
    bool added;
    const OpResult result = SetInsert(context, set, item, &added);
    if (result != OpResult::kDone || !added) return result;
    return CheckRoom(context, set);
  });
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

// list and tuple: methods and construction.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/iterators.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/slices.h"
#include "vm/objects/type_operators.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

List* SelfList(NativeCall& call, bool writable = false) {
  const Value self = SelfOf(call, Kind::kList, writable);
  return self.is_unbound() ? nullptr : static_cast<List*>(self.as_object());
}

bool HasRoomFor(Context& context, size_t items) {
  if (context.heap().HasRoomFor(items * sizeof(Value))) return true;
  RaiseMemoryError(context);
  return false;
}

// Into `*items` what goes through a builtin iterable gives, or kPython.
OpResult Collect(Context& context, Value iterable, std::vector<Value>* items) {
  int64_t length;
  if (IsKind(iterable, Kind::kRange) &&
      Length(context, iterable, &length) != OpResult::kDone) {
    return OpResult::kRaise;
  }
  return ForEachItem(context, iterable, [&](Value item) {
    items->push_back(item);
    return items->size() % 4096 != 0 || HasRoomFor(context, items->size())
               ? OpResult::kDone
               : OpResult::kRaise;
  });
}

// Items of a builtin iterable, or kPython: those of a list or tuple as they
// lie, others in `*storage`.
OpResult ItemsOf(Context& context, Value iterable, std::vector<Value>* storage,
                 std::span<Value>* items) {
  if (IsKind(iterable, Kind::kList)) {
    List* list = As<List>(context, iterable);
    *items = {list->items(), list->size};
  } else if (IsKind(iterable, Kind::kTuple)) {
    *items = As<Tuple>(context, iterable)->span();
  } else {
    const OpResult result = Collect(context, iterable, storage);
    *items = *storage;
    return result;
  }
  context.Charge(items->size() / 16);
  return HasRoomFor(context, items->size()) ? OpResult::kDone
                                            : OpResult::kRaise;
}

Result ListNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const Value iterable = call.args[1];
  List* list = NewList(call.context);
  if (cls != core().list) {  // __init__ fills it.
    return call.Return(
        AsInstanceOf(call.context, cls, core().list, Value::Of(list)));
  }
  call.result = Value::Of(list);
  if (iterable.is_unbound()) return Result::kReturn;
  const OpResult result = ListExtend(call.context, call.result, iterable);
  if (result == OpResult::kPython) {
    return call.Prelude("list_from", {iterable});
  }
  return Finish(result);
}

Result ListInit(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  list->array = nullptr;
  list->size = 0;
  call.result = Value::None();
  if (call.args[1].is_unbound()) return Result::kReturn;
  const OpResult result =
      ListExtend(call.context, Value::Of(list), call.args[1]);
  if (result == OpResult::kPython) {
    return call.Prelude("list_extend", {Value::Of(list), call.args[1]});
  }
  return Finish(result);
}

Result ListAppend(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  ListPush(call.context, list, call.args[1]);
  return call.Return(Value::None());
}

Result ListExtendMethod(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  call.result = Value::None();
  const OpResult result =
      ListExtend(call.context, Value::Of(list), call.args[1]);
  if (result == OpResult::kPython) {
    return call.Prelude("list_extend", {Value::Of(list), call.args[1]});
  }
  return Finish(result);
}

Result ListInsert(NativeCall& call) {
  List* list = SelfList(call, true);
  int64_t index;
  if (list == nullptr || !IntArgument(call.context, call.args[1], &index)) {
    return Result::kRaise;
  }
  const int64_t size = static_cast<int64_t>(list->size);
  if (index < 0) index = std::max<int64_t>(index + size, 0);
  index = std::min(index, size);
  ListPush(call.context, list, Value());
  Value* items = list->items();
  std::copy_backward(items + index, items + size, items + size + 1);
  items[index] = call.args[2];
  call.context.Charge(static_cast<uint64_t>(size - index) / 32);
  return call.Return(Value::None());
}

Result ListPop(NativeCall& call) {
  List* list = SelfList(call, true);
  int64_t index;
  if (list == nullptr ||
      !IntArgumentOr(call.context, call.args[1], -1, &index)) {
    return Result::kRaise;
  }
  if (list->size == 0) {
    return RaiseIndexError(call.context, "pop from empty list");
  }
  const int64_t size = static_cast<int64_t>(list->size);
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    return RaiseIndexError(call.context, "pop index out of range");
  }
  Value* items = list->items();
  call.result = items[index];
  std::copy(items + index + 1, items + size, items + index);
  items[--list->size] = Value();
  call.context.Charge(static_cast<uint64_t>(size - index) / 32);
  return Result::kReturn;
}

Result ListClear(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  list->array = nullptr;
  list->size = 0;
  return call.Return(Value::None());
}

Result ListCopy(NativeCall& call) {
  List* list = SelfList(call);
  if (list == nullptr) return Result::kRaise;
  return call.Return(
      Value::Of(NewList(call.context, {list->items(), list->size})));
}

Result ListReverse(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  std::reverse(list->items(), list->items() + list->size);
  call.context.Charge(list->size / 16);
  return call.Return(Value::None());
}

// The first index of args[1] in `items` within [start, stop), -1 if none.
OpResult FindItem(NativeCall& call, std::span<Value> items, int64_t start,
                  int64_t stop, int64_t* index) {
  const int64_t size = static_cast<int64_t>(items.size());
  if (start < 0) start = std::max<int64_t>(start + size, 0);
  if (stop < 0) stop += size;
  stop = std::min(stop, size);
  *index = -1;
  for (int64_t i = start; i < stop; ++i) {
    bool equal;
    const OpResult result = Equals(call.context, items[static_cast<size_t>(i)],
                                   call.args[1], &equal);
    if (result != OpResult::kDone) return result;
    if (equal) return *index = i, OpResult::kDone;
    call.context.Charge(i % 8 == 0);
  }
  return OpResult::kDone;
}

std::span<Value> SelfItems(NativeCall& call, Kind kind) {
  const Value self = SelfOf(call, kind);
  if (self.is_unbound()) return {};
  if (kind == Kind::kTuple) {
    return static_cast<Tuple*>(self.as_object())->span();
  }
  List* list = static_cast<List*>(self.as_object());
  return {list->items(), list->size};
}

template <Kind kind>
Result SequenceIndex(NativeCall& call) {
  if (SelfOf(call, kind).is_unbound()) return Result::kRaise;
  int64_t start = 0, stop = INT64_MAX, index;
  if (!PlaceArgument(call.context, call.args[2], &start) ||
      !PlaceArgument(call.context, call.args[3], &stop)) {
    return Result::kRaise;
  }
  const OpResult result =
      FindItem(call, SelfItems(call, kind), start, stop, &index);
  if (result == OpResult::kPython) {
    return call.Prelude(
        "sequence_index",
        {Payload(call.context, call.args[0]), call.args[1],
         Value::Int(std::clamp(start, kSmallIntMin, kSmallIntMax)),
         Value::Int(std::clamp(stop, kSmallIntMin, kSmallIntMax))});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  if (index >= 0) return call.Return(Value::Int(index));
  if (kind == Kind::kTuple) {
    return RaiseValueError(call.context, "tuple.index(x): x not in tuple");
  }
  Value text;
  switch (Repr(call.context, call.args[1], &text)) {
    case OpResult::kDone:
      break;
    case OpResult::kRaise:
      return Result::kRaise;
    case OpResult::kPython:  // Nothing is looked at: it says what is missing.
      return call.Prelude("sequence_index",
                          {Payload(call.context, call.args[0]), call.args[1],
                           Value::Int(0), Value::Int(0)});
  }
  return RaiseValueError(
      call.context,
      ToUtf8(static_cast<Str*>(text.as_object())) + " is not in list");
}

template <Kind kind>
Result SequenceCount(NativeCall& call) {
  if (SelfOf(call, kind).is_unbound()) return Result::kRaise;
  int64_t count = 0;
  for (Value item : SelfItems(call, kind)) {
    bool equal;
    const OpResult result = Equals(call.context, item, call.args[1], &equal);
    if (result == OpResult::kPython) {
      return call.Prelude("sequence_count",
                          {Payload(call.context, call.args[0]), call.args[1]});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
    count += equal;
  }
  call.context.Charge(SelfItems(call, kind).size() / 8);
  return call.Return(Value::Int(count));
}

Result ListRemove(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  int64_t index;
  const OpResult result =
      FindItem(call, {list->items(), list->size}, 0, INT64_MAX, &index);
  if (result == OpResult::kPython) {
    return call.Prelude("list_remove", {Value::Of(list), call.args[1]});
  }
  if (result == OpResult::kRaise) return Result::kRaise;
  if (index < 0) {
    return RaiseValueError(call.context, "list.remove(x): x not in list");
  }
  call.result = Value::None();
  return Finish(DeleteItem(call.context, Value::Of(list), Value::Int(index)));
}

// Whether `a < b` for keys that need no Python; the first failure sticks.
struct NativeLess {
  Context& context;
  OpResult result = OpResult::kDone;

  bool operator()(Value a, Value b) {
    if (result != OpResult::kDone) return false;
    if (a.is_int() && b.is_int()) return a.as_int() < b.as_int();
    Value less = Value::False();
    result = Compare(context, CompareOperator::kLess, a, b, &less);
    return less.is_true();
  }
};

// `less` for keys that are all of one simple type, where it cannot fail.
struct IntLess {
  bool operator()(Value a, Value b) const { return a.as_int() < b.as_int(); }
};
struct FloatLess {
  bool operator()(Value a, Value b) const {
    return a.as_float() < b.as_float();
  }
};
struct StrLess {
  bool operator()(Value a, Value b) const {
    return StrCompare(static_cast<Str*>(a.as_object()),
                      static_cast<Str*>(b.as_object())) < 0;
  }
};

// std::stable_sort tolerates an order that turns out inconsistent: it only
// permutes.  In reverse, equal items keep their order too.
template <typename Less>
void SortBy(std::span<Value> items, std::span<const Value> keys, bool reverse,
            Less&& less) {
  const auto sort_if_needed = [](auto begin, auto end, auto&& before) {
    if (!std::is_sorted(begin, end, before)) {
      std::stable_sort(begin, end, before);
    }
  };
  const auto sort = [&](auto begin, auto end, auto&& before) {
    if (reverse) {
      sort_if_needed(begin, end,
                     [&](auto& a, auto& b) { return before(b, a); });
    } else {
      sort_if_needed(begin, end, before);
    }
  };
  if (keys.empty()) {
    sort(items.begin(), items.end(),
         [&](Value a, Value b) { return less(a, b); });
    return;
  }
  struct Pair {
    Value key;
    Value item;
  };
  std::vector<Pair> sorted;
  sorted.reserve(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    sorted.push_back({keys[i], items[i]});
  }
  sort(sorted.begin(), sorted.end(),
       [&](const Pair& a, const Pair& b) { return less(a.key, b.key); });
  for (size_t i = 0; i < items.size(); ++i) items[i] = sorted[i].item;
}

template <typename Is>
bool All(std::span<const Value> values, Is&& is) {
  return std::all_of(values.begin(), values.end(), is);
}

// Sorts a short `order`, comparing the pairs that CPython compares: the run
// that it begins with is taken as it is, and each further item put in its place
// by halving.  So a comparison that fails is the same one, and leaves the same
// order behind.
template <typename Before>
void SortShort(std::vector<uint32_t>* order, const OpResult* result,
               Before before) {
  const auto begin = order->begin(), end = order->end();
  if (end - begin < 2) return;
  auto at = begin + 2;
  if (before(begin[1], begin[0])) {
    while (at != end && before(*at, at[-1])) ++at;
    if (*result != OpResult::kDone) return;
    std::reverse(begin, at);
  } else {
    while (at != end && !before(*at, at[-1])) ++at;
  }
  for (; at != end; ++at) {
    const auto place = std::upper_bound(begin, at, *at, before);
    if (*result != OpResult::kDone) return;
    std::rotate(place, at, at + 1);
  }
}

// Lists below this length are sorted by SortShort().  SYNC: short-sort
// (vm/prelude/containers.py).
constexpr size_t kShortSort = 64;

// Sorts `items` by `keys` (the items themselves if empty), stably.  Nothing has
// changed if it returns kPython.
OpResult SortNatively(Context& context, std::span<Value> items,
                      std::span<const Value> keys, bool reverse) {
  context.Charge(items.size() * 2);
  const std::span<const Value> by = keys.empty() ? items : keys;
  if (All(by, [](Value v) { return v.is_int(); })) {
    SortBy(items, keys, reverse, IntLess());
    return OpResult::kDone;
  }
  if (All(by, [](Value v) { return v.is_float(); })) {
    SortBy(items, keys, reverse, FloatLess());
    return OpResult::kDone;
  }
  if (All(by, [](Value v) { return IsKind(v, Kind::kStr); })) {
    SortBy(items, keys, reverse, StrLess());
    return OpResult::kDone;
  }
  const std::vector<Value> before(items.begin(), items.end());
  NativeLess less{context};
  if (items.size() < kShortSort) {
    std::vector<uint32_t> order(items.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    // Equal items keep their order because they are turned round twice.
    if (reverse) std::reverse(order.begin(), order.end());
    SortShort(&order, &less.result,
              [&](uint32_t i, uint32_t j) { return less(by[i], by[j]); });
    if (reverse) std::reverse(order.begin(), order.end());
    if (less.result == OpResult::kPython) return less.result;
    for (size_t i = 0; i < order.size(); ++i) items[i] = before[order[i]];
    return less.result;
  }
  SortBy(items, keys, reverse,
         [&less](Value a, Value b) { return less(a, b); });
  if (less.result != OpResult::kDone) {
    std::copy(before.begin(), before.end(), items.begin());
  }
  return less.result;
}

Result ListSort(NativeCall& call) {
  List* list = SelfList(call, true);
  if (list == nullptr) return Result::kRaise;
  const Value key = call.args[1];
  int64_t reverse_number = 0;
  if (!call.args[2].is_unbound() && !call.args[2].is_bool() &&
      !IntArgument(call.context, call.args[2], &reverse_number)) {
    return Result::kRaise;
  }
  const bool reverse = call.args[2].is_true() || reverse_number != 0;
  call.result = Value::None();
  if (key.is_unbound() || key.is_none()) {
    const OpResult result =
        SortNatively(call.context, {list->items(), list->size}, {}, reverse);
    if (result != OpResult::kPython) return Finish(result);
  }
  return call.Prelude("list_sort",
                      {Value::Of(list), key.is_unbound() ? Value::None() : key,
                       Value::Bool(reverse)});
}

// sort_by_keys(items, keys, reverse): True if that was possible natively.
Result SortByKeys(NativeCall& call) {
  List* items = WritableList(call.context, call.args[0]);
  List* keys = static_cast<List*>(call.args[1].as_object());
  const OpResult result =
      SortNatively(call.context, {items->items(), items->size},
                   {keys->items(), keys->size}, call.args[2].is_true());
  call.result = Value::Bool(result == OpResult::kDone);
  return result == OpResult::kRaise ? Result::kRaise : Result::kReturn;
}

Result TupleNew(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  const Value iterable = call.args[1];
  Value made = Value::Of(core().empty_tuple);
  if (IsKind(iterable, Kind::kTuple)) {
    made = iterable;
  } else if (!iterable.is_unbound()) {
    std::vector<Value> storage;
    std::span<Value> items;
    const OpResult result = ItemsOf(call.context, iterable, &storage, &items);
    if (result == OpResult::kPython) {
      return call.Prelude("tuple_from", {call.args[0], iterable});
    }
    if (result == OpResult::kRaise) return Result::kRaise;
    made = Value::Of(NewTuple(call.context, items));
  }
  return call.Return(AsInstanceOf(call.context, cls, core().tuple, made));
}

Result ListReversed(NativeCall& call) {
  List* list = SelfList(call, false);
  if (list == nullptr) return Result::kRaise;
  Iterator* iterator =
      NewIterator(call.context, Iterator::kListReversed, Value::Of(list));
  iterator->position = static_cast<int64_t>(list->size) - 1;
  return call.Return(Value::Of(iterator));
}

constexpr NativeSpec kListMethods[] = {
    {"__new__", "cls, iterable=(), /", &ListNew},
    {"__init__", "self, iterable=(), /", &ListInit},
    {"__reversed__", "self, /", &ListReversed},
    {"append", "self, object, /", &ListAppend},
    {"extend", "self, iterable, /", &ListExtendMethod},
    {"insert", "self, index, object, /", &ListInsert},
    {"pop", "self, index=-1, /", &ListPop},
    {"clear", "self, /", &ListClear},
    {"copy", "self, /", &ListCopy},
    {"reverse", "self, /", &ListReverse},
    {"remove", "self, value, /", &ListRemove},
    {"index", "self, value, start=0, stop=9223372036854775807, /",
     &SequenceIndex<Kind::kList>},
    {"count", "self, value, /", &SequenceCount<Kind::kList>},
    {"sort", "self, *, key=None, reverse=False", &ListSort},
};

constexpr NativeSpec kTupleMethods[] = {
    {"__new__", "cls, iterable=(), /", &TupleNew},
    {"index", "self, value, start=0, stop=9223372036854775807, /",
     &SequenceIndex<Kind::kTuple>},
    {"count", "self, value, /", &SequenceCount<Kind::kTuple>},
};

constexpr NativeSpec kPreludeFunctions[] = {
    {"sort_by_keys", "items, keys, reverse, /", &SortByKeys},
};

}  // namespace

OpResult ListExtend(Context& context, Value target, Value items) {
  std::vector<Value> storage;
  std::span<Value> added;
  const OpResult result = ItemsOf(context, items, &storage, &added);
  if (result != OpResult::kDone) return result;
  List* list = WritableList(context, target);
  if (added.empty()) return OpResult::kDone;
  // Which leaves `added` where it is, even if that is the list itself.
  ListReserve(context, list, list->size + added.size());
  std::copy(added.begin(), added.end(), list->items() + list->size);
  list->size += added.size();
  return OpResult::kDone;
}

void RegisterListMethods() {
  AddMethods(core().list, kListMethods);
  AddFunctions("_prelude", kPreludeFunctions);
}

void RegisterTupleMethods() { AddMethods(core().tuple, kTupleMethods); }

}  // namespace midge::vm

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/interp/intrinsics.h"
#include "vm/interp/machine.h"
#include "vm/objects/errors.h"

namespace midge::vm {

bool IsIterator(Context& context, Value v) {
  return IsKind(v, Kind::kIterator) || IsGenerator(v) ||
         !FindSpecial(context, v, core().n_next).is_unbound();
}

Flow GetIter(Machine& m, int a, Value of) {
  if (IsGenerator(of)) {
    m.base[a] = of;
    return Flow::kNext;
  }
  switch (GetIterator(m.context, of, &m.base[a])) {
    case OpResult::kDone:
      return Flow::kNext;
    case OpResult::kRaise:
      return Flow::kRaise;
    case OpResult::kPython:
      break;
  }
  const Value method = FindSpecial(m.context, of, core().n_iter);
  if (IsKind(method, Kind::kFunction) || IsKind(method, Kind::kNative)) {
    return CallWith(m, method, {&of, 1}, ReturnAction::kIterator, a);
  }
  return CallPrelude(m, "iter_of", {of}, ReturnAction::kIterator, a);
}

Flow EndLoop(Machine& m) {
  const Instruction jump = m.ip[-1];
  m.base[jump.a()] = Value();
  m.ip += jump.sbx();
  return Flow::kNext;
}

Flow ForIter(Machine& m, int a) {
  const Value iterator = m.base[a];
  if (IsKind(iterator, Kind::kGenerator)) {
    return ResumeGenerator(m, static_cast<Generator*>(iterator.as_object()),
                           Value::None(), ReturnAction::kNext, a);
  }
  Value value;
  switch (IteratorNext(m.context, iterator, &value)) {
    case OpResult::kDone:
      if (value.is_unbound()) return EndLoop(m);
      m.base[a + 1] = value;
      return Flow::kNext;
    case OpResult::kRaise:
      return CallRaised(m, ReturnAction::kNext, a);
    case OpResult::kPython:
      break;
  }
  const Value next = FindSpecial(m.context, iterator, core().n_next);
  if (IsKind(next, Kind::kFunction)) {
    return CallWith(m, next, {&iterator, 1}, ReturnAction::kNext, a);
  }
  return CallPrelude(m, "next_of", {iterator}, ReturnAction::kNext, a);
}

namespace {

// The items of a list or tuple, without Python and without a copy.
bool ItemsOf(Machine& m, Value v, std::span<Value>* items) {
  if (IsKind(v, Kind::kTuple)) {
    *items = static_cast<Tuple*>(v.as_object())->span();
    return true;
  }
  if (!IsKind(v, Kind::kList)) return false;
  List* list = m.context.Resolve(static_cast<List*>(v.as_object()));
  *items = {list->items(), list->size};
  return true;
}

Flow RaiseCount(Machine& m, size_t wanted, size_t got, const char* at_least) {
  if (got > wanted && *at_least == '\0') {
    RaiseValueError(
        m.context,
        absl::StrCat("too many values to unpack (expected ", wanted, ")"));
  } else {
    RaiseValueError(m.context,
                    absl::StrCat("not enough values to unpack (expected ",
                                 at_least, wanted, ", got ", got, ")"));
  }
  return Flow::kRaise;
}

}  // namespace

Flow UnpackSequence(Machine& m, int a, Value from, int count) {
  std::span<Value> items;
  if (!ItemsOf(m, from, &items)) {
    return CallPrelude(m, "unpack", {from, Value::Int(count)},
                       ReturnAction::kSpread, a);
  }
  const size_t wanted = static_cast<size_t>(count);
  if (items.size() != wanted) return RaiseCount(m, wanted, items.size(), "");
  std::copy(items.begin(), items.end(), m.base + a);
  return Flow::kNext;
}

Flow UnpackStar(Machine& m, int a, Value from, int before, int after) {
  std::span<Value> items;
  if (!ItemsOf(m, from, &items)) {
    return CallPrelude(m, "unpack_star",
                       {from, Value::Int(before), Value::Int(after)},
                       ReturnAction::kSpread, a);
  }
  const size_t wanted = static_cast<size_t>(before + after);
  if (items.size() < wanted) {
    return RaiseCount(m, wanted, items.size(), "at least ");
  }
  Value* out = std::copy_n(items.begin(), before, m.base + a);
  const std::span<Value> rest = items.subspan(before, items.size() - wanted);
  *out++ = Value::Of(NewList(m.context, rest));
  std::copy_n(items.end() - after, after, out);
  return Flow::kNext;
}

Flow UnpackTuple(Machine& m, int a, Value from, uint32_t count) {
  return CallPrelude(m, "unpack", {from, Value::Int(count)},
                     ReturnAction::kStore, a);
}

Flow UnpackStarTuple(Machine& m, int a, Value from, int before,
                     uint32_t after) {
  return CallPrelude(m, "unpack_star",
                     {from, Value::Int(before), Value::Int(after)},
                     ReturnAction::kStore, a);
}

}  // namespace midge::vm

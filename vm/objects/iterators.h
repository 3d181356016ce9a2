// Making iterators over builtin containers from C++.
#ifndef MIDGE_VM_OBJECTS_ITERATORS_H_
#define MIDGE_VM_OBJECTS_ITERATORS_H_

#include "vm/objects/objects.h"
#include "vm/objects/operators.h"

namespace midge::vm {

Iterator* NewIterator(Context& context, Iterator::Type type, Value of);

// __length_hint__, __reduce__ and __setstate__, at start-up.
// REQUIRES: the classes of iterators are there.
void RegisterIteratorStates();

// Over keys, values or items (a DictView::Type) of `dict`.
Value DictIterator(Context& context, Value dict, uint64_t view, bool backward);

// The next item of the iterators that loops mostly run over; unbound at the end
// and for others, the image's among them.
inline Value FastNext(Context& context, Iterator* iterator) {
  if (iterator->shared()) [[unlikely]]
    return Value();
  if (iterator->type == Iterator::kRange) [[likely]] {
    const int64_t left = iterator->of.as_int();
    if (left == 0) return Value();
    const Value item = Value::Int(iterator->position);
    iterator->position += iterator->extra.as_int();
    iterator->of = Value::Int(left - 1);
    return item;
  }
  if (!iterator->of.is_object()) return Value();
  const uint64_t at = static_cast<uint64_t>(iterator->position);
  if (iterator->type == Iterator::kList) {
    List* list = static_cast<List*>(iterator->of.as_object());
    if (at >= list->size || context.MayBeCopied(list)) return Value();
    ++iterator->position;
    return list->array.held()->items()[at];
  }
  if (iterator->type == Iterator::kTuple) {
    Tuple* tuple = static_cast<Tuple*>(iterator->of.as_object());
    if (at >= tuple->length) return Value();
    ++iterator->position;
    return tuple->items()[at];
  }
  return Value();
}

// The next item of `iterator`, unbound at the end.
inline OpResult NextItem(Context& context, Iterator* iterator, Value* item) {
  context.Charge(1);
  *item = FastNext(context, iterator);
  return item->is_unbound() ? IteratorNext(context, Value::Of(iterator), item)
                            : OpResult::kDone;
}

// Calls take(item) for each item of `iterable`.  kPython, before anything is
// taken, if going through it runs Python.  take() returns an OpResult; one that
// is not kDone ends the walk and is returned.
template <typename Take>
OpResult ForEachItem(Context& context, Value iterable, Take&& take) {
  Value iterator;
  OpResult result = GetIterator(context, iterable, &iterator);
  if (result != OpResult::kDone) return result;
  if (!IsKind(iterator, Kind::kIterator)) return OpResult::kPython;
  for (;;) {
    Value item;
    result =
        NextItem(context, static_cast<Iterator*>(iterator.as_object()), &item);
    if (result != OpResult::kDone || item.is_unbound()) return result;
    result = take(item);
    if (result != OpResult::kDone) return result;
  }
}

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_ITERATORS_H_

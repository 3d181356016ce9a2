// Making iterators over builtin containers from C++.
#ifndef MIDGE_VM_OBJECTS_ITERATORS_H_
#define MIDGE_VM_OBJECTS_ITERATORS_H_

#include "vm/objects/operators.h"

namespace midge::vm {

Iterator* NewIterator(Context& context, Iterator::Type type, Value of);

// __length_hint__, __reduce__ and __setstate__, at start-up.
// REQUIRES: the classes of iterators are there.
void RegisterIteratorStates();

// Over keys, values or items (a DictView::Type) of `dict`.
Value DictIterator(Context& context, Value dict, uint64_t view, bool backward);

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
    result = IteratorNext(context, iterator, &item);
    if (result != OpResult::kDone || item.is_unbound()) return result;
    result = take(item);
    if (result != OpResult::kDone) return result;
    context.Charge(1);
  }
}

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_ITERATORS_H_

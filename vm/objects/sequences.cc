// Making tuples and lists.
#include <algorithm>

#include "vm/objects/containers.h"
#include "vm/objects/core.h"

namespace midge::vm {

Tuple* NewTuple(Context& context, uint32_t length) {
  if (length == 0 && core().empty_tuple != nullptr) return core().empty_tuple;
  return context.heap().New<Tuple>(length);
}

Tuple* NewTuple(Context& context, std::span<const Value> items) {
  Tuple* tuple = NewTuple(context, static_cast<uint32_t>(items.size()));
  std::copy(items.begin(), items.end(), tuple->items());
  return tuple;
}

List* NewList(Context& context, std::span<const Value> items) {
  List* list = context.heap().New<List>();
  list->size = 0;
  if (items.empty()) return list;
  ListReserve(context, list, items.size());
  std::copy(items.begin(), items.end(), list->items());
  list->size = items.size();
  return list;
}

void ListReserve(Context& context, List* list, uint64_t capacity) {
  const uint64_t room = list->array ? list->array->capacity() : 0;
  if (capacity <= room) return;
  // Half as much again, so that pushing one by one copies each item a bounded
  // number of times.
  const uint64_t grown = std::max({capacity, room + room / 2, uint64_t{4}});
  Array* array = context.heap().New<Array>(grown);
  if (list->array) std::copy_n(list->items(), list->size, array->items());
  list->array = array;
}

}  // namespace midge::vm

# Module _heapq, under the library's heapq: heaps in lists, with the comparisons
# that CPython makes, in its order.  Only heapify() of more than 2500 items makes
# the same ones in another order than CPython, with the same heap at the end.


def heappush(heap, item, /):
    """Adds an item to a heap."""
    if not isinstance(heap, list):
        _refuse("heappush", heap, True)
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Takes the least item out of a heap."""
    if not isinstance(heap, list):
        _refuse("heappop", heap, False)
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return least


def heapreplace(heap, item, /):
    """Takes the least item out and then adds one."""
    if not isinstance(heap, list):
        _refuse("heapreplace", heap, True)
    if not heap:
        raise IndexError("index out of range")
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap, item, /):
    """Adds an item and then takes the least one out."""
    if not isinstance(heap, list):
        _refuse("heappushpop", heap, True)
    if not heap or not heap[0] < item:
        return item
    if not heap:
        raise IndexError("index out of range")
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heapify(heap, /):
    """Orders a list as a heap, in linear time."""
    if not isinstance(heap, list):
        _refuse("heapify", heap, False)
    for at in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, at)


def _refuse(function, heap, first):
    kind = "None" if heap is None else type(heap).__name__
    raise TypeError(f"{function}() argument {'1 ' if first else ''}must be "
                    f"list, not {kind}")


# A comparison is the program's own code, which may change the heap's size.
def _changed():
    raise RuntimeError("list changed size during iteration")


def _rise(heap, top, at):
    # Moves the item at `at` up to where its parent is not greater.
    size = len(heap)
    item = heap[at]
    while at > top:
        above = (at - 1) >> 1
        parent = heap[above]
        less = item < parent
        if len(heap) != size:
            _changed()
        if not less:
            break
        heap[at] = parent
        heap[above] = item
        at = above


def _sink(heap, top):
    # The lesser children move up as far as there are any; then the item rises
    # from there, which takes fewer comparisons than to stop on the way.
    size = len(heap)
    at = top
    item = heap[at]
    while (child := 2 * at + 1) < size:
        if child + 1 < size:
            if not heap[child] < heap[child + 1]:
                child += 1
            if len(heap) != size:
                _changed()
        heap[at] = heap[child]
        heap[child] = item
        at = child
    _rise(heap, top, at)


def _heappop_max(heap, /):
    """Takes the greatest item out of a heap that has it on top."""
    if not isinstance(heap, list):
        _refuse("_heappop_max", heap, False)
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    return _heapreplace_max(heap, last)


def _heapreplace_max(heap, item, /):
    """As heapreplace(), of the greatest item."""
    if not isinstance(heap, list):
        _refuse("_heapreplace_max", heap, True)
    if not heap:
        raise IndexError("index out of range")
    most = heap[0]
    heap[0] = item
    _sink_max(heap, 0)
    return most


def _heapify_max(heap, /):
    """As heapify(), with the greatest item on top."""
    if not isinstance(heap, list):
        _refuse("_heapify_max", heap, False)
    for at in range(len(heap) // 2 - 1, -1, -1):
        _sink_max(heap, at)


def _sink_max(heap, top):
    size = len(heap)
    at = top
    item = heap[at]
    while (child := 2 * at + 1) < size:
        if child + 1 < size:
            if not heap[child + 1] < heap[child]:
                child += 1
            if len(heap) != size:
                _changed()
        heap[at] = heap[child]
        heap[child] = item
        at = child
    while at > top:
        above = (at - 1) >> 1
        less = heap[above] < item
        if len(heap) != size:
            _changed()
        if not less:
            break
        heap[at] = heap[above]
        heap[above] = item
        at = above

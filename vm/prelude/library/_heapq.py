# Module _heapq, under the library's heapq: heaps in lists, with the comparisons
# that CPython makes, in its order.


def heappush(heap, item, /):
    """Push item onto heap, maintaining the heap invariant."""
    if not isinstance(heap, list):
        _refuse("heappush", heap, True)
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
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
    """Pop and return the current smallest value, and add the new item."""
    if not isinstance(heap, list):
        _refuse("heapreplace", heap, True)
    if not heap:
        raise IndexError("index out of range")
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap, item, /):
    """Push item on the heap, then pop and return the smallest item."""
    if not isinstance(heap, list):
        _refuse("heappushpop", heap, True)
    if not heap or not heap[0] < item:
        return item
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heapify(heap, /):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    if not isinstance(heap, list):
        _refuse("heapify", heap, False)
    for at in range(len(heap) // 2 - 1, -1, -1):
        _sink(heap, at)


def _refuse(function, heap, first):
    kind = "None" if heap is None else type(heap).__name__
    raise TypeError(f"{function}() argument {'1 ' if first else ''}must be "
                    f"list, not {kind}")


def _rise(heap, top, at):
    # Moves the item at `at` up to where its parent is not greater.
    item = heap[at]
    while at > top:
        above = (at - 1) >> 1
        parent = heap[above]
        if not item < parent:
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
        if child + 1 < size and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        heap[child] = item
        at = child
    _rise(heap, top, at)


def _heappop_max(heap, /):
    """Maxheap variant of heappop."""
    if not isinstance(heap, list):
        _refuse("_heappop_max", heap, False)
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    return _heapreplace_max(heap, last)


def _heapreplace_max(heap, item, /):
    """Maxheap variant of heapreplace."""
    if not isinstance(heap, list):
        _refuse("_heapreplace_max", heap, True)
    if not heap:
        raise IndexError("index out of range")
    most = heap[0]
    heap[0] = item
    _sink_max(heap, 0)
    return most


def _heapify_max(heap, /):
    """Maxheap variant of heapify."""
    if not isinstance(heap, list):
        _refuse("_heapify_max", heap, False)
    for at in range(len(heap) // 2 - 1, -1, -1):
        _sink_max(heap, at)


def _sink_max(heap, top):
    size = len(heap)
    at = top
    item = heap[at]
    while (child := 2 * at + 1) < size:
        if child + 1 < size and not heap[child + 1] < heap[child]:
            child += 1
        heap[at] = heap[child]
        heap[child] = item
        at = child
    while at > top:
        above = (at - 1) >> 1
        if not heap[above] < item:
            break
        heap[at] = heap[above]
        heap[above] = item
        at = above

# Heaps whose items' comparisons change the heap.
import _heapq

heap = []


class Item:
    made = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Item.made += 1
        self.change()
        return self.value < other.value

    def __repr__(self):
        return f"<{self.value}>"


def append(item):
    heap.append(Item(0))


def clear(item):
    heap.clear()


def pop(item):
    if heap:
        heap.pop()


def second(item):
    if Item.made == 2:
        heap.append(1)


def exchange(item):
    if heap:
        heap.append(heap.pop())


for name in ("heappush", "heappop", "heapreplace", "heappushpop", "heapify",
             "_heappop_max", "_heapreplace_max", "_heapify_max"):
    for change in (append, clear, pop, second, exchange):
        Item.change = change
        Item.made = 0
        heap[:] = [Item(value) for value in (3, 1, 2, 5, 4)]
        more = [Item(9)] if "push" in name or "replace" in name else []
        try:
            print(name, change.__name__, getattr(_heapq, name)(heap, *more))
        except (RuntimeError, IndexError) as error:
            print(name, change.__name__, type(error).__name__, error)
        print(heap, Item.made)

# More than CPython orders at once: another order of comparisons, one heap.
heap = [value * 7919 % 3001 for value in range(3000)]
_heapq.heapify(heap)
print(heap)

# What heapq refuses, the comparisons that it makes, and heaps of all sizes.
import heapq
import random


class Noted:
    made = []

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        self.made.append((self.value, other.value))
        return self.value < other.value


for call in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1),
             lambda: heapq.heappop(()), lambda: heapq.heappush((), 1),
             lambda: heapq.heapify("ab"), lambda: heapq.heapify(None),
             lambda: heapq.heappushpop(None, 1), lambda: heapq.heappushpop([], 1),
             lambda: heapq.heappushpop([3], 1), lambda: heapq.heappushpop([3], 5),
             lambda: heapq.heappush([1], "a"), lambda: heapq._heappop_max([])):
    try:
        print(call())
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)

rng = random.Random(5)
for size in (0, 1, 2, 3, 10, 33):
    values = [rng.randrange(20) for _ in range(size)]
    heap = [Noted(value) for value in values]
    heapq.heapify(heap)
    print([one.value for one in heap], Noted.made)
    Noted.made.clear()
    pushed = []
    for value in values:
        heapq.heappush(pushed, Noted(value))
    print([one.value for one in pushed], len(Noted.made))
    print([heapq.heappop(pushed).value for _ in values], len(Noted.made))
    Noted.made.clear()
    print(heapq.nsmallest(3, values), heapq.nlargest(3, values, key=lambda v: -v))
    largest = values[:]
    heapq._heapify_max(largest)
    print(largest, [heapq._heappop_max(largest) for _ in values])
print(list(heapq.merge([1, 4], [2, 3], reverse=False)),
      list(heapq.merge([4, 1], [3, 2], reverse=True)))

# What bisect takes for the bounds of its search.
import bisect


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


def tried(function, *args):
    items = args[0]
    try:
        print(function.__name__, args[1:], function(*args), items)
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


BOUNDS = [
    (0, -1), (0, -2), (1, 2), (3, 1), (0, None), (-1,), (-1, -1), ("a",),
    (None,), (1.5,), (0, 1.5), (0, "b"), (2**70,), (-2**70,), (0, 2**70),
    (0, -2**70), (2**63 - 1,), (2**63,), (-1, 2**70), (-1, "c"), (True, True),
]
for function in (bisect.bisect_left, bisect.bisect_right, bisect.insort_left,
                 bisect.insort_right):
    for bounds in BOUNDS:
        tried(function, [1, 2, 2, 3], 2, *bounds)
    print(function([1, 2, 2, 3], 2, Index(1), Index(-1)))
    print(function([1, 2, 2, 3], 2, lo=Index(0), hi=Index(2), key=abs))
    tried(function, [1, 2, 2, 3], 2, Index(2**80))

tried(bisect.bisect_left, 5, 1)
tried(bisect.bisect_left, [1], 1, 0, 4)
items = [1, 2]
bisect.insort_left(items, 1.5, 0, -1)
print(items)

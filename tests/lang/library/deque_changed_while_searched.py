# A deque that an __eq__ changes while it is searched.
from collections import deque


class Clears:
    def __eq__(self, other):
        d.clear()
        return NotImplemented


class Rotates:
    def __eq__(self, other):
        d.rotate()
        return False


for kind in (Clears, Rotates):
    for name, action in (("in", lambda: 3 in d), ("count", lambda: d.count(3)),
                         ("index", lambda: d.index(3))):
        for size in (1, 2):
            d = deque(kind() for _ in range(size))
            try:
                print(name, action())
            except (RuntimeError, ValueError) as e:
                print(name, e)

# A set of numbers has the order of its hashes, of how it was made and of what
# was removed from it.
print({3, 1, 2}, {100, 5, 33, 8}, {-1, -2, -3, 4}, {1 << 40, 1 << 61, 7})
print(set(range(20, 0, -1)), {i * i % 23 for i in range(23)})
print({0.5, 0.25, 3.0, 1e16, float("inf"), -0.0}, {2j, 1j, 5})
print({(1, 2), (2, 1), (0, 0)}, {(1, (2.5, 3)), (), (None,) * 0, (-1,)})
print({True, 2, 1.0, 0}, frozenset({9, 1, 17, 25, 33}))

# Collisions, growth, and the places of removed items.
s = set()
for i in range(0, 640, 8):
    s.add(i)
print(s)
for i in range(0, 640, 24):
    s.discard(i)
print(s)
for i in range(40):
    s.add(i * 17)
print(s, [s.pop() for _ in range(7)], s)
s.clear()
s |= {64, 8, 0, 16}
print(s, s.pop(), s.pop(), s)
s.update(range(60_000))
s -= set(range(59_990))
print(s)

# Copies and updates make room at once.
a = set([8, 0, 16, 24, 32])
print(a, a.copy(), set(a), set(a.copy()), frozenset(a), {*a}, {*a, 1})
print(set({8: 1, 0: 2, 16: 3, 24: 4, 32: 5}), set([8, 0, 16, 24, 32, 40]))
b = {5, 13, 0.5, 16, 32, 21, 29}
print(a | b, b | a, a & b, b & a, a - b, b - a, a ^ b, b ^ a)
print(a.union([40, 48, 8], b), a.intersection([32, 0, 5]), b.difference([5]),
      b.symmetric_difference([5, 37, 45]), b.difference({5: 1}, [13]))
for change in ("update", "intersection_update", "difference_update",
               "symmetric_difference_update"):
    for other in (b, [32, 5, 0, 53], {32: 1, 16: 2, 61: 3}, iter([0, 61, 69])):
        c = set(a)
        getattr(c, change)(other)
        print(change, c)

# Displays of constants, and views.
print([i for i in {40, 8, 0, 16, 24}], {40, 8, 0, 16, 24}, [*{24, 16, 8, 0}])
for i in {33, 1, 65, 97, 129, 161}:
    print(i, end=" ")
keys = dict.fromkeys([8, 0, 16, 24, 32]).keys()
print(keys | b, keys - b, keys ^ b, keys & b, b | keys, b - keys, b ^ keys)
print({1: 2, 3: 4}.items() ^ {1: 2, 3: 5}.items(), [8, 1] - keys)
a |= keys
print(a)


class Point:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return hash(self.x)

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __repr__(self):
        return f"P({self.x})"


points = {Point(i) for i in (8, 0, 16, 24, 32)}
more = {Point(i) for i in (40, 8, 16, 5)} | {8}
print(points, more, points | more, points & more, points - more, points ^ more)
for change in ("update", "intersection_update", "difference_update",
               "symmetric_difference_update"):
    for other in (more, list(more), dict.fromkeys(more), iter(more)):
        c = points.copy()
        getattr(c, change)(other)
        print(change, c)

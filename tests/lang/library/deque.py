# collections.deque: both ends, positions, order, errors.
from collections import deque


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], list(d), list(reversed(d)))
print(d.pop(), d.popleft(), d)
d.extend(x for x in "ab")
d.extendleft([7, 8])
print(d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.rotate(100)
print(d)
d.insert(2, "x")
d.insert(-1, "y")
d.insert(99, "z")
print(d, d.index("x"), d.count("a"), "y" in d, "q" in d)
d.remove("x")
del d[0]
d[1] = "w"
print(d, bool(d), bool(deque()))
d.reverse()
print(d)
print(d + deque([1]), d * 2, 2 * deque("q"))
d += [5]
d *= 2
print(d)
d.clear()
print(d, d == deque(), deque([1, 2]) < deque([1, 3]), deque([1]) == [1])
attempt(lambda: deque().pop())
attempt(lambda: deque().popleft())
attempt(lambda: d["a"])
attempt(lambda: d[99])
attempt(lambda: d.remove(77))
attempt(lambda: d.index(77))
attempt(lambda: deque([1], maxlen=-1))
attempt(lambda: deque([1], maxlen="x"))
attempt(lambda: deque(5))
for wrong in (lambda: {d: 1}, lambda: deque([1]) < 5, lambda: setattr(deque([1]), "maxlen", 5)):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)

from collections import OrderedDict

o = OrderedDict(a=1, b=2, c=3)
o["d"] = 4
print(o, len(o), list(o), list(reversed(o)))
o.move_to_end("a")
print(o)
o.move_to_end("d", last=False)
print(o, list(o.keys()), list(o.values()), list(o.items()))
print(o.popitem(), o.popitem(last=False), o)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1),
      OrderedDict(a=1, b=2) == {"b": 2, "a": 1},
      OrderedDict([("x", 1)]) != OrderedDict([("x", 2)]))
for wrong in (lambda: o.move_to_end("zz"), lambda: o.pop("zz"),
              lambda: OrderedDict().popitem()):
    try:
        wrong()
    except KeyError as error:
        print("KeyError", error)
print(o.pop("zz", 5), o.setdefault("n", 7), o.get("n"))
o.update([("m", 1)], k=2)
print(o, o.copy(), OrderedDict.fromkeys("abc", 0), type(o.copy()).__name__)
print(o | {"m": 3}, {"m": 3, "y": 4} | o)
cache = OrderedDict()
for i in range(100):
    cache[i] = i * i
    if i % 3 == 0:
        cache.move_to_end(max(cache) - 2 if len(cache) > 3 else i)
    if len(cache) > 10:
        cache.popitem(last=False)
print(cache)
while cache:
    cache.popitem(last=False)
cache["again"] = 1
print(cache)


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"k{self.n}"


u = OrderedDict((Key(i), i) for i in range(3))
u.move_to_end(Key(0))
u.move_to_end(Key(2), False)
print(u, u[Key(1)])

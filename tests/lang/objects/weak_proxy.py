# not in image: what the image holds never dies.
# Proxies: every use is a use of what they refer to.
import gc
from _weakref import CallableProxyType, ProxyType, proxy


class Vector:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, value):
        self.items[i] = value

    def __delitem__(self, i):
        del self.items[i]

    def __contains__(self, x):
        return x in self.items

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self, other)))

    def __radd__(self, other):
        return Vector(*(other + a for a in self))

    def __neg__(self):
        return Vector(*(-a for a in self))

    def __eq__(self, other):
        return self.items == getattr(other, "items", None)

    def __bool__(self):
        return any(self.items)

    def __str__(self):
        return f"Vector{tuple(self.items)}"

    def total(self):
        return sum(self.items)


v = Vector(1, 2, 3)
p = proxy(v)
print(type(p) is ProxyType, proxy(v) is p, p.total(), p.items is v.items)
print(len(p), list(p), p[1], 2 in p, 9 in p, bool(p), str(p))
p[0] = 10
del p[2]
p.note = "on the object"
print(v.items, v.note)
del p.note
print(hasattr(v, "note"))
print(str(p + v), str(v + p), str(p + p), str(100 + p), str(-p))
print(p == v, v == p, p == Vector(10, 2), p != v)
print(p.__class__ is Vector, isinstance(p, Vector))
try:
    hash(p)
except TypeError as e:
    print("no hash")
for use in (lambda: p - 1, lambda: p < 1, lambda: next(p), lambda: p()):
    try:
        use()
    except TypeError as e:
        print("TypeError")


def greet(name):
    return "hello " + name


call = proxy(greet)
print(type(call) is CallableProxyType, call("you"), call.__name__)
told = proxy(v, lambda gone: print("told", gone is told))
del v
gc.collect()
for use in (lambda: p.items, lambda: len(p), lambda: str(p), lambda: p + 1,
            lambda: p == 1, lambda: setattr(p, "x", 1), lambda: bool(p)):
    try:
        use()
    except ReferenceError as e:
        print(e)
try:
    proxy(5)
except TypeError as e:
    print(e)

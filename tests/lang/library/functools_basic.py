import functools
from functools import partial, reduce, wraps, cached_property, total_ordering, cmp_to_key

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [], 5))
try:
    reduce(max, [])
except TypeError as error:
    print(error)
p = partial(int, base=2)
print(p("101"), p.func, p.args, p.keywords, p)
q = partial(print, 1, sep="-")
q(2, 3)
q(2, sep="+")
print(partial(partial(pow, 2), 5)(), partial(pow, 2).args)
try:
    partial()
except TypeError as error:
    print(error)
try:
    partial(5)
except TypeError as error:
    print(error)


def deco(f):
    @wraps(f)
    def inner(*args):
        "inner"
        return f(*args) + 1
    return inner


@deco
def add(a, b):
    "adds"
    return a + b


print(add(1, 2), add.__name__, add.__doc__, add.__wrapped__(1, 2), add.__module__)


class Lazy:
    calls = 0

    @cached_property
    def value(self):
        "a value"
        Lazy.calls += 1
        return 42


z = Lazy()
print(z.value, z.value, Lazy.calls, z.__dict__, Lazy.value.__doc__)


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), V(1) != V(2))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))


class M:
    def hello(self, greeting, name):
        return f"{greeting}, {name}"

    hi = functools.partialmethod(hello, "hi")


print(M().hi("you"))

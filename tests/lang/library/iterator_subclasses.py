# enumerate, zip, map, filter and reversed as base classes.
import itertools


class Numbered(enumerate):
    def __init__(self, iterable, start=0):
        self.calls = 0

    def __next__(self):
        self.calls += 1
        number, item = super().__next__()
        return number * 10, item


n = Numbered("abc", start=1)
print(list(n), n.calls, isinstance(n, enumerate), type(n).__mro__[1])


class Pairs(zip):
    def __new__(cls, *iterables, label):
        self = super().__new__(cls, *iterables)
        self.label = label
        return self

    def __init__(self, *iterables, label):
        self.label += "!"


p = Pairs([1, 2], "xy", label="pairs")
print(p.label, next(p), list(p), p.__dict__)
print(iter(p) is p)


class Doubled(map):
    def __new__(cls, items):
        return map.__new__(cls, lambda x: x * 2, items)


class Kept(filter):
    name = "kept"


class Back(reversed):
    def __len__(self):
        return self.__length_hint__()


print(list(Doubled([1, 2, 3])), list(Doubled(iter((4, 5)))))
k = Kept(None, [0, 1, "", "a"])
k.extra = 5
print(list(k), k.name, k.extra)
b = Back("abc")
print(len(b), next(b), len(b), list(b))
print(list(Back([1, 2, 3])))
for z in n, p, k, b, Doubled(""):
    print(type(z).__bases__, repr(z).split(" at ")[0])


class Slotted(zip):
    __slots__ = ("a",)


s = Slotted("ab")
s.a = 1
try:
    s.b = 2
except AttributeError as e:
    print(e)
print(s == s, s == Slotted("ab"), hash(s) == hash(s), len({s, s}))
print(s in [s], bool(s), ("a",) in s, list(s))
for bad in (lambda: enumerate.__new__(zip, "a"), lambda: object.__new__(Pairs),
            lambda: map.__new__(Doubled), lambda: zip.__next__(5),
            lambda: type("Both", (zip, list), {}), lambda: filter(None),
            lambda: map(), lambda: reversed(5), lambda: reversed(),
            lambda: map(None, [], x=1), lambda: zip([], x=1)):
    try:
        print(bad())
    except TypeError as e:
        print(type(e).__name__, e)
def g():
    x = yield from Doubled([1, 2])
    yield x
print(list(g()))
a, b, c = Doubled([1, 2, 3])
print(a, b, c, [*Doubled([1])], dict(Pairs("ab", [1, 2], label="")), sum(Doubled([1, 2])))


class Joined(itertools.chain):
    pass


class Bare(itertools.chain):
    __slots__ = ()


j = Joined([1], [2])
j.x = 5
print(j.__dict__, list(j), repr(j).split(" at ")[0])
for plain in Bare([1]), itertools.chain([1]):
    try:
        plain.x = 1
    except AttributeError:
        print("no place", hasattr(plain, "__dict__"))
for cls in itertools.chain, itertools.count, zip:
    try:
        object.__new__(cls)
    except TypeError as e:
        print(type(e).__name__)
    try:
        cls.x = 1
    except TypeError as e:
        print(type(e).__name__)

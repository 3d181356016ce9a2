# hasattr() and getattr() with a default, of what has no such attribute.


class Plain:
    def __init__(self):
        self.here = 1

    @property
    def fails(self):
        raise AttributeError("in the property")

    @property
    def breaks(self):
        raise ValueError("in the property")


class Asks:
    __slots__ = ("empty",)

    def __getattr__(self, name):
        print("asked for", name)
        if name == "none":
            raise AttributeError(name)
        if name == "odd":
            raise KeyError(name)
        return name * 2


class Hooks:
    def __getattribute__(self, name):
        if name == "gone":
            raise AttributeError
        return object.__getattribute__(self, name)


def tried(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return type(error).__name__, str(error)


plain, asks, hooks = Plain(), Asks(), Hooks()
for obj in plain, Plain, hooks, 5, "text", [], None, len, print, tried, type:
    for name in "here", "gone", "fails", "__class__":
        print(hasattr(obj, name), getattr(obj, name, "default") == "default",
              end=" ")
    print()
print(tried(hasattr, plain, "breaks"), tried(getattr, plain, "breaks", 1))
for name in "some", "none", "odd", "empty":
    print(name, tried(hasattr, asks, name), tried(getattr, asks, name, 0))
import math
print(hasattr(math, "pi"), hasattr(math, "tau2"), getattr(math, "e3", 3))
print(tried(hasattr, plain, 5), tried(getattr, plain, None, 5))
print(hasattr(super(Plain, plain), "here"), getattr(super(Plain, plain),
                                                    "here", "no"))

# The error itself says all, also right after one that was dropped.
print(hasattr(plain, "gone"), tried(getattr, plain, "gone"))
try:
    getattr(plain, "hereabout") or hasattr(plain, "gone")
except AttributeError as error:
    print(error.name, error.obj is plain)

# Powers of small ints and of others.
print([x ** n for x in (-3, -1, 0, 1, 2, 7) for n in (0, 1, 2, 5, 62, 63, 64)])
print(2 ** 47, (-2) ** 47, 3 ** 39, 3 ** 40, 10 ** 18, 10 ** 19, 2 ** -1)

# A copy of a dict from which something was deleted, of small ones and big.
for size in 0, 1, 3, 8, 9, 20, 100:
    table = {str(i): i for i in range(size)}
    for copy in dict(table), table.copy(), {**table}, table | {}:
        copy["new"] = table.get("0")
        print(len(copy), list(copy)[-1], "new" in table, end=" ")
    if table:
        del table["0"]
    again = dict(table)
    again["0"] = 0
    print(list(again) == [str(i) for i in range(1, size)] + ["0"])
cleared = dict.fromkeys(range(50))
cleared.clear()
cleared.update({3: 4, 1: 2})
print(cleared, cleared == dict(cleared), {}.__init__({1: 2}))

# Texts of all widths go into bytes.
for text in "plain", "caf\xe9", "\u0142\xf3d\u017a", "\U0001f600", "":
    print([tried(text.encode, to) for to in
           ("utf-8", "latin-1", "ascii", "utf-16-le")])

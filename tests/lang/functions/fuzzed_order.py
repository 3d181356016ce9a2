# In which order what is wrong shows: found by generated programs.
import functools


class Index:
    def __index__(self):
        return 2**63


class NoIter:
    def __iter__(self):
        raise TypeError("refused")


class Again:
    def __iter__(self):
        print("iter", end=" ")
        return self

    def __next__(self):
        print("next", end=" ")
        return 1


class Bad:
    def __str__(self):
        raise KeyError("no text")


def items():
    print("items", end=" ")
    yield 1


def names():
    print("names", end=" ")
    return {"sep": "-"}


def show(make):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


for sequence in [1, 2], (1, 2), "ab", b"ab", bytearray(b"ab"), range(3):
    show(lambda: sequence[Index()])
show(lambda: 1 in NoIter())
show(lambda: 1 in Again())
show(lambda: print(*5, **None))
show(lambda: print(*5, **[("a", 1)]))
show(lambda: print(*5, sep=print("sep")))
show(lambda: print(*items(), **names()))
show(lambda: print(1, *5, **None))
show(lambda: print("before", Bad(), "behind"))
show(lambda: print("before", 10**5000))
show(lambda: type(5, base=2))


def plain():
    pass


plain.__dict__["__dict__"] = plain.__dict__["__name__"] = 5
print(plain.__dict__.keys(), plain.__name__)


@functools.wraps(plain)
def wrapper():
    pass


print(sorted(wrapper.__dict__))


class Reflected:
    def __rpow__(self, other, modulus=None):
        print("rpow", end=" ")
        return NotImplemented if modulus else type(other).__name__

    def __radd__(self, other):
        print("radd", end=" ")
        return NotImplemented


class Derived(Reflected):
    pass


class Own(Reflected):
    def __radd__(self, other):
        print("own radd", end=" ")
        return NotImplemented

    def __pow__(self, other, modulus=None):
        print("pow", end=" ")
        return NotImplemented


CLASSES = Reflected, Derived, Own
for left in CLASSES:
    for right in CLASSES:
        show(lambda: left() ** right())
        show(lambda: pow(left(), right(), 5))
        show(lambda: left() + right())
show(lambda: enumerate(5, 1j))
show(lambda: str((1, 2), 5))
show(lambda: str(b"a", 5))
show(lambda: str(b"a", "ascii", None))
show(lambda: str("a", "ascii"))
show(lambda: chr(2**70))
show(lambda: chr(2**31))
show(lambda: chr(-1))
show(lambda: bytes(2**70))
show(lambda: bytearray(-1))
show(lambda: "abc".find(None))
show(lambda: "abc".replace(None, "a"))


def outer():
    name = "outer"

    class Inner:
        global name
        print([name for name in "ab"], [name for _ in "x"])
        try:
            name += 1
        except NameError as e:
            print(e)
        name = 5
        print(name, [name for _ in "x"], (lambda: name)())

    print(name)


outer()
print(name)

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

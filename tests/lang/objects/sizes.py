# Sizes, by what they are to each other.
import sys


class Said:
    def __sizeof__(self):
        return 1000


class Wrong:
    def __init__(self, said):
        self.said = said

    def __sizeof__(self):
        return self.said


def size(x):
    return sys.getsizeof(x)


print(size([]) < size([1] * 100) < size([1] * 1000))
print(size("") < size("a" * 100) < size("\u20ac" * 100))
print(size(b"") < size(b"x" * 1000), size(()) < size((1,) * 50))
print(size({}) < size(dict.fromkeys(range(100))))
print(size(set()) < size(set(range(100))), size(1) < size(1 << 10000))
print(size(bytearray()) < size(bytearray(1000)), size(1.5) > 0)
print([].__sizeof__() > 0, object.__sizeof__([1]) > 0, size(Said()) >= 1000)
for x in (Wrong(-1), Wrong("text")):
    try:
        print(size(x))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(sys.getsizeof(Wrong("text"), "default"))


class Slots:
    __slots__ = ("a", "b")


class More(Slots):
    __slots__ = ("c",)


class Plain:
    pass


print(Slots.__basicsize__ > object.__basicsize__,
      More.__basicsize__ > Slots.__basicsize__)
for cls in (Slots, More, Plain, int, list, tuple, str, set, type, Exception,
            type(size), type(sys), type("L", (list,), {})):
    print(cls.__name__, cls.__dictoffset__ != 0, cls.__weakrefoffset__ != 0,
          cls.__basicsize__ > 0)
print(tuple.__itemsize__ > 0, bytes.__itemsize__, int.__itemsize__ > 0,
      list.__itemsize__, Plain.__itemsize__)

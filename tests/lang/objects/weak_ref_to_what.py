# What can be referred to weakly, and what cannot.
from _weakref import ref


class WithSlots:
    __slots__ = ("x",)


class WithWeakSlot:
    __slots__ = ("x", "__weakref__")


class OfList(list):
    pass


class OfInt(int):
    pass


class OfTuple(tuple):
    pass


class OfStr(str):
    pass


class Failure(Exception):
    pass


def function():
    yield


for value in (1, 1.5, "s", b"b", (), [], {}, None, True, ..., range(3), slice(1),
              object(), ValueError(), WithSlots(), WithWeakSlot(), OfList(),
              OfInt(), OfTuple(), OfStr(), Failure(), function, function(), len,
              set(), frozenset(), int, WithSlots, ref):
    try:
        ref(value)
        print(type(value).__name__, "yes")
    except TypeError as e:
        print(e)
for args in ((), (1, 2, 3)):
    try:
        ref(*args)
    except TypeError:
        print("wrong arguments")

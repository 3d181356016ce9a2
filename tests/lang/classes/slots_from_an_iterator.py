# __slots__ is kept as it was given, and what assigning __class__ compares.
# gc every: 2048
from abc import ABCMeta, ABC
from dataclasses import dataclass


class Root:
    __slots__ = iter(["a"])


print(type(Root.__dict__["__slots__"]).__name__, Root.a.__name__)


class Below(Root):
    __slots__ = ("b",)


try:
    @dataclass(slots=True)
    class Data(Below):
        x: int
except TypeError as e:
    print(e)


class J:
    __slots__ = ("c", "b")


class Weak(J):
    __slots__ = ("__weakref__",)


class Dict(J):
    __slots__ = ("__dict__",)


class Both(J):
    pass


class Named(J):
    __slots__ = ("__dict__", "__weakref__")


for source in (J, Weak, Dict, Both, Named):
    for target in (J, Weak, Dict, Both, Named):
        x = source()
        try:
            x.__class__ = target
            print(type(x).__name__)
        except TypeError as e:
            print(e)


class Odd(metaclass=ABCMeta):
    __subclasses__ = lambda: 42


for wrong in (Odd, ABC):
    for sub in (int, 42, {}):
        try:
            print(issubclass(sub, wrong))
        except TypeError as e:
            print(e)

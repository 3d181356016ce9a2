# Texts of a few objects, and what they cannot be made of.
import abc
import enum
import math
import types
import weakref


class Kind:
    def method(self):
        pass


def function():
    pass


class Mine(property):
    pass


kind = Kind()
for target in Kind, function, kind:
    text = repr(weakref.ref(target))
    print(text.split(";")[1].split(" at 0x")[0], text.partition(" (")[1:])
print(int.__repr__(True), bool.__repr__(True), repr(enum.IntFlag(True)))
print(repr(Mine()).split(" at 0x")[0],
      repr(abc.abstractproperty()).split(" at 0x")[0])
print(hasattr(math, "__doc__"), repr(math.__package__))
for call in (lambda: types.MethodType(None, 0), lambda: types.MethodType(len, None),
             lambda: "a" + {}.keys(), lambda: [1] + {}.keys(),
             lambda: {}.keys() + 1, lambda: {1: 2}.keys() - [1],
             lambda: {1: 2}.items() ^ {(1, 3)}, lambda: [1] - {1: 2}.keys()):
    try:
        print(call())
    except TypeError as error:
        print(error)

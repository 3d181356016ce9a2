# `from x import *` where x in sys.modules is no plain module.
import collections
import sys
import types


def show(what, namespace=None):
    sys.modules["anything"] = what
    for space in ({}, collections.UserDict()):
        try:
            exec("from anything import *", {}, space)
            print(sorted(space))
        except BaseException as e:
            print(type(e).__name__, e)


class Listing:
    __all__ = ["seen"]
    seen = 1
    unseen = 2


class NotListing:
    seen = 1


class Filled:
    def __init__(self):
        self.seen = 1
        self._hidden = 2


class Slotted:
    __slots__ = ("seen",)


class Answering:
    def __getattr__(self, name):
        if name == "__all__":
            return ("asked",)
        if name == "asked":
            return 3
        raise AttributeError(name)


class AnsweringModule(types.ModuleType):
    __getattr__ = Answering.__getattr__


class ListingModule(types.ModuleType):
    __all__ = ["listed"]
    listed = property(lambda self: 4)


for what in (5, None, "text", Listing, Listing(), NotListing, Filled(),
             Slotted(), Answering(), AnsweringModule("m"), ListingModule("m")):
    print(type(what).__name__)
    if what is not NotListing:
        show(what)


def answer(name):
    if name == "__all__":
        return ["asked"]
    if name == "asked":
        return 5
    raise AttributeError(name)


def fail(name):
    raise ValueError("asked for " + name)


def refuse(name):
    raise AttributeError(name)


for function in (answer, fail, refuse):
    module = types.ModuleType("made")
    module.__getattr__ = function
    show(module)

for listed in ({}, {0: "a"}, {"a"}, 5, "ab", None, ["a", 5], iter("a"),
               collections.UserList(["a"]), ["none"]):
    module = types.ModuleType("made")
    module.a = 1
    module.b = 2
    module.__all__ = listed
    show(module)

module = types.ModuleType("made")
module.a = 1
module.__dict__[5] = 6
show(module)
module.__name__ = 7
show(module)

# Subclasses of ModuleType, a module's __class__, its annotations and __dict__.
import sys
import types


def failing(function, *args):
    try:
        print(function(*args))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


class Lazy(types.ModuleType):
    kind = "lazy"

    def __init__(self, name, extra=0):
        super().__init__(name, "text of " + name)
        self.extra = extra

    @property
    def answer(self):
        return self.extra * 2

    @answer.setter
    def answer(self, value):
        print("set answer", value)
        self.extra = value

    def __getattr__(self, name):
        if name.startswith("made_"):
            return name[5:]
        raise AttributeError(f"{self.__name__} has no {name}")

    def __setattr__(self, name, value):
        print("set", name)
        super().__setattr__(name, value)


m = Lazy("m", extra=4)
print(type(m).__name__, m.__class__ is Lazy, isinstance(m, types.ModuleType))
print(m.__name__, m.__doc__, m.extra, m.answer, m.kind, m.made_here)
m.answer = 50
print(m.answer, sorted(vars(m)))
failing(getattr, m, "nothing")
print(m)


class Counting(types.ModuleType):
    @property
    def count(self):
        self.__dict__["n"] = self.__dict__.get("n", 0) + 1
        return self.n


# The class of a module that is there already.
plain = types.ModuleType("plain", "Its text.")
plain.count = "in the dict"


def read():
    return plain.count


print(read(), read(), type(plain).__name__)
plain.__class__ = Counting
print(read(), read(), plain.n, type(plain).__name__)
plain.__class__ = types.ModuleType
print(read(), read(), type(plain) is types.ModuleType)
failing(setattr, plain, "__class__", int)
failing(setattr, plain, "__class__", 5)
failing(delattr, plain, "__class__")
failing(setattr, 5, "__class__", Counting)

here = sys.modules[__name__]


class Here(types.ModuleType):
    @property
    def doubled(self):
        return self.value * 2


value = 21
here.__class__ = Here
print(here.doubled, type(here).__name__, value)

print(plain.__annotations__, "__annotations__" in vars(plain))
plain.__annotations__["x"] = int
print(plain.__annotations__)
plain.__annotations__ = {"y": 1}
print(plain.__annotations__)
del plain.__annotations__
failing(delattr, plain, "__annotations__")
failing(setattr, plain, "__dict__", {})
failing(types.ModuleType)
failing(types.ModuleType, 5)
failing(Lazy.__new__(Lazy).__getattribute__, "missing_too")

# dir() of a module is the names in it; object.__dir__ lists all.
import types


class M(types.ModuleType):
    shared = 1


m = M("m")
m.own = 2
print(dir(m), sorted(types.ModuleType("q").__dir__()))
print({"own", "shared", "__class__", "__repr__"} <= set(object.__dir__(m)))


class Odd(M):
    __dict__ = property(lambda self: "no dict")


try:
    dir(Odd("odd"))
except TypeError as e:
    print(e)
m.__dir__ = lambda: ["z", "b"]
print(dir(m))

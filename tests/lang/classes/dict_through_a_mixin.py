# A mixin's __dict__ descriptor on a class, on a module, and on an instance.
import types


class Mixin:
    pass


class Meta(Mixin, type):
    pass


class Cls(metaclass=Meta):
    x = 1


class Mod(Mixin, types.ModuleType):
    pass


mod = Mod("mod")
mod.y = 2
print(type(Cls.__dict__).__name__, Cls.__dict__["x"], mod.__dict__["y"])
print(Mixin.__dict__["__dict__"].__get__(Cls)["x"])
for obj in (Cls, mod):
    try:
        obj.__dict__ = {}
    except AttributeError as e:
        print(e)
print(Meta.__base__.__name__, Mod.__base__.__name__)


class Fickle:
    def __getattr__(self, name):
        raise AttributeError("never asked")

    def __getattribute__(self, name):
        del Fickle.__getattr__
        raise AttributeError(name)


try:
    Fickle().attr
except AttributeError as e:
    print(e)

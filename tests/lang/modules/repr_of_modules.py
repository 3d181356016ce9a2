# What a module says of itself: its spec, its file or its loader.
import types
from importlib.machinery import ModuleSpec


class Loader:
    def __repr__(self):
        return "L"


m = types.ModuleType("m")
print(m)
m.__loader__ = Loader()
print(m, [m])
m.__file__ = "m.py"
print(m)
m.__file__ = None
print(m)
m.__spec__ = ModuleSpec("other", None)
print(m)
m.__spec__ = ModuleSpec("other", Loader())
print(m)
m.__spec__ = ModuleSpec("other", Loader(), origin="somewhere")
print(m)
m.__spec__._set_fileattr = True
print(m, [m], f"{m}")
m.__spec__.name = None
print(m)
m.__spec__ = None
m.__name__ = 5
print(m)
del m.__name__
print(m)


class Own(types.ModuleType):
    pass


print(Own("own"))

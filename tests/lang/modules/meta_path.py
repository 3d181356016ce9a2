# Finders and loaders of the program's own.
# gc every: 2048
import importlib
import importlib.abc
import importlib.util
import sys


class Made(importlib.abc.Loader):
    def create_module(self, spec):
        print("create", spec.name)
        return None

    def exec_module(self, module):
        print("exec", module.__name__, module.__package__)
        if module.__name__ == "made.broken":
            raise ValueError("broken")
        module.value = len(module.__name__)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname.partition(".")[0] != "made":
            return None
        print("find", fullname, path)
        return importlib.util.spec_from_loader(
            fullname, Made(), is_package=fullname == "made")


try:
    import made
except ModuleNotFoundError as e:
    print(e)
sys.meta_path.append(Finder())
import made
import made.part
from made import other

print(made.value, made.part.value, other.value, made.__spec__.name)
print(made.__path__, sys.modules["made.part"] is made.part)
try:
    import made.broken
except ValueError as e:
    print(e, "made.broken" in sys.modules)
print(importlib.util.find_spec("made.more").name)
print(importlib.util.find_spec("no_such_module_anywhere"))
importlib.reload(made)


class Ready:
    """A loader of a module that is there already."""

    def load_module(self, name):
        sys.modules[name] = self
        return self

    value = "ready"


class First:
    def find_spec(self, fullname, path, target=None):
        if fullname in ("ready", "colorsys"):
            return importlib.util.spec_from_loader(fullname, Given())


class Given(Ready):
    def create_module(self, spec):
        return Ready()

    def exec_module(self, module):
        module.seen = True


sys.meta_path.insert(0, First())
import colorsys
import ready

print(ready.value, ready.seen, ready.__name__, colorsys.value)
sys.meta_path.clear()
try:
    import heapq_that_is_not_there
except ImportError as e:
    print(e)

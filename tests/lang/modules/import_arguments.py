# What __import__() takes, and what finders and sys.modules may hold.
import importlib
import importlib.util
import sys
import types
import warnings

warnings.simplefilter("ignore")


class Loader:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.x = 1


class MakesFive(Loader):
    def create_module(self, spec):
        return 5

    def exec_module(self, module):
        print("running", module)


class Leaves(Loader):
    def exec_module(self, module):
        del sys.modules["leaves"]


class Replaces(Loader):
    def exec_module(self, module):
        sys.modules["replaces"] = 42


class Circular(Loader):
    def exec_module(self, module):
        try:
            exec("from circular_here import nothing", {})
        except ImportError as e:
            print(e)


LOADERS = {"fake": Loader(), "fake.sub": Loader(), "five": MakesFive(),
           "leaves": Leaves(), "replaces": Replaces(),
           "circular_here": Circular(), "slotted.sub": Loader()}


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name not in LOADERS:
            return None
        print("finding", name)
        return importlib.util.spec_from_loader(name, LOADERS[name],
                                               is_package=name == "fake")


sys.meta_path.append(Finder())


def show(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except BaseException as e:
        print(type(e).__name__, e)
    else:
        print(getattr(result, "__name__", result))


# A submodule whose parent is gone.
show(__import__, "fake.sub")
del sys.modules["fake"]
show(importlib.import_module, "fake.sub")
show(__import__, "fake.sub", None, None, ["x"])
show(__import__, "fake.sub")
del sys.modules["fake"]
show(__import__, "sub.deeper", {"__package__": "fake"}, level=1)
sys.modules["fake.sub.deeper"] = types.ModuleType("deep")
show(__import__, "sub.deeper", {"__package__": "fake"}, level=1)
show(__import__, "", {"__package__": "fake.sub"}, level=1)

for name in ("five", "leaves", "replaces", "circular_here"):
    show(__import__, name)

# None, and what is no package.
sys.modules["refused"] = None
sys.modules["number"] = 6
for name in ("refused", "refused.sub", "number", "number.sub"):
    show(__import__, name)


class Slotted:
    __slots__ = ("__path__", "__spec__")


package = sys.modules["slotted"] = Slotted()
package.__path__ = []
package.__spec__ = None
show(__import__, "slotted.sub", fromlist=["x"])


class Spec:
    def __init__(self, parent):
        self.parent = parent


import fake

for names in ({}, {"__package__": 5}, {"__package__": None}, {"__name__": 5},
              {"__name__": "fake.sub"}, {"__name__": "fake"},
              {"__name__": "fake", "__path__": []}, {"__package__": "fake"},
              {"__package__": ""}, {"__spec__": Spec("fake")},
              {"__spec__": Spec(5)}, {"__package__": "no_such"},
              {"__package__": "fake", "__spec__": Spec("fake")}):
    show(__import__, "sub", names, level=1)
    show(__import__, "sub", names, None, ("x",), 2)

show(__import__, "sub", level=1)
show(__import__, "sub", None, level=1)
show(__import__, "sub", 5, level=1)
show(__import__, "sys", 5)

for level in ("1", 1.5, None, True, -1):
    show(__import__, "fake", {"__package__": "fake"}, level=level)
for wanted in ([5], 5, None, (), "", [None], ["x", 6], ["*"], "xy"):
    show(__import__, "fake", fromlist=wanted)
    show(__import__, "sys", fromlist=wanted)
fake.__all__ = ["x", 7]
show(__import__, "fake", fromlist=["*"])
fake.__all__ = ["sub", "*"]
show(__import__, "fake", fromlist=["*"])
sys.modules["fake.none"] = None
show(__import__, "fake", fromlist=["none"])
for name in (5, None, b"sys"):
    show(__import__, name)

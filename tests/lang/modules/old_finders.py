# Finders and loaders of the old protocol; a sys.meta_path with nothing in it.
import importlib.machinery
import importlib.util
import sys
import types
import warnings


class Loader:
    def load_module(self, name):
        module = sys.modules[name] = types.ModuleType(name)
        module.value = name.upper()
        return module


class Finder:
    def find_module(self, name, path=None):
        if name == "found_so":
            print("find", name, path)
            return Loader()


def watched(act):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            act()
        except ImportError as e:
            print(type(e).__name__, e)
    for warning in caught:
        print(warning.category.__name__, warning.message)


def import_found():
    import found_so
    print(found_so.value, found_so.__package__ == "",
          type(found_so.__loader__).__name__, found_so.__spec__.name)


def import_missing():
    import there_is_no_such_module


sys.meta_path.insert(0, Finder())
watched(import_found)
del sys.meta_path[0]
finders = sys.meta_path[:]
sys.meta_path.clear()
watched(import_missing)
sys.meta_path = None
watched(import_missing)
sys.meta_path = finders
watched(import_missing)

# The interpreter's own modules have specs too.
import itertools
import math

for name in "math", "sys", "itertools", "builtins", "zlib", "json":
    spec = importlib.util.find_spec(name)
    __import__(name)
    again = importlib.util.find_spec(name)
    module = sys.modules[name]
    print(name, spec.name, spec.parent, spec == again,
          again is module.__spec__, repr(module.__package__))
print(sys.__spec__, sys.__loader__, sys.__spec__.has_location)
print(itertools, sys, sys.modules["builtins"])
Builtin = importlib.machinery.BuiltinImporter
print(Builtin.find_spec("itertools"), Builtin.find_spec("json"),
      Builtin.find_spec("there_is_no_such_module"))
print(Builtin.is_package("sys"), Builtin.get_source("sys"),
      Builtin.get_code("sys"))

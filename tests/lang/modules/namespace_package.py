# A folder without an __init__.py is a package too.
import _plain.leaf
from _plain import leaf
from _plain.inner.deep import SIZE, colour
import _plain.inner.deep as deep
import importlib
import sys

print(leaf is _plain.leaf, SIZE, colour(), deep.SIZE)
print(_plain.__name__, _plain.__package__, _plain.__doc__,
      getattr(_plain, "__file__", None))
print(hasattr(_plain, "__path__"), _plain.__spec__.name, _plain.__spec__.origin)
print(sys.modules["_plain"] is _plain, sys.modules["_plain.inner"].__name__)
print(importlib.import_module("_plain.inner") is _plain.inner)
print(sorted(name for name in vars(_plain) if not name.startswith("__")))
for name in ("_plain.nothing", "_plain.leaf.nothing"):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        print(error)
try:
    from _plain import nothing
except ImportError as error:
    print(error)
loader = _plain.__loader__
print(type(loader).__name__, _plain.__spec__.loader is loader,
      loader.is_package("_plain"), repr(loader.get_source("_plain")))
print([path.rpartition("/")[2] for path in _plain.__path__],
      [path.rpartition("/")[2] for path in _plain.inner.__path__],
      leaf.__file__.startswith(list(_plain.__path__)[0]))

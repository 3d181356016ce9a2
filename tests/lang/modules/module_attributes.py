import types

import _package.deep
import _shapes

for m in (_shapes, _package, _package.deep):
    spec = m.__spec__
    print(m.__name__, m.__package__, m.__doc__, spec.name, spec.parent,
          spec.origin == m.__file__, spec.has_location,
          hasattr(m, "__path__"))
print(__spec__, __package__, type(__builtins__).__name__,
      type(_shapes.__builtins__).__name__)
m = types.ModuleType("made", "text")
print(m, vars(m))
m.__file__ = "f.py"
print(m)
del m.__name__
print(m)
try:
    m.missing
except AttributeError as e:
    print(e)
print(types, "\n", __import__("math"), __import__("sys"))

# Modules imported by functions: those that strings name come along.
import importlib
import sys

colors = importlib.import_module("colorsys")
print(colors.rgb_to_hsv(1, 2, 3), sys.modules["colorsys"] is colors)
print(importlib.import_module(".abc", "collections").Mapping.__name__)
print(__import__("bisect").bisect([1, 2, 3], 2))
print(__import__("collections.abc").__name__,
      __import__("collections.abc", fromlist=["Mapping"]).__name__)
for args in ((".abc",), ("no_such_module",), ("colorsys.inner",),
             ("..x", "colorsys")):
    try:
        importlib.import_module(*args)
    except Exception as e:
        print(type(e).__name__, e)
importlib.invalidate_caches()

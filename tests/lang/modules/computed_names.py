# Modules whose names are made at run time: of the program, and of the library.
import importlib

import _plugins

for name in ("one", "deep.three"):
    print(_plugins.load(name).value)
print(_plugins.load_relative("two").value)
for number in (1, 2):
    name = ["", "one", "two"][number]
    print(importlib.import_module(f"_plugins.{name}").value)
for wanted in ("colorsys", "no_such_module"):
    try:
        print(importlib.import_module(wanted).__name__)
    except ModuleNotFoundError as e:
        print(e)

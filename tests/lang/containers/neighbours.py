# A script's neighbour never takes the place of a module that CPython is built
# with: there is a builtins.py beside this one.
import builtins
import importlib

print(builtins, builtins.len is len, len(vars(builtins)) > 100)
print(importlib.import_module("builtins") is builtins)

# A module's name put together where it is imported.
import importlib


def load(name):
    return importlib.import_module("_plugins." + name)


def load_more(number):
    return __import__("_plugins.t%s" % number, fromlist=["value"])


print(load("one").value, load("deep.three").value)
print(load_more("wo").value)

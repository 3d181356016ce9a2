# What a program puts into builtins, all its modules see.
import builtins

import _takes_builtins


def count():
    return len([1, 2])


print(count())
builtins.len = lambda x: "mine"
builtins.upper_ = lambda text: text.upper()
print(count(), _takes_builtins.shout("abc"), sorted([3, 1, 2]))
del builtins.len
try:
    count()
except NameError as e:
    print(e)


def importer(name, *args):
    if name.startswith("_s"):
        print("import", name)
    return original(name, *args)


original = builtins.__import__
builtins.__import__ = importer
import _shapes

builtins.__import__ = original
print(_shapes.PI)
builtins.print = lambda *args: None
print("not shown")

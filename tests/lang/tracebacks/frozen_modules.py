# Frames of the modules that CPython has inside itself show no lines.
import abc
import collections.abc
import importlib.util
import os
import sys
import traceback


class Base(abc.ABC):
    def __init_subclass__(cls, **named):
        raise TypeError(f"refused: {named}")


class Nothing(collections.abc.MutableMapping):
    def __getitem__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        pass

    __delitem__ = __getitem__

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


for wrong in (lambda: Nothing().pop("x"), lambda: Nothing().popitem(),
              lambda: os.environ["ABSENT"], lambda: os.path.join(1, 2),
              lambda: importlib.util.find_spec("absent.module")):
    try:
        wrong()
    except Exception:
        traceback.print_exc(file=sys.stdout)
print(abc.__file__, os.path.join.__code__.co_filename)


class Derived(Base, kind="bad"):
    pass

# not in image: what the image holds never dies.
# A subclass of ref: its own attributes, and itself in the callback.
import gc
from _weakref import getweakrefs, ref


class Thing:
    pass


class Keyed(ref):
    __slots__ = ("key",)

    def __new__(cls, obj, callback, key):
        self = ref.__new__(cls, obj, callback)
        self.key = key
        return self

    def __init__(self, obj, callback, key):
        super().__init__(obj, callback)


thing = Thing()
keyed = Keyed(thing, lambda r: print("gone:", r.key, type(r).__name__), "k1")
other = Keyed(thing, None, "k2")
print(keyed() is thing, keyed == other, keyed.key, keyed is not other)
print([getattr(r, "key", "-") for r in getweakrefs(thing)])
print(isinstance(keyed, ref), issubclass(Keyed, ref))
del thing
gc.collect()
print(keyed(), other(), keyed.key)


class Plain(ref):
    pass


thing = Thing()
a, b = Plain(thing), Plain(thing)
print(a is b, a == b)
a.note = "instances have a dict"
print(a.note, a() is thing)

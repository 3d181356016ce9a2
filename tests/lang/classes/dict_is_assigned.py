# instance.__dict__ = mapping, and del.
class Borg:
    _s = {}
    def __init__(self): self.__dict__ = self._s
a = Borg(); b = Borg(); a.x = 1; print(b.x, a.__dict__ is b.__dict__)
class AttrDict(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
d = AttrDict(a=1, b=2)
print(d.a, d["b"]); d.c = 3; print(d, d["c"]); d["e"] = 5; print(d.e)
del d.a; print("a" in d, sorted(vars(d)))
import copy
print(copy.copy(d), copy.deepcopy(d))
class E(Exception): pass
e = E(1); e.__dict__ = {"k": 2}; print(e.k, e.args); e.z = 3; print(e.__dict__)
class S:
    __slots__ = ()
try: S().__dict__ = {}
except AttributeError as x: print(x)
try: A = type("A", (), {})(); A.__dict__ = 5
except TypeError as x: print(x)
del A.__dict__; print(A.__dict__)
def f(): pass
f.__dict__ = {"q": 1}; print(f.q)

# __slots__: member descriptors, refusals and inheritance.
class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S()
print(s.a, hasattr(s, "b"), S.__slots__, type(S.a).__name__)
try: s.c = 1
except AttributeError as e: print(e)
try: s.b
except AttributeError as e: print(e)
try: s.__dict__
except AttributeError as e: print(e)
del s.a
try: s.a
except AttributeError as e: print(e)
try: del s.a
except AttributeError as e: print(e)
class T(S): pass
t = T(); t.z = 1; t.a = 2; print(t.z, t.a)
class U(S): __slots__ = ["c", "__dict__"]
u = U(); u.c = 2; print(u.c)
class V: __slots__ = "single"
v = V(); v.single = 1; print(v.single)
try:
    class W:
        __slots__ = ("a",); a = 1
except ValueError as e: print(e)
try:
    class W: __slots__ = ("1a",)
except TypeError as e: print(e)
try:
    class W: __slots__ = (5,)
except TypeError as e: print(e)
try:
    class W(int): __slots__ = ("a",)
except TypeError as e: print(e)
class P:
    __slots__ = ("__priv",)
    def __init__(self): self.__priv = 5
print(P()._P__priv)
class Dct: __slots__ = {"a": "doc a", "b": "doc b"}
print(Dct.__slots__, Dct.a.__doc__)
print(S.a.__name__, S.a.__objclass__)
try:
    class M1: __slots__ = ("a",)
    class M2: __slots__ = ("b",)
    class M3(M1, M2): pass
except TypeError as e: print(e)
try:
    class W: __slots__ = ("__dict__", "__dict__")
except TypeError as e: print(e)
print(s.__class__, S.__weakref__ if False else "nowr")

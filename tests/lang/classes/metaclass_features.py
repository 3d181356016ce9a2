# __prepare__, keyword arguments, hooks of the metaclass and of its classes.
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", mcs.__name__, name, bases, kw)
        return {"injected": 1}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def __instancecheck__(cls, x): return x == 5
    def __subclasscheck__(cls, x): return x is int
    def __len__(cls): return 7
    def __getitem__(cls, k): return ("item", k)
    def __iter__(cls): return iter([1, 2])
    def __contains__(cls, x): return x == 3
    def __getattr__(cls, n): return "meta " + n
    def __repr__(cls): return f"<{cls.__name__}>"
    def __add__(cls, o): return ("add", o)
    def __eq__(cls, o): return o == "eq" or o is cls
    def __hash__(cls): return 42
    def __bool__(cls): return False
    @property
    def prop(cls): return "metaprop " + cls.__name__
class A(metaclass=M, x=1, y=2):
    a = injected
    def __init__(self, v): self.v = v
a = A(3)
print(a.v, A.a, isinstance(5, A), issubclass(int, A), len(A), A["k"], list(A), 3 in A, A.nope, A, A + 1, A == "eq", hash(A), bool(A), A.prop)
class B(A, z=3): pass
print(type(B), B.__mro__)
class OD(dict):
    def __missing__(self, k):
        if k.startswith("__") or k == "print": raise KeyError(k)
        return "missing " + k
class PM(type):
    @classmethod
    def __prepare__(m, *a): return OD()
    def __new__(m, n, b, ns): print(type(ns)); return type.__new__(m, n, b, dict(ns))
class C(metaclass=PM):
    x = undefined_name
    print(x)
print(C.x)
class PB(type):
    @classmethod
    def __prepare__(m, *a): return 5
try:
    class D(metaclass=PB): pass
except TypeError as e: print(e)
def fm(name, bases, ns, **kw): print("fm", name, bases, kw); return "notaclass"
class E(metaclass=fm, q=1): pass
print(E)
class Init:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag; print("sub", cls.__name__, tag)
class S(Init, tag="t"): pass
class T(S): pass
print(S.tag, T.tag)
try:
    class U(Init, bad=1): pass
except TypeError as e: print(e)
try:
    class V(bad=1): pass
except TypeError as e: print(e)
class D:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = name
    def __get__(self, i, o): return (self.name, i is None)
    def __set__(self, i, v): print("set", v)
    def __delete__(self, i): print("del")
class W: d = D(); e = D()
w = W(); print(w.d, W.e); w.d = 5; del w.e
class BadSet:
    def __set_name__(self): pass
try:
    class X: b = BadSet()
except Exception as e: print(type(e), e, repr(e.__cause__))
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[1, 2])
print(type("Dyn", (G,), {"x": 1}, **{}).x)
try: type("Dyn", (), {}, foo=1)
except TypeError as e: print(e)
try: type(1, (), {})
except TypeError as e: print(e)
try: type("a", 1, {})
except TypeError as e: print(e)
try: type("a", (), 1)
except TypeError as e: print(e)
try: type("a", ())
except TypeError as e: print(e)
try:
    class Y(int, str): pass
except TypeError as e: print(e)
try:
    class Y(bool): pass
except TypeError as e: print(e)
try:
    class Y(A, metaclass=PM): pass
except TypeError as e: print(e)
try:
    class Y(5): pass
except TypeError as e: print(e)
class O: pass
try:
    class Y(object, O): pass
except TypeError as e: print(e)
try:
    class Y(O, O): pass
except TypeError as e: print(e)

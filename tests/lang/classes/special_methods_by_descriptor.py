# Special methods may be any descriptor, or anything that can be called.
import functools
class D:
    def __init__(self, f): self.f = f
    def __get__(self, obj, cls=None):
        return functools.partial(self.f, obj)
class Callable:
    def __call__(self, *a): return ("called", a)
def show(what, f):
    try: print(what, f())
    except Exception as e: print(what, type(e).__name__, e)
names = {
 "__str__": lambda s: "str!", "__repr__": lambda s: "repr!", "__len__": lambda s: 7, "__getitem__": lambda s, k: ("item", k),
 "__setitem__": lambda s, k, v: print("set", k, v), "__delitem__": lambda s, k: print("del", k),
 "__contains__": lambda s, k: k == 3, "__iter__": lambda s: iter([1, 2]), "__call__": lambda s, *a, **k: ("call", a, k),
 "__add__": lambda s, o: ("add", o), "__radd__": lambda s, o: ("radd", o), "__iadd__": lambda s, o: ("iadd", o),
 "__eq__": lambda s, o: ("eq", 1), "__lt__": lambda s, o: "lt", "__hash__": lambda s: 5, "__bool__": lambda s: False,
 "__neg__": lambda s: "neg", "__abs__": lambda s: "abs", "__enter__": lambda s: "enter", "__exit__": lambda s, *a: print("exit", a[0]) or True,
 "__index__": lambda s: 2, "__int__": lambda s: 3, "__float__": lambda s: 4.5, "__format__": lambda s, f: "fmt" + f,
 "__next__": lambda s: "next", "__reversed__": lambda s: "rev", "__round__": lambda s, n=None: ("round", n),
 "__getattr__": lambda s, n: ("attr", n), "__divmod__": lambda s, o: "divmod", "__pow__": lambda s, o, m=None: ("pow", o, m),
 "__complex__": lambda s: 1j, "__bytes__": lambda s: b"by", "__dir__": lambda s: ["x"], "__missing__": lambda s, k: "miss",
}
def test(wrap):
    C = type("C", (), {n: wrap(f) for n, f in names.items()})
    c = C()
    show("str", lambda: str(c)); show("repr", lambda: repr(c)); show("len", lambda: len(c)); show("item", lambda: c[4])
    def f(): c[1] = 2; del c[3]
    show("set", f); show("in", lambda: (3 in c, 4 in c)); show("iter", lambda: list(c)); show("call", lambda: c(1, k=2))
    show("add", lambda: c + 1); show("radd", lambda: 1 + c)
    def f():
        x = c; x += 5; return x
    show("iadd", f)
    show("eq", lambda: c == 1); show("lt", lambda: c < 2); show("gt", lambda: 3 > c); show("hash", lambda: hash(c)); show("bool", lambda: bool(c))
    show("not", lambda: 1 if c else 2)
    show("neg", lambda: -c); show("abs", lambda: abs(c))
    def f():
        with c as x: raise ValueError(x)
    show("with", f)
    show("index", lambda: [1, 2, 3][c]); show("int", lambda: int(c)); show("float", lambda: float(c)); show("format", lambda: f"{c:>3}")
    show("next", lambda: next(c)); show("rev", lambda: reversed(c)); show("round", lambda: round(c, 1)); show("attr", lambda: c.foo)
    show("divmod", lambda: divmod(c, 1)); show("pow", lambda: (c ** 2, pow(c, 2, 3))); show("complex", lambda: complex(c)); show("bytes", lambda: bytes(c))
    show("dir", lambda: dir(c)); show("unpack", lambda: [*c]); 
    def f():
        a, b = c; return a, b
    show("unpack2", f)
    def f():
        for x in c: return x
    show("for", f)
    show("print", lambda: print(c, "%s %r" % (c, c), "{}".format(c)))
    show("sorted", lambda: sorted([c, c]) and 1)
    show("dict", lambda: {c: 1}[c])
print("D"); test(D)
print("partialmethod"); test(lambda f: functools.partialmethod(f))
print("static"); test(lambda f: staticmethod(functools.partial(f, "S")))
print("class"); test(classmethod)
print("plain callable"); test(lambda f: functools.partial(f, "P"))
print("prop"); test(lambda f: property(lambda self: functools.partial(f, self)))

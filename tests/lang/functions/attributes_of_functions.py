# What functions and their code tell, and what may be set.
def f(a, b=2, /, c=3, *args, d, e=5, **kw) -> int:
    "doc"
    x = 1
    def g(): return x, a
    return g
for n in ("__name__","__qualname__","__doc__","__module__","__defaults__","__kwdefaults__","__annotations__","__dict__","__closure__"):
    print(n, getattr(f, n))
c = f.__code__
for n in ("co_name","co_qualname","co_argcount","co_posonlyargcount","co_kwonlyargcount","co_nlocals","co_varnames","co_cellvars","co_freevars","co_names","co_firstlineno","co_flags","co_stacksize"):
    try: print(n, getattr(c, n) if n != "co_stacksize" else type(c.co_stacksize))
    except AttributeError as e: print(e)
print(c.co_consts[0])
g = f(1, d=4)
print(g.__closure__[0].cell_contents, len(g.__closure__), g.__code__.co_freevars)
f.x = 5
print(f.__dict__, vars(f))
f.__defaults__ = (10, 20)
f.__kwdefaults__ = {"d": 1, "e": 2}
print(f.__defaults__, f.__kwdefaults__)
f(1)
f.__name__ = "renamed"; f.__qualname__ = "q.renamed"; f.__doc__ = None; f.__module__ = "m"
print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
f.__annotations__ = {"a": 1}
print(f.__annotations__)
for n, v in (("__name__", 5), ("__qualname__", 5), ("__defaults__", 5), ("__kwdefaults__", 5), ("__code__", 5), ("__dict__", 5), ("__annotations__", 5), ("__closure__", 5), ("__globals__", 5)):
    try: setattr(f, n, v); print(n, "ok")
    except (TypeError, AttributeError) as e: print(n, type(e).__name__, e)
for n in ("__name__", "__defaults__", "__kwdefaults__", "__annotations__", "__doc__", "__dict__", "x", "nope"):
    try: delattr(f, n); print(n, getattr(f, n, "gone"))
    except (TypeError, AttributeError) as e: print(n, type(e).__name__, e)
def h(): return 1
def k(): return 2
h.__code__ = k.__code__
print(h())
print(type(f).__name__, type(c).__name__, type(g.__closure__[0]).__name__)
print(f.__get__(5).__self__, f.__get__(None, int) is f)
class A:
    def m(self): "d"
    @classmethod
    def cm(cls): "cd"
    @staticmethod
    def sm(): "sd"
    @property
    def p(self): "pd"
a = A()
print(a.m.__self__ is a, a.m.__func__ is A.m, a.m.__name__, a.m.__qualname__, a.m.__doc__, a.m.__module__)
p = A.__dict__["p"]
print(p.__doc__, p.fget.__name__, p.fset, p.fdel)
print(a.m == a.m, a.m is a.m, hash(a.m) == hash(a.m))
a.m.__func__.x = 7
print(A.m.x)

# A name that a function declares without a value, `name: type`: local, but of no
# place of its own where nothing else is done with it.
def f():
    x: int
    return locals()
print(f.__code__.co_varnames, f.__code__.co_nlocals, f())
def g():
    x: int
    try: return x
    except UnboundLocalError as e: return e
print(g.__code__.co_varnames, g())
def h():
    x: int
    def k():
        return x
    try: k()
    except NameError as e: print(e)
    exec("x = 5"); return locals().get("k").__name__
print(h.__code__.co_varnames, h.__code__.co_cellvars, h())
def m():
    x: int
    exec("x = 5")
    return eval("x")
print(m())
def n():
    (x): int
    y: int = 3
    del y
    z: int
    z += 1
print(n.__code__.co_varnames)
try:
    del f.__code__
except TypeError as e:
    print(e)

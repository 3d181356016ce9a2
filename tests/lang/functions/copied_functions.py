import types, functools
def f(a, b=2, *, c=3):
    "doc"
    return a + b + c
def copy_func(f):
    g = types.FunctionType(f.__code__, f.__globals__, name=f.__name__, argdefs=f.__defaults__, closure=f.__closure__)
    g = functools.update_wrapper(g, f)
    g.__kwdefaults__ = f.__kwdefaults__
    return g
g = copy_func(f); print(g(1), g.__doc__, g.__name__, g is f)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); c()
d = types.FunctionType(c.__code__, c.__globals__, closure=(types.CellType(10),))
print(c(), d(), d())
m = types.FunctionType(compile("x = 5\ny = x + 1", "f", "exec"), ns := {})
m(); print(ns["y"])

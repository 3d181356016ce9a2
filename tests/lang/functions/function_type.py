# types.FunctionType makes functions of code.
import types
def f(a, b=2): return a + b + z
z = 3
g = types.FunctionType(f.__code__, {"z": 10}, "gname", (7,), None)
print(g(1), g.__name__, g.__qualname__, g.__defaults__, g.__module__)
def o(x):
    def i(): return x
    return i
h = types.FunctionType(o(1).__code__, globals(), None, None, (types.CellType(5),))
print(h(), h.__name__)
for a in ((o(1).__code__, globals()), (1, {}), (f.__code__, 1), (f.__code__, {}, 1), (f.__code__, {}, None, 1), (f.__code__, {}, None, None, 1), (f.__code__, {}, None, None, (1,)), (o(1).__code__, {}, None, None, (1,)), (o(1).__code__, {}, None, None, ())):
    try: types.FunctionType(*a)
    except Exception as e: print(type(e).__name__, e)

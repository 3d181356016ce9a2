# sys.set_asyncgen_hooks: who hears of asynchronous generators.
import sys


async def g():
    yield 1


print(tuple(sys.get_asyncgen_hooks()))
sys.set_asyncgen_hooks(firstiter=lambda g: print("first", g.__name__))
a = g()
print("made")
s = a.__anext__()
t = a.asend(None)
s.close()
t.close()
b = g()
b.aclose().close()
print(sys.get_asyncgen_hooks().finalizer, sys.get_asyncgen_hooks()[1])
for bad in ({"firstiter": 5}, {"finalizer": 5}):
    try:
        sys.set_asyncgen_hooks(**bad)
    except TypeError as e:
        print(e)
sys.set_asyncgen_hooks(None, None)
g().asend(None).close()
print(tuple(sys.get_asyncgen_hooks()))

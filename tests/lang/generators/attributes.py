def g():
    x = yield 5
it = g()
print(it.__name__, it.__qualname__, type(it).__name__, it.gi_running, iter(it) is it)
print(hasattr(it, "send"), hasattr(it, "throw"), hasattr(it, "close"), hasattr(it, "__next__"))
print(repr(it).split(" at ")[0], repr(x for x in ()).split(" at ")[0], (x for x in ()).__name__)

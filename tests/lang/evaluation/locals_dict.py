# locals() of a function is one dict for each call, filled anew when asked for.
def f(a):
    first = locals()
    b = 2
    print(sorted(first))
    second = locals()
    print(first is second, sorted(first))
    del a
    print("a" in locals())
    first["made"] = 1
    print(locals()["made"])
    cell = (lambda: b).__closure__[0]
    return locals()["cell"] is cell


print(f(1))


def with_cells(p):
    def inner():
        nonlocal p
        p += 1
        return locals()

    print(locals()["p"])
    inner()
    print(locals()["p"], inner())


with_cells(1)


class C:
    def __init__(self, x):
        y = 1
        print(sorted(locals()), locals()["x"])


C(4)
print(locals() is globals(), vars() is globals())


class D:
    here = sorted(k for k in locals() if k[0] != "_")
    k = 1
    there = locals()["k"]


print(D.here, D.there)
print([sorted(locals()) for q in [1]] == [[".0", "q"]] or "differs")
print(sorted(dir(C))[0], "f" in dir())


def empty():
    return dir(), vars()


print(empty())

# not in slice: it fills a gigabyte, slowly enough in the other modes
# not in gc: few instructions, each of seconds
# vm-only: CPython has no limit on the size of a heap
def show(name, function):
    try:
        function()
    except MemoryError:
        print(name, "MemoryError")
    else:
        print(name, "made")


def update(iterable):
    {1, 2}.update(iterable)


huge = range(10 ** 8)
show("set", lambda: set(huge))
show("frozenset", lambda: frozenset(huge))
show("update", lambda: update(huge))
show("display", lambda: {*huge})
show("fromkeys", lambda: dict.fromkeys(huge))
show("small", lambda: set(range(10 ** 6)))

def inner():
    got = yield "a"
    print("inner got", got)
    try:
        yield "b"
    except KeyError:
        print("inner caught")
        yield "c"
    return "result"


def outer():
    value = yield from inner()
    print("outer got", value)
    yield from [1, 2]
    yield from range(2)
    return "done"


g = outer()
print(next(g), g.send("hi"), g.throw(KeyError()))
print(list(g))


def flatten(tree):
    if isinstance(tree, list):
        for branch in tree:
            yield from flatten(branch)
    else:
        yield tree


print(list(flatten([1, [2, [3, [4]], 5]])))


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


print(sum(deep(100)))


def closing():
    try:
        yield 1
    finally:
        print("inner closed")


def wrapper():
    yield from closing()


w = wrapper()
next(w)
w.close()

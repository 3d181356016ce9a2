def inner():
    yield 1
    raise ValueError("inner gave up")


def outer():
    yield from inner()


for x in outer():
    print(x)

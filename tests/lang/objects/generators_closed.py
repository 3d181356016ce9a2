# A generator that dies while suspended in a try or with is closed.
import gc


def counting(name):
    try:
        for i in range(10):
            yield i
    finally:
        print("finally", name)


it = counting("a")
print(next(it))
del it
gc.collect()

it = counting("never started")
del it
gc.collect()

print(list(counting("exhausted"))[-1])
gc.collect()


class Resource:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, value, traceback):
        print("closed by", kind.__name__ if kind else None)


def holding():
    with Resource():
        yield "held"


def outer():
    yield from holding()


it = outer()
print(next(it))
del it
gc.collect()


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("asked to go")
        raise


def first_only():
    for x in stubborn():
        return x


first = first_only()
gc.collect()
print(first)


def cycle():
    me = None
    try:
        me = yield
        yield me
    finally:
        print("cycle ends", me is not None)


it = cycle()
next(it)
it.send(it)
del it
gc.collect()

# StopIteration thrown into what has not begun is a RuntimeError too.
def attempt(f):
    try:
        print(f())
    except BaseException as e:
        print(repr(e), repr(e.__cause__))


def g():
    yield 1


async def ag():
    yield 1


async def co():
    pass


x = g()
attempt(lambda: x.throw(StopIteration(5)))
attempt(lambda: x.throw(StopIteration(6)))
attempt(lambda: g().throw(ValueError(7)))
c = co()
attempt(lambda: c.throw(StopIteration(5)))
attempt(lambda: ag().athrow(StopIteration(5)).send(None))
attempt(lambda: ag().athrow(StopAsyncIteration(5)).send(None))
attempt(lambda: ag().asend(None).throw(StopIteration(5)))

# Asynchronous generators: asend(), athrow(), aclose(), and what they refuse.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


def drive(c, *answers):
    answers = iter(answers)
    try:
        got = c.send(None)
        while True:
            print("  yields", got)
            got = c.send(next(answers, None))
    except StopIteration as stop:
        print("  returns", repr(stop.value))
    except BaseException as e:
        print("  raises", type(e).__name__, e)


async def echo():
    got = None
    try:
        while True:
            try:
                got = yield await Pause(("got", got))
            except ValueError as e:
                got = e.args
    finally:
        print("  echo leaves")


g = echo()
print(type(g).__name__, g.__name__, g.ag_running, g.ag_await, g.ag_code.co_name)
print(g.__aiter__() is g)
drive(g.__anext__(), "first")
print(g.ag_running)
drive(g.asend("second"), "answer")
drive(g.athrow(ValueError, "thrown"))
drive(g.athrow(ValueError("thrown")), 5)
drive(g.aclose())
drive(g.aclose())
drive(g.__anext__())
drive(g.asend(3))
drive(g.athrow(KeyError))

g = echo()
drive(g.asend(4))
drive(g.aclose())
drive(g.__anext__())

g = echo()
step = g.__anext__()
print(type(step).__name__, step.send(None), g.ag_running, type(g.ag_await).__name__)
drive(g.__anext__())
drive(g.aclose())
drive(g.athrow(ValueError))
try:
    step.send("done")
except StopIteration as e:
    print(e.value, g.ag_running)
try:
    step.send(None)
except RuntimeError as e:
    print(e)
try:
    step.throw(ValueError)
except RuntimeError as e:
    print(e)
drive(g.aclose())

g = echo()
step = g.__anext__()
step.close()
drive(step)
step = g.aclose()
step.close()
drive(step)
step = g.athrow(KeyError, "first")
try:
    step.send(1)
except RuntimeError as e:
    print(e)
drive(step)
drive(step)


async def stubborn():
    try:
        yield 1
    finally:
        yield 2


g = stubborn()
drive(g.__anext__())
drive(g.aclose())


async def awaits_in_finally():
    try:
        yield 1
    finally:
        await Pause("cleaning")


g = awaits_in_finally()
drive(g.__anext__())
drive(g.aclose())


async def raises(e):
    yield 1
    raise e


for e in StopIteration(1), StopAsyncIteration(2), KeyError(3):
    g = raises(e)
    drive(g.__anext__())
    drive(g.__anext__())
    drive(g.__anext__())


async def returns():
    yield 1
    return


async def main():
    print([x async for x in returns()])
    async for x in returns():
        print(x)


drive(main())
g = returns()
for name in "send", "throw", "close", "__next__", "__iter__", "__await__":
    print(name, hasattr(g, name))
try:
    iter(g)
except TypeError as e:
    print(e)
g.__name__ = "other"
print(g.__name__, repr(g).startswith("<async_generator object returns at 0x"))
drive(g.asend(1))

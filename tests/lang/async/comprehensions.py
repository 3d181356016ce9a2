# Asynchronous comprehensions and generator expressions.


class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def count(n):
    for i in range(n):
        await Pause(i)
        yield i


async def double(x):
    await Pause("double")
    return 2 * x


async def is_even(x):
    return x % 2 == 0


def drive(c):
    steps = 0
    try:
        while True:
            c.send(None)
            steps += 1
    except StopIteration as stop:
        print(steps, stop.value)


async def main():
    k = 10
    print([x async for x in count(3)])
    print({x % 2 async for x in count(5)})
    print({x: -x async for x in count(3)})
    print([x + k async for x in count(6) if await is_even(x)])
    print([await double(x) for x in range(3)])
    print([(x, y) async for x in count(3) for y in range(x)])
    print([(x, y) for x in range(3) async for y in count(x)])
    print([[y async for y in count(x)] async for x in count(3)])
    print([[await double(y) for y in range(x)] for x in range(3)])
    g = (x * 2 async for x in count(3))
    print(type(g).__name__, [x async for x in g])
    g = (await double(x) for x in range(2))
    print(type(g).__name__, [x async for x in g])
    print([x for x in [await double(4), 5]])
    print(sum([x async for x in count(4)]), await double(await double(1)))
    return [last := x async for x in count(3)], last


drive(main())


def outside():
    # Its first iterable is not awaited here; the expression is asynchronous.
    return (x async for x in count(2)), (await double(x) for x in [1])


async def use():
    for g in outside():
        print(type(g).__name__, g.__name__, [x async for x in g])


drive(use())
